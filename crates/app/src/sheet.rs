//! A table as a Parquet file: the rows of its long CSV.

use tidemark_columnar::{SheetColumn, SheetError, sheet};
use tidemark_evidence::Table;
use tidemark_publishing::{Words, csv};

/// The table in the columns of the long CSV, and `number`: the value as the nearest double.
///
/// # Errors
///
/// Where the encoder refuses.
pub fn parquet(table: &Table, words: &Words<'_>) -> Result<Vec<u8>, SheetError> {
    let names = csv::COLUMNS.iter().enumerate();
    let mut columns: Vec<SheetColumn> = names.map(|(of, name)| SheetColumn::Text { name, of }).collect();
    let value = csv::COLUMNS.iter().position(|name| *name == "value");
    columns.extend(value.map(|of| SheetColumn::Number { name: "number", of }));
    let rows: Vec<csv::Fields> = csv::long_rows(table, words).collect();
    sheet(&columns, &rows, &[("tidemark.edition", &table.edition)])
}
