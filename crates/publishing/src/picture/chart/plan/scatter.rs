//! Scatter: two indicators against one another, a third as size.

use super::{Aside, is_number};
use crate::picture::chart::axis::{Axis, Start};
use crate::picture::chart::kind::Refusal;
use crate::picture::chart::point::{Extent, Point};
use crate::picture::chart::series::{Measure, Reading, Series, Shape};

/// Spots that make a pattern.
const LEAST: usize = 4;
/// Spots in one frame.
const MOST: usize = 260;

/// A place with a figure of both.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScatterSpot<'r> {
    /// Its name.
    pub name: &'r str,
    /// Along the axis at the foot.
    pub across: (Extent, &'r Point<'r>),
    /// Along the axis at the side.
    pub up: (Extent, &'r Point<'r>),
    /// What its size stands for, where there is a third and it is known.
    pub size: Option<(Extent, &'r Point<'r>)>,
}

/// What a scatter chart shows.
#[derive(Debug, Clone, PartialEq)]
pub struct ScatterPlan<'r> {
    /// What stands across, up, and as size: name and unit.
    pub names: Vec<(String, Option<String>)>,
    /// Whether what stands across and up are years.
    pub of: (Measure, Measure),
    /// The largest numbers there can be across and up.
    pub caps: (Option<f64>, Option<f64>),
    /// The spots: the largest first, so that the small ones lie on top.
    pub spots: Vec<ScatterSpot<'r>>,
    /// Places that lack a figure of either.
    pub asides: Vec<Aside<'r>>,
}

impl<'r> ScatterPlan<'r> {
    pub(super) fn of(reading: &'r Reading<'r>) -> Result<Self, Refusal> {
        let columns = columns(reading)?;
        let (mut spots, mut asides) = (Vec::new(), Vec::new());
        for series in &reading.series {
            match spot(series) {
                Ok(spot) => spots.push(spot),
                Err(lacking) => asides.extend(lacking.map(|point| Aside {
                    name: &series.name,
                    point,
                })),
            }
        }
        if spots.len() < LEAST {
            return Err(Refusal::TooFewInBoth {
                places: spots.len(),
                least: LEAST,
            });
        }
        super::at_most(spots.len(), MOST)?;
        let size = |spot: &ScatterSpot<'_>| spot.size.map_or(0.0, |(extent, _)| extent.middle());
        spots.sort_by(|a, b| size(b).total_cmp(&size(a)));
        let heads = reading.heads.iter();
        let limits = |at: usize| {
            let indicator = reading.heads.get(at).and_then(|head| head.indicator)?;
            limit(reading, indicator)
        };
        Ok(Self {
            names: heads.map(|head| (head.name.clone(), head.unit.clone())).collect(),
            of: columns,
            caps: (limits(0), limits(1)),
            spots,
            asides,
        })
    }

    /// The axis at the foot.
    #[must_use]
    pub fn across(&self, wanted: usize) -> Axis {
        self.axis(&self.of.0, self.caps.0, wanted, |spot| spot.across.0)
    }

    /// The axis at the side.
    #[must_use]
    pub fn up(&self, wanted: usize) -> Axis {
        self.axis(&self.of.1, self.caps.1, wanted, |spot| spot.up.0)
    }

    fn axis(
        &self,
        of: &Measure,
        cap: Option<f64>,
        wanted: usize,
        extent: impl Fn(&ScatterSpot<'r>) -> Extent,
    ) -> Axis {
        let ends = self
            .spots
            .iter()
            .map(extent)
            .flat_map(|extent| [extent.least(), extent.most()]);
        let ends: Vec<f64> = ends.collect();
        if *of == Measure::Year {
            let least = ends.iter().copied().fold(f64::INFINITY, f64::min);
            let most = ends.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            return Axis::linear((least, most.max(least + 4.0)), Start::Near, wanted, None);
        }
        Axis::spread(&ends, Start::Near, wanted, cap)
    }
}

fn limit(reading: &Reading<'_>, indicator: &tidemark_vocab::IndicatorCode) -> Option<f64> {
    match &reading.words.definition_of(indicator)?.kind {
        tidemark_evidence::indicator::Kind::Quantity(rule) => rule.maximum?.to_string().parse().ok(),
        _ => None,
    }
}

fn columns(reading: &Reading<'_>) -> Result<(Measure, Measure), Refusal> {
    if reading.shape != Shape::Indicators {
        return Err(Refusal::NeedsOnePeriod);
    }
    let indicators: Vec<Measure> = reading
        .heads
        .iter()
        .filter_map(|head| head.indicator)
        .map(|indicator| reading.measure(indicator))
        .collect();
    match indicators.as_slice() {
        [across, up] if is_number(across) && is_number(up) => Ok((across.clone(), up.clone())),
        [across, up, Measure::Amount(_)] if is_number(across) && is_number(up) => {
            Ok((across.clone(), up.clone()))
        }
        _ => Err(Refusal::NeedsTwoNumbers),
    }
}

/// A spot, or the figures that are no numbers.
fn spot<'r>(
    series: &'r Series<'r>,
) -> Result<ScatterSpot<'r>, impl Iterator<Item = &'r Point<'r>> + use<'r>> {
    let mut points = series.points.iter();
    let number = |point: Option<&'r Point<'r>>| point.and_then(|point| Some((*point.extent()?, point)));
    let (across, up, size) = (
        number(points.next()),
        number(points.next()),
        number(points.next()),
    );
    match (across, up) {
        (Some(across), Some(up)) => Ok(ScatterSpot {
            name: &series.name,
            across,
            up,
            size,
        }),
        _ => Err(series
            .points
            .iter()
            .take(2)
            .filter(|point| point.extent().is_none())),
    }
}
