//! Small multiples: a small chart for each of several rows or columns, drawn alike.

use super::bars::BarPlan;
use super::lines::LinePlan;
use super::{at_most, is_number};
use crate::picture::chart::kind::Refusal;
use crate::picture::chart::series::{Measure, Reading, Series, Shape};

/// Small charts that make one picture.
const PANELS: usize = 36;
/// Columns of bars that stand side by side.
const COLUMNS: usize = 4;

/// A small chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel<P> {
    /// Its name.
    pub name: String,
    /// The unit of its figures, in words.
    pub unit: Option<String>,
    /// What it shows.
    pub plan: P,
}

/// What small multiples show.
#[derive(Debug, Clone, PartialEq)]
pub enum MultiplesPlan<'r> {
    /// Lines over one and the same span of years, all on axes of the same length where units are the same.
    Lines(Vec<Panel<LinePlan<'r>>>),
    /// Columns of bars that have their rows in common.
    Bars(Vec<Panel<BarPlan<'r>>>),
}

impl<'r> MultiplesPlan<'r> {
    pub(super) fn of(reading: &'r Reading<'r>) -> Result<Self, Refusal> {
        if !reading.measures().iter().any(is_number) {
            return Err(Refusal::NoNumbers);
        }
        match reading.shape {
            Shape::Periods | Shape::IndicatorPeriods => lines(reading),
            Shape::Indicators => bars(reading),
            Shape::Findings => Err(Refusal::OnlyOne),
        }
    }
}

fn lines<'r>(reading: &'r Reading<'r>) -> Result<MultiplesPlan<'r>, Refusal> {
    let unit = |series: &Series<'_>| {
        let indicator = series.points.first()?.subject.indicator;
        reading
            .words
            .measure(&reading.words.definition_of(indicator)?.unit)
    };
    let mut panels = Vec::new();
    let mut why = Refusal::NothingToDraw;
    for series in &reading.series {
        let amounts = series
            .points
            .first()
            .map(|point| reading.measure(point.subject.indicator));
        if !matches!(amounts, Some(Measure::Amount(_))) {
            continue;
        }
        match LinePlan::of_series(reading, &[series]) {
            Ok(plan) => panels.push(Panel {
                name: series.name.clone(),
                unit: unit(series),
                plan,
            }),
            Err(refusal) => why = refusal,
        }
    }
    match panels.len() {
        0 => Err(why),
        1 => Err(Refusal::OnlyOne),
        many => at_most(many, PANELS).map(|()| MultiplesPlan::Lines(panels)),
    }
}

fn bars<'r>(reading: &'r Reading<'r>) -> Result<MultiplesPlan<'r>, Refusal> {
    let is_amount = |at: &usize| {
        let indicator = reading.heads.get(*at).and_then(|head| head.indicator);
        indicator.is_some_and(|indicator| matches!(reading.measure(indicator), Measure::Amount(_)))
    };
    let columns: Vec<usize> = (0..reading.heads.len()).filter(is_amount).collect();
    if columns.len() < 2 {
        return Err(Refusal::OnlyOne);
    }
    at_most(columns.len(), COLUMNS)?;
    let mut panels = Vec::new();
    for column in columns {
        let Some(head) = reading.heads.get(column) else {
            continue;
        };
        match BarPlan::of_column(reading, column) {
            Ok(plan) => panels.push(Panel {
                name: head.name.clone(),
                unit: head.unit.clone(),
                plan,
            }),
            Err(Refusal::NothingToDraw) => {}
            Err(refusal) => return Err(refusal),
        }
    }
    match panels.len() {
        0 => return Err(Refusal::NothingToDraw),
        1 => return Err(Refusal::OnlyOne),
        _ => {}
    }
    follow_first(&mut panels);
    Ok(MultiplesPlan::Bars(panels))
}

/// All columns have their rows in the order of the first.
fn follow_first(panels: &mut [Panel<BarPlan<'_>>]) {
    let Some((first, rest)) = panels.split_first_mut() else {
        return;
    };
    let order: Vec<&str> = first.plan.rows.iter().map(|row| row.name).collect();
    for panel in rest {
        panel
            .plan
            .rows
            .sort_by_key(|row| order.iter().position(|name| *name == row.name));
    }
}
