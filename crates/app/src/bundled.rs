//! The evidence that the program carries.

use tidemark_evidence::text::TextFile;

include!(concat!(env!("OUT_DIR"), "/bundled_files.rs"));

/// The text form of the bundled evidence.
pub(crate) fn files() -> Vec<TextFile<'static>> {
    FILES
        .iter()
        .map(|&(path, bytes)| TextFile { path, bytes })
        .collect()
}
