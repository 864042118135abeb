//! Weighted means: what covers the weight, and when a mean may speak for places without a figure.

mod arithmetic;

use tidemark_vocab::{Decimal, IndicatorCode, Message, Rounding};

pub use arithmetic::{MeanRefusal, Weighted, weighted_mean};

use super::cover::span;
use super::{Counting, Covers, Made, Part, Reach, periods_agree};
use crate::catalogue::Catalogue;
use crate::finding::Quantity;
use crate::indicator::{Indicator, Kind};
use crate::observation::Observation;
use crate::table::{Contribution, Mean, TotalFigure};

/// A mean that leaves places out needs so much of the known weight, in percent: the larger half.
const LEAST_SHARE: u32 = 50;

/// Decimals of a share of the weight in percent.
const SHARE_DECIMALS: u32 = 1;

/// The places over which a mean is asked.
pub(super) struct Field<'f> {
    pub(super) parts: &'f [Part<'f>],
    pub(super) contributions: &'f [Contribution],
    /// How many are to be covered.
    pub(super) places: usize,
}

/// The mean of the figures that have a weight, or why there is none.
pub(super) fn mean(
    indicator: &Indicator,
    weight: &IndicatorCode,
    current: &[Counting<'_>],
    field: &Field<'_>,
    (catalogue, lang): (&Catalogue, &str),
) -> Made {
    let figures: Vec<(Counting<'_>, Weighted, &Observation)> =
        current.iter().filter_map(|part| weighted(*part)).collect();
    let refuse = |id: &'static str| {
        let known = catalogue.indicators.get(weight);
        let name = known.map_or(weight.as_str(), |known| known.name.get(lang));
        Made::refused_with(Message::new(id).with("weight", name))
    };
    if current.is_empty() {
        return Made::refused("total-refused-no-figures");
    }
    if figures.is_empty() {
        return refuse("total-refused-no-weight");
    }
    let kept: Vec<Counting<'_>> = figures.iter().map(|(part, ..)| *part).collect();
    if !periods_agree(indicator, &kept) {
        return Made::refused("total-refused-mixed-periods");
    }
    let counted: Vec<usize> = kept.iter().map(|part| part.at).collect();
    let whole = kept.iter().all(|part| part.reach == Reach::Whole);
    let share = if whole && counted.len() == field.places {
        None
    } else {
        Some(least_share(field, &counted).unwrap_or(Decimal::ZERO))
    };
    if share.is_some_and(|share| share < Decimal::from(LEAST_SHARE)) {
        return refuse("total-refused-little-weight");
    }
    let covers = share.map_or(Covers::All, |_| Covers::Some);
    let quantities: Vec<Weighted> = figures.iter().map(|(_, weighted, _)| *weighted).collect();
    match weighted_mean(&quantities, covers, minimum(indicator)) {
        Ok(quantity) => Made {
            figure: TotalFigure::Mean(Mean {
                quantity,
                weight: weight.clone(),
                share,
                weights: span(figures.iter().map(|(.., weight)| *weight)),
            }),
            counted,
        },
        Err(MeanRefusal::NoWeight) => refuse("total-refused-no-weight"),
        Err(MeanRefusal::NoEnds) => Made::refused("total-refused-no-ends"),
        Err(MeanRefusal::OfBounds) => Made::refused("total-refused-mean-of-bounds"),
        Err(MeanRefusal::TooLarge) => Made::refused("total-refused-too-large"),
    }
}

fn weighted(part: Counting<'_>) -> Option<(Counting<'_>, Weighted, &Observation)> {
    let weight = part.weight?;
    let weighted = Weighted {
        value: *part.observation.finding.quantity()?,
        weight: *weight.finding.quantity()?,
    };
    Some((part, weighted, weight))
}

fn minimum(indicator: &Indicator) -> Option<Decimal> {
    match &indicator.kind {
        Kind::Quantity(rule) => rule.minimum,
        Kind::Availability | Kind::Level(_) | Kind::Codes(_) | Kind::Text => None,
    }
}

/// The least that the counted places can hold of the weight that is known of the places to be covered, in percent. `None`
/// where no limit of the rest is known.
fn least_share(field: &Field<'_>, counted: &[usize]) -> Option<Decimal> {
    let (mut held, mut rest) = (Decimal::ZERO, Decimal::ZERO);
    for (at, (part, contribution)) in field.parts.iter().zip(field.contributions).enumerate() {
        let outside = matches!(contribution, Contribution::NotApplicable | Contribution::NotAsked);
        let weight: Option<&Quantity> = part.weight.and_then(|weight| weight.finding.quantity());
        let Some(weight) = weight.filter(|_| !outside) else {
            continue;
        };
        if counted.contains(&at) {
            held = held.checked_add(weight.floor().unwrap_or(Decimal::ZERO)).ok()?;
        } else {
            rest = rest.checked_add(weight.ceiling()?).ok()?;
        }
    }
    let all = held.checked_add(rest).ok()?;
    let hundredfold = held.checked_mul(Decimal::from(100)).ok()?;
    let (share, _) = hundredfold.divide(all, SHARE_DECIMALS, Rounding::Down).ok()?;
    Some(share)
}
