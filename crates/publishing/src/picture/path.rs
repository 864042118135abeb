//! Lines and outlines, written once: what is drawn again and again is only copied.

use std::fmt::Write as _;
use std::sync::Arc;

use super::px::{Bounds, Point, Px};

/// A line or an outline, as SVG writes it, with the room it takes. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    data: Arc<str>,
    bounds: Bounds,
}

impl Path {
    /// The attribute `d`.
    #[must_use]
    pub fn data(&self) -> &str {
        &self.data
    }

    /// The room it takes, without the width of its stroke.
    #[must_use]
    pub fn bounds(&self) -> Bounds {
        self.bounds
    }

    /// Whether it draws nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.data.is_empty()
    }
}

/// Draws a [`Path`] point by point.
#[derive(Debug, Clone, Default)]
pub struct PathBuilder {
    data: String,
    at: Point,
    bounds: Option<Bounds>,
    /// The last command, which need not be written again.
    last: char,
    /// Whether the last number has a point.
    is_decimal: bool,
}

impl PathBuilder {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Lifts the pen to a point.
    pub fn go(&mut self, to: Point) {
        self.command('M', &[to.x, to.y]);
        // What follows a move without a command would be a line of the same kind.
        self.last = 'M';
        self.reach(to);
    }

    /// Draws a straight line; nothing where the pen is there already.
    pub fn line(&mut self, to: Point) {
        let (right, down) = (to.x - self.at.x, to.y - self.at.y);
        match (right == Px::ZERO, down == Px::ZERO) {
            (true, true) => return,
            (false, true) => self.command('h', &[right]),
            (true, false) => self.command('v', &[down]),
            (false, false) => self.command('l', &[right, down]),
        }
        self.reach(to);
    }

    /// Draws a cubic Bézier curve.
    pub fn curve(&mut self, first: Point, second: Point, to: Point) {
        let at = self.at;
        let relative = [first, second, to].map(|point| [point.x - at.x, point.y - at.y]);
        self.command('c', relative.as_flattened());
        // A curve stays within its handles.
        self.grow(first);
        self.grow(second);
        self.reach(to);
    }

    /// Draws straight lines through all points, from the first.
    pub fn through(&mut self, points: impl IntoIterator<Item = Point>) {
        let mut points = points.into_iter();
        if let Some(first) = points.next() {
            self.go(first);
        }
        for point in points {
            self.line(point);
        }
    }

    /// Closes the outline. The next one must begin with [`go`](Self::go).
    pub fn close(&mut self) {
        self.data.push('z');
        self.last = 'z';
    }

    /// What was drawn.
    #[must_use]
    pub fn finish(self) -> Path {
        Path {
            data: self.data.into(),
            bounds: self.bounds.unwrap_or_default(),
        }
    }

    fn reach(&mut self, to: Point) {
        self.at = to;
        self.grow(to);
    }

    fn grow(&mut self, to: Point) {
        let point = Bounds { from: to, to };
        self.bounds = Some(self.bounds.map_or(point, |bounds| bounds.with(&point)));
    }

    fn command(&mut self, command: char, numbers: &[Px]) {
        let repeats = self.last == command && command != 'M';
        if !repeats {
            self.data.push(command);
        }
        for (place, number) in numbers.iter().enumerate() {
            self.number(*number, place > 0 || repeats);
        }
        self.last = command;
    }

    /// Writes a number as short as can be: no nought before the point, and nothing between two numbers that cannot be one.
    fn number(&mut self, number: Px, follows: bool) {
        let hundredths = number.in_hundredths().unsigned_abs();
        let (whole, part) = (hundredths / 100, hundredths % 100);
        let begins = if number < Px::ZERO {
            "-"
        } else if follows && !(self.is_decimal && whole == 0 && part > 0) {
            " "
        } else {
            ""
        };
        self.data.push_str(begins);
        // Writing to a text cannot fail.
        let _ = match (whole, part) {
            (0, 1..) => Ok(()),
            _ => write!(self.data, "{whole}"),
        };
        let _ = match (part, part % 10) {
            (0, _) => Ok(()),
            (_, 0) => write!(self.data, ".{}", part / 10),
            _ => write!(self.data, ".{part:02}"),
        };
        self.is_decimal = part > 0;
    }
}

#[cfg(test)]
mod tests {
    use super::PathBuilder;
    use crate::picture::px::{Bounds, Point, Px, Size};

    fn point(x: i32, y: i32) -> Point {
        Point::new(Px::whole(x), Px::whole(y))
    }

    #[test]
    fn a_square_is_short() {
        let mut path = PathBuilder::new();
        path.through([point(1, 2), point(5, 2), point(5, 6), point(1, 6), point(1, 6)]);
        path.close();
        let path = path.finish();
        assert_eq!(path.data(), "M1 2h4v4h-4z");
        assert_eq!(
            path.bounds(),
            Bounds::new(point(1, 2), Size::new(Px::whole(4), Px::whole(4)))
        );
    }

    #[test]
    fn commands_are_not_repeated_but_moves_are() {
        let mut path = PathBuilder::new();
        path.through([point(0, 0), point(1, 1), point(2, 3), point(1, 1)]);
        path.through([point(9, 9), point(8, 8)]);
        assert_eq!(path.finish().data(), "M0 0l1 1 1 2-1-2M9 9l-1-1");
    }

    #[test]
    fn numbers_are_as_short_as_can_be() {
        let at = |x, y| Point::new(Px::hundredths(x), Px::hundredths(y));
        let mut path = PathBuilder::new();
        path.through([at(0, 20), at(20, 40), at(-5, 140), at(125, 145), at(130, 345)]);
        assert_eq!(path.finish().data(), "M0 .2l.2.2-.25 1 1.3.05.05 2");
    }

    #[test]
    fn a_curve_takes_the_room_of_its_handles() {
        let mut path = PathBuilder::new();
        path.go(point(0, 0));
        path.curve(point(0, 10), point(10, 10), point(10, 0));
        let path = path.finish();
        assert_eq!(path.data(), "M0 0c0 10 10 10 10 0");
        assert_eq!(path.bounds().to, point(10, 10));
    }
}
