//! A view with everything that lies in it: the world once, and kept; regions when they are asked for.

use std::borrow::Cow;
use std::collections::BTreeMap;

use tidemark_vocab::PlaceCode;

use super::borders::Borders;
use super::view::{Outline, View};
use crate::picture::WIDE;
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
        for (place, land) in &borders.lands {
            if let Some(outline) = view.outline(land)? {
                outlines.insert(place.clone(), outline);
            }
        }
        Ok(Self {
            contested: view.lines(&borders.contested)?,
            view,
            outlines,
        })
    }

    /// The view around places, so wide and at most so high.
    pub(super) fn around<'b>(
        places: &[&PlaceCode],
        borders: &'b Borders,
        width: Px,
        highest: Px,
    ) -> Result<Cow<'b, Self>, NotFinite> {
        let view = View::around(places.iter().copied(), borders, width, highest)?;
        if !(view.is_world && width == WIDE) {
            return Self::new(borders, view).map(Cow::Owned);
        }
        if let Some(world) = borders.world.get() {
            return Ok(Cow::Borrowed(world));
        }
        let world = Self::new(borders, view)?;
        Ok(Cow::Borrowed(borders.world.get_or_init(|| world)))
    }
}
