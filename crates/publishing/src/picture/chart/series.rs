//! What charts are drawn from: the cells of a table, in its order and told in its words. Nothing is computed here.

use tidemark_evidence::indicator::Kind as FindingKind;
use tidemark_evidence::query::{Layout, PeriodSelector};
use tidemark_evidence::rules::{self, Ageing};
use tidemark_evidence::table::{
    Age, Cell, Column, ColumnSubject, LongRow, PeriodKey, Row, RowSubject, Total, TotalFigure,
};
use tidemark_evidence::{Dimensions, Observation, Status, Table};
use tidemark_vocab::{AreaId, IndicatorCode, LevelCode, UnitCode};

use super::point::{Drawn, Extent, Lack, Point, Subject, When, drawn};
use crate::display::{CellView, OtherView, TableView, Words, period_label};

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

fn rows<'t>(table: &'t Table, view: &TableView<'t>, words: Words<'t>) -> Vec<Series<'t>> {
    let ageing = ageing(table);
    let mut all = Vec::new();
    for (group, told) in table.groups.iter().zip(&view.groups) {
        for (row, row_view) in group.rows.iter().zip(&told.rows) {
            let Some(area) = area_of(row, table) else { continue };
            let cells = row.cells.iter().zip(&table.columns).zip(view.cells_of(row_view));
            let points = cells.filter_map(|((cell, column), told)| {
                let subject = subject(row, column, area, table)?;
                Some(point(cell, &told, subject, column_time(column), (ageing, words)))
            });
            all.push(Series {
                name: row_view.head.name.clone(),
                code: row_view.head.code.clone(),
                group: told.name.clone(),
                area,
                points: points.collect(),
            });
        }
    }
    all
}

fn findings<'t>(table: &'t Table, view: &TableView<'t>, words: Words<'t>) -> Vec<Series<'t>> {
    let ageing = ageing(table);
    let several = table.query.indicators.len() > 1;
    let one = |(row, told): (&'t LongRow, crate::display::FindingView<'_>)| {
        let subject = Subject {
            indicator: &row.indicator,
            dimensions: &row.dimensions,
            area: &row.area,
        };
        let mut names = vec![told.area.name.clone()];
        if several || !row.dimensions.is_total() {
            names.push(told.indicator.name.clone());
        }
        names.extend(told.asked.clone());
        Series {
            name: words.list(&names),
            code: format!("{} {}", told.area.code, told.indicator.code),
            group: None,
            area: &row.area,
            points: vec![point(
                &row.cell,
                &told.cell,
                subject,
                row.asked.as_ref().map(When::of_key),
                (ageing, words),
            )],
        }
    };
    table.long.iter().zip(view.findings()).map(one).collect()
}

/// Whether old figures stand as such: not where a period was asked for.
fn ageing(table: &Table) -> Ageing {
    if table.query.periods.contains(&PeriodSelector::Latest) {
        Ageing::Applies
    } else {
        Ageing::AskedByPeriod
    }
}

/// The area of a row; that of the query where rows are indicators.
fn area_of<'t>(row: &'t Row, table: &'t Table) -> Option<&'t AreaId> {
    match &row.subject {
        RowSubject::Area(area) | RowSubject::AreaSplit { area, .. } => Some(area),
        RowSubject::Indicator { .. } => {
            let of_cells = row.cells.iter().find_map(|cell| cell.shown.as_deref());
            let of_table = || table.cells().find_map(|cell| cell.shown.as_deref());
            of_cells
                .or_else(of_table)
                .map(|shown| &shown.observation.key.area)
        }
    }
}

fn subject<'t>(row: &'t Row, column: &'t Column, area: &'t AreaId, table: &'t Table) -> Option<Subject<'t>> {
    static TOTAL: std::sync::LazyLock<Dimensions> = std::sync::LazyLock::new(Dimensions::default);
    let (indicator, dimensions) = match (&row.subject, &column.subject) {
        (
            _,
            ColumnSubject::Indicator {
                indicator,
                dimensions,
            },
        )
        | (
            RowSubject::AreaSplit {
                indicator,
                dimensions,
                ..
            }
            | RowSubject::Indicator {
                indicator,
                dimensions,
            },
            ColumnSubject::Period(_),
        ) => (indicator, dimensions),
        (RowSubject::Area(_), ColumnSubject::Period(_)) => {
            (table.query.indicators.first()?, single_split(table, &TOTAL))
        }
    };
    Some(Subject {
        indicator,
        dimensions,
        area,
    })
}

/// The split of a table over periods whose rows name none: all its figures have the same.
fn single_split<'t>(table: &'t Table, total: &'t Dimensions) -> &'t Dimensions {
    let shown = table.cells().find_map(|cell| cell.shown.as_deref());
    shown.map_or(total, |shown| &shown.observation.key.dimensions)
}

