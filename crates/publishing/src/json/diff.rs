//! What differs between two editions, as JSON: the columns of the CSV by their names.

use serde_json::{Map, Value, json};
use tidemark_evidence::diff::{CellDifference, Difference};

use crate::csv::{CELL_DIFFERENCE_COLUMNS, DIFFERENCE_COLUMNS, cell_difference_fields, difference_fields};

/// Differences by finding between two editions, which are named by their identities. What a side does not have is `null`.
#[must_use]
pub fn differences(before: &str, after: &str, differences: impl Iterator<Item = Difference>) -> Vec<u8> {
    let rows = differences.filter_map(|difference| difference_fields(&difference));
    document(
        before,
        after,
        rows.map(|fields| object(&DIFFERENCE_COLUMNS, fields)),
    )
}

/// Differences by cell of the newest figures.
#[must_use]
pub fn cell_differences(before: &str, after: &str, differences: &[CellDifference]) -> Vec<u8> {
    let rows = differences.iter().map(cell_difference_fields);
    document(
        before,
        after,
        rows.map(|fields| object(&CELL_DIFFERENCE_COLUMNS, fields)),
    )
}

fn document(before: &str, after: &str, differences: impl Iterator<Item = Value>) -> Vec<u8> {
    let differences: Vec<Value> = differences.collect();
    let document = json!({ "before": before, "after": after, "differences": differences });
    format!("{document}\n").into_bytes()
}

fn object(columns: &[&str], fields: Vec<String>) -> Value {
    let value = |field: String| {
        if field.is_empty() {
            Value::Null
        } else {
            Value::String(field)
        }
    };
    let pairs = columns.iter().zip(fields);
    let object: Map<String, Value> = pairs
        .map(|(column, field)| ((*column).to_owned(), value(field)))
        .collect();
    Value::Object(object)
}
