//! How much of a line a map needs (Visvalingam and Whyatt, "Line generalisation by repeated elimination of points", 1993). Lines that neighbours share are
//! thinned once for both, so that no gap opens between them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Degrees;

/// Details from the coarsest to the finest: what a point must add to the land to stay, in square radians. The coarsest suits a world of 720 pixels.
pub(super) const DETAILS: [f64; 3] = [1.6e-5, 4.0e-6, 1.0e-6];

/// A point may be left out where it adds less than so many square pixels.
const UNSEEN: f64 = 0.32;

/// The coarsest detail that looks like the whole at so many pixels in a radian; `None` where only the whole does.
pub(super) fn enough(pixels: f64) -> Option<usize> {
    DETAILS
        .iter()
        .position(|detail| detail * pixels * pixels <= UNSEEN)
}

/// What a line loses without each of its points, in square radians: never less than the points that must go before it. Its ends always stay, and of a
/// line that ends where it begins so many points that it still holds land.
#[derive(Debug)]
pub(super) struct Weighed {
    line: Vec<Degrees>,
    weights: Vec<f64>,
}

/// An area that can be put in order.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Area(f64);

impl Eq for Area {}

impl PartialOrd for Area {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Area {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl Weighed {
    pub(super) fn new(line: Vec<Degrees>) -> Self {
        let mut weights = vec![f64::INFINITY; line.len()];
        let is_ring = line.len() > 1 && line.first() == line.last();
        let stay = if is_ring { 4 } else { 2 };
        let mut left = line.len();
        let mut before: Vec<usize> = (0..line.len()).map(|at| at.saturating_sub(1)).collect();
        let mut after: Vec<usize> = (1..=line.len()).collect();
        let mut areas = vec![f64::INFINITY; line.len()];
        let mut next = BinaryHeap::new();
        for at in 1..line.len().saturating_sub(1) {
            areas[at] = triangle(line[at - 1], line[at], line[at + 1]);
            next.push(Reverse((Area(areas[at]), at)));
        }
        while let Some(Reverse((Area(area), at))) = next.pop() {
            // What was measured before a neighbour went was measured again since.
            #[expect(clippy::float_cmp, reason = "the very number that was written there")]
            let is_stale = area != areas[at] || weights[at].is_finite();
            if is_stale {
                continue;
            }
            if left <= stay {
                break;
            }
            (weights[at], left) = (area, left - 1);
            let (from, to) = (before[at], after[at]);
            (after[from], before[to]) = (to, from);
            for one in [from, to] {
                if one > 0 && one + 1 < line.len() {
                    areas[one] = triangle(line[before[one]], line[one], line[after[one]]).max(area);
                    next.push(Reverse((Area(areas[one]), one)));
                }
            }
        }
        Self { line, weights }
    }

    /// All of it.
    pub(super) fn whole(&self) -> &[Degrees] {
        &self.line
    }

    /// The points that weigh so much.
    pub(super) fn at(&self, detail: f64) -> Vec<Degrees> {
        let points = self.line.iter().zip(&self.weights);
        points
            .filter(|(_, weight)| **weight >= detail)
            .map(|(point, _)| *point)
            .collect()
    }
}

/// The area of a small triangle on the globe, in square radians.
fn triangle(one: Degrees, two: Degrees, three: Degrees) -> f64 {
    let width = two[1].to_radians().cos();
    let side = |to: Degrees| {
        [
            super::near(to[0] - one[0], 0.0).to_radians() * width,
            (to[1] - one[1]).to_radians(),
        ]
    };
    let ([right, up], [far_right, far_up]) = (side(two), side(three));
    (right * far_up - far_right * up).abs() / 2.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{DETAILS, Weighed, enough, triangle};

    #[test]
    fn what_adds_little_goes_first() {
        let line = vec![[0.0, 0.0], [1.0, 0.01], [2.0, 0.0], [3.0, 2.0], [4.0, 0.0]];
        let weighed = Weighed::new(line.clone());
        let little = triangle(line[0], line[1], line[2]);
        assert_eq!(weighed.at(0.0), line);
        assert_eq!(weighed.at(little * 1.01), [line[0], line[2], line[3], line[4]]);
        assert_eq!(weighed.at(1.0), [line[0], line[4]]);
    }

    #[test]
    fn a_ring_still_holds_land() {
        let ring = vec![
            [0.0, 0.0],
            [0.0, 1.0],
            [0.5, 1.001],
            [1.0, 1.0],
            [1.0, 0.0],
            [0.0, 0.0],
        ];
        assert_eq!(Weighed::new(ring).at(1.0).len(), 4);
    }

    #[test]
    fn nothing_is_nothing() {
        assert!(Weighed::new(Vec::new()).at(1.0).is_empty());
        assert_eq!(Weighed::new(vec![[1.0, 2.0]]).at(1.0), [[1.0, 2.0]]);
    }

    #[test]
    fn a_larger_map_shows_more() {
        assert_eq!(enough(130.0), Some(0));
        assert_eq!(enough(250.0), Some(1));
        assert_eq!(enough(500.0), Some(2));
        assert_eq!(enough(5_000.0), None);
    }

    proptest! {
        #[test]
        fn finer_holds_coarser(points in prop::collection::vec((-170_i32..170, -80_i32..80), 2..60)) {
            let line: Vec<_> = points.iter().map(|(x, y)| [f64::from(*x), f64::from(*y)]).collect();
            let weighed = Weighed::new(line.clone());
            let mut finer = weighed.whole().to_vec();
            for detail in DETAILS.iter().rev() {
                let coarser = weighed.at(*detail);
                let mut left = finer.iter();
                prop_assert!(coarser.iter().all(|point| left.any(|one| one.map(f64::to_bits) == point.map(f64::to_bits))));
                prop_assert_eq!((coarser.first(), coarser.last()), (line.first(), line.last()));
                finer = coarser;
            }
        }
    }
}
