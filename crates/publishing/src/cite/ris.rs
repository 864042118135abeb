//! RIS, which reference managers exchange.

use tidemark_evidence::Table;

use super::{Citing, key};
use crate::display::{self, Words};

/// One record: two letters, two spaces, a hyphen, a space and a text without line breaks; `ER` ends it.
///
/// Tags after <https://web.archive.org/web/20170707033254/http://www.researcherid.com/resources/html/help_upload.htm>; `DATA` is a data file.
#[must_use]
pub fn ris(table: &Table, citing: &Citing<'_>, words: &Words<'_>) -> String {
    let date = words.catalogue.edition.date;
    let published = [
        Some(format!("{:04}", date.year())),
        date.month().map(|month| format!("{month:02}")),
        date.day().map(|day| format!("{day:02}")),
    ];
    let published: Vec<String> = published.into_iter().flatten().collect();
    let lines = [
        ("TY", "DATA".to_owned()),
        ("ID", key(table)),
        ("AU", citing.site.to_owned()),
        ("TI", display::title(table, words)),
        ("PY", date.year().to_string()),
        ("DA", published.join("/")),
        ("ET", words.edition(&table.edition)),
        ("PB", citing.site.to_owned()),
        ("LA", words.messages.lang().to_string()),
        ("UR", citing.address.to_owned()),
        ("Y2", citing.accessed.replace('-', "/")),
        ("ER", String::new()),
    ];
    let lines = lines.map(|(tag, text)| format!("{tag}  - {}\r\n", in_one_line(&text)));
    lines.concat()
}

/// A line break would begin a tag.
fn in_one_line(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
                ' '
            } else {
                c
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::in_one_line;

    #[test]
    fn no_text_begins_a_tag() {
        assert_eq!(in_one_line("a\r\nER  - \u{2028}b"), "a  ER  -  b");
    }
}
