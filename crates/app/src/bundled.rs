//! The editions that the program carries.

use tidemark_columnar::{Edition, MANIFEST, Manifest, UnpackError, unpack};
use tidemark_evidence::text::TextFile;

include!(concat!(env!("OUT_DIR"), "/bundled_files.rs"));

/// A published edition within the program.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bundled {
    files: &'static [(&'static str, &'static [u8])],
}

/// Every edition that the program carries.
pub(crate) fn editions() -> impl Iterator<Item = Bundled> {
    EDITIONS.iter().map(|files| Bundled { files })
}

impl Bundled {
    /// Its manifest.
    pub(crate) fn manifest(self) -> Result<Manifest, UnpackError> {
        Manifest::parse(self.file(MANIFEST).unwrap_or_default())
    }

    /// The edition.
    pub(crate) fn read(self) -> Result<Edition, UnpackError> {
        let files: Vec<TextFile<'_>> = self
            .files
            .iter()
            .map(|&(path, bytes)| TextFile { path, bytes })
            .collect();
        unpack(&self.manifest()?, &files).map(Edition::believed)
    }

    /// The bytes of a file.
    pub(crate) fn file(self, path: &str) -> Option<&'static [u8]> {
        let found = self.files.iter().find(|(name, _)| *name == path);
        found.map(|(_, bytes)| *bytes)
    }
}
