//! Numbers and words as JSON, without a value in between.

use std::io::Write as _;

use tidemark_evidence::Bound;
use tidemark_evidence::table::PeriodKey;
use tidemark_evidence::table::grid::{Digits, GridValue};
use tidemark_vocab::{LevelCode, Period};

use crate::digits::decimal;

/// Words as they are.
pub(super) fn put(text: &mut Vec<u8>, words: &str) {
    text.extend_from_slice(words.as_bytes());
}

/// A text in quotation marks.
pub(super) fn string(text: &mut Vec<u8>, words: &str) {
    text.push(b'"');
    if words
        .bytes()
        .all(|byte| byte >= 0x20 && byte != b'"' && byte != b'\\')
    {
        put(text, words);
    } else {
        for byte in words.bytes() {
            match byte {
                b'"' => put(text, "\\\""),
                b'\\' => put(text, "\\\\"),
                // Writing to a list of bytes cannot fail.
                byte if byte < b' ' => drop(write!(text, "\\u{byte:04x}")),
                byte => text.push(byte),
            }
        }
    }
    text.push(b'"');
}

/// A figure as one text: the sign of its bound before its value, its range where it has no value.
pub(super) fn compact_value(text: &mut Vec<u8>, value: &GridValue<'_>) {
    match value {
        GridValue::Status => put(text, "null"),
        GridValue::Level(level) => string(text, level.as_str()),
        GridValue::Codes(codes) => string(text, &joined(codes)),
        GridValue::Text(words) => string(text, words),
        GridValue::Quantity { bound, value, range } => {
            text.push(b'"');
            if *bound != Bound::Exact {
                put(text, bound.sign());
            }
            match (value, range) {
                (Some(value), _) => decimal(text, *value),
                (None, Some((low, high))) => {
                    decimal(text, *low);
                    put(text, "–");
                    decimal(text, *high);
                }
                (None, None) => {}
            }
            text.push(b'"');
        }
    }
}

/// A figure as four: value, bound, low, high.
pub(super) fn full_value(text: &mut Vec<u8>, value: &GridValue<'_>) {
    match value {
        GridValue::Status => put(text, "null,null,null,null"),
        GridValue::Level(level) => {
            string(text, level.as_str());
            put(text, ",null,null,null");
        }
        GridValue::Codes(codes) => {
            string(text, &joined(codes));
            put(text, ",null,null,null");
        }
        GridValue::Text(words) => {
            string(text, words);
            put(text, ",null,null,null");
        }
        GridValue::Quantity { bound, value, range } => {
            maybe(text, *value);
            put(text, ",\"");
            put(text, bound.as_str());
            put(text, "\",");
            maybe(text, range.map(|(low, _)| low));
            text.push(b',');
            maybe(text, range.map(|(_, high)| high));
        }
    }
}

pub(super) fn maybe(text: &mut Vec<u8>, number: Option<Digits>) {
    match number {
        None => put(text, "null"),
        Some(number) => {
            text.push(b'"');
            decimal(text, number);
            text.push(b'"');
        }
    }
}

fn joined(codes: &[LevelCode]) -> String {
    codes.iter().map(LevelCode::as_str).collect::<Vec<_>>().join(";")
}

/// A period as an object: what a figure is about, and the round it was published in.
pub(super) fn period(period: &Period) -> Vec<u8> {
    let mut text = Vec::new();
    let mut part = |name: &str, part: Option<String>| {
        put(&mut text, name);
        match part {
            None => put(&mut text, "null"),
            Some(part) => string(&mut text, &part),
        }
    };
    part("{\"reference\":", period.reference().map(ToString::to_string));
    part(",\"round\":", period.round().map(ToString::to_string));
    text.push(b'}');
    text
}

/// The head of a column of a period, as queries write it.
pub(super) fn key(key: &PeriodKey) -> String {
    match key {
        PeriodKey::Reference(reference) => reference.to_string(),
        PeriodKey::Round(round) => format!("round:{round}"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_are_json(words in "\\PC{0,20}|[\\x00-\\x7f]{0,20}") {
            let mut text = Vec::new();
            string(&mut text, &words);
            prop_assert_eq!(serde_json::from_slice::<String>(&text).unwrap(), words);
        }
    }
}
