//! What only shows when observations are held against one another: keys, order, parts and wholes.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use tidemark_vocab::{AreaId, IndicatorCode, Period, ReporterCode, UnitCode};

use super::problem::{Located, Problems, Rule};
use crate::finding::{Bound, Quantity};
use crate::indicator::{AggregationRule, Indicator, Kind};
use crate::observation::{Dimensions, Observation};

/// Notes every observation whose key another has, wherever it stands.
pub(super) fn keys(observations: &[Located<Observation>], problems: &Problems) {
    let mut sorted: Vec<&Located<Observation>> = observations.iter().collect();
    sorted.sort_by(|a, b| (&a.value.key, &a.at).cmp(&(&b.value.key, &b.at)));
    for group in sorted.chunk_by(|a, b| a.value.key == b.value.key) {
        let Some((first, others)) = group.split_first() else {
            continue;
        };
        for other in others {
            let key = &other.value.key;
            let name = format!("{} {} {} {}", key.indicator, key.area, key.reporter, key.source);
            let first = format!("{}:{}", first.at.file, first.at.line);
            problems.note(
                &other.at,
                Rule::Duplicate,
                &[("what", &"observation"), ("name", &name), ("first", &first)],
            );
        }
    }
}

/// Notes every row that stands before one it should follow.
pub(super) fn order(observations: &[Located<Observation>], problems: &Problems) {
    for pair in observations.windows(2) {
        if let [before, after] = pair
            && before.at.file == after.at.file
            && before.value.key > after.value.key
        {
            problems.note(&after.at, Rule::Unsorted, &[("what", &"observation")]);
        }
    }
}

/// Notes indicators that lie within an indicator of another unit.
pub(super) fn units(indicators: &[Located<Indicator>], problems: &Problems) {
    let by_code: BTreeMap<&IndicatorCode, &Indicator> =
        indicators.iter().map(|i| (&i.value.code, &i.value)).collect();
    for located in indicators {
        let part = &located.value;
        let whole = part.subset_of.as_ref().and_then(|code| by_code.get(code));
        if let Some(whole) = whole.filter(|whole| !lies_within(&part.unit, &whole.unit)) {
            problems.note(
                &located.at,
                Rule::SubsetOfOtherUnit,
                &[
                    ("part", &part.code),
                    ("unit", &part.unit),
                    ("whole", &whole.code),
                    ("other", &whole.unit),
                ],
            );
        }
    }
}

/// Units in which the second counts all that the first counts, and more.
const WIDER: [(&str, &str); 1] = [("countries", "countries_and_territories")];

fn lies_within(part: &UnitCode, whole: &UnitCode) -> bool {
    part == whole || WIDER.contains(&(part.as_str(), whole.as_str()))
}

/// What a part and its whole have in common.
#[derive(PartialEq, Eq, Hash)]
struct Common<'a> {
    indicator: &'a IndicatorCode,
    area: &'a AreaId,
    period: &'a Period,
    reporter: &'a ReporterCode,
}

type Wholes<'a> = HashMap<Common<'a>, Vec<&'a Located<Observation>>>;

