//! The legend: signs that occur in a chart, each with what it means. Voices have keys of their own; the rest is told in the order of this list.

use std::collections::BTreeSet;

use super::canvas::{Canvas, End, GAP, Style};
use super::glyph::{self, Towards};
use crate::picture::chart::point::{Drawn, Extent, Lack, Point};
use crate::picture::chart::series::Reading;
use crate::picture::{ClassKey, Dash, Ink, Mark, Px, Stroke};
use tidemark_evidence::Status;

/// What a sign means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// A range that was published.
    Range,
    /// At least, or more than.
    OpensUp,
    /// At most, or less than.
    OpensDown,
    /// A line between figures of which one is only a limit.
    Limit,
    /// Where another reporter begins.
    Break,
    /// Where a new definition begins.
    Redefined,
    /// A figure that is dated by its round only.
    Round,
    /// More than before.
    Rises,
    /// Less than before.
    Falls,
    /// The same as before.
    Stays,
    /// A size that is not known.
    NoSize,
    /// A figure in doubt.
    Doubt,
    /// Nothing to draw, for this reason.
    Lack(Status),
    /// Nothing to draw: what was said is too old.
    Old,
}

impl Key {
    /// Its name in the picture.
    pub(super) fn class(self) -> ClassKey {
        ClassKey(match self {
            Self::Range => "range".to_owned(),
            Self::OpensUp => "at_least".to_owned(),
            Self::OpensDown => "at_most".to_owned(),
            Self::Limit => "limit".to_owned(),
            Self::Break => "break".to_owned(),
            Self::Redefined => "redefined".to_owned(),
            Self::Round => "round".to_owned(),
            Self::Rises => "rises".to_owned(),
            Self::Falls => "falls".to_owned(),
            Self::Stays => "stays".to_owned(),
            Self::NoSize => "no_size".to_owned(),
            Self::Doubt => "doubt".to_owned(),
            Self::Lack(status) => status.to_string(),
            Self::Old => "old".to_owned(),
        })
    }

    fn words(self, reading: &Reading<'_>) -> String {
        let messages = reading.words.messages;
        match self {
            Self::Range => messages.get("chart-key-range"),
            Self::OpensUp => messages.get("chart-key-at-least"),
            Self::OpensDown => messages.get("chart-key-at-most"),
            Self::Limit => messages.get("chart-key-limit"),
            Self::Break => messages.get("chart-key-break"),
            Self::Redefined => messages.get("chart-key-redefined"),
            Self::Round => messages.get("chart-key-round"),
            Self::Rises => messages.get("chart-key-rises"),
            Self::Falls => messages.get("chart-key-falls"),
            Self::Stays => messages.get("chart-key-stays"),
            Self::NoSize => messages.get("chart-key-no-size"),
            Self::Doubt => messages.get("chart-key-doubt"),
            Self::Lack(status) => messages.status(status),
            Self::Old => messages.get("chart-too-old"),
        }
    }

    /// The stroke of a slope.
    pub(super) fn slope(self) -> Stroke {
        let width = Px::hundredths(200);
        match self {
            Self::Rises => Stroke::new(Ink::Mark, width),
            Self::Falls => Stroke::new(Ink::Voice(2), width).dashed(Dash::Dashed),
            _ => Stroke::new(Ink::Outline, Px::hundredths(125)),
        }
    }

    /// Its sign, around a point.
    fn sign(self, (x, y): (Px, Px), canvas: &Canvas<'_>) -> Mark {
        let (half, ink) = (Px::whole(7), Ink::Text);
        match self {
            Self::Range => glyph::range((x - half, y), (x + half, y), ink, canvas),
            Self::OpensUp => glyph::arrow((x - half, y), Towards::Finish, ink, canvas),
            Self::OpensDown => glyph::arrow((x + half, y), Towards::Start, ink, canvas),
            Self::Limit => canvas.line(
                (x - half, y),
                (x + half, y),
                Stroke::new(ink, Px::whole(2)).dashed(Dash::Dashed),
            ),
            Self::Break => canvas.line(
                (x, y - half),
                (x, y + half),
                Stroke::new(Ink::Outline, Px::whole(1)).dashed(Dash::Dashed),
            ),
            Self::Redefined => glyph::redefined((x, y), half, canvas),
            Self::Round => glyph::of_round_in(ink, (x, y), canvas),
            Self::Rises | Self::Falls | Self::Stays => {
                canvas.line((x - half, y), (x + half, y), self.slope())
            }
            Self::NoSize => Mark::circle(canvas.point(x, y), Px::whole(5))
                .filled(Ink::Paper)
                .stroked(Stroke::new(Ink::Mark, Px::hundredths(175))),
            Self::Doubt => canvas.words(
                "?",
                (x, y + Px::whole(4)),
                End::Middle,
                Style {
                    ink: Ink::Doubt,
                    ..Style::FIGURE
                },
            ),
            Self::Lack(_) | Self::Old => swatch(self, (x - Px::whole(5), y - Px::whole(5)), canvas),
        }
    }
}

