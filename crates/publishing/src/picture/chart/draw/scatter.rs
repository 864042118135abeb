//! Two indicators against one another; the area of a spot is the third.

use super::canvas::End;
use super::canvas::{Canvas, Flow, GAP, Style, along};
use super::frame::{self, put_every, tick_text, within};
use super::glyph;
use super::keys::{Key, Keys};
use super::rows::linked;
use super::told;
use crate::picture::chart::axis::{Axis, Scale};
use crate::picture::chart::plan::{ScatterPlan, ScatterSpot};
use crate::picture::chart::series::Reading;
use crate::picture::layout::Placer;
use crate::picture::{Anchor, Bounds, Ink, Mark, Point, Px, Size, Stroke, Text};

/// The largest spot.
const LARGEST_SPOT: Px = Px::whole(22);
/// A spot whose size says nothing, or whose size is not known.
const PLAIN: f64 = 5.0;

pub(super) fn draw(plan: &ScatterPlan<'_>, reading: &Reading<'_>, canvas: &mut Canvas<'_>) {
    let narrow = canvas.looks.is_narrow();
    let (across, up) = (
        plan.across(if narrow { 3 } else { 6 }),
        plan.up(if narrow { 4 } else { 5 }),
    );
    frame::measured(&axes_told(plan, (&across, &up), reading), canvas);
    canvas.flowing(Flow::Across);
    let ticks = up
        .ticks
        .iter()
        .map(|tick| Style::QUIET.width(&tick_text(tick, &plan.of.1, reading)));
    let from = ticks.max().unwrap_or_default() + Px::whole(10);
    let height = if narrow { Px::whole(300) } else { Px::whole(420) };
    let inset = Px::whole(24);
    let frame = Bounds::new(
        Point::new(from, canvas.top + Px::whole(8)),
        Size::new(canvas.width() - from, height),
    );
    let inner = frame.grown(-inset);
    scales(plan, (&across, &up), (&frame, &inner), reading, canvas);
    let largest = plan
        .spots
        .iter()
        .filter_map(|spot| Some(spot.size?.0.middle()))
        .fold(0.0, f64::max);
    let mut placer = Placer::new(frame, Px::whole(1));
    let spots: Vec<(&ScatterSpot<'_>, Point, Px)> = plan
        .spots
        .iter()
        .map(|spot| {
            let x = inner.from.x + along(inner.size().width, across.share(spot.across.0.middle()));
            let y = inner.to.y - along(inner.size().height, up.share(spot.up.0.middle()));
            (spot, Point::new(x, y), radius(spot, largest))
        })
        .collect();
    for (_, at, radius) in &spots {
        placer.take(Bounds { from: *at, to: *at }.grown((*radius).min(Px::whole(8))));
    }
    let mut keys = Keys::default();
    for (spot, at, radius) in &spots {
        spot_marks(
            spot,
            (*at, *radius),
            (&inner, &across, &up, Sizes::of(plan)),
            &mut keys,
            (reading, canvas),
        );
    }
    for (spot, at, radius) in &spots {
        if let Some(text) = placer.place(candidates(spot.name, *at, *radius)) {
            canvas.put(Mark::text(text, Ink::Text));
        }
    }
    canvas.flowing(Flow::AsText);
    canvas.top = frame.to.y + Px::whole(24) + GAP;
    largest_told(plan, reading, canvas);
    keys.draw(reading, canvas);
}

/// What stands across, up and as size, in a sentence.
fn axes_told(plan: &ScatterPlan<'_>, (across, up): (&Axis, &Axis), reading: &Reading<'_>) -> String {
    let messages = reading.words.messages;
    let name = |at: usize| {
        let Some((name, unit)) = plan.names.get(at) else {
            return String::new();
        };
        match unit {
            Some(unit) => messages.with("head-unit", &[("name", name), ("unit", unit)]),
            None => name.clone(),
        }
    };
    let mut told = messages.with("chart-axes", &[("across", &name(0)), ("up", &name(1))]);
    let further = [
        (plan.names.len() > 2).then(|| messages.with("chart-size", &[("size", &name(2))])),
        [across, up]
            .iter()
            .any(|axis| axis.scale == Scale::Logarithmic)
            .then(|| messages.get("chart-by-factors")),
    ];
    for words in further.into_iter().flatten() {
        told = messages.with("total-and", &[("before", &told), ("after", &words)]);
    }
    told
}

fn scales(
    plan: &ScatterPlan<'_>,
    (across, up): (&Axis, &Axis),
    (frame, inner): (&Bounds, &Bounds),
    reading: &Reading<'_>,
    canvas: &mut Canvas<'_>,
) {
    let style = Style::QUIET;
    for tick in &up.ticks {
        let y = inner.to.y - along(inner.size().height, up.share(tick.at));
        canvas.put(glyph::guide((frame.from.x, y), (frame.to.x, y), canvas));
        let words = tick_text(tick, &plan.of.1, reading);
        canvas.put(canvas.words(
            &words,
            (frame.from.x - Px::whole(7), y + Px::whole(4)),
            End::Finish,
            style,
        ));
    }
    let mut labels = Vec::new();
    for tick in &across.ticks {
        let x = inner.from.x + along(inner.size().width, across.share(tick.at));
        canvas.put(glyph::guide((x, frame.from.y), (x, frame.to.y), canvas));
        let words = tick_text(tick, &plan.of.0, reading);
        let middle = within(x, style.width(&words), canvas);
        labels.push(canvas.words(&words, (middle, frame.to.y + Px::whole(16)), End::Middle, style));
    }
    put_every(labels, canvas);
}

/// Whether the sizes of spots tell anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sizes {
    Alike,
    Tell,
}

