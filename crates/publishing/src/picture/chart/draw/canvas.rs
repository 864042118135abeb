//! What charts are drawn on: marks are put where lines of text begin and end, and stand right in both directions of writing.

use super::Looks;
use crate::picture::{
    Anchor, Bounds, Direction, Ink, Mark, Path, PathBuilder, Point, Px, Size, Stroke, Text, Weight, layout,
    metrics,
};

/// The size of most words.
pub(in crate::picture) const WORDS: Px = Px::whole(13);
/// The size of words that stand beside others.
pub(in crate::picture) const SMALL: Px = Px::whole(12);
/// What stands between things that belong together.
pub(in crate::picture) const GAP: Px = Px::whole(6);

/// Which end of words is at their point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::picture) enum End {
    /// Where they begin.
    Start,
    /// Their middle.
    Middle,
    /// Where they end.
    Finish,
}

/// Words with how they look.
#[derive(Debug, Clone, Copy)]
pub(in crate::picture) struct Style {
    pub(in crate::picture) size: Px,
    pub(in crate::picture) weight: Weight,
    pub(in crate::picture) ink: Ink,
}

impl Style {
    pub(in crate::picture) const WORDS: Self = Self {
        size: WORDS,
        weight: Weight::Regular,
        ink: Ink::Text,
    };
    pub(in crate::picture) const BOLD: Self = Self {
        weight: Weight::Semibold,
        ..Self::WORDS
    };
    pub(in crate::picture) const QUIET: Self = Self {
        size: SMALL,
        weight: Weight::Regular,
        ink: Ink::Quiet,
    };
    pub(in crate::picture) const FIGURE: Self = Self {
        size: SMALL,
        weight: Weight::Semibold,
        ink: Ink::Text,
    };

    pub(in crate::picture) fn width(self, words: &str) -> Px {
        metrics::width(words, self.size, self.weight)
    }

    /// How high a line of such words is.
    pub(in crate::picture) fn line(self) -> Px {
        metrics::line_height(self.size)
    }

    /// How far below the top of its line the words stand.
    pub(in crate::picture) fn base(self) -> Px {
        let letters = metrics::ascent(self.size) + metrics::descent(self.size);
        (self.line() - letters).half() + metrics::ascent(self.size)
    }

    /// The words as far as they fit, with a sign where something is left out.
    pub(in crate::picture) fn fitted(self, words: &str, room: Px) -> String {
        layout::shorten(words, room, self.size, self.weight)
    }

    /// The words in lines of a width, at most so many; what has no room is left out, with a sign.
    pub(in crate::picture) fn lines(self, words: &str, room: Px, most: usize) -> Vec<String> {
        let mut lines = layout::wrap(words, room, self.size, self.weight);
        if lines.len() > most.max(1) {
            let rest = lines.split_off(most.max(1) - 1).join(" ");
            lines.push(self.fitted(&rest, room));
        }
        lines
    }
}

/// A part of a length.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a share of a length is no longer than the length"
)]
pub(in crate::picture) fn along(length: Px, share: f64) -> Px {
    let share = if share.is_finite() {
        share.clamp(0.0, 1.0)
    } else {
        0.0
    };
    Px::hundredths((f64::from(length.in_hundredths()) * share).round() as i32)
}

/// What a chart is drawn on.
pub(in crate::picture) struct Canvas<'d> {
    pub(in crate::picture) looks: &'d Looks<'d>,
    /// How far it is filled from the top.
    pub(in crate::picture) top: Px,
    marks: Vec<Mark>,
    flow: Flow,
}

/// Which way a chart runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::picture) enum Flow {
    /// As lines of text do: rows begin where lines begin.
    AsText,
    /// From left to right, in every language: two axes of numbers.
    Across,
}

impl<'d> Canvas<'d> {
    pub(in crate::picture) fn new(looks: &'d Looks<'d>) -> Self {
        Self {
            looks,
            top: Px::ZERO,
            marks: Vec::new(),
            flow: Flow::AsText,
        }
    }

    /// From here on the chart runs another way.
    pub(in crate::picture) fn flowing(&mut self, flow: Flow) {
        self.flow = flow;
    }

    pub(in crate::picture) fn width(&self) -> Px {
        self.looks.width
    }

    fn is_mirrored(&self) -> bool {
        self.flow == Flow::AsText && self.looks.is_right_to_left()
    }

