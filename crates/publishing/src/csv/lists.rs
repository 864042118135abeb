//! What belongs to a CSV file and cannot stand in it: the codebook and the sources.

use tidemark_evidence::Table;

use super::{harmless, written};
use crate::codebook;
use crate::display::{Words, table_sources};

/// The columns of the codebook.
pub const CODEBOOK_COLUMNS: [&str; 6] = ["section", "code", "name", "explanation", "unit", "edition"];

/// The columns of the list of sources.
pub const SOURCE_COLUMNS: [&str; 12] = [
    "number",
    "source",
    "reporter",
    "title",
    "publisher",
    "year",
    "address",
    "licence",
    "terms",
    "locators",
    "edition",
    "edition_title",
];

/// What the columns and codes of a table's files mean.
#[must_use]
pub fn codebook(table: &Table, words: &Words<'_>) -> Vec<u8> {
    let head = CODEBOOK_COLUMNS.map(str::to_owned).to_vec();
    let rows = codebook::entries(table, words).into_iter().map(|entry| {
        vec![
            entry.section.as_str().to_owned(),
            entry.code,
            harmless(&entry.name).into_owned(),
            harmless(&entry.explanation).into_owned(),
            entry.unit.unwrap_or_default(),
            table.edition.clone(),
        ]
    });
    written(std::iter::once(head).chain(rows))
}

/// The documents a table rests on, numbered as under the table.
#[must_use]
pub fn sources(table: &Table, words: &Words<'_>) -> Vec<u8> {
    let head = SOURCE_COLUMNS.map(str::to_owned).to_vec();
    let text = |text: &str| harmless(text).into_owned();
    let rows = table_sources(table, words).into_iter().map(|source| {
        vec![
            source.number.to_string(),
            source.id.to_owned(),
            source
                .reporter
                .map(|reporter| reporter.code.to_owned())
                .unwrap_or_default(),
            text(source.title),
            text(source.publisher),
            source.year.map(|year| year.to_string()).unwrap_or_default(),
            text(source.address),
            text(source.licence),
            source.terms.map(|terms| terms.to_string()).unwrap_or_default(),
            text(&source.locators.join("; ")),
            table.edition.clone(),
            text(&words.catalogue.edition.title),
        ]
    });
    written(std::iter::once(head).chain(rows))
}
