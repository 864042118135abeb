//! Lines, each named where it ends.

use super::canvas::{Canvas, End, GAP, Style};
use super::frame;
use super::glyph;
use super::keys::Keys;
use super::plot::{self, Plot};
use super::strokes::{self, Pen, Ranges};
use crate::picture::chart::axis::Axis;
use crate::picture::chart::plan::{Line, LinePlan};
use crate::picture::chart::series::Reading;
use crate::picture::{Dash, Ink, Px, Stroke, layout};

/// How far below the top of its label the name of a line has its figure.
const LINE: Px = Px::whole(15);

pub(super) fn draw(plan: &LinePlan<'_>, reading: &Reading<'_>, canvas: &mut Canvas<'_>) {
    let points = plan
        .lines
        .iter()
        .flat_map(|line| line.spots.iter().map(|spot| spot.point));
    let (measured, _) = frame::measure_line(plan.unit.as_deref(), points, reading);
    frame::measured(&measured, canvas);
    let narrow = canvas.looks.is_narrow();
    let axis = plan.axis(if narrow { 4 } else { 5 });
    if !axis.has_zero() {
        frame::measured(&reading.words.messages.get("chart-not-from-zero"), canvas);
    }
    let height = if narrow { Px::whole(250) } else { Px::whole(320) };
    let from = plot::numbers(&axis, reading);
    let labels = Label::all(plan, height, canvas);
    let room = labels.iter().map(|label| label.width).max().unwrap_or_default() + Px::whole(24);
    canvas.skip(Px::whole(12));
    let mut plot = Plot::new(plan, (from, canvas.width() - from - room), (canvas.top, height));
    plot.limit = canvas.width();
    plot::scales(&plot, &axis, plan, reading, canvas);
    let mut keys = Keys::default();
    let ranges = if plan.lines.len() == 1 {
        Ranges::Bands
    } else {
        Ranges::Strokes
    };
    for (voice, line) in plan.lines.iter().enumerate() {
        let pen = Pen {
            plot: &plot,
            axis: &axis,
            voice,
            ranges,
        };
        strokes::line(line, &pen, &mut keys, (reading, canvas));
    }
    names(&labels, (&plot, &axis, plan), canvas);
    canvas.top = plot.foot() + plot::foot_room(plan) + GAP;
    keys.draw(reading, canvas);
}

/// What stands at the end of a line: its name, and its last figure.
struct Label {
    name: Vec<String>,
    figure: Option<String>,
    width: Px,
}

/// How much stands at the end of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Detail {
    /// The name in two lines, and the last figure.
    Figure,
    /// The name in two lines.
    Name,
    /// The name in one line.
    Line,
}

impl Label {
    fn of(line: &Line<'_>, detail: Detail, canvas: &Canvas<'_>) -> Self {
        let most = canvas.width().part(27, 100);
        let lines = if detail == Detail::Line { 1 } else { 2 };
        let name = Style::FIGURE.lines(line.name, most, lines);
        let last = line.last().filter(|_| detail == Detail::Figure);
        let figure = last.map(|(point, _)| Style::QUIET.fitted(&point.text, most));
        let of_name = name.iter().map(|line| Style::FIGURE.width(line));
        let of_figure = figure.iter().map(|figure| Style::QUIET.width(figure));
        let width = of_name.chain(of_figure).max().unwrap_or_default();
        Self { name, figure, width }
    }

    /// Labels of the lines with as much detail as there is height for.
    fn all(plan: &LinePlan<'_>, height: Px, canvas: &Canvas<'_>) -> Vec<Self> {
        let made = |detail| {
            plan.lines
                .iter()
                .map(|line| Self::of(line, detail, canvas))
                .collect::<Vec<_>>()
        };
        let details = [Detail::Figure, Detail::Name];
        let fits = |labels: &Vec<Self>| labels.iter().map(Self::height).sum::<Px>() <= height;
        details
            .into_iter()
            .map(made)
            .find(fits)
            .unwrap_or_else(|| made(Detail::Line))
    }

    /// Its lines, and what keeps it from the next.
    fn height(&self) -> Px {
        let lines = self.name.len() + usize::from(self.figure.is_some());
        LINE * i32::try_from(lines).unwrap_or(2) + Px::whole(2)
    }
}

/// The names beside the ends of the lines, moved apart where they would lie over one another.
fn names(labels: &[Label], (plot, axis, plan): (&Plot, &Axis, &LinePlan<'_>), canvas: &mut Canvas<'_>) {
    let ends = plan.lines.iter().map(|line| {
        line.last()
            .map_or(plot.foot(), |(_, number)| plot.number(axis, number))
    });
    let mut order: Vec<(usize, Px)> = ends.enumerate().collect();
    order.sort_by_key(|(at, y)| (*y, *at));
    let wanted: Vec<(Px, Px)> = order
        .iter()
        .filter_map(|(at, y)| Some((*y, labels.get(*at)?.height())))
        .collect();
    let (from, to) = (plot.top - Px::whole(6), plot.foot());
    let Some(places) = layout::spread(&wanted, from, to) else {
        return;
    };
    let start = canvas.width() - labels.iter().map(|label| label.width).max().unwrap_or_default();
    for ((at, wanted), place) in order.into_iter().zip(places) {
        let (Some(label), Some(line)) = (labels.get(at), plan.lines.get(at)) else {
            continue;
        };
        let mut y = place - label.height().half();
        let leader = Stroke::new(Ink::Outline, Px::whole(1)).dashed(Dash::Dotted);
        let end = line_end(line, plot);
        canvas.put(canvas.line(
            (end + Px::whole(7), wanted),
            (start - Px::whole(17), wanted),
            leader,
        ));
        canvas.put(glyph::sign(
            at,
            (start - Px::whole(9), y + LINE.half()),
            Px::whole(4),
            canvas,
        ));
        for words in &label.name {
            canvas.put(canvas.words(words, (start, y + Px::whole(12)), End::Start, Style::FIGURE));
            y += LINE;
        }
        if let Some(figure) = &label.figure {
            canvas.put(canvas.words(figure, (start, y + Px::whole(12)), End::Start, Style::QUIET));
        }
    }
}

fn line_end(line: &Line<'_>, plot: &Plot) -> Px {
    let of_round = line.rounds.last().map(|(round, _, _)| plot.of_round(*round));
    of_round
        .or_else(|| line.spots.last().map(|spot| plot.year(spot.year)))
        .unwrap_or(plot.from)
}
