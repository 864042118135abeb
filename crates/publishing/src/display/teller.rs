//! Single cells and findings, outside any table.

use std::borrow::Cow;

use tidemark_evidence::Observation;
use tidemark_evidence::table::Cell;
use tidemark_vocab::IndicatorCode;

use super::cell::{CellView, Place, cell_view};
use super::figure::{Told, told};
use super::heading::ReporterView;
use super::naming::Naming;
use super::number::Numerals;
use super::period::{anchor, period_label};
use super::sources::{SourceView, source_view};
use super::words::Words;

/// Puts single cells and findings into words.
#[derive(Debug, Clone)]
pub struct Teller<'t> {
    naming: Naming<'t>,
}

/// A finding for people, with where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordView<'t> {
    /// For the eye.
    pub text: Cow<'t, str>,
    /// For the ear, where it sounds otherwise.
    pub words: Option<Cow<'t, str>>,
    /// When: "2018", "HRI 2018".
    pub period: String,
    /// What names the period in addresses: `2018`, `HRI/2018`.
    pub anchor: String,
    /// Who says so.
    pub reporter: ReporterView<'t>,
    /// In which document; its number and spots are left out.
    pub source: SourceView<'t>,
    /// Where in the document; empty where it has no locator.
    pub locator: &'t str,
    /// What a reader must know beside the figure; empty where nothing.
    pub note: &'t str,
    /// Why the figure is doubtful.
    pub questioned: Option<&'t str>,
}

impl<'t> Teller<'t> {
    /// A teller in the words of an edition and a language.
    #[must_use]
    pub fn new(words: Words<'t>) -> Self {
        Self {
            naming: Naming::new(words),
        }
    }

    /// Its words.
    #[must_use]
    pub fn words(&self) -> &Words<'t> {
        &self.naming.words
    }

    /// How its numbers are set.
    pub(super) fn numerals(&self) -> &Numerals<'t> {
        &self.naming.numerals
    }

    /// A cell of an indicator. Its period is always given; notes and sources have the numbers that the cell gives them.
    #[must_use]
    pub fn cell<'s>(&'s self, cell: &'s Cell, indicator: &'s IndicatorCode) -> CellView<'s> {
        cell_view(cell, Place::Row, &self.naming.style(Some(indicator)))
    }

    /// A finding with where it stands.
    #[must_use]
    pub fn record<'s>(&'s self, observation: &'s Observation) -> RecordView<'s> {
        let Observation {
            key,
            finding,
            locator,
            note,
            questioned,
        } = observation;
        let Told { seen, heard } = told(finding, &key.indicator, &self.naming.style(Some(&key.indicator)));
        RecordView {
            text: seen,
            words: heard,
            period: period_label(&key.period, self.words()),
            anchor: anchor(&key.period),
            reporter: self.naming.reporter(&key.reporter),
            source: source_view(&key.source, 0, &[], self.words()),
            locator,
            note,
            questioned: questioned.as_deref(),
        }
    }
}
