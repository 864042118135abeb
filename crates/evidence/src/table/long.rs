//! A row a finding: as a layout of its own, and behind every other.

use tidemark_vocab::{AreaId, IndicatorCode};

use super::build::{Making, TableError};
use super::cells;
use super::columns::Split;
use super::model::{Cell, ColumnSubject, LongRow, Row, RowSubject, Table};
use super::periods::is_latest;
use super::sort;
use crate::observation::{Dimensions, Observation};
use crate::query::EmptyRows;

impl Making<'_> {
    pub(super) fn findings(&self, areas: &[AreaId], splits: &[Split]) -> Result<Table, TableError> {
        if !is_latest(&self.query.periods) {
            self.admit(self.count(areas, splits))?;
        }
        let mut rows = Vec::new();
        let mut left_out = 0;
        for area in sort::areas(
            areas.to_vec(),
            &self.query.sort,
            self.corpus.catalogue(),
            self.lang,
        ) {
            for split in splits {
                let (indicator, dimensions) = split;
                let mut cells = self.cells_of(split, &area);
                if self.query.empty == EmptyRows::Hidden {
                    let all = cells.len();
                    cells.retain(Cell::is_recorded);
                    left_out += all - cells.len();
                }
                rows.extend(cells.into_iter().map(|cell| LongRow {
                    indicator: indicator.clone(),
                    dimensions: dimensions.clone(),
                    area: area.clone(),
                    asked: None,
                    cell,
                }));
            }
        }
        let mut table = self.assemble(Vec::new(), Vec::new(), &[]);
        table.groups.clear();
        table.left_out = left_out;
        table.long = rows;
        Ok(table)
    }

    /// The cells of a split for an area: the newest one, or one a finding where periods are asked for.
    fn cells_of(&self, split: &Split, area: &AreaId) -> Vec<Cell> {
        if is_latest(&self.query.periods) {
            return vec![self.cell_or_total(split, area)];
        }
        let found = self.every(&split.0, &split.1, area);
        if found.is_empty() {
            return vec![Cell::no_record()];
        }
        found.into_iter().map(|o| cells::cell_of(o, self)).collect()
    }

    /// How many rows there would be where periods are asked for.
    fn count(&self, areas: &[AreaId], splits: &[Split]) -> usize {
        let each = areas.iter().flat_map(|area| {
            splits
                .iter()
                .map(move |(indicator, dimensions)| self.every(indicator, dimensions, area).len().max(1))
        });
        each.sum()
    }

    fn every(&self, indicator: &IndicatorCode, dimensions: &Dimensions, area: &AreaId) -> Vec<Observation> {
        let mut found = self.observations(indicator, dimensions, area);
        found.retain(|o| self.query.reporters.is_empty() || self.query.reporters.contains(&o.key.reporter));
        found
    }
}

/// The cells of a laid-out table one after another, in reading order.
pub(super) fn long_rows(table: &Table, areas: &[AreaId], splits: &[Split]) -> Vec<LongRow> {
    let mut long = Vec::new();
    for row in table.groups.iter().flat_map(|group| &group.rows) {
        for (column, cell) in table.columns.iter().zip(&row.cells) {
            let asked = match &column.subject {
                ColumnSubject::Indicator { .. } => None,
                ColumnSubject::Period(key) => Some(key.clone()),
            };
            if let (Some(area), Some((indicator, dimensions))) =
                (area_of(row, areas), split_of(row, &column.subject, splits))
            {
                long.push(LongRow {
                    indicator,
                    dimensions,
                    area,
                    asked,
                    cell: cell.clone(),
                });
            }
        }
    }
    long
}

/// The area of a row; in a table about one area, that one.
fn area_of(row: &Row, areas: &[AreaId]) -> Option<AreaId> {
    match &row.subject {
        RowSubject::Area(area) | RowSubject::AreaSplit { area, .. } => Some(area.clone()),
        RowSubject::Indicator { .. } => areas.first().cloned(),
    }
}

/// The split of a cell: its row's, its column's, or the only one of a table over periods.
fn split_of(row: &Row, column: &ColumnSubject, splits: &[Split]) -> Option<Split> {
    match (&row.subject, column) {
        (
            RowSubject::AreaSplit {
                indicator,
                dimensions,
                ..
            }
            | RowSubject::Indicator {
                indicator,
                dimensions,
            },
            _,
        )
        | (
            _,
            ColumnSubject::Indicator {
                indicator,
                dimensions,
            },
        ) => Some((indicator.clone(), dimensions.clone())),
        (RowSubject::Area(_), ColumnSubject::Period(_)) => match splits {
            [only] => Some(only.clone()),
            _ => None,
        },
    }
}
