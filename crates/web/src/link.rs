//! Reading and writing the query part of addresses.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// What is escaped in a value: all that could end it. Commas, colons, slashes and dots stay, so that addresses can be read.
const ESCAPED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'+')
    .add(b'<')
    .add(b'=')
    .add(b'>')
    .add(b'\'')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'|')
    .add(b'\\')
    .add(b'^');

/// The names and values of a query, decoded, in order; `+` is a space, as forms send it.
pub(crate) fn pairs(query: &str) -> Vec<(String, String)> {
    query
        .split('&')
        .filter(|part| !part.is_empty())
        .map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (decode(name), decode(value))
        })
        .collect()
}

fn decode(text: &str) -> String {
    let spaced = text.replace('+', " ");
    percent_decode_str(&spaced).decode_utf8_lossy().into_owned()
}

/// A path with a query of these names and values; without any, the path alone.
pub(crate) fn address<'a>(path: &str, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut text = path.to_owned();
    let mut separator = '?';
    for (name, value) in pairs {
        text.push(separator);
        text.extend(utf8_percent_encode(name, ESCAPED));
        text.push('=');
        text.extend(utf8_percent_encode(value, ESCAPED));
        separator = '&';
    }
    text
}

/// The value of a name, where it is given once or more (the first) and not empty.
pub(crate) fn value<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs
        .iter()
        .find(|(n, value)| n == name && !value.is_empty())
        .map(|(_, value)| value.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_read_as_it_is_written() {
        let written = address(
            "/x",
            [
                ("a b", "1&2=3"),
                ("areas", "region:HRI/EURASIA,BGR"),
                ("q", "é+%"),
            ],
        );
        assert_eq!(
            written,
            "/x?a%20b=1%262%3D3&areas=region:HRI/EURASIA,BGR&q=%C3%A9%2B%25"
        );
        let read = pairs(written.split_once('?').unwrap().1);
        assert_eq!(read[0], ("a b".to_owned(), "1&2=3".to_owned()));
        assert_eq!(value(&read, "q"), Some("é+%"));
    }

    #[test]
    fn forms_write_spaces_as_plus() {
        assert_eq!(
            pairs("q=a+b&&x"),
            [
                ("q".to_owned(), "a b".to_owned()),
                ("x".to_owned(), String::new())
            ]
        );
        assert_eq!(address("/x", []), "/x");
    }
}
