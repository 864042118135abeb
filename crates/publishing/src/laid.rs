//! A table as lines of cells, put together once for the files that print it as it is seen: plain text, Markdown, LaTeX, a part of a page, paper.

use tidemark_evidence::Table;
use tidemark_evidence::query::Layout;
use tidemark_evidence::table::NoteRef;

use crate::display::{CellView, FigureKind, FindingView, SourceView, TableView, TotalView, Words};

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The name, with the unit where there is one.
    pub name: String,
    /// Whose figures stand below; empty where nobody's do, and for columns of other things.
    pub by: String,
}

/// A line of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line<'v> {
    /// The name of the rows that follow.
    Group(String),
    /// A row: what it is about, and a cell for every other column.
    Row(String, Vec<Printed<'v>>),
    /// Totals of the rows since the last group.
    GroupTotal(String, Vec<Printed<'v>>),
    /// Totals of everything that was asked for.
    Total(String, Vec<Printed<'v>>),
}

/// A cell as it is printed. Its text is never empty where it has a status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed<'v> {
    /// The figure with what stands beside it: `✓ 30 sites (HRI 2018)`.
    pub text: String,
    /// The sign that the text begins with, and how it is read out, where that is something else.
    pub sign: Option<(String, String)>,
    /// How many other figures there are.
    pub others: usize,
    /// Numbers of notes.
    pub notes: &'v [NoteRef],
    /// Numbers of sources.
    pub sources: &'v [usize],
}

impl Printed<'_> {
    /// Something that is no figure.
    fn plain(text: String) -> Self {
        Self {
            text,
            sign: None,
            others: 0,
            notes: &[],
            sources: &[],
        }
    }

    /// What stands behind the figure: how many others there are, notes, sources. `+2`, `n1`, `[3,4]`.
    #[must_use]
    pub fn marks(&self) -> Vec<String> {
        let others = (self.others > 0).then(|| format!("+{}", self.others));
        others
            .into_iter()
            .chain(numbers(self.notes, self.sources))
            .collect()
    }
}

/// The numbers of notes and sources: `n1`, `[3,4]`.
#[must_use]
pub fn numbers(notes: &[NoteRef], sources: &[usize]) -> Vec<String> {
    let numbers: Vec<String> = sources.iter().map(ToString::to_string).collect();
    let sources = (!numbers.is_empty()).then(|| format!("[{}]", numbers.join(",")));
    let notes = notes.iter().map(|note| format!("n{}", note.0));
    notes.chain(sources).collect()
}

impl<'v> Printed<'v> {
    fn cell(cell: &CellView<'v>, words: &Words<'_>) -> Self {
        let is_refused = cell.total.as_ref().is_some_and(|total| total.reason.is_some());
        let sounds_other = cell.text != cell.words && !is_refused;
        Self {
            text: cell.line(words),
            sign: sounds_other.then(|| (cell.text.to_string(), cell.words.to_string())),
            others: cell.mentioned,
            notes: cell.notes,
            sources: cell.sources,
        }
    }

    fn total(total: &TotalView<'v>, words: &Words<'_>) -> Self {
        // "No total" says the same to eye and ear.
        let sounds_other = total.text != total.words && total.kind != FigureKind::Sign;
        Self {
            text: total.line(words),
            sign: sounds_other.then(|| (total.text.clone(), total.words.clone())),
            others: 0,
            notes: total.notes,
            sources: total.sources,
        }
    }
}

/// A name with its unit, where it has one.
#[must_use]
pub fn with_unit(name: &str, unit: Option<&str>, words: &Words<'_>) -> String {
    match unit {
        Some(unit) => words
            .messages
            .with("head-unit", &[("name", name), ("unit", unit)]),
        None => name.to_owned(),
    }
}

/// The heads of all columns, that of the rows' names first.
#[must_use]
pub fn heads(table: &Table, view: &TableView<'_>, words: &Words<'_>) -> Vec<Head> {
    let plain = |id: &str| Head {
        name: words.messages.get(id),
        by: String::new(),
    };
    if view.columns.is_empty() {
        return ["head-area", "head-indicator", "head-figure", "head-reporter"]
            .map(plain)
            .to_vec();
    }
    let columns = view.columns.iter().map(|column| {
        let reporters = column.reporters.iter();
        let reporters: Vec<String> = reporters.map(|reporter| reporter.short.to_owned()).collect();
        let names = words.list(&reporters);
        Head {
            name: with_unit(&column.head.name, column.head.unit.as_deref(), words),
            by: if reporters.is_empty() {
                String::new()
            } else {
                words.messages.with("head-by", &[("reporters", &names)])
            },
        }
    });
    std::iter::once(plain(corner(table))).chain(columns).collect()
}

