//! Everything an edition says: the catalogue and the observations.

use tidemark_vocab::Terms;

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
    /// The same without observations whose source has terms that nobody has read.
    #[must_use]
    pub fn without_unread_terms(mut self) -> Self {
        let sources = &self.catalogue.sources;
        self.observations.retain(|observation| {
            sources
                .get(&observation.key.source)
                .is_none_or(|source| source.terms != Terms::Unread)
        });
        self
    }
}
