//! Marks for places that are too small to be seen, each with room of its own.

use crate::picture::px::{Bounds, NotFinite, Point, Px};

/// How often marks are pushed apart.
const ROUNDS: usize = 80;

/// Room between two marks, in pixels.
const GAP: f64 = 1.0;

/// Moves marks of a radius as little as is needed, so that none lies over another one and all lie within the frame. Where there is not
/// room for all, they lie as far apart as they can.
pub(super) fn apart(wanted: &[Point], radius: Px, frame: &Bounds) -> Result<Vec<Point>, NotFinite> {
    let homes: Vec<[f64; 2]> = wanted
        .iter()
        .map(|point| [point.x.to_f64(), point.y.to_f64()])
        .collect();
    let mut at = homes.clone();
    let least = 2.0 * radius.to_f64() + GAP;
    let inner = frame.grown(-(radius + Px::whole(1)));
    for _ in 0..ROUNDS {
        let pushed = push(&mut at, least);
        keep_within(&mut at, &inner);
        if !pushed {
            break;
        }
    }
    at.into_iter().map(|[x, y]| Point::of(x, y)).collect()
}

/// Pushes those apart that lie too near; says whether there were any.
fn push(at: &mut [[f64; 2]], least: f64) -> bool {
    let mut by_place: Vec<usize> = (0..at.len()).collect();
    by_place.sort_by(|one, other| at[*one][0].total_cmp(&at[*other][0]));
    let mut pushed = false;
    for (place, one) in by_place.iter().enumerate() {
        for other in &by_place[place + 1..] {
            // Others lie farther to the right, but for what has been pushed in this round.
            if at[*other][0] - at[*one][0] > 2.0 * least {
                break;
            }
            pushed |= part(at, (*one).min(*other), (*one).max(*other), least);
        }
    }
    pushed
}

/// Pushes two apart where they lie too near.
fn part(at: &mut [[f64; 2]], first: usize, second: usize, least: f64) -> bool {
    let [x, y] = [0, 1].map(|axis| at[second][axis] - at[first][axis]);
    let squared = x * x + y * y;
    if squared >= least * least - 1e-9 {
        return false;
    }
    let distance = squared.sqrt();
    // Two in the same spot part to the right and to the left.
    let way = if distance > 1e-6 {
        [x / distance, y / distance]
    } else {
        [1.0, 0.0]
    };
    let by = (least - distance) / 2.0;
    for axis in 0..2 {
        at[second][axis] += way[axis] * by;
        at[first][axis] -= way[axis] * by;
    }
    true
}

fn keep_within(at: &mut [[f64; 2]], inner: &Bounds) {
    for [x, y] in at {
        *x = x.max(inner.from.x.to_f64()).min(inner.to.x.to_f64());
        *y = y.max(inner.from.y.to_f64()).min(inner.to.y.to_f64());
    }
}

#[cfg(test)]
mod tests {
    use super::apart;
    use crate::picture::px::{Bounds, Point, Px, Size};

    fn frame() -> Bounds {
        Bounds::new(Point::default(), Size::new(Px::whole(200), Px::whole(100)))
    }

    #[test]
    fn what_has_room_stays_where_it_is() {
        let wanted = [10, 60].map(|x| Point::new(Px::whole(x), Px::whole(50)));
        assert_eq!(apart(&wanted, Px::whole(4), &frame()).unwrap(), wanted);
    }

    #[test]
    fn a_row_of_islands_is_pulled_apart() {
        let wanted: Vec<Point> = (0..12)
            .map(|y| Point::new(Px::whole(198), Px::whole(40 + y)))
            .collect();
        let placed = apart(&wanted, Px::whole(3), &frame()).unwrap();
        for (at, one) in placed.iter().enumerate() {
            assert!(
                frame()
                    .grown(-Px::whole(3))
                    .holds(&Bounds { from: *one, to: *one }),
                "{one:?}"
            );
            for other in &placed[..at] {
                let (x, y) = ((one.x - other.x).to_f64(), (one.y - other.y).to_f64());
                assert!((x * x + y * y).sqrt() > 5.9, "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn two_in_one_spot_part() {
        let spot = Point::new(Px::whole(50), Px::whole(50));
        let placed = apart(&[spot, spot], Px::whole(4), &frame()).unwrap();
        assert!((placed[0].x - placed[1].x).abs() >= Px::whole(8), "{placed:?}");
    }
}
