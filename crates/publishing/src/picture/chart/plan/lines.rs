//! Lines over whole years. Only figures of one reporter about years that follow one another are joined; figures that are dated by rounds
//! stand apart, and everything else is told in words.

use tidemark_vocab::RoundId;

use super::{Aside, at_most, cap, of_regions, one_unit, unit_of};
use crate::display::Words;
use crate::picture::chart::axis::{Axis, Start};
use crate::picture::chart::kind::Refusal;
use crate::picture::chart::point::{Drawn, Extent, Lack, Point, When};
use crate::picture::chart::series::{Reading, Series, Shape};

/// Lines that can be told apart in one frame.
const LINES: usize = 8;

/// How a figure is joined to the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Join {
    /// It is the first.
    First,
    /// Both are numbers of one reporter about years that follow one another.
    Whole,
    /// The same, but one of them is only a limit.
    Limit,
    /// There is no figure for a year between them.
    Gap,
    /// The definition changed between them.
    Definition,
    /// Another reporter says so, perhaps by another definition.
    Reporter,
    /// One of them is in doubt.
    Doubt,
}

impl Join {
    /// Whether a line is drawn.
    #[must_use]
    pub fn is_joined(self) -> bool {
        matches!(self, Self::Whole | Self::Limit)
    }
}

/// A figure about a year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot<'r> {
    /// The year.
    pub year: i16,
    /// Where it lies.
    pub extent: Extent,
    /// How it is joined to the one before.
    pub join: Join,
    /// The figure.
    pub point: &'r Point<'r>,
}

/// A line.
#[derive(Debug, Clone, PartialEq)]
pub struct Line<'r> {
    /// Its name.
    pub name: &'r str,
    /// Its figures about whole years, in order.
    pub spots: Vec<Spot<'r>>,
    /// Its figures that are dated by rounds: the place of the round in the plan's list, and the figure.
    pub rounds: Vec<(usize, Extent, &'r Point<'r>)>,
}

/// What a chart of lines shows.
#[derive(Debug, Clone, PartialEq)]
pub struct LinePlan<'r> {
    /// The lines.
    pub lines: Vec<Line<'r>>,
    /// The first and the last year.
    pub years: (i16, i16),
    /// Rounds that stand apart, in order.
    pub rounds: Vec<&'r RoundId>,
    /// The unit, in words.
    pub unit: Option<String>,
    /// The largest number there can be.
    pub cap: Option<f64>,
    /// What is told beneath.
    pub asides: Vec<Aside<'r>>,
}

impl<'r> LinePlan<'r> {
    pub(super) fn of(reading: &'r Reading<'r>) -> Result<Self, Refusal> {
        one_unit(reading)?;
        let plan = Self::of_series(reading, &reading.series.iter().collect::<Vec<_>>())?;
        at_most(plan.lines.len(), LINES)?;
        if !plan.lines.iter().any(Line::has_years) {
            return Err(Refusal::OneYear);
        }
        Ok(plan)
    }

    /// The lines of some rows.
    pub(super) fn of_series(reading: &'r Reading<'r>, series: &[&'r Series<'r>]) -> Result<Self, Refusal> {
        if !matches!(reading.shape, Shape::Periods | Shape::IndicatorPeriods) {
            return Err(Refusal::NeedsPeriods);
        }
        let rounds = rounds(series);
        let drawn = series.iter().map(|series| line(series, &rounds, &reading.words));
        let lines: Vec<Line<'r>> = drawn.filter(|line| !line.is_empty()).collect();
        let spots = || lines.iter().flat_map(|line| &line.spots);
        let years = spots()
            .map(|spot| spot.year)
            .min()
            .zip(spots().map(|spot| spot.year).max());
        let Some(years) = years else {
            let any = lines.iter().any(|line| !line.rounds.is_empty());
            return Err(if any {
                Refusal::RoundsOnly
            } else {
                Refusal::NothingToDraw
            });
        };
        let asides = series.iter().flat_map(|series| untold(series));
        Ok(Self {
            years,
            unit: unit_of(reading),
            cap: cap(reading),
            asides: asides.chain(of_regions(reading)).collect(),
            rounds,
            lines,
        })
    }

    /// The axis on which all of it lies.
    #[must_use]
    pub fn axis(&self, wanted: usize) -> Axis {
        let extents = self.lines.iter().flat_map(Line::extents);
        let (least, most) = extents.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), extent| {
            (least.min(extent.least()), most.max(extent.most()))
        });
        Axis::linear((least, most), Start::Near, wanted, self.cap)
    }
}

