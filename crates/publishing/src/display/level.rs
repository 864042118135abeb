//! The levels that documents set for figures: what they are, and at which a figure lies.

use tidemark_evidence::Finding;
use tidemark_evidence::indicator::{Band, Indicator, Thresholds};
use tidemark_evidence::rules::{Level, level};
use tidemark_evidence::table::{Age, Cell};

use tidemark_vocab::{Decimal, IndicatorCode};

use super::number::Grouping;
use super::sources::{SourceView, source_view};
use super::teller::Teller;
use super::words::Words;

/// The levels of an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThresholdsView<'t> {
    /// From the least to the most.
    pub bands: Vec<BandView<'t>>,
    /// The document that sets them.
    pub source: SourceView<'t>,
    /// Where it says so.
    pub locator: &'t str,
}

/// A level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BandView<'t> {
    /// What the document calls it.
    pub name: &'t str,
    /// Which figures lie in it: "100 to under 200".
    pub span: String,
}

impl<'t> Teller<'t> {
    /// The levels that a document sets for an indicator, where one does.
    #[must_use]
    pub fn thresholds(&self, indicator: &'t Indicator) -> Option<ThresholdsView<'t>> {
        let Thresholds {
            source,
            locator,
            bands,
        } = indicator.thresholds.as_ref()?;
        let words = self.words();
        let view = |(index, band): (usize, &'t Band)| BandView {
            name: words.localized(&band.name),
            span: self.span(band.from, bands.get(index + 1).and_then(|next| next.from)),
        };
        Some(ThresholdsView {
            bands: bands.iter().enumerate().map(view).collect(),
            source: source_view(source, 0, &[], words),
            locator,
        })
    }

    /// At which level the figure of a cell lies, and who sets it: "low by WHO, 2012". Nothing for a figure that is too old to stand for
    /// today, for a part of the people, and where no document sets levels.
    #[must_use]
    pub fn level(&self, cell: &Cell, indicator: &IndicatorCode) -> Option<String> {
        let thresholds = self.words().definition_of(indicator)?.thresholds.as_ref()?;
        let shown = cell.shown.as_deref().filter(|shown| shown.age == Age::Current)?;
        let observation = &shown.observation;
        let Finding::Quantity(quantity) = &observation.finding else {
            return None;
        };
        if !observation.key.dimensions.is_total() {
            return None;
        }
        let (words, by) = (self.words(), self.words().setter(thresholds));
        let name = |band: &'t Band| words.localized(&band.name);
        Some(match level(thresholds, quantity)? {
            Level::In(band) => words
                .messages
                .with("level-in", &[("level", name(band)), ("source", &by)]),
            Level::Mostly {
                value,
                lowest,
                highest,
            } => {
                let (lowest, highest) = (name(lowest), name(highest));
                let told = [
                    ("level", name(value)),
                    ("lowest", lowest),
                    ("highest", highest),
                    ("source", &by),
                ];
                words.messages.with("level-mostly", &told)
            }
            Level::Between { lowest, highest } => {
                let told = [
                    ("lowest", name(lowest)),
                    ("highest", name(highest)),
                    ("source", &by),
                ];
                words.messages.with("level-between", &told)
            }
        })
    }

    fn span(&self, from: Option<Decimal>, to: Option<Decimal>) -> String {
        let numerals = self.numerals();
        let told = |figure| numerals.exact(figure, Grouping::Thousands);
        let messages = self.words().messages;
        match (from, to) {
            (Some(from), Some(to)) => {
                messages.with("level-from-to", &[("from", &told(from)), ("to", &told(to))])
            }
            (Some(from), None) => messages.with("level-from", &[("from", &told(from))]),
            (None, Some(to)) => messages.with("level-under", &[("to", &told(to))]),
            (None, None) => String::new(),
        }
    }
}

impl Words<'_> {
    /// Who sets levels, and when: "WHO, 2012".
    pub(crate) fn setter(&self, thresholds: &Thresholds) -> String {
        let Some(source) = self.catalogue.sources.get(&thresholds.source) else {
            return thresholds.source.to_string();
        };
        let (short, _) = self.reporter_names(&source.reporter);
        match source.year {
            Some(year) => self.messages.with(
                "reporter-period",
                &[("reporter", short), ("period", &year.to_string())],
            ),
            None => short.to_owned(),
        }
    }
}
