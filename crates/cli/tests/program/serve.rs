//! `tidemark serve`.

use crate::site::Site;
use crate::support::{Directory, run};

#[test]
fn the_site_is_served_until_it_is_told_to_stop() {
    let world = Directory::world();
    for (arguments, signal) in [(&["serve"] as &[&str], "TERM"), (&[], "INT")] {
        let server = Site::start(&world, arguments);
        let answer = server.get("/healthz");
        assert_eq!(answer.status, 200, "{answer:?}");
        assert_eq!(server.stop(signal).code, Some(0));
    }
}

#[test]
fn a_site_without_an_address_says_so_in_its_log() {
    let world = Directory::world();
    let warned = |arguments: &[&str]| {
        let log = Site::start(&world, arguments).stop("TERM").log;
        log.lines()
            .any(|line| line.contains("WARN") && line.contains("TIDEMARK_BASE_ADDRESS"))
    };
    assert!(warned(&["serve"]));
    assert!(!warned(&["serve", "--base-address", "https://data.example.org"]));
}

#[test]
fn an_address_in_use_is_told() {
    let world = Directory::world();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let ended = run(&world, &["--data-dir", ".", "--listen", &address]);
    assert_eq!((ended.code, ended.answer.as_str()), (1, ""));
    assert!(
        ended
            .remarks
            .contains(&format!("Error: Cannot listen on {address}: ")),
        "{}",
        ended.remarks
    );
}
