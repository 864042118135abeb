//! Whether columns that were read fit together: every place that is named is there, and lists in which is searched are in order.
//!
//! What they say is another question, which [`crate::Edition::prove`] answers.

use crate::codes::{Codes, Sparse, index};
use crate::figures::{Figures, Form, Ranges, What};
use crate::locators::Locators;
use crate::rows::Row;
use crate::segment::Segment;

/// Whether all parts of a segment fit together.
pub(super) fn is_sound(segment: &Segment) -> bool {
    let rows = &segment.columns.rows;
    let groups = &segment.groups;
    is_ordered(&segment.areas)
        && is_ordered(&segment.splits)
        && is_ordered(&segment.periods)
        && is_ordered(&segment.witnesses)
        && parts(&groups.of_area, segment.areas.len(), groups.split.len())
        && parts(&groups.starts, groups.split.len(), rows.len())
        && has_splits_in_order(segment)
        && rows.iter().all(|row| names_what_is_there(*row, segment))
        && has_ranges(&segment.columns.figures, rows)
        && has_locators(&segment.columns.locators, rows.len())
        && has_texts(&segment.columns.notes, rows.len(), segment.texts.len())
        && has_texts(&segment.columns.doubts, rows.len(), segment.texts.len())
        && has_doubts(segment)
}

fn is_ordered<T: Ord>(values: &[T]) -> bool {
    values.is_sorted_by(|a, b| a < b)
}

/// Whether these are the beginnings of so many parts of a whole of this length, none of them empty, and its end.
fn parts(starts: &[u32], number: usize, length: usize) -> bool {
    starts.len() == number + 1
        && starts.first() == Some(&0)
        && starts.last().map(|end| index(*end)) == Some(length)
        && is_ordered(starts)
}

fn has_splits_in_order(segment: &Segment) -> bool {
    let codes = &segment.groups.split;
    let is_in_order = |area: usize| {
        let groups = segment.groups_of(area);
        let splits: Vec<Option<u32>> = groups.map(|group| codes.get(group)).collect();
        is_ordered(&splits)
    };
    has_codes(codes, segment.groups.split.len(), segment.splits.len())
        && (0..segment.areas.len()).all(is_in_order)
}

fn has_codes(codes: &Codes, rows: usize, values: usize) -> bool {
    codes.len() == rows && (0..rows).all(|row| codes.get(row).is_some_and(|code| index(code) < values))
}

fn names_what_is_there(row: Row, segment: &Segment) -> bool {
    let figures = &segment.columns.figures;
    let Some(form) = figures.form(row) else {
        return false;
    };
    let is_before = |length: usize| row.place().is_some_and(|place| place < length);
    row.period() < segment.periods.len()
        && row.witness() < segment.witnesses.len()
        && match form.what {
            What::Level | What::Codes => is_before(figures.levels.len()),
            What::Text => is_before(figures.texts.len()),
            What::Quantity { value, range, .. } => {
                (!form.is_wide || is_before(figures.wide.len())) && (value.is_some() || range.is_some())
            }
            _ => true,
        }
}

fn has_range(form: Form) -> bool {
    matches!(form.what, What::Quantity { range: Some(_), .. })
}

/// Whether there are ranges for all rows, or for exactly those that have one.
fn has_ranges(figures: &Figures, rows: &[Row]) -> bool {
    let Ranges {
        rows: with,
        low,
        high,
    } = &figures.ranges;
    let ranged = (0..)
        .zip(rows)
        .filter(|(_, row)| figures.form(**row).is_some_and(has_range))
        .map(|(at, _): (u32, _)| at);
    low.len() == high.len()
        && if with.is_empty() && !low.is_empty() {
            low.len() == rows.len()
        } else {
            low.len() == with.len() && ranged.eq(with.iter().copied())
        }
}

fn has_locators(locators: &Locators, rows: usize) -> bool {
    locators.number.len() == rows && has_codes(&locators.pattern, rows, locators.patterns.len())
}

fn has_texts(column: &Sparse, rows: usize, texts: usize) -> bool {
    let (at, codes) = column.parts();
    is_ordered(at)
        && at.last().is_none_or(|last| index(*last) < rows)
        && codes.iter().all(|code| index(*code) < texts)
}

/// Whether exactly those rows have a reason to be in doubt that are in doubt.
fn has_doubts(segment: &Segment) -> bool {
    let columns = &segment.columns;
    let doubtful = (0..)
        .zip(&columns.rows)
        .filter(|(_, row)| columns.figures.form(**row).is_some_and(|form| form.is_questioned))
        .map(|(at, _): (u32, _)| at);
    doubtful.eq(columns.doubts.parts().0.iter().copied())
}
