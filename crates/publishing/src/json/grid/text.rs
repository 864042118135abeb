//! Numbers and words as JSON, without a value in between.

use std::fmt::Write as _;

use tidemark_evidence::Bound;
use tidemark_evidence::table::PeriodKey;
use tidemark_evidence::table::grid::{Digits, GridValue};
use tidemark_vocab::{LevelCode, Period};

/// A text in quotation marks.
pub(super) fn string(text: &mut String, words: &str) {
    text.push('"');
    if words
        .bytes()
        .all(|byte| byte >= 0x20 && byte != b'"' && byte != b'\\')
    {
        text.push_str(words);
    } else {
        for c in words.chars() {
            match c {
                '"' => text.push_str("\\\""),
                '\\' => text.push_str("\\\\"),
                // Writing to a String cannot fail.
                c if c < ' ' => drop(write!(text, "\\u{:04x}", u32::from(c))),
                c => text.push(c),
            }
        }
    }
    text.push('"');
}

/// A whole number.
pub(super) fn unsigned(text: &mut String, number: usize) {
    let mut digits = [0_u8; 20];
    let mut rest = number;
    for at in (0..digits.len()).rev() {
        if let Some(digit) = digits.get_mut(at) {
            *digit = b'0' + u8::try_from(rest % 10).unwrap_or_default();
        }
        rest /= 10;
        if rest == 0 {
            let written = digits.get(at..).unwrap_or_default();
            text.extend(written.iter().map(|digit| char::from(*digit)));
            return;
        }
    }
}

/// A decimal with exactly its decimals: `-0.50`.
pub(super) fn decimal(text: &mut String, number: Digits) {
    if number.digits < 0 {
        text.push('-');
    }
    let start = text.len();
    match usize::try_from(number.digits.unsigned_abs()) {
        Ok(small) => unsigned(text, small),
        // Writing to a String cannot fail.
        Err(_) => drop(write!(text, "{}", number.digits.unsigned_abs())),
    }
    let decimals = usize::try_from(number.decimals).unwrap_or_default();
    if decimals > 0 {
        let written = text.len() - start;
        if written <= decimals {
            text.insert_str(start, "0".repeat(decimals + 1 - written).as_str());
        }
        text.insert(text.len() - decimals, '.');
    }
}

/// A figure as one text: the sign of its bound before its value, its range where it has no value.
pub(super) fn compact_value(text: &mut String, value: &GridValue<'_>) {
    match value {
        GridValue::Status => text.push_str("null"),
        GridValue::Level(level) => string(text, level.as_str()),
        GridValue::Codes(codes) => string(text, &joined(codes)),
        GridValue::Text(words) => string(text, words),
        GridValue::Quantity { bound, value, range } => {
            text.push('"');
            if *bound != Bound::Exact {
                text.push_str(bound.sign());
            }
            match (value, range) {
                (Some(value), _) => decimal(text, *value),
                (None, Some((low, high))) => {
                    decimal(text, *low);
                    text.push('–');
                    decimal(text, *high);
                }
                (None, None) => {}
            }
            text.push('"');
        }
    }
}

/// A figure as four: value, bound, low, high.
pub(super) fn full_value(text: &mut String, value: &GridValue<'_>) {
    match value {
        GridValue::Status => text.push_str("null,null,null,null"),
        GridValue::Level(level) => {
            string(text, level.as_str());
            text.push_str(",null,null,null");
        }
        GridValue::Codes(codes) => {
            string(text, &joined(codes));
            text.push_str(",null,null,null");
        }
        GridValue::Text(words) => {
            string(text, words);
            text.push_str(",null,null,null");
        }
        GridValue::Quantity { bound, value, range } => {
            maybe(text, *value);
            text.push_str(",\"");
            text.push_str(bound.as_str());
            text.push_str("\",");
            maybe(text, range.map(|(low, _)| low));
            text.push(',');
            maybe(text, range.map(|(_, high)| high));
        }
    }
}

fn maybe(text: &mut String, number: Option<Digits>) {
    match number {
        None => text.push_str("null"),
        Some(number) => {
            text.push('"');
            decimal(text, number);
            text.push('"');
        }
    }
}

fn joined(codes: &[LevelCode]) -> String {
    codes.iter().map(LevelCode::as_str).collect::<Vec<_>>().join(";")
}

/// A period as an object: what a figure is about, and the round it was published in.
pub(super) fn period(period: &Period) -> String {
    let mut text = String::from("{\"reference\":");
    let mut part = |name: &str, part: Option<String>| {
        text.push_str(name);
        match part {
            None => text.push_str("null"),
            Some(part) => string(&mut text, &part),
        }
    };
    part("", period.reference().map(ToString::to_string));
    part(",\"round\":", period.round().map(ToString::to_string));
    text.push('}');
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
    use tidemark_vocab::Decimal;

    use super::*;

    proptest! {
        #[test]
        fn decimals_are_written_as_they_print(digits in -10_i128.pow(20)..10_i128.pow(20), decimals in 0_u32..12) {
            let number = Decimal::from_parts(digits, decimals).unwrap();
            let mut text = String::new();
            decimal(&mut text, number.into());
            prop_assert_eq!(text, number.to_string());
        }

        #[test]
        fn words_are_json(words in "\\PC{0,20}|[\\x00-\\x7f]{0,20}") {
            let mut text = String::new();
            string(&mut text, &words);
            prop_assert_eq!(serde_json::from_str::<String>(&text).unwrap(), words);
        }
    }
}
