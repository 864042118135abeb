//! `tidemark user add` and `tidemark migrate`.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use super::Desk;

#[test]
fn adding_somebody_makes_a_store_that_nobody_else_reads() {
    let desk = Desk::on_sqlite();
    let ended = desk.run(&[
        "user",
        "add",
        "Blue Heron",
        "--email",
        "heron@example.org",
        "--role",
        "administrator",
        "--base-address",
        "https://data.example.org",
    ]);
    assert_eq!(ended.code, 0, "{ended:?}");
    let token = ended
        .answer
        .strip_prefix("https://data.example.org/en/sign-in/link?token=");
    assert_eq!(token.map(|token| token.trim_end().len()), Some(52), "{ended:?}");
    assert!(!format!("{ended:?}").contains("heron@"), "{ended:?}");
    for name in ["tidemark-desk/store.db", "tidemark-desk/keys"] {
        let mode = fs::metadata(desk.path(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[test]
fn what_cannot_be_meant_is_refused_and_makes_nothing() {
    let desk = Desk::on_sqlite();
    for (arguments, words) in [
        (
            &["x", "--role", "king"] as &[&str],
            "correspondent, reviewer, editor",
        ),
        (&["x", "--role", "correspondent"], "correspondent:"),
        (&["x", "--email", "king", "--role", "editor"], "name@example.org"),
        (&["", "--role", "editor"], "write any name"),
    ] {
        let ended = desk.run(&[&["user", "add"], arguments].concat());
        assert_eq!((ended.code, ended.answer.as_str()), (2, ""), "{ended:?}");
        assert!(ended.remarks.contains(words), "{ended:?}");
    }
    assert!(!desk.path("tidemark-desk").exists());
}

#[test]
fn a_store_takes_each_step_once() {
    for desk in Desk::on_both() {
        let first = desk.done(&["migrate"]);
        assert!(first.contains("step 1"), "{first}");
        let again = desk.done(&["migrate"]);
        assert_eq!(again.lines().count(), 1, "{again}");
        assert!(first.ends_with(&again), "{first}{again}");
    }
}
