//! What is wrong with the settings, and where it stands.

use std::fmt;
use std::path::PathBuf;

use thiserror::Error;
use tidemark_vocab::Message;

/// Where a setting was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Origin {
    /// By a flag.
    Flag(&'static str),
    /// By a variable of the environment.
    Variable(String),
    /// In a file, on a line where it is known.
    File { path: PathBuf, line: Option<usize> },
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(flag) => write!(f, "--{flag}"),
            Self::Variable(name) => f.write_str(name),
            Self::File { path, line: None } => path.display().fmt(f),
            Self::File {
                path,
                line: Some(line),
            } => write!(f, "{}:{line}", path.display()),
        }
    }
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SettingError {
    /// Where it stands.
    pub(crate) origin: Origin,
    /// What is wrong.
    pub(crate) reason: Message,
    /// What may have been meant.
    pub(crate) suggestions: Vec<String>,
}

/// Everything that is wrong, in the order in which sources are read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{} settings cannot be used", .0.len())]
pub(crate) struct SettingErrors(pub(crate) Vec<SettingError>);
