//! Help, the version, and arguments that nothing understands.

use crate::support::{Directory, program, run};

#[test]
fn every_command_has_help() {
    let empty = Directory::empty();
    for (arguments, words) in [
        (&["--help"] as &[&str], "tidemark table QUERY"),
        (&["-h"], "Commands:"),
        (&["serve", "--help"], "--listen"),
        (&["table", "--help"], "--format"),
        (&["profile", "--help"], "AREA"),
        (&["report", "--help"], "--areas"),
        (&["chart", "--help"], "--kind"),
        (&["check", "--help"], "DIRECTORY"),
        (&["edition", "--help"], "show"),
        (&["edition", "show", "--help"], "--without-unread-terms"),
    ] {
        let ended = run(&empty, arguments);
        assert_eq!((ended.code, ended.remarks.as_str()), (0, ""), "{arguments:?}");
        assert!(ended.answer.contains(words), "{arguments:?}: {}", ended.answer);
        assert!(
            !ended.answer.contains("[cli-"),
            "a message is missing: {}",
            ended.answer
        );
    }
}

#[test]
fn the_help_names_variables_and_defaults() {
    let ended = run(&Directory::empty(), &["serve", "--help"]);
    assert!(
        ended
            .answer
            .contains("[TIDEMARK_LISTEN; default: 127.0.0.1:8080]")
    );
    assert!(ended.answer.contains("[TIDEMARK_DATA_DIR]"));
}

#[test]
fn the_version_is_one_line() {
    let ended = run(&Directory::empty(), &["--version"]);
    assert_eq!(ended.answer, format!("tidemark {}\n", env!("CARGO_PKG_VERSION")));
    assert_eq!(ended.code, 0);
}

#[test]
fn what_is_not_understood_is_refused_with_the_nearest() {
    let empty = Directory::empty();
    for (arguments, what, nearest) in [
        (
            &["tabel"] as &[&str],
            "There is no command “tabel”.",
            "nearest: table",
        ),
        (
            &["--lisen", "x"],
            "There is no argument “--lisen” here.",
            "nearest: --listen",
        ),
        (&["table"], "An argument is missing: <QUERY>.", ""),
        (
            &["edition"],
            "A command is missing: list, show, build, verify, export, diff.",
            "",
        ),
        (
            &["table", "x", "--format", "doc"],
            "“doc” is not a value of --format",
            "",
        ),
        (&["serve", "--listen"], "A value is missing: --listen", ""),
        (
            &["table", "x", "--lang", "en", "--lang", "fr"],
            "“--lang <TAG>” cannot be given here, or not twice.",
            "",
        ),
    ] {
        let ended = run(&empty, arguments);
        assert_eq!((ended.code, ended.answer.as_str()), (2, ""), "{arguments:?}");
        assert!(ended.remarks.contains(what), "{arguments:?}: {}", ended.remarks);
        assert!(
            ended.remarks.contains(nearest),
            "{arguments:?}: {}",
            ended.remarks
        );
    }
}

#[test]
fn all_words_come_from_the_messages() {
    let output = program(&Directory::empty())
        .args(["serve", "--help"])
        .env("LC_ALL", "ar_XB.UTF-8")
        .output()
        .unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    let values = |word: &str| word.starts_with("--") || word.starts_with('-') || word == "tidemark";
    assert!(help.contains('⟦'), "{help}");
    let bare: String = outside_brackets(&help);
    let words: Vec<&str> = bare
        .split_whitespace()
        .filter(|word| !values(word) && word.chars().any(char::is_alphabetic))
        .collect();
    assert!(words.is_empty(), "not from the messages: {words:?}");
}

/// What is left of a text in the pseudo-locale without what came from the messages.
fn outside_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    text.chars()
        .filter(|c| {
            match c {
                '⟦' => depth += 1,
                '⟧' => depth = depth.saturating_sub(1),
                _ => return depth == 0,
            }
            false
        })
        .collect()
}
