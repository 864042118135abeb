//! An edition that answers from its columns.

use std::collections::BTreeMap;
use std::sync::Arc;

use thiserror::Error;
use tidemark_evidence::{Catalogue, Corpus, Dataset, Dimensions, Observation};
use tidemark_vocab::{AreaId, IndicatorCode};

use crate::dictionary::Full;
use crate::identity::{Part, digest_of, identity_of};
use crate::segment::{Footprint, Segment};

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

/// An edition in memory: its catalogue, and a segment for each indicator that has observations.
#[derive(Debug, Clone)]
pub struct Edition {
    catalogue: Arc<Catalogue>,
    segments: BTreeMap<IndicatorCode, Arc<Segment>>,
    identity: String,
}

impl Edition {
    /// Builds the edition of a data set, in any order of its observations.
    pub fn build(dataset: Dataset) -> Result<Self, BuildError> {
        let Dataset {
            catalogue,
            mut observations,
        } = dataset;
        observations.sort_unstable_by(|a, b| a.key.cmp(&b.key));
        refuse_twins(&observations)?;
        let mut segments = BTreeMap::new();
        for same in observations.chunk_by(|a, b| a.key.indicator == b.key.indicator) {
            if let Some(first) = same.first() {
                let indicator = &first.key.indicator;
                let segment = Segment::build(indicator, same, digest_of(same.iter()), &catalogue)?;
                segments.insert(indicator.clone(), Arc::new(segment));
            }
        }
        Ok(Self::of(catalogue, segments))
    }

    /// The edition of a catalogue and the segments arranged by it.
    pub(crate) fn of(catalogue: Catalogue, segments: BTreeMap<IndicatorCode, Arc<Segment>>) -> Self {
        let parts = segments.values().map(|segment| Part {
            indicator: segment.indicator(),
            count: segment.len(),
            digest: segment.digest(),
        });
        let identity = identity_of(&catalogue, parts);
        Self {
            catalogue: Arc::new(catalogue),
            segments,
            identity,
        }
    }

    /// How many observations there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.segments().map(Segment::len).sum()
    }

    /// Whether there are no observations.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.segments.is_empty()
    }

    /// What is said of each indicator, in order of code; indicators without observations have no segment.
    pub fn segments(&self) -> impl Iterator<Item = &Segment> + '_ {
        self.segments.values().map(Arc::as_ref)
    }

    /// Every observation, in order of key.
    pub fn iter(&self) -> impl Iterator<Item = Observation> + '_ {
        self.segments().flat_map(Segment::iter)
    }

    /// Every observation as it is kept: by indicator, area and split, and within these the best first, figures shown on
    /// demand only behind all others.
    pub fn kept(&self) -> impl Iterator<Item = Observation> + '_ {
        self.segments().flat_map(Segment::kept)
    }

    /// Everything the edition says, observations in order of key.
    #[must_use]
    pub fn dataset(&self) -> Dataset {
        Dataset {
            catalogue: Catalogue::clone(&self.catalogue),
            observations: self.iter().collect(),
        }
    }

    /// What its observations take in memory.
    #[must_use]
    pub fn footprint(&self) -> Footprint {
        self.segments()
            .map(Segment::footprint)
            .fold(Footprint::default(), |sum, of| Footprint {
                columns: sum.columns + of.columns,
                texts: sum.texts + of.texts,
            })
    }

    /// Takes over the segments of another edition that say the same in the same order, so that both share one.
    #[must_use]
    pub fn sharing(mut self, other: &Self) -> Self {
        for (indicator, segment) in &mut self.segments {
            if let Some(twin) = other.segments.get(indicator)
                && twin.says_the_same(segment)
            {
                *segment = Arc::clone(twin);
            }
        }
        self
    }

    pub(crate) fn segment(&self, indicator: &IndicatorCode) -> Option<&Segment> {
        self.segments.get(indicator).map(Arc::as_ref)
    }
}

fn refuse_twins(observations: &[Observation]) -> Result<(), BuildError> {
    let Some([first, _]) = observations.array_windows().find(|[a, b]| a.key == b.key) else {
        return Ok(());
    };
    let key = &first.key;
    Err(BuildError::DuplicateKey(format!(
        "{} {} {:?} {} {} {}",
        key.indicator, key.area, key.period, key.dimensions, key.reporter, key.source
    )))
}

impl Corpus for Edition {
    fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    fn observations(&self, indicator: &IndicatorCode, area: &AreaId) -> Vec<Observation> {
        let found = self.segment(indicator).and_then(|segment| {
            let area = segment.area(area)?;
            Some(segment.observations(area))
        });
        found.unwrap_or_default()
    }

    fn areas_of(&self, indicator: &IndicatorCode) -> Vec<(AreaId, usize)> {
        let of = |segment: &Segment| {
            let counted = (0..).zip(&segment.areas);
            counted
                .map(|(at, area)| (area.clone(), segment.rows_of_area(at).len()))
                .collect()
        };
        self.segment(indicator).map(of).unwrap_or_default()
    }

    fn indicators_of(&self, area: &AreaId) -> Vec<(IndicatorCode, usize)> {
        let of = |segment: &Segment| {
            let at = segment.area(area)?;
            Some((segment.indicator().clone(), segment.rows_of_area(at).len()))
        };
        self.segments().filter_map(of).collect()
    }

    fn splits_of(&self, indicator: &IndicatorCode) -> Vec<Dimensions> {
        let of = |segment: &Segment| segment.splits.clone();
        self.segment(indicator).map(of).unwrap_or_default()
    }

    fn identity(&self) -> &str {
        &self.identity
    }
}
