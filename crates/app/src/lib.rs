//! What Tidemark does, over the evidence it was opened with.

mod bundled;
pub mod check;
mod directory;
mod export;
mod observatory;

pub use directory::DirectoryError;
pub use export::{ExportError, export_directory};
/// An edition as the layers above see it.
pub use tidemark_columnar::Edition as Evidence;

pub use observatory::{EditionError, EvidenceOptions, Observatory, OpenError, TableError, UnreadTerms};
