//! Quotation marks in CSV (RFC 4180): around a whole field, doubled within.

/// A quotation mark out of place.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Broken {
    /// Where the row begins that holds it.
    pub(super) row: usize,
    /// Where it stands; for a field that is not closed properly, where the field opens.
    pub(super) quote: usize,
}

#[derive(Clone, Copy)]
enum State {
    FieldStart,
    Bare,
    Quoted { opened: usize },
    AfterQuote { opened: usize },
}

/// The first quotation mark that opens nothing, or whose field goes on behind its end or never ends.
pub(super) fn first_broken(text: &str) -> Option<Broken> {
    let mut row = 0;
    let mut state = State::FieldStart;
    for (at, byte) in text.bytes().enumerate() {
        state = match (state, byte) {
            (State::Quoted { opened }, b'"') | (State::AfterQuote { opened }, b'\r') => {
                State::AfterQuote { opened }
            }
            (State::Quoted { opened }, _) | (State::AfterQuote { opened }, b'"') => State::Quoted { opened },
            (State::FieldStart, b'"') => State::Quoted { opened: at },
            (State::Bare, b'"') => return Some(Broken { row, quote: at }),
            (_, b',') => State::FieldStart,
            (_, b'\n') => {
                row = at + 1;
                State::FieldStart
            }
            (State::AfterQuote { opened }, _) => return Some(Broken { row, quote: opened }),
            (State::FieldStart | State::Bare, _) => State::Bare,
        };
    }
    match state {
        State::Quoted { opened } => Some(Broken { row, quote: opened }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_around_fields_are_in_place() {
        for text in [
            "",
            "a,b\n",
            "\"a\",\"b\"\n",
            "\"a \"\"b\"\"\",c\r\n",
            "\"a\nb\"\n",
            "\"\"\n",
            "\"a\"\r\n",
        ] {
            assert_eq!(first_broken(text), None, "{text}");
        }
    }

    #[test]
    fn others_are_not() {
        let cases = [
            ("a,b\nc,d\"e\n", 4, 7),
            ("a\n\"b\"c,d\n", 2, 2),
            ("a\nb,\"c\nd\n", 2, 4),
            ("\"", 0, 0),
        ];
        for (text, row, quote) in cases {
            assert_eq!(first_broken(text), Some(Broken { row, quote }), "{text}");
        }
    }
}
