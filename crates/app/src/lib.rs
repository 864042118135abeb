//! What Tidemark does, over the evidence it was opened with.

mod bundled;
pub mod check;
mod directory;
mod observatory;

pub use directory::DirectoryError;
pub use observatory::{EditionError, EvidenceOptions, Observatory, OpenError, TableError, UnreadTerms};
