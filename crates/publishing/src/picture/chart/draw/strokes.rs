//! A line within its frame: its spots, what joins them, and their ranges.

use super::canvas::Canvas;
use super::glyph::{self, Towards};
use super::keys::{Key, Keys};
use super::plot::Plot;
use super::rows::linked;
use crate::display::Words;
use crate::picture::chart::axis::Axis;
use crate::picture::chart::plan::{Join, Line, Spot, changes};
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

impl Pen<'_> {
    /// Where a spot lies.
    fn place(&self, spot: &Spot<'_>) -> (Px, Px) {
        (
            self.plot.year(spot.year),
            self.plot.number(self.axis, spot.extent.middle()),
        )
    }
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
    let strokes = joins(line, pen, keys, (&reading.words, canvas));
    canvas.put_all(strokes);
    for spot in &line.spots {
        let at = pen.place(spot);
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

/// Lines between spots that are joined; marks where another reporter or another definition begins.
fn joins(
    line: &Line<'_>,
    pen: &Pen<'_>,
    keys: &mut Keys,
    (words, canvas): (&Words<'_>, &Canvas<'_>),
) -> Vec<Mark> {
    let mut marks = Vec::new();
    let at = |spot: &Spot<'_>| pen.place(spot);
    let solid = Stroke::new(glyph::ink(pen.voice), Px::hundredths(225));
    for (before, spot) in line.spots.iter().zip(line.spots.iter().skip(1)) {
        match spot.join {
            Join::Whole => marks.push(canvas.line(at(before), at(spot), solid)),
            Join::Limit => {
                let line = canvas.line(at(before), at(spot), solid.dashed(Dash::Dashed));
                marks.push(keys.of(Key::Limit, line));
            }
            Join::Reporter => marks.push(another_reporter(
                (at(before), at(spot)),
                Px::ZERO,
                pen,
                keys,
                canvas,
            )),
            Join::Definition => marks.extend(another_definition((before, spot), pen, keys, (words, canvas))),
            Join::First | Join::Gap | Join::Doubt => {}
        }
    }
    marks
}

/// Where another reporter begins: half-way between two spots, or so far before that.
fn another_reporter(
    (before, spot): ((Px, Px), (Px, Px)),
    aside: Px,
    pen: &Pen<'_>,
    keys: &mut Keys,
    canvas: &Canvas<'_>,
) -> Mark {
    let x = (before.0 + spot.0).half() - aside;
    let dashed = Stroke::new(Ink::Outline, Px::whole(1)).dashed(Dash::Dashed);
    let middle = (before.1 + spot.1).half();
    let reach = Px::whole(12)
        .min(middle - pen.plot.top)
        .min(pen.plot.foot() - middle);
    let line = canvas.line((x, middle - reach), (x, middle + reach), dashed);
    keys.of(Key::Break, line)
}

/// Where other definitions begin between two spots: each just before its first year. Where another reporter begins with one, both are marked.
fn another_definition(
    (before, spot): (&Spot<'_>, &Spot<'_>),
    pen: &Pen<'_>,
    keys: &mut Keys,
    (words, canvas): (&Words<'_>, &Canvas<'_>),
) -> Vec<Mark> {
    let (from, to) = (pen.place(before), pen.place(spot));
    let reach = Px::whole(10);
    let (highest, lowest) = (pen.plot.top + reach, pen.plot.foot() - reach);
    let y = (from.1 + to.1).half().max(highest).min(lowest);
    let changes = changes((before.year, before.point), (spot.year, spot.point), words).into_iter();
    let mut marks: Vec<Mark> = changes
        .map(|first| {
            let x = (pen.plot.year(first - 1) + pen.plot.year(first)).half();
            keys.of(Key::Redefined, glyph::redefined((x, y), reach, canvas))
        })
        .collect();
    if before.point.reporter != spot.point.reporter && spot.year == before.year + 1 {
        marks.push(another_reporter((from, to), Px::whole(6), pen, keys, canvas));
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
