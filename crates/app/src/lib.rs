//! What Tidemark does, over the evidence it was opened with.

mod bundled;
pub mod check;
mod directory;
mod export;
mod observatory;

pub use directory::DirectoryError;
pub use export::{ExportError, export_directory};
pub use observatory::{EditionError, EvidenceOptions, Observatory, OpenError, TableError, UnreadTerms};
