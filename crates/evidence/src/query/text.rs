//! A query string taken apart: keys, and the items written after them with their places.

use percent_encoding::percent_decode_str;

/// The longest query string that is read, in bytes.
pub const MAX_BYTES: usize = 8 * 1024;

/// The largest number of items that is read, of all parameters together.
pub const MAX_ITEMS: usize = 500;

/// One item of a parameter's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// The item without the spaces around it.
    pub(super) text: String,
    /// How many characters of the parameter's text precede it.
    pub(super) position: usize,
}

/// A parameter with everything it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parameter {
    /// The key, decoded.
    pub(super) key: String,
    /// What stands after `=`, decoded; of a repeated key, joined by commas.
    pub(super) text: String,
    /// Whether some of it was not UTF-8, so that replacement characters stand in the text.
    pub(super) garbled: Garbled,
}

/// Whether a text was UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Garbled {
    No,
    Yes,
}

impl Parameter {
    /// The items between commas; empty ones, as forms leave them, are skipped.
    pub(super) fn items(&self) -> Vec<Item> {
        let mut items = Vec::new();
        let mut start = 0;
        for part in self.text.split(',') {
            let trimmed = part.trim();
            if !trimmed.is_empty() {
                let leading = part.chars().take_while(|c| c.is_whitespace()).count();
                items.push(Item {
                    text: trimmed.to_owned(),
                    position: start + leading,
                });
            }
            start += part.chars().count() + 1;
        }
        items
    }
}

fn decode(text: &str) -> (String, Garbled) {
    // Forms write a space as `+`; a plus sign itself arrives as `%2B`.
    let spaced = text.replace('+', " ");
    let bytes: Vec<u8> = percent_decode_str(&spaced).collect();
    match String::from_utf8(bytes) {
        Ok(text) => (text, Garbled::No),
        Err(error) => (
            String::from_utf8_lossy(error.as_bytes()).into_owned(),
            Garbled::Yes,
        ),
    }
}

/// The parameters of a query string, each key once, in the order in which they first appear.
pub(super) fn parameters(query: &str) -> Vec<Parameter> {
    let mut found: Vec<Parameter> = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (raw_key, raw_value) = pair.split_once('=').unwrap_or((pair, ""));
        let ((key, bad_key), (text, bad_text)) = (decode(raw_key), decode(raw_value));
        let garbled = if bad_key == Garbled::Yes {
            bad_key
        } else {
            bad_text
        };
        match found.iter_mut().find(|parameter| parameter.key == key) {
            Some(parameter) => {
                parameter.text.push(',');
                parameter.text.push_str(&text);
                if garbled == Garbled::Yes {
                    parameter.garbled = Garbled::Yes;
                }
            }
            None => found.push(Parameter { key, text, garbled }),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_keys_become_one_list() {
        let found = parameters("areas=BGR&indicators=a&areas=NPL%2CITA&&x");
        let texts: Vec<_> = found.iter().map(|p| (p.key.as_str(), p.text.as_str())).collect();
        assert_eq!(texts, [("areas", "BGR,NPL,ITA"), ("indicators", "a"), ("x", "")]);
    }

    #[test]
    fn items_know_where_they_stand_in_characters() {
        let found = parameters("areas=%C3%A9t%C3%A9,,+BGR+,NPL");
        let items: Vec<_> = found[0]
            .items()
            .into_iter()
            .map(|i| (i.text, i.position))
            .collect();
        assert_eq!(
            items,
            [
                ("été".to_owned(), 0),
                ("BGR".to_owned(), 6),
                ("NPL".to_owned(), 11)
            ]
        );
    }

    #[test]
    fn what_is_not_utf8_is_marked() {
        assert_eq!(parameters("areas=%FF")[0].garbled, Garbled::Yes);
        assert_eq!(parameters("areas=%C3%A9")[0].garbled, Garbled::No);
    }
}
