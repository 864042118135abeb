//! A table as plain text, for a terminal or a letter.

mod grid;

use tidemark_evidence::Table;
use tidemark_evidence::table::NoteRef;

use crate::display::{CellView, SourceView, TableView, TotalView, Words};

/// A title may be longer than a line; its underline is not.
const LONGEST_UNDERLINE: usize = 80;

/// The table, then what its signs mean, its notes and sources, its edition, and the permanent link where there is one.
#[must_use]
pub fn table(table: &Table, link: Option<&str>, words: &Words<'_>) -> String {
    let view = TableView::new(table, words);
    let mut blocks = vec![title(&view.title)];
    if !view.remarks.is_empty() {
        blocks.push(view.remarks.join("\n"));
    }
    if view.columns.is_empty() {
        blocks.push(findings(&view, words));
    } else {
        blocks.push(body(&view, words));
    }
    blocks.push(section("text-legend", &legend(&view, words), words));
    if !view.notes.is_empty() {
        let notes: Vec<(String, String)> = view
            .notes
            .iter()
            .map(|note| (format!("n{}", note.number), note.text.clone()))
            .collect();
        blocks.push(section("text-notes", &notes, words));
    }
    if !view.sources.is_empty() {
        let sources: Vec<(String, String)> = view
            .sources
            .iter()
            .map(|source| (format!("[{}]", source.number), source_text(source, words)))
            .collect();
        blocks.push(section("text-sources", &sources, words));
    }
    let mut end = words.messages.with("text-edition", &[("edition", &view.edition)]);
    if let Some(link) = link {
        end.push('\n');
        end.push_str(&words.messages.with("text-link", &[("address", link)]));
    }
    blocks.push(end);
    blocks.join("\n\n") + "\n"
}

fn title(title: &str) -> String {
    format!(
        "{title}\n{}",
        "=".repeat(title.chars().count().min(LONGEST_UNDERLINE))
    )
}

/// A cell with the numbers of its notes and sources, and how many others there are: `✓ 30 sites (HRI 2018) +2 n1 [3]`.
fn cell_text(cell: &CellView<'_>, words: &Words<'_>) -> String {
    let others = (cell.mentioned > 0).then(|| format!(" +{}", cell.mentioned));
    let others = others.unwrap_or_default();
    cell.line(words) + &others + &note_numbers(cell.notes) + &source_numbers(cell.sources)
}

fn note_numbers(numbers: &[NoteRef]) -> String {
    numbers
        .iter()
        .map(|note| format!(" n{}", note.0))
        .collect::<Vec<_>>()
        .concat()
}

fn source_numbers(numbers: &[usize]) -> String {
    if numbers.is_empty() {
        return String::new();
    }
    let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    format!(" [{}]", numbers.join(","))
}

fn total_text(total: &TotalView<'_>, words: &Words<'_>) -> String {
    total.line(words) + &note_numbers(total.notes) + &source_numbers(total.sources)
}

fn body(view: &TableView<'_>, words: &Words<'_>) -> String {
    let mut lines = vec![
        grid::Line::cells(column_heads(view, words)),
        grid::Line::cells(column_reporters(view, words)),
        grid::Line::Rule,
    ];
    for group in &view.groups {
        if let Some(name) = &group.name {
            lines.push(grid::Line::Heading(name.clone()));
        }
        for row in &group.rows {
            let head = match &row.head.unit {
                Some(unit) => words
                    .messages
                    .with("head-unit", &[("name", &row.head.name), ("unit", unit)]),
                None => row.head.name.clone(),
            };
            let cells = view.cells_of(row).map(|cell| cell_text(&cell, words));
            lines.push(grid::Line::cells(std::iter::once(head).chain(cells)));
        }
        if let (Some(name), false) = (&group.name, group.totals.is_empty()) {
            let head = words.messages.with("total-of", &[("group", name)]);
            lines.push(total_line(head, &group.totals, words));
        }
    }
    if !view.totals.is_empty() {
        lines.push(grid::Line::Rule);
        let head = words.messages.get("total-selection");
        lines.push(total_line(head, &view.totals, words));
    }
    grid::laid_out(&lines)
}

