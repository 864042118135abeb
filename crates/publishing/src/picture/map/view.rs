//! Which part of the world a map shows, and where everything lies on it.

use tidemark_vocab::PlaceCode;

use super::borders::{Borders, Degrees, Land, Lines, area, near};
use super::clip::{Keep, half, line_within};
use super::projection::project;
use crate::picture::path::{Path, PathBuilder};
use crate::picture::px::{Bounds, NotFinite, Point, Px, Size};

/// The meridian in the middle of a map of the world: its edge then runs through the Bering Strait and the open Pacific, and cuts no country in two.
const MIDDLE: f64 = 11.0;

/// The south and the north of a map of the world. Nobody lives beyond.
const LATITUDES: [f64; 2] = [-56.0, 83.7];

/// From so many degrees of longitude on, a part of the world is shown as the whole of it.
const WORLD_FROM: f64 = 190.0;

/// Coordinates are whole steps of so many hundredths of a pixel.
const STEP: f64 = 20.0;

/// Room around the places of a region, as a part of the width.
const MARGIN: f64 = 0.03;

/// A part of the world on paper.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct View {
    middle: f64,
    /// Pixels in a radius of the earth.
    scale: f64,
    /// What lies in the upper left corner, in radii.
    corner: [f64; 2],
    pub(super) size: Size,
    /// Whether it is the whole world.
    pub(super) is_world: bool,
}

/// A place on a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Outline {
    /// Its land; draws nothing where it is too small.
    pub(super) path: Path,
    /// A point within its largest part.
    pub(super) at: Point,
    /// How much land it has on the map, in hundredths of square pixels.
    pub(super) land: i64,
    /// How wide its largest part is.
    pub(super) width: Px,
}

impl View {
    /// The world, so wide.
    pub(super) fn world(width: Px) -> Result<Self, NotFinite> {
        let [west, south] = [
            project([MIDDLE - 180.0, 0.0], MIDDLE)[0],
            project([MIDDLE, LATITUDES[0]], MIDDLE)[1],
        ];
        let north = project([MIDDLE, LATITUDES[1]], MIDDLE)[1];
        let scale = width.to_f64() / (-2.0 * west);
        Ok(Self {
            middle: MIDDLE,
            scale,
            corner: [west, north],
            size: Size::new(width, Px::of((north - south) * scale)?),
            is_world: true,
        })
    }

