//! Numbers as text, without a text in between.

use tidemark_evidence::table::grid::Digits;

/// A whole number.
pub(crate) fn unsigned(text: &mut Vec<u8>, number: usize) {
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
pub(crate) fn decimal(text: &mut Vec<u8>, number: Digits) {
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
    }
}
