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
    /// The same without sources whose terms nobody has read, and without all that rests on them.
    #[must_use]
    pub fn without_unread_terms(mut self) -> Self {
        let Catalogue { sources, sets, .. } = &mut self.catalogue;
        sources.retain(|_, source| source.terms != Terms::Unread);
        sets.retain(|(source, _), _| sources.contains_key(source));
        self.observations
            .retain(|observation| sources.contains_key(&observation.key.source));
        self
    }
}
