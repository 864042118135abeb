//! `tidemark doctor`.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;

use super::waiting::until;
use super::{Desk, sql};

/// A store in which an entry of the audit has its place in the chain.
fn chained() -> Vec<Desk> {
    let both = Desk::on_both();
    for desk in &both {
        desk.done(&["user", "add", "Blue Heron", "--role", "administrator"]);
        let site = desk.serve(&[]);
        until("chaining the audit", || {
            let told = desk.run(&["doctor"]).answer;
            (!told.contains("0 entries")).then_some(())
        });
        assert_eq!(site.stop("TERM").code, Some(0));
    }
    both
}

fn wrong(desk: &Desk) -> String {
    let ended = desk.run(&["doctor"]);
    assert_eq!(ended.code, 1, "{ended:?}");
    let wrongs: Vec<&str> = ended
        .answer
        .lines()
        .filter(|line| !line.starts_with("well:"))
        .collect();
    wrongs.join("\n")
}

#[test]
fn a_store_in_order_is_well() {
    for desk in chained() {
        let told = desk.done(&["doctor"]);
        assert!(told.lines().all(|line| line.starts_with("well:")), "{told}");
    }
}

#[test]
fn files_that_others_can_read_are_named() {
    for desk in chained() {
        for name in ["tidemark-desk/keys", "tidemark-desk/store.db"] {
            let path = desk.path(name);
            if !path.exists() {
                continue;
            }
            fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
            let told = wrong(&desk);
            assert!(told.contains(name) && told.contains("chmod 600"), "{told}");
            fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
        }
        desk.done(&["doctor"]);
    }
}

#[test]
fn a_key_that_is_missing_is_named() {
    for desk in chained() {
        let needed = desk.done(&["doctor"]);
        let needed = needed
            .split("opens with ")
            .nth(1)
            .unwrap()
            .lines()
            .next()
            .unwrap();
        let other = desk.done(&["keys", "new"]);
        desk.directory.write("tidemark-desk/keys", &other);
        fs::set_permissions(desk.path("tidemark-desk/keys"), Permissions::from_mode(0o600)).unwrap();
        let told = wrong(&desk);
        assert!(
            told.contains(needed) && told.contains("add them to the file of keys"),
            "{told}"
        );
    }
}

/// Makes of an entry of the audit another one, behind the store's back.
fn tamper(desk: &Desk) {
    let (was, is) = ("person_added", "keys_rotated");
    if let Some((server, schema)) = &desk.schema {
        let statement = format!("update {schema}.audit set verb = '{is}' where verb = '{was}'");
        sql(server, &statement);
        return;
    }
    // What is still in the log goes to the file when its one writer ends.
    desk.done(&["migrate"]);
    let path = desk.path("tidemark-desk/store.db");
    let mut bytes = fs::read(&path).unwrap();
    let starts = 0..bytes.len() - was.len();
    let found: Vec<usize> = starts
        .filter(|start| bytes[*start..].starts_with(was.as_bytes()))
        .collect();
    assert!(!found.is_empty());
    for start in found {
        // Of the same length, so that the file stays whole.
        bytes[start..start + is.len()].copy_from_slice(is.as_bytes());
    }
    fs::write(&path, bytes).unwrap();
}

#[test]
fn an_audit_that_somebody_changed_is_found() {
    for desk in chained() {
        tamper(&desk);
        let told = wrong(&desk);
        assert!(
            told.contains("the audit") && told.contains("compare it with a backup"),
            "{told}"
        );
    }
}
