//! What a chart of each kind shows of a selection, or why there is none. Drawing only lays out what a plan says, so that what is offered can
//! be drawn, and what would mislead is refused once, here.

mod bars;
mod dots;
mod lines;
mod multiples;
mod scatter;
mod share;
mod slope;
mod units;

pub use bars::{BarPlan, BarRow};
pub use dots::{Dot, DotPlan, DotRow, Voice};
pub(super) use lines::changes;
pub use lines::{Join, Line, LinePlan, Spot};
pub use multiples::{MultiplesPlan, Panel};
pub use scatter::{ScatterPlan, ScatterSpot};
pub use share::{Part, ShareBar, SharePlan};
pub use slope::{SlopeLine, SlopePlan};
pub use units::{Held, UnitBlock, UnitGroup, UnitPlan};

use std::cmp::Ordering;

use tidemark_evidence::Status;
use tidemark_evidence::query::{Sort, SortKey, SortOrder};
use tidemark_vocab::UnitCode;

use super::kind::{Kind, Refusal};
use super::point::{Drawn, Lack, Point};
use super::series::{Measure, Reading, Series};

/// What a chart shows.
#[derive(Debug, Clone)]
pub enum Plan<'r> {
    /// Lines over years.
    Line(LinePlan<'r>),
    /// Lengths from zero.
    Bar(BarPlan<'r>),
    /// Spots with ranges.
    Dots(DotPlan<'r>),
    /// Small charts side by side.
    Multiples(MultiplesPlan<'r>),
    /// Parts of wholes.
    Share(SharePlan<'r>),
    /// Two rounds.
    Slope(SlopePlan<'r>),
    /// Places by answer.
    Units(UnitPlan<'r>),
    /// Two indicators against one another.
    Scatter(ScatterPlan<'r>),
}

impl<'r> Plan<'r> {
    /// What a chart of a kind shows of a selection.
    ///
    /// # Errors
    /// Why there is none.
    pub fn of(kind: Kind, reading: &'r Reading<'r>) -> Result<Self, Refusal> {
        match kind {
            Kind::Line => LinePlan::of(reading).map(Self::Line),
            Kind::Bar => BarPlan::of(reading).map(Self::Bar),
            Kind::Dots => DotPlan::of(reading).map(Self::Dots),
            Kind::Multiples => MultiplesPlan::of(reading).map(Self::Multiples),
            Kind::Share => SharePlan::of(reading).map(Self::Share),
            Kind::Slope => SlopePlan::of(reading).map(Self::Slope),
            Kind::Units => UnitPlan::of(reading).map(Self::Units),
            Kind::Scatter => ScatterPlan::of(reading).map(Self::Scatter),
        }
    }

    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Line(_) => Kind::Line,
            Self::Bar(_) => Kind::Bar,
            Self::Dots(_) => Kind::Dots,
            Self::Multiples(_) => Kind::Multiples,
            Self::Share(_) => Kind::Share,
            Self::Slope(_) => Kind::Slope,
            Self::Units(_) => Kind::Units,
            Self::Scatter(_) => Kind::Scatter,
        }
    }
}

/// A figure that is told beneath the chart, since it has no place in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Aside<'r> {
    /// The row it belongs to.
    pub name: &'r str,
    /// The figure.
    pub point: &'r Point<'r>,
}

/// The largest number a figure of these rows can be, where their indicators have a limit in common.
fn cap(reading: &Reading<'_>) -> Option<f64> {
    let limits = reading.table.query.indicators.iter().map(|code| {
        let known = reading.words.definition_of(code)?;
        match &known.kind {
            tidemark_evidence::indicator::Kind::Quantity(rule) => {
                rule.maximum?.to_string().parse::<f64>().ok()
            }
            _ => None,
        }
    });
    let limits: Option<Vec<f64>> = limits.collect();
    limits?.into_iter().reduce(f64::max)
}

/// The unit that all figures have.
fn one_unit(reading: &Reading<'_>) -> Result<UnitCode, Refusal> {
    match reading.measures().as_slice() {
        [Measure::Amount(unit)] => Ok(unit.clone()),
        [Measure::Year] => Err(Refusal::YearsAreNoAmounts),
        measures if measures.iter().all(is_number) => Err(Refusal::MixedUnits),
        measures if measures.iter().any(is_number) => Err(Refusal::MixedUnits),
        _ => Err(Refusal::NoNumbers),
    }
}

fn is_number(measure: &Measure) -> bool {
    matches!(measure, Measure::Amount(_) | Measure::Year)
}

/// The unit of a selection in words.
fn unit_of(reading: &Reading<'_>) -> Option<String> {
    let code = reading.table.query.indicators.first()?;
    let known = reading.words.definition_of(code)?;
    reading.words.measure(&known.unit)
}

/// Puts rows in the order in which a chart shows them: by size, the largest first, unless the query asks for an order of its own.
fn by_size<T>(rows: &mut [T], reading: &Reading<'_>, size: impl Fn(&T) -> Option<f64>) {
    let asked = &reading.table.query.sort;
    let usual = Sort {
        key: SortKey::Area,
        order: SortOrder::Ascending,
    };
    if *asked != usual {
        return;
    }
    rows.sort_by(|a, b| match (size(a), size(b)) {
        (Some(a), Some(b)) => b.total_cmp(&a),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    });
}

/// Rows in which nothing can be drawn stand among the others, with what is told of them. Where they are many they are named beneath, by reason: first
/// those of which nobody tells anything, then all.
fn set_apart<'r, R>(
    rows: Vec<R>,
    point: impl Fn(&R) -> Option<(&'r str, &'r Point<'r>)>,
) -> (Vec<R>, Vec<Aside<'r>>) {
    let lack = |row: &R| match point(row)?.1.drawn {
        Drawn::Nothing(lack) => Some(lack),
        Drawn::Number(_) | Drawn::Answer(_) | Drawn::Words => None,
    };
    let is_silent = |row: &R| lack(row) == Some(Lack::Status(Status::NoRecord));
    let count = |is: &dyn Fn(&R) -> bool| rows.iter().filter(|row| is(row)).count();
    let (silent, lacking) = (count(&is_silent), count(&|row| lack(row).is_some()));
    let goes = |row: &R| match (silent > SILENT, lacking > LACKING + silent) {
        (_, true) => lack(row).is_some(),
        (true, false) => is_silent(row),
        (false, false) => false,
    };
    let (apart, kept): (Vec<R>, Vec<R>) = rows.into_iter().partition(goes);
    let aside = |row: &R| point(row).map(|(name, point)| Aside { name, point });
    (kept, apart.iter().filter_map(aside).collect())
}

/// So many rows of which nobody tells anything stand among the others.
const SILENT: usize = 5;
/// So many others in which nothing can be drawn.
const LACKING: usize = 25;

fn at_most(rows: usize, most: usize) -> Result<(), Refusal> {
    if rows > most {
        return Err(Refusal::TooMany { rows, most });
    }
    Ok(())
}

/// Rows of regions that stand beside their places, told in words.
fn of_regions<'r>(reading: &'r Reading<'r>) -> impl Iterator<Item = Aside<'r>> {
    let told = |series: &'r Series<'r>| {
        let points = series.points.iter().filter(|point| point.extent().is_some());
        points.map(|point| Aside {
            name: &series.name,
            point,
        })
    };
    reading.regions.iter().flat_map(told)
}