    /// Where a distance from the beginning of lines lies.
    pub(in crate::picture) fn x(&self, from_start: Px) -> Px {
        if self.is_mirrored() {
            self.width() - from_start
        } else {
            from_start
        }
    }

    pub(in crate::picture) fn point(&self, from_start: Px, down: Px) -> Point {
        Point::new(self.x(from_start), down)
    }

    fn anchor(&self, end: End) -> Anchor {
        match (end, self.is_mirrored()) {
            (End::Middle, _) => Anchor::Middle,
            (End::Start, false) | (End::Finish, true) => Anchor::Left,
            (End::Finish, false) | (End::Start, true) => Anchor::Right,
        }
    }

    /// Words whose line begins, has its middle or ends at a distance, standing on a line.
    pub(in crate::picture) fn words(
        &self,
        words: &str,
        (from_start, base): (Px, Px),
        end: End,
        style: Style,
    ) -> Mark {
        let words = match self.looks.direction {
            // Figures keep their own direction: 2.8–6.4 must not read as 6.4–2.8.
            Direction::RightToLeft if style.weight == Weight::Semibold => format!("\u{2068}{words}\u{2069}"),
            Direction::RightToLeft | Direction::LeftToRight => words.to_owned(),
        };
        let text = Text {
            weight: style.weight,
            ..Text::new(self.point(from_start, base), words, style.size).anchored(self.anchor(end))
        };
        Mark::text(text, style.ink)
    }

    /// A rectangle from a distance, so long.
    pub(in crate::picture) fn bar(&self, (from_start, top): (Px, Px), (length, height): (Px, Px)) -> Mark {
        let left = if self.is_mirrored() {
            self.x(from_start + length)
        } else {
            from_start
        };
        Mark::rect(Bounds::new(Point::new(left, top), Size::new(length, height)))
    }

    pub(in crate::picture) fn line(&self, from: (Px, Px), to: (Px, Px), stroke: Stroke) -> Mark {
        Mark::line(self.point(from.0, from.1), self.point(to.0, to.1)).stroked(stroke)
    }

    /// A line through points.
    pub(in crate::picture) fn through(&self, points: impl IntoIterator<Item = (Px, Px)>) -> Path {
        let mut path = PathBuilder::new();
        path.through(points.into_iter().map(|(x, y)| self.point(x, y)));
        path.finish()
    }

    /// An outline around points.
    pub(in crate::picture) fn outline(&self, points: impl IntoIterator<Item = (Px, Px)>) -> Path {
        let mut path = PathBuilder::new();
        path.through(points.into_iter().map(|(x, y)| self.point(x, y)));
        path.close();
        path.finish()
    }

    pub(in crate::picture) fn put(&mut self, mark: Mark) {
        self.marks.push(mark);
    }

    pub(in crate::picture) fn put_all(&mut self, marks: impl IntoIterator<Item = Mark>) {
        self.marks.extend(marks);
    }

    /// Words in lines across the whole width, beneath what is there.
    pub(in crate::picture) fn paragraph(&mut self, words: &str, style: Style, most: usize) {
        for line in style.lines(words, self.width(), most) {
            let mark = self.words(&line, (Px::ZERO, self.top + style.base()), End::Start, style);
            self.put(mark);
            self.top += style.line();
        }
    }

    /// Room beneath what is there.
    pub(in crate::picture) fn skip(&mut self, room: Px) {
        self.top += room;
    }

    pub(in crate::picture) fn finish(self) -> (Vec<Mark>, Px) {
        (self.marks, self.top)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_cut_with_a_sign() {
        let style = Style::WORDS;
        assert_eq!(style.fitted("Chad", Px::whole(200)), "Chad");
        let cut = style.fitted("United Republic of Tanzania", Px::whole(80));
        assert!(cut.ends_with('…') && style.width(&cut) <= Px::whole(80), "{cut}");
        let lines = style.lines("United Republic of Tanzania", Px::whole(110), 2);
        assert_eq!(lines.len(), 2);
    }

    proptest! {
        #[test]
        fn a_part_of_a_length_is_no_longer(share in any::<f64>()) {
            let part = along(Px::whole(300), share);
            prop_assert!(part >= Px::ZERO && part <= Px::whole(300));
        }
    }
}
