//! The fonts that everything is set in: those that come along, then those that the operator adds.

use std::sync::Arc;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use unicode_normalization::char::decompose_canonical;
use usvg::fontdb;

macro_rules! bundled {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../../fonts/", $name)))),+]
    };
}

/// The fonts that come along, in the order in which they are tried.
const BUNDLED: &[(&str, &[u8])] = bundled![
    "TidemarkSans-Italic.ttf",
    "TidemarkSans-Regular.ttf",
    "TidemarkSans-Semibold.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansArabic-SemiBold.ttf",
    "NotoSansArmenian-Regular.ttf",
    "NotoSansBengali-Regular.ttf",
    "NotoSansDevanagari-Regular.ttf",
    "NotoSansGeorgian-Regular.ttf",
    "NotoSansHebrew-Regular.ttf",
    "NotoSansKhmer-Regular.ttf",
    "NotoSansLao-Regular.ttf",
    "NotoSansMyanmar-Regular.ttf",
    "NotoSansSC-Regular.ttf",
    "NotoSansSymbols2-Regular.ttf",
    "NotoSansThai-Regular.ttf",
    "TidemarkSerif-Semibold.ttf",
];

/// The family that texts are set in where it has their letters.
pub(crate) const FAMILY: &str = "Tidemark Sans";

/// What stands for a letter that no font has. It is in every font that comes along.
const MISSING: char = '□';

/// Fonts in the order in which they are tried.
pub(crate) struct Fonts {
    faces: Vec<Font>,
    /// What they are called and which letters they have.
    pub(crate) book: LazyHash<FontBook>,
    /// The same for pictures.
    pub(crate) database: Arc<fontdb::Database>,
}

impl Fonts {
    /// The fonts that come along, then these. What is no font is left out.
    pub(crate) fn new(extra: &[Bytes]) -> Self {
        let bundled = BUNDLED.iter().map(|(_, bytes)| Bytes::new(*bytes));
        let bytes: Vec<Bytes> = bundled.chain(extra.iter().cloned()).collect();
        let mut database = fontdb::Database::new();
        for font in &bytes {
            database.load_font_source(fontdb::Source::Binary(Arc::new(font.clone())));
        }
        database.set_sans_serif_family(FAMILY);
        let faces: Vec<Font> = bytes.into_iter().flat_map(Font::iter).collect();
        Self {
            book: LazyHash::new(FontBook::from_fonts(&faces)),
            database: Arc::new(database),
            faces,
        }
    }

    /// A font by its place in the book.
    pub(crate) fn get(&self, index: usize) -> Option<Font> {
        self.faces.get(index).cloned()
    }

    /// The families, in the order in which they are tried.
    pub(crate) fn families(&self) -> Vec<&str> {
        let mut families: Vec<&str> = Vec::new();
        for font in &self.faces {
            let family = font.info().family.as_str();
            if !families.contains(&family) {
                families.push(family);
            }
        }
        families
    }

    /// The text with `□` for every letter that no font has, and how many these are. A document for everyone must not hold letters without a
    /// shape (PDF/UA-1, 7.21.8), and one letter must not cost the reader the document.
    pub(crate) fn printable(&self, text: &str) -> Option<(String, usize)> {
        if text.is_ascii() {
            return None;
        }
        let mut missing = 0;
        let replaced = text.chars().map(|letter| {
            if self.has(letter) {
                letter
            } else {
                missing += 1;
                MISSING
            }
        });
        let replaced: String = replaced.collect();
        (missing > 0).then_some((replaced, missing))
    }

    /// Whether a letter can be set: some font has it, or the letters that it is put together from.
    fn has(&self, letter: char) -> bool {
        if letter.is_ascii() || is_unseen(letter) || self.covers(letter) {
            return true;
        }
        let mut parts = Vec::new();
        decompose_canonical(letter, |part| parts.push(part));
        parts.len() > 1 && parts.into_iter().all(|part| self.covers(part))
    }

    fn covers(&self, letter: char) -> bool {
        let code = u32::from(letter);
        self.faces.iter().any(|font| font.info().coverage.contains(code))
    }
}

/// Letters that have no shape of their own: joiners, marks of direction, soft hyphens, variation selectors, unusual spaces.
fn is_unseen(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || matches!(
            letter,
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_family_of_texts_comes_along_and_is_tried_first() {
        assert_eq!(Fonts::new(&[]).families().first(), Some(&FAMILY));
    }

    #[test]
    fn every_font_of_the_project_comes_along() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fonts");
        let files = std::fs::read_dir(folder).unwrap();
        let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
        let mut there: Vec<String> = names.filter(|name| name.contains(".ttf")).collect();
        there.sort_unstable();
        let mut known: Vec<&str> = BUNDLED.iter().map(|(name, _)| *name).collect();
        known.sort_unstable();
        assert_eq!(known, there);
    }

    #[test]
    fn every_sign_of_the_tables_can_be_set() {
        let signs = "✓ ✗ — – ≥ ≤ ~ < > □ … “ ” ’ × ·";
        assert_eq!(Fonts::new(&[]).printable(signs), None);
    }

    #[test]
    fn a_letter_without_a_shape_is_seen_to_be_missing() {
        let fonts = Fonts::new(&[]);
        assert_eq!(fonts.printable("a\u{10ffff}b"), Some(("a□b".to_owned(), 1)));
        assert_eq!(fonts.printable("Ça, \u{2068}ẋ\u{2069}"), None);
    }
}
