//! The arguments of the chore.

use std::path::PathBuf;

/// Whether to write `data/` or to compare with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Write what was compiled.
    Write,
    /// Compare, and fail where anything differs.
    Check,
}

/// What the command line asks for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Options {
    /// The directory of the fact files.
    pub(super) facts: PathBuf,
    /// The directory of the text form.
    pub(super) data: PathBuf,
    /// What to do with the result.
    pub(super) mode: Mode,
}

impl Options {
    /// Reads the arguments; the error is a usage message.
    pub(super) fn parse(arguments: &[String]) -> Result<Self, String> {
        let (mut facts, mut data, mut mode) = (None, PathBuf::from("data"), Mode::Write);
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            let mut value = || {
                rest.next()
                    .map(PathBuf::from)
                    .ok_or_else(|| format!("{argument} needs a directory"))
            };
            match argument.as_str() {
                "--facts" => facts = Some(value()?),
                "--data" => data = value()?,
                "--check" => mode = Mode::Check,
                other => return Err(format!("compile-evidence has no argument '{other}'")),
            }
        }
        let facts = facts.ok_or("compile-evidence needs --facts DIR, the directory of the fact files")?;
        Ok(Self { facts, data, mode })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_facts_must_be_named() {
        assert!(
            Options::parse(&words(&["--check"]))
                .unwrap_err()
                .contains("--facts")
        );
        assert!(
            Options::parse(&words(&["--facts"]))
                .unwrap_err()
                .contains("needs a directory")
        );
        assert!(
            Options::parse(&words(&["--fact", "x"]))
                .unwrap_err()
                .contains("--fact")
        );
    }

    #[test]
    fn check_only_compares() {
        let options = Options::parse(&words(&["--facts", "f", "--check"])).unwrap();
        assert_eq!(options.mode, Mode::Check);
        assert_eq!(options.data, PathBuf::from("data"));
    }
}
