//! Fills the shape from a table.

use std::collections::BTreeMap;

use tidemark_evidence::table::{self, Age, ColumnSubject, NoteKind, PeriodKey, RowSubject, Table};
use tidemark_evidence::{Dimensions, Finding, Quantity};

use super::observation::Observation;
use super::shape::{
    Cell, Column, Companion, Document, Edition, Entry, Figure, FindingRow, Group, Note, Other, Row, Sign,
    Source,
};
use super::total::{total, totals};
use crate::codebook;
use crate::display::{self, CellView, TableView, Words};
use crate::record::Record;

pub(super) fn document<'t>(table: &'t Table, words: &Words<'t>) -> Document<'t> {
    let view = TableView::new(table, words);
    let edition = &words.catalogue.edition;
    Document {
        query: table.query.to_query_string(),
        language: words.messages.lang().to_string(),
        layout: table.query.layout.as_str(),
        edition: Edition {
            identity: table.edition.clone(),
            title: edition.title.clone(),
            date: edition.date.to_string(),
        },
        columns: table
            .columns
            .iter()
            .zip(&view.columns)
            .map(|(column, seen)| self::column(column, seen))
            .collect(),
        groups: table
            .groups
            .iter()
            .zip(&view.groups)
            .map(|(group, seen)| self::group(group, seen, &view, words))
            .collect(),
        totals: totals(&table.totals, &view.totals, words),
        findings: findings(table, &view, words),
        notes: notes(table),
        codebook: codebook::entries(table, words).into_iter().map(entry).collect(),
        title: view.title,
        sources: view.sources.into_iter().map(source).collect(),
        legend: view
            .legend
            .into_iter()
            .map(|entry| Sign {
                sign: entry.sign,
                meaning: entry.meaning,
            })
            .collect(),
        remarks: view.remarks,
    }
}

pub(super) fn present(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

fn dimensions(dimensions: &Dimensions) -> BTreeMap<String, String> {
    dimensions
        .iter()
        .map(|(dimension, value)| (dimension.to_string(), value.to_string()))
        .collect()
}

fn column(column: &table::Column, seen: &display::ColumnView<'_>) -> Column {
    let (kind, indicator, split) = match &column.subject {
        ColumnSubject::Indicator {
            indicator,
            dimensions,
        } => ("indicator", Some(indicator), Some(dimensions)),
        ColumnSubject::Period(_) => ("period", None, None),
    };
    let (reference, round) = match &column.subject {
        ColumnSubject::Period(PeriodKey::Reference(reference)) => (Some(reference.to_string()), None),
        ColumnSubject::Period(PeriodKey::Round(round)) => (None, Some(round.to_string())),
        ColumnSubject::Indicator { .. } => (None, None),
    };
    Column {
        kind,
        name: seen.head.name.clone(),
        indicator: indicator.map(ToString::to_string),
        dimensions: split.map(dimensions).unwrap_or_default(),
        reference,
        round,
        unit: column.unit.as_ref().map(ToString::to_string),
        reporters: column.reporters.iter().map(ToString::to_string).collect(),
    }
}

fn group<'t>(
    group: &'t table::Group,
    seen: &display::GroupView<'t>,
    view: &TableView<'t>,
    words: &Words<'t>,
) -> Group<'t> {
    Group {
        region: group.region.as_ref().map(ToString::to_string),
        name: seen.name.clone(),
        rows: group
            .rows
            .iter()
            .zip(&seen.rows)
            .map(|(row, seen)| self::row(row, seen, view, words))
            .collect(),
        totals: totals(&group.totals, &seen.totals, words),
    }
}

fn row<'t>(
    row: &'t table::Row,
    seen: &display::RowView<'t>,
    view: &TableView<'t>,
    words: &Words<'t>,
) -> Row<'t> {
    let (area, indicator, split) = match &row.subject {
        RowSubject::Area(area) => (Some(area.to_string()), None, BTreeMap::new()),
        RowSubject::AreaSplit {
            area,
            indicator,
            dimensions,
        } => (
            Some(area.to_string()),
            Some(indicator.to_string()),
            self::dimensions(dimensions),
        ),
        RowSubject::Indicator {
            indicator,
            dimensions,
        } => (None, Some(indicator.to_string()), self::dimensions(dimensions)),
    };
    Row {
        area,
        indicator,
        dimensions: split,
        name: seen.head.name.clone(),
        cells: row
            .cells
            .iter()
            .zip(view.cells_of(seen))
            .map(|(cell, seen)| self::cell(cell, &seen, words))
            .collect(),
    }
}

