//! Sums.

use proptest::prelude::*;
use tidemark_evidence::rules::{Covers, add};
use tidemark_evidence::{Bound, Quantity};
use tidemark_vocab::Decimal;

use crate::fraction::Fraction;
use crate::{figure, holds, is_exact, truths};

fn sum(quantities: &[Quantity], covers: Covers) -> Quantity {
    add(quantities, covers, Decimal::ZERO).unwrap()
}

/// The sums of every choice of extreme truths.
fn possible(quantities: &[Quantity]) -> Vec<Fraction> {
    quantities
        .iter()
        .fold(vec![Fraction::whole(0)], |sums, quantity| {
            let next = sums
                .iter()
                .flat_map(|sum| truths(quantity).map(|truth| sum.plus(truth)));
            next.collect()
        })
}

proptest! {
    #[test]
    fn every_possible_truth_lies_within_the_sum(quantities in prop::collection::vec(figure(), 1..6)) {
        let sum = sum(&quantities, Covers::All);
        for truth in possible(&quantities) {
            prop_assert!(holds(&sum, truth), "{:?} of {:?}: {:?}", sum, quantities, truth);
        }
    }

    #[test]
    fn what_is_not_exact_never_becomes_exact(quantities in prop::collection::vec(figure(), 1..6)) {
        let all_exact = quantities.iter().all(is_exact);
        prop_assert_eq!(is_exact(&sum(&quantities, Covers::All)), all_exact);
    }

    #[test]
    fn order_never_matters(quantities in prop::collection::vec(figure(), 1..6), turn in 0_usize..6) {
        let mut turned = quantities.clone();
        turned.rotate_left(turn % quantities.len());
        turned.reverse();
        for covers in [Covers::All, Covers::Some] {
            prop_assert_eq!(
                format!("{:?}", sum(&quantities, covers)),
                format!("{:?}", sum(&turned, covers))
            );
        }
    }

    /// Unknown is never zero: what is missing may add any amount.
    #[test]
    fn with_a_place_missing_it_is_a_minimum(quantities in prop::collection::vec(figure(), 1..6), more in figure()) {
        let without = sum(&quantities, Covers::Some);
        prop_assert_eq!((without.bound(), without.range()), (Bound::AtLeast, None));
        for truth in possible(&quantities) {
            for missing in truths(&more) {
                prop_assert!(holds(&without, truth.plus(missing)));
            }
        }
    }

    #[test]
    fn another_figure_never_lowers_a_minimum(quantities in prop::collection::vec(figure(), 1..6), more in figure()) {
        let before = sum(&quantities, Covers::Some);
        let mut all = quantities;
        all.push(more);
        prop_assert!(sum(&all, Covers::Some).value() >= before.value());
    }
}
