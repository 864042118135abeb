//! From observations to columns.

use std::sync::Arc;

use tidemark_evidence::{Catalogue, Observation};
use tidemark_vocab::IndicatorCode;

use super::{Arrangement, Columns, Groups, Segment, Witness};
use crate::codes::{Sparse, code, index, permuted};
use crate::dictionary::{Full, numbered};
use crate::figures::FiguresBuilder;
use crate::locators::LocatorsBuilder;
use crate::rows::Row;

/// More than can be numbered.
const TOO_MANY: Full = Full {
    what: "rows",
    limit: 1 << 32,
};

/// More than a row can tell apart.
const TOO_MANY_FORMS: Full = Full {
    what: "bounds and numbers of decimals",
    limit: 1 << 16,
};

pub(super) fn segment(
    indicator: &IndicatorCode,
    observations: &[Observation],
    digest: String,
    catalogue: &Catalogue,
) -> Result<Segment, Full> {
    let keys = || observations.iter().map(|o| &o.key);
    let (areas, area) = numbered(keys().map(|key| &key.area)).ok_or(TOO_MANY)?;
    let (splits, split) = numbered(keys().map(|key| &key.dimensions)).ok_or(TOO_MANY)?;
    let (periods, period) = numbered(keys().map(|key| &key.period)).ok_or(TOO_MANY)?;
    let (witnesses, witness) = numbered(keys().map(|key| (&key.reporter, &key.source))).ok_or(TOO_MANY)?;
    let (texts, text) = numbered(observations.iter().flat_map(texts_of)).ok_or(TOO_MANY)?;
    let (periods, witnesses) = (
        cloned(&periods),
        witnesses
            .into_iter()
            .map(|(reporter, source)| Witness::of(reporter, source, catalogue))
            .collect::<Vec<_>>(),
    );
    let arrangement = Arrangement::new(indicator, &periods, &witnesses, catalogue)?;
    let columns = columns(observations, &period, &witness, &text)?;
    let places: Vec<(u32, u32)> = area.into_iter().zip(split).collect();
    let (groups, group) = grouped(&places, areas.len())?;
    let order = order(&columns, &group, &arrangement)?;
    Ok(Segment {
        indicator: indicator.clone(),
        digest,
        arrangement: arrangement.digest(),
        areas: cloned(&areas),
        splits: cloned(&splits),
        periods,
        witnesses,
        standings: arrangement.standings(),
        texts: cloned(&texts),
        groups,
        columns: columns.permuted(&order)?,
    }
    .shrunk())
}

impl Segment {
    /// The same without room to spare: a segment stays as long as its edition, and grows no more.
    fn shrunk(mut self) -> Self {
        self.groups.of_area.shrink_to_fit();
        self.groups.split.shrink_to_fit();
        self.columns.figures.wide.shrink_to_fit();
        self
    }
}

fn cloned<T: Clone>(values: &[&T]) -> Vec<T> {
    values.iter().copied().cloned().collect()
}

/// Notes and doubts; other texts have columns of their own.
fn texts_of(observation: &Observation) -> impl Iterator<Item = &Arc<str>> {
    let note = (!observation.note.is_empty()).then_some(&observation.note);
    note.into_iter().chain(&observation.questioned)
}

/// The columns, of which periods and witnesses are numbered already, and the texts in the order of [`texts_of`].
fn columns(
    observations: &[Observation],
    periods: &[u32],
    witnesses: &[u32],
    texts: &[u32],
) -> Result<Columns, Full> {
    let mut figures = FiguresBuilder::default();
    let mut locators = LocatorsBuilder::default();
    let mut rows = Vec::with_capacity(observations.len());
    let (mut notes, mut doubts) = (Sparse::default(), Sparse::default());
    let mut texts = texts.iter().copied();
    for (((row, observation), period), witness) in (0..).zip(observations).zip(periods).zip(witnesses) {
        let is_questioned = observation.questioned.is_some();
        let found = figures.push(&observation.finding, is_questioned);
        let (form, digits) = found.ok_or(TOO_MANY_FORMS)?;
        locators.push(&observation.locator).ok_or(TOO_MANY)?;
        let (period, witness) = (narrow(*period)?, narrow(*witness)?);
        rows.push(Row::new(period, witness, form, digits));
        if !observation.note.is_empty() {
            notes.push(row, texts.next().ok_or(TOO_MANY)?);
        }
        if is_questioned {
            doubts.push(row, texts.next().ok_or(TOO_MANY)?);
        }
    }
    Ok(Columns {
        rows,
        figures: figures.finish(),
        locators: locators.finish(),
        notes,
        doubts,
    })
}

