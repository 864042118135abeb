//! The arithmetic of a weighted mean, where values and weights may be bounds and ranges.
//!
//! Each value lies somewhere between its ends, and so does each weight, independently. A weighted mean rises or falls steadily
//! with each of them, so it is least where every value is at its lower end, the weights of the lowest values are at their
//! upper ends and all other weights at their lower ends; which values are "the lowest" is found by trying every place at which
//! the sorted values can be parted. It is largest the other way round.

use tidemark_vocab::{Decimal, DecimalError, Exactness, Rounding};

use crate::finding::{Bound, Quantity};
use crate::rules::Covers;

/// A value with its weight, which is not below zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weighted {
    /// What the mean is of.
    pub value: Quantity,
    /// How much it counts.
    pub weight: Quantity,
}

/// Why there is no mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeanRefusal {
    /// Nothing weighs anything.
    NoWeight,
    /// No source commits to a lowest or a highest number.
    NoEnds,
    /// Something is not covered, and a figure is no single number: no end would hold for the whole.
    OfBounds,
    /// The exact products have too many digits.
    TooLarge,
}

/// The weighted mean of values none of which is below `minimum`, with as many decimals as the value that has most.
///
/// Where everything is covered: exact where all figures are exact, and approximate where the quotient has more decimals or a
/// figure is approximate; with its ends, rounded outwards, where figures have ranges; and a minimum or a maximum where only
/// that end is known. Where something is not covered, it is approximate, and made of single numbers only: what is not covered may
/// lie anywhere.
///
/// # Errors
/// [`MeanRefusal`].
pub fn weighted_mean(
    parts: &[Weighted],
    covers: Covers,
    minimum: Option<Decimal>,
) -> Result<Quantity, MeanRefusal> {
    let decimals = parts.iter().map(|part| decimals(&part.value)).max().unwrap_or(0);
    let centre = centre(parts, decimals)?;
    if covers == Covers::Some {
        let (value, _) = centre.ok_or(MeanRefusal::OfBounds)?;
        return Ok(Quantity::bounded(Bound::Approximately, value));
    }
    let limited = parts
        .iter()
        .all(|part| has_ends(&part.value) && has_ends(&part.weight));
    let single = parts
        .iter()
        .all(|part| is_exact(&part.value) && is_exact(&part.weight));
    if let Some((value, bound)) = centre.filter(|_| single || !limited) {
        return Ok(Quantity::bounded(bound, value));
    }
    let (low, high) = (lowest(parts, decimals, minimum)?, highest(parts, decimals)?);
    match (low, high) {
        (Some(low), Some(high)) => {
            // A number among approximate ones is named no more exactly than they are.
            let (value, bound) = centre.map_or((None, Bound::Exact), |(value, bound)| (Some(value), bound));
            Quantity::new(value, bound, Some(low), Some(high)).map_err(|_| MeanRefusal::NoEnds)
        }
        (Some(low), None) => Ok(Quantity::bounded(Bound::AtLeast, low)),
        (None, Some(high)) => Ok(Quantity::bounded(Bound::AtMost, high)),
        (None, None) => Err(MeanRefusal::NoEnds),
    }
}

fn decimals(quantity: &Quantity) -> u32 {
    let range = quantity.range().map(|(low, high)| [low, high]);
    let numbers = quantity.value().into_iter().chain(range.into_iter().flatten());
    numbers.map(Decimal::decimals).max().unwrap_or(0)
}

fn is_exact(quantity: &Quantity) -> bool {
    quantity.bound() == Bound::Exact && quantity.range().is_none()
}

fn has_ends(quantity: &Quantity) -> bool {
    quantity.floor().is_some() && quantity.ceiling().is_some()
}

/// The single number of a figure: not that of a bound, nor of a range alone.
fn single(quantity: &Quantity) -> Option<Decimal> {
    quantity
        .value()
        .filter(|_| matches!(quantity.bound(), Bound::Exact | Bound::Approximately))
}

