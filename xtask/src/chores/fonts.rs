//! `cargo xtask fonts`: the fonts of pages, pictures and printed pages, made from npm packages as `fonts/make/recipe.toml` says.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::ChoreError;
use crate::console::Console;
use crate::steps::browser::{NODE, NPM, install_packages};
use crate::steps::debian;
use crate::steps::python::{self, PYTHON};
use crate::workplace::{Workplace, must_succeed};

/// What is done with the fonts that were made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Task {
    /// They take the place of those in the checkout.
    Replace,
    /// They are held against them.
    Check,
}

/// Makes them; `--check` only compares.
pub(crate) fn run(arguments: &[String], console: &mut Console) -> Result<(), ChoreError> {
    let task = task(arguments)?;
    let place = Workplace::here()?;
    let made = make(&place, console)?;
    let changed = changed(&made, place.root())?;
    if changed.is_empty() {
        console.line("every font is as the recipe makes it");
        return Ok(());
    }
    for name in &changed {
        console.line(&format!("differs: {}", name.display()));
    }
    match task {
        Task::Replace => changed.iter().try_for_each(|name| {
            let to = place.root().join(name);
            if let Some(folder) = to.parent() {
                fs::create_dir_all(folder).map_err(ChoreError::io(format!("making {}", folder.display())))?;
            }
            fs::copy(made.join(name), &to)
                .map(drop)
                .map_err(ChoreError::io(format!("writing {}", to.display())))
        }),
        Task::Check => Err(ChoreError::Failed(
            "these are not as the recipe makes them: `cargo xtask fonts` puts them right".to_owned(),
        )),
    }
}

fn task(arguments: &[String]) -> Result<Task, ChoreError> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => Ok(Task::Replace),
        ["--check"] => Ok(Task::Check),
        _ => Err(ChoreError::Usage("fonts takes nothing but --check".to_owned())),
    }
}

/// Makes them in a folder that is laid out as the checkout is.
fn make(place: &Workplace, console: &mut Console) -> Result<PathBuf, ChoreError> {
    let recipe = place.root().join("fonts").join("make");
    let environment = place.cache().join("fonts");
    debian::ensure(&[NODE, NPM, PYTHON], console)?;
    install_packages(&recipe, console)?;
    python::install(&recipe.join("requirements.txt"), &environment, console)?;
    let into = place.target().join("fonts");
    if into.exists() {
        fs::remove_dir_all(&into).map_err(ChoreError::io(format!("removing {}", into.display())))?;
    }
    must_succeed(
        Command::new(environment.join("bin").join("python"))
            .arg(recipe.join("make.py"))
            .arg(&into)
            .env("PYTHONDONTWRITEBYTECODE", "1"),
    )?;
    Ok(into)
}

/// Which of the files that were made are missing in the checkout, or have other bytes there.
fn changed(made: &Path, root: &Path) -> Result<Vec<PathBuf>, ChoreError> {
    let mut changed = Vec::new();
    let mut folders = vec![made.to_owned()];
    while let Some(folder) = folders.pop() {
        let reading = || format!("reading {}", folder.display());
        for entry in fs::read_dir(&folder).map_err(ChoreError::io(reading()))? {
            let path = entry.map_err(ChoreError::io(reading()))?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = fs::read(&path).map_err(ChoreError::io(format!("reading {}", path.display())))?;
            let name = path.strip_prefix(made).unwrap_or(&path);
            if fs::read(root.join(name)).ok() != Some(bytes) {
                changed.push(name.to_owned());
            }
        }
    }
    changed.sort();
    Ok(changed)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::{Task, changed, task};

    #[test]
    fn it_replaces_unless_it_is_asked_to_check() {
        let words = |words: &[&str]| words.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(task(&[]).unwrap(), Task::Replace);
        assert_eq!(task(&words(&["--check"])).unwrap(), Task::Check);
        assert!(task(&words(&["--chek"])).is_err());
    }

    #[test]
    fn what_is_missing_or_other_is_named() {
        let folder = std::env::temp_dir().join(format!("xtask-fonts-{}", std::process::id()));
        let (made, root) = (folder.join("made"), folder.join("root"));
        for (file, text) in [("made/a/same", "1"), ("made/a/other", "1"), ("made/new", "1")] {
            write(&folder.join(file), text);
        }
        for (file, text) in [("root/a/same", "1"), ("root/a/other", "2"), ("root/more", "1")] {
            write(&folder.join(file), text);
        }
        let found = changed(&made, &root).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(found, [PathBuf::from("a/other"), PathBuf::from("new")]);
    }

    fn write(path: &Path, text: &str) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}
