//! The finding of a row: what its status, value, bound and range say, held against its indicator.

use std::sync::Arc;

use tidemark_vocab::{Decimal, LevelCode, ScaleCode};

use super::declared::Declared;
use super::problem::Rule;
use super::rows::Fields;
use crate::finding::{Bound, Finding, Quantity, QuantityError};
use crate::indicator::{Grain, Kind, NumberRule};

const STATUS: usize = 7;
const VALUE: usize = 8;
const BOUND: usize = 9;
const LOW: usize = 10;
const HIGH: usize = 11;

/// The finding of a row, or nothing where it makes no sense; why is noted.
pub(super) fn read(row: &Fields<'_>, kind: &Kind, declared: &Declared) -> Option<Finding> {
    let finding = match row.text(STATUS)? {
        "value" => return value(row, kind, declared),
        "yes" => Finding::Yes,
        "no" => Finding::No,
        "not_known" => Finding::NotKnown,
        "not_applicable" => Finding::NotApplicable,
        "confidential" => Finding::Confidential,
        _ => {
            row.malformed(STATUS, "found_status");
            return None;
        }
    };
    if matches!(finding, Finding::Yes | Finding::No) && *kind != Kind::Availability {
        return wrong_kind(row, kind);
    }
    must_be_empty(row, &[VALUE, BOUND, LOW, HIGH]);
    Some(finding)
}

fn value(row: &Fields<'_>, kind: &Kind, declared: &Declared) -> Option<Finding> {
    match kind {
        Kind::Availability => wrong_kind(row, kind),
        Kind::Quantity(rule) => quantity(row, kind, rule).map(Finding::Quantity),
        Kind::Text => {
            must_be_empty(row, &[BOUND, LOW, HIGH]);
            row.text(VALUE).map(|text| Finding::Text(Arc::from(text)))
        }
        Kind::Level(scale) => {
            must_be_empty(row, &[BOUND, LOW, HIGH]);
            level(row, row.text(VALUE)?, scale, declared).map(Finding::Level)
        }
        Kind::Codes(scale) => {
            must_be_empty(row, &[BOUND, LOW, HIGH]);
            codes(row, scale, declared).map(Finding::Codes)
        }
    }
}

fn wrong_kind(row: &Fields<'_>, kind: &Kind) -> Option<Finding> {
    let found = match row.raw(VALUE) {
        "" => row.raw(STATUS),
        value => value,
    };
    row.note(
        Rule::WrongKind,
        &[
            ("found", &found),
            ("indicator", &row.raw(0)),
            ("kind", &kind.as_str()),
        ],
    );
    None
}

fn must_be_empty(row: &Fields<'_>, columns: &[usize]) {
    for column in columns.iter().filter(|column| !row.raw(**column).is_empty()) {
        let beside = match row.raw(STATUS) {
            "value" => format!("{} = {}", row.column(VALUE), row.raw(VALUE)),
            status => format!("{} = {status}", row.column(STATUS)),
        };
        row.note(
            Rule::Misplaced,
            &[("field", &row.column(*column)), ("beside", &beside)],
        );
    }
}

fn level(row: &Fields<'_>, text: &str, scale: &ScaleCode, declared: &Declared) -> Option<LevelCode> {
    let Some(levels) = declared.levels.get(scale) else {
        return text.parse().ok();
    };
    let found = levels.find(text);
    if found.is_none() {
        row.note(
            Rule::UnknownLevel,
            &[
                ("name", &text),
                ("scale", scale),
                ("nearest", &levels.nearest(text)),
            ],
        );
    }
    found
}

fn codes(row: &Fields<'_>, scale: &ScaleCode, declared: &Declared) -> Option<Vec<LevelCode>> {
    let text = row.text(VALUE)?;
    let mut codes = text
        .split(';')
        .map(|code| level(row, code, scale, declared))
        .collect::<Option<Vec<_>>>()?;
    codes.sort();
    codes.dedup();
    let canonical = codes.iter().map(LevelCode::as_str).collect::<Vec<_>>().join(";");
    row.canonical(VALUE, &canonical);
    Some(codes)
}

fn quantity(row: &Fields<'_>, kind: &Kind, rule: &NumberRule) -> Option<Quantity> {
    let value = decimal(row, VALUE, kind);
    let (low, high) = (decimal(row, LOW, kind), decimal(row, HIGH, kind));
    let bound = match (row.raw(BOUND), &value) {
        // A range alone is exact unless the row says that it is approximate.
        ("", Ok(None)) => Some(Bound::Exact),
        ("", _) => {
            row.text(BOUND);
            None
        }
        _ => row.parsed(BOUND, "bound"),
    };
    let (value, low, high) = (value.ok()?, low.ok()?, high.ok()?);
    for number in [value, low, high].into_iter().flatten() {
        limits(row, number, rule);
    }
    Quantity::new(value, bound?, low, high)
        .map_err(|error| impossible(row, &error))
        .ok()
}

