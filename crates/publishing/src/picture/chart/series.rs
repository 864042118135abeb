//! What charts are drawn from: the cells of a table, in its order and told in its words. Nothing is computed here.

use tidemark_evidence::indicator::Kind as FindingKind;
use tidemark_evidence::query::{Layout, PeriodSelector};
use tidemark_evidence::table::{Column, ColumnSubject, PeriodKey, Total};
use tidemark_evidence::{Dimensions, Table};
use tidemark_vocab::{AreaId, IndicatorCode, UnitCode};

use super::cells::{findings, rows};
use super::point::Point;
use crate::display::{TableView, Words};

/// What the figures of an indicator are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// Amounts of a unit.
    Amount(UnitCode),
    /// Years in which something happened: a spot in time, not an amount.
    Year,
    /// Yes or no.
    Availability,
    /// Levels of a scale.
    Level,
    /// Codes or words.
    Words,
}

/// What stands over a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Head<'t> {
    /// Its name.
    pub name: String,
    /// The unit of its figures, in words.
    pub unit: Option<String>,
    /// The indicator, where it is one.
    pub indicator: Option<&'t IndicatorCode>,
    /// The split, where it is of an indicator.
    pub dimensions: Option<&'t Dimensions>,
    /// The period, where it is one.
    pub period: Option<&'t PeriodKey>,
    /// The total beneath it, of the whole selection.
    pub total: Option<&'t Total>,
}

/// A row: figures of one thing, one a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Series<'t> {
    /// Its name.
    pub name: String,
    /// Its code.
    pub code: String,
    /// The region under which it stands, where rows are grouped.
    pub group: Option<String>,
    /// The area.
    pub area: &'t AreaId,
    /// One a column.
    pub points: Vec<Point<'t>>,
}

/// What rows and columns are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A row an area, a column an indicator.
    Indicators,
    /// A row an area or one of its splits, a column a period.
    Periods,
    /// A row an indicator, a column a period.
    IndicatorPeriods,
    /// A row a finding, one column.
    Findings,
}

/// A table as charts read it.
#[derive(Debug, Clone)]
pub struct Reading<'t> {
    /// The table.
    pub table: &'t Table,
    /// Its words.
    pub words: Words<'t>,
    /// What it is about.
    pub title: String,
    /// What rows and columns are.
    pub shape: Shape,
    /// The columns.
    pub heads: Vec<Head<'t>>,
    /// The rows: places, or regions where there are no places.
    pub series: Vec<Series<'t>>,
    /// Rows of regions beside those of places: a whole is not drawn beside its parts.
    pub regions: Vec<Series<'t>>,
}

impl<'t> Reading<'t> {
    /// Reads a table that was made whole ([`Depth::Whole`](tidemark_evidence::table::Depth)).
    #[must_use]
    pub fn new(table: &'t Table, words: Words<'t>) -> Self {
        let view = TableView::new(table, &words);
        let (shape, series) = match table.query.layout {
            Layout::AreasIndicators => (Shape::Indicators, rows(table, &view, words)),
            Layout::AreasPeriods => (Shape::Periods, rows(table, &view, words)),
            Layout::IndicatorsPeriods => (Shape::IndicatorPeriods, rows(table, &view, words)),
            Layout::Long => (Shape::Findings, findings(table, &view, words)),
        };
        let is_place = |series: &Series<'_>| matches!(series.area, AreaId::Place(_));
        let (places, regions): (Vec<_>, Vec<_>) = series.into_iter().partition(is_place);
        let (series, regions) = if places.is_empty() {
            (regions, places)
        } else {
            (places, regions)
        };
        Self {
            heads: heads(table, &view, words),
            title: view.title.clone(),
            table,
            words,
            shape,
            series,
            regions,
        }
    }

    /// What the figures of an indicator are.
    #[must_use]
    pub fn measure(&self, indicator: &IndicatorCode) -> Measure {
        let Some(known) = self.words.definition_of(indicator) else {
            return Measure::Words;
        };
        match &known.kind {
            FindingKind::Quantity(_) if known.unit.as_str() == "year" => Measure::Year,
            FindingKind::Quantity(_) => Measure::Amount(known.unit.clone()),
            FindingKind::Availability => Measure::Availability,
            FindingKind::Level(_) => Measure::Level,
            FindingKind::Codes(_) | FindingKind::Text => Measure::Words,
        }
    }

    /// What its figures are, none twice, in the order asked.
    #[must_use]
    pub fn measures(&self) -> Vec<Measure> {
        let mut measures: Vec<Measure> = Vec::new();
        for indicator in &self.table.query.indicators {
            let measure = self.measure(indicator);
            if !measures.contains(&measure) {
                measures.push(measure);
            }
        }
        measures
    }

    /// Whether the newest figures are shown, each of its own time.
    #[must_use]
    pub fn is_latest(&self) -> bool {
        self.table.query.periods.contains(&PeriodSelector::Latest)
    }

    /// Every figure of the rows that may be drawn.
    pub fn points(&self) -> impl Iterator<Item = &Point<'t>> {
        self.series.iter().flat_map(|series| &series.points)
    }
}

fn heads<'t>(table: &'t Table, view: &TableView<'t>, words: Words<'t>) -> Vec<Head<'t>> {
    let of_column = |(at, column): (usize, &'t Column)| {
        let told = view.columns.get(at).map(|column| &column.head);
        let (indicator, dimensions, period) = match &column.subject {
            ColumnSubject::Indicator {
                indicator,
                dimensions,
            } => (Some(indicator), Some(dimensions), None),
            ColumnSubject::Period(key) => (None, None, Some(key)),
        };
        Head {
            name: told.map(|head| head.name.clone()).unwrap_or_default(),
            unit: told.and_then(|head| head.unit.clone()),
            indicator,
            dimensions,
            period,
            total: table.totals.get(at),
        }
    };
    if table.query.layout == Layout::Long {
        let only = table.query.indicators.first();
        let unit = only
            .and_then(|code| words.definition_of(code))
            .and_then(|known| words.measure(&known.unit));
        return vec![Head {
            name: view.title.clone(),
            unit,
            indicator: None,
            dimensions: None,
            period: None,
            total: None,
        }];
    }
    table.columns.iter().enumerate().map(of_column).collect()
}
