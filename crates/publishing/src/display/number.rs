//! Digits for people: thousands set apart, every decimal as published.

use std::borrow::Cow;

use tidemark_evidence::{Bound, Quantity};
use tidemark_vocab::{Decimal, IndicatorCode};

use super::Words;

/// How the numbers of a table are set: looked up once, since every cell has some.
#[derive(Debug, Clone)]
pub(super) struct Numerals<'t> {
    /// The mark between thousands of amounts.
    group: Cow<'t, str>,
    /// The mark before decimals.
    point: Cow<'t, str>,
}

/// A figure that is an exact number and nothing more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PlainNumber {
    /// The number.
    pub(crate) value: Decimal,
    /// Whether its thousands are set apart.
    pub(crate) grouping: Grouping,
}

impl PlainNumber {
    /// The number of a quantity that is neither a limit nor a range.
    pub(super) fn of(quantity: &Quantity, grouping: Grouping) -> Option<Self> {
        let is_plain = quantity.bound() == Bound::Exact && quantity.range().is_none();
        let value = quantity.value().filter(|_| is_plain)?;
        Some(Self { value, grouping })
    }
}

/// Whether thousands are set apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grouping {
    /// `1,254` in English; amounts.
    Thousands,
    /// `1996`; years.
    None,
}

impl Grouping {
    /// That of an indicator's figures.
    pub(super) fn of(indicator: Option<&IndicatorCode>, words: &Words<'_>) -> Self {
        let unit = indicator
            .and_then(|code| words.definition_of(code))
            .map(|known| known.unit.as_str());
        if unit == Some("year") {
            Self::None
        } else {
            Self::Thousands
        }
    }
}

impl<'t> Numerals<'t> {
    pub(super) fn new(words: &Words<'t>) -> Self {
        Self {
            group: words.messages.bare("number-group"),
            point: words.messages.bare("number-point"),
        }
    }

    /// A number that is just itself.
    pub(super) fn exact(&self, decimal: Decimal, grouping: Grouping) -> String {
        let mut out = String::new();
        self.number(decimal, grouping, &mut out);
        out
    }

    /// Every part of a quantity, in the canonical notation of [`quantity_text`](tidemark_evidence::notation::quantity_text):
    /// sign and value, then the range in brackets.
    pub(super) fn quantity(&self, quantity: &Quantity, grouping: Grouping) -> String {
        // Three numbers with their marks mostly take less.
        let mut out = String::with_capacity(32);
        out.push_str(sign_before(quantity.bound()));
        let value = quantity.value();
        if let Some(value) = value {
            self.number(value, grouping, &mut out);
        }
        if let Some((low, high)) = quantity.range() {
            if value.is_some() {
                out.push_str(" (");
            }
            self.number(low, grouping, &mut out);
            out.push_str(if low.is_negative() || high.is_negative() {
                " – "
            } else {
                "–"
            });
            self.number(high, grouping, &mut out);
            if value.is_some() {
                out.push(')');
            }
        }
        out
    }

    /// A number with every digit as published.
    fn number(&self, decimal: Decimal, grouping: Grouping, out: &mut String) {
        let mut buffer = [0; DIGITS];
        let long;
        let (minus, whole, decimals) = if let Some((whole, decimals)) = split(decimal, &mut buffer) {
            (decimal.is_negative(), whole, decimals)
        } else {
            long = decimal.to_string();
            let digits = long.strip_prefix('-');
            let (whole, decimals) = {
                let digits = digits.unwrap_or(&long);
                digits.split_once('.').unwrap_or((digits, ""))
            };
            (digits.is_some(), whole, decimals)
        };
        if minus {
            out.push('−');
        }
        match grouping {
            Grouping::Thousands => self.grouped(whole, out),
            Grouping::None => out.push_str(whole),
        }
        if !decimals.is_empty() {
            out.push_str(&self.point);
            out.push_str(decimals);
        }
    }

    fn grouped(&self, whole: &str, out: &mut String) {
        let (first, mut rest) = whole.split_at(match whole.len() % 3 {
            0 => whole.len().min(3),
            over => over,
        });
        out.push_str(first);
        while let Some((three, after)) = rest.split_at_checked(3) {
            out.push_str(&self.group);
            out.push_str(three);
            rest = after;
        }
    }
}

/// As many digits as a number of 64 bits has.
const DIGITS: usize = 20;

/// The digits before and after the point, written into a buffer; `None` for zero, whose sign they would not tell, and for numbers
/// of more digits.
fn split(decimal: Decimal, buffer: &mut [u8; DIGITS]) -> Option<(&str, &str)> {
    let (digits, decimals) = decimal.parts();
    let decimals = usize::try_from(decimals).ok()?;
    let mut left = u64::try_from(digits.unsigned_abs()).ok()?;
    if left == 0 || decimals >= DIGITS {
        return None;
    }
    let mut start = DIGITS;
    while left > 0 || DIGITS - start <= decimals {
        start -= 1;
        *buffer.get_mut(start)? = b'0' + u8::try_from(left % 10).ok()?;
        left /= 10;
    }
    let text = str::from_utf8(buffer.get(start..)?).ok()?;
    text.split_at_checked(text.len() - decimals)
}

/// A sign with the space that keeps it from the number; `~` stands close.
pub(super) fn sign_before(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "",
        Bound::Approximately => "~",
        Bound::AtLeast => "≥ ",
        Bound::MoreThan => "> ",
        Bound::AtMost => "≤ ",
        Bound::LessThan => "< ",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn numerals() -> Numerals<'static> {
        Numerals {
            group: "'".into(),
            point: "·".into(),
        }
    }

    fn printed(text: &str, grouping: Grouping) -> String {
        let mut out = String::new();
        numerals().number(text.parse().unwrap(), grouping, &mut out);
        out
    }

    #[test]
    fn digits_stay_as_published() {
        for (text, grouped) in [
            ("0", "0"),
            ("0.00", "0·00"),
            ("0.05", "0·05"),
            ("-0.5", "−0·5"),
            ("7", "7"),
            ("123", "123"),
            ("1234", "1'234"),
            ("123456.70", "123'456·70"),
            ("1000000", "1'000'000"),
            ("18446744073709551615", "18'446'744'073'709'551'615"),
            ("18446744073709551616", "18'446'744'073'709'551'616"),
            ("0.0000000000000000001", "0·0000000000000000001"),
            ("0.00000000000000000001", "0·00000000000000000001"),
        ] {
            assert_eq!(printed(text, Grouping::Thousands), grouped);
        }
        assert_eq!(printed("1996", Grouping::None), "1996");
    }

    proptest! {
        #[test]
        fn without_marks_a_number_is_what_it_was(digits in any::<i64>(), decimals in 0_u32..24) {
            let decimal = Decimal::from_parts(digits.into(), decimals).unwrap();
            let mut out = String::new();
            numerals().number(decimal, Grouping::Thousands, &mut out);
            let plain = out.replace('\'', "").replace('·', ".").replace('−', "-");
            prop_assert_eq!(plain, decimal.to_string());
        }
    }
}
