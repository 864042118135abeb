//! Small charts in rows and columns, drawn alike.

use super::bars;
use super::canvas::{Canvas, End, GAP, Style};
use super::frame;
use super::keys::Keys;
use super::meta;
use super::plot::{self, Plot};
use super::strokes::{self, Pen, Ranges};
use crate::picture::Px;
use crate::picture::chart::axis::{Axis, Start};
use crate::picture::chart::plan::{BarPlan, Line, LinePlan, MultiplesPlan, Panel};
use crate::picture::chart::point::Point;
use crate::picture::chart::series::Reading;

/// How long a small chart is at least.
const PANEL: Px = Px::whole(142);
/// How high its frame is.
const HEIGHT: Px = Px::whole(90);

pub(super) fn draw(plan: &MultiplesPlan<'_>, reading: &Reading<'_>, canvas: &mut Canvas<'_>) {
    let mut keys = Keys::default();
    match plan {
        MultiplesPlan::Lines(panels) => lines(panels, &mut keys, reading, canvas),
        MultiplesPlan::Bars(panels) => columns(panels, &mut keys, reading, canvas),
    }
    keys.draw(reading, canvas);
}

/// One beneath the other, all rows in one order.
fn columns(panels: &[Panel<BarPlan<'_>>], keys: &mut Keys, reading: &Reading<'_>, canvas: &mut Canvas<'_>) {
    for panel in panels {
        canvas.paragraph(&panel.name, Style::BOLD, 3);
        let points = panel.plan.rows.iter().map(|row| row.point);
        let (measured, common) = frame::measure_line(panel.unit.as_deref(), points, reading);
        frame::measured(&measured, canvas);
        bars::column(&panel.plan, common.as_deref(), keys, (reading, canvas));
        frame::told_apart(canvas, &panel.plan.asides, reading);
        canvas.skip(Px::whole(18));
    }
}

/// In rows and columns, all over the same years; on one axis where they have one unit.
fn lines(panels: &[Panel<LinePlan<'_>>], keys: &mut Keys, reading: &Reading<'_>, canvas: &mut Canvas<'_>) {
    let units = Units::of(panels);
    if units == Units::One {
        let lines = panels.iter().flat_map(|panel| &panel.plan.lines);
        let points = lines.flat_map(|line| line.spots.iter().map(|spot| spot.point));
        let unit = panels.first().and_then(|panel| panel.unit.as_deref());
        let (measured, _) = frame::measure_line(unit, points, reading);
        frame::measured(&measured, canvas);
    }
    let from_zero = match units {
        Units::One => common_axis(panels).has_zero(),
        Units::Several => panels.iter().all(|panel| panel.plan.axis(2).has_zero()),
    };
    if !from_zero {
        frame::measured(&reading.words.messages.get("chart-not-all-from-zero"), canvas);
    }
    let years = years(panels);
    let grid = Grid::new(panels.len(), canvas);
    for row in panels.chunks(grid.columns) {
        let axis_of = |panel: &Panel<LinePlan<'_>>| match units {
            Units::One => common_axis(panels),
            Units::Several => panel.plan.axis(2),
        };
        let axes: Vec<Axis> = row.iter().map(axis_of).collect();
        let numbers = axes.iter().map(|axis| plot::numbers(axis, reading)).max();
        let numbers = numbers.unwrap_or_default();
        let top = canvas.top + heads(row, (&grid, units), (reading, canvas));
        for (at, (panel, axis)) in row.iter().zip(&axes).enumerate() {
            let plan = LinePlan {
                years,
                ..panel.plan.clone()
            };
            let across = (grid.from(at) + numbers, grid.each - numbers);
            let plot = Plot::new(&plan, across, (top, HEIGHT));
            small(&plan, (&plot, axis), keys, (reading, canvas));
        }
        let foot = row.iter().map(|panel| plot::foot_room(&panel.plan)).max();
        canvas.top = top + HEIGHT + foot.unwrap_or_default() + Px::whole(14);
    }
}

/// One of the small charts.
fn small(
    plan: &LinePlan<'_>,
    (plot, axis): (&Plot, &Axis),
    keys: &mut Keys,
    (reading, canvas): (&Reading<'_>, &mut Canvas<'_>),
) {
    plot::scales(plot, axis, plan, reading, canvas);
    for line in &plan.lines {
        let pen = Pen {
            plot,
            axis,
            voice: 0,
            ranges: Ranges::Bands,
        };
        strokes::line(line, &pen, keys, (reading, canvas));
    }
}

/// The years over which all small charts run.
fn years(panels: &[Panel<LinePlan<'_>>]) -> (i16, i16) {
    let first = panels.iter().map(|panel| panel.plan.years.0).min();
    let last = panels.iter().map(|panel| panel.plan.years.1).max();
    (first.unwrap_or_default(), last.unwrap_or_default())
}

/// The axis on which all small charts lie.
fn common_axis(panels: &[Panel<LinePlan<'_>>]) -> Axis {
    let lines = panels.iter().flat_map(|panel| &panel.plan.lines);
    let extents = lines.flat_map(Line::extents);
    let (least, most) = extents.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), extent| {
        (least.min(extent.least()), most.max(extent.most()))
    });
    let cap = panels.first().and_then(|panel| panel.plan.cap);
    Axis::linear((least, most), Start::Near, 2, cap)
}

/// The names of a row of small charts, each with its unit and its last figure; how high they are.
fn heads(
    row: &[Panel<LinePlan<'_>>],
    (grid, units): (&Grid, Units),
    (reading, canvas): (&Reading<'_>, &mut Canvas<'_>),
) -> Px {
    let mut highest = Px::ZERO;
    for (at, panel) in row.iter().enumerate() {
        let mut y = canvas.top;
        let unit = panel.unit.clone().filter(|_| units == Units::Several);
        let last = panel.plan.lines.iter().filter_map(Line::last).next_back();
        let last = last.map(|(point, _)| last_told(point, reading));
        let names = Style::FIGURE.lines(&panel.name, grid.each, 3);
        let names = names.into_iter().map(|line| (line, Style::FIGURE));
        let beneath = unit.into_iter().chain(last).map(|words| {
            let words = Style::QUIET.fitted(&words, grid.each);
            (words, Style::QUIET)
        });
        for (line, style) in names.chain(beneath) {
            canvas.put(canvas.words(&line, (grid.from(at), y + style.base()), End::Start, style));
            y += style.line();
        }
        highest = highest.max(y - canvas.top);
    }
    highest + GAP + GAP
}

/// "7.9 (UNAIDS, 2018)".
fn last_told(point: &Point<'_>, reading: &Reading<'_>) -> String {
    match meta(point, reading) {
        Some(said) => {
            let told = [("figure", point.text.as_str()), ("period", said.as_str())];
            reading.words.messages.with("cell-period", &told)
        }
        None => point.text.clone(),
    }
}

/// Whether small charts have their unit in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Units {
    One,
    Several,
}

impl Units {
    fn of(panels: &[Panel<LinePlan<'_>>]) -> Self {
        let first = panels.first().map(|panel| &panel.unit);
        if panels.iter().all(|panel| Some(&panel.unit) == first) {
            Self::One
        } else {
            Self::Several
        }
    }
}

/// How small charts stand.
struct Grid {
    columns: usize,
    each: Px,
}

/// What stands between small charts.
const BETWEEN: Px = Px::whole(22);

impl Grid {
    fn new(panels: usize, canvas: &Canvas<'_>) -> Self {
        let fits = (canvas.width() + BETWEEN).in_hundredths() / (PANEL + BETWEEN).in_hundredths();
        let columns = usize::try_from(fits).unwrap_or(1).clamp(1, panels.clamp(1, 4));
        let count = i32::try_from(columns).unwrap_or(1);
        Self {
            columns,
            each: (canvas.width() - BETWEEN * (count - 1)) / count,
        }
    }

    fn from(&self, at: usize) -> Px {
        (self.each + BETWEEN) * i32::try_from(at).unwrap_or(0)
    }
}