    /// The smallest view that holds places, so wide and at most so high; the world where they lie all over it.
    pub(super) fn around<'p>(
        places: impl Iterator<Item = &'p PlaceCode>,
        borders: &Borders,
        width: Px,
        highest: Px,
    ) -> Result<Self, NotFinite> {
        let lands = places.filter_map(|place| borders.land(place));
        let rings: Vec<&[Degrees]> = lands.flat_map(significant).collect();
        let spans: Vec<(f64, f64)> = rings.iter().copied().map(span).collect();
        let Some((west, east)) = hull(&spans).filter(|(west, east)| east - west < WORLD_FROM) else {
            return Self::world(width);
        };
        let middle = f64::midpoint(west, east);
        let (mut low, mut high) = ([f64::MAX; 2], [f64::MIN; 2]);
        for ring in &rings {
            let shift = near(ring[0][0], middle) - ring[0][0];
            for [x, y] in *ring {
                let point = project([x + shift, *y], middle);
                for axis in 0..2 {
                    low[axis] = low[axis].min(point[axis]);
                    high[axis] = high[axis].max(point[axis]);
                }
            }
        }
        Self::fitting(middle, low, high, (width, highest))
    }

    fn fitting(
        middle: f64,
        low: [f64; 2],
        high: [f64; 2],
        (width, highest): (Px, Px),
    ) -> Result<Self, NotFinite> {
        // A map of a single island still shows where it lies.
        let extent = [0, 1].map(|axis| (high[axis] - low[axis]).max(0.02));
        let room = [width, highest].map(|px| px.to_f64() * (1.0 - 2.0 * MARGIN));
        let scale = (room[0] / extent[0]).min(room[1] / extent[1]);
        let height = (extent[1] * scale / (1.0 - 2.0 * MARGIN))
            .max(width.to_f64() * 0.4)
            .min(highest.to_f64());
        let centre = [0, 1].map(|axis| f64::midpoint(low[axis], high[axis]));
        let half = [width.to_f64() / 2.0 / scale, height / 2.0 / scale];
        Ok(Self {
            middle,
            scale,
            corner: [centre[0] - half[0], centre[1] + half[1]],
            size: Size::new(width, Px::of(height)?),
            is_world: false,
        })
    }

    /// As much of borders as can be seen in it.
    pub(super) fn lines_of<'b>(&self, borders: &'b Borders) -> &'b Lines {
        borders.lines(self.scale)
    }

    /// The whole of it.
    pub(super) fn frame(&self) -> Bounds {
        Bounds::new(Point::default(), self.size)
    }

    /// Where a point lies, in pixels.
    fn pixels(&self, degrees: Degrees) -> [f64; 2] {
        let [right, up] = project(degrees, self.middle);
        [
            (right - self.corner[0]) * self.scale,
            (self.corner[1] - up) * self.scale,
        ]
    }

    /// A place on the map; `None` where it lies elsewhere.
    pub(super) fn outline(&self, land: &Land) -> Result<Option<Outline>, NotFinite> {
        match land {
            Land::Point([x, y]) => {
                let at = self.pixels([near(*x, self.middle), *y]);
                let point = Point::of(at[0], at[1])?;
                let bounds = Bounds {
                    from: point,
                    to: point,
                };
                Ok(self.frame().holds(&bounds).then(|| Outline {
                    path: PathBuilder::new().finish(),
                    at: point,
                    land: 0,
                    width: Px::ZERO,
                }))
            }
            Land::Rings(rings) => self.land(&rings.all),
        }
    }

    fn land(&self, rings: &[Vec<Degrees>]) -> Result<Option<Outline>, NotFinite> {
        let mut path = PathBuilder::new();
        let (mut largest, mut land) = (Vec::new(), 0.0);
        let (mut most, mut tiny) = (0.0, None);
        for ring in rings.iter().flat_map(|ring| self.copies(ring)) {
            let size = area(&ring).abs();
            tiny = tiny.or_else(|| ring.first().copied());
            land += size;
            let steps = stepped(&ring);
            if steps.len() < 3 {
                continue;
            }
            path.through(points(&steps)?);
            path.close();
            if size > most {
                (largest, most) = (ring, size);
            }
        }
        let Some(first) = tiny else {
            return Ok(None);
        };
        let (at, width) = if largest.is_empty() {
            (first, 0.0)
        } else {
            within(&largest)
        };
        #[expect(clippy::cast_possible_truncation, reason = "no map has so many pixels")]
        let land = (land * 100.0).round() as i64;
        Ok(Some(Outline {
            path: path.finish(),
            at: Point::of(at[0], at[1])?,
            land,
            width: Px::of(width)?,
        }))
    }

    /// A ring in pixels, wherever it is on the map: cut at its edges, and on both sides where it lies across them.
    fn copies(&self, ring: &[Degrees]) -> Vec<Vec<[f64; 2]>> {
        let (low, high) = span(ring);
        let edges = [self.middle - 180.0, self.middle + 180.0];
        [-720.0, -360.0, 0.0, 360.0]
            .into_iter()
            .filter(|shift| low + shift < edges[1] && high + shift > edges[0])
            .filter_map(|shift| {
                let moved: Vec<Degrees> = ring.iter().map(|[x, y]| [x + shift, *y]).collect();
                let within = half(&half(&moved, 0, edges[0], Keep::Above), 0, edges[1], Keep::Below);
                let projected: Vec<[f64; 2]> = within.into_iter().map(|point| self.pixels(point)).collect();
                let cut = self.cut(&projected);
                (!cut.is_empty()).then_some(cut)
            })
            .collect()
    }

    /// What of a ring in pixels lies within the frame.
    fn cut(&self, ring: &[[f64; 2]]) -> Vec<[f64; 2]> {
        let high = [self.size.width.to_f64(), self.size.height.to_f64()];
        high.into_iter()
            .enumerate()
            .fold(ring.to_vec(), |cut, (axis, high)| {
                half(&half(&cut, axis, 0.0, Keep::Above), axis, high, Keep::Below)
            })
    }

    /// Lines on the map.
    pub(super) fn lines(&self, lines: &[Vec<Degrees>]) -> Result<Path, NotFinite> {
        let high = [self.size.width.to_f64(), self.size.height.to_f64()];
        let mut path = PathBuilder::new();
        for line in lines {
            let shift = line
                .first()
                .map_or(0.0, |first| near(first[0], self.middle) - first[0]);
            let projected: Vec<[f64; 2]> = line.iter().map(|[x, y]| self.pixels([x + shift, *y])).collect();
            for part in line_within(&projected, [0.0, 0.0], high) {
                path.through(points(&steps_of(&part))?);
            }
        }
        Ok(path.finish())
    }
}

