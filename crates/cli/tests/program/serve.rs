//! `tidemark serve`.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use crate::support::{Directory, program, run};

/// A running server, ended at the latest when it is dropped.
struct Server {
    child: Child,
    address: String,
}

/// How a server ended, and what it had logged.
struct Stopped {
    code: Option<i32>,
    log: String,
}

impl Server {
    fn start(world: &Directory, arguments: &[&str]) -> Self {
        let mut child = program(world)
            .args(arguments)
            .args(["--data-dir", ".", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line
            .trim()
            .split("http://")
            .nth(1)
            .expect(&line)
            .trim_end_matches('/');
        let address = address.to_owned();
        Self { child, address }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.address
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn stop(mut self, signal: &str) -> Stopped {
        let told = Command::new("kill")
            .args(["-s", signal, &self.child.id().to_string()])
            .status()
            .unwrap();
        assert!(told.success());
        let mut log = String::new();
        let mut stderr = self.child.stderr.take().unwrap();
        stderr.read_to_string(&mut log).unwrap();
        Stopped {
            code: self.child.wait().unwrap().code(),
            log,
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It has ended already, or this ends it.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn the_site_is_served_until_it_is_told_to_stop() {
    let world = Directory::world();
    for (arguments, signal) in [(&["serve"] as &[&str], "TERM"), (&[], "INT")] {
        let server = Server::start(&world, arguments);
        let answer = server.get("/healthz");
        assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
        assert_eq!(server.stop(signal).code, Some(0));
    }
}

#[test]
fn a_site_without_an_address_says_so_in_its_log() {
    let world = Directory::world();
    let warned = |arguments: &[&str]| {
        let log = Server::start(&world, arguments).stop("TERM").log;
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
