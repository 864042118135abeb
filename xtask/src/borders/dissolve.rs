//! Land in one piece: lines within a place fall away, what is left is put together to rings.

use std::collections::{BTreeMap, BTreeSet};

use super::topology::{Point, index, points};

/// The rings around polygons that may share lines: each a list of arcs, outer ones clockwise as in the atlas.
pub(super) fn rings(polygons: &[Vec<Vec<i32>>], arcs: &[Vec<Point>]) -> Vec<Vec<i32>> {
    let used: BTreeSet<i32> = polygons.iter().flatten().flatten().copied().collect();
    // A line that is passed both ways lies within.
    let is_inner = |number: &i32| used.contains(&!*number);
    if !used.iter().any(is_inner) {
        return polygons.iter().flatten().cloned().collect();
    }
    let outer = polygons
        .iter()
        .flatten()
        .flatten()
        .filter(|number| !is_inner(number));
    joined(outer.copied().collect(), arcs)
}

/// A point where arcs meet, so that it can be looked up.
fn joint([x, y]: Point) -> (i64, i64) {
    #[expect(clippy::cast_possible_truncation, reason = "degrees have three digits")]
    let whole = |degrees: f64| (degrees * 1e6).round() as i64;
    // East and west meet at 180°.
    (whole(x.rem_euclid(360.0)), whole(y))
}

fn ends(number: i32, arcs: &[Vec<Point>]) -> Option<((i64, i64), (i64, i64))> {
    let arc = &arcs[index(number)];
    let (first, last) = (joint(*arc.first()?), joint(*arc.last()?));
    Some(if number < 0 { (last, first) } else { (first, last) })
}

/// Arcs as closed rings, each arc once.
fn joined(numbers: Vec<i32>, arcs: &[Vec<Point>]) -> Vec<Vec<i32>> {
    let mut from: BTreeMap<(i64, i64), Vec<i32>> = BTreeMap::new();
    for number in numbers.iter().rev() {
        if let Some((start, _)) = ends(*number, arcs) {
            from.entry(start).or_default().push(*number);
        }
    }
    let mut rings = Vec::new();
    for number in numbers {
        let Some((start, _)) = ends(number, arcs) else {
            continue;
        };
        if !from.get(&start).is_some_and(|left| left.contains(&number)) {
            continue;
        }
        rings.push(follow(number, start, &mut from, arcs));
    }
    rings
}

fn follow(
    first: i32,
    start: (i64, i64),
    from: &mut BTreeMap<(i64, i64), Vec<i32>>,
    arcs: &[Vec<Point>],
) -> Vec<i32> {
    let (mut ring, mut number) = (Vec::new(), first);
    loop {
        if let Some((here, _)) = ends(number, arcs)
            && let Some(left) = from.get_mut(&here)
        {
            left.retain(|other| *other != number);
        }
        ring.push(number);
        let Some((_, there)) = ends(number, arcs) else {
            return ring;
        };
        if there == start {
            return ring;
        }
        let Some(next) = from.get(&there).and_then(|left| left.last().copied()) else {
            return ring;
        };
        number = next;
    }
}

/// Twice the area within a ring, in square degrees at the equator; negative where it runs clockwise.
pub(super) fn area(ring: &[Point]) -> f64 {
    let doubled: f64 = ring
        .windows(2)
        .map(|pair| {
            let [[x, y], [next_x, next_y]] = [pair[0], pair[1]];
            let width = f64::midpoint(y, next_y).to_radians().cos();
            (x * next_y - next_x * y) * width
        })
        .sum();
    doubled / 2.0
}

/// Rings as polygons: each hole with the smallest ring around it.
pub(super) fn polygons(rings: Vec<Vec<i32>>, arcs: &[Vec<Point>]) -> Vec<Vec<Vec<i32>>> {
    let mut measured: Vec<(f64, Vec<i32>, Vec<Point>)> = rings
        .into_iter()
        .map(|ring| {
            let points = points(arcs, &ring);
            (area(&points), ring, points)
        })
        .collect();
    measured.sort_by(|one, other| one.0.total_cmp(&other.0));
    let (outer, holes): (Vec<_>, Vec<_>) = measured.into_iter().partition(|(area, ..)| *area <= 0.0);
    let mut made: Vec<Vec<Vec<i32>>> = outer.iter().map(|(_, ring, _)| vec![ring.clone()]).collect();
    for (_, hole, points) in holes {
        // The largest lie first, so the last that holds it is the smallest.
        let around = outer
            .iter()
            .rposition(|(_, _, ring)| points.first().is_some_and(|point| within(*point, ring)));
        match around {
            Some(at) => made[at].push(hole),
            None => made.push(vec![hole]),
        }
    }
    made
}

fn within([x, y]: Point, ring: &[Point]) -> bool {
    let crossings = ring.windows(2).filter(|pair| {
        let [[from_x, from_y], [to_x, to_y]] = [pair[0], pair[1]];
        (from_y > y) != (to_y > y) && x < (to_x - from_x) * (y - from_y) / (to_y - from_y) + from_x
    });
    crossings.count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::{area, polygons, rings};

    /// Two squares side by side: the line between them is arc 0.
    fn squares() -> Vec<Vec<[f64; 2]>> {
        vec![
            vec![[1.0, 1.0], [1.0, 0.0]],
            vec![[1.0, 0.0], [0.0, 0.0], [0.0, 1.0], [1.0, 1.0]],
            vec![[1.0, 1.0], [2.0, 1.0], [2.0, 0.0], [1.0, 0.0]],
        ]
    }

    #[test]
    fn the_line_between_two_parts_falls_away() {
        let arcs = squares();
        let made = rings(&[vec![vec![0, 1]], vec![vec![2, !0]]], &arcs);
        assert_eq!(made, [vec![1, 2]]);
        assert_eq!(polygons(made, &arcs).len(), 1);
    }

    #[test]
    fn what_shares_no_line_stays_as_it_is() {
        assert_eq!(rings(&[vec![vec![0, 1]]], &squares()), [vec![0, 1]]);
    }

    #[test]
    fn clockwise_is_outside() {
        let ring = [[0.0, 0.0], [0.0, 1.0], [1.0, 1.0], [1.0, 0.0], [0.0, 0.0]];
        assert!(area(&ring) < -0.99);
    }
}
