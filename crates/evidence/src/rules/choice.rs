//! Rule 3: sources disagree and all are kept; which one is shown, and why.

use std::cmp::Reverse;

use tidemark_vocab::{Basis, IndicatorCode, Period, ReporterCode};

use super::age::{age, year_of};
use crate::catalogue::{Catalogue, Showing};
use crate::finding::Finding;
use crate::indicator::Timing;
use crate::observation::Observation;
use crate::table::Age;

/// How old figures are treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ageing {
    /// The newest figures are asked for: old ones do not stand for today.
    Applies,
    /// A period is asked for: its figures are what they are.
    AskedByPeriod,
}

/// A reporter's standing for an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Its place in the rank, from 0; after all ranked ones where it is not listed.
    pub place: usize,
    /// Whether it is shown where the reader names no reporter.
    pub showing: Showing,
}

/// The standing of an observation's reporter for its indicator.
#[must_use]
pub fn standing(observation: &Observation, catalogue: &Catalogue) -> Standing {
    standing_of(&observation.key.reporter, &observation.key.indicator, catalogue)
}

/// The standing of a reporter for an indicator.
#[must_use]
pub fn standing_of(reporter: &ReporterCode, indicator: &IndicatorCode, catalogue: &Catalogue) -> Standing {
    let rank = catalogue.rank(indicator);
    let found = rank.order.iter().position(|entry| entry.reporter == *reporter);
    let place = found.unwrap_or(rank.order.len());
    let showing = rank
        .order
        .get(place)
        .map_or(Showing::Eligible, |entry| entry.showing);
    Standing { place, showing }
}

/// The observations from which a cell is chosen, and those that it can only mention.
#[derive(Debug, Clone, Default)]
pub struct Candidates {
    /// Best first.
    pub eligible: Vec<Observation>,
    /// Shown on demand only, best first.
    pub on_demand: Vec<Observation>,
}

impl Candidates {
    /// Sorts observations by the rule; `ageing` says whether the newest figures are asked for. Where the reader names reporters, all of theirs are eligible and the rest is
    /// only mentioned.
    #[must_use]
    pub fn of(
        observations: Vec<Observation>,
        reporters: &[ReporterCode],
        ageing: Ageing,
        catalogue: &Catalogue,
    ) -> Self {
        let (mut eligible, mut on_demand): (Vec<_>, Vec<_>) =
            observations.into_iter().partition(|observation| {
                if reporters.is_empty() {
                    standing(observation, catalogue).showing == Showing::Eligible
                } else {
                    reporters.contains(&observation.key.reporter)
                }
            });
        best_first(&mut eligible, ageing, catalogue);
        best_first(&mut on_demand, ageing, catalogue);
        Self { eligible, on_demand }
    }
}

/// Puts the observation to show first, withdrawn ones last. Where the newest figures are asked for: those that may stand for today, then
/// counts over whole years, before counts over parts and sums of years. Then the newest year, figures not in question, the
/// rank of reporters, the later period and publication, and the key, so that the order is always the same.
pub fn best_first(observations: &mut [Observation], ageing: Ageing, catalogue: &Catalogue) {
    observations.sort_by_cached_key(|observation| {
        let period = &observation.key.period;
        let rank = standing(observation, catalogue);
        let published = catalogue
            .sources
            .get(&observation.key.source)
            .and_then(|source| source.year);
        (
            observation.finding == Finding::Withdrawn,
            ageing == Ageing::Applies && age(observation, catalogue) == Age::Old,
            is_part_or_sum(observation, catalogue),
            Reverse(year_of(period, catalogue)),
            observation.questioned.is_some(),
            rank.place,
            observation.key.reporter.clone(),
            Reverse(period.clone()),
            Reverse(published),
            observation.key.clone(),
        )
    });
}

/// Whether a figure is a count over less or more than a year, or a sum over years. A stock at the end of a month is neither.
pub(crate) fn is_part_or_sum(observation: &Observation, catalogue: &Catalogue) -> bool {
    covers_part_or_sum(&observation.key.period, &observation.key.indicator, catalogue)
}

/// Whether a period of an indicator's figures is less or more than the year that they are counted over, or a sum over years.
#[must_use]
pub fn covers_part_or_sum(period: &Period, indicator: &IndicatorCode, catalogue: &Catalogue) -> bool {
    let Some(reference) = period.reference() else {
        return false;
    };
    let indicator = catalogue.indicators.get(indicator);
    let is_flow = indicator.is_some_and(|indicator| indicator.timing == Timing::Flow);
    let whole = reference.whole_year().is_some() || reference.is_day();
    reference.basis() == Basis::Cumulative || (is_flow && !whole)
}
