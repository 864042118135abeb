//! Counts of places by their answer.

use tidemark_vocab::{Decimal, Exactness, Rounding};

use super::{Counting, Made, Reach};
use crate::catalogue::{Catalogue, Completeness};
use crate::finding::{Bound, Finding, Quantity};
use crate::indicator::{AggregationRule, Indicator, Kind};
use crate::table::{Answer, AnswerCount, TotalFigure};

/// Decimals of a share of places in percent.
const SHARE_DECIMALS: u32 = 1;

/// A count of places is made only where every figure comes from a complete set and every place in which the question arises has
/// an answer.
pub(super) fn count(
    indicator: &Indicator,
    current: &[Counting<'_>],
    places: usize,
    catalogue: &Catalogue,
) -> Made {
    if current.is_empty() {
        return Made::refused("total-refused-partial-list");
    }
    let is_complete = |part: &Counting<'_>| {
        let key = &part.observation.key;
        part.reach == Reach::Whole
            && catalogue.completeness(&key.source, &key.indicator) == Completeness::Complete
    };
    let answers = answers(indicator, current, catalogue).unwrap_or_default();
    let answered: usize = answers.iter().map(|answer| answer.places).sum();
    if answered < places || !current.iter().all(is_complete) {
        return Made::refused("total-refused-partial-list");
    }
    Made {
        figure: TotalFigure::Count(answers),
        counted: current.iter().map(|part| part.at).collect(),
    }
}

/// Places by the answer of their recent record, where the indicator is answered by yes and no, or by levels that may be counted.
pub(super) fn tally(
    indicator: &Indicator,
    current: &[Counting<'_>],
    catalogue: &Catalogue,
) -> Option<Vec<AnswerCount>> {
    let is_counted = indicator.aggregation.rule == AggregationRule::CountPlaces;
    let levels_stay_single = matches!(indicator.kind, Kind::Level(_)) && !is_counted;
    if levels_stay_single {
        return None;
    }
    answers(indicator, current, catalogue)
}

/// How many places give each answer there is, those that nobody gives included; `None` for what has no list of answers.
fn answers(
    indicator: &Indicator,
    current: &[Counting<'_>],
    catalogue: &Catalogue,
) -> Option<Vec<AnswerCount>> {
    let possible: Vec<Answer> = match &indicator.kind {
        Kind::Availability => vec![Answer::Yes, Answer::No],
        Kind::Level(scale) => {
            let levels = &catalogue.scales.get(scale)?.levels;
            levels
                .iter()
                .map(|level| Answer::Level(level.code.clone()))
                .collect()
        }
        Kind::Quantity(_) | Kind::Codes(_) | Kind::Text => return None,
    };
    let count = |answer: Answer| {
        let places = current.iter().filter(|part| gives(part, &answer)).count();
        AnswerCount { answer, places }
    };
    Some(possible.into_iter().map(count).collect())
}

fn gives(part: &Counting<'_>, answer: &Answer) -> bool {
    match (&part.observation.finding, answer) {
        (Finding::Yes, Answer::Yes) | (Finding::No, Answer::No) => true,
        (Finding::Level(found), Answer::Level(level)) => found == level,
        _ => false,
    }
}

/// The share of some places among all, in percent; approximate where it had to be rounded. `None` where there are none at all.
#[must_use]
pub fn share(some: usize, all: usize) -> Option<Quantity> {
    let number = |count: usize| Decimal::from_parts(i128::try_from(count).ok()?, 0).ok();
    let hundredfold = number(some.checked_mul(100)?)?;
    let (share, exactness) = hundredfold
        .divide(number(all)?, SHARE_DECIMALS, Rounding::HalfEven)
        .ok()?;
    Some(match exactness {
        Exactness::Exact => Quantity::exact(share.normalized()),
        Exactness::Rounded => Quantity::bounded(Bound::Approximately, share),
    })
}
