//! An edition that answers from its columns.

use std::ops::Range;

use thiserror::Error;
use tidemark_evidence::{Catalogue, Corpus, Dataset, Dimensions, Observation};
use tidemark_vocab::{AreaId, IndicatorCode};

use crate::columns::Columns;
use crate::dictionary::Full;
use crate::identity::identity;

/// Why a data set does not become an edition.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BuildError {
    /// Too many different values.
    #[error(transparent)]
    Full(#[from] Full),
    /// Two observations have the same key, so that neither is *the* figure.
    #[error("two observations have the same key: {0}")]
    DuplicateKey(String),
}

/// An edition in memory: observations in order of (indicator, area, period, …), and a second order by
/// (area, indicator) for profiles.
#[derive(Debug, Clone)]
pub struct Edition {
    catalogue: Catalogue,
    columns: Columns,
    by_area: Vec<u32>,
    identity: String,
}

impl Edition {
    /// Builds the edition of a data set, in any order of its observations.
    pub fn build(mut dataset: Dataset) -> Result<Self, BuildError> {
        dataset.observations.sort_unstable_by(|a, b| a.key.cmp(&b.key));
        if let Some([first, _]) = dataset.observations.array_windows().find(|[a, b]| a.key == b.key) {
            let key = &first.key;
            return Err(BuildError::DuplicateKey(format!(
                "{} {} {:?} {} {} {}",
                key.indicator, key.area, key.period, key.dimensions, key.reporter, key.source
            )));
        }
        let identity = identity(&dataset);
        let columns = Columns::of(&dataset.observations)?;
        let mut by_area: Vec<u32> = (0..).take(columns.area.len()).collect();
        by_area.sort_by_key(|row| {
            let at = usize::try_from(*row).unwrap_or(usize::MAX);
            (
                columns.area.get(at).copied(),
                columns.indicator.get(at).copied(),
                *row,
            )
        });
        Ok(Self {
            catalogue: dataset.catalogue,
            columns,
            by_area,
            identity,
        })
    }

    /// How many observations there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.columns.area.len()
    }

    /// Whether there are no observations.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every observation, in order of key.
    pub fn iter(&self) -> impl Iterator<Item = Observation> + '_ {
        (0..self.len()).filter_map(|row| self.columns.observation(row))
    }

    /// Everything the edition says, observations in order of key.
    #[must_use]
    pub fn dataset(&self) -> Dataset {
        Dataset {
            catalogue: self.catalogue.clone(),
            observations: self.iter().collect(),
        }
    }

    fn rows_of(&self, indicator: u16) -> Range<usize> {
        let column = &self.columns.indicator;
        column.partition_point(|i| *i < indicator)..column.partition_point(|i| *i <= indicator)
    }

    fn rows(&self, indicator: &IndicatorCode, area: &AreaId) -> Range<usize> {
        let (Some(indicator), Some(area)) = (
            self.columns.indicators.number::<u16>(indicator),
            self.columns.areas.number::<u16>(area),
        ) else {
            return 0..0;
        };
        let rows = self.rows_of(indicator);
        let areas = self.columns.area.get(rows.clone()).unwrap_or_default();
        rows.start + areas.partition_point(|a| *a < area)..rows.start + areas.partition_point(|a| *a <= area)
    }
}

impl Corpus for Edition {
    fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    fn observations(&self, indicator: &IndicatorCode, area: &AreaId) -> Vec<Observation> {
        self.rows(indicator, area)
            .filter_map(|row| self.columns.observation(row))
            .collect()
    }

    fn areas_of(&self, indicator: &IndicatorCode) -> Vec<(AreaId, usize)> {
        let Some(number) = self.columns.indicators.number::<u16>(indicator) else {
            return Vec::new();
        };
        let areas = self.columns.area.get(self.rows_of(number)).unwrap_or_default();
        let group = |same: &[u16]| {
            let area = self.columns.areas.value(*same.first()?)?;
            Some((area.clone(), same.len()))
        };
        areas.chunk_by(|a, b| a == b).filter_map(group).collect()
    }

    fn indicators_of(&self, area: &AreaId) -> Vec<(IndicatorCode, usize)> {
        let Some(number) = self.columns.areas.number::<u16>(area) else {
            return Vec::new();
        };
        let at = |column: &[u16], row: &u32| {
            usize::try_from(*row)
                .ok()
                .and_then(|row| column.get(row).copied())
        };
        let start = self
            .by_area
            .partition_point(|row| at(&self.columns.area, row) < Some(number));
        let end = self
            .by_area
            .partition_point(|row| at(&self.columns.area, row) <= Some(number));
        let rows = self.by_area.get(start..end).unwrap_or_default();
        rows.chunk_by(|a, b| at(&self.columns.indicator, a) == at(&self.columns.indicator, b))
            .filter_map(|same| {
                let indicator = self
                    .columns
                    .indicators
                    .value(at(&self.columns.indicator, same.first()?)?)?;
                Some((indicator.clone(), same.len()))
            })
            .collect()
    }

    fn splits_of(&self, indicator: &IndicatorCode) -> Vec<Dimensions> {
        let Some(number) = self.columns.indicators.number::<u16>(indicator) else {
            return Vec::new();
        };
        self.columns.splits(self.rows_of(number))
    }

    fn identity(&self) -> &str {
        &self.identity
    }
}
