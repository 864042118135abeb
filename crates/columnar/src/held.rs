//! A segment as an edition reads it: where its areas are, and which figure of each is the newest.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use tidemark_evidence::{Catalogue, Dimensions};
use tidemark_vocab::AreaId;

use crate::ages::Ages;
use crate::codes::{Codes, code, index};
use crate::rows::Row;
use crate::segment::Segment;

/// A segment as an edition reads it.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    pub(crate) segment: Arc<Segment>,
    pub(crate) ages: Ages,
    /// For each area of the edition its place in the segment, from one; zero where it has none.
    local: Codes,
    /// For each area of the segment its total. They lie beside one another, so that a table reads them in one go.
    totals: Vec<Total>,
    /// For each period of the segment whether a total is about it.
    periods_of_totals: Vec<bool>,
}

/// The total of an area, as opposed to its splits.
#[derive(Debug, Clone, Copy)]
struct Total {
    /// Its group; `NOWHERE` where there is none.
    group: u32,
    /// The place of the reporter that leads it, whatever its periods; `NOWHERE` where none is shown without being asked for.
    leading: u32,
    /// The place of its newest figure that may stand for today; `NOWHERE` where there is none.
    newest: u32,
    /// What stands there.
    row: Row,
    /// How many others a cell mentions beside it; `MANY` where they are not counted here.
    beside: u16,
}

/// More than are counted.
const MANY: u16 = u16::MAX;

/// The place of what is not there.
const NOWHERE: u32 = u32::MAX;

impl Held {
    /// A segment as an edition reads it whose areas are numbered so: which figure of an area is the newest is decided here, once.
    pub(crate) fn new(segment: Arc<Segment>, areas: &HashMap<AreaId, u32>, catalogue: &Catalogue) -> Self {
        let ages = Ages::of(&segment, catalogue);
        let mut local = vec![0; areas.len()];
        for (area, place) in segment.areas.iter().zip(1..) {
            let number = areas.get(area).map(|number| index(*number));
            if let Some(at) = number.and_then(|number| local.get_mut(number)) {
                *at = place;
            }
        }
        let total = segment
            .splits
            .iter()
            .position(Dimensions::is_total)
            .and_then(code);
        let of_area = |area| {
            let group = total.and_then(|split| segment.group(area, split));
            let newest = group.and_then(|group| segment.newest(group, &ages));
            Total {
                group: group.and_then(code).unwrap_or(NOWHERE),
                leading: group
                    .and_then(|group| segment.leading(group, |_| true))
                    .unwrap_or(NOWHERE),
                newest: newest.and_then(|(at, _)| code(at)).unwrap_or(NOWHERE),
                row: newest.map(|(_, row)| row).unwrap_or_default(),
                beside: group
                    .zip(newest)
                    .and_then(|(group, (_, row))| u16::try_from(segment.beside(group, row)).ok())
                    .unwrap_or(MANY),
            }
        };
        let totals: Vec<Total> = (0..segment.areas.len()).map(of_area).collect();
        let mut periods_of_totals = vec![false; segment.periods.len()];
        let groups = totals.iter().filter(|total| total.group != NOWHERE);
        for (_, row) in groups.flat_map(|total| segment.placed(index(total.group))) {
            if let Some(occurs) = periods_of_totals.get_mut(row.period()) {
                *occurs = true;
            }
        }
        Self {
            segment,
            ages,
            local: local.into_iter().collect(),
            totals,
            periods_of_totals,
        }
    }

    /// The group of an area of the edition and a split.
    pub(crate) fn group(&self, area: u32, split: u32) -> Option<usize> {
        self.segment.group(self.local(area)?, split)
    }

    /// The splits by which there are figures for any of these areas of the edition.
    pub(crate) fn splits_among(&self, areas: &(impl Iterator<Item = u32> + Clone)) -> BTreeSet<Dimensions> {
        let splits = (0..).zip(&self.segment.splits);
        let occurs = |split| areas.clone().any(|area| self.group(area, split).is_some());
        splits
            .filter(|(split, _)| occurs(*split))
            .map(|(_, dimensions)| dimensions.clone())
            .collect()
    }

    fn total(&self, area: u32) -> Option<&Total> {
        self.totals.get(self.local(area)?)
    }

    /// For each period of the segment whether a total is about it.
    pub(crate) fn periods_of_totals(&self) -> &[bool] {
        &self.periods_of_totals
    }

    /// Whether these areas of the edition are all that have a total.
    pub(crate) fn are_all_totals(&self, areas: impl Iterator<Item = u32>) -> bool {
        let mut named = vec![false; self.totals.len()];
        for area in areas {
            if let Some(at) = self.local(area).and_then(|area| named.get_mut(area)) {
                *at = true;
            }
        }
        let mut totals = self.totals.iter().zip(named);
        totals.all(|(total, named)| named || total.group == NOWHERE)
    }

    /// The place of the reporter that leads the total of an area of the edition, whatever its periods.
    pub(crate) fn leading_total(&self, area: u32) -> Option<u32> {
        let leading = self.total(area)?.leading;
        (leading != NOWHERE).then_some(leading)
    }

    /// The group of the total of an area of the edition.
    pub(crate) fn total_group(&self, area: u32) -> Option<usize> {
        let total = self.total(area)?;
        (total.group != NOWHERE).then(|| index(total.group))
    }

    /// Of the total of an area of the edition the newest figure that may stand for today, with its place.
    #[inline]
    pub(crate) fn newest_total(&self, area: u32) -> Option<(usize, Row)> {
        let total = self.total(area)?;
        (total.newest != NOWHERE).then(|| (index(total.newest), total.row))
    }

    /// How many others a cell mentions beside the newest figure of the total of an area of the segment.
    pub(crate) fn beside_newest_total(&self, area: usize) -> Option<usize> {
        let beside = self.totals.get(area)?.beside;
        (beside != MANY).then(|| usize::from(beside))
    }

    /// The place in the segment of an area of the edition.
    #[inline]
    pub(crate) fn local(&self, area: u32) -> Option<usize> {
        index(self.local.get(index(area))?).checked_sub(1)
    }

    /// What all this takes in memory besides the segment.
    pub(crate) fn bytes(&self) -> usize {
        self.local.bytes() + self.totals.capacity() * size_of::<Total>() + self.periods_of_totals.capacity()
    }
}