fn total_line(head: String, totals: &[TotalView<'_>], words: &Words<'_>) -> grid::Line {
    let totals = totals.iter().map(|total| total_text(total, words));
    grid::Line::cells(std::iter::once(head).chain(totals))
}

fn column_heads(view: &TableView<'_>, words: &Words<'_>) -> Vec<String> {
    let columns = view.columns.iter().map(|column| match &column.head.unit {
        Some(unit) => words
            .messages
            .with("head-unit", &[("name", &column.head.name), ("unit", unit)]),
        None => column.head.name.clone(),
    });
    std::iter::once(String::new()).chain(columns).collect()
}

/// Whose figures stand in each column; a column that mixes reporters names them all.
fn column_reporters(view: &TableView<'_>, words: &Words<'_>) -> Vec<String> {
    let columns = view.columns.iter().map(|column| {
        let reporters = column.reporters.iter().map(|reporter| reporter.short.to_owned());
        let reporters: Vec<String> = reporters.collect();
        if reporters.is_empty() {
            return String::new();
        }
        let names = words.list(&reporters);
        words.messages.with("head-by", &[("reporters", &names)])
    });
    std::iter::once(String::new()).chain(columns).collect()
}

fn findings(view: &TableView<'_>, words: &Words<'_>) -> String {
    let heads = ["head-area", "head-indicator", "head-figure", "head-reporter"];
    let heads = heads.map(|id| words.messages.get(id));
    let mut lines = vec![grid::Line::cells(heads), grid::Line::Rule];
    lines.extend(view.findings().map(|finding| {
        let mut figure = cell_text(&finding.cell, words);
        if let (None, None, Some(asked)) = (&finding.cell.period, &finding.cell.last, &finding.asked) {
            figure = words
                .messages
                .with("cell-period", &[("figure", &figure), ("period", asked)]);
        }
        let reporter = finding.cell.reporter.as_ref();
        grid::Line::cells([
            finding.area.name.clone(),
            finding.indicator.name.clone(),
            figure,
            reporter
                .map(|reporter| reporter.short.to_owned())
                .unwrap_or_default(),
        ])
    }));
    grid::laid_out(&lines)
}

/// The signs of the table, then those of plain text that occur.
fn legend(view: &TableView<'_>, words: &Words<'_>) -> Vec<(String, String)> {
    let mut legend: Vec<(String, String)> = view
        .legend
        .iter()
        .map(|entry| (entry.sign.clone(), entry.meaning.clone()))
        .collect();
    let others = view.mentions_others();
    let marks = [
        ("text-others-sign", "text-others", others),
        ("text-note-sign", "text-note", !view.notes.is_empty()),
        ("text-source-sign", "text-source", !view.sources.is_empty()),
    ];
    for (sign, meaning, occurs) in marks {
        if occurs {
            legend.push((words.messages.get(sign), words.messages.get(meaning)));
        }
    }
    legend
}

fn source_text(source: &SourceView<'_>, words: &Words<'_>) -> String {
    let mut parts = vec![source.line.clone()];
    parts.extend(source.locators.iter().map(|locator| (*locator).to_owned()));
    if !source.address.is_empty() {
        parts.push(source.address.to_owned());
    }
    if !source.licence.is_empty() {
        let licence = [("licence", source.licence)];
        parts.push(words.messages.with("text-source-licence", &licence));
    }
    if !source.terms_text.is_empty() {
        let terms = [("terms", source.terms_text.as_str())];
        parts.push(words.messages.with("text-source-terms", &terms));
    }
    parts.join("; ")
}

fn section(id: &str, entries: &[(String, String)], words: &Words<'_>) -> String {
    let widest = entries.iter().map(|(sign, _)| sign.chars().count()).max();
    let width = widest.unwrap_or_default();
    let lines = entries.iter().map(|(sign, text)| {
        let padding = " ".repeat(width - sign.chars().count());
        format!("  {sign}{padding}  {text}")
    });
    let head = words.messages.get(id);
    std::iter::once(head).chain(lines).collect::<Vec<_>>().join("\n")
}
