//! The program as it is started: what it prints, and how it ends.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests fail like tests"
)]

mod chart;
mod check;
mod desk;
mod edition;
mod help;
mod map;
mod report;
mod serve;
mod settings;
mod site;
mod support;
mod table;
