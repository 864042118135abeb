//! A table as a part of a LaTeX document: a `longtable` with the rules of `booktabs`, then what belongs to it.

mod escape;

use tidemark_evidence::Table;

pub(crate) use escape::{escaped, verbatim_address};

use crate::cite::{self, Citing};
use crate::display::{TableView, Words};
use crate::laid::{self, Head, Line, Printed, SourcePart};

/// What the preamble of the document must have.
const PACKAGES: &str = "\\usepackage{amssymb,array,booktabs,longtable,url}";

/// Of the width of a line, the share of the column of names.
const NAMES: f64 = 0.2;

/// The table, its signs, notes and sources, its edition, permanent link and citation.
///
/// It needs the packages that its first lines name. Latin letters go through every engine; other scripts need one that reads Unicode fonts.
#[must_use]
pub fn table(table: &Table, citing: &Citing<'_>, words: &Words<'_>) -> String {
    let view = TableView::new(table, words);
    let mut blocks = vec![format!(
        "% {PACKAGES}\n% {}",
        words.messages.get("latex-scripts").replace('\n', " ")
    )];
    blocks.push(body(table, &view, words));
    if !view.remarks.is_empty() {
        let remarks: Vec<String> = view.remarks.iter().map(|remark| escaped(remark)).collect();
        blocks.push(remarks.join("\n\n"));
    }
    blocks.push(list("text-legend", legend(&view, words), words));
    let notes = view.notes.iter();
    let notes: Vec<_> = notes
        .map(|note| (format!("n{}", note.number), escaped(&note.text)))
        .collect();
    let sources = view.sources.iter();
    let sources: Vec<_> = sources
        .map(|source| {
            let parts = laid::source_parts(source, words).into_iter().map(part);
            let number = format!("{{[{}]}}", source.number);
            (number, parts.collect::<Vec<_>>().join("; "))
        })
        .collect();
    blocks.push(list("text-notes", notes, words));
    blocks.push(list("text-sources", sources, words));
    blocks.push(escaped(
        &words.messages.with("text-edition", &[("edition", &view.edition)]),
    ));
    blocks.push(with_address("text-link", citing.address, words));
    let citation = cite::table(table, citing, words);
    blocks.push(escaped(
        &words.messages.with("text-cite", &[("citation", &citation)]),
    ));
    blocks.retain(|block| !block.is_empty());
    blocks.join("\n\n") + "\n"
}

/// A sentence that ends with an address.
fn with_address(id: &str, address: &str, words: &Words<'_>) -> String {
    let sentence = words.messages.with(id, &[("address", address)]);
    match sentence.split_once(address) {
        Some((before, after)) => {
            let address = part(SourcePart::Address(address.to_owned()));
            format!("{}{address}{}", escaped(before), escaped(after))
        }
        None => escaped(&sentence),
    }
}

fn part(part: SourcePart) -> String {
    match part {
        SourcePart::Text(text) => escaped(&text),
        SourcePart::Address(address) => format!("\\url{{{}}}", verbatim_address(&address)),
    }
}

fn legend(view: &TableView<'_>, words: &Words<'_>) -> Vec<(String, String)> {
    let legend = laid::legend(view, words).into_iter();
    legend
        .map(|(sign, meaning)| (format!("{{{}}}", escaped(&sign)), escaped(&meaning)))
        .collect()
}

/// A headed list; nothing where it has no items. Labels and texts are LaTeX.
fn list(id: &str, items: Vec<(String, String)>, words: &Words<'_>) -> String {
    if items.is_empty() {
        return String::new();
    }
    let items = items
        .into_iter()
        .map(|(label, text)| format!("\\item[{label}] {text}\n"));
    format!(
        "\\paragraph{{{}}}\n\\begin{{description}}\n{}\\end{{description}}",
        escaped(&words.messages.get(id)),
        items.collect::<String>()
    )
}

fn body(table: &Table, view: &TableView<'_>, words: &Words<'_>) -> String {
    let heads = laid::heads(table, view, words);
    let head = row(heads.iter().map(head_cell));
    let (columns, title, count) = (columns(heads.len()), escaped(&view.title), heads.len());
    let mut out = vec![
        format!("\\begin{{longtable}}{{{columns}}}\n\\caption{{{title}}}\\\\\n"),
        format!("\\toprule\n{head}\\midrule\n\\endfirsthead\n\\toprule\n{head}\\midrule\n\\endhead\n"),
        "\\bottomrule\n\\endfoot\n".to_owned(),
    ];
    for line in laid::lines(view, words) {
        out.push(match line {
            Line::Group(name) => {
                let name = escaped(&name);
                format!("\\addlinespace\n\\multicolumn{{{count}}}{{l}}{{\\textbf{{{name}}}}}\\\\*\n")
            }
            Line::Row(head, cells) => figures(&head, &cells),
            Line::GroupTotal(head, cells) | Line::Total(head, cells) => {
                format!("\\midrule\n{}", figures(&head, &cells))
            }
        });
    }
    out.push("\\end{longtable}".to_owned());
    out.concat()
}

fn figures(head: &str, cells: &[Printed<'_>]) -> String {
    row(std::iter::once(escaped(head)).chain(cells.iter().map(cell)))
}

fn head_cell(head: &Head) -> String {
    if head.by.is_empty() {
        escaped(&head.name)
    } else {
        format!("{} {{\\footnotesize {}}}", escaped(&head.name), escaped(&head.by))
    }
}

fn cell(cell: &Printed<'_>) -> String {
    let marks = cell.marks().join(" ");
    if marks.is_empty() {
        escaped(&cell.text)
    } else {
        format!("{} {{\\footnotesize {}}}", escaped(&cell.text), escaped(&marks))
    }
}

/// A row. Each cell is a group of its own: a `[` or `*` at the start of one would else belong to the `\\` before it.
fn row(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.map(|cell| format!("{{{cell}}}")).collect();
    cells.join(" & ") + "\\\\\n"
}

/// Columns that break their lines and together are as wide as a line of text.
fn columns(count: usize) -> String {
    let others = count.saturating_sub(1).max(1);
    #[expect(clippy::cast_precision_loss, reason = "a table has fewer columns than that")]
    let width = (1.0 - NAMES) / others as f64;
    let column = |share: f64| {
        format!(">{{\\raggedright\\arraybackslash}}p{{\\dimexpr {share:.4}\\linewidth-2\\tabcolsep\\relax}}")
    };
    column(NAMES) + &column(width).repeat(count.saturating_sub(1))
}
