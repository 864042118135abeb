//! From the cells of a table to the points of a chart.

use std::sync::LazyLock;

use tidemark_evidence::query::PeriodSelector;
use tidemark_evidence::rules::{self, Ageing};
use tidemark_evidence::table::{
    Age, Cell, Column, ColumnSubject, LongRow, Row, RowSubject, Total, TotalFigure,
};
use tidemark_evidence::{Dimensions, Observation, Status, Table};
use tidemark_vocab::{AreaId, IndicatorCode, LevelCode};

use super::point::{Drawn, Extent, Lack, Point, Subject, When, drawn};
use super::series::Series;
use crate::display::{CellView, FindingView, OtherView, TableView, Words, anchor, period_label};

/// The rows of a table, each with a point a column.
pub(super) fn rows<'t>(table: &'t Table, view: &TableView<'t>, words: Words<'t>) -> Vec<Series<'t>> {
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

/// The rows of the long layout, each with one point.
pub(super) fn findings<'t>(table: &'t Table, view: &TableView<'t>, words: Words<'t>) -> Vec<Series<'t>> {
    let ageing = ageing(table);
    let several = table.query.indicators.len() > 1;
    let one = |(row, told): (&'t LongRow, FindingView<'_>)| {
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
    static TOTAL: LazyLock<Dimensions> = LazyLock::new(Dimensions::default);
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
        year: observation.and_then(|observation| rules::year_of(&observation.key.period, words.catalogue)),
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
            year: rules::year_of(&key.period, words.catalogue),
            text: view.text.clone().into_owned(),
            words: view
                .words
                .clone()
                .unwrap_or_else(|| view.text.clone())
                .into_owned(),
            period: view.period.clone(),
            anchor: anchor(&key.period),
            reporter: Some(&key.reporter),
            said_by: view.reporter.short.to_owned(),
            sources: std::slice::from_ref(&other.source),
            doubt: other.observation.questioned.as_deref(),
            others: Vec::new(),
        })
    };
    told.others.iter().enumerate().filter_map(of_one).collect()
}