/// The rings that decide what a map shows.
fn significant(land: &Land) -> impl Iterator<Item = &[Degrees]> {
    let (point, rings) = match land {
        Land::Point(point) => (Some(std::slice::from_ref(point)), [].as_slice()),
        Land::Rings(rings) => (None, rings.large()),
    };
    point.into_iter().chain(rings.iter().map(Vec::as_slice))
}

/// The westernmost and the easternmost point of a ring.
fn span(ring: &[Degrees]) -> (f64, f64) {
    ring.iter().fold((f64::MAX, f64::MIN), |(low, high), [x, _]| {
        (low.min(*x), high.max(*x))
    })
}

/// The shortest arc around the earth that holds all spans; `None` where there are none.
fn hull(spans: &[(f64, f64)]) -> Option<(f64, f64)> {
    // On the way east from the first, and once more around, so that what lies across the beginning counts.
    let mut eastwards: Vec<(f64, f64)> = spans
        .iter()
        .map(|(west, east)| (west.rem_euclid(360.0), east - west))
        .collect();
    eastwards.sort_by(|one, other| one.0.total_cmp(&other.0));
    let again = eastwards.iter().map(|(west, width)| (west + 360.0, *width));
    let mut reached = eastwards.first().map(|(west, width)| west + width)?;
    let (mut widest, mut start) = (f64::MIN, reached);
    for (west, width) in eastwards.iter().copied().chain(again).skip(1) {
        if west - reached > widest {
            (widest, start) = (west - reached, west);
        }
        reached = reached.max(west + width);
    }
    // The widest gap lies before the start; all else is the arc.
    let start = near(start, 0.0);
    Some((start, start + 360.0 - widest.min(360.0)))
}

/// Points as whole steps: what lies within one step is one point. Neighbours share their lines, and so these.
fn steps_of(line: &[[f64; 2]]) -> Vec<[i32; 2]> {
    let mut steps: Vec<[i32; 2]> = Vec::with_capacity(line.len());
    for point in line {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "what lies outside the frame was cut off"
        )]
        let step = point.map(|pixels| (pixels * 100.0 / STEP).round() as i32);
        if steps.last() != Some(&step) {
            steps.push(step);
        }
    }
    steps
}

/// The same of a ring, whose last point is followed by its first.
fn stepped(ring: &[[f64; 2]]) -> Vec<[i32; 2]> {
    let mut steps = steps_of(ring);
    while steps.len() > 1 && steps.first() == steps.last() {
        steps.pop();
    }
    steps
}

fn points(steps: &[[i32; 2]]) -> Result<Vec<Point>, NotFinite> {
    let px = |step: i32| Px::of(f64::from(step) * STEP / 100.0);
    steps
        .iter()
        .map(|[x, y]| Ok(Point::new(px(*x)?, px(*y)?)))
        .collect()
}

