//! Finding what an edition speaks of, by whatever it is called: as one types, and with slips.
//!
//! [`Index::of`] gathers every name of a catalogue once; [`Index::find`] is asked with each letter. What is found first is said in
//! `docs/search.md`, and is a matter of `rank` alone.

mod fit;
mod gather;
mod pairs;
mod rank;
mod words;

use tidemark_vocab::{
    AreaId, IndicatorCode, LocalizedText, PlaceCode, RegionId, ReporterCode, ThemeCode, closed_list,
};

pub use pairs::Pair;

use crate::catalogue::Catalogue;
use rank::Rank;
use words::{Asked, Label, Vocabulary};

closed_list!(
    /// What sort of thing is found.
    Kind, "a kind of thing",
    "place, region, indicator, theme or reporter", {
        /// A country, a territory, or a part of one.
        Place = "place",
        /// A region of a scheme.
        Region = "region",
        /// Something that is observed.
        Indicator = "indicator",
        /// A group of indicators.
        Theme = "theme",
        /// Somebody who says so.
        Reporter = "reporter",
    }
);

closed_list!(
    /// How near what is written comes to what is found.
    Closeness, "a closeness",
    "exact, words, beginnings, misspelt_name, within, misspelt, misspelt_beginnings or some_words", {
        /// It is the name, the code or another word for it.
        Exact = "exact",
        /// Every word is one of the name.
        Words = "words",
        /// Every word is one of the name, or the beginning of one.
        Beginnings = "beginnings",
        /// It is the name but for a slip or two.
        MisspeltName = "misspelt_name",
        /// A word stands within one of the name.
        Within = "within",
        /// A word has a slip or two.
        Misspelt = "misspelt",
        /// The beginning of a word has a slip or two.
        MisspeltBeginnings = "misspelt_beginnings",
        /// Only some of the words are found.
        SomeWords = "some_words",
    }
);

/// Something that an edition speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A place.
    Place(PlaceCode),
    /// A region.
    Region(RegionId),
    /// An indicator.
    Indicator(IndicatorCode),
    /// A theme.
    Theme(ThemeCode),
    /// A reporter.
    Reporter(ReporterCode),
}

impl Found {
    /// What sort of thing it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Place(_) => Kind::Place,
            Self::Region(_) => Kind::Region,
            Self::Indicator(_) => Kind::Indicator,
            Self::Theme(_) => Kind::Theme,
            Self::Reporter(_) => Kind::Reporter,
        }
    }

    /// Its code: `BGR`, `HRI/EURASIA`, `nsp_available`.
    #[must_use]
    pub fn code(&self) -> String {
        match self {
            Self::Place(code) => code.to_string(),
            Self::Region(id) => id.to_string(),
            Self::Indicator(code) => code.to_string(),
            Self::Theme(code) => code.to_string(),
            Self::Reporter(code) => code.to_string(),
        }
    }

    /// The area, where it is one.
    #[must_use]
    pub fn area(&self) -> Option<AreaId> {
        match self {
            Self::Place(code) => Some(AreaId::Place(code.clone())),
            Self::Region(id) => Some(AreaId::Region(id.clone())),
            Self::Indicator(_) | Self::Theme(_) | Self::Reporter(_) => None,
        }
    }
}

/// Something found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What.
    pub found: Found,
    /// What it is called in the reader's language.
    pub name: String,
    /// The code or other name by which it was found, where it was not found by its name.
    pub also: Option<String>,
    /// How near what was written comes to it.
    pub closeness: Closeness,
}

/// A thing with its names, to be found.
#[derive(Debug, Clone)]
struct Entry {
    found: Found,
    name: LocalizedText,
}

impl Entry {
    /// What it is called in a language; its code where it has no name.
    fn called(&self, lang: &str) -> String {
        match self.name.get(lang) {
            "" => self.found.code(),
            name => name.to_owned(),
        }
    }
}

/// All that can be found in an edition.
#[derive(Debug, Clone)]
pub struct Index {
    /// By kind, and in the order of the catalogue.
    entries: Vec<Entry>,
    /// All that they are called.
    labels: Vec<Label>,
    vocabulary: Vocabulary,
}

impl Index {
    /// Everything that a catalogue speaks of.
    #[must_use]
    pub fn of(catalogue: &Catalogue) -> Self {
        let (entries, labels) = gather::all(catalogue);
        Self {
            vocabulary: Vocabulary::of(&labels),
            entries,
            labels,
        }
    }

    /// What is meant by a few words, nearest first, at most so many; names are those of the language, English standing in.
    ///
    /// Of words that are very many or very long the first are looked for.
    #[must_use]
    pub fn find(&self, words: &str, lang: &str, limit: usize) -> Vec<Hit> {
        let asked = Asked::new(words, &self.vocabulary, self.labels.len());
        let mut ranks = self.best(&asked.whole(), lang, |_| true);
        rank::keep_near(&mut ranks);
        ranks.truncate(limit);
        ranks.iter().filter_map(|rank| self.hit(rank, lang)).collect()
    }

    /// An indicator and an area that are named together, such as "naloxone bulgaria", best first, at most so many.
    ///
    /// Nothing where all the words together name one thing.
    #[must_use]
    pub fn findings(&self, words: &str, lang: &str, limit: usize) -> Vec<Pair> {
        let asked = Asked::new(words, &self.vocabulary, self.labels.len());
        pairs::find(self, &asked, lang, limit)
    }

    /// The best rank of each thing, best first.
    fn best(&self, part: &words::Part<'_>, lang: &str, of_kind: impl Fn(Kind) -> bool) -> Vec<Rank> {
        let mut best: Vec<Option<Rank>> = vec![None; self.entries.len()];
        for (at, label) in self.labels.iter().enumerate() {
            let Some((entry, slot)) = self.entries.get(label.entry).zip(best.get_mut(label.entry)) else {
                continue;
            };
            if !of_kind(entry.found.kind()) {
                continue;
            }
            let rank = part.rank(at, label, || label.text == entry.name.get(lang));
            *slot = match (slot.take(), rank) {
                (Some(known), Some(rank)) => Some(known.min(rank)),
                (known, rank) => known.or(rank),
            };
        }
        let mut ranks: Vec<Rank> = best.into_iter().flatten().collect();
        ranks.sort_unstable();
        ranks
    }

    fn hit(&self, rank: &Rank, lang: &str) -> Option<Hit> {
        let label = self.labels.get(rank.label)?;
        let entry = self.entries.get(label.entry)?;
        let name = entry.called(lang);
        Some(Hit {
            found: entry.found.clone(),
            also: (label.text != name).then(|| label.text.clone()),
            name,
            closeness: rank.closeness(),
        })
    }
}
