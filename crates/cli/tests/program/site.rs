//! A site that is served by the program, asked over HTTP.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;

use crate::support::{Directory, program};

/// A running site, ended at the latest when it is dropped.
pub(crate) struct Site {
    child: Child,
    address: String,
    log: Option<JoinHandle<String>>,
}

/// How a site ended, and what it had logged.
pub(crate) struct Stopped {
    pub(crate) code: Option<i32>,
    pub(crate) log: String,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Site {
    /// Serves the evidence of a directory.
    pub(crate) fn start(world: &Directory, arguments: &[&str]) -> Self {
        let mut command = program(world);
        command.args(arguments).args(["--data-dir", "."]);
        Self::started(command)
    }

    /// Starts a command that serves, at a port that the system chooses.
    pub(crate) fn started(mut command: Command) -> Self {
        let mut child = command
            .args(["--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stderr = child.stderr.take().unwrap();
        // Read all the while: a full pipe would keep the site waiting.
        let log = std::thread::spawn(move || {
            let mut log = String::new();
            stderr.read_to_string(&mut log).unwrap();
            log
        });
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let Some((_, address)) = line.trim().split_once("http://") else {
            child.wait().unwrap();
            panic!("{line}{}", log.join().unwrap());
        };
        Self {
            child,
            address: address.trim_end_matches('/').to_owned(),
            log: Some(log),
        }
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "", "")
    }

    /// Asks, with a cookie and a body where they are not empty.
    pub(crate) fn ask(&self, method: &str, path: &str, cookie: &str, body: &str) -> Answer {
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Length: {}\r\n",
            self.address,
            body.len()
        );
        if !cookie.is_empty() {
            write!(request, "Cookie: {cookie}\r\n").unwrap();
        }
        if method == "POST" {
            request.push_str("Content-Type: application/x-www-form-urlencoded\r\n");
            write!(request, "Origin: http://{}\r\n", self.address).unwrap();
        }
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "{request}\r\n{body}").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer {
            status,
            head: head.to_owned(),
            body: body.to_owned(),
        }
    }

    pub(crate) fn stop(mut self, signal: &str) -> Stopped {
        let told = Command::new("kill")
            .args(["-s", signal, &self.child.id().to_string()])
            .status()
            .unwrap();
        assert!(told.success());
        let log = self.log.take().unwrap().join().unwrap();
        Stopped {
            code: self.child.wait().unwrap().code(),
            log,
        }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        // It has ended already, or this ends it.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Answer {
    /// What a cookie that the answer sets says, with its name.
    pub(crate) fn cookie(&self) -> &str {
        let line = self
            .head
            .lines()
            .find_map(|line| line.strip_prefix("set-cookie: "));
        line.unwrap_or_else(|| panic!("{self:?}"))
            .split(';')
            .next()
            .unwrap()
    }

    /// What stands between two texts in the body.
    pub(crate) fn between(&self, before: &str, after: &str) -> &str {
        let found = self
            .body
            .split_once(before)
            .and_then(|(_, rest)| rest.split_once(after));
        found.unwrap_or_else(|| panic!("{self:?}")).0
    }
}
