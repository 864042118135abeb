//! Checking evidence before it is served.

use std::path::Path;

use tidemark_evidence::text::{self, Problem};

use crate::directory::{Directory, DirectoryError};

/// Reads a directory of evidence and returns every problem in it; none where it is fit to be served.
pub fn check_directory(root: &Path) -> Result<Vec<Problem>, DirectoryError> {
    Ok(text::read(&Directory::read(root)?.text_files()).problems)
}
