//! Evidence in a directory of text files.

use std::fs;
use std::path::{Path, PathBuf};

use thiserror::Error;
use tidemark_evidence::text::TextFile;

/// Why a directory of evidence cannot be read.
#[derive(Debug, Error)]
pub enum DirectoryError {
    /// A file or directory cannot be read.
    #[error(
        "cannot read {path}: {reason}; name a directory that holds the text form of the evidence (docs/data-format.md)"
    )]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// What the system said.
        reason: std::io::Error,
    },
}

/// The files of a directory, read.
pub(crate) struct Directory {
    files: Vec<OwnedFile>,
}

/// A file of the directory: its path within it, with `/`, and its bytes.
struct OwnedFile {
    path: String,
    bytes: Vec<u8>,
}

impl Directory {
    /// Reads every file of the directory but hidden ones and those that are not evidence, in order of path.
    pub(crate) fn read(root: &Path) -> Result<Self, DirectoryError> {
        let mut files = Vec::new();
        walk(root, "", &mut files)?;
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Self { files })
    }

    /// The files as the evidence reads them.
    pub(crate) fn text_files(&self) -> Vec<TextFile<'_>> {
        self.files
            .iter()
            .map(|file| TextFile {
                path: &file.path,
                bytes: &file.bytes,
            })
            .collect()
    }
}

/// Parts that are not evidence.
const LEFT_OUT: [&str; 2] = ["compile", "ledger"];

/// The operator's settings, which may lie beside the evidence.
const SETTINGS_FILE: &str = "tidemark.toml";

fn walk(directory: &Path, prefix: &str, files: &mut Vec<OwnedFile>) -> Result<(), DirectoryError> {
    let unreadable = |path: &Path, reason| DirectoryError::Unreadable {
        path: path.to_owned(),
        reason,
    };
    for entry in fs::read_dir(directory).map_err(|e| unreadable(directory, e))? {
        let entry = entry.map_err(|e| unreadable(directory, e))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') || (prefix.is_empty() && name == SETTINGS_FILE) {
            continue;
        }
        let path = entry.path();
        let inner = format!("{prefix}{name}");
        if path.is_dir() {
            if !(prefix.is_empty() && LEFT_OUT.contains(&name.as_str())) {
                walk(&path, &format!("{inner}/"), files)?;
            }
        } else {
            let bytes = fs::read(&path).map_err(|e| unreadable(&path, e))?;
            files.push(OwnedFile { path: inner, bytes });
        }
    }
    Ok(())
}
