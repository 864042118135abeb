//! An edition's observations as one Parquet file, which other programs read as it is.

mod columns;
mod fields;
mod read;
mod schema;
mod texts;
mod write;

pub use read::FileError;
pub(crate) use read::Observations;
pub(crate) use write::write;

/// What writes the file; the same edition gives the same bytes only with the same.
pub(crate) const ENCODER: &str = "parquet-rs 60.1.0, snappy";
