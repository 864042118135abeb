//! Dots and ranges: what several reporters, periods or indicators say, side by side on one axis.

use tidemark_vocab::ReporterCode;

use super::bars::ROWS;
use super::{Aside, at_most, by_size, cap, of_regions, set_apart, unit_of};
use crate::picture::chart::axis::{Axis, Start};
use crate::picture::chart::kind::Refusal;
use crate::picture::chart::point::{Extent, Point};
use crate::picture::chart::series::{Measure, Reading, Series};

/// Voices that have a mark of their own; the rest share the last.
const VOICES: usize = 6;

/// By what the spots of a row are told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Voice {
    /// By who says so.
    Reporter(String),
    /// By column: an indicator, a split, a period.
    Column(String),
    /// All others.
    Others,
}

/// A spot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dot<'r> {
    /// Its voice, by its place in the plan's list.
    pub voice: usize,
    /// Its figure.
    pub point: &'r Point<'r>,
    /// Where it lies.
    pub extent: Extent,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct DotRow<'r> {
    /// Its name.
    pub name: &'r str,
    /// Its spots; that which tables show first.
    pub dots: Vec<Dot<'r>>,
    /// Figures of the row that cannot be drawn, told where they would stand.
    pub told: Vec<&'r Point<'r>>,
}

/// What a chart of dots shows.
#[derive(Debug, Clone, PartialEq)]
pub struct DotPlan<'r> {
    /// By what spots are told apart.
    pub voices: Vec<Voice>,
    /// The rows in their order.
    pub rows: Vec<DotRow<'r>>,
    /// The unit, in words.
    pub unit: Option<String>,
    /// Whether figures are years, and read as such.
    pub of: Measure,
    /// The largest number there can be.
    pub cap: Option<f64>,
    /// What is told beneath.
    pub asides: Vec<Aside<'r>>,
}

impl<'r> DotPlan<'r> {
    pub(super) fn of(reading: &'r Reading<'r>) -> Result<Self, Refusal> {
        let measures = reading.measures();
        let [measure @ (Measure::Amount(_) | Measure::Year)] = measures.as_slice() else {
            let numbers = measures.iter().any(super::is_number);
            return Err(if numbers {
                Refusal::MixedUnits
            } else {
                Refusal::NoNumbers
            });
        };
        let by_reporter = reading.heads.len() == 1;
        let order = order(reading);
        let voices = if by_reporter {
            reporters(reading)
        } else {
            columns(reading)
        };
        let mut rows: Vec<DotRow<'r>> = reading
            .series
            .iter()
            .map(|series| row(series, &order, &voices, by_reporter))
            .collect();
        let (kept, silent) = set_apart(rows, |row| {
            let silent = row.dots.is_empty().then_some(row.told.first())?;
            silent.map(|point| (row.name, *point))
        });
        rows = kept;
        at_most(rows.len(), ROWS)?;
        if rows.iter().all(|row| row.dots.is_empty()) {
            return Err(Refusal::NothingToDraw);
        }
        by_size(&mut rows, reading, |row| {
            row.dots.first().map(|dot| dot.extent.middle())
        });
        Ok(Self {
            voices: told(voices, reading),
            rows,
            unit: unit_of(reading),
            of: measure.clone(),
            cap: cap(reading),
            asides: of_regions(reading).chain(silent).collect(),
        })
    }

    /// The axis on which all of it lies.
    #[must_use]
    pub fn axis(&self, wanted: usize) -> Axis {
        let dots = self.rows.iter().flat_map(|row| &row.dots);
        let ends: Vec<f64> = dots
            .flat_map(|dot| [dot.extent.least(), dot.extent.most()])
            .collect();
        if self.of == Measure::Year {
            let least = ends.iter().copied().fold(f64::INFINITY, f64::min);
            let most = ends.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            return Axis::linear((least, most.max(least + 4.0)), Start::Near, wanted, None);
        }
        Axis::spread(&ends, Start::Near, wanted, self.cap)
    }
}

/// A voice while rows are made: who says so, or which column.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Key<'r> {
    Reporter(Option<&'r ReporterCode>),
    Column(usize),
}

/// Reporters, the most frequent first, so that those with marks of their own say most.
fn reporters<'r>(reading: &'r Reading<'r>) -> Vec<Key<'r>> {
    let mut counts: Vec<(Option<&ReporterCode>, usize)> = Vec::new();
    let points = reading
        .points()
        .flat_map(|point| std::iter::once(point).chain(&point.others));
    for point in points.filter(|point| point.extent().is_some()) {
        match counts
            .iter_mut()
            .find(|(reporter, _)| *reporter == point.reporter)
        {
            Some((_, count)) => *count += 1,
            None => counts.push((point.reporter, 1)),
        }
    }
    counts.sort_by_key(|(reporter, count)| (std::cmp::Reverse(*count), *reporter));
    counts
        .into_iter()
        .map(|(reporter, _)| Key::Reporter(reporter))
        .collect()
}

/// The columns as spots are told: those of periods the newest first, since it stands for the row.
fn order(reading: &Reading<'_>) -> Vec<usize> {
    let mut order: Vec<usize> = (0..reading.heads.len()).collect();
    if reading.heads.iter().any(|head| head.period.is_some()) {
        order.reverse();
    }
    order
}

/// Columns in which anything can be drawn.
fn columns<'r>(reading: &'r Reading<'r>) -> Vec<Key<'r>> {
    let drawn = |at: &usize| {
        let mut series = reading.series.iter();
        series.any(|series| {
            series
                .points
                .get(*at)
                .is_some_and(|point| point.extent().is_some())
        })
    };
    order(reading)
        .into_iter()
        .filter(drawn)
        .map(Key::Column)
        .collect()
}

fn row<'r>(series: &'r Series<'r>, order: &[usize], voices: &[Key<'r>], by_reporter: bool) -> DotRow<'r> {
    let mut dots = Vec::new();
    let mut lacking = Vec::new();
    let points = order.iter().filter_map(|at| Some((*at, series.points.get(*at)?)));
    for (at, point) in points {
        let others = if by_reporter { point.others.as_slice() } else { &[] };
        for point in std::iter::once(point).chain(others) {
            let key = if by_reporter {
                Key::Reporter(point.reporter)
            } else {
                Key::Column(at)
            };
            let voice = voices.iter().position(|voice| *voice == key).unwrap_or(VOICES);
            match point.extent() {
                Some(extent) => dots.push(Dot {
                    voice: own(voice, voices.len()),
                    point,
                    extent: *extent,
                }),
                None => lacking.push(point),
            }
        }
    }
    DotRow {
        name: &series.name,
        dots,
        told: lacking,
    }
}

/// The mark of a voice: the rest share the last.
fn own(voice: usize, voices: usize) -> usize {
    if voices > VOICES {
        voice.min(VOICES - 1)
    } else {
        voice
    }
}

fn told(keys: Vec<Key<'_>>, reading: &Reading<'_>) -> Vec<Voice> {
    let several = keys.len() > VOICES;
    let name = |key: Key<'_>| match key {
        Key::Reporter(Some(reporter)) => Voice::Reporter(reading.words.short(reporter)),
        Key::Reporter(None) => Voice::Others,
        Key::Column(at) => Voice::Column(
            reading
                .heads
                .get(at)
                .map(|head| head.name.clone())
                .unwrap_or_default(),
        ),
    };
    let mut voices: Vec<Voice> = keys.into_iter().map(name).collect();
    if several {
        voices.truncate(VOICES - 1);
        voices.push(Voice::Others);
    }
    voices
}
