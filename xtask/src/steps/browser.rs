//! The tests that drive a real browser against the real binary (`tests/browser/`).

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::ChoreError;
use crate::console::Console;
use crate::steps::debian::{self, Needed};
use crate::steps::{Done, Step, rust};
use crate::workplace::{Workplace, find_program, must_succeed};

/// The oldest Node.js whose test runner and WebSocket our tests can use.
const OLDEST_NODE: u32 = 20;

const CHROMIUM_NAMES: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

const CHROMIUM: Needed = Needed {
    programs: CHROMIUM_NAMES,
    proof: &[],
    packages: &["chromium", "fonts-dejavu-core", "fonts-liberation"],
};
/// What runs JavaScript outside a browser.
pub(crate) const NODE: Needed = Needed {
    programs: &["node"],
    proof: &[],
    packages: &["nodejs"],
};
/// What installs packages of JavaScript.
pub(crate) const NPM: Needed = Needed {
    programs: &["npm"],
    proof: &[],
    packages: &["npm"],
};

/// Gets the browser, Node.js and the npm packages.
pub(crate) const TOOLS: Step = Step {
    name: "browser-tools",
    needs: &[],
    run: |place, console| {
        if env::var_os("CHROMIUM").is_some() {
            debian::ensure(&[NODE, NPM], console)?;
        } else {
            debian::ensure(&[CHROMIUM, NODE, NPM], console)?;
        }
        check_node()?;
        install_packages(&folder(place), console)?;
        Ok(Done::Passed)
    },
};

/// Runs them.
pub(crate) const TESTS: Step = Step {
    name: "browser-tests",
    needs: &[rust::RELEASE.name, TOOLS.name],
    run: |place, _| {
        let mut command = Command::new("node");
        // Holds for a file of tests as for a single one: Playwright gives up far sooner on what hangs.
        command
            .args(["--test", "--test-concurrency=2", "--test-timeout=1200000"])
            .current_dir(folder(place));
        command
            .env("TIDEMARK_BIN", rust::release_binary(place))
            .env("CHROMIUM", chromium()?);
        must_succeed(&mut command)?;
        Ok(Done::Passed)
    },
};

fn folder(place: &Workplace) -> PathBuf {
    place.root().join("tests").join("browser")
}

fn chromium() -> Result<PathBuf, ChoreError> {
    let asked = env::var_os("CHROMIUM").map(PathBuf::from);
    asked
        .or_else(|| CHROMIUM_NAMES.iter().find_map(|name| find_program(name)))
        .ok_or_else(|| ChoreError::Failed("no Chromium: install it, or name it in CHROMIUM".to_owned()))
}

fn check_node() -> Result<(), ChoreError> {
    let output = Command::new("node")
        .arg("--version")
        .output()
        .map_err(ChoreError::io("node --version"))?;
    let said = String::from_utf8_lossy(&output.stdout).trim_end().to_owned();
    match major_version(&said) {
        Some(major) if major >= OLDEST_NODE => Ok(()),
        _ => Err(ChoreError::Failed(format!(
            "the browser tests need Node.js {OLDEST_NODE} or newer, and this is '{said}': install a newer one"
        ))),
    }
}

/// The first number of `v20.11.1`.
fn major_version(said: &str) -> Option<u32> {
    said.strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// Installs exactly what the lock file lists, unless it has been installed already.
pub(crate) fn install_packages(folder: &Path, console: &mut Console) -> Result<(), ChoreError> {
    let (lock, stamp) = (
        folder.join("package-lock.json"),
        folder.join("node_modules").join(".installed-lock"),
    );
    let wanted = fs::read(&lock).map_err(ChoreError::io(format!("reading {}", lock.display())))?;
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    console.line(&format!("installing the npm packages of {}", folder.display()));
    // Scripts of packages are not run: none of ours needs one, and a stranger's might do harm.
    let words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    must_succeed(Command::new("npm").args(words).current_dir(folder))?;
    fs::write(&stamp, wanted).map_err(ChoreError::io(format!("writing {}", stamp.display())))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::major_version;

    #[test]
    fn the_version_of_node_is_read_from_what_it_says() {
        assert_eq!(major_version("v20.20.2"), Some(20));
        assert_eq!(major_version("v8.1.0"), Some(8));
        assert_eq!(major_version(""), None);
        assert_eq!(major_version("20.1"), None);
    }

    #[test]
    fn what_is_installed_for_the_browser_is_pinned() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/browser");
        let manifest: serde_json::Value =
            serde_json::from_slice(&fs::read(folder.join("package.json")).unwrap()).unwrap();
        let wanted = manifest["devDependencies"].as_object().unwrap();
        assert!(!wanted.is_empty());
        for (name, version) in wanted {
            let exact = version
                .as_str()
                .unwrap()
                .chars()
                .all(|c| c.is_ascii_digit() || c == '.');
            assert!(exact, "{name} {version} is not an exact version");
        }
        assert!(folder.join("package-lock.json").is_file());
    }
}
