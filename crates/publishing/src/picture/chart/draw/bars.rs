//! Bars from zero, one a row, with the figure at the end of each.

use super::canvas::{Canvas, End, Style, along};
use super::frame::{self, axis_along};
use super::keys::{Key, Keys, extent_along};
use super::meta;
use super::rows::{Rows, linked};
use crate::picture::chart::axis::Axis;
use crate::picture::chart::plan::{BarPlan, BarRow};
use crate::picture::chart::point::Extent;
use crate::picture::chart::series::{Measure, Reading};
use crate::picture::{Ink, Mark, Px, Stroke};

/// How thick a bar is.
const BAR: Px = Px::whole(13);
/// How far an arrow reaches.
const REACH: Px = Px::whole(12);

pub(super) fn draw(plan: &BarPlan<'_>, reading: &Reading<'_>, canvas: &mut Canvas<'_>) {
    let points = plan.rows.iter().map(|row| row.point);
    let (measured, common) = frame::measure_line(plan.unit.as_deref(), points, reading);
    frame::measured(&measured, canvas);
    let mut keys = Keys::default();
    column(plan, common.as_deref(), &mut keys, (reading, canvas));
    keys.draw(reading, canvas);
}

/// The rows of a column, beneath what is there.
pub(super) fn column(
    plan: &BarPlan<'_>,
    common: Option<&str>,
    keys: &mut Keys,
    (reading, canvas): (&Reading<'_>, &mut Canvas<'_>),
) {
    let ends = plan.rows.iter().filter(|row| row.point.extent().is_some());
    let at_end = ends
        .map(|row| end_width(row, common, reading))
        .max()
        .unwrap_or_default();
    // An arrow down from a small limit reaches beyond zero.
    let mut extents = plan.rows.iter().filter_map(|row| row.point.extent());
    let reach = if extents.any(Extent::opens_down) {
        REACH
    } else {
        Px::ZERO
    };
    let rows = Rows::new(plan.rows.iter().map(|row| row.name), (reach, at_end), canvas);
    let axis = plan.axis(if canvas.looks.is_narrow() { 3 } else { 5 });
    let span = (rows.from, rows.length);
    let base = canvas.top + Px::whole(12);
    canvas.skip(Px::whole(20));
    // The lines of the axis lie behind the rows, whose height is known only when they are there.
    let mut below = Canvas::new(canvas.looks);
    below.top = canvas.top;
    let mut group = None;
    let mut drawn_to = below.top;
    for row in &plan.rows {
        if row.group != group {
            group = row.group;
            heading(group.unwrap_or_default(), &mut below);
        }
        match row.point.extent() {
            Some(extent) => {
                bar(row, extent, (&axis, &rows, common), keys, (reading, &mut below));
                drawn_to = below.top;
            }
            None => rows.lacking(row.name, row.point, keys, (reading, &mut below)),
        }
    }
    let (marks, foot) = below.finish();
    axis_along(&axis, &Measure::Words, span, (base, drawn_to), reading, canvas);
    let zero = rows.from + along(rows.length, axis.share(0.0));
    let line = canvas.line(
        (zero, base + Px::whole(5)),
        (zero, drawn_to),
        Stroke::new(Ink::Outline, Px::whole(1)),
    );
    canvas.put_all(marks);
    canvas.put(line);
    canvas.top = foot;
}

/// The name of a group of rows.
fn heading(name: &str, canvas: &mut Canvas<'_>) {
    canvas.skip(Px::whole(6));
    canvas.paragraph(name, Style::BOLD, 2);
}

fn end_width(row: &BarRow<'_>, common: Option<&str>, reading: &Reading<'_>) -> Px {
    let figure = Style::FIGURE.width(&row.point.text);
    match beside(row, common, reading) {
        Some(said) => figure + Px::whole(6) + Style::QUIET.width(&said),
        None => figure,
    }
}

/// Who says so and when, where rows differ in that.
fn beside(row: &BarRow<'_>, common: Option<&str>, reading: &Reading<'_>) -> Option<String> {
    if common.is_some() {
        return None;
    }
    meta(row.point, reading)
}

fn bar(
    row: &BarRow<'_>,
    extent: &Extent,
    (axis, rows, common): (&Axis, &Rows, Option<&str>),
    keys: &mut Keys,
    (reading, canvas): (&Reading<'_>, &mut Canvas<'_>),
) {
    let narrow = canvas.looks.is_narrow();
    let said = beside(row, common, reading);
    let line = match &said {
        Some(said) if narrow => {
            let args = [("figure", row.point.text.as_str()), ("period", said.as_str())];
            reading.words.messages.with("cell-period", &args)
        }
        _ => row.point.text.clone(),
    };
    let (mut marks, middle) = rows.begin(row.name, narrow.then_some((line.as_str(), Style::FIGURE)), canvas);
    let place = |number: f64| rows.from + along(rows.length, axis.share(number));
    marks.extend(length(extent, (place(0.0), place), middle, keys, canvas));
    keys.note(row.point);
    if !narrow {
        let reach = if extent.opens_up() {
            Px::whole(12)
        } else {
            Px::ZERO
        };
        let mut x = place(extent.most()) + reach + Px::whole(6);
        let figure = Style::FIGURE.fitted(&row.point.text, canvas.width() - x);
        marks.push(canvas.words(&figure, (x, middle + Px::whole(4)), End::Start, Style::FIGURE));
        x += Style::FIGURE.width(&figure) + Px::whole(6);
        if let Some(said) = said.filter(|_| x < canvas.width() - Px::whole(24)) {
            let said = Style::QUIET.fitted(&said, canvas.width() - x);
            marks.push(canvas.words(&said, (x, middle + Px::whole(4)), End::Start, Style::QUIET));
        }
    }
    let mark = linked(marks, row.name, row.point, reading, canvas);
    canvas.put(mark);
}

/// The length itself. What is only a limit has an open end; a range alone is no length from zero, and a span.
fn length(
    extent: &Extent,
    (zero, place): (Px, impl Fn(f64) -> Px),
    middle: Px,
    keys: &mut Keys,
    canvas: &Canvas<'_>,
) -> Vec<Mark> {
    let mut marks = Vec::new();
    let top = middle - BAR.half();
    // Zero has no length; what is more has one that is seen.
    if let Some(value) = extent.value.filter(|value| *value != 0.0 || extent.opens_down()) {
        let end = place(value);
        let (from, to) = (zero.min(end), zero.max(end));
        let bar = canvas.bar((from, top), ((to - from).max(Px::hundredths(150)), BAR));
        // Where what is meant lies somewhere below, nothing is filled that may not be there.
        marks.push(if extent.opens_down() {
            bar.filled(Ink::Paper)
                .stroked(Stroke::new(Ink::Mark, Px::whole(1)))
        } else {
            bar.filled(Ink::Mark)
        });
    }
    let range = extent.range.map(|(low, high)| (place(low), place(high)));
    let ink = if extent.value.is_some() {
        Ink::Text
    } else {
        Ink::Mark
    };
    if let (None, Some((from, to))) = (extent.value, range) {
        let span = canvas
            .bar((from, top), ((to - from).max(Px::hundredths(150)), BAR))
            .filled(Ink::Band);
        marks.push(keys.of(Key::Range, span));
    }
    let at = extent.value.map_or(zero, &place);
    marks.extend(extent_along(extent, (at, middle), range, ink, keys, canvas));
    marks
}
