//! The words of names, and those that are written.

use std::collections::BTreeMap;
use std::ops::Range;

use super::fit::{Fit, Letters};
use super::rank::Rank;
use crate::spelling::fold;

/// The most letters that are looked for.
const LONGEST: usize = 200;

/// The most words that are looked for.
const MOST: usize = 16;

/// Words that may be written and need not be found: "needle exchange in Georgia".
const LITTLE: [&str; 24] = [
    "a", "and", "are", "at", "by", "for", "from", "how", "in", "is", "of", "on", "or", "the", "to", "what",
    "with", "de", "des", "du", "en", "et", "la", "y",
];

/// What sort of label it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// The name of a thing in one of the languages.
    Name,
    /// A code, a number, another word for it.
    Other,
}

/// Something that a thing is called.
#[derive(Debug, Clone)]
pub(super) struct Label {
    /// The thing.
    pub(super) entry: usize,
    sort: Sort,
    /// As it is written in the catalogue.
    pub(super) text: String,
    /// Folded.
    letters: Letters,
    /// How many words it has.
    words: usize,
    folded: String,
}

impl Label {
    /// A label, unless nothing of it can be looked for.
    pub(super) fn new(entry: usize, text: &str, sort: Sort) -> Option<Self> {
        let folded = fold(text);
        (!folded.is_empty()).then(|| Self {
            entry,
            sort,
            text: text.to_owned(),
            letters: Letters::new(&folded),
            words: folded.split(' ').count(),
            folded,
        })
    }
}

/// A word with the labels in which it stands.
#[derive(Debug, Clone)]
struct Word {
    letters: Letters,
    labels: Vec<usize>,
}

/// Every word of every label.
#[derive(Debug, Clone)]
pub(super) struct Vocabulary(Vec<Word>);

impl Vocabulary {
    pub(super) fn of(labels: &[Label]) -> Self {
        let mut words: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, label) in labels.iter().enumerate() {
            for word in label.folded.split(' ') {
                words.entry(word).or_default().push(at);
            }
        }
        let words = words.into_iter().map(|(word, labels)| Word {
            letters: Letters::new(word),
            labels,
        });
        Self(words.collect())
    }

    /// The best fit of a word in each label; nothing in most.
    fn fits(&self, written: &Letters, labels: usize) -> Vec<Option<Fit>> {
        let mut fits: Vec<Option<Fit>> = vec![None; labels];
        for word in &self.0 {
            let Some(fit) = written.fit(&word.letters) else {
                continue;
            };
            for label in &word.labels {
                if let Some(slot) = fits.get_mut(*label) {
                    *slot = Some(slot.map_or(fit, |known| known.min(fit)));
                }
            }
        }
        fits
    }
}

/// A word that is written.
struct Written {
    text: String,
    /// Whether it need not be found.
    is_little: bool,
    /// How it fits each label.
    fits: Vec<Option<Fit>>,
}

/// What is written, word by word, with where each word fits.
pub(super) struct Asked(Vec<Written>);

impl Asked {
    pub(super) fn new(words: &str, vocabulary: &Vocabulary, labels: usize) -> Self {
        let cut: String = words.chars().take(LONGEST).collect();
        // A single sign may stand for many letters, so what is folded is cut again.
        let folded: String = fold(&cut).chars().take(LONGEST).collect();
        let words = folded.split_whitespace().take(MOST).map(|word| Written {
            is_little: LITTLE.contains(&word),
            fits: vocabulary.fits(&Letters::new(word), labels),
            text: word.to_owned(),
        });
        Self(words.collect())
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// All of it.
    pub(super) fn whole(&self) -> Part<'_> {
        self.part(0..self.0.len())
    }

    /// Some words that follow one another.
    pub(super) fn part(&self, range: Range<usize>) -> Part<'_> {
        let words = self.0.get(range).unwrap_or_default();
        let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        Part {
            words,
            letters: Letters::new(&texts.join(" ")),
            only_little: words.iter().all(|word| word.is_little),
        }
    }
}

/// Some of the words that are written.
pub(super) struct Part<'a> {
    words: &'a [Written],
    letters: Letters,
    only_little: bool,
}

impl Part<'_> {
    /// Whether it says nothing that could be looked for by itself.
    pub(super) fn says_nothing(&self) -> bool {
        self.only_little
    }

    /// How well a label fits, where it does at all; `is_own` says whether it is the name in the reader's language.
    pub(super) fn rank(&self, at: usize, label: &Label, is_own: impl Fn() -> bool) -> Option<Rank> {
        let (fit, missing, spare) = self.as_whole(label).or_else(|| self.by_words(at, label))?;
        let foreign = !is_own();
        let fit = match label.sort {
            Sort::Name if foreign => fit.in_another_language(),
            Sort::Name | Sort::Other => fit,
        };
        Some(Rank {
            missing,
            fit,
            cost: spare + usize::from(foreign),
            foreign,
            entry: label.entry,
            label: at,
        })
    }

    /// The fit of all that is written, spaces and all.
    fn as_whole(&self, label: &Label) -> Option<(Fit, usize, usize)> {
        if self.letters.are(&label.letters) {
            return Some((Fit::Exact, 0, 0));
        }
        None
    }

    /// The fit word by word, or with slips as a whole where that is better: its worst word, the words that are not found, and those
    /// of the label that nobody wrote.
    fn by_words(&self, at: usize, label: &Label) -> Option<(Fit, usize, usize)> {
        let (mut worst, mut found, mut missing) = (None, 0, 0);
        for word in self.words {
            match word.fits.get(at).copied().flatten() {
                Some(fit) => {
                    worst = worst.max(Some(fit));
                    found += 1;
                }
                None if word.is_little && !self.only_little => {}
                None => missing += 1,
            }
        }
        let by_words = worst.map(|fit| (missing, fit, label.words.saturating_sub(found)));
        let well_found = by_words.is_some_and(|(missing, fit, _)| missing == 0 && fit <= Fit::Beginning);
        let slips = if well_found {
            None
        } else {
            self.letters.slips(&label.letters)
        };
        let as_whole = slips.map(|slips| (0, Fit::MisspeltName(slips), 0));
        let (missing, fit, spare) = by_words.into_iter().chain(as_whole).min()?;
        Some((fit, missing, spare))
    }
}
