//! Slopes: what one reporter said in two of its rounds.

use tidemark_vocab::RoundId;

use super::{Aside, at_most, by_size, cap, changes, of_regions, one_unit, unit_of};
use crate::picture::chart::axis::{Axis, Start};
use crate::picture::chart::kind::Refusal;
use crate::picture::chart::point::{Extent, Point, When};
use crate::picture::chart::series::{Reading, Series};

/// Slopes that can be told apart.
const SLOPES: usize = 30;

/// A row with a number in both rounds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SlopeLine<'r> {
    /// Its name.
    pub name: &'r str,
    /// What was said in the earlier round.
    pub before: (Extent, &'r Point<'r>),
    /// What was said in the later round.
    pub after: (Extent, &'r Point<'r>),
}

/// What a chart of slopes shows.
#[derive(Debug, Clone, PartialEq)]
pub struct SlopePlan<'r> {
    /// The earlier and the later round.
    pub rounds: (&'r RoundId, &'r RoundId),
    /// The rows with a number in both, the largest of the later round first.
    pub lines: Vec<SlopeLine<'r>>,
    /// The unit, in words.
    pub unit: Option<String>,
    /// The largest number there can be.
    pub cap: Option<f64>,
    /// What is told beneath: figures of one round only, limits, doubts.
    pub asides: Vec<Aside<'r>>,
}

impl<'r> SlopePlan<'r> {
    pub(super) fn of(reading: &'r Reading<'r>) -> Result<Self, Refusal> {
        one_unit(reading)?;
        let (before, after) = two_rounds(reading).ok_or(Refusal::NeedsTwoRounds)?;
        let mut lines = Vec::new();
        let mut asides = Vec::new();
        for series in &reading.series {
            match line(series, before) {
                Some(line) => {
                    one_definition(&line, reading)?;
                    lines.push(line);
                }
                None => asides.extend(of_one_round(series)),
            }
        }
        if lines.is_empty() {
            return Err(Refusal::NothingInBoth);
        }
        at_most(lines.len(), SLOPES)?;
        by_size(&mut lines, reading, |line| Some(line.after.0.middle()));
        asides.extend(of_regions(reading));
        Ok(Self {
            rounds: (before, after),
            lines,
            unit: unit_of(reading),
            cap: cap(reading),
            asides,
        })
    }

    /// The axis on which all of it lies.
    #[must_use]
    pub fn axis(&self, wanted: usize) -> Axis {
        let ends = self
            .lines
            .iter()
            .flat_map(|line| [line.before.0.middle(), line.after.0.middle()]);
        Axis::spread(&ends.collect::<Vec<_>>(), Start::Near, wanted, self.cap)
    }
}

fn two_rounds<'r>(reading: &'r Reading<'r>) -> Option<(&'r RoundId, &'r RoundId)> {
    let rounds: Option<Vec<&RoundId>> = reading
        .heads
        .iter()
        .map(|head| match head.period? {
            tidemark_evidence::table::PeriodKey::Round(round) => Some(round),
            tidemark_evidence::table::PeriodKey::Reference(_) => None,
        })
        .collect();
    match rounds?.as_slice() {
        [before, after] if before.reporter == after.reporter => Some((before, after)),
        _ => None,
    }
}

fn line<'r>(series: &'r Series<'r>, round: &RoundId) -> Option<SlopeLine<'r>> {
    let [before, after] = series.points.as_slice() else {
        return None;
    };
    let number = |point: &'r Point<'r>| {
        let extent = point
            .extent()
            .filter(|extent| extent.is_closed() && extent.value.is_some())?;
        let is_own = matches!(point.when, When::Round(_)) && point.reporter == Some(&round.reporter);
        (is_own && point.doubt.is_none()).then_some((*extent, point))
    };
    Some(SlopeLine {
        name: &series.name,
        before: number(before)?,
        after: number(after)?,
    })
}

/// A line between two numbers says that one grew or shrank to the other: not where the definition changed between the rounds.
fn one_definition(line: &SlopeLine<'_>, reading: &Reading<'_>) -> Result<(), Refusal> {
    let (before, after) = (line.before.1, line.after.1);
    let Some((year, then)) = before.year.zip(after.year) else {
        return Ok(());
    };
    match changes((year, before), (then, after), &reading.words).first() {
        Some(from) => Err(Refusal::Redefined { from: *from }),
        None => Ok(()),
    }
}

/// What was said in a round only, or is no number that can be compared; a row of which neither round tells anything is named once.
fn of_one_round<'r>(series: &'r Series<'r>) -> Vec<Aside<'r>> {
    let aside = |point| Aside {
        name: &series.name,
        point,
    };
    let said = series.points.iter().filter(|point| point.reporter.is_some());
    let told: Vec<Aside<'r>> = said.map(aside).collect();
    if told.is_empty() {
        return series.points.first().map(aside).into_iter().collect();
    }
    told
}
