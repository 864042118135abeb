//! What a table, its columns and its rows are called.

use tidemark_evidence::query::{AreaSelector, DimensionSelector, PeriodSelector};
use tidemark_evidence::table::{Column, ColumnSubject, PeriodKey, Row, RowSubject};
use tidemark_evidence::{Dimensions, Table};
use tidemark_vocab::{AreaId, IndicatorCode, ReporterCode};

use super::Words;

/// Names in a title before it says how many more there are.
const NAMES_IN_A_TITLE: usize = 3;

/// A code with what it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadView {
    /// The code, with dimensions where there are any: `BGR`, `pwid_hiv_prevalence;sex:men`.
    pub code: String,
    /// The name.
    pub name: String,
    /// The unit of the figures, where they have one.
    pub unit: Option<String>,
}

/// A reporter with its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReporterView<'t> {
    /// Its code.
    pub code: &'t str,
    /// Its short name.
    pub short: &'t str,
    /// Its name.
    pub name: &'t str,
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnView<'t> {
    /// What it is about.
    pub head: HeadView,
    /// Whose figures stand in it, most frequent first.
    pub reporters: Vec<ReporterView<'t>>,
}

pub(super) fn reporter_view<'t>(reporter: &'t ReporterCode, words: &Words<'t>) -> ReporterView<'t> {
    let (short, name) = words.reporter_names(reporter);
    ReporterView {
        code: reporter.as_str(),
        short,
        name,
    }
}

pub(super) fn column_view<'t>(column: &'t Column, words: &Words<'t>) -> ColumnView<'t> {
    let unit = column.unit.as_ref().and_then(|unit| words.measure(unit));
    let head = match &column.subject {
        ColumnSubject::Indicator {
            indicator,
            dimensions,
        } => HeadView {
            unit,
            ..indicator_head(indicator, dimensions, words)
        },
        ColumnSubject::Period(key) => HeadView {
            code: key_code(key),
            name: words.period_key(key),
            unit,
        },
    };
    ColumnView {
        head,
        reporters: column
            .reporters
            .iter()
            .map(|reporter| reporter_view(reporter, words))
            .collect(),
    }
}

/// A period as a code: `2018`, `HRI/2018`.
pub(crate) fn key_code(key: &PeriodKey) -> String {
    match key {
        PeriodKey::Reference(reference) => reference.to_string(),
        PeriodKey::Round(round) => round.to_string(),
    }
}

pub(super) fn row_head(subject: &RowSubject, words: &Words<'_>) -> HeadView {
    match subject {
        RowSubject::Area(area) => area_head(area, words),
        RowSubject::AreaSplit { area, dimensions, .. } => split_head(area, dimensions, words),
        RowSubject::Indicator {
            indicator,
            dimensions,
        } => indicator_head(indicator, dimensions, words),
    }
}

/// An area with one of several splits: "Bulgaria, women"; the total stands for itself.
fn split_head(area: &AreaId, dimensions: &Dimensions, words: &Words<'_>) -> HeadView {
    let head = area_head(area, words);
    if dimensions.is_total() {
        return head;
    }
    let split = words.dimensions(dimensions);
    HeadView {
        code: format!("{};{dimensions}", head.code),
        name: words
            .messages
            .with("head-split", &[("name", &head.name), ("split", &split)]),
        unit: None,
    }
}

pub(super) fn area_head(area: &AreaId, words: &Words<'_>) -> HeadView {
    HeadView {
        code: area.to_string(),
        name: words.area(area),
        unit: None,
    }
}

pub(super) fn indicator_head(
    indicator: &IndicatorCode,
    dimensions: &Dimensions,
    words: &Words<'_>,
) -> HeadView {
    let code = if dimensions.is_total() {
        indicator.to_string()
    } else {
        format!("{indicator};{dimensions}")
    };
    HeadView {
        code,
        name: words.indicator_split(indicator, dimensions),
        unit: words
            .definition_of(indicator)
            .and_then(|known| words.measure(&known.unit)),
    }
}

/// The indicator of a cell: its column's or its row's. `None` where areas meet periods, and the table has but one.
pub(super) fn indicator_of<'t>(row: &'t Row, column: &'t Column) -> Option<&'t IndicatorCode> {
    match (&row.subject, &column.subject) {
        (_, ColumnSubject::Indicator { indicator, .. })
        | (RowSubject::Indicator { indicator, .. } | RowSubject::AreaSplit { indicator, .. }, _) => {
            Some(indicator)
        }
        (RowSubject::Area(_), ColumnSubject::Period(_)) => None,
    }
}

