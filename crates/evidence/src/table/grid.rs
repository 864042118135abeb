//! A table reduced to its cells, one after another: for programs that want many figures and nothing beside them.
//!
//! A grid has no totals, notes or names. Whoever makes one hands its cells to a [`GridSink`] in reading order: so it can be
//! written while it is made. [`write`] takes them from a table; a corpus that can find them faster must hand over the same.

use std::collections::BTreeSet;

use tidemark_vocab::{AreaId, Decimal, IndicatorCode, LevelCode, Period, ReporterCode, SourceId};

use super::areas;
use super::columns::{self, Split};
use super::model::{Age, Cell, ColumnSubject, PeriodKey, RowSubject, Table};
use super::periods::asked_for;
use super::sort;
use crate::corpus::Corpus;
use crate::finding::{Bound, Finding, Quantity, Status};
use crate::observation::{Dimensions, Observation};
use crate::query::{EmptyRows, Layout, SortKey, TableQuery, Totals};

/// What a grid tells of a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GridFigure<'a> {
    /// What was found.
    pub value: GridValue<'a>,
    /// Whether it is in doubt.
    pub is_questioned: bool,
    /// When, and who says so; may be left out for a sink that is [terse](GridSink::is_terse).
    pub witness: Option<GridWitness<'a>>,
}

/// When a figure is about, and who says so.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GridWitness<'a> {
    /// When.
    pub period: &'a Period,
    /// Who says so.
    pub reporter: &'a ReporterCode,
    /// In which document.
    pub source: &'a SourceId,
}

