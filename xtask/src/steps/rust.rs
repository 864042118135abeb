//! The steps that are cargo's own: format, lints, layers, tests, the release build.

use std::env;
use std::path::PathBuf;

use crate::ChoreError;
use crate::chores::layers;
use crate::steps::postgres::{self, Cluster};
use crate::steps::{Done, Step};
use crate::workplace::{Workplace, must_succeed};

/// Every file as `cargo fmt` writes it.
pub(crate) const FORMAT: Step = Step {
    name: "format",
    needs: &[],
    run: |place, _| cargo(place, &["fmt", "--all", "--check"]),
};

/// No warning, neither of the compiler nor of clippy, in anything that is built.
pub(crate) const CLIPPY: Step = Step {
    name: "clippy",
    needs: &[],
    run: |place, _| {
        cargo(
            place,
            &[
                "clippy",
                "--workspace",
                "--all-targets",
                "--locked",
                "--",
                "-D",
                "warnings",
            ],
        )
    },
};

/// Dependencies run downwards only.
pub(crate) const LAYERS: Step = Step {
    name: "layers",
    needs: &[],
    run: layers::check,
};

/// Unit, property, snapshot and HTTP tests. Of the store, on PostgreSQL only where a server is named.
pub(crate) const FAST_TESTS: Step = Step {
    name: "tests",
    needs: &[],
    run: |place, console| {
        if env::var_os(postgres::VARIABLE).is_none() {
            console.line(&format!(
                "the store is not tried on PostgreSQL: {} names no server; `cargo xtask test tests` starts one",
                postgres::VARIABLE
            ));
        }
        cargo(
            place,
            &[
                "test",
                "--workspace",
                "--locked",
                "--no-fail-fast",
                "--lib",
                "--bins",
                "--tests",
            ],
        )
    },
};

/// The fast tests, and the examples in the documentation; the store also on a PostgreSQL of its own.
pub(crate) const ALL_TESTS: Step = Step {
    name: "tests",
    needs: &[postgres::TOOLS.name],
    run: |place, console| {
        let cluster = Cluster::start()?;
        console.line(&format!("PostgreSQL for the tests is at {}", cluster.url()));
        let mut tests = place.cargo();
        tests
            .args(["test", "--workspace", "--locked", "--no-fail-fast"])
            .env(postgres::VARIABLE, cluster.url());
        must_succeed(&mut tests)?;
        Ok(Done::Passed)
    },
};

/// The binary as it is published.
pub(crate) const RELEASE: Step = Step {
    name: "release",
    needs: &[],
    run: |place, _| {
        cargo(
            place,
            &["build", "--release", "--locked", "--package", "tidemark"],
        )
    },
};

/// Where [`RELEASE`] leaves its binary.
pub(crate) fn release_binary(place: &Workplace) -> PathBuf {
    place.target().join("release").join("tidemark")
}

fn cargo(place: &Workplace, words: &[&str]) -> Result<Done, ChoreError> {
    must_succeed(place.cargo().args(words))?;
    Ok(Done::Passed)
}
