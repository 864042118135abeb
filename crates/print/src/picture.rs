//! SVG as pixels.

use std::sync::Arc;

use png::{BitDepth, ColorType, Compression, Encoder, EncodingError};
use resvg::tiny_skia::{Pixmap, PremultipliedColorU8, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree};
use thiserror::Error;

use crate::fonts::FAMILY;
use crate::press::Press;

/// No side of a picture has more pixels.
pub const LARGEST_SIDE: u32 = 8_192;

/// No picture has more pixels: 32 million are 128 MB while it is painted.
const MOST_PIXELS: u64 = 32_000_000;

/// Why there is no picture.
#[derive(Debug, Error)]
pub enum PictureError {
    /// The text is not SVG that can be painted.
    #[error("this is no SVG that can be painted: {0}")]
    Svg(#[from] resvg::usvg::Error),
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
    /// An SVG as a PNG of so many pixels across, as high as its own shape asks for, set in the fonts of this press. What the SVG points to
    /// elsewhere is not fetched.
    ///
    /// # Errors
    /// The SVG cannot be painted, or the picture would be too large.
    pub fn png(&self, svg: &str, width: u32) -> Result<Vec<u8>, PictureError> {
        let fonts = self.fonts();
        let options = Options {
            font_family: FAMILY.to_owned(),
            fontdb: Arc::clone(&fonts.database),
            image_href_resolver: ImageHrefResolver {
                resolve_data: ImageHrefResolver::default_data_resolver(),
                resolve_string: Box::new(|_, _| None),
            },
            ..Options::default()
        };
        let tree = Tree::from_str(svg, &options)?;
        let scale = pixels(width) / tree.size().width();
        let height = whole(tree.size().height() * scale);
        let refused = || PictureError::Size { width, height };
        let fits = (1..=LARGEST_SIDE).contains(&width)
            && (1..=LARGEST_SIDE).contains(&height)
            && u64::from(width) * u64::from(height) <= MOST_PIXELS;
        let mut pixmap = fits
            .then(|| Pixmap::new(width, height))
            .flatten()
            .ok_or_else(refused)?;
        resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
        Ok(packed(pixmap)?)
    }
}

/// A picture as PNG (third edition). It is packed quickly: packed well, a map of the world takes half as long again and a third fewer bytes.
fn packed(pixmap: Pixmap) -> Result<Vec<u8>, EncodingError> {
    let (width, height) = (pixmap.width(), pixmap.height());
    let is_opaque = pixmap.pixels().iter().all(PremultipliedColorU8::is_opaque);
    let (colours, pixels) = if is_opaque {
        let solid = pixmap.pixels().iter();
        let pixels = solid.flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]);
        (ColorType::Rgb, pixels.collect())
    } else {
        (ColorType::Rgba, pixmap.take_demultiplied())
    };
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, width, height);
    encoder.set_color(colours);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Fast);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels)?;
    writer.finish()?;
    Ok(file)
}

#[expect(clippy::cast_precision_loss, reason = "more than 2^24 pixels are refused")]
fn pixels(width: u32) -> f32 {
    width as f32
}

/// Rounded, and never less than one where there is anything.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a size is positive, and what is too large is refused"
)]
fn whole(height: f32) -> u32 {
    height.round().max(1.0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    const PICTURE: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 200 100">
        <rect width="200" height="100" fill="#ffffff"/><text x="10" y="50" font-family="sans-serif">✓ ليبيا</text></svg>"##;

    /// Width and height as the file says them (PNG, IHDR).
    fn size(png: &[u8]) -> (u32, u32) {
        let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
        (number(16), number(20))
    }

    #[test]
    fn a_picture_is_as_wide_as_asked_and_keeps_its_shape() {
        let png = Press::new(Vec::new()).png(PICTURE, 640).unwrap();
        assert_eq!(size(&png), (640, 320));
    }

    #[test]
    fn letters_are_painted() {
        let press = Press::new(Vec::new());
        let without = PICTURE.replace("✓ ليبيا", "");
        assert_ne!(
            press.png(PICTURE, 200).unwrap(),
            press.png(&without, 200).unwrap()
        );
        assert_eq!(press.png(PICTURE, 200).unwrap(), press.png(PICTURE, 200).unwrap());
    }

    #[test]
    fn what_is_too_large_or_no_picture_is_refused() {
        let press = Press::new(Vec::new());
        assert!(matches!(press.png(PICTURE, 0), Err(PictureError::Size { .. })));
        assert!(matches!(
            press.png(PICTURE, LARGEST_SIDE + 1),
            Err(PictureError::Size { .. })
        ));
        let tall = PICTURE
            .replace("width=\"200\"", "width=\"1\"")
            .replace("0 0 200", "0 0 1");
        assert!(matches!(press.png(&tall, 4_000), Err(PictureError::Size { .. })));
        assert!(matches!(press.png("<p>", 10), Err(PictureError::Svg(_))));
    }

    #[test]
    fn nothing_is_read_from_elsewhere() {
        let picture = r#"<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><image href="/etc/hostname" width="10" height="10"/></svg>"#;
        let empty = r#"<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>"#;
        let press = Press::new(Vec::new());
        assert_eq!(press.png(picture, 10).unwrap(), press.png(empty, 10).unwrap());
    }
}
