//! Editions in memory besides the current one, within a budget.

use std::sync::Arc;

use tidemark_columnar::Edition;
use tidemark_evidence::Corpus;

/// Editions that were asked for, the last one first.
#[derive(Debug)]
pub(super) struct Kept {
    budget: usize,
    editions: Vec<Arc<Edition>>,
}

impl Kept {
    pub(super) fn new(budget: usize) -> Self {
        Self {
            budget,
            editions: Vec::new(),
        }
    }

    /// An edition that is kept; it now counts as asked for last.
    pub(super) fn get(&mut self, identity: &str) -> Option<Arc<Edition>> {
        let at = self
            .editions
            .iter()
            .position(|kept| kept.identity() == identity)?;
        let edition = self.editions.remove(at);
        self.editions.insert(0, Arc::clone(&edition));
        Some(edition)
    }

    /// Keeps an edition, and lets go of those that nobody asked for longest where the budget is exceeded. One that is
    /// larger than the budget by itself is not kept: it lasts as long as the answer that needs it.
    pub(super) fn put(&mut self, edition: &Arc<Edition>) {
        self.editions.insert(0, Arc::clone(edition));
        let mut sum = 0;
        let budget = self.budget;
        self.editions.retain(|kept| {
            let footprint = kept.footprint();
            sum += footprint.columns + footprint.texts;
            sum <= budget
        });
    }

    pub(super) fn clear(&mut self) {
        self.editions.clear();
    }
}
