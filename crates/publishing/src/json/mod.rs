//! A table as JSON: everything, in one documented shape (`docs/downloads.md`).
//!
//! Figures are strings, since a JSON number loses digits (`4.50`) and some readers lose precision. A field is never left
//! out: what is absent is `null`, and no `null` stands for a finding, which is what `status` is for.

mod diff;
mod grid;
mod observation;
mod parts;
mod shape;
mod total;

pub use diff::{cell_differences, differences};
pub use grid::{Detail, Grid};
use tidemark_evidence::Table;

use crate::display::Words;

/// The table as one line of JSON, with a line feed at its end.
#[must_use]
pub fn table(table: &Table, words: &Words<'_>) -> Vec<u8> {
    let mut bytes = written(&parts::document(table, words));
    bytes.push(b'\n');
    bytes
}

#[expect(
    clippy::expect_used,
    reason = "text, numbers, lists and objects always serialize"
)]
fn written(document: &shape::Document) -> Vec<u8> {
    serde_json::to_vec(document).expect("plain values")
}
