//! Rules 5 and 6: a list is not a count; totals say what they cover, and bounds survive.

use std::collections::BTreeSet;

use tidemark_vocab::{Decimal, Message};

use super::age::year_of;
use crate::catalogue::{Catalogue, Completeness};
use crate::finding::{Bound, Quantity, Status};
use crate::indicator::{AggregationRule, Indicator, Kind, Timing};
use crate::observation::Observation;
use crate::table::{Age, Coverage, TotalFigure};

/// What one place brings to a total: the figure chosen for it, with its age; nothing where there is no record.
pub type Part<'a> = Option<(&'a Observation, Age)>;

/// What is added up, and what it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// Our figure, or why there is none.
    pub figure: TotalFigure,
    /// What it covers.
    pub coverage: Coverage,
    /// Places with "yes" and with "no" among the recent records.
    pub tally: Option<(usize, usize)>,
    /// First and last year of the figures that were put together.
    pub years: Option<(i16, i16)>,
}

/// Puts the figures of places together by the indicator's rule, or says why that cannot honestly be done.
#[must_use]
pub fn total(indicator: &Indicator, parts: &[Part<'_>], catalogue: &Catalogue, lang: &str) -> Sum {
    let coverage = coverage(parts);
    let current: Vec<&Observation> = parts
        .iter()
        .flatten()
        .filter(|(_, age)| *age == Age::Current)
        .map(|(observation, _)| *observation)
        .collect();
    let years = years(&current, catalogue);
    let (figure, counted) = match indicator.aggregation.rule {
        AggregationRule::None => (refused_by_rule(indicator, lang), 0),
        AggregationRule::CountPlaces => count(&current, coverage.places, catalogue),
        AggregationRule::Sum => sum(indicator, &current, coverage.places, years),
    };
    let tally = (indicator.kind == Kind::Availability).then(|| {
        let with = |status| current.iter().filter(|o| o.finding.status() == status).count();
        (with(Status::Yes), with(Status::No))
    });
    Sum {
        figure,
        coverage: Coverage { counted, ..coverage },
        tally,
        years,
    }
}

fn refused_by_rule(indicator: &Indicator, lang: &str) -> TotalFigure {
    TotalFigure::Refused(
        Message::new("total-refused-by-rule").with("reason", indicator.aggregation.reason.get(lang)),
    )
}

fn coverage(parts: &[Part<'_>]) -> Coverage {
    let mut coverage = Coverage {
        places: parts.len(),
        ..Coverage::default()
    };
    for (observation, age) in parts.iter().flatten() {
        match age {
            Age::Old => coverage.old += 1,
            Age::Current => {
                coverage.with_record += 1;
                coverage.questioned += usize::from(observation.questioned.is_some());
                if matches!(
                    observation.finding.status(),
                    Status::NotKnown | Status::Confidential
                ) {
                    coverage.not_known += 1;
                }
            }
        }
    }
    coverage
}

fn years(current: &[&Observation], catalogue: &Catalogue) -> Option<(i16, i16)> {
    let years: BTreeSet<i16> = current
        .iter()
        .filter_map(|o| year_of(&o.key.period, catalogue))
        .collect();
    Some((*years.first()?, *years.last()?))
}

/// A count of places is made only where every figure comes from a complete set and every place is covered.
fn count(current: &[&Observation], places: usize, catalogue: &Catalogue) -> (TotalFigure, usize) {
    let complete =
        |o: &&&Observation| catalogue.completeness(&o.key.source, &o.key.indicator) == Completeness::Complete;
    let of = |status| current.iter().filter(|o| o.finding.status() == status).count();
    let (yes, no, not_applicable) = (of(Status::Yes), of(Status::No), of(Status::NotApplicable));
    let from_complete = current.iter().filter(complete).count();
    if from_complete < current.len() || yes + no + not_applicable < places {
        return (
            TotalFigure::Refused(Message::new("total-refused-partial-list")),
            0,
        );
    }
    (TotalFigure::Count { yes, no }, yes + no)
}

fn sum(
    indicator: &Indicator,
    current: &[&Observation],
    places: usize,
    years: Option<(i16, i16)>,
) -> (TotalFigure, usize) {
    let refuse = |id| (TotalFigure::Refused(Message::new(id)), 0);
    let floor_of_all = match &indicator.kind {
        Kind::Quantity(rule) => rule.minimum.filter(|minimum| !minimum.is_negative()),
        _ => None,
    };
    let Some(minimum) = floor_of_all else {
        return refuse("total-refused-no-floor");
    };
    let figures: Vec<&&Observation> = current
        .iter()
        .filter(|o| o.finding.quantity().is_some())
        .collect();
    if figures.is_empty() {
        return refuse("total-refused-no-figures");
    }
    if indicator.timing == Timing::Flow && !same_whole_period(&figures, years) {
        return refuse("total-refused-mixed-periods");
    }
    let quantities: Vec<&Quantity> = figures.iter().filter_map(|o| o.finding.quantity()).collect();
    if quantities.iter().all(|quantity| quantity.floor().is_none()) {
        return refuse("total-refused-no-lower-end");
    }
    let figure = add(&quantities, places, minimum).map_or_else(
        || TotalFigure::Refused(Message::new("total-refused-too-large")),
        TotalFigure::Sum,
    );
    (figure, quantities.len())
}

/// Counts over a period add up only where all are about one and the same whole period.
fn same_whole_period(figures: &[&&Observation], years: Option<(i16, i16)>) -> bool {
    let whole = figures.iter().all(|o| {
        let period = &o.key.period;
        period.reference().is_some_and(|r| r.whole_year().is_some()) || period.is_round_dated()
    });
    let reference_known: BTreeSet<bool> = figures.iter().map(|o| o.key.period.is_round_dated()).collect();
    whole && reference_known.len() == 1 && years.is_some_and(|(first, last)| first == last)
}

/// Adds quantities. Exact only where every place is covered and every part is exact; a range where every part has both
/// ends; otherwise a minimum: the sum of what the sources commit to. `None` where the exact sum has too many digits.
///
/// The floor of `~90` or `<5` is `minimum`, since such a source commits to no lower number.
fn add(quantities: &[&Quantity], places: usize, minimum: Decimal) -> Option<Quantity> {
    let add_all = |numbers: Vec<Decimal>| {
        numbers
            .into_iter()
            .try_fold(Decimal::ZERO, |sum, number| sum.checked_add(number).ok())
    };
    let floors = add_all(quantities.iter().map(|q| q.floor().unwrap_or(minimum)).collect())?;
    let all_places = quantities.len() == places;
    let exact = quantities
        .iter()
        .all(|q| q.bound() == Bound::Exact && q.range().is_none());
    if all_places && exact {
        return Some(Quantity::exact(floors));
    }
    let ceilings: Option<Vec<Decimal>> = quantities.iter().map(|q| q.ceiling()).collect();
    if let (true, Some(ceilings)) = (all_places, ceilings) {
        let values: Option<Vec<Decimal>> = quantities
            .iter()
            .map(|q| q.value().filter(|_| q.bound() == Bound::Exact))
            .collect();
        let value = values.and_then(add_all);
        return Quantity::new(value, Bound::Exact, Some(floors), Some(add_all(ceilings)?)).ok();
    }
    Some(Quantity::bounded(Bound::AtLeast, floors))
}
