//! Words in a header: encoded where they are more than printable ASCII (RFC 2047).

use data_encoding::BASE64;

/// So many bytes that a line stays below 76 characters (RFC 2047, 2): 39 become 52, and 12 stand around them, after
/// `Subject: `.
const MOST_OF_A_WORD: usize = 39;

/// A line that needs no folding, with the name of its header (RFC 5322, 2.1.1).
const MOST_OF_A_LINE: usize = 60;

/// A subject as it is shown: one line, without what cannot be seen and could end it.
pub(crate) fn on_one_line(text: &str) -> String {
    let ends_a_line = |one: char| one.is_control() || matches!(one, '\u{2028}' | '\u{2029}');
    text.split(|one: char| ends_a_line(one) || one == ' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A text of one line as it stands in a header.
///
/// Plain ASCII stays readable. Anything else is encoded as a whole, also a text that only looks encoded: it must be read
/// as it was written.
pub(crate) fn encode(text: &str) -> String {
    let is_plain = text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    if is_plain && text.len() <= MOST_OF_A_LINE && !text.contains("=?") {
        return text.to_owned();
    }
    let words: Vec<String> = pieces(text)
        .into_iter()
        .map(|piece| format!("=?utf-8?B?{}?=", BASE64.encode(piece.as_bytes())))
        .collect();
    words.join("\r\n ")
}

/// The text in pieces that each fit an encoded word; no character is cut.
fn pieces(text: &str) -> Vec<&str> {
    let mut rest = text;
    let mut pieces = Vec::new();
    while rest.len() > MOST_OF_A_WORD {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(MOST_OF_A_WORD));
        pieces.push(piece);
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(rest);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{encode, on_one_line};

    #[test]
    fn plain_words_stay_readable() {
        assert_eq!(encode("Three answers wait"), "Three answers wait");
        assert_eq!(encode("Ответы"), "=?utf-8?B?0J7RgtCy0LXRgtGL?=");
        assert!(encode("=?utf-8?B?DQo=?=").starts_with("=?utf-8?B?PT91"));
    }

    #[test]
    fn what_ends_a_line_becomes_a_space() {
        assert_eq!(on_one_line(" A\r\nBcc:\u{2028}x@y.org\0 "), "A Bcc: x@y.org");
        assert_eq!(on_one_line("سلام\u{85}دنیا"), "سلام دنیا");
    }

    proptest! {
        #[test]
        fn lines_are_short_ascii_and_continued(text in any::<String>()) {
            let encoded = encode(&on_one_line(&text));
            for (number, line) in encoded.split("\r\n").enumerate() {
                prop_assert!(line.len() <= 76, "{}", line);
                prop_assert!(line.bytes().all(|byte| (b' '..=b'~').contains(&byte)));
                prop_assert_eq!(line.starts_with(' '), number > 0);
            }
        }
    }
}
