//! The tests that hold the API of the real binary against its own description: Schemathesis, a fuzzer (`tests/api/`).

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::ChoreError;
use crate::steps::debian;
use crate::steps::python::{self, PYTHON};
use crate::steps::{Done, Step, rust};
use crate::workplace::{Workplace, must_succeed};

/// Gets Python, and from the Python package index Schemathesis and what reads Parquet files.
pub(crate) const TOOLS: Step = Step {
    name: "api-tools",
    needs: &[],
    run: |place, console| {
        debian::ensure(&[PYTHON], console)?;
        python::install(
            &folder(place).join("requirements.txt"),
            &environment(place),
            console,
        )?;
        Ok(Done::Passed)
    },
};

/// Runs it.
pub(crate) const TESTS: Step = Step {
    name: "api-tests",
    needs: &[rust::RELEASE.name, TOOLS.name],
    run: |place, _| {
        let log = log(place);
        let server = Server::start(&rust::release_binary(place), &log)?;
        let address = format!("{}api/v1/openapi.json", server.address);
        let config = folder(place).join("schemathesis.toml");
        must_succeed(
            Command::new(environment(place).join("bin").join("schemathesis"))
                .arg("--config-file")
                .arg(config)
                .args(["run", &address])
                .current_dir(place.target()),
        )
        .map_err(|error| {
            ChoreError::Failed(format!("{error}; what the site logged is in {}", log.display()))
        })?;
        Ok(Done::Passed)
    },
};

/// Where the tests are.
pub(super) fn folder(place: &Workplace) -> PathBuf {
    place.root().join("tests").join("api")
}

/// Where the packages are installed.
pub(super) fn environment(place: &Workplace) -> PathBuf {
    place.cache().join("api-tests")
}

/// Where the server under test says what went wrong.
fn log(place: &Workplace) -> PathBuf {
    place.target().join("api-tests.log")
}

/// The site as it is published, without limits of rate, for as long as this lives.
pub(super) struct Server {
    child: Child,
    /// `http://127.0.0.1:41234/`
    pub(super) address: String,
}

impl Server {
    pub(super) fn start(binary: &Path, log: &Path) -> Result<Self, ChoreError> {
        let log = File::create(log).map_err(ChoreError::io(format!("writing {}", log.display())))?;
        let mut child = Command::new(binary)
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(["--pages-per-minute", "none", "--tables-per-minute", "none"])
            .env("LC_ALL", "C")
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .map_err(ChoreError::io(format!("starting {}", binary.display())))?;
        let said = child.stdout.take().map(BufReader::new);
        let mut server = Self {
            child,
            address: String::new(),
        };
        let mut line = String::new();
        if let Some(mut said) = said {
            said.read_line(&mut line)
                .map_err(ChoreError::io("reading what the site says"))?;
        }
        address_in(&line)
            .ok_or_else(|| {
                ChoreError::Failed(format!(
                    "the site did not say where it listens, but '{}'",
                    line.trim_end()
                ))
            })?
            .clone_into(&mut server.address);
        Ok(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // One that has ended already needs no ending.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// The address in `Tidemark is at http://127.0.0.1:41234/`.
fn address_in(line: &str) -> Option<&str> {
    line.split_whitespace()
        .find(|word| word.starts_with("http://") && word.ends_with('/'))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{Server, address_in};

    #[test]
    fn the_site_says_where_it_listens() {
        assert_eq!(
            address_in("Tidemark is at http://127.0.0.1:41234/\n"),
            Some("http://127.0.0.1:41234/")
        );
        assert_eq!(address_in("error: no such file"), None);
    }

    #[test]
    fn a_site_that_does_not_start_is_a_failure_in_words() {
        let log = std::env::temp_dir().join(format!("xtask-api-{}.log", std::process::id()));
        let error = Server::start(Path::new("/bin/false"), &log).err().unwrap();
        fs::remove_file(&log).unwrap();
        assert!(
            error.to_string().contains("did not say where it listens"),
            "{error}"
        );
    }

    #[test]
    fn what_reads_the_api_and_the_files_is_installed() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/api");
        let list = fs::read_to_string(folder.join("requirements.txt")).unwrap();
        let packages: Vec<&str> = list.lines().filter(|line| !line.starts_with('#')).collect();
        for needed in [
            "schemathesis==",
            "polars==",
            "duckdb==",
            "duckdb-extension-httpfs==",
        ] {
            assert!(packages.iter().any(|line| line.starts_with(needed)), "{needed}");
        }
        assert!(folder.join("schemathesis.toml").is_file());
    }
}
