//! Areas by indicators: the newest figure of each, or the best of the periods that are asked for.

use tidemark_evidence::query::{PeriodSelector, TableQuery};
use tidemark_evidence::table::grid::{GridColumn, GridSink, asks_for, splits};
use tidemark_evidence::{Dimensions, Status};
use tidemark_vocab::{AreaId, IndicatorCode};

use super::rows::RowArea;
use super::{NoGrid, admit, put};
use crate::codes::index;
use crate::edition::{Edition, Held};

/// A column: what is said of the indicator, and what of it is asked for.
struct Column<'a> {
    held: &'a Held,
    /// The number of the split; `None` for the total.
    split: Option<u32>,
    /// For each period whether it is asked for; `None` where the newest figures are.
    asked: Option<Vec<bool>>,
}

pub(super) fn write(
    edition: &Edition,
    query: &TableQuery,
    rows: &[RowArea],
    limit: usize,
    sink: &mut impl GridSink,
) -> Result<(), NoGrid> {
    admit(rows.len().saturating_mul(query.indicators.len()), limit)?;
    let splits = if query.dimensions.is_empty() {
        let total = |indicator: &IndicatorCode| (indicator.clone(), Dimensions::default());
        query.indicators.iter().map(total).collect()
    } else {
        let areas: Vec<AreaId> = rows.iter().map(|row| row.area.clone()).collect();
        splits(query, &areas, edition)
    };
    admit(rows.len().saturating_mul(splits.len()), limit)?;
    let mut columns = Vec::with_capacity(splits.len());
    for (indicator, dimensions) in &splits {
        sink.column(GridColumn::Indicator(indicator, dimensions));
        columns.push(column(edition, query, indicator, dimensions));
    }
    let total = Dimensions::default();
    for row in rows {
        sink.row(&row.area, None, &total);
        for column in &columns {
            let found = column.as_ref().zip(row.number).and_then(|(column, area)| {
                let row = column.best(area)?;
                Some((column.held, row))
            });
            match found {
                Some((held, row)) => put(held, row, sink),
                None => sink.cell(Status::NoRecord, None),
            }
        }
    }
    Ok(())
}

fn column<'a>(
    edition: &'a Edition,
    query: &TableQuery,
    indicator: &IndicatorCode,
    dimensions: &Dimensions,
) -> Option<Column<'a>> {
    let held = edition.held(indicator)?;
    let split = held.segment.splits.binary_search(dimensions).ok()?;
    let newest = matches!(query.periods.as_slice(), [PeriodSelector::Latest]);
    let asked = || held.segment.periods.iter().map(|period| asks_for(query, period));
    Some(Column {
        held,
        split: if dimensions.is_total() {
            None
        } else {
            Some(u32::try_from(split).ok()?)
        },
        asked: (!newest).then(|| asked().collect()),
    })
}

impl Column<'_> {
    /// The row that is shown for an area: nothing where there is none, or none that may stand for today.
    fn best(&self, area: u32) -> Option<usize> {
        let group = match self.split {
            None => self.held.total(area)?,
            Some(split) => self.held.group(area, split)?,
        };
        let Some(asked) = &self.asked else {
            return self.held.newest(group);
        };
        let segment = &self.held.segment;
        segment.rows_of(group).find(|row| {
            let period = segment.columns.period.get(*row).map(index);
            let is_asked = period.and_then(|period| asked.get(period)) == Some(&true);
            is_asked && segment.is_shown(*row)
        })
    }
}
