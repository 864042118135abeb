//! From a question to its table.

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;
use tidemark_vocab::{AreaId, IndicatorCode, PlaceCode, RegionId, ReporterCode};

use super::cells::{self, Ageing, Mention};
use super::columns::{self, Split, column_of};
use super::model::{Cell, Column, ColumnSubject, Group, LongRow, PeriodKey, Row, RowSubject, Table, Total};
use super::numbering::Numbering;
use super::periods::{asked_for, is_latest};
use super::{areas, remarks, sort, totals};
use crate::corpus::Corpus;
use crate::finding::Status;
use crate::observation::{Dimensions, Observation};
use crate::query::{Layout, SortKey, TableQuery, Totals};

/// The largest number of cells a table may have.
pub const CELL_LIMIT: usize = 100_000;

/// Why a question has no table.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TableError {
    /// More cells than [`CELL_LIMIT`].
    #[error(
        "the table would have {cells} cells, more than {CELL_LIMIT}: ask for fewer areas, indicators or periods at a time"
    )]
    TooLarge {
        /// How many cells it would have.
        cells: usize,
    },
}

/// What is needed to make cells.
pub(super) struct Making<'a> {
    pub(super) query: &'a TableQuery,
    pub(super) corpus: &'a dyn Corpus,
    pub(super) lang: &'a str,
}

/// Makes the table that answers a question. Names and reasons are in the query's language, English where it names none.
///
/// Indicators and areas that the corpus does not know have no record.
///
/// # Errors
/// [`TableError::TooLarge`].
pub fn build(query: &TableQuery, corpus: &dyn Corpus) -> Result<Table, TableError> {
    let lang = query.lang.as_ref().map_or("en", |lang| lang.as_str());
    let making = Making { query, corpus, lang };
    let areas = areas::rows(query, corpus);
    let splits = columns::splits(query, &areas, corpus);
    limit(areas.len().saturating_mul(splits.len()))?;
    let mut table = match query.layout {
        Layout::AreasIndicators => making.areas_by_indicators(&areas, &splits),
        Layout::AreasPeriods => making.areas_by_periods(&areas, &splits)?,
        Layout::IndicatorsPeriods => making.indicators_by_periods(&areas, &splits)?,
        Layout::Long => making.findings(&areas, &splits)?,
    };
    number(&mut table);
    if query.layout != Layout::Long {
        table.long = long_rows(&table, &areas, &splits);
    }
    table.remarks = remarks::remarks(query, &areas, &table.long, corpus);
    Ok(table)
}

fn limit(cells: usize) -> Result<(), TableError> {
    if cells > CELL_LIMIT {
        Err(TableError::TooLarge { cells })
    } else {
        Ok(())
    }
}

