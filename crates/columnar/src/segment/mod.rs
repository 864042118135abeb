//! All that an edition says of one indicator, as columns.
//!
//! Rows stand in groups, a group an area and a split, in order of both. Within a group they stand best first, by the rule that
//! chooses the figure of a cell, so that a table reads the beginning of each group only. What that rule decides from outside
//! the observations (ranks, years of rounds and sources, timing) is summed up in the arrangement: two editions whose segments
//! have the same digest and the same arrangement share one.

mod arrange;
mod build;
mod witness;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use tidemark_evidence::{Catalogue, Dimensions, Observation, ObservationKey};
use tidemark_vocab::{AreaId, IndicatorCode, Period, SourceId};

pub(crate) use arrange::{Arrangement, Standings};
pub(crate) use witness::Witness;

use crate::ages::Ages;
use crate::codes::{Codes, Sparse, index};
use crate::dictionary::Full;
use crate::figures::Figures;
use crate::identity::digest_of;
use crate::locators::{Locators, TEXT_OVERHEAD};
use crate::rows::Row;

/// The groups of rows: an area and a split each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Groups {
    /// For each area its first group, and the end of the last.
    pub(crate) of_area: Vec<u32>,
    /// For each group its split.
    pub(crate) split: Codes,
    /// For each group its first row, and the end of the last.
    pub(crate) starts: Vec<u32>,
}

/// The rows, and beside them what few answers tell, as columns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Columns {
    pub(crate) rows: Vec<Row>,
    pub(crate) figures: Figures,
    pub(crate) locators: Locators,
    pub(crate) notes: Sparse,
    pub(crate) doubts: Sparse,
}

/// All that an edition says of one indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    pub(crate) indicator: IndicatorCode,
    pub(crate) digest: String,
    pub(crate) arrangement: [u8; 32],
    pub(crate) areas: Vec<AreaId>,
    pub(crate) splits: Vec<Dimensions>,
    pub(crate) periods: Vec<Period>,
    pub(crate) witnesses: Vec<Witness>,
    pub(crate) standings: Standings,
    pub(crate) texts: Vec<Arc<str>>,
    pub(crate) groups: Groups,
    pub(crate) columns: Columns,
}

/// What a segment takes in memory, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Footprint {
    /// The columns, groups included.
    pub columns: usize,
    /// The texts to which rows point: locators, notes, doubts, findings in words.
    pub texts: usize,
}

impl Segment {
    /// The segment of observations of one indicator that are in order of key; `digest` is that of their canonical records.
    ///
    /// # Errors
    ///
    /// There are more rows or different values than can be numbered.
    pub(crate) fn build(
        indicator: &IndicatorCode,
        observations: &[Observation],
        digest: String,
        catalogue: &Catalogue,
    ) -> Result<Self, Full> {
        build::segment(indicator, observations, digest, catalogue)
    }

    /// What it is about.
    #[must_use]
    pub fn indicator(&self) -> &IndicatorCode {
        &self.indicator
    }

    /// The SHA-256 of its canonical records, in hexadecimal.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// How many observations it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.columns.rows.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether another segment has the same observations in the same order.
    pub(crate) fn says_the_same(&self, other: &Self) -> bool {
        self.digest == other.digest && self.arrangement == other.arrangement
    }

    /// Whether its rows say what its digest names, and stand best first.
    pub(crate) fn is_proved(&self, catalogue: &Catalogue) -> bool {
        let arrangement = Arrangement::new(&self.indicator, &self.periods, &self.witnesses, catalogue);
        let Ok(arrangement) = arrangement else {
            return false;
        };
        let key = |row: &Row| {
            let form = self.columns.figures.form(*row)?;
            arrangement.key(0, *row, form.is_questioned)
        };
        let stands_in_order = |group: usize| {
            let rows = self.columns.rows.get(self.rows_of(group)).unwrap_or_default();
            rows.is_sorted_by(|a, b| matches!((key(a), key(b)), (Some(a), Some(b)) if a < b))
        };
        let groups = self.groups.starts.len().saturating_sub(1);
        (0..groups).all(stands_in_order) && digest_of(self.iter()) == self.digest
    }

