//! `cargo xtask test`: everything, from a fresh clone, about 50 minutes on two cores.

use crate::ChoreError;
use crate::chores::prove;
use crate::console::Console;
use crate::steps::{self, Step, api, browser, deny, paper, parquet, postgres, rust, wasm};

/// The tools that tests need come early: a machine that cannot have them says so before it has compiled for ten minutes.
const STEPS: &[Step] = &[
    rust::FORMAT,
    rust::LAYERS,
    browser::TOOLS,
    api::TOOLS,
    paper::TOOLS,
    postgres::TOOLS,
    rust::CLIPPY,
    wasm::WASM,
    deny::DENY,
    rust::ALL_TESTS,
    prove::SHORT,
    rust::RELEASE,
    prove::PROGRAM,
    browser::TESTS,
    api::TESTS,
    parquet::TESTS,
    paper::TESTS,
];

/// Runs the steps, or those that are named: `cargo xtask test browser-tests`.
pub(crate) fn run(arguments: &[String], console: &mut Console) -> Result<(), ChoreError> {
    steps::run("test", STEPS, arguments, console)
}

#[cfg(test)]
mod tests {
    use super::STEPS;

    #[test]
    fn every_step_comes_after_what_it_needs() {
        for (index, step) in STEPS.iter().enumerate() {
            for need in step.needs {
                assert!(
                    STEPS[..index].iter().any(|before| before.name == *need),
                    "{}: {need}",
                    step.name
                );
            }
        }
    }

    #[test]
    fn no_two_steps_share_a_name() {
        let mut names: Vec<_> = STEPS.iter().map(|step| step.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), STEPS.len());
    }
}
