//! Where observations come from when a table is made.

use std::collections::{BTreeMap, BTreeSet};

use tidemark_vocab::{AreaId, IndicatorCode, Period, SourceId};

use crate::catalogue::Catalogue;
use crate::observation::{Dimensions, Observation, ObservationKey};

/// A catalogue with its observations, however they are kept.
pub trait Corpus {
    /// What the codes mean and which rules hold.
    fn catalogue(&self) -> &Catalogue;

    /// All observations of an indicator for an area (every period, dimension, reporter and source), in order of key.
    fn observations(&self, indicator: &IndicatorCode, area: &AreaId) -> Vec<Observation>;

    /// The same of one split only.
    fn of_split(
        &self,
        indicator: &IndicatorCode,
        dimensions: &Dimensions,
        area: &AreaId,
    ) -> Vec<Observation> {
        let mut observations = self.observations(indicator, area);
        observations.retain(|observation| observation.key.dimensions == *dimensions);
        observations
    }

    /// Whether there are any observations of an indicator for an area.
    fn tells_of(&self, indicator: &IndicatorCode, area: &AreaId) -> bool {
        !self.observations(indicator, area).is_empty()
    }

    /// The periods of all observations of an indicator for an area, in whatever order.
    fn periods_of(&self, indicator: &IndicatorCode, area: &AreaId) -> Vec<Period> {
        let observations = self.observations(indicator, area);
        observations
            .into_iter()
            .map(|observation| observation.key.period)
            .collect()
    }

    /// Of the observations of a split those that a cell of the newest figures can show or mention: of each reporter the best, and all
    /// it says of the same period. More than these do no harm, in whatever order.
    fn newest(&self, indicator: &IndicatorCode, dimensions: &Dimensions, area: &AreaId) -> Vec<Observation> {
        self.of_split(indicator, dimensions, area)
    }

    /// Of the observations of a split the one that a cell of the newest figures shows where no reporter is named and one may stand for
    /// today, and how many others it mentions; where it stands in its source may be left out. A corpus that must look at all of them to know says `None`.
    fn newest_current(
        &self,
        _indicator: &IndicatorCode,
        _dimensions: &Dimensions,
        _area: &AreaId,
    ) -> Option<(Observation, usize)> {
        None
    }

    /// The observations that are about the same as this key by the same reporter, of whatever source.
    fn beside(&self, key: &ObservationKey) -> Vec<Observation> {
        let mut observations = self.of_split(&key.indicator, &key.dimensions, &key.area);
        observations.retain(|o| o.key.reporter == key.reporter && o.key.period == key.period);
        observations
    }

    /// The areas for which an indicator has observations, with how many, in order of area.
    fn areas_of(&self, indicator: &IndicatorCode) -> Vec<(AreaId, usize)>;

    /// The indicators for which an area has observations, with how many, in order of code.
    fn indicators_of(&self, area: &AreaId) -> Vec<(IndicatorCode, usize)>;

    /// The sources in which an indicator has observations, with how many, in order of id.
    fn sources_of(&self, indicator: &IndicatorCode) -> Vec<(SourceId, usize)> {
        let mut counts: BTreeMap<SourceId, usize> = BTreeMap::new();
        for (area, _) in self.areas_of(indicator) {
            for observation in self.observations(indicator, &area) {
                *counts.entry(observation.key.source).or_default() += 1;
            }
        }
        counts.into_iter().collect()
    }

    /// The periods of an indicator's observations, with how many are about each, in order of period.
    fn periods_in(&self, indicator: &IndicatorCode) -> Vec<(Period, usize)> {
        let mut counts: BTreeMap<Period, usize> = BTreeMap::new();
        for (area, _) in self.areas_of(indicator) {
            for observation in self.observations(indicator, &area) {
                *counts.entry(observation.key.period).or_default() += 1;
            }
        }
        counts.into_iter().collect()
    }

    /// The splits by which an indicator has figures anywhere, the total included, in order.
    fn splits_of(&self, indicator: &IndicatorCode) -> Vec<Dimensions>;

    /// The splits by which an indicator has figures for any of these areas.
    fn splits_in(&self, indicator: &IndicatorCode, areas: &[AreaId]) -> BTreeSet<Dimensions> {
        let observations = areas.iter().flat_map(|area| self.observations(indicator, area));
        observations
            .map(|observation| observation.key.dimensions)
            .collect()
    }

    /// The edition's identity: the digest of its canonical logical records, in hexadecimal.
    fn identity(&self) -> &str;
}

/// Observations in a sorted map: obvious and slow, the yardstick for faster forms.
#[derive(Debug, Clone)]
pub struct MapCorpus {
    catalogue: Catalogue,
    observations: BTreeMap<(IndicatorCode, AreaId), Vec<Observation>>,
    identity: String,
}

impl MapCorpus {
    /// A corpus of these observations; `identity` is the caller's name for it.
    #[must_use]
    pub fn new(catalogue: Catalogue, observations: Vec<Observation>, identity: String) -> Self {
        let mut map: BTreeMap<(IndicatorCode, AreaId), Vec<Observation>> = BTreeMap::new();
        for observation in observations {
            let key = (observation.key.indicator.clone(), observation.key.area.clone());
            map.entry(key).or_default().push(observation);
        }
        for group in map.values_mut() {
            group.sort_by(|a, b| a.key.cmp(&b.key));
        }
        Self {
            catalogue,
            observations: map,
            identity,
        }
    }
}

impl Corpus for MapCorpus {
    fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    fn observations(&self, indicator: &IndicatorCode, area: &AreaId) -> Vec<Observation> {
        self.observations
            .get(&(indicator.clone(), area.clone()))
            .cloned()
            .unwrap_or_default()
    }

    fn areas_of(&self, indicator: &IndicatorCode) -> Vec<(AreaId, usize)> {
        self.observations
            .iter()
            .filter(|((code, _), _)| code == indicator)
            .map(|((_, area), group)| (area.clone(), group.len()))
            .collect()
    }

    fn indicators_of(&self, area: &AreaId) -> Vec<(IndicatorCode, usize)> {
        self.observations
            .iter()
            .filter(|((_, a), _)| a == area)
            .map(|((code, _), group)| (code.clone(), group.len()))
            .collect()
    }

    fn splits_of(&self, indicator: &IndicatorCode) -> Vec<Dimensions> {
        let of = self
            .observations
            .iter()
            .filter(|((code, _), _)| code == indicator);
        let splits: BTreeSet<Dimensions> = of
            .flat_map(|(_, group)| group.iter().map(|o| o.key.dimensions.clone()))
            .collect();
        splits.into_iter().collect()
    }

    fn identity(&self) -> &str {
        &self.identity
    }
}
