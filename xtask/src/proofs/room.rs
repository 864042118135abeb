//! Where a proof puts its files, and how it starts the program there.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use crate::ChoreError;
use crate::steps::rust;
use crate::workplace::Workplace;

/// An empty directory on the disk that holds what cargo builds. It stays where the proof found a fault.
pub(crate) struct Room {
    root: PathBuf,
}

impl Room {
    pub(crate) fn new(place: &Workplace, name: &str) -> Result<Self, ChoreError> {
        let root = place
            .target()
            .join("proofs")
            .join(format!("{name}-{}", std::process::id()));
        remove(&root)?;
        create(&root)?;
        Ok(Self { root })
    }

    pub(crate) fn path(&self, inner: &str) -> PathBuf {
        self.root.join(inner)
    }

    /// Removes everything; what a fault left is told with it instead.
    pub(crate) fn leave<T>(self, outcome: Result<T, ChoreError>) -> Result<T, ChoreError> {
        match outcome {
            Ok(found) => {
                remove(&self.root)?;
                Ok(found)
            }
            Err(error) => Err(ChoreError::Failed(format!(
                "{error}\nwhat was there when this was found is kept in {}",
                self.root.display()
            ))),
        }
    }
}

/// The program as it is published.
#[derive(Debug, Clone)]
pub(crate) struct Program {
    pub(crate) binary: PathBuf,
}

/// What the program printed, and how it ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) answer: String,
    pub(crate) remarks: String,
    pub(crate) status: ExitStatus,
}

impl Program {
    pub(crate) fn of(place: &Workplace) -> Self {
        Self {
            binary: rust::release_binary(place),
        }
    }

    /// The program with words, and nobody's settings.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = clean(&self.binary);
        command.args(words);
        command
    }

    /// Runs it to its end.
    pub(crate) fn run(&self, words: &[&str]) -> Result<Ended, ChoreError> {
        ended(&mut self.command(words))
    }

    /// Builds an edition, and returns its identity.
    pub(crate) fn build(&self, evidence: &Path, editions: &Path) -> Result<String, ChoreError> {
        let (evidence, editions) = (evidence.to_string_lossy(), editions.to_string_lossy());
        let built = self.run(&["edition", "build", &editions, "--data-dir", &evidence])?;
        require(built.status.success(), || format!("a build failed: {built:?}"))?;
        Ok(built.answer.trim().to_owned())
    }

    /// Checks every edition of a directory.
    pub(crate) fn verify(&self, editions: &Path) -> Result<Ended, ChoreError> {
        self.run(&["edition", "verify", &editions.to_string_lossy()])
    }
}

/// A program without our settings in its environment, in English.
pub(crate) fn clean(program: &Path) -> Command {
    let mut command = Command::new(program);
    for (name, _) in env::vars_os() {
        if name.to_string_lossy().starts_with("TIDEMARK_") {
            command.env_remove(name);
        }
    }
    command.env("LC_ALL", "C").stdin(Stdio::null());
    command
}

/// Runs a command to its end.
pub(crate) fn ended(command: &mut Command) -> Result<Ended, ChoreError> {
    let output = command
        .output()
        .map_err(ChoreError::io(format!("starting {command:?}")))?;
    Ok(Ended {
        answer: String::from_utf8_lossy(&output.stdout).into_owned(),
        remarks: String::from_utf8_lossy(&output.stderr).into_owned(),
        status: output.status,
    })
}

/// A claim that does not hold is a fault.
pub(crate) fn require(holds: bool, fault: impl FnOnce() -> String) -> Result<(), ChoreError> {
    if holds {
        Ok(())
    } else {
        Err(ChoreError::Failed(fault()))
    }
}

/// The names in a directory, in order; none where it is not there.
pub(crate) fn names(directory: &Path) -> Result<Vec<String>, ChoreError> {
    if !directory.exists() {
        return Ok(Vec::new());
    }
    let reading = || format!("reading {}", directory.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(directory).map_err(ChoreError::io(reading()))? {
        let entry = entry.map_err(ChoreError::io(reading()))?;
        names.push(entry.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// The files beneath a directory, by their paths within it, in order.
pub(crate) fn files(root: &Path) -> Result<Vec<String>, ChoreError> {
    let (mut found, mut folders) = (Vec::new(), vec![String::new()]);
    while let Some(folder) = folders.pop() {
        for name in names(&root.join(&folder))? {
            let inner = if folder.is_empty() {
                name
            } else {
                format!("{folder}/{name}")
            };
            if root.join(&inner).is_dir() {
                folders.push(inner);
            } else {
                found.push(inner);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Copies a directory with all that is in it.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<(), ChoreError> {
    for inner in files(from)? {
        write(&to.join(&inner), &read(&from.join(&inner))?)?;
    }
    Ok(())
}

pub(crate) fn read(path: &Path) -> Result<Vec<u8>, ChoreError> {
    fs::read(path).map_err(ChoreError::io(format!("reading {}", path.display())))
}

/// Writes a file, and the folders that lead to it.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), ChoreError> {
    if let Some(folder) = path.parent() {
        create(folder)?;
    }
    fs::write(path, bytes).map_err(ChoreError::io(format!("writing {}", path.display())))
}

pub(crate) fn create(directory: &Path) -> Result<(), ChoreError> {
    fs::create_dir_all(directory).map_err(ChoreError::io(format!("making {}", directory.display())))
}

/// Gives a directory its place in one step.
pub(crate) fn rename(from: &Path, to: &Path) -> Result<(), ChoreError> {
    fs::rename(from, to).map_err(ChoreError::io(format!("moving {}", from.display())))
}

/// Removes a directory where there is one.
pub(crate) fn remove(directory: &Path) -> Result<(), ChoreError> {
    if directory.exists() {
        fs::remove_dir_all(directory).map_err(ChoreError::io(format!("removing {}", directory.display())))?;
    }
    Ok(())
}
