//! `cargo xtask check`: what every commit must pass; warm, about three minutes at most.

use crate::ChoreError;
use crate::console::Console;
use crate::steps::{self, Step, deny, rust, wasm};
use crate::workplace::Workplace;

const STEPS: &[Step] = &[
    rust::FORMAT,
    rust::CLIPPY,
    rust::LAYERS,
    wasm::WASM,
    deny::DENY,
    rust::FAST_TESTS,
];

/// Runs the steps, the quickest first.
pub(crate) fn run(arguments: &[String], console: &mut Console) -> Result<(), ChoreError> {
    if let Some(first) = arguments.first() {
        return Err(ChoreError::Usage(format!(
            "check takes no argument, not '{first}'"
        )));
    }
    steps::run_all("check", STEPS, &Workplace::here()?, console)
}
