//! How wide columns are, and how many of them stand side by side on a page.
//!
//! Widths are estimated from the number of letters: a letter of the text is about half as wide as it is high. What comes out a little
//! narrow breaks its lines, so an estimate is enough.

use std::ops::Range;

/// Millimetres between the margins of an upright A4 page, and of one that lies on its side.
const UPRIGHT: f32 = 178.0;
const ON_ITS_SIDE: f32 = 265.0;

/// Millimetres that a letter takes: of a figure or head, of what stands beside it.
const LETTER: f32 = 1.6;
const SMALL_LETTER: f32 = 1.25;

/// Millimetres between columns.
const GAP: f32 = 4.0;

/// The least that a column takes, what sentences make of it, the most, and one of prose.
const NARROWEST: f32 = 17.0;
const MIDDLING: f32 = 22.0;
const WIDEST: f32 = 34.0;
const PROSE: f32 = 58.0;

/// A text of more letters is prose.
const PROSE_LETTERS: usize = 70;

/// The least and the most that the heads of rows take.
const HEADS: (f32, f32) = (24.0, 46.0);

#[expect(clippy::cast_precision_loss, reason = "texts are shorter than that")]
fn letters(text: &str) -> f32 {
    text.chars().count() as f32
}

/// The longest word of a text, which cannot be broken.
fn longest_word(text: &str) -> f32 {
    text.split_whitespace().map(letters).fold(0.0, f32::max)
}

/// The width of the heads of rows.
pub(crate) fn heads<'t>(heads: impl Iterator<Item = &'t str>) -> f32 {
    let longest = heads.map(letters).fold(0.0, f32::max);
    (longest * LETTER + GAP).clamp(HEADS.0, HEADS.1)
}

/// The width of a column with this head and these cells, each a figure and what stands beside it.
pub(crate) fn column<'t, B: Iterator<Item = &'t str>>(
    head: &str,
    cells: impl Iterator<Item = (&'t str, B)>,
) -> f32 {
    let mut widest = longest_word(head) * LETTER;
    // A head takes up to four lines.
    widest = widest.max(letters(head) * LETTER / 4.0);
    for (figure, beside) in cells {
        if figure.chars().count() > PROSE_LETTERS {
            return PROSE;
        }
        // A figure takes up to two lines, what stands beside it up to three; what is longer still does not make columns wider.
        widest = widest
            .max((letters(figure) * LETTER / 2.0).min(MIDDLING))
            .max(longest_word(figure) * LETTER);
        for text in beside {
            widest = widest.max((letters(text) * SMALL_LETTER / 3.0).min(MIDDLING));
        }
    }
    (widest + GAP).clamp(NARROWEST, WIDEST)
}

/// Whether the page lies on its side, and which columns stand on each sheet: as few sheets as hold them all, each about as full as the
/// others. There is one at least.
pub(crate) fn share_out(heads: f32, columns: &[f32]) -> (bool, Vec<Range<usize>>) {
    let all: f32 = columns.iter().sum();
    if heads + all <= UPRIGHT {
        return (false, std::iter::once(0..columns.len()).collect());
    }
    let room = ON_ITS_SIDE - heads;
    let fewest = fill(columns, room);
    let even = evenly(columns, room, fewest.len());
    (true, even.unwrap_or(fewest))
}

/// Columns on so many sheets, each as full as the mean of those that are left; nothing where one of them would be too full.
#[expect(clippy::cast_precision_loss, reason = "a table has fewer sheets than that")]
fn evenly(columns: &[f32], room: f32, sheets: usize) -> Option<Vec<Range<usize>>> {
    let mut shared = Vec::new();
    let mut start = 0;
    for left in (1..=sheets).rev() {
        let rest: f32 = columns.get(start..)?.iter().sum();
        let mean = rest / left as f32;
        let (mut end, mut used) = (start, 0.0);
        while let Some(width) = columns.get(end) {
            // The last one takes what is left; the others stop where they are nearest to the mean.
            let is_enough = left > 1 && used + width / 2.0 > mean;
            if end > start && is_enough {
                break;
            }
            used += width;
            end += 1;
        }
        if used > room && end > start + 1 {
            return None;
        }
        shared.push(start..end);
        start = end;
    }
    shared.iter().all(|sheet| !sheet.is_empty()).then_some(shared)
}

/// Columns one after another, with a new sheet wherever the next one has no room.
fn fill(columns: &[f32], room: f32) -> Vec<Range<usize>> {
    let mut sheets = Vec::new();
    let (mut start, mut used) = (0, 0.0);
    for (at, width) in columns.iter().enumerate() {
        if used + width > room && at > start {
            sheets.push(start..at);
            (start, used) = (at, 0.0);
        }
        used += width;
    }
    sheets.push(start..columns.len());
    sheets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_columns_stand_upright_and_more_on_the_side() {
        for (columns, on_its_side) in [(4, false), (7, true), (0, false)] {
            let (is_on_its_side, sheets) = share_out(40.0, &vec![30.0; columns]);
            assert_eq!(is_on_its_side, on_its_side);
            assert_eq!((sheets.len(), sheets[0].clone()), (1, 0..columns));
        }
    }

    #[test]
    fn too_many_are_shared_out_evenly_and_none_is_lost() {
        assert_eq!(share_out(40.0, &[30.0; 8]), (true, vec![0..4, 4..8]));
        let (_, sheets) = share_out(40.0, &[30.0; 50]);
        assert_eq!(sheets.iter().map(ExactSizeIterator::len).sum::<usize>(), 50);
        assert!(
            sheets.iter().all(|sheet| (5..=7).contains(&sheet.len())),
            "{sheets:?}"
        );
    }

    #[test]
    fn a_column_wider_than_a_page_has_a_sheet_of_its_own() {
        assert_eq!(fill(&[500.0, 500.0], 100.0), [0..1, 1..2]);
    }

    #[test]
    fn a_column_is_as_wide_as_its_longest_word_and_prose_is_wide() {
        let none = || std::iter::empty::<&str>();
        let short = column("NSP", [("✓", none())].into_iter());
        let number = column("NSP", [("1,234,567 (1,000,000–2,000,000)", none())].into_iter());
        let prose = "Several provinces fund programmes of their own, and the federal law leaves it to them.";
        assert!(short < number && number < column("NSP", [(prose, none())].into_iter()));
    }
}
