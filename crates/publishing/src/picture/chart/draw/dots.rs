//! Dots and ranges, one row after another.

use super::canvas::{Canvas, End, Style, along};
use super::frame::{self, axis_along};
use super::glyph;
use super::keys::{Keys, Sign, extent_along, flow};
use super::rows::{Rows, linked};
use crate::picture::chart::axis::{Axis, Scale};
use crate::picture::chart::plan::{Dot, DotPlan, DotRow, Voice};
use crate::picture::chart::series::Reading;
use crate::picture::{ClassKey, Ink, Mark, Px, Stroke};

const RADIUS: Px = Px::whole(5);
/// How far a spot with its arrow reaches.
const REACH: Px = Px::whole(12);

pub(super) fn draw(plan: &DotPlan<'_>, reading: &Reading<'_>, canvas: &mut Canvas<'_>) {
    let points = plan
        .rows
        .iter()
        .flat_map(|row| row.dots.iter().map(|dot| dot.point));
    let (measured, _) = frame::measure_line(plan.unit.as_deref(), points, reading);
    frame::measured(&measured, canvas);
    let axis = plan.axis(if canvas.looks.is_narrow() { 3 } else { 6 });
    if axis.scale == Scale::Logarithmic {
        let words = reading.words.messages.get("chart-by-factors");
        frame::measured(&words, canvas);
    }
    voices(plan, reading, canvas);
    let at_end = plan.rows.iter().filter_map(|row| row.dots.first());
    let at_end = at_end
        .map(|dot| Style::FIGURE.width(&dot.point.text))
        .max()
        .unwrap_or_default();
    let rows = Rows::new(plan.rows.iter().map(|row| row.name), (REACH, at_end), canvas);
    let base = canvas.top + Px::whole(12);
    canvas.skip(Px::whole(20));
    let mut keys = Keys::default();
    let mut below = Canvas::new(canvas.looks);
    below.top = canvas.top;
    let mut drawn_to = below.top;
    for row in &plan.rows {
        spots(
            row,
            (&axis, &rows, &plan.voices),
            &mut keys,
            (reading, &mut below),
        );
        if !row.dots.is_empty() {
            drawn_to = below.top;
        }
    }
    let (marks, foot) = below.finish();
    axis_along(
        &axis,
        &plan.of,
        (rows.from, rows.length),
        (base, drawn_to),
        reading,
        canvas,
    );
    canvas.put_all(marks);
    canvas.top = foot;
    keys.draw(reading, canvas);
}

/// Which sign says what; nothing where there is but one.
fn voices(plan: &DotPlan<'_>, reading: &Reading<'_>, canvas: &mut Canvas<'_>) {
    let name = |voice: &Voice| match voice {
        Voice::Reporter(name) | Voice::Column(name) => name.clone(),
        Voice::Others => reading.words.messages.get("chart-others"),
    };
    if plan.voices.len() < 2 {
        return;
    }
    let entry = |(at, voice): (usize, &Voice)| {
        let sign =
            move |place, canvas: &Canvas<'_>| glyph::sign(at, place, RADIUS, canvas).explaining(class(at));
        (name(voice), Box::new(sign) as Sign)
    };
    flow(plan.voices.iter().enumerate().map(entry).collect(), canvas);
}

fn class(voice: usize) -> ClassKey {
    ClassKey(format!("voice{voice}"))
}

fn spots(
    row: &DotRow<'_>,
    (axis, rows, voices): (&Axis, &Rows, &[Voice]),
    keys: &mut Keys,
    (reading, canvas): (&Reading<'_>, &mut Canvas<'_>),
) {
    let Some(first) = row.dots.first() else {
        if let Some(point) = row.told.first() {
            rows.lacking(row.name, point, keys, (reading, canvas));
        }
        return;
    };
    let narrow = canvas.looks.is_narrow();
    let told_by_reporters = matches!(voices.first(), Some(Voice::Reporter(_)));
    let figure = (first.point.text.as_str(), Style::FIGURE);
    let by_name = narrow && (row.dots.len() == 1 || told_by_reporters);
    let (mut name, middle) = rows.begin(row.name, by_name.then_some(figure), canvas);
    let place = |number: f64| rows.from + along(rows.length, axis.share(number));
    let far = row.dots.iter().map(|dot| place(dot.extent.middle()));
    let (least, most) = (
        far.clone().min().unwrap_or(rows.from),
        far.max().unwrap_or(rows.from),
    );
    if most > least {
        let between = Stroke::new(Ink::Line, Px::whole(3));
        canvas.put(canvas.line((least, middle), (most, middle), between));
    }
    let end = |dot: &Dot<'_>| place(dot.extent.most()) + opening(dot);
    let farthest = row.dots.iter().map(end).max().unwrap_or_default();
    // A figure stands at its own spot or nowhere: behind another it would be read as that one's.
    if !narrow && end(first) == farthest {
        let x = farthest + RADIUS + Px::whole(5);
        let figure = Style::FIGURE.fitted(figure.0, canvas.width() - x);
        name.push(canvas.words(&figure, (x, middle + Px::whole(4)), End::Start, Style::FIGURE));
    }
    canvas.put(linked(name, row.name, first.point, reading, canvas));
    // The figure that tables show comes last, so that it lies on top.
    for dot in row.dots.iter().rev() {
        let mut mark = spot(dot, (place(dot.extent.middle()), middle), place, keys, canvas);
        if voices.len() > 1 {
            let sign = mark.pop().map(|sign| sign.of_class(class(dot.voice)));
            mark.extend(sign);
        }
        keys.note(dot.point);
        let mark = linked(mark, row.name, dot.point, reading, canvas);
        canvas.put(mark);
    }
}

/// How far an arrow reaches beyond the spot.
fn opening(dot: &Dot<'_>) -> Px {
    if dot.extent.opens_up() {
        Px::whole(8)
    } else {
        Px::ZERO
    }
}

fn spot(
    dot: &Dot<'_>,
    at: (Px, Px),
    place: impl Fn(f64) -> Px,
    keys: &mut Keys,
    canvas: &Canvas<'_>,
) -> Vec<Mark> {
    let range = dot.extent.range.map(|(low, high)| (place(low), place(high)));
    let mut marks = extent_along(&dot.extent, at, range, glyph::ink(dot.voice), keys, canvas);
    // A range alone has no spot of its own.
    if dot.extent.value.is_some() {
        marks.push(glyph::sign(dot.voice, at, RADIUS, canvas));
    } else if let Some((from, to)) = range {
        let end = |x: Px| {
            canvas.line(
                (x, at.1 - RADIUS),
                (x, at.1 + RADIUS),
                Stroke::new(glyph::ink(dot.voice), Px::whole(2)),
            )
        };
        marks.extend([end(from), end(to)]);
    }
    marks
}
