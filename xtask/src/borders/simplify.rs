//! Fewer points: those whose going changes the least goes first (Visvalingam and Whyatt, "Line generalisation by repeated elimination of
//! points", 1993). Ends of arcs stay, so neighbours still share their lines.

use super::topology::Point;

/// A line without the points that make triangles smaller than `least`, in square degrees at the equator. At least `keep` points stay.
pub(super) fn simplify(line: &[Point], least: f64, keep: usize) -> Vec<Point> {
    let mut points = line.to_vec();
    while points.len() > keep.max(2) {
        let smallest = points
            .windows(3)
            .enumerate()
            .map(|(at, three)| (at + 1, triangle(three)))
            .min_by(|one, other| one.1.total_cmp(&other.1));
        match smallest {
            Some((at, size)) if size < least => {
                points.remove(at);
            }
            _ => break,
        }
    }
    points
}

fn triangle(three: &[Point]) -> f64 {
    let [a, b, c] = [three[0], three[1], three[2]];
    let width = b[1].to_radians().cos();
    ((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])).abs() * width / 2.0
}

#[cfg(test)]
mod tests {
    use super::simplify;

    #[test]
    fn what_hardly_shows_goes_and_corners_stay() {
        let line = [
            [0.0, 0.0],
            [1.0, 0.001],
            [2.0, 0.0],
            [2.0, 2.0],
            [2.001, 3.0],
            [2.0, 4.0],
        ];
        assert_eq!(simplify(&line, 0.01, 2), [[0.0, 0.0], [2.0, 0.0], [2.0, 4.0]]);
    }

    #[test]
    fn a_ring_stays_a_ring() {
        let ring = [[0.0, 0.0], [0.0, 0.01], [0.01, 0.01], [0.01, 0.0], [0.0, 0.0]];
        assert_eq!(simplify(&ring, 1.0, 4).len(), 4);
    }
}
