//! What belongs to a CSV file and cannot stand in it: the codebook and the sources.

use tidemark_evidence::Table;

use super::{guarded, written};
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
    let rows = codebook_rows(table, words).map(|fields| fields.map(guarded));
    written(std::iter::once(CODEBOOK_COLUMNS.map(str::to_owned)).chain(rows))
}

/// The rows of [`codebook`] with every text as it is.
pub(crate) fn codebook_rows(
    table: &Table,
    words: &Words<'_>,
) -> impl Iterator<Item = [String; CODEBOOK_COLUMNS.len()]> {
    codebook::entries(table, words).into_iter().map(|entry| {
        [
            entry.section.as_str().to_owned(),
            entry.code,
            entry.name,
            entry.explanation,
            entry.unit.unwrap_or_default(),
            table.edition.clone(),
        ]
    })
}

/// The documents a table rests on, numbered as under the table.
#[must_use]
pub fn sources(table: &Table, words: &Words<'_>) -> Vec<u8> {
    let rows = source_rows(table, words)
        .into_iter()
        .map(|fields| fields.map(guarded));
    written(std::iter::once(SOURCE_COLUMNS.map(str::to_owned)).chain(rows))
}

/// The rows of [`sources`] with every text as it is.
pub(crate) fn source_rows(table: &Table, words: &Words<'_>) -> Vec<[String; SOURCE_COLUMNS.len()]> {
    let sources = table_sources(table, words).into_iter();
    let rows = sources.map(|source| {
        let reporter = source.reporter.map(|reporter| reporter.code.to_owned());
        [
            source.number.to_string(),
            source.id.to_owned(),
            reporter.unwrap_or_default(),
            source.title.to_owned(),
            source.publisher.to_owned(),
            source.year.map(|year| year.to_string()).unwrap_or_default(),
            source.address.to_owned(),
            source.licence.to_owned(),
            source.terms.map(|terms| terms.to_string()).unwrap_or_default(),
            source.locators.join("; "),
            table.edition.clone(),
            words.catalogue.edition.title.clone(),
        ]
    });
    rows.collect()
}
