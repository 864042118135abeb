//! The notes and sources of a document, numbered once over all that stands in it.

use std::collections::BTreeMap;

use serde::Serialize;
use tidemark_publishing::Words;
use tidemark_publishing::display::{NoteView, SourceView, source_view};
use tidemark_publishing::laid::{self, SourcePart};
use tidemark_vocab::SourceId;

/// So many spots of a source are named before it says how many more there are: a book cites a page of it a hundred times.
const MOST_SPOTS: usize = 4;

/// Notes and sources, in the order in which a reader meets them.
#[derive(Debug, Default)]
pub(crate) struct References<'v> {
    notes: Vec<String>,
    sources: Vec<SourceView<'v>>,
    by_id: BTreeMap<&'v str, usize>,
}

/// The numbers that the notes and sources of a table have in the document.
#[derive(Debug)]
pub(crate) struct Numbers {
    notes: Vec<usize>,
    sources: Vec<usize>,
}

/// Notes and sources as they are printed.
#[derive(Debug, Serialize)]
pub(crate) struct Cited {
    notes: Vec<Note>,
    sources: Vec<Source>,
}

#[derive(Debug, Serialize)]
struct Note {
    number: usize,
    text: String,
}

#[derive(Debug, Serialize)]
struct Source {
    number: usize,
    parts: Vec<Part>,
}

#[derive(Debug, Serialize)]
struct Part {
    text: String,
    is_address: bool,
}

impl<'v> References<'v> {
    /// Takes in the notes and sources of a table, and says which numbers they have here.
    pub(crate) fn take_in(&mut self, notes: &[NoteView], sources: &[SourceView<'v>]) -> Numbers {
        Numbers {
            notes: notes.iter().map(|note| self.note(&note.text)).collect(),
            sources: sources.iter().map(|source| self.source(source.clone())).collect(),
        }
    }

    /// The number of a note.
    pub(crate) fn note(&mut self, text: &str) -> usize {
        if let Some(at) = self.notes.iter().position(|known| known == text) {
            return at + 1;
        }
        self.notes.push(text.to_owned());
        self.notes.len()
    }

    /// The number of a source with a spot in it.
    pub(crate) fn cite(&mut self, id: &'v SourceId, locator: &'v str, words: &Words<'v>) -> usize {
        let mut source = source_view(id, 0, &[], words);
        source
            .locators
            .extend(Some(locator).filter(|locator| !locator.is_empty()));
        self.source(source)
    }

    fn source(&mut self, source: SourceView<'v>) -> usize {
        if let Some(&at) = self.by_id.get(source.id) {
            if let Some(known) = self.sources.get_mut(at) {
                for locator in source.locators {
                    if !known.locators.contains(&locator) {
                        known.locators.push(locator);
                    }
                }
            }
            return at + 1;
        }
        self.by_id.insert(source.id, self.sources.len());
        self.sources.push(source);
        self.sources.len()
    }

    /// All of them, as they are printed.
    pub(crate) fn cited(&self, words: &Words<'_>) -> Cited {
        let notes = self.notes.iter().enumerate().map(|(at, text)| Note {
            number: at + 1,
            text: text.clone(),
        });
        let sources = self.sources.iter().enumerate().map(|(at, source)| Source {
            number: at + 1,
            parts: parts(source, words),
        });
        Cited {
            notes: notes.collect(),
            sources: sources.collect(),
        }
    }
}

fn parts(source: &SourceView<'_>, words: &Words<'_>) -> Vec<Part> {
    let spots: Vec<String> = source.locators.iter().map(|spot| (*spot).to_owned()).collect();
    let short = words.short_list(&spots, MOST_SPOTS);
    let mut shown = source.clone();
    if spots.len() > MOST_SPOTS {
        shown.locators = vec![&short];
    }
    let parts = laid::source_parts(&shown, words)
        .into_iter()
        .map(|part| match part {
            SourcePart::Text(text) => Part {
                text,
                is_address: false,
            },
            // Nothing that a reader's software could run is a link.
            SourcePart::Address(text) => Part {
                is_address: text.starts_with("https://") || text.starts_with("http://"),
                text,
            },
        });
    parts.collect()
}

impl Numbers {
    /// What points to notes and sources of a table: `n1 [3,4]`.
    pub(crate) fn marks(&self, notes: &[tidemark_evidence::table::NoteRef], sources: &[usize]) -> String {
        let notes = notes
            .iter()
            .filter_map(|note| self.notes.get(note.0.checked_sub(1)?));
        let sources = sources
            .iter()
            .filter_map(|number| self.sources.get(number.checked_sub(1)?));
        marks(notes.copied(), sources.copied())
    }
}

/// What points to notes and sources: `n1 [3,4]`.
pub(crate) fn marks(notes: impl Iterator<Item = usize>, sources: impl Iterator<Item = usize>) -> String {
    let mut parts: Vec<String> = notes.map(|number| format!("n{number}")).collect();
    let sources: Vec<String> = sources.map(|number| number.to_string()).collect();
    if !sources.is_empty() {
        parts.push(format!("[{}]", sources.join(",")));
    }
    parts.join(" ")
}