impl Making<'_> {
    /// The cell of an indicator for an area over all periods asked for.
    pub(super) fn cell(&self, indicator: &IndicatorCode, dimensions: &Dimensions, area: &AreaId) -> Cell {
        let asked = self.observations(indicator, dimensions, area);
        let ageing = if is_latest(&self.query.periods) {
            Ageing::Applies
        } else {
            Ageing::AskedByPeriod
        };
        cells::cell(
            asked,
            &self.query.reporters,
            (ageing, Mention::OnePerReporter),
            self.corpus,
        )
    }

    fn observations(
        &self,
        indicator: &IndicatorCode,
        dimensions: &Dimensions,
        area: &AreaId,
    ) -> Vec<Observation> {
        let mut observations = self.corpus.observations(indicator, area);
        observations
            .retain(|o| o.key.dimensions == *dimensions && asked_for(&self.query.periods, &o.key.period));
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
        self.assemble(columns, rows, |at| {
            splits.get(at).map(|(indicator, _)| indicator.clone())
        })
    }

    /// A region without a figure of its own shows what its places come to.
    fn cell_or_total(&self, (code, dimensions): &Split, area: &AreaId) -> Cell {
        let mut cell = self.cell(code, dimensions, area);
        if let (None, AreaId::Region(id), Some(indicator)) =
            (&cell.shown, area, self.corpus.catalogue().indicators.get(code))
        {
            let total = totals::of_region(self, indicator, dimensions, id);
            cell.status = total.status();
            cell.total = Some(Box::new(total));
        }
        cell
    }

    fn areas_by_periods(&self, areas: &[AreaId], splits: &[Split]) -> Result<Table, TableError> {
        let subjects: Vec<(RowSubject, &Split, &AreaId)> = areas
            .iter()
            .flat_map(|area| splits.iter().map(move |split| (area, split)))
            .map(|(area, split)| {
                let subject = match splits {
                    [_] => RowSubject::Area(area.clone()),
                    _ if areas.len() == 1 => indicator_row(split),
                    _ => RowSubject::Area(area.clone()),
                };
                (subject, split, area)
            })
            .collect();
        self.by_periods(subjects)
    }

    fn indicators_by_periods(&self, areas: &[AreaId], splits: &[Split]) -> Result<Table, TableError> {
        let subjects = areas
            .iter()
            .flat_map(|area| splits.iter().map(move |s| (indicator_row(s), s, area)))
            .collect();
        self.by_periods(subjects)
    }

    fn by_periods(&self, subjects: Vec<(RowSubject, &Split, &AreaId)>) -> Result<Table, TableError> {
        let latest = is_latest(&self.query.periods);
        let observations: Vec<Vec<Observation>> = subjects
            .iter()
            .map(|(_, (indicator, dimensions), area)| {
                let all = self.observations(indicator, dimensions, area);
                if latest {
                    newest(all, &self.query.reporters, self.corpus)
                } else {
                    all
                }
            })
            .collect();
        let keys = columns::periods(self.query, observations.iter().flatten());
        limit(keys.len().saturating_mul(subjects.len()))?;
        let single = single_indicator(&subjects);
        let rows: Vec<Row> = subjects
            .into_iter()
            .zip(&observations)
            .map(|((subject, _, _), observations)| Row {
                subject,
                cells: self.series(observations, &keys),
            })
            .collect();
        let heads = keys
            .iter()
            .map(|key| (ColumnSubject::Period(key.clone()), single.as_ref()));
        let columns = self.columns(heads, &rows);
        Ok(self.assemble(columns, rows, |_| single.clone()))
    }

    /// The cells of a row over periods. Its reference periods show one reporter, the best that has any; a round's column
    /// shows what was published in that round.
    fn series(&self, observations: &[Observation], keys: &[PeriodKey]) -> Vec<Cell> {
        let leading = self.leading_reporter(observations);
        let at = |key: &PeriodKey| {
            let here: Vec<Observation> = observations
                .iter()
                .filter(|o| column_of(self.query, o).as_ref() == Some(key))
                .cloned()
                .collect();
            let shown: &[ReporterCode] = match key {
                PeriodKey::Reference(_) if self.query.reporters.is_empty() => leading.as_slice(),
                _ => &self.query.reporters,
            };
            cells::cell(here, shown, (Ageing::AskedByPeriod, Mention::All), self.corpus)
        };
        keys.iter().map(at).collect()
    }

    fn leading_reporter(&self, observations: &[Observation]) -> Vec<ReporterCode> {
        let catalogue = self.corpus.catalogue();
        let referenced: Vec<Observation> = observations
            .iter()
            .filter(|o| matches!(column_of(self.query, o), Some(PeriodKey::Reference(_))))
            .cloned()
            .collect();
        let eligible = crate::rules::Candidates::of(referenced, &[], catalogue).eligible;
        let best = eligible
            .iter()
            .min_by_key(|o| (crate::rules::standing(o, catalogue).place, o.key.reporter.clone()));
        best.map(|o| o.key.reporter.clone()).into_iter().collect()
    }

    fn findings(&self, areas: &[AreaId], splits: &[Split]) -> Result<Table, TableError> {
        let mut rows = Vec::new();
        let latest = is_latest(&self.query.periods);
        for area in sorted_areas(self, areas) {
            for (indicator, dimensions) in splits {
                let make = |cell: Cell| LongRow {
                    indicator: indicator.clone(),
                    dimensions: dimensions.clone(),
                    area: area.clone(),
                    asked: None,
                    cell,
                };
                if latest {
                    rows.push(make(
                        self.cell_or_total(&(indicator.clone(), dimensions.clone()), &area),
                    ));
                    continue;
                }
                let found = self.every(indicator, dimensions, &area);
                if found.is_empty() {
                    rows.push(make(no_record()));
                }
                rows.extend(found.into_iter().map(|o| make(cells::cell_of(o, self.corpus))));
                limit(rows.len())?;
            }
        }
        let mut table = self.assemble(Vec::new(), Vec::new(), |_| None);
        table.groups.clear();
        table.long = rows;
        Ok(table)
    }

    fn every(&self, indicator: &IndicatorCode, dimensions: &Dimensions, area: &AreaId) -> Vec<Observation> {
        let mut found = self.observations(indicator, dimensions, area);
        found.retain(|o| self.query.reporters.is_empty() || self.query.reporters.contains(&o.key.reporter));
        found
    }

    fn columns<'c>(
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

    fn assemble(
        &self,
        columns: Vec<Column>,
        rows: Vec<Row>,
        indicator_at: impl Fn(usize) -> Option<IndicatorCode>,
    ) -> Table {
        let catalogue = self.corpus.catalogue();
        let sort_column = columns
            .iter()
            .position(|column| match (&column.subject, &self.query.sort.key) {
                (ColumnSubject::Indicator { indicator, .. }, SortKey::Indicator(by)) => indicator == by,
                _ => false,
            });
        let total_of = |rows: &[&Row], about: Option<&AreaId>| -> Vec<Total> {
            let column = |at: usize| {
                let indicator = indicator_at(at).and_then(|code| catalogue.indicators.get(&code))?;
                let cells: Vec<(&AreaId, &Cell)> = rows.iter().filter_map(|row| area_cell(row, at)).collect();
                Some(totals::of_cells(self, indicator, &cells, about))
            };
            (0..columns.len()).filter_map(column).collect()
        };
        let shows_totals = self.query.totals == Totals::Shown && rows.iter().any(is_area);
        let all: Vec<Row> = rows.clone();
        let overall = if shows_totals {
            total_of(
                &all.iter().collect::<Vec<_>>(),
                totals::whole_selection(self.query).as_ref(),
            )
        } else {
            Vec::new()
        };
        let groups = self
            .grouped(rows)
            .into_iter()
            .map(|(region, mut rows)| {
                let totals = match &region {
                    Some(id) if shows_totals => total_of(
                        &rows.iter().collect::<Vec<_>>(),
                        Some(&AreaId::Region(id.clone())),
                    ),
                    _ => Vec::new(),
                };
                sort::sort(&mut rows, &self.query.sort, sort_column, catalogue, self.lang);
                Group { region, rows, totals }
            })
            .collect();
        Table {
            query: self.query.clone(),
            edition: self.corpus.identity().to_owned(),
            columns,
            groups,
            totals: overall,
            long: Vec::new(),
            notes: Vec::new(),
            sources: Vec::new(),
            remarks: Vec::new(),
        }
    }

    /// Rows by region of the scheme asked for, in the scheme's order; the rest last. Rows of regions come first, ungrouped.
    fn grouped(&self, rows: Vec<Row>) -> Vec<(Option<RegionId>, Vec<Row>)> {
        let Some(scheme) = self
            .query
            .group
            .as_ref()
            .and_then(|code| self.corpus.catalogue().scheme(code))
        else {
            return vec![(None, rows)];
        };
        let region_of: BTreeMap<&PlaceCode, usize> = scheme
            .regions
            .iter()
            .enumerate()
            .flat_map(|(at, region)| region.members.iter().map(move |place| (place, at)))
            .collect();
        let (above, places): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| {
            matches!(
                row.subject,
                RowSubject::Area(AreaId::Region(_)) | RowSubject::Indicator { .. }
            )
        });
        let mut grouped: BTreeMap<usize, Vec<Row>> = BTreeMap::new();
        for row in places {
            let at = place_of(&row).and_then(|place| {
                region_of
                    .get(&place)
                    .or_else(|| region_of.get(&place.parent()?))
                    .copied()
            });
            grouped.entry(at.unwrap_or(usize::MAX)).or_default().push(row);
        }
        let named = |at: usize| {
            scheme.regions.get(at).map(|r| RegionId {
                scheme: scheme.code.clone(),
                region: r.code.clone(),
            })
        };
        let first = (!above.is_empty()).then_some((None, above));
        first
            .into_iter()
            .chain(grouped.into_iter().map(|(at, rows)| (named(at), rows)))
            .collect()
    }
}

