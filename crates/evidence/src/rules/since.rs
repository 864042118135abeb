//! Since when a reporter has said the same.

use std::collections::BTreeMap;

use super::age::year_of;
use super::choice::is_part_or_sum;
use crate::corpus::Corpus;
use crate::finding::Finding;
use crate::observation::Observation;

/// The earliest finding from which on a reporter has said the same as in this one, of the same indicator, area and split, in every year it
/// spoke of; `None` where that is this one itself. Years it is silent about are no break, and say nothing either.
///
/// A year in which it said anything else, or something that is in question, ends the run. What was withdrawn was never said.
#[must_use]
pub fn since(observation: &Observation, corpus: &dyn Corpus) -> Option<Observation> {
    let catalogue = corpus.catalogue();
    let key = &observation.key;
    let year = year_of(&key.period, catalogue)?;
    let is_partial = is_part_or_sum(observation, catalogue);
    let mut years: BTreeMap<i16, Vec<Observation>> = BTreeMap::new();
    let told = corpus.of_split(&key.indicator, &key.dimensions, &key.area);
    for other in told {
        let is_of_these = other.key.reporter == key.reporter
            && other.finding != Finding::Withdrawn
            && is_part_or_sum(&other, catalogue) == is_partial;
        if let Some(of) = year_of(&other.key.period, catalogue).filter(|of| is_of_these && *of < year) {
            years.entry(of).or_default().push(other);
        }
    }
    let same = |other: &Observation| other.finding == observation.finding && other.questioned.is_none();
    let run = years.into_values().rev().take_while(|said| said.iter().all(same));
    run.last()?.into_iter().min_by(|a, b| a.key.cmp(&b.key))
}
