//! Laying out what a plan says.

mod bars;
pub(in crate::picture) mod canvas;
mod dots;
mod frame;
mod glyph;
mod keys;
mod lines;
mod multiples;
mod plot;
mod rows;
mod scatter;
mod share;
mod slope;
mod strokes;
mod units;

use tidemark_evidence::Bound;

use super::plan::{Aside, MultiplesPlan, Plan};
use super::point::{Point, Subject};
use super::series::Reading;
use crate::messages;
use crate::picture::{Direction, Mark, Point as Place, Px, Scene, Size};
use canvas::Canvas;

pub(super) use canvas::along;

/// How a chart is set.
pub struct Looks<'l> {
    /// What its parts are named by in a page.
    pub id: &'l str,
    /// How wide it is.
    pub width: Px,
    /// What stands around it.
    pub framing: Framing<'l>,
    /// Where a figure leads, by what names its time; nowhere where there is no page.
    pub href: &'l dyn Fn(Subject<'_>, &str) -> Option<String>,
    /// Which way lines of text run.
    pub direction: Direction,
}

/// What stands around a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Framing<'l> {
    /// Nothing: the page around it has title and sources.
    Page,
    /// Its title above, and beneath it where it is from: it stands alone.
    File {
        /// Whose site it is from, and where it is found.
        from: &'l str,
    },
}

/// Charts are narrow below this.
const NARROW_BELOW: Px = Px::whole(520);

impl Looks<'_> {
    fn is_right_to_left(&self) -> bool {
        self.direction == Direction::RightToLeft
    }

    fn is_narrow(&self) -> bool {
        self.width < NARROW_BELOW
    }
}

/// A chart of what a plan says.
#[must_use]
pub fn draw(plan: &Plan<'_>, reading: &Reading<'_>, looks: &Looks<'_>) -> Scene {
    let margin = margin(looks.framing);
    let inner = Looks {
        width: looks.width - margin * 2,
        ..*looks
    };
    let mut canvas = Canvas::new(&inner);
    frame::above(&mut canvas, reading);
    match plan {
        Plan::Line(plan) => lines::draw(plan, reading, &mut canvas),
        Plan::Bar(plan) => bars::draw(plan, reading, &mut canvas),
        Plan::Dots(plan) => dots::draw(plan, reading, &mut canvas),
        Plan::Multiples(plan) => multiples::draw(plan, reading, &mut canvas),
        Plan::Share(plan) => share::draw(plan, reading, &mut canvas),
        Plan::Slope(plan) => slope::draw(plan, reading, &mut canvas),
        Plan::Units(plan) => units::draw(plan, reading, &mut canvas),
        Plan::Scatter(plan) => scatter::draw(plan, reading, &mut canvas),
    }
    frame::beneath(&mut canvas, &asides(plan), reading);
    let (marks, height) = canvas.finish();
    Scene {
        id: looks.id.to_owned(),
        size: Size::new(looks.width, height + margin * 2),
        title: reading.title.clone(),
        description: frame::description(plan, reading),
        lang: reading.words.messages.lang().to_string(),
        direction: looks.direction,
        marks: match margin {
            Px::ZERO => marks,
            _ => vec![Mark::moved(marks, Place::new(margin, margin))],
        },
    }
}

/// What a chart shows, in words: its title and what it says.
#[must_use]
pub fn described(plan: &Plan<'_>, reading: &Reading<'_>) -> String {
    format!("{}. {}", reading.title, frame::description(plan, reading))
}

/// What stands alone has paper around it.
fn margin(framing: Framing<'_>) -> Px {
    match framing {
        Framing::Page => Px::ZERO,
        Framing::File { .. } => Px::whole(16),
    }
}

/// What is told beneath; columns of bars tell theirs beneath each.
fn asides<'p>(plan: &'p Plan<'p>) -> Vec<Aside<'p>> {
    match plan {
        Plan::Line(plan) => plan.asides.clone(),
        Plan::Bar(plan) => plan.asides.clone(),
        Plan::Dots(plan) => plan.asides.clone(),
        Plan::Multiples(MultiplesPlan::Lines(panels)) => {
            let asides = panels.iter().flat_map(|panel| &panel.plan.asides);
            asides.copied().collect()
        }
        Plan::Multiples(MultiplesPlan::Bars(_)) | Plan::Units(_) => Vec::new(),
        Plan::Share(plan) => plan.asides.clone(),
        Plan::Slope(plan) => plan.asides.clone(),
        Plan::Scatter(plan) => plan.asides.clone(),
    }
}

/// The direction in which a language is written.
#[must_use]
pub fn direction_of(messages: &messages::Messages) -> Direction {
    match messages.dir() {
        messages::Direction::Ltr => Direction::LeftToRight,
        messages::Direction::Rtl => Direction::RightToLeft,
    }
}

/// What a mark says where it is pointed at: "Bulgaria: at least 91 people (HRI, 2021)".
fn told(name: &str, point: &Point<'_>, reading: &Reading<'_>) -> String {
    let messages = reading.words.messages;
    let figure = match (&point.quantity, unit(point, reading)) {
        (Some(quantity), Some(unit)) if quantity.bound() == Bound::Exact || point.extent().is_some() => {
            messages.with("figure-unit", &[("figure", &point.words), ("unit", &unit)])
        }
        _ => point.words.clone(),
    };
    let figure = match meta(point, reading) {
        Some(said) => messages.with("cell-period", &[("figure", &figure), ("period", &said)]),
        None => figure,
    };
    let told = messages.with("figure-named", &[("name", name), ("figure", &figure)]);
    match point.doubt {
        Some(reason) => {
            let doubt = messages.with("note-questioned", &[("reason", reason)]);
            messages.with("total-and", &[("before", &told), ("after", &doubt)])
        }
        None => told,
    }
}

fn unit(point: &Point<'_>, reading: &Reading<'_>) -> Option<String> {
    let known = reading.words.definition_of(point.subject.indicator)?;
    reading.words.measure(&known.unit)
}

/// Who says so and when: "HRI, 2021"; a round names its reporter already. Nothing where the words themselves say it.
fn meta(point: &Point<'_>, reading: &Reading<'_>) -> Option<String> {
    point.reporter?;
    if matches!(point.drawn, super::Drawn::Nothing(super::Lack::Old)) {
        return None;
    }
    if point.period.contains(&point.said_by) || point.said_by.is_empty() {
        return Some(point.period.clone()).filter(|period| !period.is_empty());
    }
    let told = [
        ("reporter", point.said_by.as_str()),
        ("period", point.period.as_str()),
    ];
    Some(reading.words.messages.with("reporter-period", &told))
}
