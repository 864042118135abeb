//! Small signs by which voices are told apart without colour, and what limits look like.

use super::canvas::Canvas;
use crate::picture::{Dash, Ink, Mark, PathBuilder, Px, Stroke};

/// The ink of a voice, from 0.
pub(super) fn ink(voice: usize) -> Ink {
    Ink::Voice(u8::try_from(voice % 8 + 1).unwrap_or(1))
}

/// The sign of a voice around a point: each voice has a form of its own.
pub(super) fn sign(voice: usize, (x, y): (Px, Px), radius: Px, canvas: &Canvas<'_>) -> Mark {
    let stroke = Stroke::new(ink(voice), Px::hundredths(200));
    match voice % 6 {
        0 => Mark::circle(canvas.point(x, y), radius).filled(ink(voice)),
        1 => Mark::path(canvas.outline([
            (x - radius, y - radius),
            (x + radius, y - radius),
            (x + radius, y + radius),
            (x - radius, y + radius),
        ]))
        .filled(Ink::Paper)
        .stroked(stroke),
        2 => {
            let far = radius.part(13, 10);
            Mark::path(canvas.outline([(x, y - far), (x + far, y), (x, y + far), (x - far, y)]))
                .filled(ink(voice))
        }
        3 => {
            let far = radius.part(12, 10);
            Mark::path(canvas.outline([(x, y - far), (x + far, y + far), (x - far, y + far)]))
                .filled(Ink::Paper)
                .stroked(stroke)
        }
        4 => Mark::circle(canvas.point(x, y), radius)
            .filled(Ink::Paper)
            .stroked(stroke),
        _ => {
            let far = radius.part(12, 10);
            Mark::path(canvas.outline([(x, y + far), (x + far, y - far), (x - far, y - far)]))
                .filled(ink(voice))
        }
    }
}

/// A figure of a voice that is dated by a round only: open, and never joined.
pub(super) fn of_round(voice: usize, at: (Px, Px), canvas: &Canvas<'_>) -> Mark {
    of_round_in(ink(voice), at, canvas)
}

/// The same in an ink.
pub(super) fn of_round_in(ink: Ink, (x, y): (Px, Px), canvas: &Canvas<'_>) -> Mark {
    let far = Px::hundredths(550);
    Mark::path(canvas.outline([(x, y - far), (x + far, y), (x, y + far), (x - far, y)]))
        .filled(Ink::Paper)
        .stroked(Stroke::new(ink, Px::hundredths(200)))
}

/// Which way a limit opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Towards {
    /// To larger numbers along a row.
    Finish,
    /// To smaller numbers along a row.
    Start,
    /// To larger numbers up an axis.
    Up,
    /// To smaller numbers down an axis.
    Down,
}

/// An arrow from a point, which says that what is meant may lie beyond.
pub(super) fn arrow((x, y): (Px, Px), towards: Towards, ink: Ink, canvas: &Canvas<'_>) -> Mark {
    let (long, side) = (Px::whole(11), Px::whole(3));
    let reach = |by: Px, across: Px| match towards {
        Towards::Finish => (x + by, y + across),
        Towards::Start => (x - by, y + across),
        Towards::Up => (x + across, y - by),
        Towards::Down => (x + across, y + by),
    };
    let tip = reach(long, Px::ZERO);
    let shaft = canvas.through([
        (x, y),
        tip,
        reach(long - side, side),
        tip,
        reach(long - side, -side),
    ]);
    Mark::path(shaft).stroked(Stroke::new(ink, Px::hundredths(175)))
}

/// A range from one point to another.
pub(super) fn range(from: (Px, Px), to: (Px, Px), ink: Ink, canvas: &Canvas<'_>) -> Mark {
    canvas.line(from, to, Stroke::new(ink, Px::whole(2)))
}

/// Where a new definition begins: two strokes side by side, as a scale that is cut has; where another reporter begins there is one, and it is broken.
pub(super) fn redefined((x, y): (Px, Px), reach: Px, canvas: &Canvas<'_>) -> Mark {
    let apart = Px::whole(2);
    let mut strokes = PathBuilder::new();
    for x in [x - apart, x + apart] {
        strokes.through([(x, y - reach), (x, y + reach)].map(|(x, y)| canvas.point(x, y)));
    }
    Mark::path(strokes.finish()).stroked(Stroke::new(Ink::Text, Px::hundredths(150)))
}

/// A line that only guides the eye.
pub(super) fn guide(from: (Px, Px), to: (Px, Px), canvas: &Canvas<'_>) -> Mark {
    canvas.line(
        from,
        to,
        Stroke {
            ink: Ink::Line,
            width: Px::whole(1),
            dash: Dash::Solid,
        },
    )
}
