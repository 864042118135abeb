//! To which place land belongs, and which lines are contested: the convention of `docs/decisions/0004-borders.md`, as data.

use std::collections::{BTreeMap, BTreeSet};

use super::topology::{Point, Topology, index};

/// Places by the numeric code of the atlas.
pub(super) struct Codes {
    by_number: BTreeMap<String, String>,
    all: BTreeSet<String>,
}

/// A rectangle: west, south, east, north, in degrees.
type Box4 = [f64; 4];

/// Everywhere.
const ANYWHERE: Box4 = [-180.0, -90.0, 180.0, 90.0];

/// Countries that the atlas gives no code of ours.
const BY_NAME: &[(&str, &str)] = &[
    ("Kosovo", "XKX"),
    ("Somaliland", "SOM"),
    ("N. Cyprus", "CYP"),
    ("Ashmore and Cartier Is.", "AUS"),
];

/// Land that belongs to another place than the country it is drawn with: those that have a code and figures of their own, and Crimea.
const CARVED: &[(&str, &str, Box4)] = &[
    ("France", "GUF", [-55.0, 2.0, -51.0, 6.5]),
    ("France", "GLP", [-62.0, 15.7, -60.9, 16.7]),
    ("France", "MTQ", [-61.4, 14.2, -60.7, 15.0]),
    ("France", "REU", [55.0, -21.6, 56.0, -20.7]),
    ("France", "MYT", [44.9, -13.2, 45.4, -12.5]),
    ("Norway", "SJM", [9.0, 74.0, 36.0, 81.0]),
    ("Norway", "SJM", [-10.0, 70.0, -7.0, 72.0]),
    ("Netherlands", "BES", [-69.5, 11.0, -62.0, 18.0]),
    ("Indian Ocean Ter.", "CXR", [104.0, -12.0, 107.0, -9.0]),
    ("Indian Ocean Ter.", "CCK", [96.0, -13.0, 98.0, -11.0]),
    ("Russia", "UKR", [32.3, 44.2, 36.8, 46.3]),
];

/// Parts of places that have figures of their own; the whole has this land, too.
const PARTS: &[(&str, &str, Box4)] = &[("Palestine", "PSE-GAZ", [34.1, 31.1, 34.7, 31.7])];

/// Places that the atlas does not draw: one point each.
pub(super) const POINTS: &[(&str, Point)] = &[
    ("BES", [-68.27, 12.18]),
    ("BVT", [3.36, -54.42]),
    ("CCK", [96.85, -12.17]),
    ("CXR", [105.63, -10.49]),
    ("GIB", [-5.35, 36.14]),
    ("TKL", [-171.85, -9.2]),
    ("TUV", [179.2, -8.52]),
    ("UMI", [-169.53, 16.73]),
];

/// Lines that are contested: the two sides, as the atlas names them, and where. `*` is whoever the other side is.
const CONTESTED: &[(&str, &str, Box4)] = &[
    ("Russia", "Ukraine", [32.3, 44.2, 36.8, 46.3]),
    ("N. Cyprus", "Cyprus", ANYWHERE),
    ("Somaliland", "Somalia", ANYWHERE),
    ("Kosovo", "Serbia", ANYWHERE),
    ("Morocco", "W. Sahara", ANYWHERE),
    ("Israel", "Palestine", ANYWHERE),
    ("Israel", "Syria", ANYWHERE),
    ("Siachen Glacier", "*", ANYWHERE),
    ("India", "Pakistan", [73.0, 32.4, 80.0, 37.2]),
    ("China", "India", [76.0, 32.0, 80.5, 37.2]),
    ("China", "India", [91.5, 26.5, 97.6, 29.7]),
    ("China", "Pakistan", [74.0, 34.5, 78.0, 37.2]),
    ("Sudan", "S. Sudan", [26.5, 9.0, 30.5, 10.6]),
    ("Egypt", "Sudan", [33.0, 21.5, 38.0, 24.0]),
];

/// The codes of the list of places.
pub(super) fn codes(places: &str) -> Result<Codes, String> {
    let mut reader = csv::Reader::from_reader(places.as_bytes());
    let (mut by_number, mut all) = (BTreeMap::new(), BTreeSet::new());
    for row in reader.records() {
        let row = row.map_err(|error| format!("places.csv: {error}"))?;
        let code = row.get(0).unwrap_or_default().to_owned();
        if let Some(number) = row.get(2).filter(|number| !number.is_empty()) {
            by_number.insert(number.to_owned(), code.clone());
        }
        all.insert(code);
    }
    Ok(Codes { by_number, all })
}

impl Codes {
    pub(super) fn has(&self, code: &str) -> bool {
        self.all.contains(code)
    }
}

/// The polygons of each place: rings of arcs.
pub(super) type Lands = BTreeMap<String, Vec<Vec<Vec<i32>>>>;

/// Land by place: the polygons of each. Land of no place is left out, and so is Antarctica, which maps of people do not show.
pub(super) fn lands(atlas: &Topology, codes: &Codes) -> Result<Lands, String> {
    let mut lands = Lands::new();
    for country in &atlas.countries {
        let by_name = BY_NAME.iter().find(|(name, _)| *name == country.name);
        let own = by_name
            .map(|(_, code)| (*code).to_owned())
            .or_else(|| codes.by_number.get(&country.id).cloned());
        for polygon in &country.polygons {
            let middle = middle(&atlas.ring(polygon.first().map_or(&[], Vec::as_slice)));
            let of = |list: &'static [(&str, &'static str, Box4)]| {
                list.iter()
                    .find(|(name, _, within)| *name == country.name && holds(within, middle))
                    .map(|(_, code, _)| (*code).to_owned())
            };
            let code = of(CARVED).or_else(|| own.clone());
            for code in code.into_iter().chain(of(PARTS)) {
                lands.entry(code).or_default().push(polygon.clone());
            }
        }
        if own.is_none() && !["Siachen Glacier", "Indian Ocean Ter."].contains(&country.name.as_str()) {
            return Err(format!("{} has no code of ours", country.name));
        }
    }
    lands.remove("ATA");
    Ok(lands)
}

/// The arcs that are contested, forwards.
pub(super) fn contested(atlas: &Topology) -> Vec<usize> {
    let mut sides: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for country in &atlas.countries {
        for number in country.polygons.iter().flatten().flatten() {
            sides.entry(index(*number)).or_default().insert(&country.name);
        }
    }
    let is_contested = |arc: usize, sides: &BTreeSet<&str>| {
        let middle = middle(&atlas.arcs[arc]);
        sides.len() > 1
            && CONTESTED.iter().any(|(one, other, within)| {
                sides.contains(one) && (*other == "*" || sides.contains(other)) && holds(within, middle)
            })
    };
    sides
        .iter()
        .filter(|(arc, sides)| is_contested(**arc, sides))
        .map(|(arc, _)| *arc)
        .collect()
}

/// The middle of the rectangle around points.
fn middle(points: &[Point]) -> Point {
    let mut ends = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
    for [x, y] in points {
        ends = [ends[0].min(*x), ends[1].min(*y), ends[2].max(*x), ends[3].max(*y)];
    }
    [f64::midpoint(ends[0], ends[2]), f64::midpoint(ends[1], ends[3])]
}

fn holds([west, south, east, north]: &Box4, [x, y]: Point) -> bool {
    (*west..=*east).contains(&x) && (*south..=*north).contains(&y)
}
