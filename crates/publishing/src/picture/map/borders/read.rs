//! Reading TopoJSON.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use serde::Deserialize;
use serde_json::Value;
use tidemark_vocab::PlaceCode;

use super::super::projected::Kept;
use super::detail::{DETAILS, Weighed};
use super::{Borders, BordersError, Degrees, Land, Lines, Rings};

/// As many points as a map of ten times the detail of ours has.
const POINTS: usize = 400_000;

#[derive(Deserialize)]
struct File {
    #[serde(rename = "type")]
    kind: String,
    transform: Option<Transform>,
    arcs: Vec<Vec<Vec<f64>>>,
    objects: BTreeMap<String, Geometry>,
}

#[derive(Deserialize)]
struct Transform {
    scale: Degrees,
    translate: Degrees,
}

#[derive(Deserialize)]
struct Geometry {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    id: Value,
    #[serde(default)]
    arcs: Value,
    #[serde(default)]
    coordinates: Vec<f64>,
    #[serde(default)]
    geometries: Vec<Geometry>,
}

struct Reader<'f> {
    /// In the detail that is wanted.
    arcs: &'f [Vec<Degrees>],
    /// In all detail.
    whole: &'f [Vec<Degrees>],
    transform: Option<&'f Transform>,
}

pub(super) fn read(bytes: &[u8]) -> Result<Borders, BordersError> {
    let not = |why: String| BordersError::NotTopoJson(why);
    let file: File = serde_json::from_slice(bytes).map_err(|error| not(error.to_string()))?;
    if file.kind != "Topology" {
        return Err(not(format!("its type is '{}'", file.kind)));
    }
    if file.arcs.iter().map(Vec::len).sum::<usize>() > POINTS {
        return Err(BordersError::TooLarge(POINTS));
    }
    let arcs = file.arcs.iter().map(|arc| unpacked(arc, file.transform.as_ref()));
    let weighed = arcs.map(|arc| arc.map(Weighed::new));
    let weighed: Vec<Weighed> = weighed.collect::<Result<_, _>>()?;
    let places = file
        .objects
        .get("places")
        .ok_or(BordersError::Missing("places"))?;
    let contested = file.objects.get("contested");
    let whole: Vec<Vec<Degrees>> = weighed.iter().map(|arc| arc.whole().to_vec()).collect();
    let lines = |arcs: &[Vec<Degrees>]| {
        let reader = Reader {
            arcs,
            whole: &whole,
            transform: file.transform.as_ref(),
        };
        reader.all(places, contested)
    };
    let thinned = DETAILS
        .iter()
        .map(|detail| lines(&weighed.iter().map(|arc| arc.at(*detail)).collect::<Vec<_>>()));
    Ok(Borders {
        whole: lines(&whole)?,
        thinned: thinned.collect::<Result<_, _>>()?,
        kept: Kept::default(),
    })
}

fn code(id: &Value, number: usize) -> Result<PlaceCode, BordersError> {
    let id = id.as_str().map_or_else(|| id.to_string(), str::to_owned);
    id.parse().map_err(|_| BordersError::NoCode { number, id })
}

/// The points of an arc, added up where they are steps.
fn unpacked(arc: &[Vec<f64>], transform: Option<&Transform>) -> Result<Vec<Degrees>, BordersError> {
    let mut sum = [0.0, 0.0];
    arc.iter()
        .map(|point| {
            let [x, y, ..] = point[..] else {
                return Err(BordersError::NotTopoJson(
                    "a point with one coordinate".to_owned(),
                ));
            };
            match transform {
                None => Ok([x, y]),
                Some(transform) => {
                    sum = [sum[0] + x, sum[1] + y];
                    Ok(transform.applied(sum))
                }
            }
        })
        .collect()
}

impl Transform {
    fn applied(&self, steps: Degrees) -> Degrees {
        [0, 1].map(|axis| steps[axis] * self.scale[axis] + self.translate[axis])
    }
}