    /// What it takes in memory.
    #[must_use]
    pub fn footprint(&self) -> Footprint {
        let Columns {
            rows,
            figures,
            locators,
            notes,
            doubts,
        } = &self.columns;
        let (figures, words) = figures.bytes();
        let (locators, patterns) = locators.bytes();
        let groups =
            self.groups.split.bytes() + (self.groups.of_area.capacity() + self.groups.starts.capacity()) * 4;
        let texts: usize = self.texts.iter().map(|text| text.len() + TEXT_OVERHEAD).sum();
        Footprint {
            columns: rows.capacity() * size_of::<Row>()
                + figures
                + locators
                + notes.bytes()
                + doubts.bytes()
                + groups,
            texts: texts + words + patterns,
        }
    }

    /// Which of its areas this is.
    pub(crate) fn area(&self, area: &AreaId) -> Option<usize> {
        self.areas.binary_search(area).ok()
    }

    /// The groups of an area.
    pub(crate) fn groups_of(&self, area: usize) -> Range<usize> {
        range(&self.groups.of_area, area)
    }

    /// The rows of a group, best first.
    pub(crate) fn rows_of(&self, group: usize) -> Range<usize> {
        range(&self.groups.starts, group)
    }

    /// The group of an area and a split.
    pub(crate) fn group(&self, area: usize, split: u32) -> Option<usize> {
        let groups = self.groups_of(area);
        // Where an area has every split, each stands where its number says.
        let guess = groups.start + index(split);
        if groups.contains(&guess) && self.groups.split.get(guess) == Some(split) {
            return Some(guess);
        }
        self.groups.split.find(groups, split)
    }

    /// The row that stands at a place.
    pub(crate) fn row(&self, at: usize) -> Option<Row> {
        self.columns.rows.get(at).copied()
    }

