//! From a question to its table.

use std::sync::Arc;

use thiserror::Error;
use tidemark_vocab::{AreaId, IndicatorCode, RegionId};

use super::cells::{self, Mention};
use super::columns::{self, Split};
use super::long::long_rows;
use super::model::{Cell, Column, ColumnSubject, Depth, Group, Row, RowSubject, Table};
use super::numbering::Numbering;
use super::periods::{asked_for, is_latest};
use super::totals::{Field, Totalled};
use super::{areas, remarks, sort, totals};
use crate::corpus::Corpus;
use crate::observation::{Dimensions, Observation};
use crate::query::{EmptyRows, Layout, SortKey, TableQuery, Totals};
use crate::rules::{Ageing, Judges};

/// The largest number of cells a table has unless another limit is given.
pub const CELL_LIMIT: usize = 100_000;

/// Why a question has no table.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TableError {
    /// More cells than it may have.
    #[error(
        "the table would have at least {cells} cells, more than {limit}: ask for fewer areas, indicators or periods at a time"
    )]
    TooLarge {
        /// How many cells it would have, at least: splits are looked for only where the table without them is small enough.
        cells: usize,
        /// How many it may have.
        limit: usize,
    },
}

/// What is needed to make cells.
pub(super) struct Making<'a> {
    pub(super) query: &'a TableQuery,
    pub(super) corpus: &'a dyn Corpus,
    pub(super) judges: Judges<'a>,
    pub(super) lang: &'a str,
    pub(super) depth: Depth,
    /// Stands for where a figure stands in its source where that is left out.
    pub(super) nowhere: Arc<str>,
    /// How many cells the table may have.
    pub(super) limit: usize,
}

/// Makes the table that answers a question, of at most [`CELL_LIMIT`] cells. Names and reasons are in the query's language, English where it names none.
///
/// Indicators and areas that the corpus does not know have no record.
///
/// # Errors
/// [`TableError::TooLarge`].
pub fn build(query: &TableQuery, corpus: &dyn Corpus) -> Result<Table, TableError> {
    build_within(CELL_LIMIT, Depth::Whole, query, corpus)
}

/// The same under another limit, and to another depth. Cells are counted before any is made, and a refusal costs little.
///
/// # Errors
/// [`TableError::TooLarge`].
pub fn build_within(
    limit: usize,
    depth: Depth,
    query: &TableQuery,
    corpus: &dyn Corpus,
) -> Result<Table, TableError> {
    let lang = query.lang.as_ref().map_or("en", |lang| lang.as_str());
    let making = Making {
        query,
        corpus,
        judges: Judges::new(corpus.catalogue()),
        lang,
        depth,
        nowhere: Arc::from(""),
        limit,
    };
    let areas = areas::rows(query, corpus);
    // Each indicator has one split at least, and finding the others reads every observation.
    making.admit(areas.len().saturating_mul(query.indicators.len()))?;
    let splits = columns::splits(query, &areas, corpus);
    making.admit(areas.len().saturating_mul(splits.len()))?;
    let mut table = match query.layout {
        Layout::AreasIndicators => making.areas_by_indicators(&areas, &splits),
        Layout::AreasPeriods => making.areas_by_periods(&areas, &splits)?,
        Layout::IndicatorsPeriods => making.indicators_by_periods(&areas, &splits)?,
        Layout::Long => making.findings(&areas, &splits)?,
    };
    number(&mut table, depth);
    if query.layout != Layout::Long && depth == Depth::Whole {
        table.long = long_rows(&table, &areas, &splits);
    }
    table.remarks = remarks::remarks(query, &areas, &table, corpus);
    Ok(table)
}

/// What a table of the newest figures shows in the cell of an indicator, a split and an area, no reporter being named. A region's
/// own total is not made here.
#[must_use]
pub fn latest_cell(
    corpus: &dyn Corpus,
    indicator: &IndicatorCode,
    dimensions: &Dimensions,
    area: &AreaId,
) -> Cell {
    alone(corpus, |making| making.cell(indicator, dimensions, area))
}

