//! What a table says of each place.

use tidemark_evidence::indicator::Kind;
use tidemark_evidence::table::{Age, Cell, RowSubject, Shown};
use tidemark_evidence::{Bound, Finding, Quantity, Status, Table};
use tidemark_vocab::{AreaId, Decimal, IndicatorCode, LevelCode, PlaceCode};

use super::signs::Sign;
use crate::display::{CellView, TableView, Words};

/// What is said of a place.
#[derive(Debug, Clone)]
pub(super) struct Figure {
    pub(super) place: PlaceCode,
    pub(super) name: String,
    pub(super) title: String,
    pub(super) href: Option<String>,
    pub(super) answer: Answer,
    pub(super) is_doubtful: bool,
}

/// The answer, as far as colours tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// A number with how it is meant.
    Number(Quantity),
    Yes,
    No,
    Level(LevelCode),
    Codes(Vec<LevelCode>),
    Text,
    /// What was told is too old to stand for today.
    Old,
    NotKnown,
    NotApplicable,
    Confidential,
    Withdrawn,
    NoRecord,
    /// None is shown, and others have figures.
    Elsewhere,
}

impl Answer {
    fn of(cell: &Cell) -> Self {
        let Some(shown) = &cell.shown else {
            return if cell.mentioned > 0 {
                Self::Elsewhere
            } else {
                Self::NoRecord
            };
        };
        if shown.age == Age::Old {
            return Self::Old;
        }
        match (cell.status, &shown.observation.finding) {
            (Status::Withdrawn, _) | (_, Finding::Withdrawn) => Self::Withdrawn,
            (_, Finding::Quantity(quantity)) => Self::Number(*quantity),
            (_, Finding::Yes) => Self::Yes,
            (_, Finding::No) => Self::No,
            (_, Finding::Level(level)) => Self::Level(level.clone()),
            (_, Finding::Codes(codes)) => Self::Codes(codes.clone()),
            (_, Finding::Text(_)) => Self::Text,
            (_, Finding::NotKnown) => Self::NotKnown,
            (_, Finding::NotApplicable) => Self::NotApplicable,
            (_, Finding::Confidential) => Self::Confidential,
        }
    }

    /// Whether it may stand for today and says something, be it that it is not known.
    pub(super) fn is_record(&self) -> bool {
        !matches!(
            self,
            Self::Old | Self::NoRecord | Self::Elsewhere | Self::Withdrawn
        )
    }
}

/// The number by which a quantity is classed: its value, or where it is a range only, the least that it can be.
pub(super) fn number(quantity: &Quantity) -> Option<Decimal> {
    quantity.value().or_else(|| quantity.range().map(|(low, _)| low))
}

impl Figure {
    /// What stands upon the place besides its colour.
    pub(super) fn signs(&self, in_one_class: impl Fn(Decimal, Decimal) -> bool) -> Vec<Sign> {
        let bound = match &self.answer {
            Answer::Number(quantity) => match (quantity.bound(), quantity.value(), quantity.range()) {
                (Bound::AtLeast | Bound::MoreThan, ..) => Some(Sign::AtLeast),
                (Bound::AtMost | Bound::LessThan, ..) => Some(Sign::AtMost),
                // A range over several classes has the colour of the least that it can be.
                (_, None, Some((low, high))) if !in_one_class(low, high) => Some(Sign::AtLeast),
                _ => None,
            },
            _ => None,
        };
        bound
            .into_iter()
            .chain(self.is_doubtful.then_some(Sign::Doubtful))
            .collect()
    }
}

/// The figures of a table of one column, place by place.
pub(super) fn of(
    table: &Table,
    view: &TableView<'_>,
    words: &Words<'_>,
    links: &dyn Fn(&PlaceCode, &CellView<'_>) -> Option<String>,
) -> Vec<Figure> {
    let kept = table.groups.iter().flat_map(|group| &group.rows);
    let shown = view.groups.iter().flat_map(|group| &group.rows);
    kept.zip(shown)
        .filter_map(|(row, row_view)| {
            let RowSubject::Area(AreaId::Place(place)) = &row.subject else {
                return None;
            };
            let (cell, cell_view) = (row.cells.first()?, view.cells_of(row_view).next()?);
            let shown: Option<&Shown> = cell.shown.as_deref();
            Some(Figure {
                place: place.clone(),
                name: row_view.head.name.clone(),
                title: title(&row_view.head.name, &cell_view, words),
                href: links(place, &cell_view),
                answer: Answer::of(cell),
                is_doubtful: shown
                    .is_some_and(|shown| shown.age == Age::Current && shown.observation.questioned.is_some()),
            })
        })
        .collect()
}

/// "Bulgaria: yes, 30 sites (HRI 2024)".
fn title(name: &str, cell: &CellView<'_>, words: &Words<'_>) -> String {
    let mut figure = cell.words.clone().into_owned();
    if cell.questioned.is_some() {
        figure.push_str(&words.messages.bare("mark-questioned"));
    }
    let companions = cell.companions.iter().map(|companion| companion.text.clone());
    let parts: Vec<String> = std::iter::once(figure).chain(companions).collect();
    let figure = words.list(&parts);
    let told = match beside(cell, words) {
        Some(beside) => words
            .messages
            .with("cell-period", &[("figure", &figure), ("period", &beside)]),
        None => figure,
    };
    words
        .messages
        .with("map-place", &[("place", name), ("figure", &told)])
}

/// Who says so and when; an old figure says it itself.
fn beside(cell: &CellView<'_>, words: &Words<'_>) -> Option<String> {
    if cell.last.is_some() {
        return None;
    }
    match (cell.unnamed_reporter(), &cell.period) {
        (Some(reporter), Some(period)) => Some(
            words
                .messages
                .with("reporter-period", &[("reporter", reporter), ("period", period)]),
        ),
        (reporter, period) => reporter.map(str::to_owned).or_else(|| period.clone()),
    }
}

/// The indicator of a table of one column.
pub(super) fn indicator(table: &Table) -> Option<&IndicatorCode> {
    crate::display::total_indicator(table, table.columns.first()?)
}

/// Whether an indicator has numbers.
pub(super) fn is_number(table: &Table, words: &Words<'_>) -> bool {
    let known = indicator(table).and_then(|code| words.definition_of(code));
    known.is_some_and(|known| matches!(known.kind, Kind::Quantity(_)))
}
