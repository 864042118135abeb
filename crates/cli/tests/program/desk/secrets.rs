//! What must be read nowhere: names and addresses, in the database, in backups, in logs.

use std::fs;
use std::net::TcpListener;
use std::path::Path;

use super::Desk;
use super::somebody::{Somebody, ask};
use super::waiting::until;

const NAME: &str = "Zora Quellmann";
const EMAIL: &str = "zora.quellmann@example.org";
const INVITED: &str = "ilva.tarn@example.org";

/// Parts of them, by which they would be known however they are written.
const NEEDLES: [&str; 4] = ["zora", "quellmann", "ilva.tarn", "ilva%2etarn"];

/// Every file in a folder and beneath it.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            all.push((path.display().to_string(), fs::read(&path).unwrap()));
        }
    }
    all
}

/// Fails where any of it is found.
fn search(what: &str, bytes: &[u8], links: &[&str]) {
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    for needle in NEEDLES {
        assert!(!text.contains(needle), "{what} says `{needle}`");
    }
    for link in links {
        let token = link.trim().rsplit_once("token=").unwrap().1;
        assert!(!text.contains(token), "{what} holds a link");
    }
}

#[test]
fn no_name_and_no_address_is_read_in_database_backup_or_log() {
    for desk in Desk::on_both() {
        // Nobody takes the mail: messages stay in the store, and every try is logged.
        let closed = TcpListener::bind("127.0.0.1:0").unwrap();
        let smtp = format!("smtp+plain://{}", closed.local_addr().unwrap());
        drop(closed);
        let arguments = ["user", "add", NAME, "--email", EMAIL, "--role", "administrator"];
        let added = desk.run(&arguments);
        assert_eq!(added.code, 0);
        search("what is remarked", added.remarks.as_bytes(), &[&added.answer]);
        let site = desk.serve(&["--log-level", "debug", "--smtp", &smtp]);
        let who = Somebody::sign_in(&site, &added.answer).with_two_factors();
        let invited = who.post(
            "/desk/invitations/make",
            &[
                ("role", "reviewer"),
                ("place", ""),
                ("days", "7"),
                ("email", INVITED),
            ],
        );
        let link = format!("token={}", invited.between("token=", "<"));
        assert_eq!(ask(&site, EMAIL), 200);
        let links = [added.answer.as_str(), link.as_str()];
        until("two messages that wait", || {
            (desk.tables()["outbox.jsonl"].lines().count() == 2).then_some(())
        });
        let mut looked_at = 0;
        for (path, bytes) in files(&desk.path("tidemark-desk")) {
            search(&path, &bytes, &links);
            looked_at += 1;
        }
        desk.done(&["backup", "kept"]);
        for (path, bytes) in files(&desk.path("kept")) {
            search(&path, &bytes, &links);
            looked_at += 1;
        }
        assert!(looked_at > 14, "{looked_at}");
        let log = site.stop("TERM").log;
        assert!(
            log.contains("/desk/invitations/make") && log.contains("a job failed"),
            "{log}"
        );
        search("the log", log.as_bytes(), &links);
    }
}
