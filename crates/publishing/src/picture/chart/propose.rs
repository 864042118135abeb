//! Which kinds of charts fit a selection, and which other selection would fit a kind.

use tidemark_evidence::TableQuery;
use tidemark_evidence::query::{Layout, PeriodSelector, Totals};
use tidemark_evidence::table::PeriodKey;
use tidemark_vocab::RoundId;

use super::kind::{Kind, Refusal};
use super::plan::Plan;
use super::series::{Measure, Reading, Shape};

/// A kind with what speaks against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The kind.
    pub kind: Kind,
    /// Why it would mislead; `None` where it fits.
    pub refused: Option<Refusal>,
}

/// The message that names a kind.
#[must_use]
pub fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Line => "chart-kind-line",
        Kind::Bar => "chart-kind-bar",
        Kind::Dots => "chart-kind-dots",
        Kind::Multiples => "chart-kind-multiples",
        Kind::Share => "chart-kind-share",
        Kind::Slope => "chart-kind-slope",
        Kind::Units => "chart-kind-units",
        Kind::Scatter => "chart-kind-scatter",
    }
}

/// Every kind, those that fit first, the best of them at the head.
#[must_use]
pub fn verdicts(reading: &Reading<'_>) -> Vec<Verdict> {
    let order = order(reading);
    let verdict = |kind: Kind| Verdict {
        refused: Plan::of(kind, reading).err(),
        kind,
    };
    let mut verdicts: Vec<Verdict> = order.into_iter().map(verdict).collect();
    verdicts.sort_by_key(|verdict| verdict.refused.is_some());
    verdicts
}

/// The kind that fits best.
#[must_use]
pub fn proposed(reading: &Reading<'_>) -> Option<Kind> {
    order(reading)
        .into_iter()
        .find(|kind| Plan::of(*kind, reading).is_ok())
}

/// Kinds in the order in which they tell most of a selection of this shape.
fn order(reading: &Reading<'_>) -> Vec<Kind> {
    use Kind::{Bar, Dots, Line, Multiples, Scatter, Share, Slope, Units};
    let best: &[Kind] = match reading.shape {
        Shape::Periods | Shape::IndicatorPeriods => &[Line, Multiples, Slope, Dots, Units, Bar],
        Shape::Indicators if disagrees(reading) => &[Dots, Bar, Share, Units],
        Shape::Indicators if reading.heads.len() > 1 => &[Share, Scatter, Multiples, Units, Dots],
        Shape::Indicators if reading.measures() == [Measure::Year] => &[Dots, Units],
        Shape::Indicators | Shape::Findings => &[Bar, Units, Dots, Share],
    };
    let rest = Kind::ALL.into_iter().filter(|kind| !best.contains(kind));
    best.iter().copied().chain(rest).collect()
}

/// Whether reporters disagree in so many rows that one bar each would hide more than it shows.
fn disagrees(reading: &Reading<'_>) -> bool {
    let several = reading.points().filter(|point| !point.others.is_empty()).count();
    reading.heads.len() == 1 && several * 3 > reading.series.len()
}

/// The question whose table a chart is drawn from: with totals, since only they say whether places can be counted.
#[must_use]
pub fn question(query: &TableQuery) -> TableQuery {
    TableQuery {
        totals: Totals::Shown,
        ..query.clone()
    }
}

/// The nearest selection that a kind is made for, where this one is not.
#[must_use]
pub fn instead(kind: Kind, refusal: &Refusal, reading: &Reading<'_>) -> Option<TableQuery> {
    let query = &reading.table.query;
    match (kind, refusal) {
        (Kind::Line | Kind::Multiples | Kind::Slope, Refusal::NeedsPeriods | Refusal::NeedsTwoRounds)
            if reading.shape == Shape::Indicators || reading.shape == Shape::Findings =>
        {
            over_periods(query)
        }
        (Kind::Slope, Refusal::NeedsTwoRounds) => last_rounds(reading),
        (Kind::Bar | Kind::Scatter | Kind::Share, Refusal::NeedsOnePeriod)
            if reading.shape != Shape::Indicators =>
        {
            Some(TableQuery {
                periods: vec![PeriodSelector::Latest],
                layout: Layout::AreasIndicators,
                ..query.clone()
            })
        }
        _ => None,
    }
}

/// The same over all periods: one indicator in several areas, or several in one.
fn over_periods(query: &TableQuery) -> Option<TableQuery> {
    let layout = match (query.indicators.as_slice(), query.areas.as_slice()) {
        ([_], _) => Layout::AreasPeriods,
        (_, [tidemark_evidence::query::AreaSelector::Scheme(_)]) => return None,
        (_, [_]) => Layout::IndicatorsPeriods,
        _ => return None,
    };
    let usual = TableQuery::new(Vec::new(), Vec::new());
    Some(TableQuery {
        periods: vec![PeriodSelector::All],
        sort: usual.sort,
        layout,
        ..query.clone()
    })
}

/// The same in the last two rounds of the reporter that has most columns.
fn last_rounds(reading: &Reading<'_>) -> Option<TableQuery> {
    let rounds = reading.heads.iter().filter_map(|head| match head.period? {
        PeriodKey::Round(round) => Some(round),
        PeriodKey::Reference(_) => None,
    });
    let rounds: Vec<&RoundId> = rounds.collect();
    let has = |round: &RoundId| {
        rounds
            .iter()
            .filter(|other| other.reporter == round.reporter)
            .count()
    };
    let most = rounds.iter().max_by_key(|round| has(round))?;
    let mut own: Vec<RoundId> = rounds
        .iter()
        .filter(|round| round.reporter == most.reporter)
        .map(|r| (*r).clone())
        .collect();
    own.sort();
    let [.., before, after] = own.as_slice() else {
        return None;
    };
    let periods = [before, after].map(|round| PeriodSelector::Round(round.clone()));
    Some(TableQuery {
        periods: periods.to_vec(),
        ..reading.table.query.clone()
    })
}
