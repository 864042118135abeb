//! An edition of the past, put together today from what had been published by then.

use std::collections::BTreeSet;

use serde::Deserialize;
use thiserror::Error;
use tidemark_vocab::{PartialDate, RoundId, SourceId};

use crate::catalogue::{Catalogue, EditionInfo};
use crate::dataset::Dataset;
use crate::indicator::Role;
use crate::observation::Observation;

/// Why a text does not describe a reconstruction.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "not the description of a reconstruction: {0}; it has title, date, note and published_until (docs/editions.md)"
)]
pub struct ReconstructionError(String);

/// Of which past an edition is made, and what it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reconstruction {
    /// What the edition says of itself; the title says that it is reconstructed, the note how.
    pub edition: EditionInfo,
    /// The last year whose publications are in it.
    pub published_until: i16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    title: String,
    date: String,
    note: String,
    published_until: i16,
}

impl Reconstruction {
    /// Reads the description of a reconstruction, in TOML.
    ///
    /// # Errors
    ///
    /// It is not TOML, lacks something, or has no date; the error says which.
    pub fn parse(text: &str) -> Result<Self, ReconstructionError> {
        let wrong = |error: &dyn ToString| ReconstructionError(error.to_string());
        let written: Written = toml::from_str(text).map_err(|error| wrong(&error.message()))?;
        let date: PartialDate = written.date.parse().map_err(|error| wrong(&error))?;
        Ok(Self {
            edition: EditionInfo {
                title: written.title,
                date,
                note: written.note,
            },
            published_until: written.published_until,
        })
    }

    /// What had been published by then. The year of publication is that of the source, else of the round; what has neither
    /// is left out, since nobody can tell. Reference series are exempt: they hold the best knowledge of today about every year.
    ///
    /// Regions, names, ranks and definitions stay those of today; levels of figures that no document had set yet are left out. Rounds that came later are not part of it, so that figures are
    /// as old as they were then.
    #[must_use]
    pub fn of(&self, dataset: Dataset) -> Dataset {
        let Dataset {
            mut catalogue,
            mut observations,
        } = dataset;
        observations.retain(|observation| self.keeps(observation, &catalogue));
        catalogue.edition = self.edition.clone();
        self.drop_levels(&mut catalogue);
        self.drop_later(&mut catalogue, &observations);
        Dataset {
            catalogue,
            observations,
        }
    }

    fn keeps(&self, observation: &Observation, catalogue: &Catalogue) -> bool {
        let key = &observation.key;
        let indicator = catalogue.indicators.get(&key.indicator);
        if indicator.is_some_and(|indicator| indicator.role == Role::Reference) {
            return true;
        }
        let by_source = catalogue.sources.get(&key.source).and_then(|source| source.year);
        let by_round = || {
            key.period
                .round()
                .and_then(|round| year_of_round(round, catalogue))
        };
        by_source
            .or_else(by_round)
            .is_some_and(|year| year <= self.published_until)
    }

    /// Levels that were set later, or by a document that does not tell its year.
    fn drop_levels(&self, catalogue: &mut Catalogue) {
        let Catalogue {
            indicators, sources, ..
        } = catalogue;
        let year = |source: &SourceId| sources.get(source).and_then(|source| source.year);
        for indicator in indicators.values_mut() {
            indicator
                .thresholds
                .take_if(|levels| year(&levels.source).is_none_or(|year| year > self.published_until));
        }
    }

    /// Rounds that came later, and sources on which nothing rests any more.
    fn drop_later(&self, catalogue: &mut Catalogue, observations: &[Observation]) {
        let regions = catalogue.schemes.iter().flat_map(|scheme| &scheme.regions);
        let memberships = regions.flat_map(|region| region.members.values());
        let grounds = memberships.map(|membership| membership.source.clone());
        let levels = catalogue
            .indicators
            .values()
            .filter_map(|indicator| Some(indicator.thresholds.as_ref()?.source.clone()));
        let changes = catalogue.indicators.values().flat_map(|indicator| {
            let grounds = indicator
                .redefinitions
                .iter()
                .filter_map(|change| change.ground.as_ref());
            grounds.map(|ground| ground.source.clone())
        });
        let used: BTreeSet<SourceId> = observations
            .iter()
            .map(|observation| observation.key.source.clone())
            .chain(grounds)
            .chain(levels)
            .chain(changes)
            .collect();
        let rounds: BTreeSet<RoundId> = observations
            .iter()
            .filter_map(|observation| observation.key.period.round().cloned())
            .collect();
        catalogue.sources.retain(|id, _| used.contains(id));
        catalogue.sets.retain(|(source, _), _| used.contains(source));
        for reporter in catalogue.reporters.values_mut() {
            let code = reporter.code.clone();
            reporter.rounds.retain(|round| {
                round.year <= self.published_until
                    || rounds
                        .iter()
                        .any(|used| used.reporter == code && used.code == round.code)
            });
        }
    }
}

fn year_of_round(round: &RoundId, catalogue: &Catalogue) -> Option<i16> {
    let rounds = &catalogue.reporters.get(&round.reporter)?.rounds;
    rounds
        .iter()
        .find(|known| known.code == round.code)
        .map(|known| known.year)
}
