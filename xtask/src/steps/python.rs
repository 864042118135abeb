//! Python packages that a step needs: an environment for each folder of tests that lists some.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::ChoreError;
use crate::console::Console;
use crate::steps::debian::{self, Needed};
use crate::workplace::{Workplace, find_program, must_succeed};

/// Python with what makes environments of its own.
const PYTHON: Needed = Needed {
    programs: &["python3"],
    proof: &["-c", "import venv, ensurepip"],
    packages: &["python3", "python3-venv"],
};

/// A folder below `tests/` with a list of packages, and the environment that they are installed in.
#[derive(Clone, Copy)]
pub(super) struct Environment(pub(super) &'static str);

impl Environment {
    /// Where the tests are.
    pub(super) fn folder(self, place: &Workplace) -> PathBuf {
        place.root().join("tests").join(self.0)
    }

    /// Where the packages are installed.
    pub(super) fn path(self, place: &Workplace) -> PathBuf {
        place.cache().join(format!("{}-tests", self.0))
    }

    /// A program that some package brings.
    pub(super) fn program(self, place: &Workplace, name: &str) -> PathBuf {
        self.path(place).join("bin").join(name)
    }

    /// Installs exactly what the list names, unless it has been installed already.
    pub(super) fn install(self, place: &Workplace, console: &mut Console) -> Result<(), ChoreError> {
        debian::ensure(&[PYTHON], console)?;
        let (list, into) = (self.folder(place).join("requirements.txt"), self.path(place));
        let stamp = into.join(".installed-list");
        let wanted = fs::read(&list).map_err(ChoreError::io(format!("reading {}", list.display())))?;
        if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
            return Ok(());
        }
        console.line(&format!("installing the Python packages of tests/{}", self.0));
        let python = find_program("python3").unwrap_or_else(|| "python3".into());
        // What a broken or older installation left is no help.
        must_succeed(Command::new(python).args(["-m", "venv", "--clear"]).arg(&into))?;
        // Only built packages: building one runs a stranger's code, and needs compilers that a machine may lack.
        let words = [
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-deps",
            "--only-binary",
            ":all:",
        ];
        let mut pip = Command::new(into.join("bin").join("pip"));
        must_succeed(pip.args(words).arg("--requirement").arg(&list))
            .map_err(|error| self.unreachable_index(&error))?;
        fs::write(&stamp, wanted).map_err(ChoreError::io(format!("writing {}", stamp.display())))
    }

    fn unreachable_index(self, error: &ChoreError) -> ChoreError {
        ChoreError::Failed(format!(
            "{error}: the packages of tests/{}/requirements.txt are missing. They come from the Python package index \
             (https://pypi.org); where it cannot be reached, name a mirror in PIP_INDEX_URL, or a folder of packages in \
             PIP_FIND_LINKS with PIP_NO_INDEX=1",
            self.0
        ))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{ChoreError, Environment};

    #[test]
    fn where_packages_cannot_be_had_it_says_what_is_missing_and_what_helps() {
        let failed = ChoreError::Failed("`pip install` ended with 1".to_owned());
        let text = Environment("api").unreachable_index(&failed).to_string();
        assert!(text.contains("tests/api/requirements.txt"), "{text}");
        assert!(text.contains("PIP_INDEX_URL"), "{text}");
    }

    #[test]
    fn every_python_package_is_at_one_version() {
        for folder in ["api", "paper"] {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("../tests")
                .join(folder);
            let list = fs::read_to_string(folder.join("requirements.txt")).unwrap();
            for package in list.lines().filter(|line| !line.starts_with('#')) {
                assert!(package.contains("=="), "{package} is not at an exact version");
            }
        }
    }
}
