//! Signs upon places: what a colour alone would leave out.

use crate::display::Words;
use crate::picture::palette::Ink;
use crate::picture::path::{Path, PathBuilder};
use crate::picture::px::{Point, Px};

/// What stands upon a place besides its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// The figure is a least: the place may belong in a higher class.
    AtLeast,
    /// The figure is a most: the place may belong in a lower class.
    AtMost,
    /// The figure is doubtful.
    Doubtful,
}

/// A sign in the legend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignEntry {
    /// The sign.
    pub sign: Sign,
    /// What it means.
    pub label: String,
    /// How many places have it.
    pub places: usize,
}

impl Sign {
    const ALL: [Self; 3] = [Self::AtLeast, Self::AtMost, Self::Doubtful];

    /// Its form around a point: a triangle that points to where the figure may lie, or a diamond.
    #[must_use]
    pub fn path(self, at: Point) -> Path {
        let corner = |x: i32, y: i32| at + Point::new(Px::hundredths(x), Px::hundredths(y));
        let corners = match self {
            Self::AtLeast => vec![corner(0, -300), corner(300, 240), corner(-300, 240)],
            Self::AtMost => vec![corner(0, 300), corner(-300, -240), corner(300, -240)],
            Self::Doubtful => vec![corner(0, -340), corner(280, 0), corner(0, 340), corner(-280, 0)],
        };
        let mut path = PathBuilder::new();
        path.through(corners);
        path.close();
        path.finish()
    }

    /// Its colour.
    #[must_use]
    pub fn ink(self) -> Ink {
        match self {
            Self::AtLeast | Self::AtMost => Ink::Text,
            Self::Doubtful => Ink::Doubt,
        }
    }

    fn label(self, words: &Words<'_>) -> String {
        match self {
            Self::AtLeast => words.messages.get("map-sign-at-least"),
            Self::AtMost => words.messages.get("map-sign-at-most"),
            Self::Doubtful => words.messages.get("map-sign-doubtful"),
        }
    }
}

/// The signs that occur.
pub(super) fn entries(places: &[super::MappedPlace], words: &Words<'_>) -> Vec<SignEntry> {
    Sign::ALL
        .into_iter()
        .map(|sign| SignEntry {
            sign,
            label: sign.label(words),
            places: places.iter().filter(|place| place.signs.contains(&sign)).count(),
        })
        .filter(|entry| entry.places > 0)
        .collect()
}
