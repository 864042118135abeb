//! Numbers and words as JSON, without a value in between.

use std::io::Write as _;

use tidemark_evidence::Bound;
use tidemark_evidence::table::PeriodKey;
use tidemark_evidence::table::grid::{Digits, GridValue};
use tidemark_vocab::{LevelCode, Period};

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

/// A whole number.
pub(super) fn unsigned(text: &mut Vec<u8>, number: usize) {
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

/// As long as most numbers are.
const SHORT: usize = 24;

/// A decimal with exactly its decimals: `-0.50`.
pub(super) fn decimal(text: &mut Vec<u8>, number: Digits) {
    match u64::try_from(number.digits) {
        Ok(digits) if number.decimals < 4 => short(text, digits, number.decimals),
        _ => long(text, number),
    }
}

/// A decimal without sign and with few decimals. All bytes of its buffer are written, which is one step for a processor, and those
/// beyond the number taken back.
fn short(text: &mut Vec<u8>, digits: u64, decimals: u32) {
    let mut buffer = [b'0'; SHORT];
    let whole =
        usize::try_from(digits.checked_ilog10().unwrap_or_default().max(decimals)).unwrap_or_default() + 1;
    let length = whole + usize::from(decimals > 0);
    let (mut rest, mut left) = (digits, decimals);
    for byte in buffer.get_mut(..length).unwrap_or_default().iter_mut().rev() {
        if left == 0 && decimals > 0 {
            *byte = b'.';
            left = u32::MAX;
        } else {
            *byte = b'0' + u8::try_from(rest % 10).unwrap_or_default();
            rest /= 10;
            left = left.wrapping_sub(1);
        }
    }
    let end = text.len() + length;
    text.extend_from_slice(&buffer);
    text.truncate(end);
}

/// Any decimal. Its digits are put down from the last to the first.
fn long(text: &mut Vec<u8>, number: Digits) {
    let mut buffer = [0_u8; LONGEST];
    let mut at = LONGEST;
    let mut put = |byte: u8| {
        at = at.saturating_sub(1);
        if let Some(place) = buffer.get_mut(at) {
            *place = byte;
        }
    };
    let mut rest = number.digits.unsigned_abs();
    let mut decimals = number.decimals.min(38);
    let mut written = 0;
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
    text.extend_from_slice(buffer.get(at..).unwrap_or_default());
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
    use tidemark_vocab::Decimal;

    use super::*;

    proptest! {
        #[test]
        fn decimals_are_written_as_they_print(
            digits in prop_oneof![-10_i128.pow(20)..10_i128.pow(20), -2000_i128..2000, Just(i128::from(u64::MAX))],
            decimals in 0_u32..12,
        ) {
            let number = Decimal::from_parts(digits, decimals).unwrap();
            let mut text = Vec::new();
            decimal(&mut text, number.into());
            prop_assert_eq!(text, number.to_string().into_bytes());
        }

        #[test]
        fn words_are_json(words in "\\PC{0,20}|[\\x00-\\x7f]{0,20}") {
            let mut text = Vec::new();
            string(&mut text, &words);
            prop_assert_eq!(serde_json::from_slice::<String>(&text).unwrap(), words);
        }
    }
}