fn column_time(column: &Column) -> Option<When> {
    match &column.subject {
        ColumnSubject::Period(key) => Some(When::of_key(key)),
        ColumnSubject::Indicator { .. } => None,
    }
}

/// A cell as a point; the time of its column stands before its own.
fn point<'t>(
    cell: &'t Cell,
    told: &CellView<'_>,
    subject: Subject<'t>,
    column: Option<When>,
    (ageing, words): (Ageing, Words<'t>),
) -> Point<'t> {
    let shown = cell.shown.as_deref();
    let observation = shown.map(|shown| &shown.observation);
    let own = observation.map_or(When::Unsaid, |observation| When::of(&observation.key.period));
    let period = observation.map(|observation| period_label(&observation.key.period, &words));
    Point {
        drawn: drawn_of(cell, words),
        quantity: observation.and_then(|observation| observation.finding.quantity().copied()),
        when: column.unwrap_or(own),
        text: told.figure_line(&words),
        words: told.words.clone().into_owned(),
        period: period.unwrap_or_default(),
        anchor: told.anchor(),
        reporter: observation.map(|observation| &observation.key.reporter),
        said_by: told
            .reporter
            .map(|reporter| reporter.short.to_owned())
            .unwrap_or_default(),
        sources: match (&cell.shown, &cell.total) {
            (Some(shown), _) => &shown.sources,
            (None, Some(total)) => &total.sources,
            (None, None) => &[],
        },
        doubt: observation.and_then(|observation| observation.questioned.as_deref()),
        others: others(cell, told, subject, (ageing, words)),
        subject,
    }
}

fn drawn_of(cell: &Cell, words: Words<'_>) -> Drawn {
    let level = |indicator: &IndicatorCode, level: &LevelCode| {
        let scale = words
            .definition_of(indicator)
            .and_then(|known| words.scale(known));
        let levels = scale.map_or(&[][..], |scale| scale.levels.as_slice());
        levels
            .iter()
            .position(|known| known.code == *level)
            .unwrap_or(levels.len())
    };
    match (&cell.shown, &cell.total) {
        (Some(shown), _) if shown.age == Age::Old => Drawn::Nothing(Lack::Old),
        (Some(shown), _) if cell.status == Status::Withdrawn => {
            debug_assert_eq!(shown.observation.finding.status(), Status::Withdrawn);
            Drawn::Nothing(Lack::Status(Status::Withdrawn))
        }
        (Some(shown), _) => {
            let key = &shown.observation.key;
            drawn(&shown.observation.finding, |code| level(&key.indicator, code))
        }
        (None, Some(total)) => of_total(total),
        (None, None) if cell.mentioned > 0 => Drawn::Nothing(Lack::OnDemand),
        (None, None) => Drawn::Nothing(Lack::Status(cell.status)),
    }
}

/// What the places of a region come to, where that is a number.
fn of_total(total: &Total) -> Drawn {
    let quantity = match &total.figure {
        TotalFigure::Sum(quantity) => quantity,
        TotalFigure::Mean(mean) => &mean.quantity,
        TotalFigure::Count(_) => return Drawn::Words,
        TotalFigure::Refused(_) => return Drawn::Nothing(Lack::Status(Status::NotAggregable)),
    };
    Extent::of(quantity).map_or(Drawn::Words, Drawn::Number)
}

/// What others say, as far as it is a number and may stand beside the figure of the cell.
fn others<'t>(
    cell: &'t Cell,
    told: &CellView<'_>,
    subject: Subject<'t>,
    (ageing, words): (Ageing, Words<'t>),
) -> Vec<Point<'t>> {
    let stands = |observation: &Observation| match ageing {
        Ageing::Applies => rules::age(observation, words.catalogue) == Age::Current,
        Ageing::AskedByPeriod => true,
    };
    let of_one = |(at, view): (usize, &OtherView<'_>)| {
        let other = cell.others.get(at).filter(|other| stands(&other.observation))?;
        let key = &other.observation.key;
        let drawn = drawn(&other.observation.finding, |_| 0);
        matches!(drawn, Drawn::Number(_)).then(|| Point {
            subject,
            drawn,
            quantity: other.observation.finding.quantity().copied(),
            when: When::of(&key.period),
            text: view.text.clone().into_owned(),
            words: view
                .words
                .clone()
                .unwrap_or_else(|| view.text.clone())
                .into_owned(),
            period: view.period.clone(),
            anchor: crate::display::anchor(&key.period),
            reporter: Some(&key.reporter),
            said_by: view.reporter.short.to_owned(),
            sources: std::slice::from_ref(&other.source),
            doubt: other.observation.questioned.as_deref(),
            others: Vec::new(),
        })
    };
    told.others.iter().enumerate().filter_map(of_one).collect()
}