/// The same; a region without a figure of its own has what its places come to.
#[must_use]
pub fn latest_cell_or_total(
    corpus: &dyn Corpus,
    indicator: &IndicatorCode,
    dimensions: &Dimensions,
    area: &AreaId,
) -> Cell {
    let split = (indicator.clone(), dimensions.clone());
    alone(corpus, |making| making.cell_or_total(&split, area))
}

/// What is made outside a table: the newest, no reporter being named.
fn alone<T>(corpus: &dyn Corpus, make: impl FnOnce(&Making<'_>) -> T) -> T {
    let query = TableQuery::new(Vec::new(), Vec::new());
    make(&Making {
        query: &query,
        corpus,
        judges: Judges::new(corpus.catalogue()),
        lang: "en",
        depth: Depth::Whole,
        nowhere: Arc::from(""),
        limit: 1,
    })
}

impl Making<'_> {
    /// Refuses more cells than the table may have.
    pub(super) fn admit(&self, cells: usize) -> Result<(), TableError> {
        if cells > self.limit {
            return Err(TableError::TooLarge {
                cells,
                limit: self.limit,
            });
        }
        Ok(())
    }

    /// The cell of an indicator for an area over all periods asked for.
    pub(super) fn cell(&self, indicator: &IndicatorCode, dimensions: &Dimensions, area: &AreaId) -> Cell {
        if let Some(cell) = self.newest_face(indicator, dimensions, area) {
            return cell;
        }
        let (asked, mention) = match self.ageing() {
            Ageing::Applies => (
                self.corpus.newest(indicator, dimensions, area),
                Mention::OnePerReporter,
            ),
            Ageing::AskedByPeriod => (self.observations(indicator, dimensions, area), Mention::All),
        };
        cells::cell(asked, &self.query.reporters, (self.ageing(), mention), self)
    }

    /// The cell where only its face is wanted and the corpus knows its newest figure; nobody is asked what others say.
    fn newest_face(&self, indicator: &IndicatorCode, dimensions: &Dimensions, area: &AreaId) -> Option<Cell> {
        let is_known =
            self.depth == Depth::Face && self.ageing() == Ageing::Applies && self.query.reporters.is_empty();
        let (newest, mentioned) =
            is_known.then(|| self.corpus.newest_current(indicator, dimensions, area))??;
        Some(cells::face(newest, mentioned, self))
    }

    /// Whether old figures may stand: where a period is asked for, they are what they are.
    pub(super) fn ageing(&self) -> Ageing {
        if is_latest(&self.query.periods) {
            Ageing::Applies
        } else {
            Ageing::AskedByPeriod
        }
    }

    pub(super) fn observations(
        &self,
        indicator: &IndicatorCode,
        dimensions: &Dimensions,
        area: &AreaId,
    ) -> Vec<Observation> {
        let mut observations = self.corpus.of_split(indicator, dimensions, area);
        observations.retain(|o| asked_for(&self.query.periods, &o.key.period));
        observations
    }

    fn areas_by_indicators(&self, areas: &[AreaId], splits: &[Split]) -> Table {
        let row = |area: &AreaId| Row {
            subject: RowSubject::Area(area.clone()),
            cells: splits
                .iter()
                .map(|split| self.cell_or_total(split, area))
                .collect(),
        };
        let rows: Vec<Row> = areas.iter().map(row).collect();
        let subject = |(indicator, dimensions): &Split| ColumnSubject::Indicator {
            indicator: indicator.clone(),
            dimensions: dimensions.clone(),
        };
        let units = splits.iter().map(|(indicator, _)| Some(indicator));
        let columns = self.columns(splits.iter().map(subject).zip(units), &rows);
        let totalled = |(indicator, dimensions): &Split| {
            Some(Totalled {
                indicator: indicator.clone(),
                dimensions: dimensions.clone(),
                period: None,
            })
        };
        let totalled: Vec<_> = splits.iter().map(totalled).collect();
        self.assemble(columns, rows, &totalled)
    }

    /// A region without a figure of its own shows what its places come to.
    pub(super) fn cell_or_total(&self, (code, dimensions): &Split, area: &AreaId) -> Cell {
        let mut cell = self.cell(code, dimensions, area);
        if let (None, AreaId::Region(id), Some(indicator)) =
            (&cell.shown, area, self.corpus.catalogue().indicators.get(code))
        {
            let total = totals::of_region(self, indicator, dimensions, id);
            cell.status = total.status();
            cell.total = Some(Arc::new(total));
        }
        cell
    }

    pub(super) fn columns<'c>(
        &self,
        heads: impl Iterator<Item = (ColumnSubject, Option<&'c IndicatorCode>)>,
        rows: &[Row],
    ) -> Vec<Column> {
        let catalogue = self.corpus.catalogue();
        heads
            .enumerate()
            .map(|(at, (subject, indicator))| Column {
                subject,
                unit: indicator
                    .and_then(|code| catalogue.indicators.get(code))
                    .map(|i| i.unit.clone()),
                reporters: columns::reporters(rows.iter().filter_map(|row| row.cells.get(at))),
            })
            .collect()
    }

    /// Puts rows into groups, sorts them, and sets totals beneath; `totalled` says what each column's total is about.
    pub(super) fn assemble(
        &self,
        columns: Vec<Column>,
        rows: Vec<Row>,
        totalled: &[Option<Totalled>],
    ) -> Table {
        let catalogue = self.corpus.catalogue();
        let shows_totals = self.query.totals == Totals::Shown && rows.iter().any(is_area);
        let total_of = |rows: &[Row], field: &Field| {
            let wanted = if shows_totals { totalled } else { &[] };
            totals::of_rows(self, wanted, rows, field)
        };
        let overall = total_of(&rows, &totals::whole_selection(self.query, catalogue));
        let (rows, left_out) = self.without_empty(rows);
        let sort_column = self.sort_column(&columns);
        let group = |(region, mut rows): (Option<RegionId>, Vec<Row>)| {
            let field = region.as_ref().map(|id| Field::region(id, catalogue));
            let totals = field.map(|field| total_of(&rows, &field)).unwrap_or_default();
            sort::sort(&mut rows, &self.query.sort, sort_column, catalogue, self.lang);
            Group { region, rows, totals }
        };
        Table {
            query: self.query.clone(),
            edition: self.corpus.identity().to_owned(),
            columns,
            groups: self.grouped(rows).into_iter().map(group).collect(),
            totals: overall,
            left_out,
            long: Vec::new(),
            notes: Vec::new(),
            sources: Vec::new(),
            remarks: Vec::new(),
        }
    }

    /// The rows that are to stand there, and how many are left out: those in which nothing is recorded, where they are not wanted. Totals are
    /// made of all.
    fn without_empty(&self, rows: Vec<Row>) -> (Vec<Row>, usize) {
        if self.query.empty == EmptyRows::Shown {
            return (rows, 0);
        }
        let all = rows.len();
        let kept: Vec<Row> = rows
            .into_iter()
            .filter(|row| row.cells.iter().any(Cell::is_recorded))
            .collect();
        let left_out = all - kept.len();
        (kept, left_out)
    }

    fn sort_column(&self, columns: &[Column]) -> Option<usize> {
        columns
            .iter()
            .position(|column| match (&column.subject, &self.query.sort.key) {
                (ColumnSubject::Indicator { indicator, .. }, SortKey::Indicator(by)) => indicator == by,
                _ => false,
            })
    }
}

fn is_area(row: &Row) -> bool {
    matches!(row.subject, RowSubject::Area(_))
}

fn number(table: &mut Table, depth: Depth) {
    let mut numbering = match depth {
        Depth::Face => Numbering::without_locators(),
        Depth::Whole => {
            let rows = table.groups.iter().flat_map(|group| &group.rows);
            let cells = rows.flat_map(|row| &row.cells);
            let mentioned = cells.chain(table.long.iter().map(|row| &row.cell));
            Numbering::expecting(mentioned.map(|cell| 1 + cell.others.len()).sum())
        }
    };
    for group in &mut table.groups {
        for cell in group.rows.iter_mut().flat_map(|row| row.cells.iter_mut()) {
            numbering.cell(cell);
        }
        for total in &mut group.totals {
            numbering.total(total);
        }
    }
    for total in &mut table.totals {
        numbering.total(total);
    }
    for row in &mut table.long {
        numbering.cell(&mut row.cell);
    }
    (table.notes, table.sources) = numbering.finish();
}
