//! CSL-JSON, the data of the Citation Style Language: <https://docs.citationstyles.org/en/stable/specification.html>.

use serde_json::{Value, json};
use tidemark_evidence::Table;

use super::{Citing, key};
use crate::display::{self, Words};

/// A list of one item of the type `dataset`.
#[must_use]
pub fn csl_json(table: &Table, citing: &Citing<'_>, words: &Words<'_>) -> String {
    let date = words.catalogue.edition.date;
    let published = [
        Some(i64::from(date.year())),
        date.month().map(i64::from),
        date.day().map(i64::from),
    ];
    let published: Vec<i64> = published.into_iter().flatten().collect();
    let author = json!([{ "literal": citing.site }]);
    let item = json!({
        "id": key(table),
        "type": "dataset",
        "title": display::title(table, words),
        "author": author,
        "publisher": citing.site,
        "issued": { "date-parts": [published] },
        "accessed": { "date-parts": [parts(citing.accessed)] },
        "version": words.edition(&table.edition),
        "language": words.messages.lang().as_str(),
        "URL": citing.address,
    });
    format!("{:#}\n", Value::Array(vec![item]))
}

/// Year, month and day as numbers, as far as they are given.
fn parts(date: &str) -> Vec<i64> {
    date.split('-').map_while(|part| part.parse().ok()).collect()
}
