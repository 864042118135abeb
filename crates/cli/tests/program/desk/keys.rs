//! `tidemark keys`, and stores whose keys are gone.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use tidemark_app::vault::MasterKeys;
use tidemark_app::{Store, StoreSettings};
use tidemark_desk::Id;
use tidemark_vocab::Moment;

use super::Desk;
use super::somebody::{Somebody, ask, mailed_link};

fn add(desk: &Desk, email: &str) {
    let arguments = ["user", "add", "Blue Heron", "--email", email];
    desk.done(&[&arguments[..], &["--role", "administrator"]].concat());
}

/// How many keys are in the file.
fn kept(desk: &Desk) -> usize {
    let keys = desk.directory.read("tidemark-desk/keys");
    keys.lines().filter(|line| !line.starts_with('#')).count()
}

#[test]
fn who_signed_up_before_the_keys_changed_signs_in_after() {
    for desk in Desk::on_both() {
        add(&desk, "heron@example.org");
        desk.done(&["keys", "rotate"]);
        assert_eq!(kept(&desk), 2);
        desk.done(&["doctor"]);
        let site = desk.serve(&[]);
        assert_eq!(ask(&site, "Heron@example.org"), 200);
        let link = mailed_link(&desk.path("tidemark-desk/mail"));
        let account = Somebody::sign_in(&site, &link).get("/account");
        assert!(account.body.contains("heron@example.org"), "{account:?}");
        // Nothing needs the older key any more.
        assert_eq!(site.stop("TERM").code, Some(0));
        let keys = desk.directory.read("tidemark-desk/keys");
        let without: Vec<&str> = keys.lines().take(keys.lines().count() - 1).collect();
        desk.directory.write("tidemark-desk/keys", &without.join("\n"));
        desk.done(&["doctor"]);
    }
}

/// Adds so many people, as fast as the store takes them.
fn add_many(desk: &Desk, many: u16) {
    let url = desk
        .url()
        .unwrap_or_else(|| desk.path("tidemark-desk/store.db").display().to_string());
    let settings = StoreSettings::new(url.parse().unwrap());
    let keys = MasterKeys::read(&desk.directory.read("tidemark-desk/keys")).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let store = Store::open(&settings, keys).await.unwrap();
        let people = (0..many).map(|number| {
            store.write(move |tx| {
                Box::pin(async move {
                    let mut id = [0; 16];
                    id[..2].copy_from_slice(&number.to_be_bytes());
                    let email = format!("{number}@example.org").parse().unwrap();
                    let (name, lang) = ("Many".parse().unwrap(), "en".parse().unwrap());
                    tx.add_person(Id::new(id), &name, Some(&email), &lang, Moment::from_millis(0))
                        .await
                })
            })
        });
        let added = futures_util::future::join_all(people).await;
        assert!(added.iter().all(Result::is_ok));
        store.close().await;
    });
}

#[test]
fn a_change_of_keys_that_is_killed_goes_on_when_it_is_run_again() {
    for desk in Desk::on_both() {
        desk.done(&["migrate"]);
        add_many(&desk, 1_500);
        let mut rotating = desk
            .command(&["keys", "rotate"])
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = String::new();
        BufReader::new(rotating.stderr.take().unwrap())
            .read_line(&mut said)
            .unwrap();
        assert!(said.starts_with("200 people"), "{said}");
        rotating.kill().unwrap();
        rotating.wait().unwrap();
        let told = desk.run(&["doctor"]);
        assert_eq!(told.code, 1, "{told:?}");
        assert!(
            told.answer.contains("run `tidemark keys rotate` to its end"),
            "{told:?}"
        );
        assert_eq!(kept(&desk), 2);
        desk.done(&["keys", "rotate"]);
        assert_eq!(kept(&desk), 2, "it began anew");
        desk.done(&["doctor"]);
    }
}

#[test]
fn keys_may_be_in_a_file_of_any_name() {
    let desk = Desk::on_sqlite();
    for name in ["new", "keys.new", "keys.unfinished"] {
        let url = format!("sqlite:{name}.db");
        let store = ["--database-url", &url, "--keys-file", name];
        desk.done(&[&["user", "add", "Blue Heron"][..], &store].concat());
        desk.directory.write("keys.txt", "mine");
        desk.done(&[&["keys", "rotate"][..], &store].concat());
        let written = desk.directory.read(name);
        assert_eq!(written.lines().filter(|line| !line.starts_with('#')).count(), 2);
        desk.done(&[&["doctor"][..], &store].concat());
        assert_eq!(desk.directory.read("keys.txt"), "mine");
    }
}

#[test]
fn a_store_whose_keys_are_gone_gets_no_others() {
    for desk in Desk::on_both() {
        add(&desk, "heron@example.org");
        let keys = desk.path("tidemark-desk/keys");
        std::fs::rename(&keys, desk.path("elsewhere")).unwrap();
        for arguments in [
            &["serve", "--data-dir", "data"] as &[&str],
            &["migrate"],
            &["user", "add", "Grey Wolf"],
            &["keys", "rotate"],
        ] {
            let ended = desk.run(arguments);
            assert_eq!(ended.code, 1, "{ended:?}");
            assert!(ended.remarks.contains("tidemark-desk/keys"), "{ended:?}");
            assert!(!keys.exists(), "{arguments:?} made other keys");
        }
    }
}

#[test]
fn keys_of_another_store_are_refused_where_something_would_be_sealed_with_them() {
    for desk in Desk::on_both() {
        add(&desk, "heron@example.org");
        let other = desk.done(&["keys", "new"]);
        desk.directory.write("tidemark-desk/keys", &other);
        for arguments in [
            &["serve", "--data-dir", "data"] as &[&str],
            &["user", "add", "Grey Wolf"],
            &["keys", "rotate"],
        ] {
            let ended = desk.run(arguments);
            assert_eq!(ended.code, 1, "{ended:?}");
            assert!(ended.remarks.contains("of another store"), "{ended:?}");
        }
        assert_eq!(desk.directory.read("tidemark-desk/keys"), other);
    }
}