/// What was found, without what its status says already.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum GridValue<'a> {
    /// The status says it all.
    Status,
    /// A number.
    Quantity {
        /// How it is meant.
        bound: Bound,
        /// The value, where there is one.
        value: Option<Digits>,
        /// The range, where there is one.
        range: Option<(Digits, Digits)>,
    },
    /// A level of a scale.
    Level(&'a LevelCode),
    /// Codes of a list.
    Codes(&'a [LevelCode]),
    /// Words.
    Text(&'a str),
}

/// A decimal as its digits, and how many of them are decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Digits {
    /// All digits, with the sign.
    pub digits: i128,
    /// How many of them stand behind the point.
    pub decimals: u32,
}

impl From<Decimal> for Digits {
    fn from(decimal: Decimal) -> Self {
        let (digits, decimals) = decimal.parts();
        Self { digits, decimals }
    }
}

/// What a column of a grid is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GridColumn<'a> {
    /// An indicator with a split.
    Indicator(&'a IndicatorCode, &'a Dimensions),
    /// A period.
    Period(&'a PeriodKey),
}

/// Takes a grid as it is made: the columns, then each row with a cell for every column.
pub trait GridSink {
    /// Whether nothing is wanted but statuses and figures: no periods and witnesses, and no range of a figure that has a value.
    fn is_terse(&self) -> bool {
        false
    }
    /// Is told how many cells will come, before anything else.
    fn expect(&mut self, _cells: usize) {}
    /// Takes a column; all of them come before the first row.
    fn column(&mut self, column: GridColumn<'_>);
    /// Takes the beginning of a row. Its split is that of a row of periods; the total elsewhere.
    fn row(&mut self, area: &AreaId, indicator: Option<&IndicatorCode>, dimensions: &Dimensions);
    /// Takes the next cell of the row: a status, and what is found where a figure stands for it.
    fn cell(&mut self, status: Status, figure: Option<&GridFigure<'_>>);
    /// Takes the next cell, whose figure is a number: the same as a cell without witness and range, for sinks that are
    /// [terse](GridSink::is_terse) and have a shorter way for what is most frequent.
    fn number(&mut self, bound: Bound, digits: Digits, is_questioned: bool) {
        let figure = GridFigure {
            value: GridValue::Quantity {
                bound,
                value: Some(digits),
                range: None,
            },
            is_questioned,
            witness: None,
        };
        self.cell(Status::Value, Some(&figure));
    }
}

/// The areas of the rows in their order, where that can be known without the cells: no groups, no totals, no order by figures.
#[must_use]
pub fn plain_rows(query: &TableQuery, corpus: &dyn Corpus) -> Option<Vec<AreaId>> {
    let is_plain = query.group.is_none()
        && query.totals == Totals::Hidden
        && query.empty == EmptyRows::Shown
        && query.reporters.is_empty()
        && matches!(query.layout, Layout::AreasIndicators | Layout::AreasPeriods)
        && !matches!(query.sort.key, SortKey::Indicator(_));
    let lang = query.lang.as_ref().map_or("en", |lang| lang.as_str());
    is_plain.then(|| sort::areas(areas::rows(query, corpus), &query.sort, corpus.catalogue(), lang))
}

/// Whether the periods of a query ask for a period.
#[must_use]
pub fn asks_for(query: &TableQuery, period: &Period) -> bool {
    asked_for(&query.periods, period)
}

/// The splits of a table's indicators, in the order of its columns; `in_areas` says by which splits an indicator has figures for
/// the areas of its rows, as [`Corpus::splits_in`] does.
#[must_use]
pub fn splits(
    query: &TableQuery,
    corpus: &dyn Corpus,
    in_areas: impl Fn(&IndicatorCode) -> BTreeSet<Dimensions>,
) -> Vec<Split> {
    columns::splits_among(query, corpus, in_areas)
}

/// Hands over the cells of a table.
pub fn write(table: &Table, sink: &mut impl GridSink) {
    let rows: usize = table.groups.iter().map(|group| group.rows.len()).sum();
    sink.expect(rows.saturating_mul(table.columns.len()));
    for column in &table.columns {
        sink.column(match &column.subject {
            ColumnSubject::Indicator {
                indicator,
                dimensions,
            } => GridColumn::Indicator(indicator, dimensions),
            ColumnSubject::Period(key) => GridColumn::Period(key),
        });
    }
    let total = Dimensions::default();
    for row in table.groups.iter().flat_map(|group| &group.rows) {
        match &row.subject {
            RowSubject::Area(area) => sink.row(area, None, &total),
            RowSubject::AreaSplit {
                area,
                indicator,
                dimensions,
            } => sink.row(area, Some(indicator), dimensions),
            // No query for a grid has such rows.
            RowSubject::Indicator { .. } => continue,
        }
        for cell in &row.cells {
            // What the places of a region come to is no figure that anybody published: a grid has none of it.
            let status = if cell.total.is_some() {
                Status::NoRecord
            } else {
                cell.status
            };
            sink.cell(status, figure(cell).as_ref());
        }
    }
}

/// The figure that stands for the status of a cell; none where it is too old to.
fn figure(cell: &Cell) -> Option<GridFigure<'_>> {
    let shown = cell.shown.as_ref().filter(|shown| shown.age == Age::Current)?;
    let observation = &shown.observation;
    (observation.finding.status() == cell.status).then(|| GridFigure {
        value: value(observation),
        is_questioned: observation.questioned.is_some(),
        witness: Some(GridWitness {
            period: &observation.key.period,
            reporter: &observation.key.reporter,
            source: &observation.key.source,
        }),
    })
}

fn value(observation: &Observation) -> GridValue<'_> {
    match &observation.finding {
        Finding::Quantity(quantity) => quantity_value(quantity),
        Finding::Level(level) => GridValue::Level(level),
        Finding::Codes(codes) => GridValue::Codes(codes),
        Finding::Text(text) => GridValue::Text(text),
        Finding::Yes
        | Finding::No
        | Finding::NotKnown
        | Finding::NotApplicable
        | Finding::Confidential
        | Finding::Withdrawn => GridValue::Status,
    }
}

fn quantity_value(quantity: &Quantity) -> GridValue<'static> {
    GridValue::Quantity {
        bound: quantity.bound(),
        value: quantity.value().map(Digits::from),
        range: quantity.range().map(|(low, high)| (low.into(), high.into())),
    }
}
