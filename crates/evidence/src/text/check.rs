//! What only shows when observations are held against one another: keys, order, parts and wholes.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use foldhash::{HashMap, HashMapExt as _};
use tidemark_vocab::{AreaId, IndicatorCode, Period, ReporterCode, UnitCode};

use super::observed::Observed;
use super::problem::{Located, Problems, Rule};
use crate::finding::{Bound, Quantity};
use crate::indicator::{AggregationRule, Indicator, Kind};
use crate::observation::{Dimensions, Observation, ObservationKey};
use crate::parallel;

/// Notes every observation whose key another has, wherever it stands, and every row that stands before one it should follow.
pub(super) fn keys(observed: &Observed, problems: &Problems) {
    let mut strict = true;
    for rows in observed.files() {
        for step in steps(observed, rows) {
            strict &= step.strict;
            for row in step.unsorted {
                problems.note(&observed.at(row), Rule::Unsorted, &[("what", &"observation")]);
            }
        }
    }
    if !(strict && are_apart(observed)) {
        twins(observed, problems);
    }
}

/// How the keys of some rows follow one another.
struct Step {
    /// Each after the one before, none twice.
    strict: bool,
    /// Those that are before the one before.
    unsorted: Vec<usize>,
}

/// How many rows are looked at in one go.
const ROWS: usize = 1 << 16;

fn steps(observed: &Observed, rows: Range<usize>) -> Vec<Step> {
    let end = rows.end;
    let starts: Vec<usize> = rows.skip(1).step_by(ROWS).collect();
    parallel::map(&starts, |start| {
        let mut step = Step {
            strict: true,
            unsorted: Vec::new(),
        };
        let rows = observed.observations.get(start - 1..(start + ROWS).min(end));
        for (row, [before, after]) in (*start..).zip(rows.unwrap_or_default().array_windows()) {
            let order = before.key.cmp(&after.key);
            step.strict &= order == Ordering::Less;
            if order == Ordering::Greater {
                step.unsorted.push(row);
            }
        }
        step
    })
}

/// Whether no file has a key between those of another, where each is in order.
fn are_apart(observed: &Observed) -> bool {
    let ends = |rows: Range<usize>| {
        let rows = observed.observations.get(rows)?;
        Some((&rows.first()?.key, &rows.last()?.key))
    };
    let mut ends: Vec<_> = observed.files().filter_map(ends).collect();
    ends.sort_unstable();
    ends.array_windows().all(|[(_, last), (first, _)]| last < first)
}

