//! Pictures as pixels.

mod pack;
mod paint;
mod palette;
mod steps;
mod words;

use png::EncodingError;
use thiserror::Error;
use tidemark_publishing::picture::{Palette, Scene};

use crate::press::Press;

/// No side of a picture has more pixels.
pub const LARGEST_SIDE: u16 = 8_192;

/// No picture has more pixels: 32 million are 128 MB while it is painted.
const MOST_PIXELS: u64 = 32_000_000;

/// Why there is no picture.
#[derive(Debug, Error)]
pub enum PictureError {
    /// Its words cannot be set: a fault of the picture engine.
    #[error("the words of a picture cannot be set: {0}")]
    Words(#[from] usvg::Error),
    /// An outline is none: a fault of the picture engine.
    #[error("a picture holds an outline that is none")]
    Path,
    /// It would have no pixel, or too many.
    #[error("a picture of {width} × {height} pixels cannot be made; a side has 1 to {LARGEST_SIDE}")]
    Size {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
    /// The pixels cannot be packed.
    #[error("the pixels cannot be packed")]
    Packing(#[from] EncodingError),
}

impl Press {
    /// A picture as a PNG of so many pixels across, as high as its own shape asks for, set in the fonts of this press: what browsers show of its
    /// [SVG](tidemark_publishing::picture::write). Every colour that means something comes out exactly.
    ///
    /// # Errors
    /// The picture would be too large.
    pub fn png(&self, scene: &Scene, palette: Palette, width: u32) -> Result<Vec<u8>, PictureError> {
        let scale = f64::from(width) / scene.size.width.to_f64();
        let height = whole(scene.size.height.to_f64() * scale);
        let fitting = |pixels: u32| {
            let side = u16::try_from(pixels).ok();
            side.filter(|side| (1..=LARGEST_SIDE).contains(side))
        };
        let size = fitting(width)
            .zip(fitting(height))
            .filter(|_| u64::from(width) * u64::from(height) <= MOST_PIXELS)
            .ok_or(PictureError::Size { width, height })?;
        let pixels = paint::paint(scene, palette, self.fonts(), size, scale)?;
        Ok(pack::packed(&pixels, &paint::colours(scene, palette))?)
    }
}

/// Rounded, and never less than one where there is anything.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a size is positive, and what is too large is refused"
)]
fn whole(height: f64) -> u32 {
    height.round().max(1.0) as u32
}

#[cfg(test)]
mod tests;
