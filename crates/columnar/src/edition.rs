//! An edition that answers from its columns.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use thiserror::Error;
use tidemark_evidence::{Catalogue, Corpus, Dataset, Dimensions, Observation, ObservationKey};
use tidemark_vocab::{AreaId, IndicatorCode, Period, SourceId};

use crate::codes::code;
use crate::dictionary::Full;
use crate::grid::KnownRows;
use crate::held::Held;
use crate::identity::{Part, digest_of, identity_of};
use crate::package::UnpackError;
use crate::parallel;
use crate::rows::Row;
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
    held: BTreeMap<IndicatorCode, Held>,
    /// The areas that have figures, by which rows of tables find theirs.
    areas: Arc<HashMap<AreaId, u32>>,
    pub(crate) known_rows: KnownRows,
    identity: String,
    /// There once the digests of its segments were made from what they say.
    proved: OnceLock<()>,
}

impl Edition {
    /// Builds the edition of a data set, in any order of its observations.
    pub fn build(dataset: Dataset) -> Result<Self, BuildError> {
        let Dataset {
            catalogue,
            mut observations,
        } = dataset;
        if !is_in_order(&observations) {
            observations.sort_unstable_by(|a, b| a.key.cmp(&b.key));
            refuse_twins(&observations)?;
        }
        let parts: Vec<&[Observation]> = observations
            .chunk_by(|a, b| a.key.indicator == b.key.indicator)
            .collect();
        let made = parallel::map(&parts, |same| {
            let indicator = same.first().map(|first| first.key.indicator.clone())?;
            let segment = Segment::build(&indicator, same, digest_of(same.iter()), &catalogue);
            Some(segment.map(|segment| (indicator, Arc::new(segment))))
        });
        let segments = made
            .into_iter()
            .flatten()
            .collect::<Result<BTreeMap<_, _>, Full>>()?;
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
        let different: BTreeSet<&AreaId> = segments.values().flat_map(|segment| &segment.areas).collect();
        let areas: HashMap<AreaId, u32> = different.into_iter().cloned().zip(0..).collect();
        let hold = |(indicator, segment): (IndicatorCode, Arc<Segment>)| {
            (indicator, Held::new(segment, &areas, &catalogue))
        };
        Self {
            held: segments.into_iter().map(hold).collect(),
            catalogue: Arc::new(catalogue),
            areas: Arc::new(areas),
            known_rows: KnownRows::default(),
            identity,
            proved: OnceLock::from(()),
        }
    }

    /// The same, where the digests of its segments were only read.
    pub(crate) fn unproved(self) -> Self {
        Self {
            proved: OnceLock::new(),
            ..self
        }
    }

    /// The same, taken at its word: for what a program carries, which its tests prove.
    #[must_use]
    pub fn believed(self) -> Self {
        Self {
            proved: OnceLock::from(()),
            ..self
        }
    }

    /// Makes the digests of what it says, where they were only read, and holds them against those that it was published with; and whether
    /// rows stand best first. Takes about as long as building it.
    ///
    /// # Errors
    ///
    /// [`UnpackError::Indicator`]: it says something else than what was published.
    pub fn prove(&self) -> Result<(), UnpackError> {
        if self.proved.get().is_some() {
            return Ok(());
        }
        let segments: Vec<&Segment> = self.segments().collect();
        let proved = parallel::map(&segments, |segment| segment.is_proved(&self.catalogue));
        let other = segments.iter().zip(proved).find(|(_, is_proved)| !is_proved);
        if let Some((segment, _)) = other {
            return Err(UnpackError::Indicator(segment.indicator().to_string()));
        }
        self.proved.get_or_init(|| ());
        Ok(())
    }

    /// The number of an area that has figures.
    pub(crate) fn area_number(&self, area: &AreaId) -> Option<u32> {
        self.areas.get(area).copied()
    }

    /// What is said of an indicator, as this edition reads it.
    pub(crate) fn held(&self, indicator: &IndicatorCode) -> Option<&Held> {
        self.held.get(indicator)
    }

    /// How many observations there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.segments().map(Segment::len).sum()
    }

    /// Whether there are no observations.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.held.is_empty()
    }

    /// What is said of each indicator, in order of code; indicators without observations have no segment.
    pub fn segments(&self) -> impl Iterator<Item = &Segment> + '_ {
        self.held.values().map(|held| held.segment.as_ref())
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
        self.held.values().fold(Footprint::default(), |sum, held| {
            let of = held.segment.footprint();
            Footprint {
                columns: sum.columns + of.columns + held.bytes(),
                texts: sum.texts + of.texts,
            }
        })
    }

    /// Takes over the segments of another edition that say the same in the same order, so that both share one. Nothing is taken over from
    /// one that is not proved: what it claims to say may not be what it says.
    #[must_use]
    pub fn sharing(mut self, other: &Self) -> Self {
        if other.proved.get().is_none() {
            return self;
        }
        for (indicator, held) in &mut self.held {
            if let Some(twin) = other.held.get(indicator)
                && twin.segment.says_the_same(&held.segment)
            {
                held.segment = Arc::clone(&twin.segment);
            }
        }
        self
    }

    pub(crate) fn segment(&self, indicator: &IndicatorCode) -> Option<&Segment> {
        self.held.get(indicator).map(|held| held.segment.as_ref())
    }
}

