//! How wide words are: advance widths of the font that pictures are set in, so that nothing overlaps and nothing leaves the frame.
//!
//! Pictures name Tidemark Sans, which is Source Sans 3 and which PNG and PDF hold. Where a reader has another font, most are a little wider:
//! every width has room for these. Scripts that the font does not have are measured by what fonts for them commonly are.

mod table;

use super::px::Px;
use super::scene::Weight;

/// Consecutive characters that the font has.
struct Range {
    first: u32,
    regular: &'static [u16],
    semibold: &'static [u16],
}

/// Sans-serif fonts of reading systems are up to so much wider than Source Sans 3, in hundredths: Arial, Helvetica, Segoe UI, Roboto and Noto Sans.
const ROOM: u64 = 115;

/// How far the highest letters reach above the line they stand on, in thousandths of the size.
const ASCENT: i32 = 750;
/// How far the lowest letters reach below it.
const DESCENT: i32 = 250;

/// How wide a text is in one line.
#[must_use]
pub fn width(text: &str, size: Px, weight: Weight) -> Px {
    let thousandths: u64 = text.chars().map(|one| u64::from(advance(one, weight))).sum();
    let size = u64::try_from(size.in_hundredths()).unwrap_or_default();
    let hundredths = (thousandths * size * ROOM).div_ceil(1000 * 100);
    Px::hundredths(i32::try_from(hundredths).unwrap_or(i32::MAX))
}

/// How far a text of a size reaches above the line it stands on.
#[must_use]
pub fn ascent(size: Px) -> Px {
    size.part(ASCENT, 1000)
}

/// How far a text of a size reaches below the line it stands on.
#[must_use]
pub fn descent(size: Px) -> Px {
    size.part(DESCENT, 1000)
}

/// How far apart lines of a text stand.
#[must_use]
pub fn line_height(size: Px) -> Px {
    size.part(128, 100)
}

/// How wide a character is, in thousandths of the size.
fn advance(character: char, weight: Weight) -> u16 {
    let code = u32::from(character);
    let after = table::RANGES.partition_point(|range| range.first <= code);
    let known = after.checked_sub(1).and_then(|at| {
        let range = &table::RANGES[at];
        let widths = match weight {
            Weight::Regular => range.regular,
            Weight::Semibold => range.semibold,
        };
        widths.get(usize::try_from(code - range.first).ok()?)
    });
    known.copied().unwrap_or_else(|| of_other_script(character))
}

/// By Unicode block: what fonts for these scripts commonly are, rounded up.
fn of_other_script(character: char) -> u16 {
    match u32::from(character) {
        // What joins, directs or lies upon the letter before.
        0x0300..=0x036f
        | 0x0483..=0x0489
        | 0x0591..=0x05bd
        | 0x0610..=0x061a
        | 0x064b..=0x065f
        | 0x0670
        | 0x06d6..=0x06dc
        | 0x0900..=0x0902
        | 0x093c
        | 0x0941..=0x0948
        | 0x094d
        | 0x0e31
        | 0x0e34..=0x0e3a
        | 0x0e47..=0x0e4e
        | 0x1ab0..=0x1aff
        | 0x1dc0..=0x1dff
        | 0x200b..=0x200f
        | 0x202a..=0x202e
        | 0x2060..=0x2069
        | 0x20d0..=0x20ff
        | 0xfe00..=0xfe0f
        | 0xfe20..=0xfe2f
        | 0xfeff => 0,
        // Narrow and common spaces.
        0x2006 | 0x2009 | 0x200a | 0x202f => 200,
        // Arabic, Hebrew, Thai and their neighbours.
        0x0590..=0x08ff | 0xfb1d..=0xfdff | 0xfe70..=0xfefe => 620,
        // Scripts of South and South-East Asia, of the Caucasus and of Ethiopia.
        0x0900..=0x109f | 0x1200..=0x139f | 0x1780..=0x17ff => 720,
        // As wide as high.
        0x1100..=0x11ff
        | 0x2e80..=0xa4cf
        | 0xac00..=0xd7ff
        | 0xf900..=0xfaff
        | 0xff00..=0xff60
        | 0x1f000..=0x3ffff => 1000,
        _ => 640,
    }
}

#[cfg(test)]
mod tests {
    use super::{advance, table, width};
    use crate::picture::px::Px;
    use crate::picture::scene::Weight;

    #[test]
    fn the_table_is_in_order_and_whole() {
        let mut before = 0;
        for range in table::RANGES {
            assert!(range.first >= before, "{:x}", range.first);
            assert_eq!(range.regular.len(), range.semibold.len(), "{:x}", range.first);
            before = range.first + u32::try_from(range.regular.len()).unwrap();
        }
    }

    #[test]
    fn letters_have_their_own_widths() {
        // hmtx of Source Sans 3 Regular and Semibold.
        assert_eq!(advance('i', Weight::Regular), 246);
        assert_eq!(advance('m', Weight::Regular), 829);
        assert!(advance('m', Weight::Semibold) > advance('m', Weight::Regular));
        assert_eq!(advance('8', Weight::Regular), advance('1', Weight::Regular));
    }

    #[test]
    fn every_script_has_a_width_and_marks_have_none() {
        assert_eq!(advance('\u{301}', Weight::Regular), 0);
        assert_eq!(advance('\u{2068}', Weight::Regular), 0);
        assert_eq!(advance('国', Weight::Regular), 1000);
        for letter in ['я', 'λ', 'ş', 'ệ', 'ع', 'ก', 'ह', 'አ', '≥'] {
            assert!(
                (300..=800).contains(&advance(letter, Weight::Regular)),
                "{letter}"
            );
        }
    }

    #[test]
    fn width_grows_with_size_and_text() {
        let size = Px::whole(12);
        let word = width("Bulgaria", size, Weight::Regular);
        assert!(width("Bulgaria: yes", size, Weight::Regular) > word);
        assert!(width("Bulgaria", Px::whole(13), Weight::Regular) > word);
        assert!(width("Bulgaria", size, Weight::Semibold) > word);
        assert_eq!(width("", size, Weight::Regular), Px::ZERO);
    }
}
