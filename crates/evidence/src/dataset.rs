//! Everything an edition says: the catalogue and the observations.

use std::collections::BTreeSet;

use tidemark_vocab::{SourceId, Terms};

use crate::catalogue::Catalogue;
use crate::observation::Observation;

/// Everything an edition says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dataset {
    /// What the codes mean and which rules hold.
    pub catalogue: Catalogue,
    /// The observations.
    pub observations: Vec<Observation>,
}

impl Dataset {
    /// The same without figures whose source has terms that nobody has read. Such a source itself stays only where it says
    /// which places belong to a region.
    #[must_use]
    pub fn without_unread_terms(mut self) -> Self {
        let Catalogue {
            sources,
            sets,
            schemes,
            indicators,
            ..
        } = &mut self.catalogue;
        let is_read = |id: &SourceId| {
            sources
                .get(id)
                .is_some_and(|source| source.terms != Terms::Unread)
        };
        self.observations
            .retain(|observation| is_read(&observation.key.source));
        sets.retain(|(source, _), _| is_read(source));
        for indicator in indicators.values_mut() {
            indicator
                .thresholds
                .take_if(|thresholds| !is_read(&thresholds.source));
            // That a definition changed stays true without the document: figures on both sides of it must not be joined.
            for change in &mut indicator.redefinitions {
                change.ground.take_if(|ground| !is_read(&ground.source));
            }
        }
        let regions = schemes.iter().flat_map(|scheme| &scheme.regions);
        let memberships = regions.flat_map(|region| region.members.values());
        let grounds: BTreeSet<&SourceId> = memberships.map(|membership| &membership.source).collect();
        sources.retain(|id, source| source.terms != Terms::Unread || grounds.contains(id));
        self
    }
}
