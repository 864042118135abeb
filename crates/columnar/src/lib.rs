//! An edition in memory and in files: sorted columns of small integers, the identity that names it by its content, and the
//! Parquet file, catalogue and manifest in which it is published.
//!
//! Pure: no clock, no randomness, no input or output. Compiles for `wasm32-unknown-unknown`.

mod ages;
mod codes;
mod dictionary;
mod edition;
mod export;
mod figures;
mod file;
mod grid;
mod held;
mod identity;
mod locators;
mod package;
mod printed;
mod rows;
mod segment;
mod sheet;
mod stored;

use tidemark_evidence::parallel;

pub use dictionary::Full;
pub use edition::{BuildError, Edition};
pub use file::FileError;
pub use grid::NoGrid;
pub use identity::{FORMAT, identity};
pub use package::{
    COLUMNS, LAYOUT, ListedFile, ListedIndicator, MANIFEST, Manifest, OBSERVATIONS, PackError, UnpackError,
    pack, unpack, verify,
};
pub use segment::{Footprint, Segment};
pub use sheet::{SheetColumn, SheetError, sheet};
