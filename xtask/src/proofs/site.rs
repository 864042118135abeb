//! The site, served by the program under proof.

use std::fs::OpenOptions;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::http::{Answer, Connection};
use super::room::{self, Program};
use crate::ChoreError;

/// A site that runs until it is killed, at the latest when this is dropped.
pub(crate) struct Site {
    child: Child,
    /// `127.0.0.1:41234`
    pub(crate) host: String,
    log: PathBuf,
}

impl Site {
    /// Serves a directory of editions, without limits of rate; what it logs is put behind what is in the file already.
    pub(crate) fn start(program: &Program, editions: &Path, log: &Path) -> Result<Self, ChoreError> {
        let file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(log)
            .map_err(ChoreError::io(format!("opening {}", log.display())))?;
        let editions = editions.to_string_lossy();
        let mut child = program
            .command(&["serve", "--listen", "127.0.0.1:0", "--editions-dir", &editions])
            .args(["--pages-per-minute", "none", "--tables-per-minute", "none"])
            .stdout(Stdio::piped())
            .stderr(file)
            .spawn()
            .map_err(ChoreError::io("starting the site"))?;
        let said = child.stdout.take().map(BufReader::new);
        let mut site = Self {
            child,
            host: String::new(),
            log: log.to_owned(),
        };
        let mut line = String::new();
        if let Some(mut said) = said {
            said.read_line(&mut line)
                .map_err(ChoreError::io("reading what the site says"))?;
        }
        let host = line
            .split_whitespace()
            .find_map(|word| word.strip_prefix("http://"));
        let host = host.ok_or_else(|| {
            ChoreError::Failed(format!(
                "the site did not start; what it said is in {}",
                log.display()
            ))
        })?;
        host.trim_end_matches('/').clone_into(&mut site.host);
        Ok(site)
    }

    /// Kills it without a word (SIGKILL).
    pub(crate) fn kill(&mut self) -> Result<(), ChoreError> {
        self.child.kill().map_err(ChoreError::io("killing the site"))?;
        self.child
            .wait()
            .map_err(ChoreError::io("waiting for the site's end"))?;
        Ok(())
    }

    /// Asks on a connection of its own.
    pub(crate) fn get(&self, path: &str) -> Result<Answer, ChoreError> {
        Connection::to(&self.host)
            .and_then(|mut connection| connection.get(path, None))
            .map_err(ChoreError::io(format!("asking the site for {path}")))
    }

    /// Asks for what must be there.
    pub(crate) fn must_get(&self, path: &str) -> Result<Vec<u8>, ChoreError> {
        let answer = self.get(path)?;
        room::require(answer.status == 200, || {
            format!("{path} is answered with {}", answer.shown())
        })?;
        Ok(answer.body)
    }

    /// The identities of the editions that are served, the current one first.
    pub(crate) fn editions(&self) -> Result<Vec<String>, ChoreError> {
        let body = self.must_get("/api/v1/editions")?;
        let document: serde_json::Value = serde_json::from_slice(&body)
            .map_err(|error| ChoreError::Failed(format!("/api/v1/editions is no JSON: {error}")))?;
        let editions = document["editions"].as_array().into_iter().flatten();
        let identities = editions.filter_map(|edition| edition["edition"].as_str());
        Ok(identities.map(str::to_owned).collect())
    }

    /// What it has logged.
    pub(crate) fn logged(&self) -> Result<String, ChoreError> {
        Ok(String::from_utf8_lossy(&room::read(&self.log)?).into_owned())
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        // One that has ended already needs no ending.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Looks again and again until something holds, and fails where it does not within this time.
pub(crate) fn within(
    patience: Duration,
    mut holds: impl FnMut() -> Result<bool, ChoreError>,
    fault: impl FnOnce() -> String,
) -> Result<(), ChoreError> {
    let began = Instant::now();
    while !holds()? {
        if began.elapsed() > patience {
            return Err(ChoreError::Failed(fault()));
        }
        thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}
