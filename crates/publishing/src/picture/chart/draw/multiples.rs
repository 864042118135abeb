//! Small charts in rows and columns, drawn alike.

use super::bars;
use super::canvas::{Canvas, End, GAP, Style};
use super::frame;
use super::keys::Keys;
use super::plot::{self, Pen, Plot, Ranges};
use crate::picture::chart::axis::{Axis, Start};
use crate::picture::chart::plan::{BarPlan, Line, LinePlan, MultiplesPlan, Panel};
use crate::picture::chart::series::Reading;
use crate::picture::{Px, layout};

/// How long a small chart is at least.
const PANEL: Px = Px::whole(160);

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
        canvas.skip(Px::whole(18));
    }
}

/// In rows and columns, all over the same years; on one axis where they have one unit.
fn lines(panels: &[Panel<LinePlan<'_>>], keys: &mut Keys, reading: &Reading<'_>, canvas: &mut Canvas<'_>) {
    let years = (
        panels
            .iter()
            .map(|panel| panel.plan.years.0)
            .min()
            .unwrap_or_default(),
        panels
            .iter()
            .map(|panel| panel.plan.years.1)
            .max()
            .unwrap_or_default(),
    );
    let one_unit = panels
        .iter()
        .all(|panel| Some(&panel.unit) == panels.first().map(|first| &first.unit));
    if one_unit {
        let points = panels
            .iter()
            .flat_map(|panel| &panel.plan.lines)
            .flat_map(|line| line.spots.iter().map(|spot| spot.point));
        let unit = panels.first().and_then(|panel| panel.unit.as_deref());
        let (measured, _) = frame::measure_line(unit, points, reading);
        frame::measured(&measured, canvas);
    }
    let grid = Grid::new(panels.len(), canvas);
    for row in panels.chunks(grid.columns) {
        let axes: Vec<Axis> = row
            .iter()
            .map(|panel| {
                if one_unit {
                    common_axis(panels)
                } else {
                    panel.plan.axis(2)
                }
            })
            .collect();
        let head = heads(row, &grid, one_unit, canvas);
        let foot = row
            .iter()
            .map(|panel| plot::foot_room(&panel.plan))
            .max()
            .unwrap_or_default();
        let top = canvas.top + head;
        for (at, (panel, axis)) in row.iter().zip(&axes).enumerate() {
            let numbers = axes
                .iter()
                .map(|axis| plot::numbers(axis, reading))
                .max()
                .unwrap_or_default();
            let from = grid.from(at) + numbers;
            let plan = LinePlan {
                years,
                ..panel.plan.clone()
            };
            let plot = Plot::new(&plan, (from, grid.each - numbers), (top, Px::whole(90)));
            plot::scales(&plot, axis, &plan, reading, canvas);
            for line in &panel.plan.lines {
                let pen = Pen {
                    plot: &plot,
                    axis,
                    voice: 0,
                    ranges: Ranges::Bands,
                };
                plot::line(line, &pen, keys, (reading, canvas));
            }
        }
        canvas.top = top + Px::whole(90) + foot + Px::whole(14);
    }
}

/// The axis on which all small charts lie.
fn common_axis(panels: &[Panel<LinePlan<'_>>]) -> Axis {
    let extents = panels
        .iter()
        .flat_map(|panel| &panel.plan.lines)
        .flat_map(Line::extents);
    let (least, most) = extents.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), extent| {
        (least.min(extent.least()), most.max(extent.most()))
    });
    Axis::linear(
        (least, most),
        Start::Near,
        2,
        panels.first().and_then(|panel| panel.plan.cap),
    )
}

/// The names of a row of small charts; how high they are.
fn heads(row: &[Panel<LinePlan<'_>>], grid: &Grid, one_unit: bool, canvas: &mut Canvas<'_>) -> Px {
    let mut highest = Px::ZERO;
    for (at, panel) in row.iter().enumerate() {
        let mut y = canvas.top;
        let unit = panel.unit.as_deref().filter(|_| !one_unit);
        let lines = Style::FIGURE
            .lines(&panel.name, grid.each, 3)
            .into_iter()
            .map(|line| (line, Style::FIGURE));
        let units = unit.map(|unit| layout::shorten(unit, grid.each, Style::QUIET.size, Style::QUIET.weight));
        for (line, style) in lines.chain(units.map(|unit| (unit, Style::QUIET))) {
            canvas.put(canvas.words(&line, (grid.from(at), y + style.base()), End::Start, style));
            y += style.line();
        }
        highest = highest.max(y - canvas.top);
    }
    highest + GAP + GAP
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
        let fits =
            usize::try_from((canvas.width() + BETWEEN).in_hundredths() / (PANEL + BETWEEN).in_hundredths());
        let columns = fits.unwrap_or(1).clamp(1, panels.clamp(1, 4));
        let between = BETWEEN * i32::try_from(columns - 1).unwrap_or(0);
        Self {
            columns,
            each: (canvas.width() - between) / i32::try_from(columns).unwrap_or(1),
        }
    }

    fn from(&self, at: usize) -> Px {
        (self.each + BETWEEN) * i32::try_from(at).unwrap_or(0)
    }
}