/// The number in a column. `Err` where there is something else; that is noted.
fn decimal(row: &Fields<'_>, column: usize, kind: &Kind) -> Result<Option<Decimal>, ()> {
    let text = row.raw(column);
    if text.is_empty() {
        return Ok(None);
    }
    if let Some(number) = plain(text) {
        return Ok(Some(number));
    }
    if let Ok(number) = text.parse::<Decimal>() {
        row.canonical(column, &number);
        return Ok(Some(number));
    }
    if carries_unit(text) {
        row.note(Rule::MixedUnits, &[("found", &text), ("indicator", &row.raw(0))]);
    } else if text.bytes().any(|byte| byte.is_ascii_digit()) {
        row.malformed(column, "decimal");
    } else {
        row.note(
            Rule::WrongKind,
            &[
                ("found", &text),
                ("indicator", &row.raw(0)),
                ("kind", &kind.as_str()),
            ],
        );
    }
    Err(())
}

/// The number that a text of digits, perhaps with a point among them, is written for in its canonical form; nothing where it takes a
/// closer look. Most numbers are such.
fn plain(text: &str) -> Option<Decimal> {
    // So many digits fit into 64 bits.
    const LENGTH: usize = 18;
    let bytes = text.as_bytes();
    let is_padded = matches!(bytes, [b'0', next, ..] if *next != b'.');
    if bytes.len() > LENGTH || is_padded || !bytes.first()?.is_ascii_digit() || bytes.last() == Some(&b'.') {
        return None;
    }
    let (mut digits, mut point) = (0_u64, None);
    for (at, byte) in (1..).zip(bytes) {
        match byte {
            b'0'..=b'9' => digits = digits * 10 + u64::from(byte - b'0'),
            b'.' if point.is_none() => point = Some(at),
            _ => return None,
        }
    }
    let decimals = point.map_or(0, |point| bytes.len() - point);
    Decimal::from_parts(i128::from(digits), u32::try_from(decimals).ok()?).ok()
}

/// Whether a text is a number with a word or sign before or after it: `12 %`, `$500`, `1.2 million`.
fn carries_unit(text: &str) -> bool {
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | ' ');
    let number = text.trim_matches(|c: char| !c.is_ascii_digit());
    let is_unit = |c: char| c.is_alphabetic() || matches!(c, '%' | '‰' | '$' | '€' | '£');
    !number.is_empty() && number.chars().all(is_number) && text.chars().any(is_unit)
}

fn limits(row: &Fields<'_>, number: Decimal, rule: &NumberRule) {
    let indicator = row.raw(0);
    if let Some(minimum) = rule.minimum.filter(|minimum| number < *minimum) {
        row.note(
            Rule::BelowMinimum,
            &[
                ("number", &number),
                ("limit", &minimum),
                ("indicator", &indicator),
            ],
        );
    }
    if let Some(maximum) = rule.maximum.filter(|maximum| number > *maximum) {
        row.note(
            Rule::AboveMaximum,
            &[
                ("number", &number),
                ("limit", &maximum),
                ("indicator", &indicator),
            ],
        );
    }
    if let Some(decimals) = rule.decimals.filter(|decimals| number.decimals() > *decimals) {
        row.note(
            Rule::TooManyDecimals,
            &[
                ("number", &number),
                ("limit", &decimals),
                ("indicator", &indicator),
            ],
        );
    }
    if rule.grain == Grain::Whole && !number.is_whole() {
        row.note(Rule::NotWhole, &[("number", &number), ("indicator", &indicator)]);
    }
}

fn impossible(row: &Fields<'_>, error: &QuantityError) {
    match error {
        QuantityError::Empty => row.note(Rule::EmptyQuantity, &[]),
        QuantityError::HalfRange => row.note(Rule::HalfRange, &[]),
        QuantityError::Reversed { low, high } => {
            row.note(Rule::ReversedRange, &[("low", low), ("high", high)]);
        }
        QuantityError::Outside { value, low, high } => {
            row.note(
                Rule::OutsideRange,
                &[("number", value), ("low", low), ("high", high)],
            );
        }
        QuantityError::BoundedRange(bound) => row.note(Rule::BoundedRange, &[("bound", bound)]),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn plain_numbers_are_most_numbers() {
        for text in ["0", "0.0", "7", "30", "4.50", "0.05", "123456789012345.67"] {
            assert!(plain(text).is_some(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn plain_numbers_are_canonical(text in "[0-9]{0,12}(\\.[0-9]{0,8})?|[-0.1a]{0,5}|[0-9.]{0,20}") {
            if let Some(number) = plain(&text) {
                prop_assert_eq!(number.to_string(), text.as_str());
                prop_assert_eq!(number.parts(), text.parse::<Decimal>().unwrap().parts());
            }
        }
    }
}
