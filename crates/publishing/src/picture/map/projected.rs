//! A view with everything that lies in it: made when it is first asked for, and kept for the next that asks.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use tidemark_vocab::PlaceCode;

use super::borders::Borders;
use super::view::{Outline, View};
use crate::picture::path::Path;
use crate::picture::px::{NotFinite, Px};

/// All land in a view.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Projected {
    pub(super) view: View,
    pub(super) outlines: BTreeMap<PlaceCode, Outline>,
    pub(super) contested: Path,
}

impl Projected {
    fn new(borders: &Borders, view: View) -> Result<Self, NotFinite> {
        let mut outlines = BTreeMap::new();
        let lines = view.lines_of(borders);
        for (place, land) in &lines.lands {
            if let Some(outline) = view.outline(land)? {
                outlines.insert(place.clone(), outline);
            }
        }
        Ok(Self {
            contested: view.lines(&lines.contested)?,
            view,
            outlines,
        })
    }

    /// The view around places, so wide and at most so high.
    pub(super) fn around(
        places: &[&PlaceCode],
        borders: &Borders,
        width: Px,
        highest: Px,
    ) -> Result<Arc<Self>, NotFinite> {
        let view = View::around(places.iter().copied(), borders, width, highest)?;
        if let Some(known) = borders.kept.find(&view) {
            return Ok(known);
        }
        let made = Arc::new(Self::new(borders, view)?);
        borders.kept.keep(Arc::clone(&made));
        Ok(made)
    }
}

/// So many views are kept: the world and the regions that pages lead to. Each takes a few hundred kilobytes.
const VIEWS: usize = 24;

/// The views that were asked for last.
#[derive(Debug, Default)]
pub(super) struct Kept(Mutex<VecDeque<Arc<Projected>>>);

impl Kept {
    fn find(&self, view: &View) -> Option<Arc<Projected>> {
        // A poisoned lock holds whole views or none.
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept.iter().position(|known| known.view == *view)?;
        let found = kept.remove(at)?;
        kept.push_front(Arc::clone(&found));
        Some(found)
    }

    fn keep(&self, made: Arc<Projected>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_front(made);
        kept.truncate(VIEWS);
    }
}

/// A copy begins with none.
impl Clone for Kept {
    fn clone(&self) -> Self {
        Self::default()
    }
}

/// What is kept makes no difference.
impl PartialEq for Kept {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
