//! Two rounds side by side, a line for each row.

use super::canvas::{Canvas, End, GAP, Style, along};
use super::frame;
use super::glyph;
use super::keys::{Key, Keys};
use super::rows::linked;
use crate::picture::chart::axis::{Axis, Scale};
use crate::picture::chart::plan::{SlopeLine, SlopePlan};
use crate::picture::chart::series::Reading;
use crate::picture::{Ink, Mark, Px, Stroke, layout};

/// How high a label is.
const LINE: Px = Px::whole(16);
/// How long the lines from labels to their spots are.
const LEADER: Px = Px::whole(18);

/// Where the two rounds stand, and from where to where numbers do.
struct Sides {
    left: Px,
    right: Px,
    top: Px,
    foot: Px,
}

pub(super) fn draw(plan: &SlopePlan<'_>, reading: &Reading<'_>, canvas: &mut Canvas<'_>) {
    let (measured, _) = frame::measure_line(plan.unit.as_deref(), std::iter::empty(), reading);
    frame::measured(&measured, canvas);
    let axis = plan.axis(5);
    if axis.scale == Scale::Logarithmic {
        frame::measured(&reading.words.messages.get("chart-by-factors"), canvas);
    }
    let count = i32::try_from(plan.lines.len()).unwrap_or(i32::MAX);
    let height = (LINE * count + Px::whole(40)).max(Px::whole(260));
    let (left, right) = columns(plan, reading, canvas);
    let head = canvas.top + Px::whole(14);
    let top = canvas.top + Px::whole(28);
    let sides = Sides {
        left,
        right,
        top,
        foot: top + height,
    };
    for (x, round, end) in [
        (left, plan.rounds.0, End::Finish),
        (right, plan.rounds.1, End::Start),
    ] {
        let words = reading.words.round(round);
        let words = Style::BOLD.fitted(&words, head_room(canvas));
        canvas.put(canvas.words(&words, (x, head), end, Style::BOLD));
        let stroke = Stroke::new(Ink::Outline, Px::whole(1));
        canvas.put(canvas.line((x, top - GAP), (x, sides.foot), stroke));
    }
    let mut keys = Keys::default();
    lines(plan, (&axis, &sides), &mut keys, (reading, canvas));
    canvas.top = sides.foot + GAP;
    keys.draw(reading, canvas);
}

/// Where the two rounds stand: figures to the left, names with figures to the right.
fn columns(plan: &SlopePlan<'_>, reading: &Reading<'_>, canvas: &Canvas<'_>) -> (Px, Px) {
    let widest = |words: &mut dyn Iterator<Item = String>| {
        let words = words.map(|words| Style::FIGURE.width(&words));
        words.max().unwrap_or_default() + LEADER + Px::whole(4)
    };
    let left = widest(&mut plan.lines.iter().map(|line| line.before.1.text.clone()));
    let right = widest(&mut plan.lines.iter().map(after));
    let head = |round| {
        let words = Style::BOLD.width(&reading.words.round(round)) + Px::whole(1);
        words.min(head_room(canvas))
    };
    let left = left.min(canvas.width().part(25, 100)).max(head(plan.rounds.0));
    let right = right.min(canvas.width().part(58, 100)).max(head(plan.rounds.1));
    (left, canvas.width() - right)
}

/// How long the name of a round may be.
fn head_room(canvas: &Canvas<'_>) -> Px {
    canvas.width().part(44, 100)
}

/// A name with its later figure, as they stand beside one another.
fn after(line: &SlopeLine<'_>) -> String {
    format!("{}  {}", line.after.1.text, line.name)
}

fn lines(
    plan: &SlopePlan<'_>,
    (axis, sides): (&Axis, &Sides),
    keys: &mut Keys,
    (reading, canvas): (&Reading<'_>, &mut Canvas<'_>),
) {
    let height = sides.foot - sides.top - Px::whole(16);
    let place = |number: f64| sides.foot - Px::whole(8) - along(height, axis.share(number));
    let ends: Vec<(Px, Px)> = plan
        .lines
        .iter()
        .map(|line| (place(line.before.0.middle()), place(line.after.0.middle())))
        .collect();
    let befores = spread(ends.iter().map(|(before, _)| *before), sides);
    let afters = spread(ends.iter().map(|(_, after)| *after), sides);
    for ((line, (from, to)), labels) in plan.lines.iter().zip(ends).zip(befores.into_iter().zip(afters)) {
        let (key, stroke) = change(line);
        let mut marks = vec![keys.of(key, canvas.line((sides.left, from), (sides.right, to), stroke))];
        for (x, y) in [(sides.left, from), (sides.right, to)] {
            marks.push(Mark::circle(canvas.point(x, y), Px::hundredths(350)).filled(stroke.ink));
        }
        marks.extend(told(line, (from, to), labels, sides, canvas));
        let mark = linked(marks, line.name, line.after.1, reading, canvas);
        canvas.put(mark);
    }
}

/// The figure before a line, its figure and name behind it, each with a line to its spot.
fn told(
    line: &SlopeLine<'_>,
    (from, to): (Px, Px),
    (before, behind): (Px, Px),
    sides: &Sides,
    canvas: &Canvas<'_>,
) -> [Mark; 4] {
    let end = sides.left - LEADER;
    let start = sides.right + LEADER;
    let figure = Style::FIGURE.fitted(&line.before.1.text, end - Px::whole(3));
    let name = Style::FIGURE.fitted(&after(line), canvas.width() - start - Px::whole(3));
    [
        glyph::guide((end, before), (sides.left, from), canvas),
        glyph::guide((sides.right, to), (start, behind), canvas),
        canvas.words(
            &figure,
            (end - Px::whole(3), before + Px::whole(4)),
            End::Finish,
            Style::FIGURE,
        ),
        canvas.words(
            &name,
            (start + Px::whole(3), behind + Px::whole(4)),
            End::Start,
            Style::FIGURE,
        ),
    ]
}

/// Which way a line goes: colours and strokes differ, so that it is seen without either.
fn change(line: &SlopeLine<'_>) -> (Key, Stroke) {
    let key = match line.after.0.middle().total_cmp(&line.before.0.middle()) {
        std::cmp::Ordering::Greater => Key::Rises,
        std::cmp::Ordering::Less => Key::Falls,
        std::cmp::Ordering::Equal => Key::Stays,
    };
    (key, key.slope())
}

/// Labels moved apart; in the order of the lines. Where there is not room for all, as they are.
fn spread(wanted: impl Iterator<Item = Px>, sides: &Sides) -> Vec<Px> {
    let wanted: Vec<Px> = wanted.collect();
    let mut order: Vec<(Px, usize)> = wanted.iter().enumerate().map(|(at, y)| (*y, at)).collect();
    order.sort_unstable();
    let sorted: Vec<(Px, Px)> = order.iter().map(|(y, _)| (*y, LINE)).collect();
    let Some(places) = layout::spread(&sorted, sides.top - GAP, sides.foot) else {
        return wanted;
    };
    let mut by_line: Vec<(usize, Px)> = order.into_iter().map(|(_, at)| at).zip(places).collect();
    by_line.sort_unstable();
    by_line.into_iter().map(|(_, place)| place).collect()
}
