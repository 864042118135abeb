//! Borders: the land of each place, read from TopoJSON and checked. They are an input: whoever publishes decides which ones hold.

mod detail;
mod read;

pub(super) use read::{area, near};

use std::collections::BTreeMap;

use tidemark_vocab::PlaceCode;

use super::projected::Kept;

/// Degrees of longitude and latitude. Longitudes run on beyond 180° where land does.
pub(super) type Degrees = [f64; 2];

/// The borders of the places of a map.
#[derive(Debug, Clone, PartialEq)]
pub struct Borders {
    /// The whole of them.
    whole: Lines,
    /// From the coarsest to the finest, as [`detail::DETAILS`].
    thinned: Vec<Lines>,
    /// Views that were asked for, so that they need not be made again.
    pub(super) kept: Kept,
}

/// Borders in some detail.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lines {
    pub(super) lands: BTreeMap<PlaceCode, Land>,
    /// Lines that are contested, and drawn dashed.
    pub(super) contested: Vec<Vec<Degrees>>,
}

/// What a place looks like from above.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Land {
    /// Rings around land and lakes.
    Rings(Rings),
    /// Land that is too small for any map: where it is.
    Point(Degrees),
}

/// Rings around land and lakes, each point once, the largest first.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rings {
    pub(super) all: Vec<Vec<Degrees>>,
    /// How many of them decide what a map shows: not islands far off, which have less than a twelfth of the land.
    large: usize,
}

impl Rings {
    pub(super) fn new(rings: Vec<Vec<Degrees>>) -> Self {
        let mut measured: Vec<(f64, Vec<Degrees>)> =
            rings.into_iter().map(|ring| (area(&ring).abs(), ring)).collect();
        measured.sort_by(|one, other| other.0.total_cmp(&one.0));
        let land: f64 = measured.iter().map(|(size, _)| size).sum();
        Self {
            large: measured.iter().filter(|(size, _)| size * 12.0 >= land).count(),
            all: measured.into_iter().map(|(_, ring)| ring).collect(),
        }
    }

    pub(super) fn large(&self) -> &[Vec<Degrees>] {
        &self.all[..self.large]
    }
}

/// Why a file holds no borders.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum BordersError {
    /// It is not JSON, or not TopoJSON.
    #[error("not TopoJSON: {0}")]
    NotTopoJson(String),
    /// It has no object of this name.
    #[error("there is no `objects.{0}`")]
    Missing(&'static str),
    /// A place has no code, or one that is none of ours.
    #[error(
        "the id of place {number} is '{id}', which is no code of a place: ISO 3166-1 alpha-3, or one as in data/areas/places.csv"
    )]
    NoCode {
        /// Its number in the list, from 1.
        number: usize,
        /// Its id.
        id: String,
    },
    /// A place is there twice.
    #[error("{0} is there twice")]
    Twice(PlaceCode),
    /// A geometry is of a kind that has no land.
    #[error(
        "{place} is a {kind}: places are Polygon, MultiPolygon or Point, contested lines are LineString or MultiLineString"
    )]
    Kind {
        /// The code of the place, or `contested`.
        place: String,
        /// The kind.
        kind: String,
    },
    /// An arc is named that is not there.
    #[error("{place} names arc {arc}, and there are {arcs}")]
    NoArc {
        /// The code of the place, or `contested`.
        place: String,
        /// The number.
        arc: i64,
        /// How many there are.
        arcs: usize,
    },
    /// A ring does not end where it begins.
    #[error("a ring of {0} does not end where it begins")]
    Open(String),
    /// A coordinate is no place on earth.
    #[error("{place} has a point at {longitude}, {latitude}: degrees are wanted, longitude first")]
    NotOnEarth {
        /// The code of the place, or `contested`.
        place: String,
        /// The first coordinate.
        longitude: f64,
        /// The second one.
        latitude: f64,
    },
    /// It has more points than any map can show.
    #[error("it has more than {0} points; simplify it")]
    TooLarge(usize),
}

impl Borders {
    /// Reads TopoJSON (its 2013 specification, with or without `transform`) in degrees: `objects.places` with the code of each place as `id`, and
    /// `objects.contested` where lines are contested.
    pub fn read(bytes: &[u8]) -> Result<Self, BordersError> {
        read::read(bytes)
    }

    /// The places that have land or a point here, in order of code.
    pub fn places(&self) -> impl Iterator<Item = &PlaceCode> {
        self.whole.lands.keys()
    }

    /// Whether a place can be drawn.
    #[must_use]
    pub fn has(&self, place: &PlaceCode) -> bool {
        self.whole.lands.contains_key(place)
    }

    /// What a place looks like, in all detail.
    pub(super) fn land(&self, place: &PlaceCode) -> Option<&Land> {
        self.whole.lands.get(place)
    }

    /// As much of them as can be seen at so many pixels in a radian.
    pub(super) fn lines(&self, pixels: f64) -> &Lines {
        detail::enough(pixels)
            .and_then(|at| self.thinned.get(at))
            .unwrap_or(&self.whole)
    }
}
