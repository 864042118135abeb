//! What cells look up again and again, looked up once a table.

use std::collections::HashMap;

use tidemark_vocab::{IndicatorCode, ReporterCode};

use super::Words;
use super::heading::{ReporterView, reporter_view};
use super::number::{Grouping, Numerals};

/// The words of a table's cells.
#[derive(Debug, Clone)]
pub(super) struct Naming<'t> {
    pub(super) words: Words<'t>,
    pub(super) numerals: Numerals<'t>,
    reporters: HashMap<&'t str, ReporterView<'t>>,
}

impl<'t> Naming<'t> {
    pub(super) fn new(words: Words<'t>) -> Self {
        let reporters = words.catalogue.reporters.keys();
        Self {
            words,
            numerals: Numerals::new(&words),
            reporters: reporters
                .map(|code| (code.as_str(), reporter_view(code, &words)))
                .collect(),
        }
    }

    /// A reporter with its names.
    pub(super) fn reporter<'s>(&'s self, code: &'s ReporterCode) -> ReporterView<'s> {
        let known = self.reporters.get(code.as_str());
        known.copied().unwrap_or_else(|| reporter_view(code, &self.words))
    }

    /// How the numbers of an indicator are set.
    pub(super) fn style<'s>(&'s self, indicator: Option<&'s IndicatorCode>) -> Style<'s> {
        Style {
            naming: self,
            indicator,
            grouping: Grouping::of(indicator, &self.words),
        }
    }
}

/// How the figures of one indicator are set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style<'s> {
    pub(super) naming: &'s Naming<'s>,
    indicator: Option<&'s IndicatorCode>,
    grouping: Grouping,
}

impl<'s> Style<'s> {
    /// Whether thousands are set apart in figures of an indicator, which is mostly the one whose style this is.
    pub(super) fn grouping(&self, indicator: &IndicatorCode) -> Grouping {
        if self.indicator == Some(indicator) {
            self.grouping
        } else {
            Grouping::of(Some(indicator), &self.naming.words)
        }
    }

    /// The indicator whose style this is.
    pub(super) fn indicator(&self) -> Option<&'s IndicatorCode> {
        self.indicator
    }
}
