//! Cutting rings at the edges of a map (Sutherland and Hodgman, "Reentrant polygon clipping", 1974).

/// Which side of an axis stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    Above,
    Below,
}

/// The part of a ring on one side of a line along an axis.
pub(super) fn half(ring: &[[f64; 2]], axis: usize, at: f64, keep: Keep) -> Vec<[f64; 2]> {
    let inside = |point: &[f64; 2]| match keep {
        Keep::Above => point[axis] >= at,
        Keep::Below => point[axis] <= at,
    };
    if ring.iter().all(inside) {
        return ring.to_vec();
    }
    let mut kept = Vec::new();
    let before = ring.iter().cycle().skip(ring.len().saturating_sub(1));
    for (from, to) in before.zip(ring) {
        if inside(from) != inside(to) {
            kept.push(crossing(*from, *to, axis, at));
        }
        if inside(to) {
            kept.push(*to);
        }
    }
    kept
}

fn crossing(from: [f64; 2], to: [f64; 2], axis: usize, at: f64) -> [f64; 2] {
    let part = (at - from[axis]) / (to[axis] - from[axis]);
    let other = 1 - axis;
    let mut point = [at; 2];
    point[other] = from[other] + (to[other] - from[other]) * part;
    point
}

/// The parts of a line within a rectangle: its lower and its upper ends.
pub(super) fn line_within(line: &[[f64; 2]], low: [f64; 2], high: [f64; 2]) -> Vec<Vec<[f64; 2]>> {
    let inside = |point: &&[f64; 2]| (0..2).all(|axis| (low[axis]..=high[axis]).contains(&point[axis]));
    line.chunk_by(|one, other| inside(&one) == inside(&other))
        .filter(|part| part.first().is_some_and(|first| inside(&first)) && part.len() > 1)
        .map(<[_]>::to_vec)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Keep, half, line_within};

    const SQUARE: [[f64; 2]; 4] = [[0.0, 0.0], [0.0, 10.0], [10.0, 10.0], [10.0, 0.0]];

    #[test]
    fn a_square_is_cut_in_two() {
        let right = half(&SQUARE, 0, 4.0, Keep::Above);
        assert_eq!(right, [[4.0, 0.0], [4.0, 10.0], [10.0, 10.0], [10.0, 0.0]]);
        assert_eq!(half(&SQUARE, 1, -1.0, Keep::Above), SQUARE);
        assert!(half(&SQUARE, 1, -1.0, Keep::Below).is_empty());
        assert!(half(&[], 1, -1.0, Keep::Below).is_empty());
    }

    #[test]
    fn a_line_is_kept_where_it_is_within() {
        let line = [
            [-5.0, 1.0],
            [1.0, 1.0],
            [2.0, 1.0],
            [20.0, 1.0],
            [3.0, 1.0],
            [4.0, 4.0],
        ];
        let parts = line_within(&line, [0.0, 0.0], [10.0, 10.0]);
        assert_eq!(
            parts,
            [vec![[1.0, 1.0], [2.0, 1.0]], vec![[3.0, 1.0], [4.0, 4.0]]]
        );
    }
}
