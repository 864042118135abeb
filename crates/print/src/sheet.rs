//! A table on paper: its columns shared out among as many sheets as their widths need, each with the heads of the rows.

use serde::Serialize;
use tidemark_evidence::Table;
use tidemark_publishing::Words;
use tidemark_publishing::display::{CellView, FigureKind, FindingView, HeadView, TableView, TotalView};
use tidemark_publishing::laid;

use crate::references::Numbers;
use crate::width;

/// Columns of a table that stand side by side, with every row.
#[derive(Debug, Serialize)]
pub(crate) struct Sheet {
    /// Which columns of how many these are, where there are several sheets.
    heading: Option<String>,
    /// Whether the page lies on its side.
    pub(crate) landscape: bool,
    corner: String,
    /// Millimetres that the heads of rows take.
    head_width: f32,
    columns: Vec<Column>,
    lines: Vec<Line>,
}

#[derive(Debug, Clone, Serialize)]
struct Column {
    name: String,
    unit: Option<String>,
    by: String,
    /// Millimetres.
    width: f32,
}

#[derive(Debug, Clone, Serialize)]
struct Line {
    kind: LineKind,
    head: String,
    /// What the row is about, as a code, where the index of a book leads to it.
    code: Option<String>,
    cells: Vec<Figure>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum LineKind {
    Group,
    Row,
    Total,
}

/// What stands in a cell.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Figure {
    /// The figure, with its mark of doubt.
    pub(crate) text: String,
    /// What is printed beside it.
    pub(crate) companions: String,
    /// Who says so and when; what a total covers.
    pub(crate) beside: Vec<String>,
    /// Numbers of notes and sources, and how many other figures there are.
    pub(crate) marks: String,
    /// How it is set: `number`, `sign`, `words`.
    pub(crate) kind: &'static str,
    /// Its status.
    pub(crate) status: &'static str,
    /// Whether it is too old to stand for today.
    pub(crate) old: bool,
}

impl Figure {
    /// A cell of a table, with who says so as far as the column does not.
    pub(crate) fn of(cell: &CellView<'_>, words: &Words<'_>, numbers: &Numbers) -> Self {
        let marks = numbers.marks(cell.notes, cell.sources);
        if let Some(total) = &cell.total {
            return Self {
                marks,
                ..Self::of_total(total, words, numbers)
            };
        }
        Self {
            marks: with_others(cell.mentioned, marks),
            beside: cell.beside(words).into_iter().collect(),
            ..Self::bare(cell, words)
        }
    }

    /// The figure alone.
    pub(crate) fn bare(cell: &CellView<'_>, words: &Words<'_>) -> Self {
        let mut text = cell.text.to_string();
        if cell.questioned.is_some() {
            text.push_str(&words.messages.bare("mark-questioned"));
        }
        let companions = cell.companions.iter().map(|companion| companion.text.as_str());
        let companions: Vec<&str> = companions.collect();
        Self {
            text,
            companions: companions.join(&words.messages.bare("part-separator")),
            kind: kind(cell.kind),
            status: cell.status.as_str(),
            old: cell.last.is_some(),
            ..Self::default()
        }
    }

    fn of_total(total: &TotalView<'_>, words: &Words<'_>, numbers: &Numbers) -> Self {
        Self {
            text: total.text.clone(),
            beside: total.asides(words),
            marks: numbers.marks(total.notes, total.sources),
            kind: kind(total.kind),
            status: total.status.as_str(),
            ..Self::default()
        }
    }

    fn plain(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            kind: "words",
            ..Self::default()
        }
    }
}

/// The marks of a cell with how many others there are: `+2 n1 [3,4]`.
pub(crate) fn with_others(others: usize, marks: String) -> String {
    match (others, marks.is_empty()) {
        (0, _) => marks,
        (others, true) => format!("+{others}"),
        (others, false) => format!("+{others} {marks}"),
    }
}

fn kind(kind: FigureKind) -> &'static str {
    match kind {
        FigureKind::Number => "number",
        FigureKind::Sign => "sign",
        FigureKind::Words => "words",
    }
}

