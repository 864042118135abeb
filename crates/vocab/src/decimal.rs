//! Exact decimals that keep the digits they were published with.

mod divide;

pub use divide::{Exactness, Rounding};

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use rust_decimal::Decimal as Inner;
use thiserror::Error;

/// Why a text is not a decimal, or an operation has no exact result.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DecimalError {
    /// Not digits with an optional sign and an optional point.
    #[error("`{0}` is not a decimal number: write digits, with a point before the decimals")]
    Malformed(String),
    /// More digits than can be kept exactly (28).
    #[error("`{0}` has more digits than can be kept exactly")]
    TooLong(String),
    /// The exact result does not fit.
    #[error("the exact result has too many digits")]
    Overflow,
    /// Nothing can be divided by zero.
    #[error("nothing can be divided by zero")]
    DivisionByZero,
}

/// An exact decimal. `4.50` and `4.5` are equal in value and print as they were written.
#[derive(Clone, Copy)]
pub struct Decimal(Inner);

impl Decimal {
    /// Zero.
    pub const ZERO: Self = Self(Inner::ZERO);

    /// The exact sum, or an error where it has too many digits.
    pub fn checked_add(self, other: Self) -> Result<Self, DecimalError> {
        let scale = self.0.scale().max(other.0.scale());
        let sum = self.0.checked_add(other.0).ok_or(DecimalError::Overflow)?;
        if sum.scale() < scale {
            Err(DecimalError::Overflow)
        } else {
            Ok(Self(sum))
        }
    }

    /// The digits as a whole number, and how many of them are decimals: (450, 2) for `4.50`.
    #[must_use]
    pub fn parts(self) -> (i128, u32) {
        (self.0.mantissa(), self.0.scale())
    }

    /// The number of these parts.
    ///
    /// # Errors
    /// [`DecimalError::Overflow`] where they are more digits than can be kept exactly, or more than 28 are decimals.
    pub fn from_parts(digits: i128, decimals: u32) -> Result<Self, DecimalError> {
        Inner::try_from_i128_with_scale(digits, decimals)
            .map(Self)
            .map_err(|_| DecimalError::Overflow)
    }

    /// The exact product, or an error where it has too many digits.
    pub fn checked_mul(self, other: Self) -> Result<Self, DecimalError> {
        let scale = self.0.scale() + other.0.scale();
        let product = self.0.checked_mul(other.0).ok_or(DecimalError::Overflow)?;
        if product.scale() < scale && !product.is_zero() {
            Err(DecimalError::Overflow)
        } else {
            Ok(Self(product))
        }
    }

    /// The exact difference, or an error where it has too many digits.
    pub fn checked_sub(self, other: Self) -> Result<Self, DecimalError> {
        self.checked_add(Self(-other.0))
    }

    /// The number of decimals as written: 2 for `4.50`.
    #[must_use]
    pub fn decimals(self) -> u32 {
        self.0.scale()
    }

    /// Whether the number is whole in value (`3`, `3.0`).
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.0.fract().is_zero()
    }

    /// Whether the number is below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.0.is_sign_negative() && !self.0.is_zero()
    }

    /// The same value without zeros at the end of its decimals: `4.5` for `4.50`.
    #[must_use]
    pub fn normalized(self) -> Self {
        Self(self.0.normalize())
    }
}

impl From<u32> for Decimal {
    fn from(number: u32) -> Self {
        Self(Inner::from(number))
    }
}

impl FromStr for Decimal {
    type Err = DecimalError;

    fn from_str(text: &str) -> Result<Self, DecimalError> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(whole) || !all_digits(decimals) {
            return Err(DecimalError::Malformed(text.to_owned()));
        }
        Inner::from_str_exact(text)
            .map(Self)
            .map_err(|_| DecimalError::TooLong(text.to_owned()))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}

impl Hash for Decimal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.normalize().hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn digits_are_kept_as_published() {
        for text in ["4.50", "0.0", "0", "-1.5", "100000000000", "41.316"] {
            assert_eq!(text.parse::<Decimal>().unwrap().to_string(), text);
        }
        assert_eq!(
            "4.50".parse::<Decimal>().unwrap(),
            "4.5".parse::<Decimal>().unwrap()
        );
    }

    #[test]
    fn anything_else_is_refused() {
        for bad in [
            "", "-", ".5", "5.", "1,000", "1e3", "+1", " 1", "1 ", "NaN", "--1", "1.2.3",
        ] {
            assert!(bad.parse::<Decimal>().is_err(), "{bad}");
        }
        let long = "1".repeat(40);
        assert_eq!(long.parse::<Decimal>(), Err(DecimalError::TooLong(long)));
    }

    #[test]
    fn sums_are_exact_or_refused() {
        let max: Decimal = "79228162514264337593543950335".parse().unwrap();
        assert_eq!(max.checked_add(Decimal::from(1)), Err(DecimalError::Overflow));
        let tenth: Decimal = "0.1".parse().unwrap();
        assert_eq!(max.checked_add(tenth), Err(DecimalError::Overflow));
    }

    proptest! {
        #[test]
        fn printing_and_reading_are_inverse(mantissa in -1_000_000_000_000_i64..1_000_000_000_000, scale in 0_u32..8) {
            let decimal = Decimal(Inner::new(mantissa, scale));
            let read: Decimal = decimal.to_string().parse().unwrap();
            prop_assert_eq!(read.to_string(), decimal.to_string());
            prop_assert_eq!(read, decimal);
        }

        #[test]
        fn parts_make_the_same_number(mantissa in -1_000_000_000_000_i64..1_000_000_000_000, scale in 0_u32..8) {
            let decimal = Decimal(Inner::new(mantissa, scale));
            let (digits, decimals) = decimal.parts();
            prop_assert_eq!(Decimal::from_parts(digits, decimals).unwrap().to_string(), decimal.to_string());
        }

        #[test]
        fn order_of_a_sum_does_not_matter(a in -1_000_000_i64..1_000_000, b in -1_000_000_i64..1_000_000, s in 0_u32..4, t in 0_u32..4) {
            let (a, b) = (Decimal(Inner::new(a, s)), Decimal(Inner::new(b, t)));
            prop_assert_eq!(a.checked_add(b).unwrap().to_string(), b.checked_add(a).unwrap().to_string());
        }
    }
}
