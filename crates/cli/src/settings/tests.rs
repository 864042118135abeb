//! The declared settings, their documentation, and the order of their sources.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command};
use tidemark_publishing::messages::Messages;

use super::load::CONFIG_VARIABLE;
use super::log::LogLevel;
use super::{CONFIG_FLAG, Origin, SettingErrors, Settings, declared, load};

fn flags(arguments: &[&str]) -> ArgMatches {
    let arg = |flag: &'static str| Arg::new(flag).long(flag);
    declared()
        .fold(Command::new("tidemark").arg(arg(CONFIG_FLAG)), |command, s| {
            command.arg(arg(s.flag))
        })
        .get_matches_from(std::iter::once("tidemark").chain(arguments.iter().copied()))
}

fn loaded(arguments: &[&str], variables: &[(&str, &str)]) -> Result<Settings, SettingErrors> {
    let environment: Vec<_> = variables
        .iter()
        .map(|(name, value)| (OsString::from(name), OsString::from(value)))
        .collect();
    load(&flags(arguments), &environment)
}

fn file(name: &str, text: &str) -> PathBuf {
    let directory = std::env::temp_dir().join(format!("tidemark-settings-{}-{name}", std::process::id()));
    fs::create_dir_all(&directory).unwrap();
    let path = directory.join("tidemark.toml");
    fs::write(&path, text).unwrap();
    path
}

#[test]
fn every_setting_is_documented() {
    let path = format!("{}/../../docs/settings.md", env!("CARGO_MANIFEST_DIR"));
    let documentation = fs::read_to_string(path).unwrap();
    let defaults = Settings::default();
    let mut documented = BTreeSet::new();
    for setting in declared() {
        let default = (setting.show)(&defaults);
        let default = if default.is_empty() {
            "–".to_owned()
        } else {
            format!("`{default}`")
        };
        let row = format!(
            "| `{}` | `{}` | `--{}` | {default} |",
            setting.key, setting.variable, setting.flag
        );
        assert!(
            documentation.contains(&row),
            "docs/settings.md lacks the row {row}"
        );
        documented.insert(setting.key);
    }
    assert!(documentation.contains(CONFIG_VARIABLE));
    for line in documentation.lines().filter(|line| line.contains("| `TIDEMARK_")) {
        let key = line.split('`').nth(1).unwrap();
        assert!(
            documented.contains(key),
            "docs/settings.md documents {key}, which is no setting"
        );
    }
}

#[test]
fn every_setting_has_names_of_its_own_and_words() {
    let messages = Messages::english();
    let (mut keys, mut variables, mut names) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for setting in declared() {
        assert!(keys.insert(setting.key), "{}", setting.key);
        assert!(variables.insert(setting.variable), "{}", setting.variable);
        assert!(names.insert(setting.flag), "{}", setting.flag);
        assert!(setting.variable.starts_with("TIDEMARK_"), "{}", setting.variable);
        assert!(messages.has(setting.about), "{}", setting.about);
        assert!(messages.has(setting.value), "{}", setting.value);
    }
}

#[test]
fn a_default_can_be_written_down() {
    for setting in declared() {
        let default = (setting.show)(&Settings::default());
        if default.is_empty() {
            continue;
        }
        let settings = loaded(&[&format!("--{}", setting.flag), &default], &[]).unwrap();
        assert_eq!(settings, Settings::default(), "{}", setting.key);
    }
}

#[test]
fn later_sources_win() {
    let path = file(
        "order",
        "[server]\nsite_name = \"file\"\nlisten = \"127.0.0.1:1\"\ntimeout_seconds = 7\n",
    );
    let config = path.to_str().unwrap();
    let settings = loaded(
        &["--site-name", "flag"],
        &[
            ("TIDEMARK_CONFIG", config),
            ("TIDEMARK_SITE_NAME", "variable"),
            ("TIDEMARK_LISTEN", "127.0.0.1:2"),
            ("TIDEMARK_LOG_LEVEL", ""),
            ("HOME", "elsewhere"),
        ],
    )
    .unwrap();
    assert_eq!(settings.server.site_name, "flag");
    assert_eq!(settings.server.listen.port(), 2);
    assert_eq!(settings.server.timeout_seconds.get(), 7);
    assert_eq!(settings.log.level, LogLevel::Info);
}

#[test]
fn the_data_directory_may_hold_the_settings() {
    let path = file("beside", "log.level = \"warn\"\n");
    let directory = path.parent().unwrap().to_str().unwrap();
    let settings = loaded(&["--data-dir", directory], &[]).unwrap();
    assert_eq!(settings.log.level, LogLevel::Warn);
    assert_eq!(settings.evidence.data_dir.as_deref(), path.parent());
    let settings = loaded(&[], &[("TIDEMARK_DATA_DIR", directory)]).unwrap();
    assert_eq!(settings.log.level, LogLevel::Warn);
}

#[test]
fn a_relative_directory_begins_at_its_file() {
    let path = file("relative", "evidence.data_dir = \"evidence\"\n");
    let settings = loaded(&["--config", path.to_str().unwrap()], &[]).unwrap();
    assert_eq!(
        settings.evidence.data_dir,
        Some(path.parent().unwrap().join("evidence"))
    );
}

#[test]
fn all_that_is_wrong_is_told_in_one_go() {
    let path = file(
        "wrong",
        "[server]\nlisten = \"here\"\nlisen = \"127.0.0.1:1\"\n[log]\nlevel = [1]\n",
    );
    let errors = loaded(
        &["--timeout-seconds", "0", "--config", path.to_str().unwrap()],
        &[("TIDEMARK_LISTN", "x"), ("TIDEMARK_LOG_FORMAT", "xml")],
    )
    .unwrap_err();
    let told: Vec<_> = errors
        .0
        .iter()
        .map(|error| {
            (
                error.origin.to_string(),
                error.reason.id,
                error.suggestions.clone(),
            )
        })
        .collect();
    let at = |line: usize| format!("{}:{line}", path.display());
    let near = |name: &str| vec![name.to_owned()];
    assert_eq!(
        told,
        [
            (at(2), "cli-misfit-listen", Vec::new()),
            (at(3), "cli-settings-unknown", near("server.listen")),
            (at(5), "cli-settings-kind", Vec::new()),
            (
                "TIDEMARK_LISTN".to_owned(),
                "cli-settings-unknown-variable",
                near("TIDEMARK_LISTEN")
            ),
            (
                "TIDEMARK_LOG_FORMAT".to_owned(),
                "cli-misfit-log-format",
                Vec::new()
            ),
            ("--timeout-seconds".to_owned(), "cli-misfit-count", Vec::new()),
        ]
    );
}

#[test]
fn a_file_that_was_asked_for_must_be_there() {
    let errors = loaded(&["--config", "/nowhere/tidemark.toml"], &[]).unwrap_err();
    assert_eq!(errors.0[0].reason.id, "cli-settings-unreadable");
    assert!(matches!(errors.0[0].origin, Origin::File { line: None, .. }));
    let directory = file("none", "").parent().unwrap().join("empty");
    assert!(loaded(&["--data-dir", directory.to_str().unwrap()], &[]).is_ok());
}
