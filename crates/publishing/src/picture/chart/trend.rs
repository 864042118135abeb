//! Trends: how a figure of one place ran, small enough to stand in a line of a page, with its first and its last number.

use tidemark_evidence::table::{Cell, Column, ColumnSubject, PeriodKey, Row, RowSubject};
use tidemark_evidence::{Bound, Observation, Quantity, Table};
use tidemark_vocab::{IndicatorCode, Reference, ReporterCode};

use super::axis::{Axis, Start};
use super::point::Extent;
use crate::display::Words;
use crate::picture::{
    Anchor, Direction, Ink, Mark, Path, PathBuilder, Point, Px, Scene, Size, Stroke, Text, Weight, metrics,
};

/// Years that make a trend.
const LEAST: usize = 3;
/// The size of its words.
const WORDS: Px = Px::whole(11);
/// How long its line is.
const LENGTH: Px = Px::whole(84);
/// How high it is.
const HEIGHT: Px = Px::whole(34);
/// What stands between its line and its edges.
const INSET: Px = Px::whole(4);

/// How a figure ran: what one reporter said of whole years.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    /// The indicator.
    pub indicator: IndicatorCode,
    /// Who says so.
    pub reporter: ReporterCode,
    /// Years with where their figures lie, in order; at least three.
    spots: Vec<(i16, f64)>,
    /// The first and the last figure, as tables print them.
    ends: (String, String),
    /// The first years of the definitions that begin between them.
    redefined: Vec<i16>,
}

/// The trends of a table whose rows are indicators of one place and whose columns are periods. Only figures about whole years count that are
/// numbers, in no doubt, and of the reporter who speaks last: what others say, and rounds, are no part of the run.
#[must_use]
pub fn trends(table: &Table, words: &Words<'_>) -> Vec<Trend> {
    let rows = table.groups.iter().flat_map(|group| &group.rows);
    rows.filter_map(|row| trend(row, &table.columns, words)).collect()
}

fn trend(row: &Row, columns: &[Column], words: &Words<'_>) -> Option<Trend> {
    let RowSubject::Indicator {
        indicator,
        dimensions,
    } = &row.subject
    else {
        return None;
    };
    let known = words.definition_of(indicator)?;
    if !dimensions.is_total() || words.measure(&known.unit).is_none() {
        return None;
    }
    let cells = row.cells.iter().zip(columns);
    let said: Vec<(i16, &Observation, Quantity)> = cells.filter_map(of_year).collect();
    let reporter = &said.last()?.1.key.reporter;
    let said: Vec<_> = said
        .iter()
        .filter(|(_, observation, _)| observation.key.reporter == *reporter)
        .collect();
    let spots = said
        .iter()
        .filter_map(|(year, _, quantity)| Some((*year, Extent::of(quantity)?.middle())));
    let spots: Vec<(i16, f64)> = spots.collect();
    let told = |quantity: &Quantity| quantity.value().map(|value| words.number(value));
    let ends = (told(&said.first()?.2)?, told(&said.last()?.2)?);
    let (first, last) = (spots.first()?.0, spots.last()?.0);
    let changes = known.redefined_between((first, Some(reporter)), (last, Some(reporter)));
    (spots.len() >= LEAST).then(|| Trend {
        redefined: changes.map(|change| change.from).collect(),
        indicator: indicator.clone(),
        reporter: reporter.clone(),
        spots,
        ends,
    })
}

/// A number about a whole year that nobody doubts and that is no limit.
fn of_year<'t>((cell, column): (&'t Cell, &Column)) -> Option<(i16, &'t Observation, Quantity)> {
    let ColumnSubject::Period(PeriodKey::Reference(reference)) = &column.subject else {
        return None;
    };
    let observation = &cell.shown.as_deref()?.observation;
    let quantity = observation.finding.quantity()?;
    let is_number =
        quantity.value().is_some() && matches!(quantity.bound(), Bound::Exact | Bound::Approximately);
    let is_sure = observation.questioned.is_none();
    (is_number && is_sure).then_some((Reference::whole_year(reference)?, observation, *quantity))
}

impl Trend {
    /// What it says: "HIV among people who inject drugs, 2011 to 2018: from 21.5 to 19.7 (UNAIDS)"; and where the definition changed
    /// meanwhile.
    #[must_use]
    pub fn words(&self, words: &Words<'_>) -> String {
        self.warned(self.run(words), words)
    }

    /// A text with what must be known beside the run: that the definition changed meanwhile.
    #[must_use]
    pub fn warned(&self, text: String, words: &Words<'_>) -> String {
        if self.redefined.is_empty() {
            return text;
        }
        let years: Vec<String> = self.redefined.iter().map(ToString::to_string).collect();
        let change = words
            .messages
            .with("chart-trend-redefined", &[("years", &words.list(&years))]);
        let told = [("before", text.as_str()), ("after", &change)];
        words.messages.with("total-and", &told)
    }

