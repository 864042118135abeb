//! A table as Markdown with the tables of GitHub, which pandoc and most sites read too.

use tidemark_evidence::Table;

use crate::cite::{self, Citing};
use crate::display::{TableView, Words};
use crate::laid::{self, Head, Line, Printed, SourcePart};

/// The title as a heading, remarks, the table, its signs, notes and sources, its edition, permanent link and citation.
#[must_use]
pub fn table(table: &Table, citing: &Citing<'_>, words: &Words<'_>) -> String {
    let view = TableView::new(table, words);
    let mut blocks = vec![format!("# {}", escaped(&view.title))];
    blocks.extend(view.remarks.iter().map(|remark| escaped(remark)));
    blocks.push(body(table, &view, words));
    let legend = laid::legend(&view, words).into_iter();
    let legend = legend.map(|(sign, meaning)| format!("- {}: {}", escaped(&sign), escaped(&meaning)));
    blocks.push(list("text-legend", legend, words));
    let notes = view.notes.iter();
    let notes = notes.map(|note| format!("- n{}: {}", note.number, escaped(&note.text)));
    blocks.push(list("text-notes", notes, words));
    let sources = view.sources.iter().map(|source| {
        let parts = laid::source_parts(source, words).into_iter().map(part);
        let parts: Vec<String> = parts.collect();
        format!("- \\[{}\\] {}", source.number, parts.join("; "))
    });
    blocks.push(list("text-sources", sources, words));
    blocks.push(escaped(
        &words.messages.with("text-edition", &[("edition", &view.edition)]),
    ));
    blocks.push(link(citing.address, words));
    let citation = cite::table(table, citing, words);
    blocks.push(escaped(
        &words.messages.with("text-cite", &[("citation", &citation)]),
    ));
    blocks.retain(|block| !block.is_empty());
    blocks.join("\n\n") + "\n"
}

fn link(address: &str, words: &Words<'_>) -> String {
    let sentence = words.messages.with("text-link", &[("address", address)]);
    match sentence.split_once(address) {
        Some((before, after)) => {
            let address = part(SourcePart::Address(address.to_owned()));
            format!("{}{address}{}", escaped(before), escaped(after))
        }
        None => escaped(&sentence),
    }
}

/// An address is a link only where it says how it is reached: nothing that a page could run is one.
fn part(part: SourcePart) -> String {
    match part {
        SourcePart::Address(address) if is_web(&address) => {
            let safe = |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>');
            let address: String = address
                .chars()
                .map(|c| {
                    if safe(c) {
                        c.to_string()
                    } else {
                        format!("%{:02X}", u32::from(c))
                    }
                })
                .collect();
            format!("<{address}>")
        }
        SourcePart::Text(text) | SourcePart::Address(text) => escaped(&text),
    }
}

fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

fn list(id: &str, items: impl Iterator<Item = String>, words: &Words<'_>) -> String {
    let items: Vec<String> = items.collect();
    if items.is_empty() {
        return String::new();
    }
    format!("## {}\n\n{}", escaped(&words.messages.get(id)), items.join("\n"))
}

fn body(table: &Table, view: &TableView<'_>, words: &Words<'_>) -> String {
    let heads = laid::heads(table, view, words);
    let mut lines = vec![
        row(heads.iter().map(head_cell)),
        row(heads.iter().map(|_| "---".to_owned())),
    ];
    for line in laid::lines(view, words) {
        lines.push(match line {
            Line::Group(name) => {
                let blanks = heads.iter().skip(1).map(|_| String::new());
                row(std::iter::once(format!("**{}**", escaped(&name))).chain(blanks))
            }
            Line::Row(head, cells) => figures(escaped(&head), &cells),
            Line::GroupTotal(head, cells) | Line::Total(head, cells) => {
                figures(format!("**{}**", escaped(&head)), &cells)
            }
        });
    }
    lines.join("\n")
}

fn figures(head: String, cells: &[Printed<'_>]) -> String {
    row(std::iter::once(head).chain(cells.iter().map(cell)))
}

fn head_cell(head: &Head) -> String {
    if head.by.is_empty() {
        escaped(&head.name)
    } else {
        format!("{} ({})", escaped(&head.name), escaped(&head.by))
    }
}

fn cell(cell: &Printed<'_>) -> String {
    let texts = std::iter::once(cell.text.clone()).chain(cell.marks());
    texts.map(|text| escaped(&text)).collect::<Vec<_>>().join(" ")
}

fn row(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.collect();
    format!("| {} |", cells.join(" | "))
}

/// A text of one line with everything that Markdown would read as a mark written so that it is printed.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let begins_a_block = |before: &str| before.chars().all(|c| c.is_ascii_digit());
    for character in text.trim_start().chars() {
        let is_mark = match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' => true,
            '#' | '+' | '-' | '=' => out.is_empty(),
            '.' | ')' => !out.is_empty() && begins_a_block(&out),
            _ => false,
        };
        if is_mark {
            out.push('\\');
        }
        out.push(if character.is_control() { ' ' } else { character });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_markdown_reads_is_printed() {
        assert_eq!(
            escaped("a|b *c* _d_ [e](f) <g> `h` ~~i~~ &amp; $j$"),
            "a\\|b \\*c\\* \\_d\\_ \\[e\\](f) \\<g\\> \\`h\\` \\~\\~i\\~\\~ \\&amp; \\$j\\$"
        );
        assert_eq!(escaped("# one\n- two"), "\\# one - two");
        assert_eq!(escaped("12. no list"), "12\\. no list");
        assert_eq!(escaped("a. b - c # d"), "a. b - c # d");
        assert_eq!(escaped("+2"), "\\+2");
        assert_eq!(escaped("\\|"), "\\\\\\|");
    }

    #[test]
    fn only_addresses_of_the_web_are_links() {
        let part = |address: &str| part(SourcePart::Address(address.to_owned()));
        assert_eq!(part("https://a.example/b_c|d"), "<https://a.example/b_c|d>");
        assert_eq!(part("https://a.example/<b c>"), "<https://a.example/%3Cb%20c%3E>");
        assert_eq!(part("javascript:x<y"), "javascript:x\\<y");
    }
}
