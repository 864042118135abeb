//! Two rounds side by side, a line for each row.

use super::canvas::{Canvas, End, GAP, Style};
use super::frame;
use super::rows::linked;
use crate::picture::chart::axis::{Axis, Scale};
use crate::picture::chart::plan::SlopePlan;
use crate::picture::chart::series::Reading;
use crate::picture::{Dash, Ink, Mark, Px, Stroke, layout};

/// How high a label is.
const LINE: Px = Px::whole(16);

pub(super) fn draw(plan: &SlopePlan<'_>, reading: &Reading<'_>, canvas: &mut Canvas<'_>) {
    let (measured, _) = frame::measure_line(plan.unit.as_deref(), std::iter::empty(), reading);
    frame::measured(&measured, canvas);
    let axis = plan.axis(5);
    if axis.scale == Scale::Logarithmic {
        frame::measured(&reading.words.messages.get("chart-by-factors"), canvas);
    }
    let count = i32::try_from(plan.lines.len()).unwrap_or(i32::MAX);
    let height = (LINE * count + Px::whole(40)).max(Px::whole(260));
    let (left, right) = sides(plan, reading, canvas);
    let head = canvas.top + Px::whole(14);
    let (top, foot) = (canvas.top + Px::whole(28), canvas.top + Px::whole(28) + height);
    let (before, after) = plan.rounds;
    for (x, round, end) in [(left, before, End::Finish), (right, after, End::Start)] {
        let words = reading.words.round(round);
        canvas.put(canvas.words(&words, (x, head), end, Style::BOLD));
        canvas.put(canvas.line((x, top - GAP), (x, foot), Stroke::new(Ink::Outline, Px::whole(1))));
    }
    lines(plan, &axis, ((left, right), (top, foot)), reading, canvas);
    canvas.top = foot + GAP;
}

/// Where the two rounds stand: figures to the left, names with figures to the right.
fn sides(plan: &SlopePlan<'_>, reading: &Reading<'_>, canvas: &Canvas<'_>) -> (Px, Px) {
    let widest = |words: &mut dyn Iterator<Item = String>| {
        words
            .map(|words| Style::FIGURE.width(&words))
            .max()
            .unwrap_or_default()
    };
    let left = widest(&mut plan.lines.iter().map(|line| line.before.1.text.clone())) + Px::whole(10);
    let right =
        widest(&mut plan.lines.iter().map(|line| label(line.name, &line.after.1.text))) + Px::whole(12);
    let head = |round| Style::BOLD.width(&reading.words.round(round)) + Px::whole(1);
    let left = left.min(canvas.width().part(25, 100)).max(head(plan.rounds.0));
    let right = right.min(canvas.width().part(56, 100)).max(head(plan.rounds.1));
    (left, canvas.width() - right)
}

/// A name with its figure, as they stand beside one another.
fn label(name: &str, figure: &str) -> String {
    format!("{figure}  {name}")
}

fn lines(
    plan: &SlopePlan<'_>,
    axis: &Axis,
    ((left, right), (top, foot)): ((Px, Px), (Px, Px)),
    reading: &Reading<'_>,
    canvas: &mut Canvas<'_>,
) {
    let height = foot - top - Px::whole(16);
    let place = |number: f64| foot - Px::whole(8) - super::canvas::along(height, axis.share(number));
    let before: Vec<Px> = plan
        .lines
        .iter()
        .map(|line| place(line.before.0.middle()))
        .collect();
    let after: Vec<Px> = plan
        .lines
        .iter()
        .map(|line| place(line.after.0.middle()))
        .collect();
    let (labels_before, labels_after) = (spread(&before, (top, foot)), spread(&after, (top, foot)));
    for (at, line) in plan.lines.iter().enumerate() {
        let (Some(from), Some(to)) = (before.get(at), after.get(at)) else {
            continue;
        };
        let rises = line.after.0.middle() > line.before.0.middle();
        let ink = if rises { Ink::Mark } else { Ink::Category(2) };
        let stroke = Stroke::new(ink, Px::hundredths(200));
        // A line that falls is broken, so that it is told apart without colour.
        let stroke = if line.after.0.middle() < line.before.0.middle() {
            stroke.dashed(Dash::Dashed)
        } else {
            stroke
        };
        let mut marks = vec![canvas.line((left, *from), (right, *to), stroke)];
        marks.push(Mark::circle(canvas.point(left, *from), Px::hundredths(350)).filled(ink));
        marks.push(Mark::circle(canvas.point(right, *to), Px::hundredths(350)).filled(ink));
        if let Some(y) = labels_before.get(at) {
            let words = Style::FIGURE.fitted(&line.before.1.text, left - Px::whole(9));
            marks.push(canvas.words(
                &words,
                (left - Px::whole(9), *y + Px::whole(4)),
                End::Finish,
                Style::FIGURE,
            ));
        }
        if let Some(y) = labels_after.get(at) {
            let words = Style::FIGURE.fitted(
                &label(line.name, &line.after.1.text),
                canvas.width() - right - Px::whole(9),
            );
            marks.push(canvas.words(
                &words,
                (right + Px::whole(9), *y + Px::whole(4)),
                End::Start,
                Style::FIGURE,
            ));
        }
        let mark = linked(marks, line.name, line.after.1, reading, canvas);
        canvas.put(mark);
    }
}

/// Labels moved apart; in the order of the lines.
fn spread(wanted: &[Px], (from, to): (Px, Px)) -> Vec<Px> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|at| wanted.get(*at).copied().unwrap_or_default());
    let sorted: Vec<(Px, Px)> = order
        .iter()
        .filter_map(|at| Some((*wanted.get(*at)?, LINE)))
        .collect();
    let Some(places) = layout::spread(&sorted, from, to) else {
        return Vec::new();
    };
    let mut placed: Vec<(usize, Px)> = order.into_iter().zip(places).collect();
    placed.sort_unstable();
    placed.into_iter().map(|(_, place)| place).collect()
}
