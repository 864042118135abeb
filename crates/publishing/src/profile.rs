//! The profile of an area: what is recorded of it, theme by theme, since when, what was said before, and what is not recorded. The page of
//! a place and the printed profile are made of the same, so they cannot differ.

use std::collections::{BTreeMap, BTreeSet};

use tidemark_evidence::catalogue::Scheme;
use tidemark_evidence::indicator::Kind;
use tidemark_evidence::query::{AreaSelector, Layout, PeriodSelector, TableQuery, Totals};
use tidemark_evidence::rules::{before, since};
use tidemark_evidence::table::{Cell, latest_cell};
use tidemark_evidence::{
    Catalogue, Corpus, Dimensions, Finding, Observation, Status, Table, is_redefined_between,
};
use tidemark_vocab::{AreaId, IndicatorCode, PlaceCode, RegionId};

use crate::display::{CellView, Teller, Words, period_label};
use crate::presets;

/// A theme with what is known.
#[derive(Debug, Clone)]
pub struct Part<'v> {
    /// The theme's code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The indicators of which there is a record, in the order of the theme.
    pub rows: Vec<Row<'v>>,
    /// The indicators of which the area has none, though places have.
    pub silent: Vec<Named<IndicatorCode>>,
}

/// A code with what it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named<C> {
    /// The code.
    pub code: C,
    /// The name.
    pub name: String,
}

/// An indicator with its newest figure.
#[derive(Debug, Clone)]
pub struct Row<'v> {
    /// The indicator.
    pub indicator: Named<IndicatorCode>,
    /// The unit of its figures, where they have one.
    pub unit: Option<String>,
    /// What is shown.
    pub cell: CellView<'v>,
    /// At which level of a document it lies: "low by WHO, 2012".
    pub level: Option<String>,
    /// Who says so, where the period does not name them.
    pub reporter: Option<&'v str>,
    /// For a recent yes: the period from which on its reporter has said so whenever it spoke, where that is an earlier one.
    pub since: Option<String>,
    /// What the same reporter said before.
    pub before: Option<Before>,
}

/// What a reporter said before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    /// In words.
    pub figure: String,
    /// When.
    pub period: String,
    /// Whether something changed since.
    pub course: Course,
}

/// What became of an answer since the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Course {
    /// The same.
    Same,
    /// Another: a yes became a no, a level another one.
    Changed,
    /// It is a number, or one of the two is in doubt or no answer, or the definition changed in between: no change is told.
    Untold,
}

/// A region that holds a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Belonging {
    /// The region.
    pub region: Named<RegionId>,
    /// The grouping that it is of.
    pub scheme: String,
}

/// Everything that is recorded of a place, as a row.
#[must_use]
pub fn question(place: &PlaceCode, corpus: &dyn Corpus) -> TableQuery {
    let indicators = recorded(&AreaId::Place(place.clone()), corpus);
    TableQuery::new(indicators, vec![AreaSelector::Place(place.clone())])
}

/// The numbers of a profile over all periods, from which its trends are drawn.
#[must_use]
pub fn over_periods(query: &TableQuery, catalogue: &Catalogue) -> TableQuery {
    let of_numbers = |code: &&IndicatorCode| {
        let known = catalogue.indicators.get(*code);
        known.is_some_and(|known| matches!(known.kind, Kind::Quantity(_)))
    };
    TableQuery {
        indicators: query.indicators.iter().filter(of_numbers).cloned().collect(),
        periods: vec![PeriodSelector::All],
        layout: Layout::IndicatorsPeriods,
        ..query.clone()
    }
}

/// The places of a region in the columns of the regional tables, with totals.
#[must_use]
pub fn question_of_region(region: &RegionId, catalogue: &Catalogue) -> TableQuery {
    let indicators = presets::known(&presets::REGIONAL, catalogue);
    let area = if AreaId::Region(region.clone()).is_world() {
        AreaSelector::World
    } else {
        AreaSelector::Region(region.clone())
    };
    let mut query = TableQuery::new(indicators, vec![area]);
    query.totals = Totals::Shown;
    query
}