fn twins(observed: &Observed, problems: &Problems) {
    let mut sorted: Vec<(&ObservationKey, usize)> = observed
        .observations
        .iter()
        .map(|observation| &observation.key)
        .zip(0..)
        .collect();
    // Of those with the same key, what stands first is first: files are in order of name.
    sorted.sort();
    for group in sorted.chunk_by(|(a, _), (b, _)| a == b) {
        let Some(((key, first), others)) = group.split_first() else {
            continue;
        };
        for (_, other) in others {
            let name = format!("{} {} {} {}", key.indicator, key.area, key.reporter, key.source);
            let first = observed.at(*first);
            let first = format!("{}:{}", first.file, first.line);
            problems.note(
                &observed.at(*other),
                Rule::Duplicate,
                &[("what", &"observation"), ("name", &name), ("first", &first)],
            );
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

/// An observation and its row.
#[derive(Clone, Copy)]
struct Placed<'a> {
    row: usize,
    observation: &'a Observation,
}

type Wholes<'a> = HashMap<Common<'a>, Vec<Placed<'a>>>;

/// Notes figures that are larger than the figure they are a part of: of an indicator that the other contains, or of the same
/// indicator where it counts and is split. Figures that are marked as questioned say so already.
pub(super) fn parts(indicators: &[Located<Indicator>], observed: &Observed, problems: &Problems) {
    let by_code: BTreeMap<&IndicatorCode, &Indicator> =
        indicators.iter().map(|i| (&i.value.code, &i.value)).collect();
    let containing: BTreeSet<&IndicatorCode> = indicators
        .iter()
        .filter_map(|i| i.value.subset_of.as_ref())
        .collect();
    let runs: Vec<(Range<usize>, &Indicator)> = observed
        .runs()
        .filter_map(|rows| {
            let first = observed.observations.get(rows.start)?;
            Some((rows, *by_code.get(&first.key.indicator)?))
        })
        .filter(|(_, indicator)| {
            indicator.subset_of.is_some() || is_count(indicator) || containing.contains(&indicator.code)
        })
        .collect();
    let placed = |rows: &Range<usize>| {
        let observations = observed.observations.get(rows.clone()).unwrap_or_default();
        rows.clone()
            .zip(observations)
            .map(|(row, observation)| Placed { row, observation })
    };
    let split: BTreeSet<&IndicatorCode> = runs
        .iter()
        .filter(|(_, indicator)| is_count(indicator))
        .filter(|(rows, _)| placed(rows).any(|o| !o.observation.key.dimensions.is_total()))
        .map(|(_, indicator)| &indicator.code)
        .collect();
    let mut wholes: Wholes<'_> = HashMap::new();
    for (rows, indicator) in &runs {
        if containing.contains(&indicator.code) || split.contains(&indicator.code) {
            for whole in placed(rows).filter(|o| o.observation.finding.quantity().is_some()) {
                let common = common(whole.observation, &indicator.code);
                wholes.entry(common).or_default().push(whole);
            }
        }
    }
    let held = Held {
        observed,
        wholes,
        problems,
    };
    for (rows, indicator) in &runs {
        for part in placed(rows).filter(|o| o.observation.questioned.is_none()) {
            let dimensions = &part.observation.key.dimensions;
            if let Some(whole) = &indicator.subset_of {
                let same_split = |whole: &Observation| whole.key.dimensions == *dimensions;
                held.against(part, whole, &same_split);
            }
            if is_count(indicator) && !dimensions.is_total() {
                let coarser = |whole: &Observation| contains(&whole.key.dimensions, dimensions);
                held.against(part, &indicator.code, &coarser);
            }
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

/// Parts are held against these.
struct Held<'a> {
    observed: &'a Observed,
    wholes: Wholes<'a>,
    problems: &'a Problems,
}

impl Held<'_> {
    /// Holds a part against its whole from the same source; where that source has none, against those of the reporter's other
    /// sources, none of which may contain it, since a later document may have revised either.
    fn against(&self, part: Placed<'_>, whole: &IndicatorCode, is_whole: &dyn Fn(&Observation) -> bool) {
        let Some(quantity) = part.observation.finding.quantity() else {
            return;
        };
        let candidates: Vec<Placed<'_>> = self
            .wholes
            .get(&common(part.observation, whole))
            .into_iter()
            .flatten()
            .copied()
            .filter(|whole| is_whole(whole.observation))
            .collect();
        let from_source: Vec<Placed<'_>> = candidates
            .iter()
            .copied()
            .filter(|whole| whole.observation.key.source == part.observation.key.source)
            .collect();
        let held = if from_source.is_empty() {
            candidates
        } else {
            from_source
        };
        let exceeded = |whole: &Placed<'_>| {
            let whole = whole.observation;
            let figure = whole.finding.quantity();
            whole.questioned.is_none() && figure.is_some_and(|figure| exceeds(quantity, figure))
        };
        if let Some(first) = held.first().filter(|_| held.iter().all(exceeded)) {
            self.note(part, quantity, whole, *first);
        }
    }

    fn note(&self, part: Placed<'_>, quantity: &Quantity, whole: &IndicatorCode, first: Placed<'_>) {
        let at = self.observed.at(first.row);
        let at = format!("{}:{}", at.file, at.line);
        let number = quantity.floor().map(|n| n.to_string());
        let limit = first.observation.finding.quantity().and_then(Quantity::ceiling);
        let limit = limit.map(|n| n.to_string());
        self.problems.note(
            &self.observed.at(part.row),
            Rule::PartLargerThanWhole,
            &[
                ("number", &number.unwrap_or_default()),
                ("limit", &limit.unwrap_or_default()),
                ("whole", whole),
                ("first", &at),
            ],
        );
    }
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
