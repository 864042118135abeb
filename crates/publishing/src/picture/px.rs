//! Coordinates that are always numbers: whole hundredths of a pixel, so that the same picture has the same bytes everywhere.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// What is not a place in a picture: not a number, infinite, or farther away than any picture reaches.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("{0} is not a place in a picture")]
pub struct NotFinite(pub f64);

/// The farthest from nought, in pixels; what is added up from it stays far from where whole numbers end.
const FARTHEST: i32 = 1_000_000;

/// A length or a coordinate in pixels, held in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Px(i32);

impl Px {
    /// Nought.
    pub const ZERO: Self = Self(0);

    /// So many pixels. Beyond a million it is a million.
    #[must_use]
    pub const fn whole(pixels: i32) -> Self {
        Self::hundredths(if pixels > FARTHEST {
            FARTHEST * 100
        } else if pixels < -FARTHEST {
            -FARTHEST * 100
        } else {
            pixels * 100
        })
    }

    /// So many hundredths of a pixel.
    #[must_use]
    pub const fn hundredths(hundredths: i32) -> Self {
        Self(hundredths)
    }

    /// The nearest hundredth of a pixel.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "what is farther than a million pixels was refused"
    )]
    pub fn of(pixels: f64) -> Result<Self, NotFinite> {
        if pixels.is_finite() && pixels.abs() <= f64::from(FARTHEST) {
            Ok(Self((pixels * 100.0).round() as i32))
        } else {
            Err(NotFinite(pixels))
        }
    }

    /// In hundredths of a pixel.
    #[must_use]
    pub const fn in_hundredths(self) -> i32 {
        self.0
    }

    /// In pixels.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        f64::from(self.0) / 100.0
    }

    /// `part` of `whole` equal parts of this length, to the nearest hundredth towards nought.
    /// Nought where there are no parts.
    #[must_use]
    pub fn part(self, part: i32, whole: i32) -> Self {
        if whole == 0 {
            return Self::ZERO;
        }
        let parts = i64::from(self.0) * i64::from(part) / i64::from(whole);
        Self(i32::try_from(parts).unwrap_or(if parts < 0 { i32::MIN } else { i32::MAX }))
    }

    /// Half of it.
    #[must_use]
    pub const fn half(self) -> Self {
        Self(self.0 / 2)
    }

    /// How long it is, whichever way it goes.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self(self.0.saturating_abs())
    }
}

impl Add for Px {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Px {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl AddAssign for Px {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl SubAssign for Px {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl Neg for Px {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl Mul<i32> for Px {
    type Output = Self;
    fn mul(self, times: i32) -> Self {
        Self(self.0.saturating_mul(times))
    }
}

impl Div<i32> for Px {
    type Output = Self;
    /// Nought where it is divided by nought: a picture without columns has columns without width.
    fn div(self, parts: i32) -> Self {
        Self(self.0.checked_div(parts).unwrap_or_default())
    }
}

impl Sum for Px {
    fn sum<I: Iterator<Item = Self>>(lengths: I) -> Self {
        lengths.fold(Self::ZERO, Add::add)
    }
}

/// As in an SVG file: at most two decimals, none that say nothing.
impl fmt::Display for Px {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, length) = (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs());
        let (pixels, rest) = (length / 100, length % 100);
        if rest == 0 {
            write!(f, "{sign}{pixels}")
        } else if rest.is_multiple_of(10) {
            write!(f, "{sign}{pixels}.{}", rest / 10)
        } else {
            write!(f, "{sign}{pixels}.{rest:02}")
        }
    }
}

/// A point: to the right and down from the upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Point {
    /// To the right.
    pub x: Px,
    /// Down.
    pub y: Px,
}

impl Point {
    /// The point there.
    #[must_use]
    pub const fn new(x: Px, y: Px) -> Self {
        Self { x, y }
    }

