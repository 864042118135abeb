//! How to cite a table: in a sentence, and as the files that reference managers take.

mod bibtex;
mod csl;
mod ris;

use tidemark_evidence::Table;

pub use bibtex::bibtex;
pub use csl::csl_json;
pub use ris::ris;

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

/// Digits of an edition's identity in a key.
const KEY_DIGITS: usize = 12;

/// A key that names this table of this edition and no other: `tidemark-0123456789ab-89abcdef01234567`.
fn key(table: &Table) -> String {
    let edition: String = table.edition.chars().take(KEY_DIGITS).collect();
    let query = table.query.to_query_string();
    format!("tidemark-{edition}-{:016x}", fnv(query.as_bytes()))
}

/// The 64-bit FNV-1a hash: <https://datatracker.ietf.org/doc/html/draft-eastlake-fnv>, section 2. It tells apart; it proves nothing.
fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::fnv;

    #[test]
    fn hashes_are_those_of_the_definition() {
        assert_eq!(fnv(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv(b"foobar"), 0x8594_4171_f739_67e8);
    }
}
