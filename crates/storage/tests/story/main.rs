//! One story of the store, told on both engines.
//!
//! PostgreSQL is the one that `TEST_POSTGRES_URL` names (`cargo xtask test` starts one); where it is not set, its half is skipped and says so.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a test that cannot go on fails, and says what it skipped"
)]

mod audit;
mod backup;
mod blobs;
mod jobs;
mod passkeys;
mod people;
mod schema;
mod world;
mod writes;
