//! How to cite a table.

use tidemark_evidence::Table;

use crate::display::{self, Words};

/// What a citation says besides the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Citing<'a> {
    /// The name of the observatory.
    pub site: &'a str,
    /// The permanent link to the table.
    pub address: &'a str,
    /// The day it was looked at, as `2026-11-22`.
    pub accessed: &'a str,
}

/// A citation in one line: who, what, in which edition, where, looked at when.
#[must_use]
pub fn table(table: &Table, citing: &Citing<'_>, words: &Words<'_>) -> String {
    words.messages.with(
        "cite-table",
        &[
            ("site", citing.site),
            ("title", &display::title(table, words)),
            ("edition", &words.edition(&table.edition)),
            ("address", citing.address),
            ("accessed", citing.accessed),
        ],
    )
}