/// The indicator that a total under a column adds up.
pub(crate) fn total_indicator<'t>(table: &'t Table, column: &'t Column) -> Option<&'t IndicatorCode> {
    match &column.subject {
        ColumnSubject::Indicator { indicator, .. } => Some(indicator),
        ColumnSubject::Period(_) => table.query.indicators.first(),
    }
}

/// What the table is about: indicators, areas, periods.
pub(crate) fn title(table: &Table, words: &Words<'_>) -> String {
    let query = &table.query;
    let indicators: Vec<String> = query
        .indicators
        .iter()
        .map(|code| words.indicator(code))
        .collect();
    let areas = selected_areas(&query.areas, words);
    let periods: Vec<String> = query
        .periods
        .iter()
        .map(|period| selected_period(period, words))
        .collect();
    let title = words.messages.with(
        "table-title",
        &[
            ("indicators", &words.short_list(&indicators, NAMES_IN_A_TITLE)),
            ("areas", &words.short_list(&areas, NAMES_IN_A_TITLE)),
            ("periods", &words.short_list(&periods, NAMES_IN_A_TITLE)),
        ],
    );
    let splits: Vec<String> = query
        .dimensions
        .iter()
        .map(|split| selected_split(split, words))
        .collect();
    let reporters: Vec<String> = query
        .reporters
        .iter()
        .map(|reporter| words.short(reporter))
        .collect();
    let further = |title: String, id, names: &[String]| match names {
        [] => title,
        names => words.messages.with(
            id,
            &[
                ("title", &title),
                ("names", &words.short_list(names, NAMES_IN_A_TITLE)),
            ],
        ),
    };
    further(
        further(title, "table-title-split", &splits),
        "table-title-reporters",
        &reporters,
    )
}

/// "Sex" for every value of a dimension, "Sex: women" for one.
fn selected_split(split: &DimensionSelector, words: &Words<'_>) -> String {
    match &split.value {
        Some(value) => words.dimensions(&Dimensions::new([(split.dimension.clone(), value.clone())])),
        None => words.dimension(&split.dimension),
    }
}

/// Places that a scheme of the whole world leaves out, and the world itself, are parts of "the world" to a reader.
fn selected_areas(areas: &[AreaSelector], words: &Words<'_>) -> Vec<String> {
    let is_world = |area: &&AreaSelector| match area {
        AreaSelector::Scheme(code) => words.catalogue.spans_the_world(code),
        AreaSelector::World | AreaSelector::Region(_) | AreaSelector::Place(_) => false,
    };
    let named = |area| selected_area(area, words);
    if !areas.iter().any(|area| is_world(&area)) {
        return areas.iter().map(named).collect();
    }
    let further = areas.iter().filter(|area| match area {
        AreaSelector::Region(_) => true,
        AreaSelector::Scheme(_) => !is_world(area),
        AreaSelector::Place(_) | AreaSelector::World => false,
    });
    std::iter::once(words.messages.get("area-whole-world"))
        .chain(further.map(named))
        .collect()
}

fn selected_area(area: &AreaSelector, words: &Words<'_>) -> String {
    match area {
        AreaSelector::Place(place) => words.area(&AreaId::Place(place.clone())),
        AreaSelector::World => words.messages.get("area-world"),
        AreaSelector::Region(region) => words.region(region),
        AreaSelector::Scheme(code) => {
            let scheme = words.catalogue.scheme(code);
            let name = scheme.map_or_else(
                || code.to_string(),
                |scheme| words.localized(&scheme.name).to_owned(),
            );
            words.messages.with("area-scheme", &[("scheme", &name)])
        }
    }
}

fn selected_period(period: &PeriodSelector, words: &Words<'_>) -> String {
    match period {
        PeriodSelector::Latest => words.messages.get("period-latest"),
        PeriodSelector::All => words.messages.get("period-all"),
        PeriodSelector::Year(year) => year.to_string(),
        PeriodSelector::Years(first, last) => words.messages.with(
            "period-span",
            &[("start", &first.to_string()), ("end", &last.to_string())],
        ),
        PeriodSelector::Round(round) => words.round(round),
    }
}
