//! Bars: amounts of one column as lengths from zero.

use super::{Aside, at_most, by_size, cap, of_regions, one_unit, set_apart, unit_of};
use crate::picture::chart::axis::{Axis, Start};
use crate::picture::chart::kind::Refusal;
use crate::picture::chart::point::Point;
use crate::picture::chart::series::Reading;

/// Rows a chart has at most: more are no picture.
pub(super) const ROWS: usize = 120;

/// A row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BarRow<'r> {
    /// Its name.
    pub name: &'r str,
    /// The region under which it stands, where rows are grouped.
    pub group: Option<&'r str>,
    /// Its figure, or what is told where it would stand.
    pub point: &'r Point<'r>,
}

/// What a chart of bars shows.
#[derive(Debug, Clone, PartialEq)]
pub struct BarPlan<'r> {
    /// The rows in their order.
    pub rows: Vec<BarRow<'r>>,
    /// The unit, in words.
    pub unit: Option<String>,
    /// The largest number there can be.
    pub cap: Option<f64>,
    /// What is told beneath.
    pub asides: Vec<Aside<'r>>,
}

impl<'r> BarPlan<'r> {
    pub(super) fn of(reading: &'r Reading<'r>) -> Result<Self, Refusal> {
        one_unit(reading)?;
        if reading.heads.len() > 1 {
            return Err(Refusal::NeedsOnePeriod);
        }
        Self::of_column(reading, 0)
    }

    /// The bars of one column.
    pub(super) fn of_column(reading: &'r Reading<'r>, column: usize) -> Result<Self, Refusal> {
        let row = |series: &'r crate::picture::chart::Series<'r>| {
            Some(BarRow {
                name: &series.name,
                group: series.group.as_deref(),
                point: series.points.get(column)?,
            })
        };
        let mut rows: Vec<BarRow<'r>> = reading.series.iter().filter_map(row).collect();
        let (kept, silent) = set_apart(rows, |row| Some((row.name, row.point)));
        rows = kept;
        at_most(rows.len(), ROWS)?;
        if rows.iter().all(|row| row.point.extent().is_none()) {
            return Err(Refusal::NothingToDraw);
        }
        by_size(&mut rows, reading, |row| {
            row.point.extent().map(super::super::point::Extent::middle)
        });
        keep_groups(&mut rows);
        Ok(Self {
            rows,
            unit: unit_of(reading),
            cap: cap(reading),
            asides: of_regions(reading).chain(silent).collect(),
        })
    }

    /// The axis on which all of it lies; a length begins at zero.
    #[must_use]
    pub fn axis(&self, wanted: usize) -> Axis {
        let extents = self.rows.iter().filter_map(|row| row.point.extent());
        let (least, most) = extents.fold((0.0, 0.0), |(least, most): (f64, f64), extent| {
            (least.min(extent.least()), most.max(extent.most()))
        });
        Axis::linear((least, most), Start::Zero, wanted, self.cap)
    }
}

/// Rows of one group stand together, in the order in which groups come in the table.
fn keep_groups(rows: &mut [BarRow<'_>]) {
    let mut order: Vec<Option<&str>> = Vec::new();
    for row in rows.iter() {
        if !order.contains(&row.group) {
            order.push(row.group);
        }
    }
    rows.sort_by_key(|row| order.iter().position(|group| *group == row.group));
}
