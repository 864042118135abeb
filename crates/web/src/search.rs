//! Finding what an edition speaks of: the index of an edition, what is found in it, and where that leads.

use std::sync::{Arc, Mutex, PoisonError};

use tidemark_evidence::Corpus;
use tidemark_evidence::search::{Closeness, Found, Hit, Index, Pair};
use tidemark_vocab::Message;

use crate::error::{Fault, WebError};
use crate::link;
use crate::locale::Locale;
use crate::pages::places;

/// What the words are given as.
pub(crate) const WORDS: &str = "q";

/// The most letters of the words; what is longer is cut.
pub(crate) const LONGEST: usize = 200;

/// So many things are found where nobody says how many.
pub(crate) const FEW: usize = 10;

/// The most things that are found.
pub(crate) const MOST: usize = 50;

/// So many figures are offered where an indicator and an area are named together.
const FIGURES: usize = 3;

/// So many of them are looked up, to offer those first of which something is known.
const LOOKED_UP: usize = 12;

/// The index of the edition asked for last.
#[derive(Debug, Default)]
pub(crate) struct IndexCache(Mutex<Option<(String, Arc<Index>)>>);

impl IndexCache {
    /// The index of an edition, made when it is first asked for.
    pub(crate) fn of(&self, corpus: &dyn Corpus) -> Arc<Index> {
        // A poisoned lock holds a whole index or none.
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((identity, index)) = held.as_ref()
            && identity == corpus.identity()
        {
            return Arc::clone(index);
        }
        let index = Arc::new(Index::of(corpus.catalogue()));
        *held = Some((corpus.identity().to_owned(), Arc::clone(&index)));
        index
    }
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Search {
    /// The words, as they are looked for.
    pub(crate) words: String,
    /// How many things are wanted.
    pub(crate) limit: usize,
}

impl Search {
    /// What an address asks for.
    pub(crate) fn read(query: &str, few: usize) -> Result<Self, WebError> {
        let given = link::pairs(query);
        let words = link::value(&given, WORDS).unwrap_or_default().trim();
        let limit = match link::value(&given, "limit") {
            Some(text) => read_limit(text)?,
            None => few,
        };
        Ok(Self {
            words: words.chars().take(LONGEST).collect(),
            limit,
        })
    }

    /// What is found in an edition.
    pub(crate) fn find(&self, corpus: &dyn Corpus, index: &Index, locale: &Locale) -> Results {
        let mut figures = index.findings(&self.words, locale.tag(), LOOKED_UP);
        figures.sort_by_key(|pair| !is_known(pair, corpus));
        figures.truncate(FIGURES);
        let found = index.find(&self.words, locale.tag(), self.limit);
        Results {
            hits: with_parts(&figures, found, self.limit),
            figures,
        }
    }
}

/// What is found, after the areas and indicators that are named together: each has only some of the words.
fn with_parts(figures: &[Pair], found: Vec<Hit>, limit: usize) -> Vec<Hit> {
    let areas = figures.iter().map(|pair| &pair.area);
    let parts = areas.chain(figures.iter().map(|pair| &pair.indicator));
    let parts = parts.cloned().map(|part| Hit {
        closeness: Closeness::SomeWords,
        ..part
    });
    let mut hits: Vec<Hit> = Vec::new();
    for hit in parts.chain(found) {
        if hits.len() < limit && hits.iter().all(|known| known.found != hit.found) {
            hits.push(hit);
        }
    }
    hits
}

fn read_limit(text: &str) -> Result<usize, WebError> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    let limit = text
        .parse()
        .ok()
        .filter(|limit| is_number && (1..=MOST).contains(limit));
    limit.ok_or_else(|| {
        let reason = Message::new("web-fault-limit")
            .with("value", text)
            .with("most", &MOST);
        WebError::Query(vec![Fault::whole("limit", text, reason, vec![MOST.to_string()])])
    })
}

/// Whether anything is said of an indicator in an area.
fn is_known(pair: &Pair, corpus: &dyn Corpus) -> bool {
    match (&pair.indicator.found, pair.area.found.area()) {
        (Found::Indicator(indicator), Some(area)) => !corpus.observations(indicator, &area).is_empty(),
        _ => false,
    }
}

/// What is found.
pub(crate) struct Results {
    /// Indicators and areas that are named together.
    pub(crate) figures: Vec<Pair>,
    /// Single things.
    pub(crate) hits: Vec<Hit>,
}

/// The page of something.
pub(crate) fn path_of(found: &Found) -> String {
    match found {
        Found::Place(_) | Found::Region(_) => found
            .area()
            .map_or_else(String::new, |area| places::path_of(&area)),
        Found::Indicator(code) => format!("/indicators/{code}"),
        Found::Theme(code) => format!("/themes/{code}"),
        Found::Reporter(code) => format!("/reporters/{code}"),
    }
}

/// The page of an indicator in an area.
pub(crate) fn path_of_figure(pair: &Pair) -> String {
    format!("{}/{}", path_of(&pair.area.found), pair.indicator.found.code())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_cut_and_the_limit_is_a_number() {
        let read = |query: &str| Search::read(query, FEW);
        let long = read(&format!("q=+{}", "é".repeat(300))).unwrap();
        assert_eq!((long.words.chars().count(), long.limit), (LONGEST, FEW));
        assert_eq!(read("limit=50&q=").unwrap().limit, 50);
        for wrong in [
            "limit=0",
            "limit=51",
            "limit=%2B5",
            "limit=-1",
            "limit=ten",
            "limit=5.0",
        ] {
            assert!(matches!(read(wrong), Err(WebError::Query(_))), "{wrong}");
        }
    }

    #[test]
    fn everything_has_a_page() {
        let index = Index::of(tidemark_testkit::corpus().catalogue());
        for (words, page) in [
            ("arcadia", "/places/XAA"),
            ("world", "/regions/GLOBAL/WORLD"),
            ("needle exchange", "/indicators/nsp_available"),
            ("law and punishment", "/themes/law"),
            ("the gazette", "/reporters/GAZETTE"),
        ] {
            assert_eq!(path_of(&index.find(words, "en", 1)[0].found), page, "{words}");
        }
    }
}
