//! Stacked shares: parts of a whole that is declared to be one. Three things declare it: places that are counted by their answer; splits that
//! come to the total which the same reporter gives for the same time; an indicator that lies within another.

use tidemark_evidence::query::Layout;
use tidemark_evidence::table::{Answer, Total, TotalFigure};
use tidemark_evidence::{Dimensions, Quantity};
use tidemark_vocab::{Decimal, IndicatorCode};

use super::{Aside, at_most, one_unit};
use crate::picture::chart::kind::Refusal;
use crate::picture::chart::point::Point;
use crate::picture::chart::series::{Head, Measure, Reading, Series, Shape};

/// Bars that make one picture.
const BARS: usize = 60;

/// A part of a bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Part<'r> {
    /// Which part, by its place in the plan's list.
    pub name: usize,
    /// Its share of the whole, from 0 to 1: how long it is drawn.
    pub share: f64,
    /// The figure as published, or the number of places.
    pub text: String,
    /// The figure; `None` for places that are counted, and for what is left of the whole.
    pub point: Option<&'r Point<'r>>,
}

/// A whole with its parts.
#[derive(Debug, Clone, PartialEq)]
pub struct ShareBar<'r> {
    /// Its name.
    pub name: String,
    /// The whole, as published or counted.
    pub whole: String,
    /// Its parts, in order.
    pub parts: Vec<Part<'r>>,
}

/// What a chart of shares shows.
#[derive(Debug, Clone, PartialEq)]
pub struct SharePlan<'r> {
    /// The names of the parts.
    pub names: Vec<String>,
    /// The wholes.
    pub bars: Vec<ShareBar<'r>>,
    /// Rows that cannot be drawn as a whole, told in words.
    pub asides: Vec<Aside<'r>>,
}

impl<'r> SharePlan<'r> {
    pub(super) fn of(reading: &'r Reading<'r>) -> Result<Self, Refusal> {
        if reading.shape != Shape::Indicators || reading.table.query.layout != Layout::AreasIndicators {
            return Err(Refusal::NeedsOnePeriod);
        }
        let measures = reading.measures();
        if let ([Measure::Availability | Measure::Level], [head]) =
            (measures.as_slice(), reading.heads.as_slice())
        {
            return of_answers(reading, head);
        }
        one_unit(reading)?;
        match reading.table.query.indicators.as_slice() {
            [_] => of_splits(reading),
            several => of_parts(reading, several),
        }
    }
}

/// Places by their answer: of each region, and of all.
fn of_answers<'r>(reading: &'r Reading<'r>, head: &Head<'r>) -> Result<SharePlan<'r>, Refusal> {
    let groups = reading.table.groups.iter().filter_map(|group| {
        let region = group.region.as_ref()?;
        Some((reading.words.region(region), group.totals.first()?))
    });
    let all = head
        .total
        .map(|total| (reading.words.messages.get("total-selection"), total));
    let totals: Vec<(String, &Total)> = groups.chain(all).collect();
    let mut names: Vec<(Answer, String)> = Vec::new();
    let mut bars = Vec::new();
    let mut why = None;
    for (name, total) in totals {
        match &total.figure {
            TotalFigure::Count(_) => bars.push(counted(name, total, head.indicator, &mut names, reading)),
            TotalFigure::Refused(reason) => why = Some(Refusal::NotCountable(reason.clone())),
            TotalFigure::Sum(_) | TotalFigure::Mean(_) => {}
        }
    }
    if bars.is_empty() {
        return Err(why.unwrap_or(Refusal::NoWhole));
    }
    Ok(SharePlan {
        names: names.into_iter().map(|(_, name)| name).collect(),
        bars,
        asides: Vec::new(),
    })
}

#[expect(clippy::cast_precision_loss, reason = "there are some hundred places")]
fn counted<'r>(
    name: String,
    total: &Total,
    indicator: Option<&IndicatorCode>,
    names: &mut Vec<(Answer, String)>,
    reading: &Reading<'_>,
) -> ShareBar<'r> {
    let TotalFigure::Count(answers) = &total.figure else {
        return ShareBar {
            name,
            whole: String::new(),
            parts: Vec::new(),
        };
    };
    let all: usize = answers.iter().map(|count| count.places).sum();
    let parts = answers.iter().map(|count| {
        let place = names.iter().position(|(answer, _)| *answer == count.answer);
        let place = place.unwrap_or_else(|| {
            names.push((
                count.answer.clone(),
                answer_text(&count.answer, indicator, reading),
            ));
            names.len() - 1
        });
        Part {
            name: place,
            share: count.places as f64 / all.max(1) as f64,
            text: count.places.to_string(),
            point: None,
        }
    });
    ShareBar {
        parts: parts.collect(),
        name,
        whole: all.to_string(),
    }
}

fn answer_text(answer: &Answer, indicator: Option<&IndicatorCode>, reading: &Reading<'_>) -> String {
    let messages = reading.words.messages;
    match (answer, indicator) {
        (Answer::Yes, _) => messages.status(tidemark_evidence::Status::Yes),
        (Answer::No, _) => messages.status(tidemark_evidence::Status::No),
        (Answer::Level(level), Some(indicator)) => reading.words.level(indicator, level),
        (Answer::Level(level), None) => level.to_string(),
    }
}