/// Whether each has a greater key than the one before, as where they come from files in order.
fn is_in_order(observations: &[Observation]) -> bool {
    const AT_ONCE: usize = 1 << 16;
    let starts: Vec<usize> = (0..observations.len()).step_by(AT_ONCE).collect();
    let in_order = parallel::map(&starts, |start| {
        // The next one too, which is the first of others.
        let end = observations.len().min(start + AT_ONCE + 1);
        let some = observations.get(*start..end).unwrap_or_default();
        some.is_sorted_by(|a, b| a.key < b.key)
    });
    in_order.into_iter().all(|in_order| in_order)
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

    fn of_split(
        &self,
        indicator: &IndicatorCode,
        dimensions: &Dimensions,
        area: &AreaId,
    ) -> Vec<Observation> {
        let found = self.segment(indicator).and_then(|segment| {
            let split = segment.splits.binary_search(dimensions).ok().and_then(code)?;
            let area = segment.area(area)?;
            Some(segment.observations_of(area, segment.group(area, split)?))
        });
        found.unwrap_or_default()
    }

    fn tells_of(&self, indicator: &IndicatorCode, area: &AreaId) -> bool {
        let segment = self.segment(indicator);
        segment.is_some_and(|segment| {
            let area = segment.area(area);
            area.is_some_and(|area| !segment.rows_of_area(area).is_empty())
        })
    }

    fn periods_of(&self, indicator: &IndicatorCode, area: &AreaId) -> Vec<Period> {
        let found = self
            .segment(indicator)
            .and_then(|segment| Some(segment.periods_of(segment.area(area)?)));
        found.unwrap_or_default()
    }

    fn newest(&self, indicator: &IndicatorCode, dimensions: &Dimensions, area: &AreaId) -> Vec<Observation> {
        let found = self.held(indicator).and_then(|held| {
            let segment = &held.segment;
            let split = segment.splits.binary_search(dimensions).ok().and_then(code)?;
            let area = segment.area(area)?;
            let group = segment.group(area, split)?;
            let rows = segment.best_of_each_reporter(group, &held.ages);
            let rows = rows
                .into_iter()
                .filter_map(|row| segment.observation(area, group, row));
            Some(rows.collect())
        });
        found.unwrap_or_default()
    }

    fn newest_current(
        &self,
        indicator: &IndicatorCode,
        dimensions: &Dimensions,
        area: &AreaId,
    ) -> Option<(Observation, usize)> {
        let held = self.held(indicator)?;
        let segment = &held.segment;
        let number = self.area_number(area)?;
        let area = held.local(number)?;
        if dimensions.is_total() {
            let (at, row) = held.newest_total(number)?;
            let group = held.total_group(number)?;
            let known = held.beside_newest_total(area);
            let beside = known.unwrap_or_else(|| segment.beside(group, row));
            return Some((segment.without_locator(area, group, at)?, beside));
        }
        let split = segment.splits.binary_search(dimensions).ok().and_then(code)?;
        let group = segment.group(area, split)?;
        let (at, row) = segment.newest(group, &held.ages)?;
        Some((
            segment.without_locator(area, group, at)?,
            segment.beside(group, row),
        ))
    }

    fn beside(&self, key: &ObservationKey) -> Vec<Observation> {
        let found = self.segment(&key.indicator).and_then(|segment| {
            let split = segment
                .splits
                .binary_search(&key.dimensions)
                .ok()
                .and_then(code)?;
            let area = segment.area(&key.area)?;
            let group = segment.group(area, split)?;
            let is_beside = |row: Row| {
                let witness = segment.witnesses.get(row.witness());
                segment.periods.get(row.period()) == Some(&key.period)
                    && witness.is_some_and(|witness| witness.reporter == key.reporter)
            };
            let rows = segment.placed(group).filter(|(_, row)| is_beside(*row));
            let found = rows.filter_map(|(at, _)| segment.observation(area, group, at));
            Some(found.collect())
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

    fn periods_in(&self, indicator: &IndicatorCode) -> Vec<(Period, usize)> {
        self.segment(indicator)
            .map(Segment::counted_periods)
            .unwrap_or_default()
    }

    fn sources_of(&self, indicator: &IndicatorCode) -> Vec<(SourceId, usize)> {
        self.segment(indicator).map(Segment::sources).unwrap_or_default()
    }

    fn splits_in(&self, indicator: &IndicatorCode, areas: &[AreaId]) -> BTreeSet<Dimensions> {
        let Some(held) = self.held(indicator) else {
            return BTreeSet::new();
        };
        let numbers: Vec<u32> = areas.iter().filter_map(|area| self.area_number(area)).collect();
        held.splits_among(&numbers.iter().copied())
    }

    fn splits_of(&self, indicator: &IndicatorCode) -> Vec<Dimensions> {
        let of = |segment: &Segment| segment.splits.clone();
        self.segment(indicator).map(of).unwrap_or_default()
    }

    fn identity(&self) -> &str {
        &self.identity
    }
}
