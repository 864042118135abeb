//! The rows of totals, and those of what they are made from where it does not stand in the file.

use tidemark_evidence::table::{
    Age, Answer, AnswerCount, Column, ColumnSubject, Contribution, LongRow, PeriodKey, Span, Total,
    TotalFigure, WorkingLine,
};
use tidemark_evidence::{Finding, Observation, Status, Table};
use tidemark_vocab::{IndicatorCode, RegionId};

use super::{Line, PUBLISHED, TOTAL, WEIGHT, Written};
use crate::display::{Words, key_code, total_indicator, total_line};
use crate::record::{Record, unit};

/// The area of a total over everything that was asked for.
const SELECTION: &str = "selection";

pub(super) fn total_record(total: &Total, indicator: Option<&IndicatorCode>, words: &Words<'_>) -> Record {
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
        TotalFigure::Mean(mean) => {
            record.put(&Finding::Quantity(mean.quantity));
            record.period = span_code(&total.span);
        }
        TotalFigure::Count(answers) => {
            record.value = counted(answers);
            "places".clone_into(&mut record.unit);
        }
        TotalFigure::Refused(_) => {}
    }
    record
}

/// Places with "yes"; of levels, each with its places: `high=3;low=2`.
fn counted(answers: &[AnswerCount]) -> String {
    let parts: Vec<String> = answers
        .iter()
        .filter_map(|count| match &count.answer {
            Answer::Yes => Some(count.places.to_string()),
            Answer::No => None,
            Answer::Level(level) => Some(format!("{level}={}", count.places)),
        })
        .collect();
    parts.join(";")
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

pub(super) fn totals(table: &Table, given: &mut Written, words: &Words<'_>) -> Vec<Line> {
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
            for weight in counted_weights(total) {
                lines.extend(given.beside(weight, Age::Current, WEIGHT, words));
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

/// The weights that went into a total.
fn counted_weights(total: &Total) -> impl Iterator<Item = &Observation> {
    let counted = |line: &&WorkingLine| line.contribution == Contribution::Counted;
    total
        .working
        .iter()
        .filter(counted)
        .filter_map(|line| line.weight.as_ref())
}

/// The places behind the total in a region's own row: what each is to it, its figure and its weight. The part of such a row
/// is that word.
pub(super) fn working(total: &Total, row: &LongRow, given: &mut Written, words: &Words<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    for place in &total.working {
        let part = place.contribution.as_str();
        match &place.figure {
            Some(figure) => lines.extend(given.beside(figure, age(place), part, words)),
            None if given.is_new(row, &place.area) => lines.push(without_figure(place, row, words)),
            None => {}
        }
        if let Some(weight) = place
            .weight
            .as_ref()
            .filter(|_| place.contribution == Contribution::Counted)
        {
            lines.extend(given.beside(weight, Age::Current, WEIGHT, words));
        }
    }
    lines
}

fn age(place: &WorkingLine) -> Age {
    if place.contribution == Contribution::Old {
        Age::Old
    } else {
        Age::Current
    }
}

fn without_figure(place: &WorkingLine, row: &LongRow, words: &Words<'_>) -> Line {
    let status = if place.contribution == Contribution::Withdrawn {
        Status::Withdrawn
    } else {
        Status::NoRecord
    };
    let asked = row.asked.as_ref().map(key_code);
    Line {
        record: Record {
            indicator: row.indicator.to_string(),
            indicator_name: words.indicator(&row.indicator),
            area: place.area.to_string(),
            area_name: words.area(&place.area),
            dimensions: row.dimensions.to_string(),
            period: asked.unwrap_or_default(),
            status: status.to_string(),
            unit: unit(words.definition_of(&row.indicator).map(|known| &known.unit)),
            ..Record::default()
        },
        part: place.contribution.to_string(),
        ..Line::default()
    }
}
