//! The documents that a table rests on.

use std::sync::Arc;

use tidemark_evidence::Table;
use tidemark_vocab::{SourceId, Terms};

use super::Words;
use super::heading::{ReporterView, reporter_view};

/// A source for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceView {
    /// Its number under the table.
    pub number: usize,
    /// Its id.
    pub id: String,
    /// Whose findings it holds; `None` where the edition does not know the source.
    pub reporter: Option<ReporterView>,
    /// Its title; its id where the edition does not know the source.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When it was published.
    pub year: Option<i16>,
    /// Where it is found.
    pub address: String,
    /// What it says itself about its licence.
    pub licence: String,
    /// On which terms it is used here, as a code.
    pub terms: Option<Terms>,
    /// The same in words.
    pub terms_text: String,
    /// The spots that are used here.
    pub locators: Vec<String>,
    /// In one line: publisher, year, title.
    pub line: String,
}

/// A source of the edition under a number of the caller's.
#[must_use]
pub fn source_view(id: &SourceId, number: usize, locators: &[Arc<str>], words: &Words<'_>) -> SourceView {
    let locators = locators
        .iter()
        .filter(|locator| !locator.is_empty())
        .map(ToString::to_string)
        .collect();
    let Some(source) = words.catalogue.sources.get(id) else {
        return SourceView {
            number,
            id: id.to_string(),
            reporter: None,
            title: id.to_string(),
            publisher: String::new(),
            year: None,
            address: String::new(),
            licence: String::new(),
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
        id: id.to_string(),
        reporter: Some(reporter_view(&source.reporter, words)),
        title: source.title.clone(),
        publisher: source.publisher.clone(),
        year: source.year,
        address: source.address.clone(),
        licence: source.licence.clone(),
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

pub(super) fn table_sources(table: &Table, words: &Words<'_>) -> Vec<SourceView> {
    table
        .sources
        .iter()
        .enumerate()
        .map(|(at, source)| source_view(&source.source, at + 1, &source.locators, words))
        .collect()
}