fn findings<'t>(table: &'t Table, view: &TableView<'t>, words: &Words<'t>) -> Vec<FindingRow<'t>> {
    let rows = table.long.iter().zip(view.findings());
    rows.map(|(row, seen)| FindingRow {
        indicator: row.indicator.to_string(),
        indicator_name: seen.indicator.name.clone(),
        area: row.area.to_string(),
        area_name: seen.area.name.clone(),
        dimensions: dimensions(&row.dimensions),
        asked: row.asked.as_ref().map(display::key_code),
        cell: cell(&row.cell, &seen.cell, words),
    })
    .collect()
}

fn cell<'t>(cell: &'t table::Cell, seen: &CellView<'_>, words: &Words<'t>) -> Cell<'t> {
    let shown = cell.shown.as_ref();
    let age = shown.map(|shown| shown.age);
    let figure = || shown.map(|shown| observation(&shown.observation, words));
    // A figure that was withdrawn is cited under the table, but not given again.
    let stands = shown.is_some_and(|shown| shown.observation.finding.status() == cell.status);
    let companions = shown.iter().flat_map(|shown| &shown.companions);
    Cell {
        status: seen.status.to_string(),
        age: age.map(|age| match age {
            Age::Current => "current",
            Age::Old => "old",
        }),
        text: seen.line(words),
        finding: if age == Some(Age::Current) && stands {
            figure()
        } else {
            None
        },
        last: if age == Some(Age::Old) { figure() } else { None },
        companions: companions
            .map(|companion| Companion {
                role: companion.role.to_string(),
                text: display::companion_text(&companion.observation, words),
                finding: observation(&companion.observation, words),
            })
            .collect(),
        notes: seen.notes.iter().map(|note| note.0).collect(),
        sources: seen.sources.to_vec(),
        others: cell
            .others
            .iter()
            .zip(&seen.others)
            .map(|(other, seen)| self::other(other, seen, words))
            .collect(),
        total: cell
            .total
            .as_deref()
            .zip(seen.total.as_ref())
            .map(|(sum, seen)| total(sum, seen, words)),
    }
}

fn other<'t>(other: &'t table::Other, seen: &display::OtherView<'_>, words: &Words<'t>) -> Other<'t> {
    Other {
        text: seen.text.clone().into_owned(),
        source_number: other.source,
        finding: observation(&other.observation, words),
    }
}

pub(super) fn observation<'t>(
    observation: &'t tidemark_evidence::Observation,
    words: &Words<'t>,
) -> Observation<'t> {
    Observation {
        observation,
        words: *words,
    }
}

pub(super) fn figure(quantity: Option<&Quantity>) -> Figure {
    let mut record = Record::default();
    if let Some(quantity) = quantity {
        record.put(&Finding::Quantity(*quantity));
    }
    Figure {
        value: present(record.value),
        bound: present(record.bound),
        low: present(record.low),
        high: present(record.high),
    }
}

fn notes(table: &Table) -> Vec<Note> {
    let numbered = table.notes.iter().enumerate();
    numbered
        .map(|(at, note)| Note {
            number: at + 1,
            kind: match note.kind {
                NoteKind::Remark => "remark",
                NoteKind::Questioned => "questioned",
            },
            text: note.text.to_string(),
        })
        .collect()
}

fn source(source: display::SourceView<'_>) -> Source {
    Source {
        number: source.number,
        id: source.id.to_owned(),
        reporter: source.reporter.map(|reporter| reporter.code.to_owned()),
        title: source.title.to_owned(),
        publisher: source.publisher.to_owned(),
        year: source.year,
        address: source.address.to_owned(),
        licence: source.licence.to_owned(),
        terms: source.terms.map(|terms| terms.to_string()),
        locators: source.locators.into_iter().map(str::to_owned).collect(),
    }
}

fn entry(entry: codebook::Entry) -> Entry {
    Entry {
        section: entry.section.as_str(),
        code: entry.code,
        name: entry.name,
        explanation: entry.explanation,
        unit: entry.unit,
    }
}
