//! A table as a part of a page, to be pasted into another site: plain HTML without classes, styles, scripts or ids.

use tidemark_evidence::Table;

use crate::cite::{self, Citing};
use crate::display::{TableView, Words};
use crate::laid::{self, Head, Line, Printed, SourcePart};

/// The table with its caption, remarks, signs, notes and sources, its edition, permanent link and citation.
///
/// What follows the table is headed by paragraphs, since only the page it is pasted into knows which level its headings have.
#[must_use]
pub fn table(table: &Table, citing: &Citing<'_>, words: &Words<'_>) -> String {
    let view = TableView::new(table, words);
    let messages = words.messages;
    let legend = laid::legend(&view, words).into_iter();
    let legend = legend.map(|(sign, meaning)| (escaped(&sign), escaped(&meaning)));
    let notes = view.notes.iter();
    let notes = notes.map(|note| (format!("n{}", note.number), escaped(&note.text)));
    let sources = view.sources.iter().map(|source| {
        let parts = laid::source_parts(source, words).into_iter().map(part);
        let parts: Vec<String> = parts.collect();
        (format!("[{}]", source.number), parts.join("; "))
    });
    let (lang, dir) = (escaped(messages.lang().as_str()), messages.dir().as_str());
    let link = escaped(&messages.get("fragment-link"));
    let citation = cite::table(table, citing, words);
    let paragraph = |text: &str| format!("<p>{}</p>\n", escaped(text));
    let mut parts = vec![
        format!("<div lang=\"{lang}\" dir=\"{dir}\">\n"),
        body(table, &view, words),
    ];
    parts.extend(view.remarks.iter().map(|remark| paragraph(remark)));
    parts.extend([
        list("text-legend", legend, words),
        list("text-notes", notes, words),
        list("text-sources", sources, words),
        paragraph(&messages.with("text-edition", &[("edition", &view.edition)])),
        format!("<p><a href=\"{}\">{link}</a></p>\n", escaped(citing.address)),
        paragraph(&messages.with("text-cite", &[("citation", &citation)])),
        "</div>\n".to_owned(),
    ]);
    parts.concat()
}

/// An address is a link only where it says how it is reached: nothing that a page could run is one.
fn part(part: SourcePart) -> String {
    match part {
        SourcePart::Address(address) if address.starts_with("https://") || address.starts_with("http://") => {
            let address = escaped(&address);
            format!("<a href=\"{address}\">{address}</a>")
        }
        SourcePart::Text(text) | SourcePart::Address(text) => escaped(&text),
    }
}

/// A headed list of what stands for what; nothing where it is empty. Both are HTML.
fn list(id: &str, items: impl Iterator<Item = (String, String)>, words: &Words<'_>) -> String {
    let items = items.map(|(sign, text)| format!("<dt>{sign}</dt><dd>{text}</dd>\n"));
    let items = items.collect::<Vec<_>>().concat();
    if items.is_empty() {
        return String::new();
    }
    let head = escaped(&words.messages.get(id));
    format!("<p><strong>{head}</strong></p>\n<dl>\n{items}</dl>\n")
}

fn body(table: &Table, view: &TableView<'_>, words: &Words<'_>) -> String {
    let heads = laid::heads(table, view, words);
    let cells: Vec<String> = heads.iter().map(head_cell).collect();
    let caption = escaped(&view.title);
    let mut out = vec![format!(
        "<table>\n<caption>{caption}</caption>\n<thead>\n<tr>{}</tr>\n</thead>\n",
        cells.concat()
    )];
    let mut open = None;
    for line in laid::lines(view, words) {
        let (part, row) = match line {
            Line::Group(name) => {
                // Each group is a part of its own, so that its name is the head of it.
                out.extend(open.take().map(Part::end));
                let (columns, name) = (heads.len(), escaped(&name));
                let row = format!("<tr><th scope=\"rowgroup\" colspan=\"{columns}\">{name}</th></tr>\n");
                (Part::Body, row)
            }
            Line::Row(head, cells) | Line::GroupTotal(head, cells) => (Part::Body, row(&head, &cells)),
            Line::Total(head, cells) => (Part::Foot, row(&head, &cells)),
        };
        if open != Some(part) {
            out.extend(open.replace(part).map(Part::end));
            out.push(part.start());
        }
        out.push(row);
    }
    out.extend(open.map(Part::end));
    out.push("</table>\n".to_owned());
    out.concat()
}

/// A part of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Body,
    Foot,
}

impl Part {
    fn tag(self) -> &'static str {
        match self {
            Self::Body => "tbody",
            Self::Foot => "tfoot",
        }
    }

    fn start(self) -> String {
        format!("<{}>\n", self.tag())
    }

    fn end(self) -> String {
        format!("</{}>\n", self.tag())
    }
}

fn head_cell(head: &Head) -> String {
    let by = if head.by.is_empty() {
        String::new()
    } else {
        format!("<br><small>{}</small>", escaped(&head.by))
    };
    format!("<th scope=\"col\">{}{by}</th>", escaped(&head.name))
}

fn row(head: &str, cells: &[Printed<'_>]) -> String {
    let cells = cells.iter().map(|printed| format!("<td>{}</td>", cell(printed)));
    let cells = cells.collect::<Vec<_>>().concat();
    format!("<tr><th scope=\"row\">{}</th>{cells}</tr>\n", escaped(head))
}

/// A sign says what it is read as: there is no style here that would hide words from the eye.
fn cell(cell: &Printed<'_>) -> String {
    let told = cell.sign.as_ref().and_then(|(sign, spoken)| {
        let rest = cell.text.strip_prefix(sign.as_str())?;
        let (sign, spoken) = (escaped(sign), escaped(spoken));
        Some(format!("<abbr title=\"{spoken}\">{sign}</abbr>{}", escaped(rest)))
    });
    let text = told.unwrap_or_else(|| escaped(&cell.text));
    let marks = cell.marks().join(" ");
    if marks.is_empty() {
        text
    } else {
        format!("{text} <small>{}</small>", escaped(&marks))
    }
}

/// A text that is nothing but text, between tags as well as in an attribute.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\0' => out.push('\u{fffd}'),
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_cannot_become_a_tag_or_leave_its_attribute() {
        assert_eq!(
            escaped("<script>\"&'</script>"),
            "&lt;script&gt;&quot;&amp;&#39;&lt;/script&gt;"
        );
    }

    #[test]
    fn only_addresses_of_the_web_are_links() {
        let part = |address: &str| part(SourcePart::Address(address.to_owned()));
        assert_eq!(
            part("https://a.example/?b=\"c\"&d"),
            "<a href=\"https://a.example/?b=&quot;c&quot;&amp;d\">https://a.example/?b=&quot;c&quot;&amp;d</a>"
        );
        assert_eq!(part("javascript:alert(1)"), "javascript:alert(1)");
    }
}
