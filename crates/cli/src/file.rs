//! Files that are there whole or not at all.

use std::fs;
use std::path::Path;

use crate::error::CliError;

/// Writes a file whole or not at all: it is written beside its place and gets its name when it is complete, so that a command may be interrupted at any time.
/// What is no file, such as `/dev/stdout`, is written to as it is.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), CliError> {
    let failed = |cause| CliError::File {
        path: path.to_owned(),
        cause,
    };
    if fs::metadata(path).is_ok_and(|known| !known.is_file() && !known.is_dir()) {
        return fs::write(path, bytes).map_err(failed);
    }
    // Of a link, what it leads to is replaced, and not the link.
    let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let mut name = place.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = place.with_file_name(name);
    let written = fs::write(&part, bytes).and_then(|()| fs::rename(&part, &place));
    written.map_err(|cause| {
        // It may not be there; what is told is why nothing was written.
        let _ = fs::remove_file(&part);
        failed(cause)
    })
}
