//! The documents that a table rests on.

use std::sync::Arc;

use tidemark_evidence::Table;
use tidemark_vocab::{SourceId, Terms};

use super::Words;
use super::heading::{ReporterView, reporter_view};

/// A source for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceView<'t> {
    /// Its number under the table.
    pub number: usize,
    /// Its id.
    pub id: &'t str,
    /// Whose findings it holds; `None` where the edition does not know the source.
    pub reporter: Option<ReporterView<'t>>,
    /// Its title; its id where the edition does not know the source.
    pub title: &'t str,
    /// Who published it.
    pub publisher: &'t str,
    /// When it was published.
    pub year: Option<i16>,
    /// Where it is found.
    pub address: &'t str,
    /// What it says itself about its licence.
    pub licence: &'t str,
    /// On which terms it is used here, as a code.
    pub terms: Option<Terms>,
    /// The same in words.
    pub terms_text: String,
    /// The spots that are used here.
    pub locators: Vec<&'t str>,
    /// In one line: publisher, year, title.
    pub line: String,
}

/// A source of the edition under a number of the caller's.
#[must_use]
pub fn source_view<'t>(
    id: &'t SourceId,
    number: usize,
    locators: &'t [Arc<str>],
    words: &Words<'t>,
) -> SourceView<'t> {
    let locators = locators.iter().map(AsRef::as_ref);
    let locators = locators.filter(|locator: &&str| !locator.is_empty()).collect();
    let Some(source) = words.catalogue.sources.get(id) else {
        return SourceView {
            number,
            id: id.as_str(),
            reporter: None,
            title: id.as_str(),
            publisher: "",
            year: None,
            address: "",
            licence: "",
            terms: None,
            terms_text: String::new(),
            locators,
            line: id.to_string(),
        };
    };
    let year = source
        .year
        .map_or_else(|| words.messages.get("source-undated"), |year| year.to_string());
    SourceView {
        number,
        id: id.as_str(),
        reporter: Some(reporter_view(&source.reporter, words)),
        title: &source.title,
        publisher: &source.publisher,
        year: source.year,
        address: &source.address,
        licence: &source.licence,
        terms: Some(source.terms),
        terms_text: words.messages.terms(source.terms),
        locators,
        line: words.messages.with(
            "source-line",
            &[
                ("publisher", &source.publisher),
                ("year", &year),
                ("title", &source.title),
            ],
        ),
    }
}

pub(crate) fn table_sources<'t>(table: &'t Table, words: &Words<'t>) -> Vec<SourceView<'t>> {
    table
        .sources
        .iter()
        .enumerate()
        .map(|(at, source)| source_view(&source.source, at + 1, &source.locators, words))
        .collect()
}
