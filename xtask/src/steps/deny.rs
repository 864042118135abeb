//! `cargo deny`: licences, banned crates and where crates come from (`deny.toml`).
//!
//! Advisories are not asked for: their database is a Git repository elsewhere, and no step may depend on that.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::ChoreError;
use crate::console::Console;
use crate::steps::{Done, Step};
use crate::workplace::{Workplace, find_program, must_succeed};

/// The one version whose findings we have seen.
const VERSION: &str = "0.20.2";

/// Checks the whole graph of dependencies; installs cargo-deny when it is not there.
pub(crate) const DENY: Step = Step {
    name: "deny",
    needs: &[],
    run: |place, console| {
        let program = cargo_deny(place, console)?;
        let words = [
            "--workspace",
            "--locked",
            "check",
            "--hide-inclusion-graph",
            "licenses",
            "bans",
            "sources",
        ];
        must_succeed(Command::new(program).current_dir(place.root()).args(words))?;
        Ok(Done::Passed)
    },
};

fn cargo_deny(place: &Workplace, console: &mut Console) -> Result<PathBuf, ChoreError> {
    let kept = place.cache().join(format!("cargo-deny-{VERSION}"));
    let candidates = [
        Some(kept.join("bin").join("cargo-deny")),
        find_program("cargo-deny"),
    ];
    if let Some(found) = candidates.into_iter().flatten().find(|path| is_our_version(path)) {
        return Ok(found);
    }
    console.line(&format!(
        "cargo-deny {VERSION} is built once, into {}: some minutes. XTASK_CACHE names another folder to keep it in.",
        kept.display()
    ));
    install(place, &kept)?;
    Ok(kept.join("bin").join("cargo-deny"))
}

fn is_our_version(program: &Path) -> bool {
    let said = Command::new(program).arg("--version").output();
    said.is_ok_and(|output| names_our_version(&String::from_utf8_lossy(&output.stdout)))
}

fn names_our_version(said: &str) -> bool {
    said.split_whitespace().eq(["cargo-deny", VERSION])
}

/// Builds without optimization: it looks at a few hundred crates once, and compiles several times faster so.
fn install(place: &Workplace, into: &Path) -> Result<(), ChoreError> {
    let build = into.join("build");
    let mut command = place.cargo();
    command
        .args([
            "install",
            "cargo-deny",
            "--locked",
            "--version",
            VERSION,
            "--debug",
        ])
        .args(["--config", "profile.dev.debug=false", "--root"])
        .arg(into)
        .env("CARGO_TARGET_DIR", &build);
    must_succeed(&mut command)?;
    fs::remove_dir_all(&build).map_err(ChoreError::io(format!("removing {}", build.display())))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{VERSION, is_our_version, names_our_version};

    #[test]
    fn only_the_version_we_know_is_used() {
        assert!(names_our_version(&format!("cargo-deny {VERSION}\n")));
        assert!(!names_our_version("cargo-deny 0.1.0\n"));
        assert!(!names_our_version(""));
    }

    #[test]
    fn a_program_that_is_not_there_is_not_our_version() {
        assert!(!is_our_version(Path::new("/no-such-folder/cargo-deny")));
        assert!(!is_our_version(Path::new("/bin/true")));
    }
}