impl Reader<'_> {
    fn all(&self, places: &Geometry, contested: Option<&Geometry>) -> Result<Lines, BordersError> {
        let mut lands = BTreeMap::new();
        for (at, geometry) in places.geometries.iter().enumerate() {
            let place = code(&geometry.id, at + 1)?;
            let land = self.land(geometry, place.as_str())?;
            match lands.entry(place) {
                Entry::Occupied(known) => return Err(BordersError::Twice(known.key().clone())),
                Entry::Vacant(free) => drop(free.insert(land)),
            }
        }
        Ok(Lines {
            lands,
            contested: contested.map_or_else(|| Ok(Vec::new()), |lines| self.lines(lines))?,
        })
    }

    fn land(&self, geometry: &Geometry, place: &str) -> Result<Land, BordersError> {
        let malformed = |_| BordersError::NotTopoJson(format!("the arcs of {place}"));
        let rings: Vec<Vec<i64>> = match geometry.kind.as_str() {
            "Point" => return self.point(geometry, place),
            "Polygon" => Vec::deserialize(&geometry.arcs).map_err(malformed)?,
            "MultiPolygon" => {
                let polygons: Vec<Vec<Vec<i64>>> = Vec::deserialize(&geometry.arcs).map_err(malformed)?;
                polygons.into_iter().flatten().collect()
            }
            kind => {
                return Err(BordersError::Kind {
                    place: place.to_owned(),
                    kind: kind.to_owned(),
                });
            }
        };
        let rings = rings.iter().map(|ring| self.ring(ring, place));
        let mut rings: Vec<Vec<Degrees>> = rings.collect::<Result<_, _>>()?;
        rings.retain(|ring| ring.len() >= 3);
        Ok(Land::Rings(Rings::new(rings)))
    }

    fn point(&self, geometry: &Geometry, place: &str) -> Result<Land, BordersError> {
        let [x, y, ..] = geometry.coordinates[..] else {
            return Err(BordersError::NotTopoJson(format!("the point of {place}")));
        };
        let point = self
            .transform
            .map_or([x, y], |transform| transform.applied([x, y]));
        on_earth(point, place).map(Land::Point)
    }

    /// The points of a ring, each once.
    fn ring(&self, arcs: &[i64], place: &str) -> Result<Vec<Degrees>, BordersError> {
        let mut points = Self::line(self.arcs, arcs, place)?;
        // A narrow ring of several lines may have become one.
        if points.len() < 4 {
            points = Self::line(self.whole, arcs, place)?;
        }
        let (Some(first), Some(last)) = (points.first().copied(), points.last().copied()) else {
            return Ok(points);
        };
        // A ring around a pole ends a whole turn away from where it begins: no map of ours shows one.
        let apart = |axis: usize| (first[axis] - last[axis]).abs();
        if apart(0) > 1e-6 || apart(1) > 1e-6 {
            return Err(BordersError::Open(place.to_owned()));
        }
        points.pop();
        Ok(points)
    }

    fn lines(&self, geometry: &Geometry) -> Result<Vec<Vec<Degrees>>, BordersError> {
        const NAME: &str = "contested";
        let malformed = |_| BordersError::NotTopoJson(format!("the arcs of {NAME}"));
        let lines: Vec<Vec<i64>> = match geometry.kind.as_str() {
            "LineString" => vec![Vec::deserialize(&geometry.arcs).map_err(malformed)?],
            "MultiLineString" => Vec::deserialize(&geometry.arcs).map_err(malformed)?,
            kind => {
                return Err(BordersError::Kind {
                    place: NAME.to_owned(),
                    kind: kind.to_owned(),
                });
            }
        };
        lines
            .iter()
            .map(|line| Self::line(self.arcs, line, NAME))
            .collect()
    }

    /// The points of arcs one after another; a negative number names an arc backwards.
    fn line(of: &[Vec<Degrees>], arcs: &[i64], place: &str) -> Result<Vec<Degrees>, BordersError> {
        let mut points: Vec<Degrees> = Vec::new();
        for number in arcs {
            let forwards = if *number < 0 { !*number } else { *number };
            let arc = usize::try_from(forwards).ok().and_then(|at| of.get(at));
            let arc = arc.ok_or_else(|| BordersError::NoArc {
                place: place.to_owned(),
                arc: *number,
                arcs: of.len(),
            })?;
            // Where arcs meet, both have the point.
            let skipped = usize::from(!points.is_empty());
            let mut add = |point: &Degrees| -> Result<(), BordersError> {
                let [x, y] = on_earth(*point, place)?;
                let x = points.last().map_or(x, |before| near(x, before[0]));
                points.push([x, y]);
                Ok(())
            };
            if *number < 0 {
                arc.iter().rev().skip(skipped).try_for_each(&mut add)?;
            } else {
                arc.iter().skip(skipped).try_for_each(&mut add)?;
            }
        }
        Ok(points)
    }
}

fn on_earth(point: Degrees, place: &str) -> Result<Degrees, BordersError> {
    let [longitude, latitude] = point;
    // Lines may run on beyond 180°.
    if longitude.abs() <= 540.0 && latitude.abs() <= 90.0 {
        return Ok(point);
    }
    Err(BordersError::NotOnEarth {
        place: place.to_owned(),
        longitude,
        latitude,
    })
}

/// The same longitude within 180° of another one.
pub(in crate::picture::map) fn near(longitude: f64, other: f64) -> f64 {
    longitude - ((longitude - other) / 360.0).round() * 360.0
}

/// The area within a ring, in whatever unit its points are; it is negative where the ring runs clockwise, as seen with the second axis upwards.
pub(in crate::picture::map) fn area(ring: &[[f64; 2]]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    let doubled: f64 = ring
        .iter()
        .zip(next)
        .map(|([x, y], [to_x, to_y])| x * to_y - to_x * y)
        .sum();
    doubled / 2.0
}

#[cfg(test)]
mod tests {
    use super::super::{Borders, BordersError, Land, Rings};

    fn file(places: &str, arcs: &str) -> String {
        format!(
            "{{\"type\":\"Topology\",\"objects\":{{\"places\":{{\"type\":\"GeometryCollection\",\"geometries\":[{places}]}}}},\"arcs\":[{arcs}]}}"
        )
    }

