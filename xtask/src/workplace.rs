//! The checkout that the chores work on, and the tools they find there.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

use crate::ChoreError;

/// What `cargo metadata --no-deps` says of the workspace.
#[derive(Deserialize)]
pub(crate) struct Metadata {
    pub(crate) packages: Vec<Package>,
    workspace_root: PathBuf,
    target_directory: PathBuf,
}

/// A crate of ours.
#[derive(Deserialize)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) dependencies: Vec<Dependency>,
}

/// What a crate of ours asks for in its manifest.
#[derive(Deserialize)]
pub(crate) struct Dependency {
    pub(crate) name: String,
    /// `None` for an ordinary dependency, otherwise `dev` or `build`.
    pub(crate) kind: Option<String>,
}

/// Where the chores run.
pub(crate) struct Workplace {
    pub(crate) metadata: Metadata,
    cache: PathBuf,
}

impl Workplace {
    /// The workspace that holds the current directory.
    pub(crate) fn here() -> Result<Self, ChoreError> {
        let output = cargo()
            .args(["metadata", "--no-deps", "--format-version", "1"])
            .output()
            .map_err(ChoreError::io("cargo metadata"))?;
        if !output.status.success() {
            return Err(ChoreError::Failed(
                String::from_utf8_lossy(&output.stderr).into_owned(),
            ));
        }
        let metadata: Metadata = serde_json::from_slice(&output.stdout)
            .map_err(|error| ChoreError::Failed(format!("cargo metadata is not what we expect: {error}")))?;
        let cache = cache_directory(
            env::var_os("XTASK_CACHE").map(PathBuf::from),
            &metadata.target_directory,
        );
        Ok(Self { metadata, cache })
    }

    /// The top folder of the checkout.
    pub(crate) fn root(&self) -> &Path {
        &self.metadata.workspace_root
    }

    /// Where cargo puts what it builds.
    pub(crate) fn target(&self) -> &Path {
        &self.metadata.target_directory
    }

    /// Where tools that the chores install are kept: `XTASK_CACHE`, or a folder beside what cargo builds.
    pub(crate) fn cache(&self) -> &Path {
        &self.cache
    }

    /// Cargo, at the top of the checkout.
    pub(crate) fn cargo(&self) -> Command {
        let mut command = cargo();
        command.current_dir(self.root());
        command
    }
}

fn cache_directory(asked: Option<PathBuf>, target: &Path) -> PathBuf {
    asked
        .filter(|path| !path.as_os_str().is_empty())
        .unwrap_or_else(|| target.join("xtask-tools"))
}

/// Cargo without what `cargo run` told *this* program about itself.
///
/// Build scripts that watch those variables would otherwise run anew each time a chore follows a plain `cargo build`.
fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(is_about_this_program) {
            command.env_remove(name);
        }
    }
    command
}

fn is_about_this_program(variable: &str) -> bool {
    ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_"]
        .iter()
        .any(|prefix| variable.starts_with(prefix))
}

/// Runs a command that speaks for itself; a refusal or a bad exit is an error that shows the whole command.
pub(crate) fn must_succeed(command: &mut Command) -> Result<(), ChoreError> {
    let shown = shown(command);
    let status = command.status().map_err(ChoreError::io(shown.clone()))?;
    if status.success() {
        Ok(())
    } else {
        Err(ChoreError::Failed(format!("`{shown}` ended with {status}")))
    }
}

/// The command as a person would type it, without the path of its program.
fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program
        .file_name()
        .unwrap_or(program.as_os_str())
        .to_string_lossy()
        .into_owned();
    let words = command.get_args().map(|word| word.to_string_lossy().into_owned());
    std::iter::once(name).chain(words).collect::<Vec<_>>().join(" ")
}

/// The first folder of `PATH` that has a program of this name.
pub(crate) fn find_program(name: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    find_in(env::split_paths(&folders), name)
}

fn find_in(mut folders: impl Iterator<Item = PathBuf>, name: &str) -> Option<PathBuf> {
    folders.find_map(|folder| Some(folder.join(name)).filter(|path| path.is_file()))
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};
    use std::process::Command;

    use super::{cache_directory, find_in, is_about_this_program, must_succeed, shown};

    #[test]
    fn tools_are_kept_where_the_environment_says_else_beside_the_build() {
        let target = Path::new("/somewhere/target");
        assert_eq!(
            cache_directory(Some("/cache".into()), target),
            Path::new("/cache")
        );
        assert_eq!(
            cache_directory(Some("".into()), target),
            Path::new("/somewhere/target/xtask-tools")
        );
        assert_eq!(
            cache_directory(None, target),
            Path::new("/somewhere/target/xtask-tools")
        );
    }

    #[test]
    fn cargo_does_not_inherit_who_we_are() {
        assert!(is_about_this_program("CARGO_PKG_NAME"));
        assert!(is_about_this_program("CARGO_MANIFEST_DIR"));
        assert!(!is_about_this_program("CARGO_TARGET_DIR"));
        assert!(!is_about_this_program("CARGO_HOME"));
    }

    #[test]
    fn a_command_is_shown_as_it_would_be_typed() {
        let mut command = Command::new("/usr/local/bin/cargo");
        command.args(["fmt", "--all"]);
        assert_eq!(shown(&command), "cargo fmt --all");
    }

    #[test]
    fn a_bad_exit_names_the_command() {
        let error = must_succeed(&mut Command::new("false")).unwrap_err();
        assert!(error.to_string().starts_with("`false` ended with"), "{error}");
        must_succeed(&mut Command::new("true")).unwrap();
    }

    #[test]
    fn a_program_that_does_not_exist_is_an_error_not_a_panic() {
        let error = must_succeed(&mut Command::new("no-such-program-here")).unwrap_err();
        assert!(error.to_string().starts_with("no-such-program-here: "), "{error}");
    }

    #[test]
    fn a_program_is_found_in_the_first_folder_that_has_it() {
        let folders = || [PathBuf::from("/no-such-folder"), PathBuf::from("/bin")].into_iter();
        assert_eq!(find_in(folders(), "sh"), Some("/bin/sh".into()));
        assert_eq!(find_in(folders(), "no-such-program-here"), None);
    }
}
