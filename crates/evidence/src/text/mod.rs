//! The text form of the evidence, described in `docs/data-format.md`: read from memory, with every problem found in one run.

mod aggregates;
mod areas;
mod blocks;
mod check;
mod declared;
mod encoding;
mod findings;
mod indicators;
mod input;
mod keyed;
mod lists;
mod memo;
mod names;
mod nearest;
mod observations;
mod observed;
mod problem;
mod quotes;
mod ranks;
mod reading;
mod records;
mod redefinitions;
mod rows;
mod sources;
mod thresholds;
mod write;

pub use input::TextFile;
pub use problem::{Problem, Rule};
pub use reading::{Reading, read, read_catalogue};
pub use write::{WrittenFile, write, write_catalogue};
