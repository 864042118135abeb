//! Pixels as PNG (third edition).

use std::collections::{BTreeSet, HashMap};

use foldhash::fast::FixedState;
use png::{BitDepth, ColorType, DeflateCompression, Encoder, EncodingError, Filter};
use vello_cpu::Pixmap;

use super::palette::{Colour, Palette};

/// How hard it is packed, of 9: the second level takes a fifth fewer bytes than the first, all further ones together a twentieth.
const LEVEL: u8 = 2;

/// A picture as a file, by a palette of 256 colours. It stands on paper: nothing is seen through.
/// `meant` are the colours that mean something.
pub(super) fn packed(pixels: &Pixmap, meant: &BTreeSet<Colour>) -> Result<Vec<u8>, EncodingError> {
    let stretches = Stretches::of(pixels.data_as_u8_slice());
    let palette = Palette::of(&stretches.counted, meant);
    let mut indices = Vec::with_capacity(pixels.data().len());
    for &(length, number) in &stretches.runs {
        let index = palette.indices.get(number).copied().unwrap_or_default();
        indices.resize(indices.len() + length, index);
    }
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, u32::from(pixels.width()), u32::from(pixels.height()));
    encoder.set_color(ColorType::Indexed);
    encoder.set_palette(palette.colours.concat());
    encoder.set_depth(BitDepth::Eight);
    // What is told by numbers of colours is packed as it is: neighbours in a palette are not alike.
    encoder.set_filter(Filter::NoFilter);
    encoder.set_deflate_compression(DeflateCompression::Level(LEVEL));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&indices)?;
    writer.finish()?;
    Ok(file)
}

/// A picture as stretches of one colour, row after row.
struct Stretches {
    /// Each colour, and how many pixels have it.
    counted: Vec<(Colour, usize)>,
    /// How long each stretch is, and which of the colours it has.
    runs: Vec<(usize, usize)>,
}

impl Stretches {
    /// Of red, green, blue and what shows through, which is nothing.
    fn of(pixels: &[u8]) -> Self {
        let (mut rest, _) = pixels.as_chunks::<4>();
        let mut numbers: HashMap<u32, usize, FixedState> = HashMap::default();
        let (mut counted, mut runs) = (Vec::new(), Vec::new());
        while let [pixel, ..] = rest {
            let length = rest.iter().position(|other| other != pixel).unwrap_or(rest.len());
            rest = rest.get(length..).unwrap_or_default();
            let number = *numbers.entry(u32::from_le_bytes(*pixel)).or_insert_with(|| {
                let [red, green, blue, _] = *pixel;
                counted.push(([red, green, blue], 0));
                counted.len() - 1
            });
            if let Some((_, count)) = counted.get_mut(number) {
                *count += length;
            }
            runs.push((length, number));
        }
        Self { counted, runs }
    }
}
