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
    decimal(
        text,
        Digits {
            digits: i128::try_from(number).unwrap_or(i128::MAX),
            decimals: 0,
        },
    );
}

/// As long as a decimal of 39 digits with sign, point and zeroes before it can be.
const LONGEST: usize = 80;

/// A decimal with exactly its decimals: `-0.50`. Its digits are put down from the last to the first.
pub(super) fn decimal(text: &mut String, number: Digits) {
    let mut buffer = [0_u8; LONGEST];
    let mut at = LONGEST;
    let mut put = |byte: u8| {
        at = at.saturating_sub(1);
        if let Some(place) = buffer.get_mut(at) {
            *place = byte;
        }
    };
    let mut large = number.digits.unsigned_abs();
    let mut decimals = number.decimals.min(38);
    let mut written = 0;
    // Most numbers are small, and dividing small ones is much faster.
    while large > u128::from(u64::MAX) {
        put(b'0' + u8::try_from(large % 10).unwrap_or_default());
        large /= 10;
        written += 1;
        if written == decimals {
            put(b'.');
        }
    }
    let mut rest = u64::try_from(large).unwrap_or_default();
    loop {
        put(b'0' + u8::try_from(rest % 10).unwrap_or_default());
        rest /= 10;
        written += 1;
        if written == decimals {
            put(b'.');
            decimals = 0;
        } else if rest == 0 && written > decimals {
            break;
        }
    }
    if number.digits < 0 {
        put(b'-');
    }
    text.push_str(std::str::from_utf8(buffer.get(at..).unwrap_or_default()).unwrap_or_default());
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
