//! Broken copies of the small world: every problem is found, at its file and line, and nothing else is.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what it does not expect"
)]

mod aggregates;
mod anything;
mod catalogue;
mod files;
mod findings;
mod redefinitions;
mod references;
mod support;
mod thresholds;
mod together;
mod words;
