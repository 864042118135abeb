//! An indicator's observations row by row, for files of many: what rows share is told once, and rows name it by its place.

use std::sync::Arc;

use tidemark_vocab::{AreaId, IndicatorCode, Period, ReporterCode, SourceId};

use crate::finding::Status;
use crate::observation::Dimensions;
use crate::table::grid::GridValue;

/// What the rows of an indicator share; each names it by its place in these lists.
#[derive(Debug, Clone)]
pub struct Shared<'a> {
    /// What is observed.
    pub indicator: &'a IndicatorCode,
    /// Where.
    pub areas: &'a [AreaId],
    /// By which splits.
    pub dimensions: &'a [Dimensions],
    /// When.
    pub periods: &'a [Period],
    /// Who says so, and in which documents.
    pub witnesses: Vec<(&'a ReporterCode, &'a SourceId)>,
    /// Notes, and reasons why figures are in doubt.
    pub texts: &'a [Arc<str>],
    /// Where figures stand in their documents: what comes before a number, and what comes after it. Without a number the first is all.
    pub locators: Vec<(&'a str, &'a str)>,
}

/// An observation, most of which is told by places in [`Shared`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SharedRow<'a> {
    /// Its place among the areas.
    pub area: usize,
    /// Its place among the splits.
    pub dimensions: usize,
    /// Its place among the periods.
    pub period: usize,
    /// Its place among the witnesses.
    pub witness: usize,
    /// What was found.
    pub status: Status,
    /// What was found, without what its status says already.
    pub value: GridValue<'a>,
    /// Its place among the locators, and the number that stands in it.
    pub locator: (usize, Option<u32>),
    /// The place of its note among the texts.
    pub note: Option<usize>,
    /// The place of the reason why it is in doubt among the texts.
    pub questioned: Option<usize>,
}

/// Takes the observations of an indicator: first what they share, then every row in order of key.
pub trait RowSink {
    /// Takes what the following rows share, and how many will come.
    fn shared(&mut self, shared: &Shared<'_>, rows: usize);
    /// Takes the next row.
    fn row(&mut self, row: &SharedRow<'_>);
}
