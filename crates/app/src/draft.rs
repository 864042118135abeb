//! Directories that appear whole or not at all.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use thiserror::Error;
use tidemark_evidence::parallel;
use tidemark_evidence::text::WrittenFile;

/// Why a directory is not written.
#[derive(Debug, Error)]
pub enum WriteError {
    /// There is something at that place already, and nothing is overwritten.
    #[error("{path} is there already; name a directory that does not exist yet")]
    Exists {
        /// What is there.
        path: PathBuf,
    },
    /// A file or directory cannot be written.
    #[error("cannot write {path}: {reason}; nothing was left behind, so it can be tried again")]
    Unwritable {
        /// Which.
        path: PathBuf,
        /// What the system said.
        reason: io::Error,
    },
}

/// Writes files as a new directory.
///
/// All or nothing, even where the power fails: the files are written and flushed beside the target, which then gets its name
/// in one step. What a killed process leaves behind is hidden and named `.NAME.PROCESS.draft`; see [`sweep`].
pub(crate) fn write_directory(target: &Path, files: &[WrittenFile]) -> Result<(), WriteError> {
    if target.symlink_metadata().is_ok() {
        return Err(WriteError::Exists {
            path: target.to_owned(),
        });
    }
    let draft = draft_of(target);
    let written = write_all(&draft, files).and_then(|()| name(&draft, target));
    if written.is_err() {
        // What is wrong is told already; a draft that cannot be removed changes nothing about it.
        drop(fs::remove_dir_all(&draft));
    }
    written
}

/// Removes drafts that a killed process left in a directory. Those of processes that still run are left alone.
pub(crate) fn sweep(root: &Path) {
    let Ok(entries) = fs::read_dir(root) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let process = name
            .strip_prefix('.')
            .and_then(|name| name.strip_suffix(".draft"))
            .and_then(|name| name.rsplit_once('.'))
            .and_then(|(_, process)| process.parse::<u32>().ok());
        if process.is_some_and(|process| !Path::new(&format!("/proc/{process}")).exists()) {
            // Another process may have swept it in the meantime.
            drop(fs::remove_dir_all(entry.path()));
        }
    }
}

/// `.name.12345.draft`, beside the target, so that the last step stays within one file system.
fn draft_of(target: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(format!(".{}.draft", std::process::id()));
    target.with_file_name(name)
}

fn unwritable(path: &Path) -> impl FnOnce(io::Error) -> WriteError {
    let path = path.to_owned();
    move |reason| WriteError::Unwritable { path, reason }
}

/// Gives the draft its name, and lets the directory that holds it remember.
fn name(draft: &Path, target: &Path) -> Result<(), WriteError> {
    fs::rename(draft, target).map_err(unwritable(target))?;
    let parent = target.parent().filter(|parent| !parent.as_os_str().is_empty());
    let parent = parent.unwrap_or_else(|| Path::new("."));
    flush_directory(parent).map_err(unwritable(parent))
}

fn write_all(root: &Path, files: &[WrittenFile]) -> Result<(), WriteError> {
    fs::create_dir(root).map_err(unwritable(root))?;
    let mut folders = vec![root.to_owned()];
    for file in files {
        let path = root.join(&file.path);
        if let Some(parent) = path.parent()
            && !folders.iter().any(|folder| folder == parent)
        {
            fs::create_dir_all(parent).map_err(unwritable(parent))?;
            folders.push(parent.to_owned());
        }
    }
    // Waiting for the disk takes longer than writing.
    let written = parallel::map(files, |file| {
        let path = root.join(&file.path);
        write_flushed(&path, &file.bytes).map_err(unwritable(&path))
    });
    written.into_iter().collect::<Result<(), _>>()?;
    for folder in folders.iter().rev() {
        flush_directory(folder).map_err(unwritable(folder))?;
    }
    Ok(())
}

fn write_flushed(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn flush_directory(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}
