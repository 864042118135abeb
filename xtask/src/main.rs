//! The chores of the workspace: `cargo xtask CHORE`.
//!
//! Each chore is one file in `chores/` and one line of [`CHORES`].

mod borders;
mod chores;
mod compile;
mod console;
mod documents;
mod proofs;
mod steps;
mod workplace;

use std::env;
use std::process::ExitCode;

use console::Console;

/// What ended a chore early.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ChoreError {
    /// The arguments make no sense; the text says which and what would.
    #[error("{0}")]
    Usage(String),
    /// The chore ran and found fault; what is wrong has already been printed.
    #[error("{0}")]
    Failed(String),
    /// Something the chore needs could not be read, written or started.
    #[error("{what}: {source}")]
    Io {
        /// What was being done.
        what: String,
        /// Why it could not be done.
        source: std::io::Error,
    },
}

impl ChoreError {
    /// Says what was being done when the operating system refused.
    pub(crate) fn io(what: impl Into<String>) -> impl FnOnce(std::io::Error) -> Self {
        let what = what.into();
        move |source| Self::Io { what, source }
    }
}

/// A chore by its name on the command line.
struct Chore {
    name: &'static str,
    summary: &'static str,
    run: fn(&[String], &mut Console) -> Result<(), ChoreError>,
}

/// Every chore, in the order in which the help lists them.
const CHORES: &[Chore] = &[
    Chore {
        name: "check",
        summary: "format, lints, layers, licences, fast tests: for every commit",
        run: chores::check::run,
    },
    Chore {
        name: "test",
        summary: "everything, with the release build, a real browser and a fuzzer; installs what it needs",
        run: chores::test::run,
    },
    Chore {
        name: "prove",
        summary: "long proofs; --rounds N for longer ones, --seed N for the same again, --list to see them",
        run: chores::prove::run,
    },
    Chore {
        name: "bench",
        summary: "measure the release binary: --observations N, 200000 unless told; or `desk`, writes through HTTP",
        run: chores::bench::run,
    },
    Chore {
        name: "compile-evidence",
        summary: "make data/ from the fact files: --facts DIR, --check to compare only",
        run: compile::run,
    },
    Chore {
        name: "fonts",
        summary: "make the fonts from the packages of fonts/make, --check to compare only",
        run: chores::fonts::run,
    },
    Chore {
        name: "borders",
        summary: "make borders/world.json from an atlas: --from FILE, --check to compare only",
        run: borders::run,
    },
    Chore {
        name: "font-metrics",
        summary: "widths of letters for pictures, from fonts/: --check to compare only, --from DIR",
        run: chores::font_metrics::run,
    },
    Chore {
        name: "layers",
        summary: "check that crates depend downwards only",
        run: chores::layers::run,
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let mut console = Console::stdout();
    match dispatch(&arguments, &mut console) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error @ ChoreError::Usage(_)) => {
            console.line(&format!("error: {error}\n\n{}", usage()));
            ExitCode::from(2)
        }
        Err(error) => {
            console.line(&format!("error: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String], console: &mut Console) -> Result<(), ChoreError> {
    let Some((name, rest)) = arguments.split_first() else {
        return Err(ChoreError::Usage("which chore?".to_owned()));
    };
    if matches!(name.as_str(), "help" | "--help" | "-h") {
        console.line(&usage());
        return Ok(());
    }
    let chore = CHORES
        .iter()
        .find(|chore| chore.name == name)
        .ok_or_else(|| ChoreError::Usage(format!("no chore is called '{name}'")))?;
    (chore.run)(rest, console)
}

fn usage() -> String {
    let lines: Vec<_> = CHORES
        .iter()
        .map(|chore| format!("  {:<18}{}", chore.name, chore.summary))
        .collect();
    format!(
        "Usage: cargo xtask CHORE [ARGUMENTS]\n\nChores:\n{}",
        lines.join("\n")
    )
}

#[cfg(test)]
mod tests {
    use super::{CHORES, ChoreError, dispatch, usage};
    use crate::console::Console;

    fn arguments(words: &[&str]) -> Vec<String> {
        words.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_help_names_every_chore() {
        let (mut console, written) = Console::buffer();
        dispatch(&arguments(&["--help"]), &mut console).unwrap();
        for chore in CHORES {
            assert!(
                written.text().contains(chore.name),
                "{} is not in the help",
                chore.name
            );
        }
        assert_eq!(written.text().trim_end(), usage());
    }

    #[test]
    fn an_unknown_chore_is_refused_by_name() {
        let (mut console, _) = Console::buffer();
        let error = dispatch(&arguments(&["chekc"]), &mut console).unwrap_err();
        assert!(
            matches!(&error, ChoreError::Usage(text) if text.contains("chekc")),
            "{error}"
        );
    }

    #[test]
    fn a_chore_must_be_named() {
        let (mut console, _) = Console::buffer();
        assert!(matches!(dispatch(&[], &mut console), Err(ChoreError::Usage(_))));
    }

    #[test]
    fn no_two_chores_share_a_name() {
        let mut names: Vec<_> = CHORES.iter().map(|chore| chore.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), CHORES.len());
    }
}
