//! Which places have nothing but figures that are too old to stand for today.

use tidemark_vocab::{AreaId, IndicatorCode};

use super::{is_old, newest, places};
use crate::corpus::Corpus;
use crate::table::Cell;

/// A place whose newest figure is too old.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outdated {
    /// The place.
    pub area: AreaId,
    /// The cell, with what was last known.
    pub cell: Cell,
}

/// The places whose newest figure of an indicator is older than two rounds of its reporter, or than the limit of years; in order of place.
#[must_use]
pub fn outdated(corpus: &dyn Corpus, indicator: &IndicatorCode) -> Vec<Outdated> {
    let cells = places(indicator, corpus).into_iter().map(|area| Outdated {
        cell: newest(indicator, &area, corpus),
        area,
    });
    cells.filter(|outdated| is_old(&outdated.cell)).collect()
}
