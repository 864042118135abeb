//! Areas by indicators: the newest figure of each, or the best of the periods that are asked for.

use tidemark_evidence::query::{PeriodSelector, TableQuery};
use tidemark_evidence::table::grid::{GridColumn, GridSink, asks_for, splits};
use tidemark_evidence::{Dimensions, Status};
use tidemark_vocab::IndicatorCode;

use super::rows::RowArea;
use super::{NoGrid, admit, put};
use crate::codes::{code, index};
use crate::edition::Edition;
use crate::held::Held;
use crate::rows::Row;
use crate::segment::Segment;

/// A column: what is said of the indicator, and what of it is shown.
struct Column<'a> {
    held: &'a Held,
    shown: Shown,
}

/// What a column shows.
enum Shown {
    /// The newest figures of totals, which lie beside one another.
    NewestTotals,
    /// For each row of the table the figure that was looked for, with its place.
    Looked(Vec<Option<(usize, Row)>>),
}

/// The periods that are asked for.
struct Asked {
    /// Whether each is, by its number.
    periods: Vec<bool>,
    /// The first and the last class of these, in the order in which rows stand.
    classes: (u32, u32),
    number_of_classes: usize,
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
        let areas = rows.iter().filter_map(|row| row.number);
        let in_areas = |indicator: &IndicatorCode| {
            let held = edition.held(indicator);
            held.map(|held| held.splits_among(&areas)).unwrap_or_default()
        };
        splits(query, edition, in_areas)
    };
    let cells = rows.len().saturating_mul(splits.len());
    admit(cells, limit)?;
    sink.expect(cells);
    let mut columns = Vec::with_capacity(splits.len());
    for (indicator, dimensions) in &splits {
        sink.column(GridColumn::Indicator(indicator, dimensions));
        columns.push(column(edition, query, indicator, dimensions, rows));
    }
    if !sink.is_terse() {
        columns
            .iter()
            .flatten()
            .for_each(|column| column.fetch_ranges(rows));
    }
    let total = Dimensions::default();
    for (at, row) in rows.iter().enumerate() {
        sink.row(&row.area, None, &total);
        for column in &columns {
            let found = column
                .as_ref()
                .and_then(|column| Some((column.held, column.found(at, row)?)));
            match found {
                Some((held, found)) => put(held, found, sink),
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
    rows: &[RowArea],
) -> Option<Column<'a>> {
    let held = edition.held(indicator)?;
    let split = held
        .segment
        .splits
        .binary_search(dimensions)
        .ok()
        .and_then(code)?;
    let is_newest = matches!(query.periods.as_slice(), [PeriodSelector::Latest]);
    let groups = || rows.iter().map(|row| held.group(row.number?, split));
    let shown = match (is_newest, dimensions.is_total()) {
        (true, true) => Shown::NewestTotals,
        (true, false) => {
            let newest = |group: Option<usize>| held.segment.newest(group?, &held.ages);
            Shown::Looked(groups().map(newest).collect())
        }
        (false, _) => {
            let asked = Asked::of(&held.segment, query)?;
            Shown::Looked(asked.best_of_each(&held.segment, &groups().collect::<Vec<_>>()))
        }
    };
    Some(Column { held, shown })
}

impl Column<'_> {
    /// The figure of a row of the table, with its place.
    #[inline]
    fn found(&self, at: usize, row: &RowArea) -> Option<(usize, Row)> {
        match &self.shown {
            Shown::NewestTotals => self.held.newest_total(row.number?),
            Shown::Looked(found) => *found.get(at)?,
        }
    }

    fn fetch_ranges(&self, rows: &[RowArea]) {
        let found = rows
            .iter()
            .enumerate()
            .filter_map(|(at, row)| self.found(at, row));
        let figures = &self.held.segment.columns.figures;
        figures.fetch_ranges(found.map(|(at, _)| at));
    }
}

impl Asked {
    /// `None` where no figure is about a period that is asked for.
    fn of(segment: &Segment, query: &TableQuery) -> Option<Self> {
        let is_asked: Vec<bool> = segment
            .periods
            .iter()
            .map(|period| asks_for(query, period))
            .collect();
        let classes = is_asked.iter().zip(&segment.standings.period_class);
        let classes = classes
            .filter(|(is_asked, _)| **is_asked)
            .map(|(_, class)| *class);
        let classes = (classes.clone().min()?, classes.max()?);
        let last = segment.standings.period_class.iter().max()?;
        Some(Self {
            periods: is_asked,
            classes,
            number_of_classes: index(*last) + 1,
        })
    }

    /// Of each group the best row about a period that is asked for, shown where nobody asks for its reporter, with its place.
    fn best_of_each(&self, segment: &Segment, groups: &[Option<usize>]) -> Vec<Option<(usize, Row)>> {
        // They lie far apart. Asked for one after another without a question between, they come at the same time.
        let fetched = groups.iter().flatten().fold(0, |sum: usize, group| {
            let places = segment.rows_of(*group);
            let guess = segment.row(places.start + self.guess(places.len()));
            sum.wrapping_add(guess.map_or(0, Row::period))
        });
        std::hint::black_box(fetched);
        let best = |group: &Option<usize>| self.best(segment, (*group)?);
        groups.iter().map(best).collect()
    }

    /// Where the rows of the first class that is asked for begin, about: where series are whole, a class stands where its number says.
    fn guess(&self, rows: usize) -> usize {
        rows * index(self.classes.0) / self.number_of_classes.max(1)
    }

    fn best(&self, segment: &Segment, group: usize) -> Option<(usize, Row)> {
        let places = segment.rows_of(group);
        let rows = segment.columns.rows.get(places.clone())?;
        // Rows shown on demand stand last, the others by the class of their period.
        let class = |row: Row| {
            let class = segment.standings.period_class.get(row.period());
            class
                .copied()
                .filter(|_| segment.is_shown(row))
                .unwrap_or(u32::MAX)
        };
        let (first, last) = self.classes;
        let start = boundary(rows, self.guess(rows.len()), |row| class(row) < first);
        for (row, at) in rows.get(start..)?.iter().zip(places.start + start..) {
            if class(*row) > last {
                break;
            }
            if self.periods.get(row.period()) == Some(&true) {
                return Some((at, *row));
            }
        }
        None
    }
}

/// How many rows at the beginning are before a boundary, as far as which all rows are before it and beyond which none is. Looks around a
/// guess first: rows near one another lie in the same piece of memory.
fn boundary(rows: &[Row], guess: usize, is_before: impl Fn(Row) -> bool) -> usize {
    let mut bounds = 0..rows.len();
    let (mut at, mut step) = (guess, 1);
    while let Some(row) = rows.get(at).filter(|_| bounds.contains(&at)) {
        if is_before(*row) {
            bounds.start = at + 1;
            at = if bounds.end < rows.len() {
                break;
            } else {
                at + step
            };
        } else {
            bounds.end = at;
            at = if bounds.start > 0 {
                break;
            } else {
                at.saturating_sub(step)
            };
        }
        step *= 2;
    }
    let between = rows.get(bounds.clone()).unwrap_or_default();
    bounds.start + between.partition_point(|row| is_before(*row))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Row, boundary};

    proptest! {
        #[test]
        fn a_boundary_is_found_from_every_guess(before in 0_u16..40, beyond in 0_u16..40, guess in 0_usize..90) {
            let rows: Vec<Row> = (0..before + beyond).map(|at| Row::new(at, 0, 0, 0)).collect();
            let found = boundary(&rows, guess, |row| row.period() < usize::from(before));
            prop_assert_eq!(found, usize::from(before));
        }
    }
}