/// The number of a value of which there are not more than a row can tell apart.
fn narrow(number: u32) -> Result<u16, Full> {
    u16::try_from(number).map_err(|_| TOO_MANY)
}

/// The groups of rows of which area and split are known, and the group of every row.
fn grouped(places: &[(u32, u32)], areas: usize) -> Result<(Groups, Vec<u32>), Full> {
    let (different, group) = numbered(places.iter().copied()).ok_or(TOO_MANY)?;
    let mut sizes = vec![0_u32; different.len()];
    for at in &group {
        if let Some(size) = sizes.get_mut(index(*at)) {
            *size += 1;
        }
    }
    let of_area = (0..=areas)
        .map(|area| code(different.partition_point(|(a, _)| index(*a) < area)))
        .collect::<Option<Vec<u32>>>()
        .ok_or(TOO_MANY)?;
    Ok((
        Groups {
            of_area,
            split: different.iter().map(|(_, split)| *split).collect(),
            starts: running(&sizes),
        },
        group,
    ))
}

/// Where each begins, and where the last ends.
fn running(sizes: &[u32]) -> Vec<u32> {
    let mut sum = 0;
    let mut starts = Vec::with_capacity(sizes.len() + 1);
    starts.push(0);
    for size in sizes {
        sum += size;
        starts.push(sum);
    }
    starts
}

/// The rows in the order in which they are to stand.
fn order(columns: &Columns, group: &[u32], arrangement: &Arrangement) -> Result<Vec<u32>, Full> {
    let mut keyed: Vec<(u128, u32)> = Vec::with_capacity(group.len());
    for ((place, group), row) in (0..).zip(group).zip(&columns.rows) {
        let form = columns.figures.form(*row).ok_or(TOO_MANY)?;
        let key = arrangement.key(*group, *row, form.is_questioned);
        keyed.push((key.ok_or(TOO_MANY)?, place));
    }
    keyed.sort_unstable();
    Ok(keyed.into_iter().map(|(_, row)| row).collect())
}

impl Columns {
    /// Row `i` of the result is row `order[i]` of this.
    fn permuted(self, order: &[u32]) -> Result<Self, Full> {
        let mut places = vec![0_u32; order.len()];
        for (place, row) in order.iter().enumerate() {
            if let Some(at) = places.get_mut(index(*row)) {
                *at = code(place).ok_or(TOO_MANY)?;
            }
        }
        Ok(Self {
            rows: permuted(&self.rows, order),
            figures: self.figures.permuted(order, &places),
            locators: self.locators.permuted(order),
            notes: self.notes.moved(&places),
            doubts: self.doubts.moved(&places),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::digest_of;

    #[test]
    fn rows_in_another_order_are_no_proof() {
        let world = tidemark_testkit::world();
        let mut observations = world.observations;
        observations.sort_unstable_by(|a, b| a.key.cmp(&b.key));
        let mut swapped = 0;
        for same in observations.chunk_by(|a, b| a.key.indicator == b.key.indicator) {
            let indicator = &same.first().unwrap().key.indicator;
            let segment = segment(indicator, same, digest_of(same.iter()), &world.catalogue).unwrap();
            assert!(segment.is_proved(&world.catalogue));
            let starts = &segment.groups.starts;
            let Some(large) = starts.array_windows().find(|[start, end]| end - start > 1) else {
                continue;
            };
            let mut order: Vec<u32> = (0..code(segment.len()).unwrap()).collect();
            order.swap(index(large[0]), index(large[0]) + 1);
            let other = Segment {
                columns: segment.columns.clone().permuted(&order).unwrap(),
                ..segment.clone()
            };
            assert_eq!(digest_of(other.iter()), segment.digest, "it says the same");
            assert!(!other.is_proved(&world.catalogue), "and in another order");
            swapped += 1;
        }
        assert!(swapped > 3, "{swapped}");
    }
}
