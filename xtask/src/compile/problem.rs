//! What can go wrong, collected so that one run reports all of it.

use std::fmt;
use std::path::{Path, PathBuf};

/// One fault, with the file and line that cause it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    /// The file, as a person would look for it.
    pub(crate) file: String,
    /// The line in it, the header being line 1.
    pub(crate) line: u64,
    /// What is wrong.
    pub(crate) what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

/// Every fault found so far.
#[derive(Debug, Default)]
pub(super) struct Problems(Vec<Problem>);

impl Problems {
    pub(super) fn add(&mut self, file: &str, line: u64, what: impl Into<String>) {
        self.0.push(Problem {
            file: file.to_owned(),
            line,
            what: what.into(),
        });
    }

    /// All faults as one error, if there are any.
    pub(super) fn into_result(self) -> Result<(), CompileError> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(CompileError::Problems(self.0))
        }
    }
}

/// Why nothing was compiled.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CompileError {
    /// A file could not be read or written.
    #[error("{path}: {source}")]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file is not the CSV it should be.
    #[error("{path}: {source}")]
    Csv {
        /// The file.
        path: PathBuf,
        /// Why.
        source: csv::Error,
    },
    /// A file is not the TOML it should be.
    #[error("{path}: {source}")]
    Toml {
        /// The file.
        path: PathBuf,
        /// Why.
        source: Box<toml::de::Error>,
    },
    /// Facts or rules do not fit together.
    #[error("{} problem(s), nothing was written\n{}", .0.len(), lines(.0))]
    Problems(Vec<Problem>),
}

fn lines(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

impl CompileError {
    pub(super) fn io(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::Io { path, source }
    }

    pub(super) fn csv(path: &Path) -> impl FnOnce(csv::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::Csv { path, source }
    }
}
