//! The table as displayed: a row of it a row of the sheet; beside every column of figures one that tells who says so and when, notes and sources.

use rust_xlsxwriter::XlsxError;
use tidemark_evidence::Table;
use tidemark_evidence::table::NoteRef;

use super::book::{Book, Shape, Value};
use crate::display::{CellView, FindingView, TableView, TotalView, Words};
use crate::laid;

/// The widths of columns: of names, of figures, of what stands beside them.
const NAMES: f64 = 32.0;
const FIGURES: f64 = 18.0;
const BESIDE: f64 = 22.0;

pub(super) fn write(
    book: &mut Book,
    table: &Table,
    view: &TableView<'_>,
    words: &Words<'_>,
) -> Result<(), XlsxError> {
    let name = words.messages.get("sheet-table");
    let shape = |above, heads: Vec<String>, widths| Shape {
        above,
        heads: heads.into_iter().map(Value::Strong).collect(),
        widths,
        fixed: 1,
        is_filtered: false,
    };
    if view.columns.is_empty() {
        let heads = [
            "head-area",
            "head-indicator",
            "head-figure",
            "head-marks",
            "head-reporter",
        ];
        let heads = heads.map(|id| words.messages.get(id)).to_vec();
        let shape = shape(
            above(view, words),
            heads,
            vec![NAMES, NAMES, FIGURES, BESIDE, NAMES],
        );
        return book.sheet(
            &name,
            &shape,
            view.findings().map(|finding| finding_row(&finding, words)),
        );
    }
    let mut heads = vec![words.messages.get(laid::corner(table))];
    let mut widths = vec![NAMES];
    let mut reporters = vec![Value::Blank];
    for head in laid::heads(table, view, words).into_iter().skip(1) {
        let beside = words.messages.with("head-marks-of", &[("name", &head.name)]);
        heads.extend([head.name, beside]);
        widths.extend([FIGURES, BESIDE]);
        reporters.extend([Value::text(head.by), Value::Blank]);
    }
    let mut above = above(view, words);
    above.push(reporters);
    let rows = rows(view, words).into_iter();
    book.sheet(&name, &shape(above, heads, widths), rows.chain(remarks(view)))
}

fn above(view: &TableView<'_>, words: &Words<'_>) -> Vec<Vec<Value>> {
    let edition = words.messages.with("text-edition", &[("edition", &view.edition)]);
    vec![
        vec![Value::Strong(view.title.clone())],
        vec![Value::Text(edition)],
    ]
}

/// What must be known of the table as a whole. It stands below, since what stands above the heads stays in sight and takes the room of rows.
fn remarks<'v>(view: &'v TableView<'_>) -> impl Iterator<Item = Vec<Value>> + use<'v> {
    let remarks = view.remarks.iter();
    remarks.map(|remark| vec![Value::text(remark.as_str())])
}

fn rows(view: &TableView<'_>, words: &Words<'_>) -> Vec<Vec<Value>> {
    let mut rows = Vec::new();
    for group in &view.groups {
        rows.extend(group.name.clone().map(|name| vec![Value::Strong(name)]));
        for row in &group.rows {
            let head = laid::with_unit(&row.head.name, row.head.unit.as_deref(), words);
            let cells = view.cells_of(row).flat_map(|cell| cell_values(&cell, words));
            rows.push(std::iter::once(Value::Text(head)).chain(cells).collect());
        }
        if let (Some(name), false) = (&group.name, group.totals.is_empty()) {
            let head = words.messages.with("total-of", &[("group", name)]);
            rows.push(total_row(head, &group.totals, words));
        }
    }
    if !view.totals.is_empty() {
        rows.push(total_row(
            words.messages.get("total-selection"),
            &view.totals,
            words,
        ));
    }
    rows
}

fn finding_row(finding: &FindingView<'_>, words: &Words<'_>) -> Vec<Value> {
    let cell = &finding.cell;
    let [figure, beside] = match (&cell.period, &cell.last, &finding.asked) {
        (None, None, Some(asked)) => figure_and_marks(cell, Some(asked.clone()), words),
        _ => cell_values(cell, words),
    };
    let reporter = cell.reporter.as_ref().map(|reporter| reporter.name);
    vec![
        Value::text(finding.area.name.as_str()),
        Value::text(finding.indicator.name.as_str()),
        figure,
        beside,
        Value::text(reporter.unwrap_or_default()),
    ]
}

/// The figure, and what stands beside it.
fn cell_values(cell: &CellView<'_>, words: &Words<'_>) -> [Value; 2] {
    match &cell.total {
        Some(total) => total_values(total, words),
        None => figure_and_marks(cell, cell.beside(words), words),
    }
}

fn figure_and_marks(cell: &CellView<'_>, beside: Option<String>, words: &Words<'_>) -> [Value; 2] {
    let figure = match cell.number {
        Some(number) => Value::Number(number),
        None => Value::Text(cell.figure_line(words)),
    };
    let others = (cell.mentioned > 0).then(|| format!("+{}", cell.mentioned));
    let beside = beside.into_iter().chain(others);
    [figure, marks(beside, cell.notes, cell.sources)]
}

/// A total never stands without what it covers, which is told beside it in full.
fn total_values(total: &TotalView<'_>, words: &Words<'_>) -> [Value; 2] {
    let figure = match total.number {
        Some(number) => Value::Number(number),
        None => Value::Text(total.text.clone()),
    };
    let told = std::iter::once(total.line(words));
    [figure, marks(told, total.notes, total.sources)]
}

fn total_row(head: String, totals: &[TotalView<'_>], words: &Words<'_>) -> Vec<Value> {
    let totals = totals.iter().flat_map(|total| total_values(total, words));
    std::iter::once(Value::Strong(head)).chain(totals).collect()
}

/// `HRI, 2018 +2 n1 [3,4]`.
fn marks(beside: impl Iterator<Item = String>, notes: &[NoteRef], sources: &[usize]) -> Value {
    let numbers = laid::numbers(notes, sources);
    let all: Vec<String> = beside.chain(numbers).collect();
    Value::text(all.join(" "))
}
