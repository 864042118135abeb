//! As displayed: the same rows, columns and signs as on the page, for spreadsheets.
//!
//! It begins with a byte order mark, without which spreadsheets read `✓` and `≥` as something else.

use tidemark_evidence::Table;
use tidemark_evidence::table::{NoteRef, RowSubject};

use super::{harmless, written};
use crate::display::{CellView, GroupView, TableView, TotalView, Words};

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// The table as displayed; beside every column of figures one of its sources and, where there are any, of periods and notes.
#[must_use]
pub fn wide(table: &Table, words: &Words<'_>) -> Vec<u8> {
    let view = TableView::new(table, words);
    let lines = if view.columns.is_empty() {
        finding_lines(&view, &table.edition, words)
    } else {
        grid_lines(table, &view, words)
    };
    let mut bytes = BYTE_ORDER_MARK.to_vec();
    bytes.extend(written(lines));
    bytes
}

fn grid_lines(table: &Table, view: &TableView<'_>, words: &Words<'_>) -> Vec<Vec<String>> {
    let mut lines = vec![head(table, view, words)];
    for group in &view.groups {
        for row in &group.rows {
            let start = [
                group.name.clone().unwrap_or_default(),
                row.head.code.clone(),
                row.head.name.clone(),
            ];
            let cells = view
                .cells_of(row)
                .flat_map(|cell| cell_fields(&cell, view, words));
            lines.push(line(start, cells, &table.edition));
        }
        if group.name.is_some() && !group.totals.is_empty() {
            lines.push(total_line(
                group_total_head(group, words),
                &group.totals,
                view,
                table,
                words,
            ));
        }
    }
    if !view.totals.is_empty() {
        let start = [
            String::new(),
            String::new(),
            words.messages.get("total-selection"),
        ];
        lines.push(total_line(start, &view.totals, view, table, words));
    }
    lines
}

fn group_total_head(group: &GroupView<'_>, words: &Words<'_>) -> [String; 3] {
    let name = group.name.clone().unwrap_or_default();
    let head = words.messages.with("total-of", &[("group", &name)]);
    [name, String::new(), head]
}

fn head(table: &Table, view: &TableView<'_>, words: &Words<'_>) -> Vec<String> {
    let subject = table.groups.iter().flat_map(|group| &group.rows).next();
    let rows = match subject.map(|row| &row.subject) {
        Some(RowSubject::Indicator { .. }) => "head-indicator",
        Some(RowSubject::Area(_) | RowSubject::AreaSplit { .. }) | None => "head-area",
    };
    let start = ["head-group", "head-code", rows].map(|id| words.messages.get(id));
    let columns = view.columns.iter().flat_map(|column| {
        let name = match &column.head.unit {
            Some(unit) => words
                .messages
                .with("head-unit", &[("name", &column.head.name), ("unit", unit)]),
            None => column.head.name.clone(),
        };
        let beside = |id| words.messages.with(id, &[("name", &column.head.name)]);
        [
            name.clone(),
            beside("head-period-of"),
            beside("head-sources-of"),
            beside("head-notes-of"),
        ]
    });
    line(start, columns, &words.messages.get("head-edition"))
}

fn line(start: [String; 3], cells: impl Iterator<Item = String>, edition: &str) -> Vec<String> {
    start
        .into_iter()
        .chain(cells)
        .chain(std::iter::once(edition.to_owned()))
        .map(|field| harmless(&field).into_owned())
        .collect()
}

/// The figure, its period, its sources by id, its notes in full.
fn cell_fields(cell: &CellView<'_>, view: &TableView<'_>, words: &Words<'_>) -> [String; 4] {
    [
        cell.figure_line(words),
        cell.beside(words).unwrap_or_default(),
        source_ids(cell.sources, view),
        note_texts(cell.notes, view),
    ]
}

fn source_ids(numbers: &[usize], view: &TableView<'_>) -> String {
    let known = view
        .sources
        .iter()
        .filter(|source| numbers.contains(&source.number));
    known.map(|source| source.id).collect::<Vec<_>>().join("; ")
}

fn note_texts(numbers: &[NoteRef], view: &TableView<'_>) -> String {
    let known = view
        .notes
        .iter()
        .filter(|note| numbers.contains(&NoteRef(note.number)));
    known
        .map(|note| note.text.as_str())
        .collect::<Vec<_>>()
        .join(" / ")
}

fn total_line(
    start: [String; 3],
    totals: &[TotalView<'_>],
    view: &TableView<'_>,
    table: &Table,
    words: &Words<'_>,
) -> Vec<String> {
    let cells = totals.iter().flat_map(|total| {
        [
            total.line(words),
            total.years.clone().unwrap_or_default(),
            source_ids(total.sources, view),
            note_texts(total.notes, view),
        ]
    });
    line(start, cells, &table.edition)
}

fn finding_lines(view: &TableView<'_>, edition: &str, words: &Words<'_>) -> Vec<Vec<String>> {
    let head = [
        "head-code",
        "head-area",
        "head-indicator",
        "head-figure",
        "head-period",
        "head-reporter",
        "head-sources",
        "head-notes",
        "head-edition",
    ];
    let mut lines = vec![head.map(|id| words.messages.get(id)).to_vec()];
    for finding in view.findings() {
        let cell = &finding.cell;
        let period = cell.period.clone().or_else(|| finding.asked.clone());
        let fields = [
            finding.area.code.clone(),
            finding.area.name.clone(),
            finding.indicator.name.clone(),
            cell.figure_line(words),
            period.unwrap_or_default(),
            cell.reporter
                .as_ref()
                .map(|reporter| reporter.name.to_owned())
                .unwrap_or_default(),
            source_ids(cell.sources, view),
            note_texts(cell.notes, view),
            edition.to_owned(),
        ];
        lines.push(fields.iter().map(|field| harmless(field).into_owned()).collect());
    }
    lines
}
