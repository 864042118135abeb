//! Areas by periods: a row is a series of one indicator, and shows one reporter where it can.

use std::collections::BTreeMap;

use tidemark_evidence::query::{PeriodSelector, TableQuery};
use tidemark_evidence::table::PeriodKey;
use tidemark_evidence::table::grid::{GridColumn, GridSink, asks_for};
use tidemark_evidence::{Dimensions, Status};
use tidemark_vocab::Reference;

use super::rows::RowArea;
use super::{NoGrid, admit, put};
use crate::codes::{code, index};
use crate::edition::Edition;
use crate::held::Held;
use crate::rows::Row;

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
    let mut asked = Asked::of(held, query);
    let led = asked.all_led(held, rows);
    let (columns, of_period) = asked.columns(held, query).ok_or(NoGrid::LeftToTable)?;
    let cells = columns.len().saturating_mul(rows.len());
    admit(cells, limit)?;
    sink.expect(cells);
    for key in &columns {
        sink.column(GridColumn::Period(key));
    }
    let split = Dimensions::default();
    let mut best = Best::new(columns.len());
    for (row, led) in rows.iter().zip(&led) {
        sink.row(&row.area, None, &split);
        best.find(held, &asked, led, &of_period);
        for place in &best.places {
            let found = place.checked_sub(1).and_then(|place| {
                let at = index(place);
                Some((at, held.segment.row(at)?))
            });
            match found {
                Some(found) => put(held, found, sink),
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

/// Which periods are asked for, and whose figures are shown without being asked for.
struct Asked {
    /// Whether each is, by its number.
    periods: Vec<bool>,
    /// By the number of the period: whether a row has a figure about it.
    occurs: Vec<bool>,
    /// By the number of the witness the place of its reporter; `ON_DEMAND` where it is shown on demand only.
    reporters: Vec<u32>,
}

/// In place of a reporter's place.
const ON_DEMAND: u32 = u32::MAX;

/// A row: its group, and the place of the reporter that leads it.
struct Led {
    group: Option<usize>,
    leading: u32,
}

impl Asked {
    fn of(held: &Held, query: &TableQuery) -> Self {
        let segment = &held.segment;
        let standings = &segment.standings;
        let reporters = standings.reporter_place.iter().zip(&standings.on_demand);
        let place = |(place, on_demand): (&u32, &bool)| if *on_demand { ON_DEMAND } else { *place };
        let periods = segment.periods.iter();
        Self {
            periods: periods.map(|period| asks_for(query, period)).collect(),
            occurs: vec![false; segment.periods.len()],
            reporters: reporters.map(place).collect(),
        }
    }

    /// The rows of the table; notes the periods that occur in them. Where every period of the totals is asked for, who leads is known, and
    /// where all of them are, so is what occurs.
    fn all_led(&mut self, held: &Held, rows: &[RowArea]) -> Vec<Led> {
        let totals = held.periods_of_totals();
        let areas = || rows.iter().filter_map(|row| row.number);
        let is_known = totals
            .iter()
            .zip(&self.periods)
            .all(|(occurs, asked)| *asked || !*occurs)
            && held.are_all_totals(areas());
        if !is_known {
            return rows.iter().map(|row| self.led(held, row.number)).collect();
        }
        self.occurs = totals.to_vec();
        let led = |row: &RowArea| Led {
            group: row.number.and_then(|area| held.total_group(area)),
            leading: row
                .number
                .and_then(|area| held.leading_total(area))
                .unwrap_or(ON_DEMAND),
        };
        rows.iter().map(led).collect()
    }

    /// Looks through the figures of an area: notes the periods that occur, and finds who leads those that are asked for.
    fn led(&mut self, held: &Held, area: Option<u32>) -> Led {
        let segment = &held.segment;
        let group = area.and_then(|area| held.total_group(area));
        for (_, row) in group.into_iter().flat_map(|group| segment.placed(group)) {
            if let Some(occurs) = self.occurs.get_mut(row.period()) {
                *occurs = true;
            }
        }
        let is_asked = |row: Row| self.periods.get(row.period()) == Some(&true);
        let leading = group.and_then(|group| segment.leading(group, is_asked));
        Led {
            group,
            leading: leading.unwrap_or(ON_DEMAND),
        }
    }

    /// The columns of the table: periods that are asked for and occur in its rows, and years that are asked for by name; and by the number
    /// of the period its column, from one, zero where it is not asked for. `None` where there is no column: what then stands there is for
    /// the table to say.
    fn columns(&self, held: &Held, query: &TableQuery) -> Option<(Vec<PeriodKey>, Vec<u8>)> {
        let mut keys: BTreeMap<PeriodKey, u8> = BTreeMap::new();
        let periods = held.segment.periods.iter();
        let of_period: Vec<Option<PeriodKey>> = periods
            .zip(self.periods.iter().zip(&self.occurs))
            .map(|(period, (is_asked, occurs))| {
                (*is_asked && *occurs).then(|| PeriodKey::of(period)).flatten()
            })
            .collect();
        let named = query.periods.iter().filter_map(|selector| match selector {
            PeriodSelector::Year(year) => Some(PeriodKey::Reference(Reference::calendar_year(*year))),
            _ => None,
        });
        for key in of_period.iter().flatten().cloned().chain(named) {
            keys.insert(key, 0);
        }
        // So many fit into the marks of a row; the table has no such limit.
        if keys.is_empty() || keys.len() > MOST_COLUMNS {
            return None;
        }
        for (column, place) in keys.values_mut().zip(1..) {
            *column = place;
        }
        let of_period = of_period
            .into_iter()
            .map(|key| key.and_then(|key| keys.get(&key).copied()).unwrap_or_default())
            .collect();
        Some((keys.into_keys().collect(), of_period))
    }
}

/// As many as [`Best::is_led`] can mark.
const MOST_COLUMNS: usize = 128;

/// What is shown in a row.
struct Best {
    /// By the number of the column the place of the figure, from one; zero where there is none.
    places: Vec<u32>,
}

impl Best {
    fn new(columns: usize) -> Self {
        Self {
            places: vec![0; columns],
        }
    }

    /// In each column the figure of the leading reporter where it has one, else the best.
    fn find(&mut self, held: &Held, asked: &Asked, led: &Led, of_period: &[u8]) {
        self.places.fill(0);
        let Some(group) = led.group else {
            return;
        };
        let mut is_led = 0_u128;
        for (at, row) in held.segment.placed(group) {
            let column = of_period.get(row.period()).copied().unwrap_or_default();
            let reporter = asked.reporters.get(row.witness()).copied().unwrap_or(ON_DEMAND);
            let Some(column) = column.checked_sub(1).filter(|_| reporter != ON_DEMAND) else {
                continue;
            };
            let (leads, mark) = (reporter == led.leading, 1_u128 << (column % 128));
            if let Some(found) = self.places.get_mut(usize::from(column))
                && (*found == 0 || (leads && is_led & mark == 0))
            {
                // A segment has fewer rows than a place can number.
                *found = code(at + 1).unwrap_or_default();
                is_led |= if leads { mark } else { 0 };
            }
        }
    }
}
