//! Reading a TopoJSON file: arcs that neighbours share, and countries made of them.

use serde::Deserialize;

/// A point: degrees of longitude and latitude.
pub(super) type Point = [f64; 2];

#[derive(Deserialize)]
struct Raw {
    transform: Transform,
    arcs: Vec<Vec<[i64; 2]>>,
    objects: Objects,
}

#[derive(Deserialize)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

#[derive(Deserialize)]
struct Objects {
    countries: Collection,
}

#[derive(Deserialize)]
struct Collection {
    geometries: Vec<Geometry>,
}

#[derive(Deserialize)]
struct Geometry {
    #[serde(default)]
    id: String,
    properties: Properties,
    #[serde(flatten)]
    shape: Shape,
}

#[derive(Deserialize)]
struct Properties {
    name: String,
}

#[derive(Deserialize)]
#[serde(tag = "type")]
enum Shape {
    Polygon { arcs: Vec<Vec<i32>> },
    MultiPolygon { arcs: Vec<Vec<Vec<i32>>> },
}

/// A country of the atlas.
pub(super) struct Country {
    /// Its numeric code; empty where it has none.
    pub(super) id: String,
    pub(super) name: String,
    /// Its polygons: rings of arcs, backwards where the number is negative, as TopoJSON has it.
    pub(super) polygons: Vec<Vec<Vec<i32>>>,
}

/// The atlas.
pub(super) struct Topology {
    /// Lines between points where more than two meet. Longitudes run on beyond 180° within one.
    pub(super) arcs: Vec<Vec<Point>>,
    pub(super) countries: Vec<Country>,
}

impl Topology {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, String> {
        let raw: Raw = serde_json::from_slice(bytes).map_err(|error| format!("not the atlas: {error}"))?;
        let arcs = raw.arcs.iter().map(|arc| unpacked(arc, &raw.transform)).collect();
        let countries = raw
            .objects
            .countries
            .geometries
            .into_iter()
            .map(|geometry| Country {
                id: geometry.id,
                name: geometry.properties.name,
                polygons: match geometry.shape {
                    Shape::Polygon { arcs } => vec![arcs],
                    Shape::MultiPolygon { arcs } => arcs,
                },
            });
        Ok(Self {
            arcs,
            countries: countries.collect(),
        })
    }

    /// The points of a ring, the first again at its end.
    pub(super) fn ring(&self, arcs: &[i32]) -> Vec<Point> {
        points(&self.arcs, arcs)
    }
}

/// The points of arcs one after another. Longitudes run on where a line crosses 180°.
pub(super) fn points(all: &[Vec<Point>], arcs: &[i32]) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    for number in arcs {
        let mut arc = all[index(*number)].clone();
        if *number < 0 {
            arc.reverse();
        }
        let skipped = usize::from(!points.is_empty());
        for point in arc.into_iter().skip(skipped) {
            let x = points.last().map_or(point[0], |before| near(point[0], before[0]));
            points.push([x, point[1]]);
        }
    }
    points
}

/// Which arc a number names, forwards or backwards.
pub(super) fn index(number: i32) -> usize {
    let forwards = if number < 0 { !number } else { number };
    usize::try_from(forwards).unwrap_or_default()
}

/// The same longitude within 180° of another one.
pub(super) fn near(longitude: f64, other: f64) -> f64 {
    longitude - ((longitude - other) / 360.0).round() * 360.0
}

#[expect(
    clippy::cast_precision_loss,
    reason = "coordinates of an atlas have six digits"
)]
fn unpacked(arc: &[[i64; 2]], transform: &Transform) -> Vec<Point> {
    let (mut x, mut y) = (0, 0);
    let mut points: Vec<Point> = Vec::new();
    for [right, up] in arc {
        x += right;
        y += up;
        let longitude = x as f64 * transform.scale[0] + transform.translate[0];
        let latitude = y as f64 * transform.scale[1] + transform.translate[1];
        let longitude = points
            .last()
            .map_or(longitude, |before| near(longitude, before[0]));
        points.push([longitude, latitude]);
    }
    points
}