impl Sizes {
    fn of(plan: &ScatterPlan<'_>) -> Self {
        if plan.names.len() > 2 {
            Self::Tell
        } else {
            Self::Alike
        }
    }
}

/// What the largest spot stands for.
fn largest_told(plan: &ScatterPlan<'_>, reading: &Reading<'_>, canvas: &mut Canvas<'_>) {
    let sized = plan.spots.iter().filter_map(|spot| Some((spot.name, spot.size?)));
    let Some((name, (_, point))) = sized.max_by(|a, b| a.1.0.middle().total_cmp(&b.1.0.middle())) else {
        return;
    };
    let reach = LARGEST_SPOT;
    let middle = canvas.top + reach;
    let circle = Mark::circle(canvas.point(reach, middle), reach);
    canvas.put(filled(circle));
    let words = told(name, point, reading);
    let words = Style::QUIET.fitted(&words, canvas.width() - reach * 2 - Px::whole(8));
    let at = (reach * 2 + Px::whole(8), middle + Px::whole(4));
    canvas.put(canvas.words(&words, at, End::Start, Style::QUIET));
    canvas.skip(reach * 2);
}

fn filled(circle: Mark) -> Mark {
    circle
        .filled(Ink::Band)
        .stroked(Stroke::new(Ink::Mark, Px::hundredths(150)))
}

fn radius(spot: &ScatterSpot<'_>, largest: f64) -> Px {
    let radius = match spot.size {
        // The area is the amount.
        Some((extent, _)) if largest > 0.0 => {
            LARGEST_SPOT.to_f64() * libm::sqrt((extent.middle() / largest).clamp(0.0, 1.0))
        }
        _ => PLAIN,
    };
    Px::of(radius.max(3.0)).unwrap_or(Px::whole(5))
}

fn spot_marks(
    spot: &ScatterSpot<'_>,
    (at, radius): (Point, Px),
    (inner, across, up, sizes): (&Bounds, &Axis, &Axis, Sizes),
    keys: &mut Keys,
    (reading, canvas): (&Reading<'_>, &mut Canvas<'_>),
) {
    let mut marks = Vec::new();
    let ink = Stroke::new(Ink::Line, Px::hundredths(200));
    if let Some((low, high)) = spot.across.0.range {
        let x = |number| inner.from.x + along(inner.size().width, across.share(number));
        let line = Mark::line(Point::new(x(low), at.y), Point::new(x(high), at.y)).stroked(ink);
        marks.push(keys.of(Key::Range, line));
    }
    if let Some((low, high)) = spot.up.0.range {
        let y = |number| inner.to.y - along(inner.size().height, up.share(number));
        let line = Mark::line(Point::new(at.x, y(low)), Point::new(at.x, y(high))).stroked(ink);
        marks.push(keys.of(Key::Range, line));
    }
    let circle = Mark::circle(at, radius);
    marks.push(match (spot.size, sizes) {
        (Some(_), _) | (None, Sizes::Alike) => filled(circle),
        (None, Sizes::Tell) => keys.of(
            Key::NoSize,
            circle
                .filled(Ink::Paper)
                .stroked(Stroke::new(Ink::Mark, Px::hundredths(175))),
        ),
    });
    let points = [
        Some(spot.across.1),
        Some(spot.up.1),
        spot.size.map(|(_, point)| point),
    ];
    let told: Vec<String> = points
        .into_iter()
        .flatten()
        .map(|point| told(spot.name, point, reading))
        .collect();
    let mark = linked(marks, spot.name, spot.up.1, reading, canvas)
        .titled(told.join(&reading.words.messages.bare("part-separator")));
    canvas.put(mark);
}

/// Where the name of a spot may stand.
fn candidates(name: &str, at: Point, radius: Px) -> [Text; 4] {
    let (gap, down) = (radius + Px::whole(3), Px::whole(4));
    let text = |x: Px, y: Px, anchor| {
        Text::new(Point::new(at.x + x, at.y + y), name, Px::whole(11)).anchored(anchor)
    };
    [
        text(gap, down, Anchor::Left),
        text(-gap, down, Anchor::Right),
        text(Px::ZERO, -gap, Anchor::Middle),
        text(Px::ZERO, gap + Px::whole(9), Anchor::Middle),
    ]
}
