//! `tidemark backup` and `tidemark restore`.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use super::somebody::{Somebody, ask, mailed_link, mails};
use super::{Desk, tables};

fn filled(desk: &Desk) {
    desk.done(&["user", "add", "Blue Heron", "--role", "administrator"]);
    desk.done(&["user", "add", "Grey Wolf", "--email", "wolf@example.org"]);
}

#[test]
fn a_backup_is_restored_to_either_engine_and_says_the_same() {
    for desk in Desk::on_both() {
        filled(&desk);
        desk.done(&["backup", "kept"]);
        let kept = desk.path("kept");
        let mode = fs::metadata(&kept).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "others can look into the backup");
        for other in Desk::on_both() {
            other.take_keys_of(&desk);
            let restored = other.run(&["restore", kept.to_str().unwrap()]);
            assert_eq!(restored.code, 0, "{restored:?}");
            assert_eq!(other.tables(), tables(&kept));
            other.done(&["doctor"]);
        }
    }
}

#[test]
fn a_backup_overwrites_nothing() {
    let desk = Desk::on_sqlite();
    filled(&desk);
    desk.directory.write("kept/mine.txt", "mine");
    let ended = desk.run(&["backup", "kept"]);
    assert_eq!(ended.code, 1);
    assert!(ended.remarks.contains("kept is there already"), "{ended:?}");
    assert_eq!(desk.directory.read("kept/mine.txt"), "mine");
    // Nor what has nearly the name of its draft.
    desk.directory.write("kept.unfinished/mine.txt", "mine");
    desk.done(&["backup", "kept.2"]);
    assert_eq!(desk.directory.read("kept.unfinished/mine.txt"), "mine");
}

#[test]
fn a_store_that_is_not_empty_stays_as_it_is() {
    for desk in Desk::on_both() {
        filled(&desk);
        desk.done(&["backup", "kept"]);
        let before = desk.tables();
        let ended = desk.run(&["restore", "kept"]);
        assert_eq!(ended.code, 1);
        assert!(ended.remarks.contains("name another in `store.url`"), "{ended:?}");
        assert_eq!(desk.tables(), before);
    }
}

#[test]
fn a_damaged_backup_is_refused_by_the_name_of_its_file() {
    let desk = Desk::on_sqlite();
    filled(&desk);
    desk.done(&["backup", "kept"]);
    let people = desk.directory.read("kept/tables/people.jsonl");
    desk.directory.write(
        "kept/tables/people.jsonl",
        &people.replacen("active", "erased", 1),
    );
    let url = format!("sqlite:{}", desk.path("other/store.db").display());
    let arguments = ["restore", "kept", "--database-url", &url];
    let ended = desk.run(&[&arguments[..], &["--keys-file", "tidemark-desk/keys"]].concat());
    assert_eq!(ended.code, 1);
    assert!(ended.remarks.contains("kept/tables/people.jsonl"), "{ended:?}");
    assert!(!desk.path("other/store.db").exists());
}

/// Why old backups must go, and what is done when one was restored (docs/operate.md).
#[test]
fn an_older_backup_brings_back_who_was_erased_since() {
    let desk = Desk::on_sqlite();
    let link = desk.done(&["user", "add", "Grey Wolf", "--email", "wolf@example.org"]);
    let site = desk.serve(&[]);
    let who = Somebody::sign_in(&site, &link);
    desk.done(&["backup", "kept"]);
    who.post("/account/erase", &[]);
    assert_eq!(who.get("/account").status, 303, "the session is over");
    assert_eq!(site.stop("TERM").code, Some(0));
    let after = desk.tables();
    assert_eq!(
        (
            after["person_keys.jsonl"].as_str(),
            after["sessions.jsonl"].as_str()
        ),
        ("", "")
    );

    let restored = Desk::on_sqlite();
    restored.take_keys_of(&desk);
    restored.done(&["restore", desk.path("kept").to_str().unwrap()]);
    let site = restored.serve(&[]);
    assert_eq!(ask(&site, "wolf@example.org"), 200);
    let link = mailed_link(&restored.path("tidemark-desk/mail"));
    Somebody::sign_in(&site, &link).post("/account/erase", &[]);
    assert_eq!(restored.tables()["person_keys.jsonl"], "");
    assert_eq!(mails(&restored.path("tidemark-desk/mail")).len(), 1);
}