/// What rows are about.
#[must_use]
pub fn corner(table: &Table) -> &'static str {
    match table.query.layout {
        Layout::IndicatorsPeriods => "head-indicator",
        Layout::AreasIndicators | Layout::AreasPeriods | Layout::Long => "head-area",
    }
}

/// The lines of a table, whatever its layout.
#[must_use]
pub fn lines<'v>(view: &'v TableView<'_>, words: &Words<'_>) -> Vec<Line<'v>> {
    let mut lines = Vec::new();
    for group in &view.groups {
        lines.extend(group.name.clone().map(Line::Group));
        for row in &group.rows {
            let head = with_unit(&row.head.name, row.head.unit.as_deref(), words);
            let cells = view.cells_of(row).map(|cell| Printed::cell(&cell, words));
            lines.push(Line::Row(head, cells.collect()));
        }
        if let (Some(name), false) = (&group.name, group.totals.is_empty()) {
            let head = words.messages.with("total-of", &[("group", name)]);
            lines.push(Line::GroupTotal(head, totals(&group.totals, words)));
        }
    }
    if !view.totals.is_empty() {
        let head = words.messages.get("total-selection");
        lines.push(Line::Total(head, totals(&view.totals, words)));
    }
    lines.extend(view.findings().map(|finding| finding_line(&finding, words)));
    lines
}

fn totals<'v>(totals: &'v [TotalView<'_>], words: &Words<'_>) -> Vec<Printed<'v>> {
    totals.iter().map(|total| Printed::total(total, words)).collect()
}

fn finding_line<'v>(finding: &FindingView<'v>, words: &Words<'_>) -> Line<'v> {
    let cell = &finding.cell;
    let mut figure = Printed::cell(cell, words);
    if let (None, None, Some(asked)) = (&cell.period, &cell.last, &finding.asked) {
        figure.text = words
            .messages
            .with("cell-period", &[("figure", &figure.text), ("period", asked)]);
    }
    let reporter = cell.reporter.as_ref().map(|reporter| reporter.short.to_owned());
    Line::Row(
        finding.area.name.clone(),
        vec![
            Printed::plain(finding.indicator.name.clone()),
            figure,
            Printed::plain(reporter.unwrap_or_default()),
        ],
    )
}

/// The signs of the table, then the marks of files that occur.
#[must_use]
pub fn legend(view: &TableView<'_>, words: &Words<'_>) -> Vec<(String, String)> {
    let own = view.legend.iter();
    let mut legend: Vec<(String, String)> = own
        .map(|entry| (entry.sign.clone(), entry.meaning.clone()))
        .collect();
    let marks = [
        ("text-others-sign", "text-others", view.mentions_others()),
        ("text-note-sign", "text-note", !view.notes.is_empty()),
        ("text-source-sign", "text-source", !view.sources.is_empty()),
    ];
    let occurring = marks.into_iter().filter(|(_, _, occurs)| *occurs);
    legend
        .extend(occurring.map(|(sign, meaning, _)| (words.messages.get(sign), words.messages.get(meaning))));
    legend
}

/// A part of what is said of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourcePart {
    /// Words.
    Text(String),
    /// Where it is found.
    Address(String),
}

/// What is said of a source: line, spots, address, licence, terms.
#[must_use]
pub fn source_parts(source: &SourceView<'_>, words: &Words<'_>) -> Vec<SourcePart> {
    let mut parts = vec![SourcePart::Text(source.line.clone())];
    let locators = source.locators.iter();
    parts.extend(locators.map(|locator| SourcePart::Text((*locator).to_owned())));
    if !source.address.is_empty() {
        parts.push(SourcePart::Address(source.address.to_owned()));
    }
    if !source.licence.is_empty() {
        let licence = [("licence", source.licence)];
        parts.push(SourcePart::Text(
            words.messages.with("text-source-licence", &licence),
        ));
    }
    if !source.terms_text.is_empty() {
        let terms = [("terms", source.terms_text.as_str())];
        parts.push(SourcePart::Text(words.messages.with("text-source-terms", &terms)));
    }
    parts
}
