//! Rule 3: sources disagree and all are kept; which one is shown, and why.

use tidemark_vocab::{Basis, IndicatorCode, Period, ReporterCode};

use super::judge::{Judge, Judges};
use crate::catalogue::{Catalogue, Showing};
use crate::indicator::Timing;
use crate::observation::Observation;

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
    /// Sorts observations of one indicator by the rule; `ageing` says whether the newest figures are asked for. Where the reader names reporters, all of theirs are eligible and the rest is
    /// only mentioned.
    #[must_use]
    pub fn of(
        observations: Vec<Observation>,
        reporters: &[ReporterCode],
        ageing: Ageing,
        catalogue: &Catalogue,
    ) -> Self {
        Self::by(&Judges::new(catalogue), observations, reporters, ageing)
    }

    /// The same by judges that are known already.
    pub(crate) fn by(
        judges: &Judges<'_>,
        mut observations: Vec<Observation>,
        reporters: &[ReporterCode],
        ageing: Ageing,
    ) -> Self {
        let Some(judge) = observations.first().map(|first| judges.of(&first.key.indicator)) else {
            return Self::default();
        };
        let is_eligible = |observation: &Observation| judge.is_eligible(observation, reporters);
        let mut on_demand = Vec::new();
        if !observations.iter().all(is_eligible) {
            (observations, on_demand) = observations.into_iter().partition(is_eligible);
        }
        judge.best_first(&mut observations, ageing);
        judge.best_first(&mut on_demand, ageing);
        Self {
            eligible: observations,
            on_demand,
        }
    }
}

/// Puts the observation to show first, withdrawn ones last. Where the newest figures are asked for: those that may stand for today, then
/// counts over whole years, before counts over parts and sums of years. Then the newest year, figures not in question, the
/// rank of reporters, the later period and publication, and the key, so that the order is always the same. All are of one
/// indicator.
pub fn best_first(observations: &mut [Observation], ageing: Ageing, catalogue: &Catalogue) {
    if let Some(first) = observations.first() {
        Judge::new(first.key.indicator.clone(), catalogue).best_first(observations, ageing);
    }
}

/// Whether a figure is a count over less or more than a year, or a sum over years. A stock at the end of a month is neither.
pub(crate) fn is_part_or_sum(observation: &Observation, catalogue: &Catalogue) -> bool {
    covers_part_or_sum(&observation.key.period, &observation.key.indicator, catalogue)
}

/// Whether a period of an indicator's figures is less or more than the year that they are counted over, or a sum over years.
#[must_use]
pub fn covers_part_or_sum(period: &Period, indicator: &IndicatorCode, catalogue: &Catalogue) -> bool {
    let timing = catalogue
        .indicators
        .get(indicator)
        .map(|indicator| indicator.timing);
    is_part_or_sum_of(period, timing)
}

/// The same of figures of this timing.
pub(super) fn is_part_or_sum_of(period: &Period, timing: Option<Timing>) -> bool {
    let Some(reference) = period.reference() else {
        return false;
    };
    let is_flow = timing == Some(Timing::Flow);
    let whole = reference.whole_year().is_some() || reference.is_day();
    reference.basis() == Basis::Cumulative || (is_flow && !whole)
}