/// The mean of the single numbers, where every figure has one.
fn centre(parts: &[Weighted], decimals: u32) -> Result<Option<(Decimal, Bound)>, MeanRefusal> {
    let numbers: Option<Vec<(Decimal, Decimal)>> = parts
        .iter()
        .map(|part| single(&part.value).zip(single(&part.weight)))
        .collect();
    let Some(numbers) = numbers else {
        return Ok(None);
    };
    let (value, exactness) =
        quotient(&numbers, decimals, Rounding::HalfEven)?.ok_or(MeanRefusal::NoWeight)?;
    let is_exact = |quantity: &Quantity| quantity.bound() == Bound::Exact;
    let all_exact = parts
        .iter()
        .all(|part| is_exact(&part.value) && is_exact(&part.weight));
    let bound = if all_exact && exactness == Exactness::Exact {
        Bound::Exact
    } else {
        Bound::Approximately
    };
    Ok(Some((value, bound)))
}

/// The least that the mean can be, rounded down; `None` where no value commits to a lower end, or one has none at all.
fn lowest(
    parts: &[Weighted],
    decimals: u32,
    minimum: Option<Decimal>,
) -> Result<Option<Decimal>, MeanRefusal> {
    if parts.iter().all(|part| part.value.floor().is_none()) {
        return Ok(None);
    }
    let ends: Option<Vec<End>> = parts
        .iter()
        .map(|part| Some(End::of(part.value.floor().or(minimum)?, &part.weight)))
        .collect();
    let Some(mut ends) = ends else {
        return Ok(None);
    };
    ends.sort_by_key(|end| end.value);
    let reached = extremes(&ends, decimals, Rounding::Down)?;
    reached.into_iter().min().map(Some).ok_or(MeanRefusal::NoWeight)
}

/// The most that the mean can be, rounded up; `None` where a value has no upper end.
fn highest(parts: &[Weighted], decimals: u32) -> Result<Option<Decimal>, MeanRefusal> {
    let ends: Option<Vec<End>> = parts
        .iter()
        .map(|part| Some(End::of(part.value.ceiling()?, &part.weight)))
        .collect();
    let Some(mut ends) = ends else {
        return Ok(None);
    };
    ends.sort_by_key(|end| std::cmp::Reverse(end.value));
    let reached = extremes(&ends, decimals, Rounding::Up)?;
    reached.into_iter().max().map(Some).ok_or(MeanRefusal::NoWeight)
}

/// One end of a value, with both ends of its weight.
struct End {
    value: Decimal,
    least: Decimal,
    /// `None` where it may weigh any amount.
    most: Option<Decimal>,
}

impl End {
    fn of(value: Decimal, weight: &Quantity) -> Self {
        Self {
            value,
            least: weight.floor().unwrap_or(Decimal::ZERO),
            most: weight.ceiling(),
        }
    }
}

/// The means where the first few of the sorted ends weigh most and the others least; and each value that may outweigh all others.
fn extremes(ends: &[End], decimals: u32, rounding: Rounding) -> Result<Vec<Decimal>, MeanRefusal> {
    let unlimited = ends.iter().filter(|end| end.most.is_none());
    let mut reached = Vec::new();
    for end in unlimited {
        let (value, _) = end
            .value
            .divide(Decimal::from(1), decimals, rounding)
            .map_err(|_| MeanRefusal::TooLarge)?;
        reached.push(value);
    }
    let varies = ends.iter().any(|end| end.most != Some(end.least));
    let partings = if varies { ends.len() } else { 0 };
    for parting in 0..=partings {
        let weight = |(at, end): (usize, &End)| {
            let weight = if at < parting {
                end.most.unwrap_or(end.least)
            } else {
                end.least
            };
            (end.value, weight)
        };
        let numbers: Vec<(Decimal, Decimal)> = ends.iter().enumerate().map(weight).collect();
        reached.extend(quotient(&numbers, decimals, rounding)?.map(|(mean, _)| mean));
    }
    Ok(reached)
}

/// The mean of values with weights; `None` where nothing weighs anything.
fn quotient(
    numbers: &[(Decimal, Decimal)],
    decimals: u32,
    rounding: Rounding,
) -> Result<Option<(Decimal, Exactness)>, MeanRefusal> {
    let divided = || {
        let (mut products, mut weights) = (Decimal::ZERO, Decimal::ZERO);
        for (value, weight) in numbers {
            products = products.checked_add(value.checked_mul(*weight)?)?;
            weights = weights.checked_add(*weight)?;
        }
        products.divide(weights, decimals, rounding)
    };
    match divided() {
        Ok(mean) => Ok(Some(mean)),
        Err(DecimalError::DivisionByZero) => Ok(None),
        Err(DecimalError::Overflow | DecimalError::TooLong(_) | DecimalError::Malformed(_)) => {
            Err(MeanRefusal::TooLarge)
        }
    }
}
