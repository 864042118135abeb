//! Checking evidence before it is served.

use std::path::Path;

use tidemark_evidence::text::{self, Problem, TextFile};

use crate::directory::{self, DirectoryError};

/// Reads a directory of evidence and returns every problem in it; none where it is fit to be served.
pub fn check_directory(root: &Path) -> Result<Vec<Problem>, DirectoryError> {
    let owned = directory::read(root)?;
    let files: Vec<TextFile<'_>> = owned
        .iter()
        .map(|file| TextFile {
            path: &file.path,
            bytes: &file.bytes,
        })
        .collect();
    Ok(text::read(&files).problems)
}