    /// The point so many pixels to the right and down.
    pub fn of(x: f64, y: f64) -> Result<Self, NotFinite> {
        Ok(Self::new(Px::of(x)?, Px::of(y)?))
    }
}

impl Add for Point {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(self.x + other.x, self.y + other.y)
    }
}

/// How wide and high something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Size {
    /// Its width.
    pub width: Px,
    /// Its height.
    pub height: Px,
}

impl Size {
    /// So wide and so high.
    #[must_use]
    pub const fn new(width: Px, height: Px) -> Self {
        Self { width, height }
    }
}

/// An upright rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Bounds {
    /// Its upper left corner.
    pub from: Point,
    /// Its lower right corner.
    pub to: Point,
}

impl Bounds {
    /// From its upper left corner, so wide and so high.
    #[must_use]
    pub fn new(from: Point, size: Size) -> Self {
        Self {
            from,
            to: Point::new(from.x + size.width, from.y + size.height),
        }
    }

    /// How wide and high it is.
    #[must_use]
    pub fn size(&self) -> Size {
        Size::new(self.to.x - self.from.x, self.to.y - self.from.y)
    }

    /// The point in its middle.
    #[must_use]
    pub fn middle(&self) -> Point {
        let size = self.size();
        Point::new(self.from.x + size.width.half(), self.from.y + size.height.half())
    }

    /// Whether another one lies within this one.
    #[must_use]
    pub fn holds(&self, other: &Self) -> bool {
        self.from.x <= other.from.x
            && self.from.y <= other.from.y
            && self.to.x >= other.to.x
            && self.to.y >= other.to.y
    }

    /// Whether they share more than an edge.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.from.x < other.to.x
            && other.from.x < self.to.x
            && self.from.y < other.to.y
            && other.from.y < self.to.y
    }

    /// The same, elsewhere.
    #[must_use]
    pub fn shifted(&self, by: Point) -> Self {
        Self {
            from: self.from + by,
            to: self.to + by,
        }
    }

    /// The same with room on every side; with less than none it shrinks.
    #[must_use]
    pub fn grown(&self, by: Px) -> Self {
        Self {
            from: self.from + Point::new(-by, -by),
            to: self.to + Point::new(by, by),
        }
    }

    /// The smallest that holds both.
    #[must_use]
    pub fn with(&self, other: &Self) -> Self {
        Self {
            from: Point::new(self.from.x.min(other.from.x), self.from.y.min(other.from.y)),
            to: Point::new(self.to.x.max(other.to.x), self.to.y.max(other.to.y)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Bounds, Point, Px, Size};

    #[test]
    fn what_is_not_a_number_is_no_place() {
        for wrong in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e7] {
            assert!(Px::of(wrong).is_err(), "{wrong}");
        }
        assert_eq!(Px::of(-1_000_000.0).unwrap(), Px::whole(-1_000_000));
    }

    #[test]
    fn no_decimal_says_nothing() {
        let written = |pixels: f64| Px::of(pixels).unwrap().to_string();
        assert_eq!(written(12.0), "12");
        assert_eq!(written(12.5), "12.5");
        assert_eq!(written(12.049), "12.05");
        assert_eq!(written(-0.25), "-0.25");
        assert_eq!(written(-0.001), "0");
    }

    #[test]
    fn parts_of_a_length_end_where_it_ends() {
        let length = Px::whole(100);
        assert_eq!(length.part(3, 3), length);
        assert_eq!(length.part(1, 3), Px::hundredths(3333));
        assert_eq!(length.part(1, 0), Px::ZERO);
    }

    #[test]
    fn what_only_touches_does_not_overlap() {
        let left = Bounds::new(Point::default(), Size::new(Px::whole(10), Px::whole(10)));
        let right = left.shifted(Point::new(Px::whole(10), Px::ZERO));
        assert!(!left.overlaps(&right));
        assert!(left.overlaps(&right.shifted(Point::new(Px::hundredths(-1), Px::ZERO))));
        assert!(left.with(&right).holds(&right));
    }
}
