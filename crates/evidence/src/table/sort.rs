//! In which order rows stand.

use std::cmp::Ordering;

use tidemark_vocab::{AreaId, Decimal};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::model::{Cell, Row, RowSubject};
use crate::catalogue::Catalogue;
use crate::finding::{Finding, Status};
use crate::query::{Sort, SortKey, SortOrder};

/// A name as it is sorted: without accents, in lower case.
pub(super) fn sortable(name: &str) -> String {
    name.nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Sorts rows; `column` is the column sorted by, where it is one. Regions stay before places; rows without a figure stay last,
/// whichever way figures are sorted.
pub(super) fn sort(rows: &mut [Row], sort: &Sort, column: Option<usize>, catalogue: &Catalogue, lang: &str) {
    let name = |row: &Row| match &row.subject {
        RowSubject::Area(area) | RowSubject::AreaSplit { area, .. } => (
            matches!(area, AreaId::Place(_)),
            sortable(&catalogue.area_name(area, lang)),
        ),
        RowSubject::Indicator { .. } => (true, String::new()),
    };
    match (&sort.key, column) {
        (SortKey::Asked, _) => {
            if sort.order == SortOrder::Descending {
                rows.reverse();
            }
        }
        (SortKey::Indicator(_), Some(column)) => rows.sort_by(|a, b| {
            let ((region_a, name_a), (region_b, name_b)) = (name(a), name(b));
            region_a
                .cmp(&region_b)
                .then_with(|| figures(a.cells.get(column), b.cells.get(column), sort.order))
                .then_with(|| name_a.cmp(&name_b))
        }),
        _ => rows.sort_by(|a, b| {
            let ((region_a, name_a), (region_b, name_b)) = (name(a), name(b));
            region_a
                .cmp(&region_b)
                .then_with(|| directed(name_a.cmp(&name_b), sort.order))
        }),
    }
}

/// Areas in the order in which their rows stand where it does not depend on figures.
pub(super) fn areas(areas: Vec<AreaId>, by: &Sort, catalogue: &Catalogue, lang: &str) -> Vec<AreaId> {
    let mut rows: Vec<Row> = areas
        .into_iter()
        .map(|area| Row {
            subject: RowSubject::Area(area),
            cells: Vec::new(),
        })
        .collect();
    sort(&mut rows, by, None, catalogue, lang);
    let area = |row: Row| match row.subject {
        RowSubject::Area(area) => Some(area),
        RowSubject::AreaSplit { .. } | RowSubject::Indicator { .. } => None,
    };
    rows.into_iter().filter_map(area).collect()
}

fn directed(ordering: Ordering, order: SortOrder) -> Ordering {
    match order {
        SortOrder::Ascending => ordering,
        SortOrder::Descending => ordering.reverse(),
    }
}

fn figures(a: Option<&Cell>, b: Option<&Cell>, order: SortOrder) -> Ordering {
    match (a.and_then(magnitude), b.and_then(magnitude)) {
        (Some(a), Some(b)) => directed(a.cmp(&b), order),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => status(a).cmp(&status(b)),
    }
}

fn status(cell: Option<&Cell>) -> Status {
    cell.map_or(Status::NoRecord, |cell| cell.status)
}

/// What a figure is sorted by: its value, else its lower end; "yes" above "no".
fn magnitude(cell: &Cell) -> Option<Decimal> {
    if cell.status == Status::NoRecord {
        return None;
    }
    match &cell.shown.as_ref()?.observation.finding {
        Finding::Quantity(quantity) => quantity.value().or_else(|| quantity.range().map(|(low, _)| low)),
        Finding::Yes => Some(Decimal::from(1)),
        Finding::No => Some(Decimal::ZERO),
        _ => None,
    }
}
