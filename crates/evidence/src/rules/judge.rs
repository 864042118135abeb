//! What the rules of choice and of age say of an indicator, looked up once and asked for every figure.

use std::cell::RefCell;
use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;
use std::rc::Rc;

use tidemark_vocab::{IndicatorCode, ReporterCode};

use super::age::{is_exempt, oldest_current_year, year_of};
use super::choice::{Ageing, Standing, is_part_or_sum_of, standing_of};
use crate::catalogue::{Catalogue, Showing};
use crate::finding::Finding;
use crate::indicator::Timing;
use crate::observation::Observation;
use crate::table::Age;

/// The judges of a table's indicators.
#[derive(Debug)]
pub(crate) struct Judges<'c> {
    catalogue: &'c Catalogue,
    known: RefCell<HashMap<IndicatorCode, Rc<Judge<'c>>>>,
}

impl<'c> Judges<'c> {
    pub(crate) fn new(catalogue: &'c Catalogue) -> Self {
        Self {
            catalogue,
            known: RefCell::default(),
        }
    }

    /// The judge of an indicator.
    pub(crate) fn of(&self, indicator: &IndicatorCode) -> Rc<Judge<'c>> {
        let mut known = self.known.borrow_mut();
        if let Some(judge) = known.get(indicator) {
            return Rc::clone(judge);
        }
        let judge = Rc::new(Judge::new(indicator.clone(), self.catalogue));
        known.insert(indicator.clone(), Rc::clone(&judge));
        judge
    }
}

/// What the rules say of one indicator.
#[derive(Debug)]
pub(crate) struct Judge<'c> {
    catalogue: &'c Catalogue,
    indicator: IndicatorCode,
    exempt: bool,
    timing: Option<Timing>,
    /// The reporters that were asked for, in that order: they are few.
    reporters: RefCell<Vec<Reputation>>,
}

/// What the rules say of a reporter's figures of the indicator.
#[derive(Debug, Clone)]
struct Reputation {
    reporter: ReporterCode,
    standing: Standing,
    oldest_current_year: i16,
}

/// What decides first which of two observations is better, less being better: whether it is withdrawn, old, a part or sum of years,
/// its year, whether it is questioned, and the place of its reporter.
type Merit = (bool, bool, bool, Reverse<Option<i16>>, bool, usize);

impl<'c> Judge<'c> {
    pub(crate) fn new(indicator: IndicatorCode, catalogue: &'c Catalogue) -> Self {
        Self {
            catalogue,
            exempt: is_exempt(&indicator, catalogue),
            timing: catalogue.indicators.get(&indicator).map(|known| known.timing),
            indicator,
            reporters: RefCell::default(),
        }
    }

    /// The standing of a reporter, and the earliest year whose figures may stand for today.
    fn reputation(&self, reporter: &ReporterCode) -> (Standing, i16) {
        let mut known = self.reporters.borrow_mut();
        if let Some(found) = known.iter().find(|known| known.reporter == *reporter) {
            return (found.standing, found.oldest_current_year);
        }
        let standing = standing_of(reporter, &self.indicator, self.catalogue);
        let oldest_current_year = oldest_current_year(reporter, self.catalogue);
        known.push(Reputation {
            reporter: reporter.clone(),
            standing,
            oldest_current_year,
        });
        (standing, oldest_current_year)
    }

    /// The standing of an observation's reporter.
    pub(crate) fn standing(&self, observation: &Observation) -> Standing {
        self.reputation(&observation.key.reporter).0
    }

    /// Whether an observation may be chosen for a cell: where the reader names reporters, all of theirs; else those that are not
    /// shown on demand only.
    pub(crate) fn is_eligible(&self, observation: &Observation, reporters: &[ReporterCode]) -> bool {
        if reporters.is_empty() {
            self.standing(observation).showing == Showing::Eligible
        } else {
            reporters.contains(&observation.key.reporter)
        }
    }

    /// Whether an observation may stand for today: see [`age`](super::age()).
    pub(crate) fn age(&self, observation: &Observation) -> Age {
        if self.exempt {
            return Age::Current;
        }
        let oldest = || self.reputation(&observation.key.reporter).1;
        match year_of(&observation.key.period, self.catalogue) {
            Some(year) if year >= oldest() => Age::Current,
            Some(_) | None => Age::Old,
        }
    }

    fn merit(&self, observation: &Observation, ageing: Ageing) -> Merit {
        let period = &observation.key.period;
        (
            observation.finding == Finding::Withdrawn,
            ageing == Ageing::Applies && self.age(observation) == Age::Old,
            is_part_or_sum_of(period, self.timing),
            Reverse(year_of(period, self.catalogue)),
            observation.questioned.is_some(),
            self.standing(observation).place,
        )
    }

    /// The order of two observations of the same merit.
    fn tie(&self, a: &Observation, b: &Observation) -> Ordering {
        let published = |observation: &Observation| {
            let source = self.catalogue.sources.get(&observation.key.source);
            source.and_then(|source| source.year)
        };
        let (of_a, of_b) = (&a.key, &b.key);
        of_a.reporter
            .cmp(&of_b.reporter)
            .then_with(|| of_b.period.cmp(&of_a.period))
            .then_with(|| published(b).cmp(&published(a)))
            .then_with(|| of_a.cmp(of_b))
    }

    /// Puts the observation to show first: see [`best_first`](super::best_first).
    pub(crate) fn best_first(&self, observations: &mut [Observation], ageing: Ageing) {
        if observations.len() < 2 {
            return;
        }
        let merits: Vec<Merit> = observations.iter().map(|o| self.merit(o, ageing)).collect();
        let compared = |at: usize, other: usize| match (merits.get(at), merits.get(other)) {
            (Some(a), Some(b)) => {
                a.cmp(b)
                    .then_with(|| match (observations.get(at), observations.get(other)) {
                        (Some(a), Some(b)) => self.tie(a, b),
                        _ => Ordering::Equal,
                    })
            }
            _ => Ordering::Equal,
        };
        // Corpora mostly keep them so.
        if (1..observations.len()).all(|at| compared(at - 1, at) != Ordering::Greater) {
            return;
        }
        let mut order: Vec<usize> = (0..observations.len()).collect();
        order.sort_by(|a, b| compared(*a, *b));
        arrange(observations, order);
    }
}

/// Puts into each place what the order says; an observation is too large to be moved about while it is sorted.
fn arrange(observations: &mut [Observation], mut order: Vec<usize>) {
    for place in 0..order.len() {
        let mut from = order.get(place).copied().unwrap_or(place);
        // What stood before this place has been moved to where its place went.
        while from < place {
            from = order.get(from).copied().unwrap_or(place);
        }
        if let Some(known) = order.get_mut(place) {
            *known = from;
        }
        observations.swap(place, from);
    }
}
