//! `cargo xtask prove`: the home of proofs that take longer than a commit may wait.
//!
//! A proof is a set of property tests that the ordinary tests run too, with a few hundred cases; here each *round*
//! gives each of them [`CASES_PER_ROUND`] more. A case that fails is shrunk and printed by proptest.

use std::process::Command;

use crate::ChoreError;
use crate::console::Console;
use crate::steps::{Done, Step};
use crate::workplace::{Workplace, must_succeed};

/// So many that a round of all proofs stays within a minute or two, unoptimized.
const CASES_PER_ROUND: u32 = 2_000;

/// Property tests that stand or fall together.
struct Proof {
    name: &'static str,
    claim: &'static str,
    package: &'static str,
    /// Which of its test programs: `--lib`, or `--test=NAME`.
    program: &'static str,
    /// The tests: those whose path contains this.
    filter: &'static str,
}

const PROOFS: &[Proof] = &[
    Proof {
        name: "decimal",
        claim: "a decimal prints as it was read",
        package: "tidemark-vocab",
        program: "--lib",
        filter: "decimal::",
    },
    Proof {
        name: "period",
        claim: "a period prints as it was read, and sorts by its end",
        package: "tidemark-vocab",
        program: "--lib",
        filter: "period::",
    },
    Proof {
        name: "notation",
        claim: "a cell of a table is read as it was printed, and any text at all is read or refused",
        package: "tidemark-evidence",
        program: "--lib",
        filter: "notation::tests::properties::",
    },
    Proof {
        name: "query",
        claim: "a query is read as it was printed, and any text at all is answered",
        package: "tidemark-evidence",
        program: "--test=query",
        filter: "roundtrip::",
    },
];

/// One round of everything, for CI.
pub(crate) const SHORT: Step = Step {
    name: "proofs",
    needs: &[],
    run: |place, console| prove(place, console, PROOFS, 1),
};

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
enum Request {
    List,
    Prove { rounds: u32, names: Vec<String> },
}

/// Runs the proofs, or those that are named.
pub(crate) fn run(arguments: &[String], console: &mut Console) -> Result<(), ChoreError> {
    let Request::Prove { rounds, names } = parse(arguments)? else {
        for proof in PROOFS {
            console.line(&format!("{:<14}{}", proof.name, proof.claim));
        }
        return Ok(());
    };
    let place = Workplace::here()?;
    for proof in PROOFS
        .iter()
        .filter(|proof| names.is_empty() || names.iter().any(|name| name == proof.name))
    {
        prove(&place, console, std::slice::from_ref(proof), rounds)?;
    }
    Ok(())
}

fn parse(arguments: &[String]) -> Result<Request, ChoreError> {
    let (mut rounds, mut names) = (1, Vec::new());
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--list" => return Ok(Request::List),
            "--rounds" => rounds = parse_rounds(words.next().map_or("", String::as_str))?,
            name if PROOFS.iter().any(|proof| proof.name == name) => names.push(name.to_owned()),
            other => {
                return Err(ChoreError::Usage(format!(
                    "prove: neither an option nor a proof: '{other}'"
                )));
            }
        }
    }
    Ok(Request::Prove { rounds, names })
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

fn prove(
    place: &Workplace,
    console: &mut Console,
    proofs: &[Proof],
    rounds: u32,
) -> Result<Done, ChoreError> {
    for proof in proofs {
        let cases = rounds.saturating_mul(CASES_PER_ROUND);
        console.line(&format!("{}: {} ({cases} cases each)", proof.name, proof.claim));
        require_tests(place, proof)?;
        must_succeed(tests_of(place, proof).env("PROPTEST_CASES", cases.to_string()))?;
    }
    Ok(Done::Passed)
}

fn tests_of(place: &Workplace, proof: &Proof) -> Command {
    let mut command = place.cargo();
    command.args([
        "test",
        "--quiet",
        "--locked",
        "--package",
        proof.package,
        proof.program,
        proof.filter,
    ]);
    command
}

/// A proof whose filter finds nothing would pass for ever.
fn require_tests(place: &Workplace, proof: &Proof) -> Result<(), ChoreError> {
    let output = tests_of(place, proof)
        .args(["--", "--list"])
        .output()
        .map_err(ChoreError::io(format!("listing the tests of {}", proof.package)))?;
    if !output.status.success() {
        return Err(ChoreError::Failed(
            String::from_utf8_lossy(&output.stderr).into_owned(),
        ));
    }
    if count_listed(&String::from_utf8_lossy(&output.stdout)) == 0 {
        return Err(ChoreError::Failed(format!(
            "the proof '{}' has no test: nothing in {} matches '{}'",
            proof.name, proof.package, proof.filter
        )));
    }
    Ok(())
}

fn count_listed(listing: &str) -> usize {
    listing.lines().filter(|line| line.ends_with(": test")).count()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::{Request, count_listed, parse};

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
                rounds: 1,
                names: vec![]
            })
        );
    }

    #[test]
    fn rounds_and_proofs_are_read() {
        let asked = request(&["decimal", "--rounds", "50"]);
        assert_eq!(
            asked,
            Ok(Request::Prove {
                rounds: 50,
                names: vec!["decimal".to_owned()]
            })
        );
        assert_eq!(request(&["--list"]), Ok(Request::List));
    }

    #[test]
    fn nonsense_is_refused_by_its_own_words() {
        assert!(request(&["--rounds", "none"]).unwrap_err().contains("'none'"));
        assert!(request(&["--rounds"]).unwrap_err().contains("''"));
        assert!(request(&["--rounds", "0"]).unwrap_err().contains("'0'"));
        assert!(request(&["--bounds"]).unwrap_err().contains("'--bounds'"));
    }

    #[test]
    fn only_tests_are_counted_in_a_listing() {
        assert_eq!(
            count_listed("decimal::prop::round_trip: test\n\n1 test, 0 benchmarks\n"),
            1
        );
        assert_eq!(count_listed("0 tests, 0 benchmarks\n"), 0);
    }
}
