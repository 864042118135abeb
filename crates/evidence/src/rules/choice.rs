//! Rule 3: sources disagree and all are kept; which one is shown, and why.

use std::cmp::Reverse;

use tidemark_vocab::{Basis, ReporterCode};

use super::age::year_of;
use crate::catalogue::{Catalogue, Showing};
use crate::indicator::Timing;
use crate::observation::Observation;

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
    let rank = catalogue.rank(&observation.key.indicator);
    let found = rank
        .order
        .iter()
        .position(|entry| entry.reporter == observation.key.reporter);
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
    /// Sorts observations by the rule. Where the reader names reporters, all of theirs are eligible and the rest is
    /// only mentioned.
    #[must_use]
    pub fn of(observations: Vec<Observation>, reporters: &[ReporterCode], catalogue: &Catalogue) -> Self {
        let (mut eligible, mut on_demand): (Vec<_>, Vec<_>) =
            observations.into_iter().partition(|observation| {
                if reporters.is_empty() {
                    standing(observation, catalogue).showing == Showing::Eligible
                } else {
                    reporters.contains(&observation.key.reporter)
                }
            });
        best_first(&mut eligible, catalogue);
        best_first(&mut on_demand, catalogue);
        Self { eligible, on_demand }
    }
}

/// Puts the observation to show first: newest year, then counts over whole years before parts and sums of years, then
/// figures not in question, then the rank of reporters, then the later period and publication, then the key so that the
/// order is always the same.
pub fn best_first(observations: &mut [Observation], catalogue: &Catalogue) {
    observations.sort_by_cached_key(|observation| {
        let period = &observation.key.period;
        let rank = standing(observation, catalogue);
        let published = catalogue
            .sources
            .get(&observation.key.source)
            .and_then(|source| source.year);
        (
            Reverse(year_of(period, catalogue)),
            is_part_or_sum(observation, catalogue),
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
fn is_part_or_sum(observation: &Observation, catalogue: &Catalogue) -> bool {
    let Some(reference) = observation.key.period.reference() else {
        return false;
    };
    let indicator = catalogue.indicators.get(&observation.key.indicator);
    let is_flow = indicator.is_some_and(|indicator| indicator.timing == Timing::Flow);
    let whole = reference.whole_year().is_some() || reference.is_day();
    reference.basis() == Basis::Cumulative || (is_flow && !whole)
}
