//! A row a finding: the columns of the long CSV, with numbers as numbers.

use rust_xlsxwriter::XlsxError;
use tidemark_evidence::Table;

use super::book::{Book, Shape, Value};
use crate::csv::{self, COLUMNS};
use crate::display::Words;

/// The columns that hold digits, where they hold anything: a value may also be a level or a text.
const DIGITS: [&str; 4] = ["value", "low", "high", "others"];

/// The widths of columns, by what they hold.
const TEXTS: f64 = 30.0;
const CODES: f64 = 14.0;

pub(super) fn write(book: &mut Book, table: &Table, words: &Words<'_>) -> Result<(), XlsxError> {
    let is_text = |column: &&str| {
        column.ends_with("_name") || matches!(*column, "note" | "questioned" | "source_title")
    };
    let shape = Shape {
        above: Vec::new(),
        heads: COLUMNS.map(|column| Value::Strong(column.to_owned())).to_vec(),
        widths: COLUMNS
            .map(|column| if is_text(&column) { TEXTS } else { CODES })
            .to_vec(),
        fixed: 0,
        is_filtered: true,
    };
    let rows = csv::long_rows(table, words).map(|fields| {
        let fields = COLUMNS.iter().zip(fields);
        fields.map(|(column, field)| value(column, field)).collect()
    });
    book.sheet(&words.messages.get("sheet-findings"), &shape, rows)
}

fn value(column: &str, field: String) -> Value {
    if DIGITS.contains(&column) {
        Value::digits(field)
    } else {
        Value::text(field)
    }
}
