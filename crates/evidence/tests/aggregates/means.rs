//! Weighted means.

use proptest::prelude::*;
use tidemark_evidence::rules::{Covers, MeanRefusal, Weighted, weighted_mean};
use tidemark_evidence::{Bound, Quantity};
use tidemark_vocab::Decimal;

use crate::fraction::Fraction;
use crate::{decimal, figure, holds, is_exact, ranged, truths};

fn parts() -> impl Strategy<Value = Vec<Weighted>> {
    prop::collection::vec((figure(), figure()), 1..4).prop_map(weighted)
}

/// Parts whose limits are known.
fn limited() -> impl Strategy<Value = Vec<Weighted>> {
    let figure = || {
        prop_oneof![
            (0_u32..300).prop_map(|tenths| Quantity::exact(decimal(tenths))),
            ranged()
        ]
    };
    prop::collection::vec((figure(), figure()), 1..4).prop_map(weighted)
}

fn weighted(pairs: Vec<(Quantity, Quantity)>) -> Vec<Weighted> {
    pairs
        .into_iter()
        .map(|(value, weight)| Weighted { value, weight })
        .collect()
}

fn mean(parts: &[Weighted]) -> Result<Quantity, MeanRefusal> {
    weighted_mean(parts, Covers::All, Some(Decimal::ZERO))
}

/// The means of every choice of extreme truths.
fn possible(parts: &[Weighted]) -> Vec<Fraction> {
    let mut sums = vec![(Fraction::whole(0), Fraction::whole(0))];
    for part in parts {
        let mut next = Vec::new();
        for (products, weights) in sums {
            for value in truths(&part.value) {
                for weight in truths(&part.weight) {
                    next.push((products.plus(value.times(weight)), weights.plus(weight)));
                }
            }
        }
        sums = next;
    }
    sums.into_iter()
        .filter_map(|(products, weights)| products.over(weights))
        .collect()
}

fn q(text: &str) -> Quantity {
    Quantity::exact(text.parse().unwrap())
}

fn of(pairs: &[(Quantity, Quantity)]) -> Result<Quantity, MeanRefusal> {
    mean(&weighted(pairs.to_vec()))
}

#[test]
fn exact_figures_have_an_exact_mean_where_it_can_be_written() {
    assert_eq!(of(&[(q("10"), q("1")), (q("20"), q("1"))]), Ok(q("15")));
    let third = of(&[(q("10"), q("2")), (q("20"), q("1"))]);
    assert_eq!(
        third,
        Ok(Quantity::bounded(Bound::Approximately, Decimal::from(13)))
    );
    let digits = of(&[(q("10.0"), q("2")), (q("20"), q("1"))]).unwrap();
    assert_eq!(
        digits.value().unwrap().to_string(),
        "13.3",
        "as many decimals as the value with most"
    );
}

#[test]
fn one_end_stays_one_end() {
    let at_least = Quantity::bounded(Bound::AtLeast, Decimal::from(10));
    let under = Quantity::bounded(Bound::LessThan, Decimal::from(10));
    let about = Quantity::bounded(Bound::Approximately, Decimal::from(10));
    let other = (q("20"), q("1"));
    assert_eq!(
        of(&[(at_least, q("1")), other]),
        Ok(Quantity::bounded(Bound::AtLeast, Decimal::from(15)))
    );
    assert_eq!(
        of(&[(under, q("1"))]),
        Ok(Quantity::bounded(Bound::AtMost, Decimal::from(10)))
    );
    assert_eq!(
        of(&[(about, q("1")), other]),
        Ok(Quantity::bounded(Bound::Approximately, Decimal::from(15)))
    );
    assert_eq!(
        of(&[(under, q("1")), (at_least, q("1"))]),
        Ok(Quantity::bounded(Bound::AtLeast, Decimal::from(5)))
    );
}

#[test]
fn nothing_weighs_nothing() {
    assert_eq!(of(&[(q("10"), q("0"))]), Err(MeanRefusal::NoWeight));
}