    /// The rows of a group with their places, best first.
    pub(crate) fn placed(&self, group: usize) -> impl Iterator<Item = (usize, Row)> + Clone + '_ {
        let places = self.rows_of(group);
        let rows = self.columns.rows.get(places.clone()).unwrap_or_default();
        places.zip(rows.iter().copied())
    }

    /// Whether a row is shown where nobody asks for its reporter.
    pub(crate) fn is_shown(&self, row: Row) -> bool {
        self.standings.on_demand.get(row.witness()) == Some(&false)
    }

    /// The newest figure of a group that is shown where nobody asks for its reporter, and may stand for today, with its place.
    pub(crate) fn newest(&self, group: usize, ages: &Ages) -> Option<(usize, Row)> {
        self.placed(group)
            .find(|(_, row)| self.is_shown(*row) && ages.is_current(*row))
    }

    /// The place of the reporter that leads a group: of those shown where nobody asks for them, the best by rank that has an unquestioned
    /// figure among the rows asked for, else the best.
    pub(crate) fn leading(&self, group: usize, is_asked: impl Fn(Row) -> bool) -> Option<u32> {
        let asked = self.placed(group).map(|(_, row)| row);
        let asked = asked.filter(|row| is_asked(*row) && self.is_shown(*row));
        let standing = |row: Row| {
            let reporter = *self.standings.reporter_place.get(row.witness())?;
            Some((self.columns.figures.form(row)?.is_questioned, reporter))
        };
        asked.filter_map(standing).min().map(|(_, reporter)| reporter)
    }

    /// Of each reporter of a group the best row, one that may stand for today before others, and all rows about the same period.
    pub(crate) fn best_of_each_reporter(&self, group: usize, ages: &Ages) -> Vec<usize> {
        let part = |row: Row| {
            let reporter = *self.standings.reporter_place.get(row.witness())?;
            Some((reporter, row.period()))
        };
        // The reporter, the period of its best row, and whether that may stand for today.
        let mut best: Vec<(u32, usize, bool)> = Vec::new();
        for (_, row) in self.placed(group) {
            let Some((reporter, period)) = part(row) else {
                continue;
            };
            let known = best.iter_mut().find(|(known, ..)| *known == reporter);
            match known {
                None => best.push((reporter, period, ages.is_current(row))),
                Some((_, known, current)) if !*current && ages.is_current(row) => {
                    (*known, *current) = (period, true);
                }
                Some(_) => {}
            }
        }
        let is_best = |row: Row| {
            part(row).is_some_and(|(reporter, period)| {
                best.iter()
                    .any(|(of, about, _)| (*of, *about) == (reporter, period))
            })
        };
        let rows = self.placed(group).filter(|(_, row)| is_best(*row));
        rows.map(|(at, _)| at).collect()
    }

    /// How many others a cell mentions that shows a row of a group: other reporters, and what its own says of the same period elsewhere.
    pub(crate) fn beside(&self, group: usize, shown: Row) -> usize {
        let reporter = |row: Row| self.standings.reporter_place.get(row.witness()).copied();
        let own = reporter(shown);
        let (mut others, mut elsewhere) = (Vec::new(), 0_usize);
        for (_, row) in self.placed(group) {
            match reporter(row) {
                of if of == own => elsewhere += usize::from(row.period() == shown.period()),
                of if !others.contains(&of) => others.push(of),
                _ => {}
            }
        }
        others.len() + elsewhere.saturating_sub(1)
    }

    /// The periods of its rows, with how many are about each, in order.
    pub(crate) fn counted_periods(&self) -> Vec<(Period, usize)> {
        let mut counts = vec![0_usize; self.periods.len()];
        for row in &self.columns.rows {
            if let Some(count) = counts.get_mut(row.period()) {
                *count += 1;
            }
        }
        let counts = self.periods.iter().cloned().zip(counts);
        counts.filter(|(_, count)| *count > 0).collect()
    }

    /// The sources of its rows, with how many each has, in order of id.
    pub(crate) fn sources(&self) -> Vec<(SourceId, usize)> {
        let mut of_witness = vec![0_usize; self.witnesses.len()];
        for row in &self.columns.rows {
            if let Some(count) = of_witness.get_mut(row.witness()) {
                *count += 1;
            }
        }
        let mut counts: BTreeMap<&SourceId, usize> = BTreeMap::new();
        for (witness, count) in self.witnesses.iter().zip(of_witness) {
            *counts.entry(&witness.source).or_default() += count;
        }
        let counts = counts.into_iter().filter(|(_, count)| *count > 0);
        counts.map(|(source, count)| (source.clone(), count)).collect()
    }

    /// The rows of an area.
    pub(crate) fn rows_of_area(&self, area: usize) -> Range<usize> {
        let groups = self.groups_of(area);
        let start = self.rows_of(groups.start).start;
        let end = groups
            .end
            .checked_sub(1)
            .map_or(start, |last| self.rows_of(last).end);
        start..end.max(start)
    }

    /// Every observation of an area, in order of key.
    pub(crate) fn observations(&self, area: usize) -> Vec<Observation> {
        let mut observations = Vec::with_capacity(self.rows_of_area(area).len());
        observations.extend(self.in_order(area, self.groups_of(area)));
        observations
    }

    /// The observations of a group of an area, in order of key.
    pub(crate) fn observations_of(&self, area: usize, group: usize) -> Vec<Observation> {
        let mut observations = Vec::with_capacity(self.rows_of(group).len());
        observations.extend(self.in_order(area, group..group + 1));
        observations
    }

    /// The periods of an area's observations, each once.
    pub(crate) fn periods_of(&self, area: usize) -> Vec<Period> {
        let mut occurs = vec![false; self.periods.len()];
        let rows = self.columns.rows.get(self.rows_of_area(area)).unwrap_or_default();
        for row in rows {
            if let Some(occurs) = occurs.get_mut(row.period()) {
                *occurs = true;
            }
        }
        let found = self.periods.iter().zip(occurs).filter(|(_, occurs)| *occurs);
        found.map(|(period, _)| period.clone()).collect()
    }

    /// The observations of some groups of an area in order of key, made one by one.
    fn in_order(&self, area: usize, groups: Range<usize>) -> impl Iterator<Item = Observation> + '_ {
        let mut places = Vec::new();
        for group in groups {
            let split = self.groups.split.get(group);
            for at in self.rows_of(group) {
                // The numbers of values are in the order of the values.
                let row = self.row(at);
                places.push((row.map(Row::period), split, row.map(Row::witness), group, at));
            }
        }
        places.sort_unstable();
        let none = Arc::from("");
        places
            .into_iter()
            .filter_map(move |(_, _, _, group, at)| self.made(area, group, at, &none))
    }

    /// Every observation of an area in the order of rows.
    fn kept_of(&self, area: usize) -> impl Iterator<Item = Observation> + '_ {
        let of_group = move |group| {
            self.rows_of(group)
                .filter_map(move |row| self.observation(area, group, row))
        };
        self.groups_of(area).flat_map(of_group)
    }

    /// Every observation in the order of rows.
    pub(crate) fn kept(&self) -> impl Iterator<Item = Observation> + '_ {
        (0..self.areas.len()).flat_map(|area| self.kept_of(area))
    }

    /// Every observation, in order of key.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Observation> + '_ {
        (0..self.areas.len()).flat_map(|area| self.in_order(area, self.groups_of(area)))
    }

    /// The observation at a place in a group of an area.
    pub(crate) fn observation(&self, area: usize, group: usize, at: usize) -> Option<Observation> {
        self.made(area, group, at, &Arc::default())
    }

    /// The same without where it stands in its source.
    pub(crate) fn without_locator(&self, area: usize, group: usize, at: usize) -> Option<Observation> {
        let none = Arc::default();
        self.with(area, group, at, Arc::clone(&none), &none)
    }

    /// The same; `none` stands for no note. The default is one for all threads, and those that count who holds it wait for one
    /// another: who makes many has one of his own.
    fn made(&self, area: usize, group: usize, at: usize, none: &Arc<str>) -> Option<Observation> {
        self.with(area, group, at, self.columns.locators.get(at)?, none)
    }

    fn with(
        &self,
        area: usize,
        group: usize,
        at: usize,
        locator: Arc<str>,
        none: &Arc<str>,
    ) -> Option<Observation> {
        let columns = &self.columns;
        let row = self.row(at)?;
        let witness = self.witnesses.get(row.witness())?;
        let text = |code: u32| self.texts.get(index(code)).map(Arc::clone);
        let questioned = match columns.doubts.get(at) {
            Some(code) => Some(text(code)?),
            None => None,
        };
        Some(Observation {
            key: ObservationKey {
                indicator: self.indicator.clone(),
                area: self.areas.get(area)?.clone(),
                period: self.periods.get(row.period())?.clone(),
                dimensions: self.splits.get(index(self.groups.split.get(group)?))?.clone(),
                reporter: witness.reporter.clone(),
                source: witness.source.clone(),
            },
            finding: columns.figures.get(row, at)?,
            locator,
            note: match columns.notes.get(at) {
                Some(code) => text(code)?,
                None => Arc::clone(none),
            },
            questioned,
        })
    }
}

/// From the start of one to the start of the next; nothing beyond the last.
fn range(starts: &[u32], at: usize) -> Range<usize> {
    match (starts.get(at), starts.get(at + 1)) {
        (Some(start), Some(end)) => index(*start)..index(*end),
        _ => 0..0,
    }
}
