//! `cargo xtask check`: what every commit must pass; warm, about three minutes at most.

use crate::ChoreError;
use crate::console::Console;
use crate::steps::{self, Step, deny, rust, wasm};

const STEPS: &[Step] = &[
    rust::FORMAT,
    rust::CLIPPY,
    rust::LAYERS,
    wasm::WASM,
    deny::DENY,
    rust::FAST_TESTS,
];

/// Runs the steps, the quickest first; or those that are named.
pub(crate) fn run(arguments: &[String], console: &mut Console) -> Result<(), ChoreError> {
    steps::run("check", STEPS, arguments, console)
}
