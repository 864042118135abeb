//! What an edition holds: how much rests on each source, indicator and area. Counted once an edition.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use tidemark_evidence::Corpus;
use tidemark_vocab::{AreaId, IndicatorCode, SourceId};

/// How many observations there are of what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Holdings {
    /// All of them.
    pub(crate) observations: usize,
    /// By indicator; those without any are not listed.
    pub(crate) indicators: BTreeMap<IndicatorCode, usize>,
    /// By indicator in how many places; those without any are not listed.
    pub(crate) places: BTreeMap<IndicatorCode, usize>,
    /// By area; those without any are not listed.
    pub(crate) areas: BTreeMap<AreaId, usize>,
    /// By source and indicator; sources without any are not listed.
    pub(crate) sources: BTreeMap<SourceId, BTreeMap<IndicatorCode, usize>>,
}

impl Holdings {
    /// Counts an edition.
    pub(crate) fn of(corpus: &dyn Corpus) -> Self {
        let mut holdings = Self::default();
        for indicator in corpus.catalogue().indicators.keys() {
            for (source, count) in corpus.sources_of(indicator) {
                let of_source = holdings.sources.entry(source).or_default();
                *of_source.entry(indicator.clone()).or_default() += count;
            }
            for (area, count) in corpus.areas_of(indicator) {
                *holdings.indicators.entry(indicator.clone()).or_default() += count;
                if matches!(area, AreaId::Place(_)) {
                    *holdings.places.entry(indicator.clone()).or_default() += 1;
                }
                *holdings.areas.entry(area).or_default() += count;
                holdings.observations += count;
            }
        }
        holdings
    }

    /// Observations of an indicator.
    pub(crate) fn indicator(&self, indicator: &IndicatorCode) -> usize {
        self.indicators.get(indicator).copied().unwrap_or_default()
    }

    /// Observations for an area.
    pub(crate) fn area(&self, area: &AreaId) -> usize {
        self.areas.get(area).copied().unwrap_or_default()
    }

    /// Observations that rest on a source, by indicator.
    pub(crate) fn source(&self, source: &SourceId) -> BTreeMap<IndicatorCode, usize> {
        self.sources.get(source).cloned().unwrap_or_default()
    }
}

/// The holdings of the edition asked for last.
#[derive(Debug, Default)]
pub(crate) struct HoldingsCache(Mutex<Option<(String, Arc<Holdings>)>>);

impl HoldingsCache {
    /// The holdings of an edition, counted when they are first asked for.
    pub(crate) fn of(&self, corpus: &dyn Corpus) -> Arc<Holdings> {
        // A poisoned lock holds whole counts or none.
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((identity, holdings)) = held.as_ref()
            && identity == corpus.identity()
        {
            return Arc::clone(holdings);
        }
        let holdings = Arc::new(Holdings::of(corpus));
        *held = Some((corpus.identity().to_owned(), Arc::clone(&holdings)));
        holdings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_observation_is_counted_once_each_way() {
        let holdings = Holdings::of(&tidemark_testkit::corpus());
        let all = tidemark_testkit::world().observations.len();
        assert_eq!(holdings.observations, all);
        assert_eq!(holdings.areas.values().sum::<usize>(), all);
        assert_eq!(holdings.indicators.values().sum::<usize>(), all);
        let by_source: usize = holdings.sources.values().flat_map(BTreeMap::values).sum();
        assert_eq!(by_source, all);
    }
}
