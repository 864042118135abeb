//! What belongs to a table: notes, sources, codebook; with the columns of the files that hold the same.

use rust_xlsxwriter::XlsxError;
use tidemark_evidence::Table;

use super::book::{Book, Shape, Value};
use crate::csv;
use crate::display::{TableView, Words};

/// The widths of columns, by what they hold.
const TEXTS: f64 = 48.0;
const CODES: f64 = 16.0;

/// The notes, numbered as in the table.
pub(super) fn notes(book: &mut Book, view: &TableView<'_>, words: &Words<'_>) -> Result<(), XlsxError> {
    let heads = ["head-number", "head-note"].map(|id| words.messages.get(id));
    let rows = view.notes.iter().map(|note| {
        vec![
            Value::Text(format!("n{}", note.number)),
            Value::text(note.text.as_str()),
        ]
    });
    let shape = shape(heads.to_vec(), vec![CODES, TEXTS * 2.0]);
    book.sheet(&words.messages.get("sheet-notes"), &shape, rows)
}

/// The sources, numbered as in the table.
pub(super) fn sources(book: &mut Book, table: &Table, words: &Words<'_>) -> Result<(), XlsxError> {
    let columns = csv::SOURCE_COLUMNS.map(str::to_owned);
    let rows = csv::source_rows(table, words).into_iter().map(|fields| {
        let fields = csv::SOURCE_COLUMNS.iter().zip(fields);
        fields
            .map(|(column, field)| match *column {
                "number" | "year" => Value::digits(field),
                _ => Value::text(field),
            })
            .collect()
    });
    let shape = shape(columns.to_vec(), widths(&csv::SOURCE_COLUMNS));
    book.sheet(&words.messages.get("sheet-sources"), &shape, rows)
}

/// What columns and codes mean.
pub(super) fn codebook(book: &mut Book, table: &Table, words: &Words<'_>) -> Result<(), XlsxError> {
    let columns = csv::CODEBOOK_COLUMNS.map(str::to_owned);
    let rows = csv::codebook_rows(table, words).map(|fields| fields.map(Value::text).to_vec());
    let shape = shape(columns.to_vec(), widths(&csv::CODEBOOK_COLUMNS));
    book.sheet(&words.messages.get("sheet-codebook"), &shape, rows)
}

fn widths(columns: &[&str]) -> Vec<f64> {
    let is_text = |column: &str| matches!(column, "title" | "address" | "locators" | "name" | "explanation");
    let widths = columns
        .iter()
        .map(|column| if is_text(column) { TEXTS } else { CODES });
    widths.collect()
}

fn shape(heads: Vec<String>, widths: Vec<f64>) -> Shape {
    Shape {
        above: Vec::new(),
        heads: heads.into_iter().map(Value::Strong).collect(),
        widths,
        fixed: 0,
        is_filtered: false,
    }
}
