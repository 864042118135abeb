//! The crates that a later offline copy runs in the browser also compile for it.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::ChoreError;
use crate::steps::{Done, Step};
use crate::workplace::{Workplace, must_succeed};

const TARGET: &str = "wasm32-unknown-unknown";

/// What the offline copy is made of.
const CRATES: [&str; 3] = ["tidemark-vocab", "tidemark-evidence", "tidemark-columnar"];

/// Compiles them where the target is installed, and elsewhere says how to get it.
pub(crate) const WASM: Step = Step {
    name: "wasm",
    needs: &[],
    run: |place, _| {
        if !is_installed(&sysroot(place)?) {
            return Ok(Done::Skipped(format!(
                "{TARGET} is not installed; `rustup target add {TARGET}` adds it"
            )));
        }
        must_succeed(place.cargo().args(check_arguments()))?;
        Ok(Done::Passed)
    },
};

fn check_arguments() -> Vec<&'static str> {
    let packages = CRATES.iter().flat_map(|name| ["--package", name]);
    ["check", "--locked", "--target", TARGET]
        .into_iter()
        .chain(packages)
        .collect()
}

fn sysroot(place: &Workplace) -> Result<PathBuf, ChoreError> {
    let output = Command::new("rustc")
        .current_dir(place.root())
        .args(["--print", "sysroot"])
        .output()
        .map_err(ChoreError::io("rustc --print sysroot"))?;
    Ok(PathBuf::from(String::from_utf8_lossy(&output.stdout).trim_end()))
}

/// Asks the compiler's own folder, for not every toolchain came with rustup.
fn is_installed(sysroot: &Path) -> bool {
    sysroot
        .join("lib")
        .join("rustlib")
        .join(TARGET)
        .join("lib")
        .is_dir()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{check_arguments, is_installed};

    #[test]
    fn a_folder_without_the_target_does_not_have_it() {
        assert!(!is_installed(Path::new("/no-such-toolchain")));
    }

    #[test]
    fn every_crate_of_the_offline_copy_is_checked() {
        let words = check_arguments().join(" ");
        assert_eq!(
            words,
            "check --locked --target wasm32-unknown-unknown --package tidemark-vocab \
             --package tidemark-evidence --package tidemark-columnar"
        );
    }
}
