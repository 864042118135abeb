//! The file: TopoJSON, so that other programs read it and an operator can make another one.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::convention::{Codes, Lands, POINTS};
use super::dissolve::{area, polygons, rings};
use super::simplify::simplify;
use super::topology::{Point, Topology, index, points};

/// Points that make triangles smaller than this, in square degrees, are left out.
const TRIANGLE: f64 = 0.008;

/// Islands and lakes smaller than this, in square degrees, are left out, unless they are the largest that a place has.
const ISLAND: f64 = 0.02;

/// Coordinates are whole steps of this many degrees: a kilometre at the equator.
const STEP: f64 = 0.01;

/// Where steps are counted from.
const ORIGIN: Point = [-180.0, -90.0];

/// Writes the file: `places` with their codes as `id`, `contested` lines.
pub(super) fn file(atlas: &Topology, lands: &Lands, contested: &[usize], codes: &Codes) -> String {
    let mut used = Arcs::default();
    let mut places: Vec<Value> = Vec::new();
    for (code, land) in lands.iter().filter(|(code, _)| codes.has(code)) {
        let rings = large(rings(land, &atlas.arcs), &atlas.arcs);
        let made: Vec<Vec<Vec<i32>>> = polygons(rings, &atlas.arcs)
            .into_iter()
            .map(|polygon| polygon.iter().map(|ring| used.numbered(ring)).collect())
            .collect();
        places.push(json!({ "type": "MultiPolygon", "id": code, "arcs": made }));
    }
    let undrawn = POINTS
        .iter()
        .filter(|(code, _)| !lands.contains_key(*code) && codes.has(code));
    for (code, point) in undrawn {
        places.push(json!({ "type": "Point", "id": code, "coordinates": steps(*point) }));
    }
    let lines: Vec<Vec<i32>> = contested
        .iter()
        .map(|arc| used.numbered(&[i32::try_from(*arc).unwrap_or_default()]))
        .collect();
    let arcs: Vec<Value> = used.order.iter().map(|arc| delta(&atlas.arcs[*arc])).collect();
    let file = json!({
        "type": "Topology",
        "transform": { "scale": [STEP, STEP], "translate": ORIGIN },
        "objects": {
            "places": { "type": "GeometryCollection", "geometries": places },
            "contested": { "type": "MultiLineString", "arcs": lines },
        },
        "arcs": arcs,
    });
    lined(&file)
}

/// Rings that are large enough to be seen, and the largest in any case.
fn large(rings: Vec<Vec<i32>>, arcs: &[Vec<Point>]) -> Vec<Vec<i32>> {
    let size = |ring: &Vec<i32>| area(&points(arcs, ring)).abs();
    let largest = rings.iter().map(&size).fold(0.0, f64::max);
    rings
        .into_iter()
        .filter(|ring| size(ring) >= ISLAND.min(largest))
        .collect()
}

/// The arcs that are used, in the order of their first use.
#[derive(Default)]
struct Arcs {
    order: Vec<usize>,
    numbers: BTreeMap<usize, i32>,
}

impl Arcs {
    fn numbered(&mut self, ring: &[i32]) -> Vec<i32> {
        ring.iter()
            .map(|number| {
                let arc = index(*number);
                let new = *self.numbers.entry(arc).or_insert_with(|| {
                    self.order.push(arc);
                    i32::try_from(self.order.len() - 1).unwrap_or_default()
                });
                if *number < 0 { !new } else { new }
            })
            .collect()
    }
}

#[expect(clippy::cast_possible_truncation, reason = "degrees have three digits")]
fn steps(point: Point) -> [i64; 2] {
    [0, 1].map(|axis| ((point[axis] - ORIGIN[axis]) / STEP).round() as i64)
}

/// An arc as TopoJSON has it: a point, then steps from one to the next.
fn delta(arc: &[Point]) -> Value {
    let closed = arc.first() == arc.last();
    let points = simplify(arc, TRIANGLE, if closed { 4 } else { 2 });
    let mut before = [0, 0];
    let mut deltas: Vec<[i64; 2]> = Vec::new();
    for (place, point) in points.into_iter().map(steps).enumerate() {
        let step = [point[0] - before[0], point[1] - before[1]];
        before = point;
        let must_stay = closed || place == 0;
        if must_stay || step != [0, 0] {
            deltas.push(step);
        }
    }
    if deltas.len() == 1 {
        deltas.push([0, 0]);
    }
    json!(deltas)
}

/// JSON with a line a place and a line an arc, so that a change can be read.
fn lined(file: &Value) -> String {
    file.to_string()
        .replace("{\"type\":\"MultiPolygon\"", "\n{\"type\":\"MultiPolygon\"")
        .replace("{\"type\":\"Point\"", "\n{\"type\":\"Point\"")
        .replace("]],[[", "]],\n[[")
        + "\n"
}
