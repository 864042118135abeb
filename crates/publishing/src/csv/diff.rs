//! What differs between two editions, a row a difference.

use tidemark_evidence::Observation;
use tidemark_evidence::diff::{CellDifference, Difference};
use tidemark_evidence::table::Cell;

use super::{harmless, written};
use crate::record::{Record, period};

/// The columns of differences by finding.
pub const DIFFERENCE_COLUMNS: [&str; 15] = [
    "change",
    "indicator",
    "area",
    "dimensions",
    "reference",
    "round",
    "reporter",
    "source",
    "before_status",
    "before_value",
    "before_questioned",
    "after_status",
    "after_value",
    "after_questioned",
    "after_note",
];

/// The columns of differences by cell.
pub const CELL_DIFFERENCE_COLUMNS: [&str; 12] = [
    "change",
    "indicator",
    "area",
    "dimensions",
    "before_status",
    "before_value",
    "before_period",
    "before_reporter",
    "after_status",
    "after_value",
    "after_period",
    "after_reporter",
];

/// Differences by finding.
#[must_use]
pub fn differences(differences: impl Iterator<Item = Difference>) -> Vec<u8> {
    let head = DIFFERENCE_COLUMNS.map(str::to_owned).to_vec();
    written(std::iter::once(head).chain(differences.filter_map(|difference| difference_fields(&difference))))
}

/// The fields of a difference, in the order of [`DIFFERENCE_COLUMNS`].
pub(crate) fn difference_fields(difference: &Difference) -> Option<Vec<String>> {
    let key = difference.key()?;
    let (before, after) = (difference.before.as_ref(), difference.after.as_ref());
    let status =
        |side: Option<&Observation>| side.map(|o| o.finding.status().to_string()).unwrap_or_default();
    let value =
        |side: Option<&Observation>| side.map(|o| text(&Record::whole(&o.finding))).unwrap_or_default();
    let doubt =
        |side: Option<&Observation>| text(side.and_then(|o| o.questioned.as_deref()).unwrap_or_default());
    Some(vec![
        difference.change.to_string(),
        key.indicator.to_string(),
        key.area.to_string(),
        key.dimensions.to_string(),
        key.period
            .reference()
            .map(ToString::to_string)
            .unwrap_or_default(),
        key.period.round().map(ToString::to_string).unwrap_or_default(),
        key.reporter.to_string(),
        key.source.to_string(),
        status(before),
        value(before),
        doubt(before),
        status(after),
        value(after),
        doubt(after),
        after.map(|o| text(&o.note)).unwrap_or_default(),
    ])
}

/// Differences by cell of the newest figures. A cell whose last record is too old is `no_record`, and its figure is not given.
#[must_use]
pub fn cell_differences(differences: &[CellDifference]) -> Vec<u8> {
    let head = CELL_DIFFERENCE_COLUMNS.map(str::to_owned).to_vec();
    written(std::iter::once(head).chain(differences.iter().map(cell_difference_fields)))
}

/// The fields of a difference, in the order of [`CELL_DIFFERENCE_COLUMNS`].
pub(crate) fn cell_difference_fields(difference: &CellDifference) -> Vec<String> {
    let mut fields = vec![
        difference.change.to_string(),
        difference.indicator.to_string(),
        difference.area.to_string(),
        difference.dimensions.to_string(),
    ];
    fields.extend(side(&difference.before));
    fields.extend(side(&difference.after));
    fields
}

/// Status, value, period and reporter of what a cell shows.
fn side(cell: &Cell) -> [String; 4] {
    let stands = cell
        .shown
        .as_ref()
        .map(|shown| &shown.observation)
        .filter(|observation| observation.finding.status() == cell.status);
    [
        cell.status.to_string(),
        stands
            .map(|o| text(&Record::whole(&o.finding)))
            .unwrap_or_default(),
        stands.map(|o| period(&o.key.period)).unwrap_or_default(),
        stands.map(|o| o.key.reporter.to_string()).unwrap_or_default(),
    ]
}

fn text(text: &str) -> String {
    harmless(text).into_owned()
}
