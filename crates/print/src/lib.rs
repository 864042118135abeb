//! Values in, bytes out, on paper and as pixels: the only crate that knows Typst and a painter of pixels.
//!
//! A [`Press`] is made once: it holds the fonts and the templates, and can be used from several threads. What it prints depends on nothing
//! but its arguments: no clock (documents are dated by the caller), no network, no files. Texts reach a template as values, never as
//! markup, so that none becomes a command.

pub mod atlas;
pub mod book;
mod document;
mod entry;
mod fonts;
mod picture;
mod place;
mod press;
mod references;
mod region;
mod sheet;
mod table;
mod tongue;
pub mod trends;
mod width;
mod world;

pub use book::Book;
pub use document::Illustration;
pub use picture::{LARGEST_SIDE, PictureError};
pub use place::PlaceProfile;
pub use press::{Imprint, Press, PrintError};
pub use region::RegionProfile;
pub use table::MOST_CELLS;
