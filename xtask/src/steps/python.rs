//! Python packages, in an environment of their own.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::ChoreError;
use crate::console::Console;
use crate::steps::debian::Needed;
use crate::workplace::{find_program, must_succeed};

/// Python with what makes environments of its own.
pub(crate) const PYTHON: Needed = Needed {
    programs: &["python3"],
    proof: &["-c", "import venv, ensurepip"],
    packages: &["python3", "python3-venv"],
};

/// Installs exactly what the list names into an environment, unless it has been installed already.
pub(crate) fn install(list: &Path, into: &Path, console: &mut Console) -> Result<(), ChoreError> {
    let stamp = into.join(".installed-list");
    let wanted = fs::read(list).map_err(ChoreError::io(format!("reading {}", list.display())))?;
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    console.line(&format!("installing the Python packages of {}", list.display()));
    let python = find_program("python3").unwrap_or_else(|| "python3".into());
    // What a broken or older installation left is no help.
    must_succeed(Command::new(python).args(["-m", "venv", "--clear"]).arg(into))?;
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
    must_succeed(pip.args(words).arg("--requirement").arg(list))
        .map_err(|error| unreachable_index(&error, list))?;
    fs::write(&stamp, wanted).map_err(ChoreError::io(format!("writing {}", stamp.display())))
}

fn unreachable_index(error: &ChoreError, list: &Path) -> ChoreError {
    ChoreError::Failed(format!(
        "{error}: the packages of {} are missing. They come from the Python package index \
         (https://pypi.org); where it cannot be reached, name a mirror in PIP_INDEX_URL, or a folder of packages in \
         PIP_FIND_LINKS with PIP_NO_INDEX=1",
        list.display()
    ))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{ChoreError, unreachable_index};

    #[test]
    fn where_packages_cannot_be_had_it_says_what_is_missing_and_what_helps() {
        let refused = ChoreError::Failed("`pip install` ended with 1".to_owned());
        let text = unreachable_index(&refused, Path::new("tests/api/requirements.txt")).to_string();
        assert!(text.contains("tests/api/requirements.txt"), "{text}");
        assert!(text.contains("PIP_INDEX_URL"), "{text}");
    }

    #[test]
    fn every_python_package_is_at_one_version() {
        for folder in ["tests/api", "tests/paper", "fonts/make"] {
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
            let list = fs::read_to_string(root.join(folder).join("requirements.txt")).unwrap();
            let packages: Vec<&str> = list.lines().filter(|line| !line.starts_with('#')).collect();
            assert!(!packages.is_empty(), "{folder}");
            for package in packages {
                assert!(
                    package.contains("=="),
                    "{folder}: {package} is not at an exact version"
                );
            }
        }
    }
}
