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

/// A decimal with exactly its decimals: `-0.50`.
#[inline]
pub(crate) fn decimal(text: &mut Vec<u8>, number: Digits) {
    match u32::try_from(number.digits) {
        Ok(digits) if digits < 10_000_000 && number.decimals < 7 => short(text, digits, number.decimals),
        _ => long(text, number),
    }
}

/// The eight digits of a number, the first of them in the lowest byte: halves of four digits, then of two, then of one are parted side by
/// side. Dividing is multiplying by 2^20 / 100 and by 2^10 / 10, rounded up, which is right for numbers this small.
fn eight(number: u32) -> u64 {
    let fours = u64::from(number / 10_000) | u64::from(number % 10_000) << 32;
    let hundreds = (fours * 10_486) >> 20 & 0x0000_007f_0000_007f;
    let twos = hundreds | (fours - hundreds * 100) << 16;
    let tens = (twos * 103) >> 10 & 0x000f_000f_000f_000f;
    tens | (twos - tens * 10) << 8
}

/// A decimal of at most seven digits, without sign. It is put together in a register: bytes that were just written one by one cannot be
/// read together at once. All of eight bytes are written, and those beyond the number taken back.
fn short(text: &mut Vec<u8>, digits: u32, decimals: u32) {
    let eight = eight(digits);
    // Zeroes before the number, of which one stays, and those behind the point.
    let before = (eight.trailing_zeros() / 8).min(7 - decimals);
    let digits = (eight | 0x3030_3030_3030_3030) >> (8 * before);
    let point = 8 * (8 - before - decimals);
    let (bytes, length) = if decimals == 0 {
        (digits, 8 - before)
    } else {
        let whole = digits & ((1 << point) - 1);
        (
            whole | (u64::from(b'.') << point) | ((digits ^ whole) << 8),
            9 - before,
        )
    };
    let end = text.len() + usize::try_from(length).unwrap_or_default();
    text.extend_from_slice(&bytes.to_le_bytes());
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
            digits in prop_oneof![-10_i128.pow(20)..10_i128.pow(20), -2000_i128..2000, any::<u32>().prop_map(i128::from), 0_i128..200_000_000],
            decimals in prop_oneof![0_u32..4, 0_u32..12],
        ) {
            let number = Decimal::from_parts(digits, decimals).unwrap();
            let mut text = Vec::new();
            decimal(&mut text, number.into());
            prop_assert_eq!(text, number.to_string().into_bytes());
        }
    }
}