    fn run(&self, words: &Words<'_>) -> String {
        let (first, last) = self.years();
        let args = [
            ("indicator", words.indicator(&self.indicator)),
            ("first", first.to_string()),
            ("last", last.to_string()),
            ("from", self.ends.0.clone()),
            ("to", self.ends.1.clone()),
            ("reporter", words.short(&self.reporter)),
        ];
        let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        words.messages.with("chart-trend", &args)
    }

    /// Its first and last year.
    #[must_use]
    pub fn years(&self) -> (i16, i16) {
        let first = self.spots.first().map_or(0, |(year, _)| *year);
        (first, self.spots.last().map_or(first, |(year, _)| *year))
    }

    /// Its picture, from left to right in every language, as its numbers run.
    #[must_use]
    pub fn draw(&self, id: &str, words: &Words<'_>) -> Scene {
        let (first, last) = self.years();
        let width = |words: &str, weight| metrics::width(words, WORDS, weight);
        let first_year = first.to_string();
        let last_year = last.to_string();
        let before = width(&self.ends.0, Weight::Regular).max(width(&first_year, Weight::Regular));
        let behind = width(&self.ends.1, Weight::Semibold).max(width(&last_year, Weight::Regular));
        let (from, to) = (before + Px::whole(8), before + Px::whole(8) + LENGTH);
        let text = |x: Px, y: i32, words: &str, anchor| {
            Text::new(Point::new(x, Px::whole(y)), words, WORDS).anchored(anchor)
        };
        let mut marks = self.line(from);
        marks.extend([
            Mark::text(text(before, 14, &self.ends.0, Anchor::Right), Ink::Text),
            Mark::text(text(before, 28, &first_year, Anchor::Right), Ink::Quiet),
            Mark::text(
                text(to + Px::whole(8), 14, &self.ends.1, Anchor::Left).bold(),
                Ink::Text,
            ),
            Mark::text(text(to + Px::whole(8), 28, &last_year, Anchor::Left), Ink::Quiet),
        ]);
        let told = self.words(words);
        Scene {
            id: id.to_owned(),
            size: Size::new(to + Px::whole(8) + behind, HEIGHT),
            title: told.clone(),
            description: told,
            lang: String::new(),
            direction: Direction::LeftToRight,
            marks,
        }
    }

    /// How far along its line a year lies, which may be a broken one.
    fn along(&self, year: f64) -> Px {
        let (first, last) = self.years();
        super::draw::along(
            LENGTH,
            (year - f64::from(first)) / f64::from((last - first).max(1)),
        )
    }

    /// Whether the definition changed between two years.
    fn is_cut(&self, before: i16, year: i16) -> bool {
        self.redefined.iter().any(|from| before < *from && *from <= year)
    }

    /// Years that follow one another are joined, unless the definition changed between them; others stand as spots; the last has a mark.
    fn line(&self, from: Px) -> Vec<Mark> {
        let numbers = || self.spots.iter().map(|(_, number)| *number);
        let ends = (
            numbers().fold(f64::INFINITY, f64::min),
            numbers().fold(f64::NEG_INFINITY, f64::max),
        );
        let axis = Axis::linear(ends, Start::Near, 4, None);
        let place = |(year, number): &(i16, f64)| {
            let down = HEIGHT - INSET * 2;
            let y = HEIGHT - INSET - super::draw::along(down, axis.share(*number));
            Point::new(from + self.along(f64::from(*year)), y)
        };
        let runs: Path = {
            let mut path = PathBuilder::new();
            for (before, spot) in self.spots.iter().zip(self.spots.iter().skip(1)) {
                if spot.0 == before.0 + 1 && !self.is_cut(before.0, spot.0) {
                    path.through([place(before), place(spot)]);
                }
            }
            path.finish()
        };
        let spots = self
            .spots
            .iter()
            .map(|spot| Mark::circle(place(spot), Px::hundredths(150)).filled(Ink::Mark));
        let end = self
            .spots
            .last()
            .map(|spot| Mark::circle(place(spot), Px::hundredths(300)).filled(Ink::Mark));
        let line =
            (!runs.is_empty()).then(|| Mark::path(runs).stroked(Stroke::new(Ink::Mark, Px::hundredths(175))));
        let marks = line.into_iter().chain(self.cuts(from));
        marks.chain(spots).chain(end).collect()
    }

    /// Two strokes before each year with which a new definition begins.
    fn cuts(&self, from: Px) -> Option<Mark> {
        let mut path = PathBuilder::new();
        for year in &self.redefined {
            let x = from + self.along(f64::from(*year) - 0.5);
            for x in [x - Px::hundredths(150), x + Px::hundredths(150)] {
                path.through([INSET * 2, HEIGHT - INSET * 2].map(|y| Point::new(x, y)));
            }
        }
        let path = path.finish();
        (!path.is_empty()).then(|| Mark::path(path).stroked(Stroke::new(Ink::Quiet, Px::whole(1))))
    }
}
