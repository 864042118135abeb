//! A picture as what is painted, one after another: groups undone, what they lend lent, every mark where it stands.

use std::collections::HashSet;

use foldhash::fast::FixedState;
use tidemark_publishing::picture::{Dash, Ink, Mark, Point, Px, Scene, Shape, Stroke};
use vello_cpu::kurbo::{self, Affine, BezPath, Circle, PathEl, RoundedRect, Shape as _};

use super::PictureError;

/// How far a curve may be from what stands for it, in the units of the picture.
const TOLERANCE: f64 = 0.01;

/// One mark.
pub(super) enum Step {
    /// An outline, first filled, then drawn.
    Shape {
        outline: BezPath,
        fill: Option<Ink>,
        line: Option<Line>,
    },
    /// Words, with all that a text needs to stand alone.
    Words(Mark),
}

/// A line, and where it runs.
pub(super) struct Line {
    pub(super) stroke: Stroke,
    /// Nothing where it runs along the whole outline.
    pub(super) course: Option<BezPath>,
}

/// What groups lend to their marks, and how far they move them.
#[derive(Clone, Copy, Default)]
struct Lent {
    fill: Option<Ink>,
    stroke: Option<Stroke>,
    moved: Point,
}

/// The steps of a picture, from the back to the front, its paper first.
pub(super) fn steps(scene: &Scene) -> Result<Vec<Step>, PictureError> {
    let mut steps = Vec::new();
    // Beyond its edges: the last row of pixels may be half of it only.
    let paper = Mark::rect(scene.frame().grown(Px::whole(1))).filled(Ink::Paper);
    for mark in std::iter::once(&paper).chain(&scene.marks) {
        add(mark, Lent::default(), &mut steps)?;
    }
    Ok(steps)
}

fn add(mark: &Mark, lent: Lent, steps: &mut Vec<Step>) -> Result<(), PictureError> {
    let (fill, stroke) = (mark.fill.or(lent.fill), mark.stroke.or(lent.stroke));
    let outline = match &mark.shape {
        Shape::Group { marks, by } => {
            let moved = lent.moved + *by;
            for mark in marks {
                add(mark, Lent { fill, stroke, moved }, steps)?;
            }
            return Ok(());
        }
        Shape::Text(text) => {
            let words = Mark {
                stroke,
                ..Mark::text(text.clone(), fill.unwrap_or(Ink::Text))
            };
            steps.push(Step::Words(Mark::moved(vec![words], lent.moved)));
            return Ok(());
        }
        Shape::Rect { bounds, corner } => {
            let (from, to) = (at(bounds.from), at(bounds.to));
            RoundedRect::new(from.0, from.1, to.0, to.1, corner.to_f64()).to_path(TOLERANCE)
        }
        Shape::Line { from, to } => {
            let mut line = BezPath::new();
            line.move_to(at(*from));
            line.line_to(at(*to));
            line
        }
        Shape::Path(path) => outline(path.data())?,
        Shape::Circle { middle, radius } => Circle::new(at(*middle), radius.to_f64()).to_path(TOLERANCE),
    };
    let outline = if lent.moved == Point::default() {
        outline
    } else {
        Affine::translate(at(lent.moved)) * outline
    };
    let line = stroke.map(|stroke| Line { stroke, course: None });
    steps.push(Step::Shape { outline, fill, line });
    Ok(())
}

/// The attribute `d` of a path.
pub(super) fn outline(data: &str) -> Result<BezPath, PictureError> {
    BezPath::from_svg(data).map_err(|_| PictureError::Path)
}

fn at(point: Point) -> (f64, f64) {
    let number = |number: Px| number.to_f64();
    (number(point.x), number(point.y))
}

/// A straight piece of a line, whichever way it is drawn, in hundredths.
type Piece = [(i32, i32); 2];

/// Leaves out what is drawn again, by the same line, further in front: the border of a place is that of its neighbour too. Only of lines so thin
/// that their corners cannot be seen.
pub(super) fn draw_once(steps: &mut [Step], is_thin: impl Fn(Px) -> bool) {
    let mut drawn: HashSet<(Ink, Px, Piece), FixedState> = HashSet::default();
    for step in steps.iter_mut().rev() {
        let Step::Shape {
            outline,
            line: Some(line),
            ..
        } = step
        else {
            continue;
        };
        let Stroke { ink, width, dash } = line.stroke;
        if dash != Dash::Solid || !is_thin(width) {
            continue;
        }
        line.course = rest(outline, |piece| drawn.insert((ink, width, piece)));
    }
}

/// An outline without the straight pieces that are not new; nothing where all of them are.
fn rest(outline: &BezPath, mut is_new: impl FnMut(Piece) -> bool) -> Option<BezPath> {
    let mut rest = BezPath::new();
    let (mut begun, mut pen, mut left_out) = (kurbo::Point::ORIGIN, kurbo::Point::ORIGIN, false);
    // Whether the pen of what is left stands where the outline does.
    let mut is_there = false;
    for element in outline.elements() {
        let to = match *element {
            PathEl::MoveTo(to) => {
                (begun, pen, is_there) = (to, to, false);
                continue;
            }
            PathEl::LineTo(to) => to,
            PathEl::ClosePath => begun,
            PathEl::QuadTo(..) | PathEl::CurveTo(..) => return None,
        };
        let (one, other) = (hundredths(pen), hundredths(to));
        if one != other {
            if is_new(if one < other { [one, other] } else { [other, one] }) {
                if !is_there {
                    rest.move_to(pen);
                }
                rest.line_to(to);
                is_there = true;
            } else {
                (is_there, left_out) = (false, true);
            }
        }
        pen = to;
    }
    left_out.then_some(rest)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "pictures are smaller than that, and a cast stops at the ends"
)]
fn hundredths(point: kurbo::Point) -> (i32, i32) {
    let number = |number: f64| (number * 100.0).round() as i32;
    (number(point.x), number(point.y))
}

#[cfg(test)]
mod tests {
    use super::{outline, rest};

    #[test]
    fn a_border_is_drawn_for_one_of_two_neighbours() {
        let mut seen = std::collections::BTreeSet::new();
        let right = outline("M10 0h10v10h-10z").unwrap();
        assert_eq!(rest(&right, |piece| seen.insert(piece)), None);
        let left = outline("M0 0h10v10h-10z").unwrap();
        let left = rest(&left, |piece| seen.insert(piece)).unwrap();
        assert_eq!(left.to_svg(), "M0,0 L10,0 M10,10 L0,10 L0,0");
    }

    #[test]
    fn curves_are_drawn_whole() {
        assert_eq!(rest(&outline("M0 0c0 1 1 1 1 0z").unwrap(), |_| false), None);
    }
}