#[test]
fn a_mean_that_leaves_places_out_is_made_of_numbers_only() {
    let some = |pairs: &[(Quantity, Quantity)]| {
        weighted_mean(&weighted(pairs.to_vec()), Covers::Some, Some(Decimal::ZERO))
    };
    let at_least = Quantity::bounded(Bound::AtLeast, Decimal::from(10));
    assert_eq!(some(&[(at_least, q("1"))]), Err(MeanRefusal::OfBounds));
    assert_eq!(some(&[(q("1"), at_least)]), Err(MeanRefusal::OfBounds));
    assert_eq!(
        some(&[(q("10"), q("1")), (q("20"), q("1"))]),
        Ok(Quantity::bounded(Bound::Approximately, Decimal::from(15)))
    );
}

proptest! {
    #[test]
    fn every_possible_truth_lies_within_the_mean(parts in parts()) {
        if let Ok(mean) = mean(&parts) {
            for truth in possible(&parts) {
                prop_assert!(holds(&mean, truth), "{:?} of {:?}: {:?}", mean, parts, truth);
            }
        }
    }

    #[test]
    fn its_ends_are_no_wider_than_they_must_be(parts in limited()) {
        let (mean, possible) = (mean(&parts), possible(&parts));
        prop_assume!(!possible.is_empty());
        // Weights of nought make no mean.
        prop_assume!(!matches!(mean, Err(MeanRefusal::NoWeight)));
        let mean = mean.unwrap();
        let (least, most) = (possible.iter().min().unwrap(), possible.iter().max().unwrap());
        // One step of the last decimal, of which the figures have one or none.
        let below_one_step = |from: Fraction, to: Fraction| {
            let step = Fraction { above: 1, below: if parts.iter().all(|part| whole(&part.value)) { 1 } else { 10 } };
            to < from.plus(step)
        };
        if let (Some(floor), Some(ceiling)) = (mean.floor(), mean.ceiling()) {
            prop_assert!(below_one_step(Fraction::of(floor), *least));
            prop_assert!(below_one_step(*most, Fraction::of(ceiling)));
        }
    }

    #[test]
    fn what_is_not_exact_never_becomes_exact(parts in parts()) {
        let all_exact = parts.iter().all(|part| is_exact(&part.value) && is_exact(&part.weight));
        if let Ok(mean) = mean(&parts) {
            prop_assert!(all_exact || !is_exact(&mean), "{:?} of {:?}", mean, parts);
        }
    }

    #[test]
    fn order_never_matters(parts in parts(), turn in 0_usize..4) {
        let mut turned = parts.clone();
        turned.rotate_left(turn % parts.len());
        turned.reverse();
        for covers in [Covers::All, Covers::Some] {
            let mean = |parts: &[Weighted]| weighted_mean(parts, covers, Some(Decimal::ZERO));
            prop_assert_eq!(format!("{:?}", mean(&parts)), format!("{:?}", mean(&turned)));
        }
    }

    #[test]
    fn only_the_proportions_of_weights_matter(parts in parts(), factor in 1_u32..50) {
        let times = |number: Decimal| number.checked_mul(Decimal::from(factor)).unwrap();
        let scaled = |weight: &Quantity| {
            let range = weight.range().map(|(low, high)| (times(low), times(high)));
            Quantity::new(weight.value().map(times), weight.bound(), range.map(|r| r.0), range.map(|r| r.1)).unwrap()
        };
        let more: Vec<Weighted> = parts
            .iter()
            .map(|part| Weighted { value: part.value, weight: scaled(&part.weight) })
            .collect();
        prop_assert_eq!(mean(&parts), mean(&more));
    }

    #[test]
    fn with_a_place_missing_it_is_approximate_or_refused(parts in parts()) {
        match weighted_mean(&parts, Covers::Some, Some(Decimal::ZERO)) {
            Ok(mean) => prop_assert!(mean.bound() == Bound::Approximately && mean.range().is_none()),
            Err(refusal) => prop_assert!(matches!(refusal, MeanRefusal::OfBounds | MeanRefusal::NoWeight)),
        }
    }
}

fn whole(quantity: &Quantity) -> bool {
    let range = quantity.range().into_iter().flat_map(|(low, high)| [low, high]);
    quantity
        .value()
        .into_iter()
        .chain(range)
        .all(|number| number.decimals() == 0)
}
