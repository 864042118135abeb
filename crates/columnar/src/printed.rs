//! Values as they are printed, into bytes that stand already: this is asked of every row, several times.

use std::hash::Hash;

use foldhash::{HashMap, HashMapExt as _};
use tidemark_vocab::Decimal;

/// Adds the digits of a number, as it prints itself.
pub(crate) fn push_decimal(number: Decimal, bytes: &mut Vec<u8>) {
    let (digits, decimals) = number.parts();
    // What is below nought has a sign, and nought may have one.
    match (u64::try_from(digits), usize::try_from(decimals)) {
        (Ok(digits), Ok(decimals)) if digits > 0 => push_digits(digits, decimals, bytes),
        _ => bytes.extend(number.to_string().as_bytes()),
    }
}

/// As many digits as there can be: those of a `u64`, or as many decimals with one before them.
const LONGEST: usize = 32;

fn push_digits(mut digits: u64, decimals: usize, bytes: &mut Vec<u8>) {
    let mut places = [b'0'; LONGEST];
    let (mut start, mut written) = (LONGEST, 0);
    for place in places.iter_mut().rev() {
        if digits == 0 && written > decimals {
            break;
        }
        *place = b'0' + u8::try_from(digits % 10).unwrap_or_default();
        digits /= 10;
        start -= 1;
        written += 1;
    }
    let printed = places.get(start..).unwrap_or_default();
    let (whole, fraction) = printed.split_at(printed.len().saturating_sub(decimals));
    bytes.extend(whole);
    if decimals > 0 {
        bytes.push(b'.');
        bytes.extend(fraction);
    }
}

/// The nearest double, as the printed number reads.
pub(crate) fn nearest_double(number: Decimal) -> Option<f64> {
    /// Whole numbers up to here, and these powers of ten, are doubles themselves; so their quotient is rounded once.
    const EXACT: i128 = 1 << 53;
    const POWERS: [f64; 23] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
        1e18, 1e19, 1e20, 1e21, 1e22,
    ];
    let (digits, decimals) = number.parts();
    let power = usize::try_from(decimals).ok().and_then(|at| POWERS.get(at));
    if let (1..=EXACT, Some(power)) = (digits, power) {
        #[expect(clippy::cast_precision_loss, reason = "whole numbers up to 2^53 are doubles")]
        let whole = digits as f64;
        return Some(whole / power);
    }
    number.to_string().parse().ok()
}

/// Values that stand in many rows, each printed once.
pub(crate) struct Printed<T> {
    known: HashMap<T, usize>,
    texts: Vec<(T, Vec<u8>)>,
    /// Where the one stands that was asked for last.
    last: usize,
}

impl<T> Default for Printed<T> {
    fn default() -> Self {
        Self {
            known: HashMap::new(),
            texts: Vec::new(),
            last: 0,
        }
    }
}

impl<T: Clone + Eq + Hash> Printed<T> {
    /// What `print` makes of a value.
    pub(crate) fn of(&mut self, value: &T, print: impl FnOnce(&T, &mut Vec<u8>)) -> &[u8] {
        let is_last = self.texts.get(self.last).is_some_and(|(last, _)| last == value);
        if !is_last {
            self.last = match self.known.get(value) {
                Some(at) => *at,
                None => self.add(value, print),
            };
        }
        self.texts.get(self.last).map_or(&[], |(_, bytes)| bytes)
    }

    fn add(&mut self, value: &T, print: impl FnOnce(&T, &mut Vec<u8>)) -> usize {
        let (at, mut bytes) = (self.texts.len(), Vec::new());
        print(value, &mut bytes);
        self.known.insert(value.clone(), at);
        self.texts.push((value.clone(), bytes));
        at
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn printed(number: Decimal) -> String {
        let mut bytes = b"=".to_vec();
        push_decimal(number, &mut bytes);
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn each_value_is_printed_once() {
        let values = ["a".to_owned(), "b".to_owned(), "a".to_owned(), "a".to_owned()];
        let (mut known, mut times) = (Printed::default(), 0);
        let mut all = Vec::new();
        for value in &values {
            all.extend_from_slice(known.of(value, |value: &String, bytes| {
                times += 1;
                bytes.extend(value.as_bytes());
            }));
        }
        assert_eq!((all, times), (b"abaa".to_vec(), 2));
    }

    proptest! {
        #[test]
        fn decimals_are_printed_as_they_print_themselves(text in "-?[0-9]{1,3}(\\.[0-9]{1,3})?|-?[0-9]{1,28}|-?0\\.[0-9]{1,28}|0\\.0{0,26}1") {
            let Ok(number) = text.parse::<Decimal>() else { return Ok(()) };
            prop_assert_eq!(printed(number), format!("={number}"));
            prop_assert_eq!(nearest_double(number), number.to_string().parse().ok());
        }
    }
}
