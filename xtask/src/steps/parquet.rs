//! The test that reads the Parquet file of an edition over HTTP, in parts, with the programs people use (`tests/api/parquet.py`).

use std::process::Command;

use crate::ChoreError;
use crate::steps::api::{self, Server};
use crate::steps::{Done, Step, rust};
use crate::workplace::must_succeed;

/// Runs it, from an environment in which nothing is fetched from anywhere but the site.
pub(crate) const TESTS: Step = Step {
    name: "parquet-tests",
    needs: &[rust::RELEASE.name, api::TOOLS.name],
    run: |place, _| {
        let log = place.target().join("parquet-tests.log");
        let server = Server::start(&rust::release_binary(place), &log)?;
        let python = api::environment(place).join("bin").join("python");
        must_succeed(
            Command::new(python)
                .arg(api::folder(place).join("parquet.py"))
                .args([&server.address])
                .arg(&log)
                .current_dir(place.target()),
        )
        .map_err(|error| {
            ChoreError::Failed(format!("{error}; what the site logged is in {}", log.display()))
        })?;
        Ok(Done::Passed)
    },
};
