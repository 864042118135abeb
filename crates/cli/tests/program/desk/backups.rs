//! `tidemark backup` and `tidemark restore`.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

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
