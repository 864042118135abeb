//! A row a finding: fixed columns, codes, digits as published.

mod line;
mod totals;

use std::collections::BTreeSet;

use tidemark_evidence::table::{Age, Cell, LongRow, Shown};
use tidemark_evidence::{Corpus, Dimensions, Finding, Observation, ObservationKey, Status, Table};
use tidemark_vocab::{AreaId, IndicatorCode};

pub use self::line::Fields;
use self::line::{LastValue, Line};
use self::totals::{total_record, working};
use super::{guarded, written};
use crate::display::{Words, key_code};
use crate::record::{Record, unit};

/// The columns in order. Each is explained by the message `column-NAME`, and in `docs/downloads.md`.
pub const COLUMNS: [&str; 28] = [
    "indicator",
    "area",
    "period",
    "reporter",
    "source",
    "status",
    "value",
    "bound",
    "low",
    "high",
    "unit",
    "dimensions",
    "round",
    "reference",
    "part",
    "age",
    "last_status",
    "last_value",
    "last_period",
    "others",
    "questioned",
    "note",
    "locator",
    "indicator_name",
    "area_name",
    "reporter_name",
    "source_title",
    "edition",
];

/// The part of a row that is a cell of the table.
pub(super) const CELL: &str = "cell";
/// The part of a row that is a total of ours.
const TOTAL: &str = "total";
/// The part of a row that was published for the same area as a total.
const PUBLISHED: &str = "published";
/// The part of a row that is the figure by which the one before it was weighted.
const WEIGHT: &str = "weight";

/// The findings of a table, the missing ones included, with their companions, then the totals where they are shown.
#[must_use]
pub fn long(table: &Table, words: &Words<'_>) -> Vec<u8> {
    let rows = lines(table, words)
        .into_iter()
        .map(|line| line.fields(&table.edition, guarded));
    written(std::iter::once(COLUMNS.map(str::to_owned)).chain(rows))
}

/// The rows of [`long`] with every text as it is, for files in which a text cannot be taken for a formula.
pub fn long_rows(table: &Table, words: &Words<'_>) -> impl Iterator<Item = Fields> {
    let lines = lines(table, words).into_iter();
    lines.map(|line| line.fields(&table.edition, |text| text))
}

fn lines(table: &Table, words: &Words<'_>) -> Vec<Line> {
    let mut given = Written::of(table);
    let mut lines = findings(table, &mut given, words);
    lines.extend(totals::totals(table, &mut given, words));
    lines
}

/// The line of names above [`observations`].
#[must_use]
pub fn observations_head() -> Vec<u8> {
    written([COLUMNS.map(str::to_owned)])
}

/// Every observation of an indicator, whatever its period, split, reporter and age, in the columns of [`long`] but without their names:
/// all indicators one after another are the whole edition.
#[must_use]
pub fn observations(corpus: &dyn Corpus, indicator: &IndicatorCode, words: &Words<'_>) -> Vec<u8> {
    let areas = corpus.areas_of(indicator).into_iter();
    let all = areas.flat_map(|(area, _)| corpus.observations(indicator, &area));
    written(all.map(|observation| {
        let line = observation_line(&observation, Age::Current, CELL.to_owned(), words);
        let line = Line {
            others: "0".to_owned(),
            ..line
        };
        line.fields(corpus.identity(), guarded)
    }))
}

/// What has a row already: nothing is written twice.
struct Written {
    findings: BTreeSet<ObservationKey>,
    /// Cells without a figure: indicator, area and split.
    blanks: BTreeSet<(IndicatorCode, AreaId, Dimensions)>,
}

impl Written {
    fn of(table: &Table) -> Self {
        let shown = table.long.iter().filter_map(|row| row.cell.shown.as_ref());
        let blank = table.long.iter().filter(|row| row.cell.shown.is_none());
        let place = |row: &LongRow| (row.indicator.clone(), row.area.clone(), row.dimensions.clone());
        Self {
            findings: shown.map(|shown| shown.observation.key.clone()).collect(),
            blanks: blank.map(place).collect(),
        }
    }

