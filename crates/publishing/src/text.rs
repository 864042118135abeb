//! A table as plain text, for a terminal or a letter.

mod grid;

use tidemark_evidence::Table;

use crate::display::{SourceView, TableView, Words};
use crate::laid::{self, Printed, SourcePart};

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
    blocks.push(body(table, &view, words));
    blocks.push(section("text-legend", &laid::legend(&view, words), words));
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

/// A cell with how many others there are and the numbers of its notes and sources: `✓ 30 sites (HRI 2018) +2 n1 [3]`.
fn cell_text(cell: &Printed<'_>) -> String {
    let marks = cell.marks();
    std::iter::once(cell.text.clone())
        .chain(marks)
        .collect::<Vec<_>>()
        .join(" ")
}

fn body(table: &Table, view: &TableView<'_>, words: &Words<'_>) -> String {
    let heads = laid::heads(table, view, words);
    let mut lines = if view.columns.is_empty() {
        vec![grid::Line::cells(heads.into_iter().map(|head| head.name))]
    } else {
        // Whose figures stand in each column; a column that mixes reporters names them all.
        let reporters = grid::Line::cells(heads.iter().map(|head| head.by.clone()));
        let names = heads.into_iter().skip(1).map(|head| head.name);
        vec![
            grid::Line::cells(std::iter::once(String::new()).chain(names)),
            reporters,
        ]
    };
    lines.push(grid::Line::Rule);
    for line in laid::lines(view, words) {
        match line {
            laid::Line::Group(name) => lines.push(grid::Line::Heading(name)),
            laid::Line::Row(head, cells) | laid::Line::GroupTotal(head, cells) => {
                lines.push(row(head, &cells));
            }
            laid::Line::Total(head, cells) => lines.extend([grid::Line::Rule, row(head, &cells)]),
        }
    }
    grid::laid_out(&lines)
}

fn row(head: String, cells: &[Printed<'_>]) -> grid::Line {
    grid::Line::cells(std::iter::once(head).chain(cells.iter().map(cell_text)))
}

fn source_text(source: &SourceView<'_>, words: &Words<'_>) -> String {
    let parts = laid::source_parts(source, words).into_iter();
    let texts = parts.map(|part| match part {
        SourcePart::Text(text) | SourcePart::Address(text) => text,
    });
    texts.collect::<Vec<_>>().join("; ")
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