/// The sheets of a table, whatever its layout.
pub(crate) fn sheets(
    table: &Table,
    view: &TableView<'_>,
    numbers: &Numbers,
    words: &Words<'_>,
) -> Vec<Sheet> {
    let lines = lines(view, numbers, words);
    let heads = laid::heads(table, view, words);
    let units = view.columns.iter().map(|column| column.head.unit.clone());
    let names = view.columns.iter().map(|column| column.head.name.clone());
    let (mut units, mut names) = (units, names);
    let columns = heads.iter().skip(1).enumerate().map(|(at, head)| Column {
        name: names.next().unwrap_or_else(|| head.name.clone()),
        unit: units.next().flatten(),
        by: head.by.clone(),
        width: column_width(at, &head.name, &lines),
    });
    let columns: Vec<Column> = columns.collect();
    let head_width = width::heads(lines.iter().map(|line| line.head.as_str()));
    let widths: Vec<f32> = columns.iter().map(|column| column.width).collect();
    let (landscape, spans) = width::share_out(head_width, &widths);
    let corner = heads.first().map(|head| head.name.clone()).unwrap_or_default();
    let sheet = |span: &std::ops::Range<usize>| Sheet {
        heading: (spans.len() > 1).then(|| which(span, columns.len(), words)),
        landscape,
        corner: corner.clone(),
        head_width,
        columns: columns.get(span.clone()).unwrap_or_default().to_vec(),
        lines: lines.iter().map(|line| line.part(span)).collect(),
    };
    spans.iter().map(sheet).collect()
}

fn which(span: &std::ops::Range<usize>, all: usize, words: &Words<'_>) -> String {
    let args = [
        ("first", &*(span.start + 1).to_string()),
        ("last", &span.end.to_string()),
        ("all", &all.to_string()),
    ];
    words.messages.with("print-columns", &args)
}

fn column_width(at: usize, head: &str, lines: &[Line]) -> f32 {
    let cells = lines.iter().filter_map(|line| line.cells.get(at));
    width::column(
        head,
        cells.map(|cell| {
            let beside = cell.beside.iter().map(String::as_str);
            (
                cell.text.as_str(),
                beside.chain(std::iter::once(cell.companions.as_str())),
            )
        }),
    )
}

impl Line {
    fn part(&self, span: &std::ops::Range<usize>) -> Self {
        Self {
            kind: self.kind,
            head: self.head.clone(),
            code: self.code.clone(),
            cells: self.cells.get(span.clone()).unwrap_or_default().to_vec(),
        }
    }
}

fn lines(view: &TableView<'_>, numbers: &Numbers, words: &Words<'_>) -> Vec<Line> {
    let line = |kind, head: String, code, cells| Line {
        kind,
        head,
        code,
        cells,
    };
    let totals = |head, totals: &[TotalView<'_>]| {
        let cells = totals.iter().map(|total| Figure::of_total(total, words, numbers));
        line(LineKind::Total, head, None, cells.collect())
    };
    let mut lines = Vec::new();
    for group in &view.groups {
        let head = group.name.clone();
        lines.extend(head.map(|name| line(LineKind::Group, name, None, Vec::new())));
        for row in &group.rows {
            let cells = view.cells_of(row).map(|cell| Figure::of(&cell, words, numbers));
            let HeadView { code, name, unit } = &row.head;
            let head = laid::with_unit(name, unit.as_deref(), words);
            lines.push(line(LineKind::Row, head, Some(code.clone()), cells.collect()));
        }
        if let (Some(name), false) = (&group.name, group.totals.is_empty()) {
            lines.push(totals(
                words.messages.with("total-of", &[("group", name)]),
                &group.totals,
            ));
        }
    }
    if !view.totals.is_empty() {
        lines.push(totals(words.messages.get("total-selection"), &view.totals));
    }
    lines.extend(
        view.findings()
            .map(|finding| finding_line(&finding, numbers, words)),
    );
    lines
}

fn finding_line(finding: &FindingView<'_>, numbers: &Numbers, words: &Words<'_>) -> Line {
    let cell = &finding.cell;
    let mut figure = Figure::of(cell, words, numbers);
    if let (None, None, Some(asked)) = (&cell.period, &cell.last, &finding.asked) {
        figure.beside.push(asked.clone());
    }
    let reporter = cell.reporter.as_ref().map_or("", |reporter| reporter.short);
    Line {
        kind: LineKind::Row,
        head: finding.area.name.clone(),
        code: None,
        cells: vec![
            Figure::plain(&finding.indicator.name),
            figure,
            Figure::plain(reporter),
        ],
    }
}
