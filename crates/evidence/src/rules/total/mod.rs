//! Rules 5 and 6: a list is not a count; totals say what they cover, and bounds survive.

mod cover;
mod mean;
mod places;
mod sum;

use tidemark_vocab::{AreaId, Message};

pub use mean::{MeanRefusal, Weighted, weighted_mean};
pub use places::share;
pub use sum::{Covers, add};

use crate::catalogue::Catalogue;
use crate::indicator::{AggregationRule, Indicator, Timing};
use crate::observation::Observation;
use crate::table::{AnswerCount, Cell, Contribution, Coverage, PeriodKey, Span, StatusCount, TotalFigure};

/// Whether the question of an indicator arises in a place, as far as another indicator tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// It does, or nothing says that it does not.
    Here,
    /// What it asks about is cited as not there.
    NotHere,
}

/// Of how much of a place a figure speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Of the place that is to be covered.
    Whole,
    /// Of a part of it: what the rest adds is not known.
    PartOfWhole,
}

/// What one place brings to a total.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// The place.
    pub area: &'a AreaId,
    /// Its cell; `None` where the place is to be covered and is not among the rows.
    pub cell: Option<&'a Cell>,
    /// Of how much of the place the cell speaks.
    pub reach: Reach,
    /// Whether the question arises there.
    pub asked: Asked,
    /// Its figure of the indicator that weights, where the rule has one.
    pub weight: Option<&'a Observation>,
}

/// What places come to, and what that covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reckoning {
    /// Our figure, or why there is none.
    pub figure: TotalFigure,
    /// What it covers.
    pub coverage: Coverage,
    /// Places among the rows by the status of their cell.
    pub statuses: Vec<StatusCount>,
    /// Places by the answer of their recent record.
    pub tally: Option<Vec<AnswerCount>>,
    /// From when the figures are.
    pub span: Span,
    /// What became of each part, in their order.
    pub contributions: Vec<Contribution>,
}

/// A part whose figure may stand for today, with its place among the parts.
#[derive(Clone, Copy)]
struct Counting<'a> {
    at: usize,
    observation: &'a Observation,
    reach: Reach,
    weight: Option<&'a Observation>,
}

/// A figure, and which of the parts went into it.
struct Made {
    figure: TotalFigure,
    counted: Vec<usize>,
}

impl Made {
    fn refused(id: &'static str) -> Self {
        Self::refused_with(Message::new(id))
    }

    fn refused_with(reason: Message) -> Self {
        Self {
            figure: TotalFigure::Refused(reason),
            counted: Vec::new(),
        }
    }
}

/// Puts the figures of places together by the indicator's rule, or says why that cannot honestly be done. There is a part
/// for every place that is to be covered.
#[must_use]
pub fn total(indicator: &Indicator, parts: &[Part<'_>], catalogue: &Catalogue, lang: &str) -> Reckoning {
    let mut contributions: Vec<Contribution> = parts.iter().map(cover::contribution).collect();
    let coverage = cover::coverage(parts, &contributions);
    let current = current(parts, &contributions);
    let made = match &indicator.aggregation.rule {
        AggregationRule::None => Made::refused_with(refused_by_rule(indicator, lang)),
        AggregationRule::CountPlaces => places::count(indicator, &current, coverage.places, catalogue),
        AggregationRule::Sum => sum::sum(indicator, &current, coverage.places),
        AggregationRule::WeightedMean(weight) => {
            let field = mean::Field {
                parts,
                contributions: &contributions,
                places: coverage.places,
            };
            mean::mean(indicator, weight, &current, &field, (catalogue, lang))
        }
    };
    let span = cover::span(current.iter().map(|part| part.observation));
    let tally = places::tally(indicator, &current, catalogue);
    for at in &made.counted {
        if let Some(contribution) = contributions.get_mut(*at) {
            *contribution = Contribution::Counted;
        }
    }
    let mut no_weight = 0;
    if indicator.aggregation.rule.weight().is_some() {
        cover::name_missing_weights(parts, &mut contributions);
        no_weight = cover::weightless(parts, &contributions);
    }
    Reckoning {
        coverage: Coverage {
            counted: made.counted.len(),
            no_weight,
            ..coverage
        },
        statuses: cover::statuses(parts),
        figure: made.figure,
        tally,
        span,
        contributions,
    }
}

fn refused_by_rule(indicator: &Indicator, lang: &str) -> Message {
    Message::new("total-refused-by-rule").with("reason", indicator.aggregation.reason.get(lang))
}

fn current<'a>(parts: &[Part<'a>], contributions: &[Contribution]) -> Vec<Counting<'a>> {
    let figure = |(at, (part, contribution)): (usize, (&Part<'a>, &Contribution))| {
        let shown = part.cell?.shown.as_ref()?;
        (*contribution == Contribution::OnRecord).then_some(Counting {
            at,
            observation: &shown.observation,
            reach: part.reach,
            weight: part.weight,
        })
    };
    parts
        .iter()
        .zip(contributions)
        .enumerate()
        .filter_map(figure)
        .collect()
}

/// Whether figures may be put together as far as time goes: stocks may; counts over a period only where all are about one and
/// the same whole year, or of one and the same round.
fn periods_agree(indicator: &Indicator, figures: &[Counting<'_>]) -> bool {
    if indicator.timing != Timing::Flow {
        return true;
    }
    let mut keys: Vec<Option<PeriodKey>> = figures
        .iter()
        .map(|figure| PeriodKey::of(&figure.observation.key.period))
        .collect();
    keys.sort();
    keys.dedup();
    match keys.as_slice() {
        [Some(PeriodKey::Reference(reference))] => reference.whole_year().is_some(),
        [Some(PeriodKey::Round(_))] => true,
        _ => false,
    }
}
