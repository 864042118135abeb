//! `tidemark serve` over a store.

use std::collections::BTreeSet;
use std::net::TcpListener;
use std::time::{Duration, Instant};

use super::Desk;
use super::somebody::{ask, mails};
use super::waiting::until;

fn add(desk: &Desk, email: &str) {
    desk.done(&["user", "add", "Blue Heron", "--email", email]);
}

/// The jobs of a kind, as a backup tells them.
fn jobs(desk: &Desk, kind: &str) -> Vec<String> {
    let tables = desk.tables();
    let jobs = tables["jobs.jsonl"].lines();
    jobs.filter(|job| job.contains(kind)).map(str::to_owned).collect()
}

#[test]
fn the_desk_is_there_where_there_is_a_store() {
    let without = Desk::on_sqlite();
    let site = without.serve(&[]);
    assert_eq!(site.get("/en/sign-in").status, 404);
    assert_eq!(site.stop("TERM").code, Some(0));
    assert!(!without.path("tidemark-desk").exists());
    for desk in Desk::on_both() {
        add(&desk, "heron@example.org");
        let site = desk.serve(&[]);
        assert_eq!(site.get("/en/sign-in").status, 200);
        let begun = Instant::now();
        assert_eq!(site.stop("TERM").code, Some(0));
        assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    }
}

#[test]
fn a_job_in_hand_is_given_back_and_done_by_the_next() {
    for desk in Desk::on_both() {
        add(&desk, "heron@example.org");
        // A mail server that takes connections and never says a word.
        let silent = TcpListener::bind("127.0.0.1:0").unwrap();
        let smtp = format!("smtp+plain://{}", silent.local_addr().unwrap());
        let site = desk.serve(&["--smtp", &smtp]);
        assert_eq!(ask(&site, "heron@example.org"), 200);
        // Its job is in hand now, and its message on the way.
        let (_connection, _) = silent.accept().unwrap();
        let begun = Instant::now();
        assert_eq!(site.stop("TERM").code, Some(0));
        assert!(begun.elapsed() < Duration::from_secs(15), "{:?}", begun.elapsed());
        let given_back = jobs(&desk, "send_mail");
        assert_eq!(given_back.len(), 1);
        assert!(given_back[0].contains("\"waiting\""), "{given_back:?}");
        let next = desk.serve(&[]);
        let folder = desk.path("tidemark-desk/mail");
        until("a message", || (mails(&folder).len() == 1).then_some(()));
        until("the end of the job", || {
            let jobs = jobs(&desk, "send_mail");
            jobs[0].contains("\"done\"").then_some(())
        });
        assert_eq!(next.stop("TERM").code, Some(0));
    }
}

#[test]
fn processes_over_one_store_share_its_jobs_and_limits() {
    let Some(desk) = Desk::on_postgres() else {
        return;
    };
    let there = desk.elsewhere_once_added();
    let (one, other) = (desk.serve(&[]), there.serve(&[]));
    let sites = [&one, &other];
    // Five links an hour for one address, wherever they are asked for.
    let asked: Vec<u16> = (0..7)
        .map(|number| ask(sites[number % 2], "0@example.org"))
        .collect();
    assert_eq!(asked, [200, 200, 200, 200, 200, 429, 429]);
    for number in 0..20 {
        assert_eq!(
            ask(sites[number % 2], &format!("{}@example.org", 1 + number % 4)),
            200
        );
    }
    let (here, there) = (desk.path("tidemark-desk/mail"), there.path("tidemark-desk/mail"));
    let sent = until("25 messages", || {
        let (here, there) = (mails(&here), mails(&there));
        (here.len() + there.len() >= 25).then_some([here, there])
    });
    assert!(
        sent.iter().all(|mails| !mails.is_empty()),
        "one of them did nothing"
    );
    let names: BTreeSet<&str> = sent
        .iter()
        .flatten()
        .filter_map(|mail| mail.lines().find(|line| line.starts_with("Message-ID:")))
        .collect();
    assert_eq!((names.len(), sent.concat().len()), (25, 25), "each went once");
    assert_eq!(
        (one.stop("TERM").code, other.stop("TERM").code),
        (Some(0), Some(0))
    );
}

impl Desk {
    /// Adds five people, and returns another machine over the same store.
    fn elsewhere_once_added(&self) -> Self {
        for number in 0..5 {
            add(self, &format!("{number}@example.org"));
        }
        self.elsewhere()
    }
}
