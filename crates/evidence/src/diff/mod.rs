//! What differs between two editions: finding by finding, and in what cells show.
//!
//! The first edition is the earlier one. Nothing here says *why* something differs; that is what amendments are for.

mod cells;
mod observations;

pub use cells::{CellChange, CellDifference, cells};
pub use observations::{Change, Difference, observations};
