//! Rules 5 and 6: a list is not a count; totals say what they cover, and bounds survive.

use std::collections::BTreeSet;

use tidemark_vocab::{Decimal, Message, RoundId};

use crate::catalogue::{Catalogue, Completeness};
use crate::finding::{Bound, Quantity, Status};
use crate::indicator::{AggregationRule, Indicator, Kind, Timing};
use crate::observation::Observation;
use crate::table::{Age, Coverage, PeriodKey, Span, TotalFigure};

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
    /// From when the figures are.
    pub span: Span,
}

/// Puts the figures of places together by the indicator's rule, or says why that cannot honestly be done. `places` is
/// how many places there are to cover, those without a part included.
#[must_use]
pub fn total(
    indicator: &Indicator,
    parts: &[Part<'_>],
    places: usize,
    catalogue: &Catalogue,
    lang: &str,
) -> Sum {
    let coverage = coverage(parts, places.max(parts.len()));
    let current: Vec<&Observation> = parts
        .iter()
        .flatten()
        .filter(|(_, age)| *age == Age::Current)
        .map(|(observation, _)| *observation)
        .collect();
    let (figure, counted) = match indicator.aggregation.rule {
        AggregationRule::None => (refused_by_rule(indicator, lang), 0),
        AggregationRule::CountPlaces => count(&current, coverage.places, catalogue),
        AggregationRule::Sum => sum(indicator, &current, coverage.places),
    };
    let tally = (indicator.kind == Kind::Availability).then(|| {
        let with = |status| current.iter().filter(|o| o.finding.status() == status).count();
        (with(Status::Yes), with(Status::No))
    });
    let span = span(&current);
    Sum {
        figure,
        coverage: Coverage { counted, ..coverage },
        tally,
        span,
    }
}

fn refused_by_rule(indicator: &Indicator, lang: &str) -> TotalFigure {
    TotalFigure::Refused(
        Message::new("total-refused-by-rule").with("reason", indicator.aggregation.reason.get(lang)),
    )
}

fn coverage(parts: &[Part<'_>], places: usize) -> Coverage {
    let mut coverage = Coverage {
        places,
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

fn span(current: &[&Observation]) -> Span {
    let periods = || current.iter().map(|o| &o.key.period);
    let years: BTreeSet<i16> = periods()
        .filter_map(|period| Some(period.reference()?.end().year()))
        .collect();
    let rounds: BTreeSet<RoundId> = periods()
        .filter(|period| period.is_round_dated())
        .filter_map(|period| period.round().cloned())
        .collect();
    Span {
        years: years.first().copied().zip(years.last().copied()),
        rounds: rounds.into_iter().collect(),
    }
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

fn sum(indicator: &Indicator, current: &[&Observation], places: usize) -> (TotalFigure, usize) {
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
    if indicator.timing == Timing::Flow && !same_whole_period(&figures) {
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

/// Counts over a period add up only where all are about one and the same whole year, or of one and the same round.
fn same_whole_period(figures: &[&&Observation]) -> bool {
    let keys: BTreeSet<Option<PeriodKey>> = figures.iter().map(|o| PeriodKey::of(&o.key.period)).collect();
    let one = keys.into_iter().collect::<Vec<_>>();
    match one.as_slice() {
        [Some(PeriodKey::Reference(reference))] => reference.whole_year().is_some(),
        [Some(PeriodKey::Round(_))] => true,
        _ => false,
    }
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
