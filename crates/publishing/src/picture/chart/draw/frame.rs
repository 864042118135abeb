//! What stands around the drawing: its title, axes of numbers, what is told beneath, and what is said to who does not see it.

use tidemark_vocab::Decimal;

use super::canvas::{Canvas, End, GAP, Style, WORDS, along};
use super::{Framing, glyph, meta};
use crate::display::redefinitions_within;
use crate::picture::chart::axis::{Axis, Tick};
use crate::picture::chart::plan::{Aside, Plan};
use crate::picture::chart::point::{Drawn, Lack, Point};
use crate::picture::chart::series::{Measure, Reading};
use crate::picture::{Px, Weight, layout};

/// Names that are told of one reason before it is said how many more there are.
const NAMES: usize = 40;

/// The title, where the chart stands alone.
pub(super) fn above(canvas: &mut Canvas<'_>, reading: &Reading<'_>) {
    if let Framing::File { .. } = canvas.looks.framing {
        let style = Style {
            size: Px::whole(17),
            weight: Weight::Semibold,
            ..Style::WORDS
        };
        canvas.paragraph(&reading.title, style, 8);
        canvas.skip(GAP);
    }
}

/// What is measured: one line or two above the drawing.
pub(super) fn measured(words: &str, canvas: &mut Canvas<'_>) {
    if !words.is_empty() {
        canvas.paragraph(
            words,
            Style {
                size: WORDS,
                ..Style::QUIET
            },
            6,
        );
        canvas.skip(GAP);
    }
}

/// The unit, and who says so and when where all figures have that in common.
pub(super) fn measure_line<'p>(
    unit: Option<&str>,
    points: impl Iterator<Item = &'p Point<'p>>,
    reading: &Reading<'_>,
) -> (String, Option<String>) {
    let common = common_meta(points, reading);
    let parts: Vec<&str> = [unit, common.as_deref()].into_iter().flatten().collect();
    (parts.join(&reading.words.messages.bare("part-separator")), common)
}

/// Who says so and when, where it is the same for all that can be drawn.
fn common_meta<'p>(points: impl Iterator<Item = &'p Point<'p>>, reading: &Reading<'_>) -> Option<String> {
    let mut all = points
        .filter(|point| point.extent().is_some())
        .map(|point| meta(point, reading));
    let first = all.next().flatten()?;
    all.all(|other| other.as_deref() == Some(first.as_str()))
        .then_some(first)
}

/// A number on an axis: millions and more are named, years are as they are.
pub(super) fn label(number: Decimal, of: &Measure, reading: &Reading<'_>) -> String {
    if *of == Measure::Year {
        return number.to_string();
    }
    let large = [("chart-billions", 9), ("chart-millions", 6)];
    let named = large.into_iter().find_map(|(id, zeros)| {
        let power = 10_i128.pow(zeros);
        let (digits, decimals) = number.normalized().parts();
        let is_round = decimals == 0 && digits.abs() >= power && digits % (power / 10) == 0;
        let short = Decimal::from_parts(digits, zeros).ok().filter(|_| is_round)?;
        let number = reading.words.number(short.normalized());
        Some(reading.words.messages.with(id, &[("number", &number)]))
    });
    named.unwrap_or_else(|| reading.words.number(number))
}

/// Where rows are drawn: from a distance, so long.
pub(super) type Span = (Px, Px);

/// The numbers of an axis along rows, above them, with lines down to `foot`.
pub(super) fn axis_along(
    axis: &Axis,
    of: &Measure,
    (from, length): Span,
    (base, foot): (Px, Px),
    reading: &Reading<'_>,
    canvas: &mut Canvas<'_>,
) {
    let style = Style::QUIET;
    let mut placed = Vec::new();
    for tick in &axis.ticks {
        let x = from + along(length, axis.share(tick.at));
        canvas.put(glyph::guide((x, base + Px::whole(5)), (x, foot), canvas));
        placed.push((x, tick_text(tick, of, reading)));
    }
    let marks: Vec<_> = placed
        .iter()
        .map(|(x, words)| {
            let middle = within(*x, style.width(words), canvas);
            canvas.words(words, (middle, base), End::Middle, style)
        })
        .collect();
    put_every(marks, canvas);
}

/// The middle of a label nearest to where it wants to be, so that none of it leaves the frame.
pub(super) fn within(middle: Px, length: Px, canvas: &Canvas<'_>) -> Px {
    let half = length.half() + Px::whole(1);
    middle.max(half).min(canvas.width() - half)
}

/// Puts as many labels as have room.
pub(super) fn put_every(marks: Vec<crate::picture::Mark>, canvas: &mut Canvas<'_>) {
    let bounds: Vec<_> = marks
        .iter()
        .filter_map(|mark| match &mark.shape {
            crate::picture::Shape::Text(text) => Some(text.bounds()),
            _ => None,
        })
        .collect();
    let every = layout::every(&bounds, Px::whole(6)).max(1);
    canvas.put_all(marks.into_iter().step_by(every));
}

