//! `cargo xtask font-metrics`: the widths by which pictures measure their words, from the fonts they are set in.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::ChoreError;
use crate::console::Console;
use crate::workplace::Workplace;

/// Where the widths are kept, seen from the workspace.
const RESULT: &str = "crates/publishing/src/picture/metrics/table.rs";

/// The fonts, in the folder of fonts.
const FONTS: [&str; 2] = ["TidemarkSans-Regular.ttf", "TidemarkSans-Semibold.ttf"];

/// Writes the widths; `--check` only compares, `--from DIR` names another folder of fonts.
pub(crate) fn run(arguments: &[String], console: &mut Console) -> Result<(), ChoreError> {
    let root = Workplace::here()?.root().to_path_buf();
    let (mut from, mut check) = (root.join("fonts"), false);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--check" => check = true,
            "--from" => {
                let folder = rest.next().ok_or_else(|| usage("--from needs a folder"))?;
                from = PathBuf::from(folder);
            }
            other => return Err(usage(&format!("font-metrics has no argument '{other}'"))),
        }
    }
    let [regular, semibold] = FONTS.map(|name| widths(&from.join(name)));
    let made = table(&regular?, &semibold?);
    let path = root.join(RESULT);
    if check {
        let kept = fs::read_to_string(&path).map_err(ChoreError::io(RESULT))?;
        return if kept == made {
            console.line("the widths are those of the fonts");
            Ok(())
        } else {
            Err(ChoreError::Failed(format!("{RESULT} is not what the fonts say")))
        };
    }
    fs::write(&path, &made).map_err(ChoreError::io(RESULT))?;
    console.line(&format!("{RESULT}: {} bytes", made.len()));
    Ok(())
}

fn usage(text: &str) -> ChoreError {
    ChoreError::Usage(text.to_owned())
}

fn widths(path: &Path) -> Result<BTreeMap<u32, u16>, ChoreError> {
    let name = path.display().to_string();
    let bytes = fs::read(path).map_err(ChoreError::io(name.clone()))?;
    let font = Font { bytes: &bytes };
    font.widths()
        .ok_or_else(|| ChoreError::Failed(format!("{name} is no TrueType font")))
}

/// A font, as "OpenType specification 1.9" lays it out.
struct Font<'b> {
    bytes: &'b [u8],
}

impl Font<'_> {
    fn u16(&self, at: usize) -> Option<u16> {
        let two = self.bytes.get(at..at.checked_add(2)?)?;
        Some(u16::from_be_bytes(two.try_into().ok()?))
    }

    fn u32(&self, at: usize) -> Option<u32> {
        let four = self.bytes.get(at..at.checked_add(4)?)?;
        Some(u32::from_be_bytes(four.try_into().ok()?))
    }

    fn offset(&self, at: usize) -> Option<usize> {
        usize::try_from(self.u32(at)?).ok()
    }

    /// Where a table begins.
    fn table(&self, tag: [u8; 4]) -> Option<usize> {
        let tables = usize::from(self.u16(4)?);
        let records = (0..tables).map(|number| 12 + 16 * number);
        let mut named = records.filter(|record| self.bytes.get(*record..*record + 4) == Some(tag.as_slice()));
        self.offset(named.next()? + 8)
    }

    /// How wide each character is, in thousandths of the size.
    fn widths(&self) -> Option<BTreeMap<u32, u16>> {
        let em = u32::from(self.u16(self.table(*b"head")? + 18)?);
        let measured = usize::from(self.u16(self.table(*b"hhea")? + 34)?);
        let metrics = self.table(*b"hmtx")?;
        let mut widths = BTreeMap::new();
        for (character, glyph) in self.glyphs()? {
            // Glyphs beyond the last that is measured are as wide as that.
            let at = usize::try_from(glyph).ok()?.min(measured.checked_sub(1)?);
            let units = u32::from(self.u16(metrics + 4 * at)?);
            widths.insert(character, u16::try_from((units * 1000 + em / 2) / em).ok()?);
        }
        Some(widths)
    }

    /// The glyph of each character: the table `cmap` in its format 12.
    fn glyphs(&self) -> Option<Vec<(u32, u32)>> {
        let cmap = self.table(*b"cmap")?;
        let tables = usize::from(self.u16(cmap + 2)?);
        let mut subtables =
            (0..tables).filter_map(|number| Some(cmap + self.offset(cmap + 4 + 8 * number + 4)?));
        let subtable = subtables.find(|at| self.u16(*at) == Some(12))?;
        let groups = self.offset(subtable + 12)?;
        let mut glyphs = Vec::new();
        for group in 0..groups {
            let at = subtable + 16 + 12 * group;
            let (first, last, glyph) = (self.u32(at)?, self.u32(at + 4)?, self.u32(at + 8)?);
            glyphs.extend((first..=last).zip(glyph..));
        }
        Some(glyphs)
    }
}

/// Invisible characters, which [`metrics`](RESULT) knows without a font, and what a font keeps for itself.
fn is_left_out(character: u32) -> bool {
    matches!(character, 0..=0x1f | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f | 0xe000..=0xf8ff | 0xfeff)
}

fn table(regular: &BTreeMap<u32, u16>, semibold: &BTreeMap<u32, u16>) -> String {
    let mut text = String::from(
        "//! Widths of Tidemark Sans, in thousandths of its size: made by `cargo xtask font-metrics`, not by hand.\n\nuse super::Range;\n\n/// In order of their first character.\n#[rustfmt::skip]\npub(super) const RANGES: &[Range] = &[\n",
    );
    let known: Vec<(u32, u16, u16)> = regular
        .iter()
        .filter(|(character, _)| !is_left_out(**character))
        .filter_map(|(character, width)| Some((*character, *width, *semibold.get(character)?)))
        .collect();
    for range in known.chunk_by(|one, next| one.0 + 1 == next.0) {
        let list = |width: fn(&(u32, u16, u16)) -> u16| lines(range.iter().map(width));
        // Writing to a text cannot fail.
        let _ = writeln!(
            text,
            "    Range {{ first: 0x{:04x},\n        regular: &[{}],\n        semibold: &[{}] }},",
            range[0].0,
            list(|known| known.1),
            list(|known| known.2)
        );
    }
    text.push_str("];\n");
    text
}

/// Numbers in lines of a width that can be read.
fn lines(numbers: impl Iterator<Item = u16>) -> String {
    const WIDTH: usize = 110;
    let (mut text, mut width) = (String::new(), 0);
    for (place, number) in numbers.enumerate() {
        let number = number.to_string();
        if place > 0 {
            text.push(',');
            if width + number.len() > WIDTH {
                text.push_str("\n        ");
                width = 0;
            } else {
                text.push(' ');
            }
        }
        width += number.len() + 2;
        text.push_str(&number);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Font, table};

    #[test]
    fn consecutive_characters_stand_together() {
        let regular = [(0x20, 200), (0x21, 300), (0x41, 544), (0xe000, 9)].into();
        let semibold = [(0x20, 210), (0x21, 310), (0x41, 554), (0xe000, 9)].into();
        let text = table(&regular, &semibold);
        assert!(
            text.contains("first: 0x0020,\n        regular: &[200, 300],\n        semibold: &[210, 310]"),
            "{text}"
        );
        assert!(text.contains("first: 0x0041,\n        regular: &[544]"), "{text}");
        assert!(!text.contains("e000"), "{text}");
    }

    #[test]
    fn what_is_no_font_has_no_widths() {
        for bytes in [b"".as_slice(), b"not a font at all", &[0xff; 64]] {
            assert_eq!(Font { bytes }.widths(), None);
        }
    }
}