/// The indicators that are recorded of an area, in the order of the catalogue.
#[must_use]
pub fn recorded(area: &AreaId, corpus: &dyn Corpus) -> Vec<IndicatorCode> {
    let recorded = corpus.indicators_of(area);
    let order = corpus.catalogue().indicator_order.iter();
    order
        .filter(|code| recorded.iter().any(|(known, _)| known == *code))
        .cloned()
        .collect()
}

/// How many findings there are of an area.
#[must_use]
pub fn findings(area: &AreaId, corpus: &dyn Corpus) -> usize {
    corpus.indicators_of(area).iter().map(|(_, count)| count).sum()
}

/// The indicators of which some place has a record.
#[must_use]
pub fn told_of_places(corpus: &dyn Corpus) -> BTreeSet<IndicatorCode> {
    let is_told = |code: &&IndicatorCode| {
        let areas = corpus.areas_of(code);
        areas.iter().any(|(area, _)| matches!(area, AreaId::Place(_)))
    };
    corpus
        .catalogue()
        .indicators
        .keys()
        .filter(is_told)
        .cloned()
        .collect()
}

/// The places that a selection of a query holds, in order of code.
#[must_use]
pub fn places_of(selected: &AreaSelector, catalogue: &Catalogue) -> BTreeSet<PlaceCode> {
    match selected {
        AreaSelector::Place(place) => BTreeSet::from([place.clone()]),
        AreaSelector::World => catalogue.places.keys().cloned().collect(),
        AreaSelector::Region(id) => {
            let region = catalogue.region(id).into_iter();
            region.flat_map(|region| region.members.keys().cloned()).collect()
        }
        AreaSelector::Scheme(code) => {
            let regions = catalogue
                .scheme(code)
                .into_iter()
                .flat_map(|scheme| &scheme.regions);
            regions
                .flat_map(|region| region.members.keys().cloned())
                .collect()
        }
    }
}

/// The cells of the only row of a table that answers [`question`], each with its indicator and what its reporter said otherwise.
#[must_use]
pub fn rows<'v>(
    table: &Table,
    cells: impl Iterator<Item = CellView<'v>>,
    corpus: &dyn Corpus,
    teller: &Teller<'_>,
) -> Vec<Row<'v>> {
    let kept = table.cells().zip(&table.query.indicators);
    let rows = cells
        .zip(kept)
        .map(|(view, (cell, code))| row(code, view, cell, corpus, teller));
    rows.collect()
}

/// What is published for an area as a whole, in the order of indicators: their newest figures that may stand for today.
#[must_use]
pub fn published(area: &AreaId, corpus: &dyn Corpus) -> Vec<(IndicatorCode, Cell)> {
    let cells = recorded(area, corpus).into_iter().map(|code| {
        let cell = latest_cell(corpus, &code, &Dimensions::default(), area);
        (code, cell)
    });
    cells
        .filter(|(_, cell)| cell.shown.is_some() && cell.status != Status::NoRecord)
        .collect()
}

/// An indicator with a cell that stands in no table.
#[must_use]
pub fn row_of<'v>(
    (code, cell): &'v (IndicatorCode, Cell),
    corpus: &dyn Corpus,
    teller: &'v Teller<'_>,
) -> Row<'v> {
    row(code, teller.cell(cell, code), cell, corpus, teller)
}

fn row<'v>(
    code: &IndicatorCode,
    view: CellView<'v>,
    cell: &Cell,
    corpus: &dyn Corpus,
    teller: &Teller<'_>,
) -> Row<'v> {
    let words = teller.words();
    let known = corpus.catalogue().indicators.get(code);
    let shown = cell.shown.as_ref().map(|shown| &shown.observation);
    let says_yes = |shown: &&Observation| shown.finding == Finding::Yes && cell.status == Status::Yes;
    let since = shown.filter(says_yes).and_then(|shown| since(shown, corpus));
    Row {
        indicator: Named {
            code: code.clone(),
            name: words.indicator(code),
        },
        unit: known.and_then(|known| words.measure(&known.unit)),
        level: teller.level(cell, code),
        reporter: view.unnamed_reporter(),
        since: since.map(|first| period_label(&first.key.period, words)),
        before: shown.and_then(|shown| {
            let before = before(shown, corpus)?;
            let record = teller.record(&before);
            Some(Before {
                figure: record.words.as_deref().unwrap_or(&record.text).to_owned(),
                period: record.period.clone(),
                course: course(&before, shown, corpus.catalogue()),
            })
        }),
        cell: view,
    }
}