    /// Whether a place without a figure has no row yet.
    fn is_new(&mut self, row: &LongRow, area: &AreaId) -> bool {
        let place = (row.indicator.clone(), area.clone(), row.dimensions.clone());
        self.blanks.insert(place)
    }

    /// A row for a finding that stands beside a cell or a total, unless it has one.
    fn beside(&mut self, observation: &Observation, age: Age, part: &str, words: &Words<'_>) -> Option<Line> {
        self.findings
            .insert(observation.key.clone())
            .then(|| observation_line(observation, age, part.to_owned(), words))
    }
}

fn findings(table: &Table, given: &mut Written, words: &Words<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    for row in &table.long {
        lines.push(cell_line(row, words));
        for observation in row.cell.total.iter().flat_map(|total| &total.published) {
            lines.extend(given.beside(observation, Age::Current, PUBLISHED, words));
        }
        if let Some(total) = row.cell.total.as_deref().filter(|_| row.cell.shown.is_none()) {
            lines.extend(working(total, row, given, words));
        }
        if let Some(shown) = &row.cell.shown {
            for companion in &shown.companions {
                let role = companion.role.to_string();
                lines.extend(given.beside(&companion.observation, shown.age, &role, words));
            }
        }
    }
    lines
}

fn cell_line(row: &LongRow, words: &Words<'_>) -> Line {
    let line = match (&row.cell.shown, &row.cell.total) {
        (Some(shown), _) => shown_line(&row.cell, shown, words),
        (None, Some(total)) => Line {
            record: total_record(total, Some(&row.indicator), words),
            part: TOTAL.to_owned(),
            ..Line::default()
        },
        (None, None) => Line {
            record: Record {
                status: row.cell.status.to_string(),
                unit: unit(words.definition_of(&row.indicator).map(|known| &known.unit)),
                ..Record::default()
            },
            part: CELL.to_owned(),
            ..Line::default()
        },
    };
    let asked = row.asked.as_ref().map(key_code).unwrap_or_default();
    let period = if line.record.period.is_empty() {
        asked
    } else {
        line.record.period
    };
    Line {
        record: Record {
            indicator: row.indicator.to_string(),
            area: row.area.to_string(),
            dimensions: row.dimensions.to_string(),
            period,
            indicator_name: words.indicator(&row.indicator),
            area_name: words.area(&row.area),
            ..line.record
        },
        others: row.cell.others.len().to_string(),
        ..line
    }
}

fn shown_line(cell: &Cell, shown: &Shown, words: &Words<'_>) -> Line {
    let line = observation_line(&shown.observation, shown.age, CELL.to_owned(), words);
    let finding_stands = shown.age == Age::Old || cell.status == shown.observation.finding.status();
    if finding_stands {
        return line;
    }
    // A figure that was withdrawn is cited, but not given again.
    let record = Record {
        status: cell.status.to_string(),
        value: String::new(),
        bound: String::new(),
        low: String::new(),
        high: String::new(),
        ..line.record
    };
    Line { record, ..line }
}

/// A figure that is too old to stand for today is `no_record`; what was last known stands in columns of its own.
fn observation_line(observation: &Observation, age: Age, part: String, words: &Words<'_>) -> Line {
    let record = Record::of(observation, words);
    match age {
        Age::Current => Line {
            record,
            part,
            age: "current".to_owned(),
            ..Line::default()
        },
        Age::Old => Line {
            part,
            age: "old".to_owned(),
            last_status: record.status,
            last_value: text_or_number(&observation.finding),
            last_period: record.period,
            record: Record {
                status: Status::NoRecord.to_string(),
                period: String::new(),
                value: String::new(),
                bound: String::new(),
                low: String::new(),
                high: String::new(),
                ..record
            },
            ..Line::default()
        },
    }
}

fn text_or_number(finding: &Finding) -> LastValue {
    let whole = Record::whole(finding);
    match finding {
        Finding::Text(_) => LastValue::Text(whole),
        _ => LastValue::Figure(whole),
    }
}
