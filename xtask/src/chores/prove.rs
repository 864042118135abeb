//! `cargo xtask prove`: the home of proofs that take longer than a commit may wait.
//!
//! A proof is a set of property tests that the ordinary tests run too, with a few hundred cases, and here with many more; or an
//! experiment with the program itself. How long either takes is counted in *rounds*.

use std::path::PathBuf;

use crate::ChoreError;
use crate::console::Console;
use crate::proofs::chance::Chance;
use crate::proofs::{Course, Means, PROOFS, Proof, properties, trials};
use crate::steps::{Done, Step, postgres, rust};
use crate::workplace::Workplace;

/// One round of the property tests and of the experiments with the store, for CI.
pub(crate) const SHORT: Step = Step {
    name: "proofs",
    needs: &[postgres::TOOLS.name],
    run: |place, console| {
        let chosen = PROOFS.iter().filter(|proof| !proof.needs_program());
        prove(place, console, chosen, &Length::default())
    },
};

/// One round of experiments with the program as it is published.
pub(crate) const PROGRAM: Step = Step {
    name: "program-proofs",
    needs: &[rust::RELEASE.name],
    run: |place, console| {
        let chosen = PROOFS.iter().filter(|proof| proof.needs_program());
        prove(place, console, chosen, &Length::default())
    },
};

/// How long to prove, and from which seed.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Length {
    rounds: u32,
    /// Any where none is named.
    seed: Option<u64>,
    /// What writes beside this version where two processes do: this version where none is named.
    older: Option<PathBuf>,
}

impl Default for Length {
    fn default() -> Self {
        Self {
            rounds: 1,
            seed: None,
            older: None,
        }
    }
}

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
enum Request {
    List,
    Prove { length: Length, names: Vec<String> },
}

/// Runs the proofs, or those that are named.
pub(crate) fn run(arguments: &[String], console: &mut Console) -> Result<(), ChoreError> {
    let Request::Prove { length, names } = parse(arguments)? else {
        for proof in PROOFS {
            console.line(&format!("{:<18}{}", proof.name, proof.claim));
        }
        return Ok(());
    };
    let place = Workplace::here()?;
    let chosen: Vec<&Proof> = PROOFS
        .iter()
        .filter(|proof| names.is_empty() || names.iter().any(|name| name == proof.name))
        .collect();
    if chosen.iter().any(|proof| proof.needs_program()) {
        (rust::RELEASE.run)(&place, console)?;
    }
    prove(&place, console, chosen.into_iter(), &length)?;
    Ok(())
}

fn parse(arguments: &[String]) -> Result<Request, ChoreError> {
    let (mut length, mut names) = (Length::default(), Vec::new());
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        let mut value = || words.next().map_or("", String::as_str);
        match word.as_str() {
            "--list" => return Ok(Request::List),
            "--rounds" => length.rounds = parse_rounds(value())?,
            "--seed" => length.seed = Some(parse_seed(value())?),
            "--older" => length.older = Some(parse_program(value())?),
            name if PROOFS.iter().any(|proof| proof.name == name) => names.push(name.to_owned()),
            other => {
                return Err(ChoreError::Usage(format!(
                    "prove: neither an option nor a proof: '{other}'"
                )));
            }
        }
    }
    Ok(Request::Prove { length, names })
}

fn parse_rounds(text: &str) -> Result<u32, ChoreError> {
    text.parse()
        .ok()
        .filter(|rounds| (1..=1_000_000).contains(rounds))
        .ok_or_else(|| {
            ChoreError::Usage(format!(
                "--rounds takes a whole number from 1 to 1000000, not '{text}'"
            ))
        })
}

fn parse_program(text: &str) -> Result<PathBuf, ChoreError> {
    let path = PathBuf::from(text);
    let found = path.canonicalize().ok().filter(|path| path.is_file());
    found.ok_or_else(|| {
        ChoreError::Usage(format!(
            "--older takes the hammer of an older version, as `cargo build --package tidemark-storage --example hammer` makes it, not '{text}'"
        ))
    })
}

fn parse_seed(text: &str) -> Result<u64, ChoreError> {
    text.parse().map_err(|_| {
        ChoreError::Usage(format!(
            "--seed takes the whole number that a run has printed, not '{text}'"
        ))
    })
}

fn prove<'a>(
    place: &Workplace,
    console: &mut Console,
    proofs: impl Iterator<Item = &'a Proof>,
    length: &Length,
) -> Result<Done, ChoreError> {
    for proof in proofs {
        match &proof.means {
            Means::Properties(properties) => {
                properties::prove(place, console, proof, properties, length.rounds)?;
            }
            Means::Program(experiment) | Means::Store(experiment) => {
                let seed = length.seed.unwrap_or_else(Chance::any_seed);
                let course = Course {
                    rounds: length.rounds,
                    seed,
                    older: length.older.as_deref(),
                };
                trials(place, console, proof, *experiment, course)?;
            }
        }
    }
    Ok(Done::Passed)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::{Length, Request, parse};

    fn rust_files(folder: &Path) -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let nested = entries.flat_map(|path| {
            if path.is_dir() {
                rust_files(&path)
            } else {
                vec![path]
            }
        });
        nested
            .filter(|path| path.extension().is_some_and(|end| end == "rs"))
            .collect()
    }

    #[test]
    fn no_property_test_fixes_its_own_number_of_cases() {
        let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates");
        for path in rust_files(&crates) {
            let text = fs::read_to_string(&path).unwrap();
            assert!(
                !text.contains("with_cases("),
                "{}: `prove` could not ask for more",
                path.display()
            );
        }
    }

    fn request(words: &[&str]) -> Result<Request, String> {
        let words: Vec<_> = words.iter().map(ToString::to_string).collect();
        parse(&words).map_err(|error| error.to_string())
    }

    #[test]
    fn one_round_of_everything_unless_told_otherwise() {
        assert_eq!(
            request(&[]),
            Ok(Request::Prove {
                length: Length {
                    rounds: 1,
                    seed: None,
                    older: None
                },
                names: vec![]
            })
        );
    }

    #[test]
    fn rounds_and_proofs_are_read() {
        let asked = request(&["decimal", "--rounds", "50", "swap", "--seed", "7"]);
        assert_eq!(
            asked,
            Ok(Request::Prove {
                length: Length {
                    rounds: 50,
                    seed: Some(7),
                    older: None
                },
                names: vec!["decimal".to_owned(), "swap".to_owned()]
            })
        );
        assert_eq!(request(&["--list"]), Ok(Request::List));
    }

    #[test]
    fn nonsense_is_refused_by_its_own_words() {
        assert!(request(&["--rounds", "none"]).unwrap_err().contains("'none'"));
        assert!(request(&["--rounds"]).unwrap_err().contains("''"));
        assert!(request(&["--rounds", "0"]).unwrap_err().contains("'0'"));
        assert!(request(&["--seed", "-1"]).unwrap_err().contains("'-1'"));
        assert!(request(&["--bounds"]).unwrap_err().contains("'--bounds'"));
    }
}
