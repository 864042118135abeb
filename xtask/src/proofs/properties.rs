//! Proofs that are property tests of a crate, with more cases than the ordinary tests run.

use std::process::Command;

use super::Proof;
use crate::ChoreError;
use crate::console::Console;
use crate::workplace::{Workplace, must_succeed};

/// So many that a round of all proofs stays within a minute or two, unoptimized.
const CASES_PER_ROUND: u32 = 2_000;

/// Property tests that stand or fall together.
pub(crate) struct Properties {
    pub(crate) package: &'static str,
    /// Which of its test programs: `--lib`, or `--test=NAME`.
    pub(crate) program: &'static str,
    /// The tests: those whose path contains this.
    pub(crate) filter: &'static str,
}

/// Runs them. A case that fails is shrunk and printed by proptest.
pub(crate) fn prove(
    place: &Workplace,
    console: &mut Console,
    proof: &Proof,
    properties: &Properties,
    rounds: u32,
) -> Result<(), ChoreError> {
    let cases = rounds.saturating_mul(CASES_PER_ROUND);
    console.line(&format!("{}: {} ({cases} cases each)", proof.name, proof.claim));
    require_tests(place, proof, properties)?;
    must_succeed(tests_of(place, properties).env("PROPTEST_CASES", cases.to_string()))
}

fn tests_of(place: &Workplace, properties: &Properties) -> Command {
    let mut command = place.cargo();
    command.args([
        "test",
        "--quiet",
        "--locked",
        "--package",
        properties.package,
        properties.program,
        properties.filter,
    ]);
    command
}

/// A proof whose filter finds nothing would pass for ever.
fn require_tests(place: &Workplace, proof: &Proof, properties: &Properties) -> Result<(), ChoreError> {
    let output = tests_of(place, properties)
        .args(["--", "--list"])
        .output()
        .map_err(ChoreError::io(format!(
            "listing the tests of {}",
            properties.package
        )))?;
    if !output.status.success() {
        return Err(ChoreError::Failed(
            String::from_utf8_lossy(&output.stderr).into_owned(),
        ));
    }
    if count_listed(&String::from_utf8_lossy(&output.stdout)) == 0 {
        return Err(ChoreError::Failed(format!(
            "the proof '{}' has no test: nothing in {} matches '{}'",
            proof.name, properties.package, properties.filter
        )));
    }
    Ok(())
}

fn count_listed(listing: &str) -> usize {
    listing.lines().filter(|line| line.ends_with(": test")).count()
}

#[cfg(test)]
mod tests {
    use super::count_listed;

    #[test]
    fn only_tests_are_counted_in_a_listing() {
        assert_eq!(
            count_listed("decimal::prop::round_trip: test\n\n1 test, 0 benchmarks\n"),
            1
        );
        assert_eq!(count_listed("0 tests, 0 benchmarks\n"), 0);
    }
}