/// Notes figures that are larger than the figure they are a part of: of an indicator that the other contains, or of the same
/// indicator where it counts and is split. Figures that are marked as questioned say so already.
pub(super) fn parts(
    indicators: &[Located<Indicator>],
    observations: &[Located<Observation>],
    problems: &Problems,
) {
    let by_code: BTreeMap<&IndicatorCode, &Indicator> =
        indicators.iter().map(|i| (&i.value.code, &i.value)).collect();
    let mut wholes: Wholes<'_> = HashMap::new();
    let containing: BTreeSet<&IndicatorCode> = indicators
        .iter()
        .filter_map(|i| i.value.subset_of.as_ref())
        .collect();
    let split: BTreeSet<&IndicatorCode> = observations
        .iter()
        .filter(|o| !o.value.key.dimensions.is_total())
        .map(|o| &o.value.key.indicator)
        .collect();
    for located in observations
        .iter()
        .filter(|o| o.value.finding.quantity().is_some())
        .filter(|o| containing.contains(&o.value.key.indicator) || split.contains(&o.value.key.indicator))
    {
        let common = common(&located.value, &located.value.key.indicator);
        wholes.entry(common).or_default().push(located);
    }
    for part in observations.iter().filter(|o| o.value.questioned.is_none()) {
        let Some(indicator) = by_code.get(&part.value.key.indicator) else {
            continue;
        };
        if let Some(whole) = &indicator.subset_of {
            let same_split = |whole: &Observation| whole.key.dimensions == part.value.key.dimensions;
            held_against(part, whole, &wholes, &same_split, problems);
        }
        if is_count(indicator) && !part.value.key.dimensions.is_total() {
            let coarser = |whole: &Observation| contains(&whole.key.dimensions, &part.value.key.dimensions);
            held_against(part, &indicator.code, &wholes, &coarser, problems);
        }
    }
}

fn common<'a>(observation: &'a Observation, indicator: &'a IndicatorCode) -> Common<'a> {
    let key = &observation.key;
    Common {
        indicator,
        area: &key.area,
        period: &key.period,
        reporter: &key.reporter,
    }
}

/// Whether an indicator's figures add up, so that no part exceeds the total.
fn is_count(indicator: &Indicator) -> bool {
    matches!(indicator.kind, Kind::Quantity(_)) && indicator.aggregation.rule == AggregationRule::Sum
}

/// Whether figures split by `coarse` contain those split by `fine`, and are not the same.
fn contains(coarse: &Dimensions, fine: &Dimensions) -> bool {
    coarse != fine
        && coarse
            .iter()
            .all(|(dimension, value)| fine.get(dimension) == Some(value))
}

/// Holds a part against its whole from the same source; where that source has none, against those of the reporter's other
/// sources, none of which may contain it, since a later document may have revised either.
fn held_against(
    part: &Located<Observation>,
    whole: &IndicatorCode,
    wholes: &Wholes<'_>,
    is_whole: &dyn Fn(&Observation) -> bool,
    problems: &Problems,
) {
    let Some(quantity) = part.value.finding.quantity() else {
        return;
    };
    let candidates: Vec<_> = wholes
        .get(&common(&part.value, whole))
        .into_iter()
        .flatten()
        .filter(|whole| is_whole(&whole.value))
        .collect();
    let from_source: Vec<_> = candidates
        .iter()
        .copied()
        .filter(|whole| whole.value.key.source == part.value.key.source)
        .collect();
    let held = if from_source.is_empty() {
        candidates
    } else {
        from_source
    };
    let exceeded = |whole: &Located<Observation>| {
        whole.value.questioned.is_none()
            && whole
                .value
                .finding
                .quantity()
                .is_some_and(|whole| exceeds(quantity, whole))
    };
    let Some(first) = held.first().filter(|_| held.iter().all(|whole| exceeded(whole))) else {
        return;
    };
    let (at, number) = (
        format!("{}:{}", first.at.file, first.at.line),
        quantity.floor().map(|n| n.to_string()),
    );
    let limit = first
        .value
        .finding
        .quantity()
        .and_then(Quantity::ceiling)
        .map(|n| n.to_string());
    problems.note(
        &part.at,
        Rule::PartLargerThanWhole,
        &[
            ("number", &number.unwrap_or_default()),
            ("limit", &limit.unwrap_or_default()),
            ("whole", whole),
            ("first", &at),
        ],
    );
}

/// Whether the least that the part can be is more than the most that the whole can be.
fn exceeds(part: &Quantity, whole: &Quantity) -> bool {
    match (part.floor(), whole.ceiling()) {
        (Some(floor), Some(ceiling)) => {
            let open = part.range().is_none() && part.bound() == Bound::MoreThan
                || whole.range().is_none() && whole.bound() == Bound::LessThan;
            floor > ceiling || (open && floor == ceiling)
        }
        _ => false,
    }
}
