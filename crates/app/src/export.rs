//! Writing an edition as the text form of the evidence.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use thiserror::Error;
use tidemark_columnar::Edition;
use tidemark_evidence::text::{self, WrittenFile};

/// Why an edition is not written as text.
#[derive(Debug, Error)]
pub enum ExportError {
    /// There is something at that place already, and nothing is overwritten.
    #[error("{path} is there already; name a directory that does not exist yet")]
    Exists {
        /// What is there.
        path: PathBuf,
    },
    /// A file or directory cannot be written.
    #[error("cannot write {path}: {reason}")]
    Unwritable {
        /// Which.
        path: PathBuf,
        /// What the system said.
        reason: io::Error,
    },
}

/// Writes an edition as a new directory in the text form, which builds to the same identity; returns how many files it has.
///
/// All or nothing: the files are written and flushed beside the target, which then gets its name in one step.
pub fn export_directory(edition: &Edition, target: &Path) -> Result<usize, ExportError> {
    if target.symlink_metadata().is_ok() {
        return Err(ExportError::Exists {
            path: target.to_owned(),
        });
    }
    let files = text::write(&edition.dataset());
    let draft = draft_of(target);
    let written = write_all(&draft, &files).and_then(|()| {
        fs::rename(&draft, target).map_err(|reason| ExportError::Unwritable {
            path: target.to_owned(),
            reason,
        })
    });
    if written.is_err() {
        // What is wrong is told already; a draft that cannot be removed changes nothing about it.
        drop(fs::remove_dir_all(&draft));
    }
    written.map(|()| files.len())
}

/// `.name.12345.draft`, beside the target, so that the last step stays within one file system.
fn draft_of(target: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(format!(".{}.draft", std::process::id()));
    target.with_file_name(name)
}

fn write_all(root: &Path, files: &[WrittenFile]) -> Result<(), ExportError> {
    let unwritable = |path: &Path| {
        let path = path.to_owned();
        move |reason| ExportError::Unwritable { path, reason }
    };
    fs::create_dir(root).map_err(unwritable(root))?;
    for file in files {
        let path = root.join(&file.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(unwritable(parent))?;
        }
        write_flushed(&path, &file.bytes).map_err(unwritable(&path))?;
    }
    Ok(())
}

fn write_flushed(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
