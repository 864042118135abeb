//! Questions that no single cell answers: over all places, and only as far as the sources go.
//!
//! What cannot be told is listed, never counted as a no: `docs/rules.md` describes the rules for readers.

mod changes;
mod community;
mod disagreement;
mod old;
mod rank;

pub use changes::{Change, Changes, changes, rounds_with};
pub use community::{Beside, beside};
pub use disagreement::{Disagreement, disagreements};
pub use old::{Outdated, outdated};
pub use rank::{Ranked, Ranking, ranking};

use tidemark_vocab::{AreaId, IndicatorCode};

use crate::corpus::Corpus;
use crate::observation::Dimensions;
use crate::table::{Age, Cell, latest_cell};

/// The places for which an indicator has findings, without parts of places.
fn places(indicator: &IndicatorCode, corpus: &dyn Corpus) -> Vec<AreaId> {
    let areas = corpus.areas_of(indicator).into_iter().map(|(area, _)| area);
    areas
        .filter(|area| matches!(area, AreaId::Place(place) if place.parent().is_none()))
        .collect()
}

/// What a table of the newest figures shows of the total.
fn newest(indicator: &IndicatorCode, area: &AreaId, corpus: &dyn Corpus) -> Cell {
    latest_cell(corpus, indicator, &Dimensions::default(), area)
}

/// Whether a cell shows something that is too old to stand for today.
fn is_old(cell: &Cell) -> bool {
    cell.shown.as_ref().is_some_and(|shown| shown.age == Age::Old)
}