fn no_record() -> Cell {
    Cell {
        status: Status::NoRecord,
        shown: None,
        others: Vec::new(),
        total: None,
    }
}

fn is_area(row: &Row) -> bool {
    matches!(row.subject, RowSubject::Area(_))
}

fn place_of(row: &Row) -> Option<PlaceCode> {
    match &row.subject {
        RowSubject::Area(AreaId::Place(place)) => Some(place.clone()),
        _ => None,
    }
}

fn area_cell(row: &Row, at: usize) -> Option<(&AreaId, &Cell)> {
    match &row.subject {
        RowSubject::Area(area) => row.cells.get(at).map(|cell| (area, cell)),
        RowSubject::Indicator { .. } => None,
    }
}

fn indicator_row((indicator, dimensions): &Split) -> RowSubject {
    RowSubject::Indicator {
        indicator: indicator.clone(),
        dimensions: dimensions.clone(),
    }
}

fn single_indicator(subjects: &[(RowSubject, &Split, &AreaId)]) -> Option<IndicatorCode> {
    let codes: BTreeSet<&Split> = subjects.iter().map(|(_, split, _)| *split).collect();
    match codes.into_iter().collect::<Vec<_>>().as_slice() {
        [(code, _)] => Some(code.clone()),
        _ => None,
    }
}