/// A point within a ring, and how wide the ring is there: the middle of the widest stretch at a few heights around that of its centre.
fn within(ring: &[[f64; 2]]) -> ([f64; 2], f64) {
    let ends = ring.iter().fold((f64::MAX, f64::MIN), |(low, high), [_, y]| {
        (low.min(*y), high.max(*y))
    });
    let heights = [0.5, 0.4, 0.6, 0.3, 0.7].map(|part| ends.0 + (ends.1 - ends.0) * part);
    let stretches = heights.into_iter().filter_map(|height| {
        let mut crossings: Vec<f64> = ring
            .iter()
            .zip(ring.iter().cycle().skip(1))
            .filter(|([_, y], [_, to_y])| (*y > height) != (*to_y > height))
            .map(|([x, y], [to_x, to_y])| x + (to_x - x) * (height - y) / (to_y - y))
            .collect();
        crossings.sort_by(f64::total_cmp);
        let widest = crossings
            .as_chunks::<2>()
            .0
            .iter()
            .max_by(|one, other| (one[1] - one[0]).total_cmp(&(other[1] - other[0])))?;
        Some((
            [f64::midpoint(widest[0], widest[1]), height],
            widest[1] - widest[0],
        ))
    });
    // Of equal ones the first: nearest to the middle.
    let mut best = ([ring[0][0], ring[0][1]], 0.0);
    for stretch in stretches {
        if stretch.1 > best.1 * 1.25 {
            best = stretch;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::{View, hull, within};
    use crate::picture::map::borders::{Land, Rings, area};
    use crate::picture::px::Px;

    fn square(west: f64, south: f64, size: f64) -> Vec<[f64; 2]> {
        vec![
            [west, south],
            [west, south + size],
            [west + size, south + size],
            [west + size, south],
        ]
    }

    #[test]
    fn the_world_is_about_twice_as_wide_as_high() {
        let world = View::world(Px::whole(720)).unwrap();
        assert_eq!(world.size.width, Px::whole(720));
        let height = world.size.height.to_f64();
        assert!((290.0..340.0).contains(&height), "{height}");
    }

    #[test]
    fn the_shortest_way_around_is_found_across_the_end_of_the_world() {
        let rounded = |spans: &[(f64, f64)]| hull(spans).map(|(west, east)| (west.round(), east.round()));
        assert_eq!(rounded(&[(178.0, 181.0), (-176.0, -173.0)]), Some((178.0, 187.0)));
        assert_eq!(rounded(&[(-10.0, 5.0), (20.0, 30.0)]), Some((-10.0, 30.0)));
        assert_eq!(rounded(&[(20.0, 30.0)]), Some((20.0, 30.0)));
        assert_eq!(rounded(&[(0.0, 300.0), (10.0, 20.0)]), Some((0.0, 300.0)));
        assert_eq!(rounded(&[(-180.0, 180.0)]), Some((-180.0, 180.0)));
        assert_eq!(rounded(&[]), None);
    }

    #[test]
    fn what_lies_across_the_edge_is_on_both_sides() {
        let world = View::world(Px::whole(720)).unwrap();
        let edge = 11.0 + 180.0;
        let across = world
            .outline(&Land::Rings(Rings::new(vec![square(edge - 2.0, 0.0, 4.0)])))
            .unwrap()
            .unwrap();
        assert_eq!(across.path.data().matches('M').count(), 2);
        let bounds = across.path.bounds();
        assert_eq!((bounds.from.x, bounds.to.x), (Px::ZERO, Px::whole(720)));
    }

    #[test]
    fn what_is_elsewhere_is_not_drawn() {
        let square_of_four = r#"{"type":"Topology","objects":{"places":{"type":"GeometryCollection","geometries":[
            {"type":"Polygon","id":"BGR","arcs":[[0]]}]}},"arcs":[[[20,40],[24,40],[24,44],[20,44],[20,40]]]}"#;
        let borders = crate::picture::map::Borders::read(square_of_four.as_bytes()).unwrap();
        let view = View::around(borders.places(), &borders, Px::whole(400), Px::whole(400)).unwrap();
        assert!(!view.is_world);
        let elsewhere = Land::Rings(Rings::new(vec![square(120.0, -40.0, 4.0)]));
        assert_eq!(view.outline(&elsewhere).unwrap(), None);
        assert_eq!(view.outline(&Land::Point([120.0, -40.0])).unwrap(), None);
        let here = view
            .outline(borders.land(&"BGR".parse().unwrap()).unwrap())
            .unwrap()
            .unwrap();
        assert!(view.frame().holds(&here.path.bounds()));
        assert!(here.land > 100 * 100 * 100);
    }

    #[test]
    fn the_point_of_a_place_lies_within_it() {
        // A horseshoe: its middle is outside.
        let shoe = [
            [0.0, 0.0],
            [0.0, 10.0],
            [10.0, 10.0],
            [10.0, 0.0],
            [8.0, 0.0],
            [8.0, 8.0],
            [3.0, 8.0],
            [3.0, 0.0],
        ];
        let (at, width) = within(&shoe);
        assert_eq!((at, width), ([1.5, 5.0], 3.0));
        assert!(area(&shoe).abs() > 40.0);
    }
}