/// The words of a mark on an axis.
pub(super) fn tick_text(tick: &Tick, of: &Measure, reading: &Reading<'_>) -> String {
    label(tick.number, of, reading)
}

/// What is told beneath, and where a chart that stands alone is from.
pub(super) fn beneath(canvas: &mut Canvas<'_>, asides: &[Aside<'_>], reading: &Reading<'_>) {
    told_apart(canvas, asides, reading);
    for change in redefinitions_within(reading.table, &reading.words) {
        canvas.skip(Px::whole(4));
        canvas.paragraph(&change, Style::QUIET, 14);
    }
    if let Framing::File { from } = canvas.looks.framing {
        canvas.skip(GAP);
        canvas.paragraph(&sources(reading), Style::QUIET, 8);
        canvas.paragraph(from, Style::QUIET, 2);
    }
    canvas.skip(Px::whole(4));
}

/// Figures that have no place in the drawing, by reason.
pub(super) fn told_apart(canvas: &mut Canvas<'_>, asides: &[Aside<'_>], reading: &Reading<'_>) {
    for (reason, names) in told(asides, reading) {
        let names = reading.words.short_list(&names, NAMES);
        let line = reading
            .words
            .messages
            .with("figure-named", &[("name", &reason), ("figure", &names)]);
        canvas.skip(Px::whole(4));
        canvas.paragraph(&line, Style::QUIET, 14);
    }
}

fn told(asides: &[Aside<'_>], reading: &Reading<'_>) -> Vec<(String, Vec<String>)> {
    let mut told: Vec<(String, Vec<String>)> = Vec::new();
    for aside in asides {
        let (reason, name) = one_told(aside, reading);
        match told.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, names)) if names.contains(&name) => {}
            Some((_, names)) => names.push(name),
            None => told.push((reason, vec![name])),
        }
    }
    told
}

fn one_told(aside: &Aside<'_>, reading: &Reading<'_>) -> (String, String) {
    let (messages, point) = (reading.words.messages, aside.point);
    let dated = |name: &str| match meta(point, reading) {
        Some(said) => messages.with("cell-period", &[("figure", name), ("period", &said)]),
        None => name.to_owned(),
    };
    match &point.drawn {
        Drawn::Nothing(Lack::Status(status)) => (messages.status(*status), dated(aside.name)),
        Drawn::Nothing(Lack::Old) => (messages.get("chart-too-old"), aside.name.to_owned()),
        Drawn::Nothing(Lack::OnDemand) => (messages.get("chart-on-demand"), aside.name.to_owned()),
        Drawn::Number(_) | Drawn::Answer(_) | Drawn::Words => {
            let figure = [("name", aside.name), ("figure", point.text.as_str())];
            (
                messages.get("chart-told-apart"),
                dated(&messages.with("figure-named", &figure)),
            )
        }
    }
}

/// Who the figures are from.
fn sources(reading: &Reading<'_>) -> String {
    let mut reporters: Vec<String> = Vec::new();
    let points = reading
        .points()
        .flat_map(|point| std::iter::once(point).chain(&point.others));
    for point in points.filter(|point| !point.said_by.is_empty()) {
        if !reporters.contains(&point.said_by) {
            reporters.push(point.said_by.clone());
        }
    }
    let names = reading.words.short_list(&reporters, NAMES);
    let edition = reading.words.edition(&reading.table.edition);
    reading
        .words
        .messages
        .with("chart-from", &[("reporters", &names), ("edition", &edition)])
}

/// What a chart says, for who does not see it: how many figures it shows, the least and the largest of them, and where the definition
/// changed.
pub(super) fn description(plan: &Plan<'_>, reading: &Reading<'_>) -> String {
    let mut told = vec![figures(plan, reading)];
    told.extend(redefinitions_within(reading.table, &reading.words));
    told.join(" ")
}

fn figures(plan: &Plan<'_>, reading: &Reading<'_>) -> String {
    let messages = reading.words.messages;
    let kind = messages.get(super::super::propose::name(plan.kind()));
    let named = reading
        .series
        .iter()
        .flat_map(|series| series.points.iter().map(move |point| (series, point)));
    let mut drawn: Vec<_> = named
        .filter_map(|(series, point)| Some((point.extent()?.middle(), series, point)))
        .collect();
    drawn.sort_by(|a, b| a.0.total_cmp(&b.0));
    let told = |at: Option<&(f64, &super::super::Series<'_>, &Point<'_>)>| {
        at.map(|(_, series, point)| super::told(&series.name, point, reading))
            .unwrap_or_default()
    };
    let all = reading.points().count();
    if drawn.len() < 2 || reading.measures().len() > 1 {
        return messages.with("chart-describes", &[("kind", &kind), ("count", &all.to_string())]);
    }
    let (least, most) = (told(drawn.first()), told(drawn.last()));
    let args = [
        ("kind", kind.as_str()),
        ("count", &drawn.len().to_string()),
        ("least", &least),
        ("most", &most),
    ];
    messages.with("chart-describes-span", &args)
}