impl<'r> Line<'r> {
    fn is_empty(&self) -> bool {
        self.spots.is_empty() && self.rounds.is_empty()
    }

    /// Whether any two of its figures are joined, or at least lie in one frame of time.
    fn has_years(&self) -> bool {
        self.spots.len() > 1
    }

    /// Its last figure, and where it lies: of the last round, else of the last year.
    #[must_use]
    pub fn last(&self) -> Option<(&'r Point<'r>, f64)> {
        let of_round = self
            .rounds
            .last()
            .map(|(_, extent, point)| (*point, extent.middle()));
        let of_year = || self.spots.last().map(|spot| (spot.point, spot.extent.middle()));
        of_round.or_else(of_year)
    }

    /// Where its figures lie.
    pub fn extents(&self) -> impl Iterator<Item = Extent> + use<'_, 'r> {
        let years = self.spots.iter().map(|spot| spot.extent);
        years.chain(self.rounds.iter().map(|(_, extent, _)| *extent))
    }
}

fn rounds<'r>(series: &[&'r Series<'r>]) -> Vec<&'r RoundId> {
    let mut rounds: Vec<&RoundId> = Vec::new();
    for point in series.iter().flat_map(|series| &series.points) {
        if let (When::Round(round), Some(_)) = (&point.when, point.extent())
            && !rounds.contains(&round)
        {
            rounds.push(round);
        }
    }
    rounds.sort();
    rounds
}

fn line<'r>(series: &'r Series<'r>, rounds: &[&'r RoundId], words: &Words<'_>) -> Line<'r> {
    let mut spots: Vec<Spot<'r>> = Vec::new();
    let mut apart = Vec::new();
    for point in &series.points {
        let Some(extent) = point.extent() else { continue };
        match &point.when {
            When::Year(year) => {
                let join = spots
                    .last()
                    .map_or(Join::First, |before| join(before, *year, extent, point, words));
                spots.push(Spot {
                    year: *year,
                    extent: *extent,
                    join,
                    point,
                });
            }
            When::Round(round) => {
                let place = rounds.iter().position(|known| *known == round);
                apart.extend(place.map(|place| (place, *extent, point)));
            }
            When::Other(_) | When::Unsaid => {}
        }
    }
    Line {
        name: &series.name,
        spots,
        rounds: apart,
    }
}

fn join(before: &Spot<'_>, year: i16, extent: &Extent, point: &Point<'_>, words: &Words<'_>) -> Join {
    if !changes((before.year, before.point), (year, point), words).is_empty() {
        Join::Definition
    } else if year != before.year + 1 {
        Join::Gap
    } else if point.reporter != before.point.reporter {
        Join::Reporter
    } else if point.doubt.is_some() || before.point.doubt.is_some() {
        Join::Doubt
    } else if extent.is_closed() && before.extent.is_closed() {
        Join::Whole
    } else {
        Join::Limit
    }
}

/// The first years of the definitions that begin between two figures of a line.
pub(in crate::picture::chart) fn changes(
    (year, before): (i16, &Point<'_>),
    (then, after): (i16, &Point<'_>),
    words: &Words<'_>,
) -> Vec<i16> {
    let Some(known) = words.definition_of(after.subject.indicator) else {
        return Vec::new();
    };
    let changes = known.redefined_between((year, before.reporter), (then, after.reporter));
    changes.map(|change| change.from).collect()
}

/// What of a row has no place in the frame: figures of other times than whole years, and what is said not to be known. A year of which nobody
/// tells is a gap, and a row of which nobody tells at all is named once.
fn untold<'r>(series: &'r Series<'r>) -> Vec<Aside<'r>> {
    let aside = |point| Aside {
        name: &series.name,
        point,
    };
    let is_untold = |point: &&'r Point<'r>| match (&point.drawn, &point.when) {
        (Drawn::Number(_), When::Other(_) | When::Unsaid) | (Drawn::Words | Drawn::Answer(_), _) => true,
        (Drawn::Number(_), When::Year(_) | When::Round(_)) => false,
        (Drawn::Nothing(lack), _) => *lack != Lack::Status(tidemark_evidence::Status::NoRecord),
    };
    let told: Vec<Aside<'r>> = series.points.iter().filter(is_untold).map(aside).collect();
    let is_drawn = series.points.iter().any(|point| point.extent().is_some());
    if told.is_empty() && !is_drawn {
        return series.points.first().map(aside).into_iter().collect();
    }
    told
}