/// The pattern of a status.
fn pattern(key: Key) -> Ink {
    match key {
        Key::Old => Ink::Old,
        Key::Lack(Status::NotKnown) => Ink::NotKnown,
        Key::Lack(Status::NotApplicable) => Ink::NotApplicable,
        Key::Lack(Status::Confidential) => Ink::Confidential,
        Key::Lack(Status::Withdrawn) => Ink::Withdrawn,
        _ => Ink::NoRecord,
    }
}

/// A small square with the pattern of a status.
pub(super) fn swatch(key: Key, at: (Px, Px), canvas: &Canvas<'_>) -> Mark {
    let side = Px::whole(10);
    canvas
        .bar(at, (side, side))
        .filled(pattern(key))
        .stroked(Stroke::new(Ink::Outline, Px::whole(1)))
}

/// The key of what cannot be drawn.
pub(super) fn of_lack(point: &Point<'_>) -> Option<Key> {
    match &point.drawn {
        Drawn::Nothing(Lack::Old) => Some(Key::Old),
        Drawn::Nothing(Lack::Status(status)) => Some(Key::Lack(*status)),
        Drawn::Nothing(Lack::OnDemand) | Drawn::Number(_) | Drawn::Answer(_) | Drawn::Words => None,
    }
}

/// The signs that have occurred.
#[derive(Debug, Default)]
pub(super) struct Keys(BTreeSet<Key>);

impl Keys {
    /// A mark with its key.
    pub(super) fn of(&mut self, key: Key, mark: Mark) -> Mark {
        self.0.insert(key);
        mark.of_class(key.class())
    }

    /// Takes down what a figure's extent and doubt show.
    pub(super) fn note(&mut self, point: &Point<'_>) {
        if point.doubt.is_some() {
            self.0.insert(Key::Doubt);
        }
    }

    /// Writes the signs that have occurred, with their meaning, beneath what is there.
    pub(super) fn draw(self, reading: &Reading<'_>, canvas: &mut Canvas<'_>) {
        let entries = self.0.into_iter().map(|key| {
            let sign = move |at, canvas: &Canvas<'_>| key.sign(at, canvas).explaining(key.class());
            (key.words(reading), Box::new(sign) as Sign)
        });
        flow(entries.collect(), canvas);
    }
}

/// Draws a sign around a point.
pub(super) type Sign = Box<dyn Fn((Px, Px), &Canvas<'_>) -> Mark>;

/// Signs with their words, one after another, in as many lines as it takes.
pub(super) fn flow(entries: Vec<(String, Sign)>, canvas: &mut Canvas<'_>) {
    if entries.is_empty() {
        return;
    }
    let (style, sign_room, line) = (Style::QUIET, Px::whole(22), Px::whole(20));
    let mut x = Px::ZERO;
    canvas.skip(GAP);
    for (words, sign) in entries {
        let words = style.fitted(&words, canvas.width() - sign_room);
        let length = sign_room + style.width(&words);
        if x > Px::ZERO && x + length > canvas.width() {
            x = Px::ZERO;
            canvas.skip(line);
        }
        let middle = canvas.top + line.half();
        let mark = sign((x + Px::whole(8), middle), canvas);
        let text = canvas.words(&words, (x + sign_room, middle + Px::whole(4)), End::Start, style);
        canvas.put_all([mark, text]);
        x += length + Px::whole(16);
    }
    canvas.skip(line);
}

/// Where a range or a limit shows along a row, with the signs it takes.
pub(super) fn extent_along(
    extent: &Extent,
    (x, y): (Px, Px),
    range: Option<(Px, Px)>,
    ink: Ink,
    keys: &mut Keys,
    canvas: &Canvas<'_>,
) -> Vec<Mark> {
    let mut marks = Vec::new();
    if let Some((from, to)) = range {
        marks.push(keys.of(Key::Range, glyph::range((from, y), (to, y), ink, canvas)));
    }
    if extent.opens_up() {
        marks.push(keys.of(Key::OpensUp, glyph::arrow((x, y), Towards::Finish, ink, canvas)));
    }
    if extent.opens_down() {
        marks.push(keys.of(Key::OpensDown, glyph::arrow((x, y), Towards::Start, ink, canvas)));
    }
    marks
}
