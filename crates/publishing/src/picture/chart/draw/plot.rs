//! Lines within a frame: years across, numbers up; rounds stand apart at the end.

use super::canvas::{Canvas, End, Style, along};
use super::frame::{put_every, tick_text, within};
use super::glyph;
use crate::picture::chart::axis::{Axis, years};
use crate::picture::chart::plan::LinePlan;
use crate::picture::chart::series::{Measure, Reading};
use crate::picture::{Dash, Ink, Mark, Px, Stroke};
use tidemark_vocab::ReporterCode;

/// How long a round takes at the end.
const ROUND: Px = Px::whole(44);
/// What sets rounds apart from years.
const APART: Px = Px::whole(14);

/// A frame.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plot {
    pub(super) from: Px,
    pub(super) length: Px,
    pub(super) top: Px,
    pub(super) height: Px,
    /// Where rounds begin, and how long each takes.
    rounds: (Px, Px),
    years: (i16, i16),
    /// How far words may reach.
    pub(super) limit: Px,
}

impl Plot {
    /// A frame for the years and rounds of a plan.
    pub(super) fn new(plan: &LinePlan<'_>, (from, length): (Px, Px), (top, height): (Px, Px)) -> Self {
        let count = i32::try_from(plan.rounds.len()).unwrap_or(i32::MAX);
        let each = if count == 0 {
            Px::ZERO
        } else {
            ROUND.min(length.half() / count)
        };
        let apart = if count == 0 { Px::ZERO } else { APART };
        let of_rounds = each * count + apart;
        Self {
            from,
            length: length - of_rounds,
            top,
            height,
            rounds: (from + length - of_rounds + apart, each),
            years: plan.years,
            limit: from + length,
        }
    }

    pub(super) fn foot(&self) -> Px {
        self.top + self.height
    }

    fn end(&self, rounds: usize) -> Px {
        self.rounds.0 + self.rounds.1 * i32::try_from(rounds).unwrap_or(0)
    }

    pub(super) fn year(&self, year: i16) -> Px {
        let (first, last) = self.years;
        // A spot must not lie on the edge of the frame.
        let inset = Px::whole(6);
        if first == last {
            return self.from + self.length.half();
        }
        let share = f64::from(year - first) / f64::from(last - first);
        self.from + inset + along(self.length - inset * 2, share)
    }

    /// The middle of the column of a round.
    pub(super) fn of_round(&self, round: usize) -> Px {
        self.rounds.0 + self.rounds.1 * i32::try_from(round).unwrap_or(0) + self.rounds.1.half()
    }

    pub(super) fn number(&self, axis: &Axis, number: f64) -> Px {
        self.foot() - along(self.height, axis.share(number))
    }
}

/// The numbers up the side, with lines across; the years and rounds at the foot.
pub(super) fn scales(
    plot: &Plot,
    axis: &Axis,
    plan: &LinePlan<'_>,
    reading: &Reading<'_>,
    canvas: &mut Canvas<'_>,
) {
    let style = Style::QUIET;
    let end = plot.end(plan.rounds.len()).max(plot.from + plot.length);
    for tick in &axis.ticks {
        let y = plot.number(axis, tick.at);
        canvas.put(glyph::guide((plot.from, y), (end, y), canvas));
        let words = tick_text(tick, &Measure::Words, reading);
        canvas.put(canvas.words(
            &words,
            (plot.from - Px::whole(7), y + Px::whole(4)),
            End::Finish,
            style,
        ));
    }
    at_foot(plot, plan, canvas);
    of_rounds(plot, plan, reading, canvas);
}

/// How long the numbers up the side are.
pub(super) fn numbers(axis: &Axis, reading: &Reading<'_>) -> Px {
    let words = axis
        .ticks
        .iter()
        .map(|tick| tick_text(tick, &Measure::Words, reading));
    words
        .map(|words| Style::QUIET.width(&words))
        .max()
        .unwrap_or_default()
        + Px::whole(7)
}

fn at_foot(plot: &Plot, plan: &LinePlan<'_>, canvas: &mut Canvas<'_>) {
    let (first, last) = plan.years;
    let most = usize::try_from(plot.length.in_hundredths() / 4_400)
        .unwrap_or(2)
        .max(1);
    let base = plot.foot() + Px::whole(17);
    let shown = if most > 2 {
        years(first, last, most)
    } else {
        vec![first, last]
    };
    let marks: Vec<Mark> = shown
        .into_iter()
        .map(|year| {
            let words = year.to_string();
            let middle = within(plot.year(year), Style::QUIET.width(&words), canvas);
            canvas.words(&words, (middle, base), End::Middle, Style::QUIET)
        })
        .collect();
    canvas.put(canvas.line(
        (plot.from, plot.foot()),
        (plot.from + plot.length, plot.foot()),
        Stroke::new(Ink::Outline, Px::whole(1)),
    ));
    put_every(marks, canvas);
}

/// Rounds are no years: they stand apart, each in a column of its own.
fn of_rounds(plot: &Plot, plan: &LinePlan<'_>, reading: &Reading<'_>, canvas: &mut Canvas<'_>) {
    if plan.rounds.is_empty() {
        return;
    }
    let edge = plot.rounds.0 - APART.half();
    let dashed = Stroke::new(Ink::Outline, Px::whole(1)).dashed(Dash::Dashed);
    canvas.put(canvas.line((edge, plot.top), (edge, plot.foot() + Px::whole(20)), dashed));
    let (base, style) = (plot.foot() + Px::whole(17), Style::QUIET);
    let labels = plan.rounds.iter().enumerate().map(|(at, round)| {
        let words = style.fitted(
            round.code.as_str(),
            (plot.rounds.1 - Px::whole(4)).max(Px::whole(30)),
        );
        let middle = within(plot.of_round(at), style.width(&words), canvas);
        canvas.words(&words, (middle, base), End::Middle, style)
    });
    let labels: Vec<Mark> = labels.collect();
    put_every(labels, canvas);
    reporters_of(plot, plan, base + Px::whole(16), reading, canvas);
}

/// Whose rounds they are, beneath the first of each.
fn reporters_of(plot: &Plot, plan: &LinePlan<'_>, base: Px, reading: &Reading<'_>, canvas: &mut Canvas<'_>) {
    let mut first: Vec<(usize, &ReporterCode)> = Vec::new();
    for (at, round) in plan.rounds.iter().enumerate() {
        if first
            .last()
            .is_none_or(|(_, reporter)| **reporter != round.reporter)
        {
            first.push((at, &round.reporter));
        }
    }
    let begin = |at: usize| plot.of_round(at) - plot.rounds.1.half();
    for (place, (at, reporter)) in first.iter().enumerate() {
        let end = first.get(place + 1).map_or(plot.limit, |(next, _)| begin(*next));
        let room = end - begin(*at) - Px::whole(6);
        let short = reading.words.short(reporter);
        let words = reading
            .words
            .messages
            .with("chart-rounds-of", &[("reporter", &short)]);
        // Where there is little room, who they are of says enough.
        let words = if Style::QUIET.width(&words) <= room {
            words
        } else {
            Style::QUIET.fitted(&short, room)
        };
        canvas.put(canvas.words(&words, (begin(*at), base), End::Start, Style::QUIET));
    }
}

/// How high what stands at the foot is.
pub(super) fn foot_room(plan: &LinePlan<'_>) -> Px {
    if plan.rounds.is_empty() {
        Px::whole(24)
    } else {
        Px::whole(40)
    }
}
