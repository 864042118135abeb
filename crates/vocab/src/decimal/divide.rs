//! Division, the one operation whose result may have more digits than there are: it says where they went.

use std::cmp::Ordering;

use super::{Decimal, DecimalError};

/// Where a quotient goes that has more decimals than are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// To the next number below: the lower end of a range stays true.
    Down,
    /// To the next number above: the upper end of a range stays true.
    Up,
    /// To the nearer number, the even one where both are as near.
    HalfEven,
}

/// Whether digits were left out of a quotient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exactness {
    /// The number is the quotient itself.
    Exact,
    /// The number lies beside the quotient.
    Rounded,
}

impl Decimal {
    /// The quotient with so many decimals, and whether it had to be rounded.
    ///
    /// # Errors
    /// [`DecimalError::DivisionByZero`], or [`DecimalError::Overflow`] where there are more digits than can be kept.
    pub fn divide(
        self,
        by: Self,
        decimals: u32,
        rounding: Rounding,
    ) -> Result<(Self, Exactness), DecimalError> {
        let (numerator, denominator) = whole_fraction(self.normalized(), by.normalized(), decimals)?;
        let (floor, rest) = (
            numerator.div_euclid(denominator),
            numerator.rem_euclid(denominator),
        );
        if rest == 0 {
            return Ok((Self::from_parts(floor, decimals)?, Exactness::Exact));
        }
        let upwards = match rounding {
            Rounding::Down => false,
            Rounding::Up => true,
            // What is left against what is missing: no doubling, which could overflow.
            Rounding::HalfEven => match rest.cmp(&(denominator - rest)) {
                Ordering::Less => false,
                Ordering::Greater => true,
                Ordering::Equal => floor % 2 != 0,
            },
        };
        let digits = if upwards { floor + 1 } else { floor };
        Ok((Self::from_parts(digits, decimals)?, Exactness::Rounded))
    }
}

/// A quotient in units of its last decimal, as whole numbers, the second above zero.
fn whole_fraction(number: Decimal, by: Decimal, decimals: u32) -> Result<(i128, i128), DecimalError> {
    let ((numerator, scale), (denominator, other)) = (number.parts(), by.parts());
    if denominator == 0 {
        return Err(DecimalError::DivisionByZero);
    }
    let tens = |power: u32| 10_i128.checked_pow(power);
    let (up, down) = (other + decimals, scale);
    let numerator = tens(up.saturating_sub(down)).and_then(|tens| numerator.checked_mul(tens));
    let denominator = tens(down.saturating_sub(up)).and_then(|tens| denominator.checked_mul(tens));
    let (numerator, denominator) = numerator.zip(denominator).ok_or(DecimalError::Overflow)?;
    Ok(if denominator < 0 {
        (-numerator, -denominator)
    } else {
        (numerator, denominator)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decimal::Inner;
    use proptest::prelude::*;

    fn divided(a: &str, b: &str, decimals: u32, rounding: Rounding) -> (String, Exactness) {
        let (a, b): (Decimal, Decimal) = (a.parse().unwrap(), b.parse().unwrap());
        let (quotient, exactness) = a.divide(b, decimals, rounding).unwrap();
        (quotient.to_string(), exactness)
    }

    #[test]
    fn quotients_say_whether_they_are_rounded() {
        let half_even = |a, b, decimals| divided(a, b, decimals, Rounding::HalfEven);
        assert_eq!(half_even("1", "4", 2), ("0.25".to_owned(), Exactness::Exact));
        assert_eq!(half_even("1", "4", 1), ("0.2".to_owned(), Exactness::Rounded));
        assert_eq!(half_even("3", "4", 1), ("0.8".to_owned(), Exactness::Rounded));
        assert_eq!(half_even("-1", "4", 1), ("-0.2".to_owned(), Exactness::Rounded));
        assert_eq!(half_even("1.50", "-0.5", 0), ("-3".to_owned(), Exactness::Exact));
        assert_eq!(divided("-1", "3", 1, Rounding::Down).0, "-0.4");
        assert_eq!(divided("-1", "3", 1, Rounding::Up).0, "-0.3");
    }

    #[test]
    fn nothing_is_divided_by_zero() {
        let zero: Decimal = "0.00".parse().unwrap();
        assert_eq!(
            Decimal::from(1).divide(zero, 2, Rounding::Down),
            Err(DecimalError::DivisionByZero)
        );
    }

    proptest! {
        #[test]
        fn a_quotient_lies_between_its_roundings(
            a in -1_000_000_i64..1_000_000, b in -1_000_i64..1_000, s in 0_u32..4, t in 0_u32..4, decimals in 0_u32..6
        ) {
            prop_assume!(b != 0);
            let (a, b) = (Decimal(Inner::new(a, s)), Decimal(Inner::new(b, t)));
            let round = |rounding| a.divide(b, decimals, rounding).unwrap();
            let ((low, exact), (high, _), (near, _)) =
                (round(Rounding::Down), round(Rounding::Up), round(Rounding::HalfEven));
            let step = Decimal::from_parts(1, decimals).unwrap();
            // Whether low <= a / b <= high, asked without dividing.
            let times = |number: Decimal| number.checked_mul(b).unwrap();
            let (first, last) = if b.is_negative() { (high, low) } else { (low, high) };
            prop_assert!(times(first) <= a && a <= times(last));
            prop_assert!(near == low || near == high);
            match exact {
                Exactness::Exact => prop_assert_eq!(low, high),
                Exactness::Rounded => prop_assert_eq!(low.checked_add(step).unwrap(), high),
            }
            let distance = |number: Decimal| {
                let (digits, scale) = times(number).checked_sub(a).unwrap().parts();
                Decimal::from_parts(digits.abs(), scale).unwrap()
            };
            prop_assert!(distance(near) <= distance(low) && distance(near) <= distance(high));
        }
    }
}