    const SQUARE: &str = "[[0,0],[0,10],[10,10],[10,0],[0,0]]";

    fn error(places: &str, arcs: &str) -> String {
        Borders::read(file(places, arcs).as_bytes())
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn a_square_is_read() {
        let text = file("{\"type\":\"Polygon\",\"id\":\"BGR\",\"arcs\":[[0]]}", SQUARE);
        let borders = Borders::read(text.as_bytes()).unwrap();
        let land = borders.land(&"BGR".parse().unwrap()).unwrap();
        assert_eq!(
            *land,
            Land::Rings(Rings::new(vec![vec![
                [0.0, 0.0],
                [0.0, 10.0],
                [10.0, 10.0],
                [10.0, 0.0]
            ]]))
        );
    }

    #[test]
    fn steps_are_added_up_and_lines_run_on_beyond_the_end_of_the_world() {
        let text = "{\"type\":\"Topology\",\"transform\":{\"scale\":[0.1,0.1],\"translate\":[-180,-90]},\"objects\":{\"places\":{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Polygon\",\"id\":\"FJI\",\"arcs\":[[0]]}]}},\"arcs\":[[[3590,720],[-3580,0],[0,10],[3580,0],[0,-10]]]}";
        let borders = Borders::read(text.as_bytes()).unwrap();
        let Some(Land::Rings(rings)) = borders.land(&"FJI".parse().unwrap()) else {
            panic!("a point");
        };
        let longitudes: Vec<f64> = rings.all[0].iter().map(|point| point[0].round()).collect();
        assert_eq!(longitudes, [179.0, 181.0, 181.0, 179.0]);
    }

    #[test]
    fn what_is_wrong_is_told() {
        assert!(Borders::read(b"{").is_err());
        let polygon = |id: &str, arcs: &str| format!("{{\"type\":\"Polygon\",\"id\":{id},\"arcs\":{arcs}}}");
        assert!(error(&polygon("\"Bulgaria\"", "[[0]]"), SQUARE).contains("place 1 is 'Bulgaria'"));
        assert!(error(&polygon("100", "[[0]]"), SQUARE).contains("'100'"));
        assert!(error(&polygon("\"BGR\"", "[[7]]"), SQUARE).contains("BGR names arc 7, and there are 1"));
        assert!(
            error(&polygon("\"BGR\"", "[[0]]"), "[[0,0],[1,1],[2,0]]")
                .contains("does not end where it begins")
        );
        assert!(error(&polygon("\"BGR\"", "[[0]]"), "[[0,0],[0,100],[10,10],[0,0]]").contains("0, 100"));
        assert!(
            error("{\"type\":\"LineString\",\"id\":\"BGR\",\"arcs\":[0]}", SQUARE)
                .contains("is a LineString")
        );
        let twice = [polygon("\"BGR\"", "[[0]]"), polygon("\"BGR\"", "[[0]]")].join(",");
        assert_eq!(error(&twice, SQUARE), "BGR is there twice");
        let without = "{\"type\":\"Topology\",\"objects\":{},\"arcs\":[]}";
        assert_eq!(
            Borders::read(without.as_bytes()),
            Err(BordersError::Missing("places"))
        );
        let other = "{\"type\":\"FeatureCollection\",\"objects\":{},\"arcs\":[]}";
        assert!(
            Borders::read(other.as_bytes())
                .unwrap_err()
                .to_string()
                .contains("'FeatureCollection'")
        );
    }

    /// Two neighbours with a wavy line between them; a narrow one of two lines that nothing but its ends is left of.
    const NEIGHBOURS: &str = "[[0,0],[0.01,2],[0,4],[0.01,6],[0,8]],[[0,8],[-10,8],[-10,0],[0,0]],[[0,8],[10,8],[10,0],[0,0]],[[20,0],[20.01,4],[20,8]],[[20,8],[19.99,4],[20,0]]";

    #[test]
    fn neighbours_stay_together_when_lines_are_thinned() {
        let places = [("BGR", "[0,1]"), ("ROU", "[0,2]"), ("SRB", "[3,4]")]
            .map(|(id, ring)| format!("{{\"type\":\"Polygon\",\"id\":\"{id}\",\"arcs\":[{ring}]}}"));
        let borders = Borders::read(file(&places.join(","), NEIGHBOURS).as_bytes()).unwrap();
        let ring = |place: &str, pixels: f64| {
            let Some(Land::Rings(rings)) = borders.lines(pixels).lands.get(&place.parse().unwrap()) else {
                panic!("a point");
            };
            rings.all[0].clone()
        };
        assert_eq!(ring("BGR", 1e6).len(), 7);
        assert_eq!(
            ring("BGR", 100.0),
            [[0.0, 0.0], [0.0, 8.0], [-10.0, 8.0], [-10.0, 0.0]]
        );
        assert_eq!(
            ring("ROU", 100.0),
            [[0.0, 0.0], [0.0, 8.0], [10.0, 8.0], [10.0, 0.0]]
        );
        assert_eq!(ring("SRB", 100.0).len(), 4, "it has land whatever the detail");
    }
}