/// The newest figure of a row and what stands beside it at the same period.
fn newest(
    observations: Vec<Observation>,
    reporters: &[ReporterCode],
    corpus: &dyn Corpus,
) -> Vec<Observation> {
    let candidates = crate::rules::Candidates::of(observations, reporters, corpus.catalogue());
    let Some(best) = candidates.eligible.first().map(|o| o.key.period.clone()) else {
        return Vec::new();
    };
    candidates
        .eligible
        .into_iter()
        .chain(candidates.on_demand)
        .filter(|o| o.key.period == best)
        .collect()
}

fn sorted_areas(making: &Making<'_>, areas: &[AreaId]) -> Vec<AreaId> {
    let mut rows: Vec<Row> = areas
        .iter()
        .map(|area| Row {
            subject: RowSubject::Area(area.clone()),
            cells: Vec::new(),
        })
        .collect();
    sort::sort(
        &mut rows,
        &making.query.sort,
        None,
        making.corpus.catalogue(),
        making.lang,
    );
    rows.into_iter()
        .filter_map(|row| match row.subject {
            RowSubject::Area(area) => Some(area),
            RowSubject::Indicator { .. } => None,
        })
        .collect()
}

fn number(table: &mut Table) {
    let mut numbering = Numbering::default();
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

/// The cells of a laid-out table one after another, in reading order.
fn long_rows(table: &Table, areas: &[AreaId], splits: &[Split]) -> Vec<LongRow> {
    let only_area = areas.first();
    let only_split = splits.first();
    let mut long = Vec::new();
    for row in table.groups.iter().flat_map(|group| &group.rows) {
        for (column, cell) in table.columns.iter().zip(&row.cells) {
            let (from_column, asked) = match &column.subject {
                ColumnSubject::Indicator {
                    indicator,
                    dimensions,
                } => (Some((indicator.clone(), dimensions.clone())), None),
                ColumnSubject::Period(key) => (None, Some(key.clone())),
            };
            let (area, from_row) = match &row.subject {
                RowSubject::Area(area) => (Some(area), None),
                RowSubject::Indicator {
                    indicator,
                    dimensions,
                } => (only_area, Some((indicator.clone(), dimensions.clone()))),
            };
            let split = from_column.or(from_row).or_else(|| only_split.cloned());
            if let (Some(area), Some((indicator, dimensions))) = (area, split) {
                long.push(LongRow {
                    indicator,
                    dimensions,
                    area: area.clone(),
                    asked,
                    cell: cell.clone(),
                });
            }
        }
    }
    long
}
