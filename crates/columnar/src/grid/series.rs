//! Areas by periods: a row is a series of one indicator, and shows one reporter where it can.

use std::collections::BTreeMap;

use tidemark_evidence::query::{PeriodSelector, TableQuery};
use tidemark_evidence::table::PeriodKey;
use tidemark_evidence::table::grid::{GridColumn, GridSink, asks_for};
use tidemark_evidence::{Dimensions, Status};
use tidemark_vocab::Reference;

use super::rows::RowArea;
use super::{NoGrid, admit, put};
use crate::codes::index;
use crate::edition::{Edition, Held};

/// Which column each period stands in.
struct Places {
    columns: Vec<PeriodKey>,
    /// By the number of the period; `None` where it is not asked for.
    of_period: Vec<Option<u32>>,
}

pub(super) fn write(
    edition: &Edition,
    query: &TableQuery,
    rows: &[RowArea],
    limit: usize,
    sink: &mut impl GridSink,
) -> Result<(), NoGrid> {
    let ([indicator], true) = (query.indicators.as_slice(), is_years_of_the_total(query)) else {
        return Err(NoGrid::LeftToTable);
    };
    let held = edition.held(indicator).ok_or(NoGrid::LeftToTable)?;
    let groups: Vec<Option<usize>> = rows.iter().map(|row| held.total(row.number?)).collect();
    let places = Places::of(held, query, &groups).ok_or(NoGrid::LeftToTable)?;
    admit(places.columns.len().saturating_mul(rows.len()), limit)?;
    for key in &places.columns {
        sink.column(GridColumn::Period(key));
    }
    let split = Dimensions::default();
    let mut best = Vec::new();
    for (row, group) in rows.iter().zip(&groups) {
        sink.row(&row.area, None, &split);
        places.best_of(held, *group, &mut best);
        for found in &best {
            match found {
                Some(row) => put(held, *row, sink),
                None => sink.cell(Status::NoRecord, None),
            }
        }
    }
    Ok(())
}

/// Years only, of figures that are not split: a round has a column of its own, with a rule of its own.
fn is_years_of_the_total(query: &TableQuery) -> bool {
    let is_year =
        |selector: &PeriodSelector| matches!(selector, PeriodSelector::Year(_) | PeriodSelector::Years(..));
    query.dimensions.is_empty() && !query.periods.is_empty() && query.periods.iter().all(is_year)
}

impl Places {
    /// The columns of a table: periods that are asked for and occur in its rows, and years that are asked for by name. `None`
    /// where there is no such column: what then stands there is for the table to say.
    fn of(held: &Held, query: &TableQuery, groups: &[Option<usize>]) -> Option<Self> {
        let segment = &held.segment;
        let mut occurs = vec![false; segment.periods.len()];
        for row in groups.iter().flatten().flat_map(|group| segment.rows_of(*group)) {
            if let Some(at) = segment
                .columns
                .period
                .get(row)
                .and_then(|period| occurs.get_mut(index(period)))
            {
                *at = true;
            }
        }
        let mut keys: BTreeMap<PeriodKey, u32> = BTreeMap::new();
        let key = |period: &tidemark_vocab::Period, occurs: bool| {
            (occurs && asks_for(query, period))
                .then(|| PeriodKey::of(period))
                .flatten()
        };
        let of_period: Vec<Option<PeriodKey>> = segment
            .periods
            .iter()
            .zip(occurs)
            .map(|(period, occurs)| key(period, occurs))
            .collect();
        let named = query.periods.iter().filter_map(|selector| match selector {
            PeriodSelector::Year(year) => Some(PeriodKey::Reference(Reference::calendar_year(*year))),
            _ => None,
        });
        for key in of_period.iter().flatten().cloned().chain(named) {
            keys.insert(key, 0);
        }
        for (place, column) in (0..).zip(keys.values_mut()) {
            *column = place;
        }
        let of_period = of_period
            .into_iter()
            .map(|key| keys.get(&key?).copied())
            .collect();
        let columns: Vec<PeriodKey> = keys.into_keys().collect();
        // So many fit into the marks of a row; the table has no such limit.
        (!columns.is_empty() && columns.len() <= 128).then_some(Self { columns, of_period })
    }

    /// The row that is shown in each column: that of the leading reporter where it has one, else the best.
    fn best_of(&self, held: &Held, group: Option<usize>, best: &mut Vec<Option<usize>>) {
        best.clear();
        best.resize(self.columns.len(), None);
        let Some(group) = group else {
            return;
        };
        let segment = &held.segment;
        let leading = self.leading(held, group);
        let mut is_led = 0_u128;
        for row in segment.rows_of(group) {
            let Some((place, column)) = self.eligible(held, row) else {
                continue;
            };
            let leads = Some(place) == leading;
            let Some(found) = best.get_mut(column) else {
                continue;
            };
            let mark = 1_u128 << (column % 128);
            if found.is_none() || (leads && is_led & mark == 0) {
                *found = Some(row);
                is_led |= if leads { mark } else { 0 };
            }
        }
    }

    /// The reporter's place and the column of a row, where it is shown without being asked for and is about a period that is asked for.
    fn eligible(&self, held: &Held, row: usize) -> Option<(u32, usize)> {
        let segment = &held.segment;
        let witness = index(segment.columns.witness.get(row)?);
        let column = (*self.of_period.get(index(segment.columns.period.get(row)?))?)?;
        let is_shown = !segment.standings.on_demand.get(witness)?;
        is_shown.then_some((*segment.standings.reporter_place.get(witness)?, index(column)))
    }

    /// The place of the reporter that leads a row: the best by rank that has an unquestioned figure, else the best.
    fn leading(&self, held: &Held, group: usize) -> Option<u32> {
        let segment = &held.segment;
        let candidates = segment.rows_of(group).filter_map(|row| {
            let (place, _) = self.eligible(held, row)?;
            Some((segment.columns.doubtful.has(row), place))
        });
        candidates.min().map(|(_, place)| place)
    }
}
