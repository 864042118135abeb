//! Which cells show something else: what a reader of the newest figures sees in one edition and in the other.

use std::collections::BTreeSet;

use tidemark_vocab::{AreaId, IndicatorCode, closed_list};

use crate::corpus::Corpus;
use crate::observation::Dimensions;
use crate::table::{Cell, latest_cell};

closed_list!(
    /// How a cell of the newest figures differs between two editions.
    CellChange, "a change of a cell",
    "appeared, disappeared, other_reporter, other_period, status, figure or questioned", {
        /// It had no record that may stand for today, and has one now.
        Appeared = "appeared",
        /// It had one, and has none now.
        Disappeared = "disappeared",
        /// Another reporter is shown.
        OtherReporter = "other_reporter",
        /// The same reporter is shown with another period.
        OtherPeriod = "other_period",
        /// Its status is another.
        Status = "status",
        /// Its figure is another.
        Figure = "figure",
        /// Its figure is now in doubt.
        Questioned = "questioned",
    }
);

/// A cell that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellDifference {
    /// How; where several hold, the first of the list.
    pub change: CellChange,
    /// What is observed.
    pub indicator: IndicatorCode,
    /// The split; empty for the total.
    pub dimensions: Dimensions,
    /// Where.
    pub area: AreaId,
    /// What the earlier edition shows.
    pub before: Cell,
    /// What the later edition shows.
    pub after: Cell,
}

/// Every cell that differs, in order of indicator, area and split.
#[must_use]
pub fn cells(before: &dyn Corpus, after: &dyn Corpus) -> Vec<CellDifference> {
    let corpora = [before, after];
    let indicators: BTreeSet<&IndicatorCode> = corpora
        .iter()
        .flat_map(|corpus| corpus.catalogue().indicators.keys())
        .collect();
    let mut found = Vec::new();
    for indicator in indicators {
        let of = |corpus: &&dyn Corpus| corpus.areas_of(indicator).into_iter().map(|(area, _)| area);
        let areas: BTreeSet<AreaId> = corpora.iter().flat_map(of).collect();
        for area in areas {
            let splits: BTreeSet<Dimensions> = corpora
                .iter()
                .flat_map(|corpus| corpus.observations(indicator, &area))
                .map(|observation| observation.key.dimensions)
                .collect();
            for dimensions in splits {
                let (before, after) = (
                    latest_cell(before, indicator, &dimensions, &area),
                    latest_cell(after, indicator, &dimensions, &area),
                );
                found.extend(change(&before, &after).map(|change| CellDifference {
                    change,
                    indicator: indicator.clone(),
                    dimensions,
                    area: area.clone(),
                    before,
                    after,
                }));
            }
        }
    }
    found
}

fn change(before: &Cell, after: &Cell) -> Option<CellChange> {
    use crate::finding::Status::NoRecord;
    match (before.status, after.status) {
        (NoRecord, NoRecord) => return None,
        (NoRecord, _) => return Some(CellChange::Appeared),
        (_, NoRecord) => return Some(CellChange::Disappeared),
        _ => {}
    }
    let (earlier, later) = (
        &before.shown.as_ref()?.observation,
        &after.shown.as_ref()?.observation,
    );
    if earlier.key.reporter != later.key.reporter {
        return Some(CellChange::OtherReporter);
    }
    if earlier.key.period != later.key.period {
        return Some(CellChange::OtherPeriod);
    }
    if before.status != after.status {
        return Some(CellChange::Status);
    }
    if earlier.finding != later.finding {
        return Some(CellChange::Figure);
    }
    (earlier.questioned.is_none() && later.questioned.is_some()).then_some(CellChange::Questioned)
}
