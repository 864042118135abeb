//! A row of the long CSV.

use super::COLUMNS;
use crate::record::Record;

/// The fields of a row, one for each of [`COLUMNS`].
pub type Fields = [String; COLUMNS.len()];

/// A finding with its part in the table.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) record: Record,
    pub(super) part: String,
    pub(super) age: String,
    pub(super) last_status: String,
    pub(super) last_value: LastValue,
    pub(super) last_period: String,
    pub(super) others: String,
}

/// What was last known: only a text could be taken for a formula.
#[derive(Debug)]
pub(super) enum LastValue {
    Figure(String),
    Text(String),
}

impl Default for LastValue {
    fn default() -> Self {
        Self::Figure(String::new())
    }
}

impl Line {
    /// The fields in the order of [`COLUMNS`]; texts from the evidence are written by `text`.
    pub(super) fn fields(self, edition: &str, text: impl Fn(String) -> String) -> Fields {
        let record = self.record;
        [
            record.indicator,
            record.area,
            record.period,
            record.reporter,
            record.source,
            record.status,
            text(record.value),
            record.bound,
            record.low,
            record.high,
            record.unit,
            record.dimensions,
            record.round,
            record.reference,
            self.part,
            self.age,
            self.last_status,
            match self.last_value {
                LastValue::Figure(figure) => figure,
                LastValue::Text(last) => text(last),
            },
            self.last_period,
            self.others,
            text(record.questioned),
            text(record.note),
            text(record.locator),
            text(record.indicator_name),
            text(record.area_name),
            text(record.reporter_name),
            text(record.source_title),
            edition.to_owned(),
        ]
    }
}
