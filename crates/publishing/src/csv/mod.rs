//! Tables as CSV: long, a row a finding, for machines; wide, as displayed, for spreadsheets; and beside them the
//! codebook and the sources. All are UTF-8 per RFC 4180 with a header line and line feeds.
//!
//! A text that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a carriage return)
//! gets an apostrophe before it. Numbers are never changed.

mod diff;
mod lists;
mod long;
mod rows;
mod wide;

pub use diff::{CELL_DIFFERENCE_COLUMNS, DIFFERENCE_COLUMNS, cell_differences, differences};
pub(crate) use diff::{cell_difference_fields, difference_fields};
pub use lists::{CODEBOOK_COLUMNS, SOURCE_COLUMNS, codebook, sources};
pub(crate) use lists::{codebook_rows, source_rows};
pub use long::{COLUMNS, Fields, long, long_rows, observations, observations_head};
pub use rows::Rows;
pub use wide::wide;

use std::borrow::Cow;

/// Writes lines of fields.
#[expect(
    clippy::expect_used,
    reason = "writing to memory does not fail, and fields are text"
)]
fn written<Line: IntoIterator<Item = String>>(lines: impl IntoIterator<Item = Line>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().flexible(false).from_writer(Vec::new());
    for line in lines {
        writer.write_record(line).expect("lines of equal length");
    }
    writer.into_inner().expect("memory takes all that is written")
}

/// A text from the evidence, made harmless to spreadsheets.
fn harmless(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The same of a text of one's own.
fn guarded(text: String) -> String {
    match harmless(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(guarded) => guarded,
    }
}

fn is_number(text: &str) -> bool {
    text.parse::<tidemark_vocab::Decimal>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_defused_and_numbers_are_not() {
        for formula in [
            "=1+1",
            "+1",
            "-1+cmd|' /C calc'!A0",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "-",
        ] {
            assert_eq!(harmless(formula), format!("'{formula}"));
        }
        for text in ["-1", "-1.50", "0", "a=b", "≥91", "", "—", "~90"] {
            assert_eq!(harmless(text), text);
        }
    }
}