/// Numbers nearly always differ, and mostly because they were counted otherwise: only answers change.
fn course(before: &Observation, after: &Observation, catalogue: &Catalogue) -> Course {
    let kind = catalogue
        .indicators
        .get(&after.key.indicator)
        .map(|known| &known.kind);
    let is_answer = |finding: &Finding| matches!(finding, Finding::Yes | Finding::No | Finding::Level(_));
    let answers = is_answer(&before.finding) && is_answer(&after.finding);
    let doubted = before.questioned.is_some()
        || after.questioned.is_some()
        || is_redefined_between(before, after, catalogue);
    match kind {
        Some(Kind::Availability | Kind::Level(_)) if answers && !doubted => {
            if before.finding == after.finding {
                Course::Same
            } else {
                Course::Changed
            }
        }
        _ => Course::Untold,
    }
}

/// Rows by theme, with what is not recorded; themes of which there is neither are left out. `told_elsewhere` says whether some place has
/// a record of an indicator.
#[must_use]
pub fn parts<'v>(
    rows: Vec<Row<'v>>,
    told_elsewhere: impl Fn(&IndicatorCode) -> bool,
    words: &Words<'_>,
) -> Vec<Part<'v>> {
    let mut rows: BTreeMap<IndicatorCode, Row<'v>> = rows
        .into_iter()
        .map(|row| (row.indicator.code.clone(), row))
        .collect();
    let part = |theme| {
        let (mut told, mut silent) = (Vec::new(), Vec::new());
        for code in words.catalogue.of_theme(theme) {
            match rows.remove(&code) {
                Some(row) => told.push(row),
                None if told_elsewhere(&code) => silent.push(Named {
                    name: words.indicator(&code),
                    code,
                }),
                None => {}
            }
        }
        Part {
            code: theme.code.to_string(),
            name: words.localized(&theme.name).to_owned(),
            rows: told,
            silent,
        }
    };
    let parts = words.catalogue.themes.iter().map(part);
    parts
        .filter(|part| !part.rows.is_empty() || !part.silent.is_empty())
        .collect()
}

/// The parts of a place that have codes of their own.
#[must_use]
pub fn parts_of(place: &PlaceCode, catalogue: &Catalogue) -> Vec<PlaceCode> {
    let all = catalogue.places.keys();
    all.filter(|code| code.parent().as_ref() == Some(place))
        .cloned()
        .collect()
}

/// The regions that hold a place, in the order of the schemes.
#[must_use]
pub fn belongings(place: &PlaceCode, words: &Words<'_>) -> Vec<Belonging> {
    let of = |scheme: &Scheme| {
        let holding = scheme
            .regions
            .iter()
            .filter(|region| region.members.contains_key(place));
        let belonging = holding.map(|region| {
            let code = RegionId {
                scheme: scheme.code.clone(),
                region: region.code.clone(),
            };
            Belonging {
                region: Named {
                    name: words.region(&code),
                    code,
                },
                scheme: words.localized(&scheme.name).to_owned(),
            }
        });
        belonging.collect::<Vec<_>>()
    };
    words.catalogue.schemes.iter().flat_map(of).collect()
}

/// What a place lies in: the place that it is a part of, and the region of the grouping that pages use.
#[must_use]
pub fn around(place: &PlaceCode, words: &Words<'_>) -> Vec<String> {
    let whole = place.parent().map(|whole| words.area(&AreaId::Place(whole)));
    let scheme = presets::grouping(words.catalogue).map(|scheme| &scheme.code);
    let belongings = belongings(place, words).into_iter();
    let regions = belongings.filter(|held| Some(&held.region.code.scheme) == scheme);
    whole
        .into_iter()
        .chain(regions.map(|held| held.region.name))
        .collect()
}

/// Who says so and when; a period that names who says so stands alone.
#[must_use]
pub fn when(reporter: Option<&str>, period: &str, words: &Words<'_>) -> String {
    match reporter {
        Some(reporter) if period.is_empty() => reporter.to_owned(),
        Some(reporter) => words
            .messages
            .with("reporter-period", &[("reporter", reporter), ("period", period)]),
        None => period.to_owned(),
    }
}
