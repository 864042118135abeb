//! The settings file, as keys with their values and lines.

use tidemark_vocab::Message;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value of the file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its key with its section: `server.listen`.
    pub(super) key: String,
    /// The line of its key, from 1.
    pub(super) line: usize,
    /// Its value; `None` where it is a list, a date or a fraction, which no setting is.
    pub(super) value: Option<String>,
}

/// The file is not TOML.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Malformed {
    /// The line, where it is known.
    pub(super) line: Option<usize>,
    /// Why.
    pub(super) reason: Message,
}

/// Every value of a file, in the order of its lines.
pub(super) fn entries(text: &str) -> Result<Vec<Entry>, Malformed> {
    let table = DeTable::parse(text).map_err(|error| Malformed {
        line: error.span().map(|span| line_of(text, span.start)),
        reason: Message::new("cli-settings-syntax").with("problem", error.message()),
    })?;
    let mut found = Vec::new();
    collect(text, "", table.get_ref(), &mut found);
    found.sort_by_key(|entry| entry.line);
    Ok(found)
}

fn collect(text: &str, section: &str, table: &DeTable<'_>, found: &mut Vec<Entry>) {
    for (name, value) in table {
        let key = if section.is_empty() {
            name.get_ref().to_string()
        } else {
            format!("{section}.{}", name.get_ref())
        };
        match value.get_ref() {
            DeValue::Table(inner) => collect(text, &key, inner, found),
            scalar => found.push(Entry {
                key,
                line: line_of(text, Spanned::span(name).start),
                value: written(scalar),
            }),
        }
    }
}

fn written(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .ok()
            .map(|number| number.to_string()),
        DeValue::Boolean(value) => Some(value.to_string()),
        _ => None,
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    let before = text.bytes().take(offset);
    before.filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_know_their_lines() {
        let text =
            "log.level = \"warn\"\n\n[server]\nlisten = \"[::1]:80\"\ntimeout_seconds = 1_0\nx = [1]\n";
        let found: Vec<_> = entries(text)
            .unwrap()
            .into_iter()
            .map(|e| (e.key, e.line, e.value))
            .collect();
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            found,
            [
                ("log.level".to_owned(), 1, some("warn")),
                ("server.listen".to_owned(), 4, some("[::1]:80")),
                ("server.timeout_seconds".to_owned(), 5, some("10")),
                ("server.x".to_owned(), 6, None),
            ]
        );
    }

    #[test]
    fn what_is_not_toml_is_told_with_its_line() {
        assert_eq!(entries("[server]\nlisten = \n").unwrap_err().line, Some(2));
    }
}
