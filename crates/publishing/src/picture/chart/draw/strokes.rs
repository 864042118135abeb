//! A line within its frame: its spots, what joins them, and their ranges.

use super::canvas::Canvas;
use super::glyph::{self, Towards};
use super::keys::{Key, Keys};
use super::plot::Plot;
use super::rows::linked;
use crate::picture::chart::axis::Axis;
use crate::picture::chart::plan::{Join, Line, Spot};
use crate::picture::chart::point::{Extent, Point};
use crate::picture::chart::series::Reading;
use crate::picture::{Dash, Ink, Mark, Px, Stroke};

const RADIUS: Px = Px::hundredths(350);

/// What of a line is drawn with what.
pub(super) struct Pen<'p> {
    pub(super) plot: &'p Plot,
    pub(super) axis: &'p Axis,
    /// Which sign and ink.
    pub(super) voice: usize,
    /// Whether ranges fill a band between spots: where there is one line only.
    pub(super) ranges: Ranges,
}

/// How ranges are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ranges {
    /// As a band along the line.
    Bands,
    /// As a stroke through each spot: bands of several lines would cover one another.
    Strokes,
}

/// A line with its spots.
pub(super) fn line(
    line: &Line<'_>,
    pen: &Pen<'_>,
    keys: &mut Keys,
    (reading, canvas): (&Reading<'_>, &mut Canvas<'_>),
) {
    if pen.ranges == Ranges::Bands {
        let bands = bands(line, pen, keys, canvas);
        canvas.put_all(bands);
    }
    let strokes = joins(line, pen, keys, canvas);
    canvas.put_all(strokes);
    for spot in &line.spots {
        let at = (
            pen.plot.year(spot.year),
            pen.plot.number(pen.axis, spot.extent.middle()),
        );
        let sign = glyph::sign(pen.voice, at, RADIUS, canvas);
        mark(
            line.name,
            (&spot.extent, spot.point),
            (at, sign),
            pen,
            keys,
            (reading, canvas),
        );
    }
    for (round, extent, point) in &line.rounds {
        let at = (
            pen.plot.of_round(*round),
            pen.plot.number(pen.axis, extent.middle()),
        );
        let sign = keys.of(Key::Round, glyph::of_round(pen.voice, at, canvas));
        mark(
            line.name,
            (extent, point),
            (at, sign),
            pen,
            keys,
            (reading, canvas),
        );
    }
}

fn mark(
    name: &str,
    (extent, point): (&Extent, &Point<'_>),
    (at, sign): ((Px, Px), Mark),
    pen: &Pen<'_>,
    keys: &mut Keys,
    (reading, canvas): (&Reading<'_>, &mut Canvas<'_>),
) {
    let ink = glyph::ink(pen.voice);
    let mut marks = Vec::new();
    if let Some((low, high)) = extent.range {
        let place = |number| (at.0, pen.plot.number(pen.axis, number));
        marks.push(keys.of(Key::Range, glyph::range(place(low), place(high), ink, canvas)));
    }
    if extent.opens_up() {
        marks.push(keys.of(Key::OpensUp, glyph::arrow(at, Towards::Up, ink, canvas)));
    }
    if extent.opens_down() {
        marks.push(keys.of(Key::OpensDown, glyph::arrow(at, Towards::Down, ink, canvas)));
    }
    if extent.value.is_some() {
        marks.push(sign);
    }
    keys.note(point);
    let mark = linked(marks, name, point, reading, canvas);
    canvas.put(mark);
}

/// Lines between spots that are joined; a mark where another reporter begins.
fn joins(line: &Line<'_>, pen: &Pen<'_>, keys: &mut Keys, canvas: &Canvas<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    let at = |spot: &Spot<'_>| {
        (
            pen.plot.year(spot.year),
            pen.plot.number(pen.axis, spot.extent.middle()),
        )
    };
    let solid = Stroke::new(glyph::ink(pen.voice), Px::hundredths(225));
    for (before, spot) in line.spots.iter().zip(line.spots.iter().skip(1)) {
        match spot.join {
            Join::Whole => marks.push(canvas.line(at(before), at(spot), solid)),
            Join::Limit => {
                let line = canvas.line(at(before), at(spot), solid.dashed(Dash::Dashed));
                marks.push(keys.of(Key::Limit, line));
            }
            Join::Reporter => {
                let x = (at(before).0 + at(spot).0).half();
                let dashed = Stroke::new(Ink::Outline, Px::whole(1)).dashed(Dash::Dashed);
                let middle = (at(before).1 + at(spot).1).half();
                let reach = Px::whole(12)
                    .min(middle - pen.plot.top)
                    .min(pen.plot.foot() - middle);
                let line = canvas.line((x, middle - reach), (x, middle + reach), dashed);
                marks.push(keys.of(Key::Break, line));
            }
            Join::First | Join::Gap | Join::Doubt => {}
        }
    }
    marks
}

/// The ranges of joined spots as bands.
fn bands(line: &Line<'_>, pen: &Pen<'_>, keys: &mut Keys, canvas: &Canvas<'_>) -> Vec<Mark> {
    let mut runs: Vec<Vec<&Spot<'_>>> = Vec::new();
    for spot in &line.spots {
        match (runs.last_mut(), spot.extent.range) {
            (_, None) => runs.push(Vec::new()),
            (Some(run), Some(_)) if spot.join.is_joined() => run.push(spot),
            _ => runs.push(vec![spot]),
        }
    }
    let place = |spot: &Spot<'_>, number: f64| (pen.plot.year(spot.year), pen.plot.number(pen.axis, number));
    let band = |run: Vec<&Spot<'_>>| {
        let ends: Vec<_> = run
            .iter()
            .filter_map(|spot| Some((*spot, spot.extent.range?)))
            .collect();
        let over = ends.iter().map(|(spot, (_, high))| place(spot, *high));
        let under = ends.iter().rev().map(|(spot, (low, _))| place(spot, *low));
        Mark::path(canvas.outline(over.chain(under))).filled(Ink::Band)
    };
    runs.into_iter()
        .filter(|run| run.len() > 1)
        .map(band)
        .map(|mark| keys.of(Key::Range, mark))
        .collect()
}