/// Splits of one indicator beside its total.
fn of_splits<'r>(reading: &'r Reading<'r>) -> Result<SharePlan<'r>, Refusal> {
    let is_total = |head: &Head<'_>| head.dimensions.is_some_and(Dimensions::is_total);
    let whole = reading.heads.iter().position(is_total).ok_or(Refusal::NoWhole)?;
    let parts: Vec<usize> = (0..reading.heads.len()).filter(|at| *at != whole).collect();
    let name = |at: &usize| {
        let split = reading.heads.get(*at).and_then(|head| head.dimensions);
        split
            .map(|split| reading.words.dimensions(split))
            .unwrap_or_default()
    };
    if parts.len() < 2 {
        return Err(Refusal::NoWhole);
    }
    let names = parts.iter().map(name).collect();
    stacked(reading, names, |series| exact_parts(series, whole, &parts))
}

/// One indicator within another: a part, and the rest of the whole.
fn of_parts<'r>(reading: &'r Reading<'r>, indicators: &[IndicatorCode]) -> Result<SharePlan<'r>, Refusal> {
    let [one, other] = indicators else {
        return Err(Refusal::NoWhole);
    };
    let lies_within = |part: &IndicatorCode, whole: &IndicatorCode| {
        reading
            .words
            .definition_of(part)
            .and_then(|known| known.subset_of.as_ref())
            == Some(whole)
    };
    let (whole, part) = if lies_within(one, other) {
        (1, 0)
    } else if lies_within(other, one) {
        (0, 1)
    } else {
        return Err(Refusal::NoWhole);
    };
    if reading.heads.len() != 2 {
        return Err(Refusal::NoWhole);
    }
    let part_name = reading
        .heads
        .get(part)
        .map(|head| head.name.clone())
        .unwrap_or_default();
    let names = vec![part_name, reading.words.messages.get("chart-rest-of-whole")];
    stacked(reading, names, |series| part_and_rest(series, whole, part))
}

type Shares<'r> = (&'r Point<'r>, Vec<(f64, Option<&'r Point<'r>>)>);

fn stacked<'r>(
    reading: &'r Reading<'r>,
    names: Vec<String>,
    shares: impl Fn(&'r Series<'r>) -> Option<Shares<'r>>,
) -> Result<SharePlan<'r>, Refusal> {
    let (mut bars, mut asides) = (Vec::new(), Vec::new());
    for series in &reading.series {
        let Some((whole, parts)) = shares(series) else {
            asides.extend(series.points.iter().map(|point| Aside {
                name: &series.name,
                point,
            }));
            continue;
        };
        let parts = parts.into_iter().enumerate().map(|(name, (share, point))| Part {
            name,
            share,
            text: point.map(|point| point.text.clone()).unwrap_or_default(),
            point,
        });
        bars.push(ShareBar {
            name: series.name.clone(),
            whole: whole.text.clone(),
            parts: parts.collect(),
        });
    }
    if bars.is_empty() {
        return Err(Refusal::PartsDoNotAddUp);
    }
    at_most(bars.len(), BARS)?;
    Ok(SharePlan { names, bars, asides })
}

/// A number that is the number itself.
fn exact(point: &Point<'_>) -> Option<Decimal> {
    let quantity: Quantity = point.quantity?;
    let drawn = point.extent()?;
    (quantity.bound() == tidemark_evidence::Bound::Exact && drawn.value.is_some() && point.doubt.is_none())
        .then(|| quantity.value())
        .flatten()
}

/// Parts that come to their whole, all of one reporter and time.
fn exact_parts<'r>(series: &'r Series<'r>, whole: usize, parts: &[usize]) -> Option<Shares<'r>> {
    let total = series.points.get(whole)?;
    let of_total = exact(total)?;
    let points: Option<Vec<&Point<'_>>> = parts.iter().map(|at| series.points.get(*at)).collect();
    let points = points?;
    let mut sum = Decimal::ZERO;
    for point in &points {
        if !is_beside(point, total) {
            return None;
        }
        sum = sum.checked_add(exact(point)?).ok()?;
    }
    let length = total.extent()?.middle();
    let share = |point: &'r Point<'r>| Some((point.extent()?.middle() / length, Some(point)));
    let shares: Option<Vec<_>> = points.into_iter().map(share).collect();
    (sum == of_total && length > 0.0).then_some((total, shares?))
}

/// A part and what is left of its whole.
fn part_and_rest<'r>(series: &'r Series<'r>, whole: usize, part: usize) -> Option<Shares<'r>> {
    let (total, part) = (series.points.get(whole)?, series.points.get(part)?);
    let (of_total, of_part) = (exact(total)?, exact(part)?);
    let length = total.extent()?.middle();
    let share = part.extent()?.middle() / length;
    let fits = is_beside(part, total) && of_part <= of_total && length > 0.0;
    fits.then(|| (total, vec![(share, Some(part)), (1.0 - share, None)]))
}

/// Whether two figures are of one reporter and time.
fn is_beside(one: &Point<'_>, other: &Point<'_>) -> bool {
    one.reporter == other.reporter && one.when == other.when
}
