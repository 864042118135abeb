//! Sums.

use tidemark_vocab::Decimal;

use super::{Counting, Made, Reach, periods_agree};
use crate::finding::{Bound, Quantity};
use crate::indicator::{Indicator, Kind};
use crate::table::TotalFigure;

/// Whether there is a figure for everything that is to be covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Covers {
    /// Every place has its figure.
    All,
    /// A place, or a part of one, has none.
    Some,
}

pub(super) fn sum(indicator: &Indicator, current: &[Counting<'_>], places: usize) -> Made {
    let floor_of_all = match &indicator.kind {
        Kind::Quantity(rule) => rule.minimum.filter(|minimum| !minimum.is_negative()),
        Kind::Availability | Kind::Level(_) | Kind::Codes(_) | Kind::Text => None,
    };
    let Some(minimum) = floor_of_all else {
        return Made::refused("total-refused-no-floor");
    };
    let quantities: Vec<Quantity> = current
        .iter()
        .filter_map(|part| part.observation.finding.quantity().copied())
        .collect();
    if quantities.is_empty() {
        return Made::refused("total-refused-no-figures");
    }
    if !periods_agree(indicator, current) {
        return Made::refused("total-refused-mixed-periods");
    }
    if quantities.iter().all(|quantity| quantity.floor().is_none()) {
        return Made::refused("total-refused-no-lower-end");
    }
    let whole = current.iter().all(|part| part.reach == Reach::Whole);
    let covers = if whole && quantities.len() == places {
        Covers::All
    } else {
        Covers::Some
    };
    match add(&quantities, covers, minimum) {
        Some(sum) => Made {
            figure: TotalFigure::Sum(sum),
            counted: current.iter().map(|part| part.at).collect(),
        },
        None => Made::refused("total-refused-too-large"),
    }
}

/// Adds quantities none of which is below `minimum`. Exact only where everything is covered and every part is exact; a range
/// where everything is covered and every part has both ends; otherwise a minimum: the sum of what the sources commit to. `None`
/// where the exact sum has too many digits.
///
/// The floor of `~90` or `<5` is `minimum`, since such a source commits to no lower number.
#[must_use]
pub fn add(quantities: &[Quantity], covers: Covers, minimum: Decimal) -> Option<Quantity> {
    let add_all = |numbers: Vec<Decimal>| {
        numbers
            .into_iter()
            .try_fold(Decimal::ZERO, |sum, number| sum.checked_add(number).ok())
    };
    let floors = add_all(quantities.iter().map(|q| q.floor().unwrap_or(minimum)).collect())?;
    let exact = quantities
        .iter()
        .all(|q| q.bound() == Bound::Exact && q.range().is_none());
    if covers == Covers::All && exact {
        return Some(Quantity::exact(floors));
    }
    let ceilings: Option<Vec<Decimal>> = quantities.iter().map(Quantity::ceiling).collect();
    if let (Covers::All, Some(ceilings)) = (covers, ceilings) {
        let values: Option<Vec<Decimal>> = quantities
            .iter()
            .map(|q| q.value().filter(|_| q.bound() == Bound::Exact))
            .collect();
        let value = values.and_then(add_all);
        return Quantity::new(value, Bound::Exact, Some(floors), Some(add_all(ceilings)?)).ok();
    }
    Some(Quantity::bounded(Bound::AtLeast, floors))
}
