//! Queries: what is accepted, what is canonical, and what a refusal says.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests fail like tests"
)]

mod accepted;
mod refused;
mod roundtrip;
mod small;
