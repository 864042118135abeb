//! The arithmetic of totals, held against an obvious evaluator that tries every possible truth.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

mod fraction;
mod means;
mod shares;
mod sums;

use proptest::prelude::*;
use tidemark_evidence::{Bound, Quantity};
use tidemark_vocab::Decimal;

use crate::fraction::Fraction;

/// A number with at most one decimal.
pub(crate) fn decimal(tenths: u32) -> Decimal {
    Decimal::from_parts(i128::from(tenths), 1).unwrap().normalized()
}

/// Every sort of figure there is, of numbers from 0 to 30.
pub(crate) fn figure() -> impl Strategy<Value = Quantity> {
    let number = || (0_u32..300).prop_map(decimal);
    prop_oneof![
        3 => number().prop_map(Quantity::exact),
        3 => (number(), prop::sample::select(&Bound::ALL[1..]))
            .prop_map(|(number, bound)| Quantity::bounded(bound, number)),
        2 => ranged(),
    ]
}

/// A range, with or without a value in it.
pub(crate) fn ranged() -> impl Strategy<Value = Quantity> {
    (0_u32..200, 0_u32..50, 1_u32..50, any::<bool>()).prop_map(|(low, up, more, has_value)| {
        let value = has_value.then(|| decimal(low + up));
        let (low, high) = (decimal(low), decimal(low + up + more));
        Quantity::new(value, Bound::Exact, Some(low), Some(high)).unwrap()
    })
}

/// Whether a figure is a number that is just itself.
pub(crate) fn is_exact(quantity: &Quantity) -> bool {
    quantity.bound() == Bound::Exact && quantity.range().is_none()
}

/// What may be true where a figure is published: its least and its most, which may be anything where there is no limit.
pub(crate) fn truths(quantity: &Quantity) -> [Fraction; 2] {
    let least = quantity.floor().map_or(Fraction::whole(0), Fraction::of);
    let most = quantity.ceiling().map_or(Fraction::whole(5_000), Fraction::of);
    [least, most]
}

/// Whether a truth lies within what a result commits to.
pub(crate) fn holds(result: &Quantity, truth: Fraction) -> bool {
    result.floor().is_none_or(|floor| Fraction::of(floor) <= truth)
        && result
            .ceiling()
            .is_none_or(|ceiling| truth <= Fraction::of(ceiling))
}
