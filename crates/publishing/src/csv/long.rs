//! A row a finding: fixed columns, codes, digits as published.

use std::collections::BTreeSet;

use tidemark_evidence::table::{
    Age, Cell, Column, ColumnSubject, LongRow, PeriodKey, Shown, Span, Total, TotalFigure,
};
use tidemark_evidence::{Corpus, Finding, Observation, ObservationKey, Status, Table};
use tidemark_vocab::{IndicatorCode, RegionId};

use super::{harmless, written};
use crate::display::{Words, key_code, total_indicator, total_line};
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
const CELL: &str = "cell";
/// The part of a row that is a total of ours.
const TOTAL: &str = "total";
/// The part of a row that was published for the same area as a total.
const PUBLISHED: &str = "published";
/// The area of a total over everything that was asked for.
const SELECTION: &str = "selection";

#[derive(Debug, Default)]
struct Line {
    record: Record,
    part: String,
    age: String,
    last_status: String,
    last_value: String,
    last_period: String,
    others: String,
}

/// The findings of a table, the missing ones included, with their companions, then the totals where they are shown.
#[must_use]
pub fn long(table: &Table, words: &Words<'_>) -> Vec<u8> {
    let mut given = Written::of(table);
    let mut lines = findings(table, &mut given, words);
    lines.extend(totals(table, &mut given, words));
    let head: Vec<String> = COLUMNS.map(str::to_owned).to_vec();
    let rows = lines.into_iter().map(|line| line.fields(&table.edition));
    written(std::iter::once(head).chain(rows))
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
        line.fields(corpus.identity())
    }))
}

/// The findings that have a row already: none is written twice.
struct Written(BTreeSet<ObservationKey>);

impl Written {
    fn of(table: &Table) -> Self {
        let shown = table.long.iter().filter_map(|row| row.cell.shown.as_ref());
        Self(shown.map(|shown| shown.observation.key.clone()).collect())
    }

    /// A row for a finding that stands beside a cell or a total, unless it has one.
    fn beside(&mut self, observation: &Observation, age: Age, part: &str, words: &Words<'_>) -> Option<Line> {
        self.0
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

fn text_or_number(finding: &Finding) -> String {
    let whole = Record::whole(finding);
    match finding {
        Finding::Text(_) => harmless(&whole).into_owned(),
        _ => whole,
    }
}

fn total_record(total: &Total, indicator: Option<&IndicatorCode>, words: &Words<'_>) -> Record {
    let known = indicator.and_then(|code| words.definition_of(code));
    let mut record = Record {
        status: total.status().to_string(),
        unit: unit(known.map(|known| &known.unit)),
        note: total_line(total, indicator, words),
        source: source_ids(&total.parts),
        ..Record::default()
    };
    match &total.figure {
        TotalFigure::Sum(quantity) => {
            record.put(&Finding::Quantity(*quantity));
            record.period = span_code(&total.span);
        }
        TotalFigure::Count { yes, .. } => {
            record.value = yes.to_string();
            "places".clone_into(&mut record.unit);
        }
        TotalFigure::Refused(_) => {}
    }
    record
}

/// The sources of what was added up, `;` between them, where the parts do not stand in the table.
fn source_ids(parts: &[Observation]) -> String {
    let ids: Vec<&str> = parts.iter().map(|part| part.key.source.as_str()).collect();
    ids.join(";")
}

/// From when the figures of a total are, where one period says it: `2018`, `2014..2018`, `HRI/2020`.
fn span_code(span: &Span) -> String {
    match (span.years, span.rounds.as_slice()) {
        (Some((first, last)), []) if first == last => first.to_string(),
        (Some((first, last)), []) => format!("{first}..{last}"),
        (None, [round]) => round.to_string(),
        _ => String::new(),
    }
}

fn totals(table: &Table, given: &mut Written, words: &Words<'_>) -> Vec<Line> {
    let groups = table.groups.iter().filter(|group| group.region.is_some());
    let of_groups = groups.map(|group| (group.region.as_ref(), group.totals.as_slice()));
    let overall = std::iter::once((None, table.totals.as_slice()));
    let mut lines = Vec::new();
    for (region, totals) in of_groups.chain(overall) {
        for (total, column) in totals.iter().zip(&table.columns) {
            lines.push(Line {
                record: placed_total(total, region, column, table, words),
                part: TOTAL.to_owned(),
                ..Line::default()
            });
            for observation in &total.published {
                lines.extend(given.beside(observation, Age::Current, PUBLISHED, words));
            }
        }
    }
    lines
}

/// A total with the column and the area it stands for.
fn placed_total(
    total: &Total,
    region: Option<&RegionId>,
    column: &Column,
    table: &Table,
    words: &Words<'_>,
) -> Record {
    let indicator = total_indicator(table, column);
    let record = Record {
        indicator: indicator.map(ToString::to_string).unwrap_or_default(),
        indicator_name: indicator.map(|code| words.indicator(code)).unwrap_or_default(),
        area: region.map_or_else(|| SELECTION.to_owned(), ToString::to_string),
        area_name: region.map_or_else(
            || words.messages.get("total-selection"),
            |region| words.region(region),
        ),
        ..total_record(total, indicator, words)
    };
    match &column.subject {
        ColumnSubject::Indicator { dimensions, .. } => Record {
            dimensions: dimensions.to_string(),
            ..record
        },
        ColumnSubject::Period(key @ PeriodKey::Reference(_)) => Record {
            period: key_code(key),
            reference: key_code(key),
            ..record
        },
        ColumnSubject::Period(key @ PeriodKey::Round(_)) => Record {
            period: key_code(key),
            round: key_code(key),
            ..record
        },
    }
}

impl Line {
    fn fields(self, edition: &str) -> Vec<String> {
        let record = self.record;
        let text = |text: &str| harmless(text).into_owned();
        vec![
            record.indicator,
            record.area,
            record.period,
            record.reporter,
            record.source,
            record.status,
            text(&record.value),
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
            self.last_value,
            self.last_period,
            self.others,
            text(&record.questioned),
            text(&record.note),
            text(&record.locator),
            text(&record.indicator_name),
            text(&record.area_name),
            text(&record.reporter_name),
            text(&record.source_title),
            edition.to_owned(),
        ]
    }
}
