//! What the same reporter said before: the only earlier figure that a newer one may be set against.

use std::cmp::Reverse;

use super::age::year_of;
use super::choice::is_part_or_sum;
use crate::corpus::Corpus;
use crate::finding::Finding;
use crate::observation::Observation;

/// What the reporter of an observation said last before it of the same indicator, area and split: about an earlier year, and over a whole
/// year where this one is, over a part or a sum of years where this one is. What was withdrawn was never said.
///
/// Of several about the same year one that is not in question, then the first by key.
#[must_use]
pub fn before(observation: &Observation, corpus: &dyn Corpus) -> Option<Observation> {
    let catalogue = corpus.catalogue();
    let key = &observation.key;
    let year = year_of(&key.period, catalogue)?;
    let is_partial = is_part_or_sum(observation, catalogue);
    let earlier = corpus
        .of_split(&key.indicator, &key.dimensions, &key.area)
        .into_iter()
        .filter(|other| other.key.reporter == key.reporter && other.finding != Finding::Withdrawn)
        .filter(|other| is_part_or_sum(other, catalogue) == is_partial)
        .filter_map(|other| {
            let of = year_of(&other.key.period, catalogue).filter(|of| *of < year)?;
            Some((of, other))
        });
    let last =
        earlier.min_by_key(|(of, other)| (Reverse(*of), other.questioned.is_some(), other.key.clone()));
    last.map(|(_, other)| other)
}
