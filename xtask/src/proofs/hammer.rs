//! The program that writes to a store until it is killed (`crates/storage/examples/hammer`).

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use super::room::{self, clean, ended, require};
use crate::ChoreError;
use crate::workplace::{Workplace, must_succeed};

/// The program, built.
pub(crate) struct Hammer {
    pub(crate) binary: PathBuf,
}

/// A store under the hammer, and what goes with it.
pub(crate) struct Subject {
    pub(crate) address: String,
    /// What was acknowledged.
    pub(crate) acks: PathBuf,
    /// Where the check puts a backup.
    pub(crate) space: PathBuf,
    /// What the program remarks.
    pub(crate) remarks: PathBuf,
}

/// What a check has found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Kept {
    pub(crate) acknowledged: usize,
    /// Writes that were kept though nobody was told any more.
    pub(crate) besides: usize,
}

impl Subject {
    pub(crate) fn new(address: String, folder: &Path) -> Result<Self, ChoreError> {
        room::create(folder)?;
        Ok(Self {
            address,
            acks: folder.join("acks"),
            space: folder.join("space"),
            remarks: folder.join("remarks"),
        })
    }

    /// How many writes were acknowledged so far.
    pub(crate) fn acknowledged(&self) -> Result<usize, ChoreError> {
        Ok(room::read(&self.acks)?.split(|byte| *byte == b'\n').count() - 1)
    }
}

impl Hammer {
    pub(crate) fn build(place: &Workplace) -> Result<Self, ChoreError> {
        let words = ["build", "--quiet", "--locked", "--package", "tidemark-storage"];
        must_succeed(place.cargo().args(words).args(["--example", "hammer"]))?;
        Ok(Self {
            binary: place.target().join("debug").join("examples").join("hammer"),
        })
    }

    /// Lets it write, until it is killed; returns when it has begun.
    pub(crate) fn write(&self, subject: &Subject) -> Result<Writer, ChoreError> {
        let remarks = File::create(&subject.remarks)
            .map_err(ChoreError::io(format!("writing {}", subject.remarks.display())))?;
        let mut child = clean(&self.binary)
            .args(["write", &subject.address])
            .arg(&subject.acks)
            .stdout(Stdio::piped())
            .stderr(remarks)
            .spawn()
            .map_err(ChoreError::io("starting the hammer"))?;
        let said = child.stdout.take().map(BufReader::new);
        let writer = Writer(child);
        let mut line = String::new();
        if let Some(mut said) = said {
            said.read_line(&mut line)
                .map_err(ChoreError::io("reading what the hammer says"))?;
        }
        require(line.trim() == "ready", || {
            let remarks = fs::read_to_string(&subject.remarks).unwrap_or_default();
            format!("the hammer did not begin: {remarks}")
        })?;
        Ok(writer)
    }

    /// Holds the store against what was acknowledged.
    pub(crate) fn check(&self, subject: &Subject) -> Result<Kept, ChoreError> {
        self.held("check", subject)
    }

    /// The same after every job that is left was done.
    pub(crate) fn finish(&self, subject: &Subject) -> Result<Kept, ChoreError> {
        self.held("finish", subject)
    }

    fn held(&self, how: &str, subject: &Subject) -> Result<Kept, ChoreError> {
        room::remove(&subject.space)?;
        let mut command = clean(&self.binary);
        command
            .args([how, &subject.address])
            .arg(&subject.acks)
            .arg(&subject.space);
        let told = ended(&mut command)?;
        require(told.status.success(), || {
            format!(
                "{} is not what was acknowledged: {}",
                subject.address, told.remarks
            )
        })?;
        kept(&told.answer).ok_or_else(|| ChoreError::Failed(format!("the hammer says '{}'", told.answer)))
    }
}

/// Reads `2758 acknowledged, 3 kept besides, 2045 in the chain`.
pub(crate) fn kept(answer: &str) -> Option<Kept> {
    let mut numbers = answer
        .lines()
        .last()?
        .split(", ")
        .map(|part| part.split(' ').next()?.parse().ok());
    Some(Kept {
        acknowledged: numbers.next()??,
        besides: numbers.next()??,
    })
}

/// The program at work; it is killed at the latest when this is dropped.
pub(crate) struct Writer(Child);

impl Writer {
    /// Kills it without a word (SIGKILL). That it still ran is part of the proof.
    pub(crate) fn kill(mut self, subject: &Subject) -> Result<(), ChoreError> {
        let over = self
            .0
            .try_wait()
            .map_err(ChoreError::io("looking at the hammer"))?;
        require(over.is_none(), || {
            let remarks = fs::read_to_string(&subject.remarks).unwrap_or_default();
            format!("the hammer ended by itself: {remarks}")
        })
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        // One that has ended already needs no ending.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

#[cfg(test)]
mod tests {
    use super::{Kept, kept};

    #[test]
    fn what_the_hammer_says_is_read() {
        let said = "ready\n2758 acknowledged, 3 kept besides, 2045 in the chain\n";
        let read = Kept {
            acknowledged: 2758,
            besides: 3,
        };
        assert_eq!(kept(said), Some(read));
        assert_eq!(kept("nothing"), None);
    }
}
