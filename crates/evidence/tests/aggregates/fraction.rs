//! Fractions of whole numbers, as one writes them on paper.

use std::cmp::Ordering;

use tidemark_vocab::Decimal;

/// A fraction; what is below the line is above zero.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fraction {
    pub(crate) above: i128,
    pub(crate) below: i128,
}

impl Fraction {
    pub(crate) fn whole(number: i128) -> Self {
        Self {
            above: number,
            below: 1,
        }
    }

    pub(crate) fn of(decimal: Decimal) -> Self {
        let (above, decimals) = decimal.parts();
        Self {
            above,
            below: 10_i128.pow(decimals),
        }
    }

    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            above: self.above * other.below + other.above * self.below,
            below: self.below * other.below,
        }
        .reduced()
    }

    pub(crate) fn times(self, other: Self) -> Self {
        Self {
            above: self.above * other.above,
            below: self.below * other.below,
        }
        .reduced()
    }

    /// `None` where there is nothing to divide by.
    pub(crate) fn over(self, other: Self) -> Option<Self> {
        (other.above > 0).then(|| {
            Self {
                above: self.above * other.below,
                below: self.below * other.above,
            }
            .reduced()
        })
    }

    fn reduced(self) -> Self {
        let (mut a, mut b) = (self.above.abs(), self.below);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        Self {
            above: self.above / a.max(1),
            below: self.below / a.max(1),
        }
    }
}

impl PartialEq for Fraction {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Fraction {}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.above * other.below).cmp(&(other.above * self.below))
    }
}
