//! The picture engine: one tree of marks, measured and coloured here, written as SVG, from which pages, files, paper and pixels are all made.
//!
//! A picture is a [`Scene`]: marks with finite coordinates, colours named by what they mean ([`Ink`]), and words of the reader's language. It is
//! drawn in a [`Palette`], and [`checks`] finds what tests must not let pass. See `docs/pictures.md`.

pub mod card;
pub mod chart;
pub mod checks;
pub mod layout;
pub mod map;
pub mod metrics;
pub mod palette;
mod path;
mod px;
mod scene;
mod svg;
pub mod swatch;

pub use palette::{Class, Ink, Palette};
pub use path::{Path, PathBuilder};
pub use px::{Bounds, NotFinite, Point, Px, Size};
pub use scene::{Anchor, Aria, ClassKey, Dash, Direction, Mark, Scene, Shape, Stroke, Text, Weight};
pub use svg::write;

/// How wide a picture is on a page that has room for it.
pub const WIDE: Px = Px::whole(720);

/// How wide a picture is on a small telephone.
pub const NARROW: Px = Px::whole(340);

/// The smallest size of text in any picture.
pub const SMALLEST_TEXT: Px = Px::whole(11);
