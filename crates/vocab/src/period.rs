//! When a figure is about (its reference period) and when it was published (its round).

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::code::{CodeError, ReporterCode, RoundCode};

/// Why a text is not a period.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PeriodError {
    /// Not `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, or no such day.
    #[error("`{0}` is not a date: write YYYY, YYYY-MM or YYYY-MM-DD")]
    Date(String),
    /// The end lies before the start.
    #[error("`{0}` ends before it starts")]
    Reversed(String),
    /// Not a basis.
    #[error("`{0}` is not a basis: write fiscal or cumulative, or nothing for calendar time")]
    Basis(String),
    /// Neither a reference period nor a round.
    #[error("a period needs a reference period, a round, or both")]
    Empty,
    /// The round is not `REPORTER/CODE`.
    #[error(transparent)]
    Round(#[from] CodeError),
}

/// A year, a month or a day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: i16,
    month: Option<u8>,
    day: Option<u8>,
}

fn days_in(year: i16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 => 29,
        2 => 28,
        _ => 31,
    }
}

impl PartialDate {
    /// A whole year.
    #[must_use]
    pub fn year_only(year: i16) -> Self {
        Self {
            year,
            month: None,
            day: None,
        }
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.year
    }

    /// The month, 1 to 12, where it is known.
    #[must_use]
    pub fn month(self) -> Option<u8> {
        self.month
    }

    /// The day of the month, where it is known.
    #[must_use]
    pub fn day(self) -> Option<u8> {
        self.day
    }

    /// The first day it can mean, as (year, month, day).
    #[must_use]
    pub fn first_day(self) -> (i16, u8, u8) {
        (self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day it can mean, as (year, month, day).
    #[must_use]
    pub fn last_day(self) -> (i16, u8, u8) {
        let month = self.month.unwrap_or(12);
        (
            self.year,
            month,
            self.day.unwrap_or_else(|| days_in(self.year, month)),
        )
    }
}

impl FromStr for PartialDate {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let refuse = || PeriodError::Date(text.to_owned());
        let number = |part: &str, digits: usize| -> Result<i16, PeriodError> {
            if part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()) {
                part.parse().map_err(|_| refuse())
            } else {
                Err(refuse())
            }
        };
        let parts: Vec<&str> = text.split('-').collect();
        let [year, rest @ ..] = parts.as_slice() else {
            return Err(refuse());
        };
        if rest.len() > 2 {
            return Err(refuse());
        }
        let year = number(year, 4)?;
        let month = rest
            .first()
            .map(|m| number(m, 2))
            .transpose()?
            .and_then(|m| u8::try_from(m).ok());
        let day = rest
            .get(1)
            .map(|d| number(d, 2))
            .transpose()?
            .and_then(|d| u8::try_from(d).ok());
        let fits = year > 0
            && month
                .is_none_or(|m| (1..=12).contains(&m) && day.is_none_or(|d| d >= 1 && d <= days_in(year, m)));
        if fits {
            Ok(Self { year, month, day })
        } else {
            Err(refuse())
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

/// How the time of a figure is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// Calendar time.
    Calendar,
    /// A financial year.
    Fiscal,
    /// A total over several years.
    Cumulative,
}

/// What a figure is about in time: a start, an end and a basis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Reference {
    start: PartialDate,
    end: PartialDate,
    basis: Basis,
}

impl Reference {
    /// From `start` to `end`, both included.
    pub fn new(start: PartialDate, end: PartialDate, basis: Basis) -> Result<Self, PeriodError> {
        if end.last_day() < start.first_day() {
            return Err(PeriodError::Reversed(format!("{start}..{end}")));
        }
        Ok(Self { start, end, basis })
    }

    /// A whole calendar year.
    #[must_use]
    pub fn calendar_year(year: i16) -> Self {
        let date = PartialDate::year_only(year);
        Self {
            start: date,
            end: date,
            basis: Basis::Calendar,
        }
    }

    /// Its start.
    #[must_use]
    pub fn start(&self) -> PartialDate {
        self.start
    }

    /// Its end.
    #[must_use]
    pub fn end(&self) -> PartialDate {
        self.end
    }

    /// How it is meant.
    #[must_use]
    pub fn basis(&self) -> Basis {
        self.basis
    }

    /// The calendar year it is, if it is exactly one.
    #[must_use]
    pub fn whole_year(&self) -> Option<i16> {
        let year = self.start.year();
        let whole = self.basis == Basis::Calendar
            && self.start.first_day() == (year, 1, 1)
            && self.end.last_day() == (year, 12, 31);
        whole.then_some(year)
    }

    /// Whether it is one single day.
    #[must_use]
    pub fn is_day(&self) -> bool {
        self.start == self.end && self.start.day().is_some()
    }

    /// Whether it lies within the years `first` to `last`, both included.
    #[must_use]
    pub fn within(&self, first: i16, last: i16) -> bool {
        self.start.year() >= first && self.end.year() <= last
    }
}

impl PartialOrd for Reference {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// By end, then start: the later a figure reaches, the newer it is.
impl Ord for Reference {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let by_end = self.end.last_day().cmp(&other.end.last_day());
        by_end
            .then_with(|| self.start.first_day().cmp(&other.start.first_day()))
            .then_with(|| (self.basis, self.start, self.end).cmp(&(other.basis, other.start, other.end)))
    }
}

impl FromStr for Reference {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let (dates, basis) = match text.split_once(' ') {
            None => (text, Basis::Calendar),
            Some((dates, "fiscal")) => (dates, Basis::Fiscal),
            Some((dates, "cumulative")) => (dates, Basis::Cumulative),
            Some((_, other)) => return Err(PeriodError::Basis(other.to_owned())),
        };
        let (start, end) = dates.split_once("..").unwrap_or((dates, dates));
        Self::new(start.parse()?, end.parse()?, basis)
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.start == self.end {
            write!(f, "{}", self.start)?;
        } else {
            write!(f, "{}..{}", self.start, self.end)?;
        }
        match self.basis {
            Basis::Calendar => Ok(()),
            Basis::Fiscal => f.write_str(" fiscal"),
            Basis::Cumulative => f.write_str(" cumulative"),
        }
    }
}

/// A round of a reporter, written `HRI/2020`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoundId {
    /// Whose cycle.
    pub reporter: ReporterCode,
    /// Which round of it.
    pub code: RoundCode,
}

impl FromStr for RoundId {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        let (reporter, code) = text.split_once('/').ok_or_else(|| CodeError {
            text: text.to_owned(),
            what: "a round",
            rule: "REPORTER/ROUND, such as `HRI/2020`",
        })?;
        Ok(Self {
            reporter: reporter.parse()?,
            code: code.parse()?,
        })
    }
}

impl fmt::Display for RoundId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.reporter, self.code)
    }
}

/// The time of a figure: its reference period (unknown where only the round is known), its round, or both; never neither.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    reference: Option<Reference>,
    round: Option<RoundId>,
}

impl Period {
    /// A period from its two parts.
    pub fn new(reference: Option<Reference>, round: Option<RoundId>) -> Result<Self, PeriodError> {
        if reference.is_none() && round.is_none() {
            return Err(PeriodError::Empty);
        }
        Ok(Self { reference, round })
    }

    /// A figure about a calendar year, without a round.
    #[must_use]
    pub fn calendar_year(year: i16) -> Self {
        Self {
            reference: Some(Reference::calendar_year(year)),
            round: None,
        }
    }

    /// A figure that is dated by its round only.
    #[must_use]
    pub fn of_round(round: RoundId) -> Self {
        Self {
            reference: None,
            round: Some(round),
        }
    }

    /// What the figure is about; `None` where it is unknown.
    #[must_use]
    pub fn reference(&self) -> Option<&Reference> {
        self.reference.as_ref()
    }

    /// The round it was published in, where the reporter has rounds.
    #[must_use]
    pub fn round(&self) -> Option<&RoundId> {
        self.round.as_ref()
    }

    /// Whether the figure is only dated by its round, so that it cannot stand in a series over years.
    #[must_use]
    pub fn is_round_dated(&self) -> bool {
        self.reference.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn references_print_as_they_are_read() {
        for text in [
            "2018",
            "2021-11-29",
            "2015-01..2015-09",
            "2009-07..2010-06 fiscal",
            "2012..2021 cumulative",
        ] {
            assert_eq!(text.parse::<Reference>().unwrap().to_string(), text);
        }
        for bad in [
            "",
            "18",
            "2018-13",
            "2019-02-29",
            "2018..2017",
            "2018 yearly",
            "2018-1",
            "2018-01-01-01",
            "+201",
        ] {
            assert!(bad.parse::<Reference>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_part_year_is_not_a_year() {
        let parse = |text: &str| text.parse::<Reference>().unwrap();
        assert_eq!(parse("2015").whole_year(), Some(2015));
        assert_eq!(parse("2015-01..2015-12").whole_year(), Some(2015));
        assert_eq!(parse("2015-01..2015-09").whole_year(), None);
        assert_eq!(parse("2014..2015").whole_year(), None);
        assert_eq!(parse("2015 fiscal").whole_year(), None);
        assert!(parse("2021-11-29").is_day());
    }

    #[test]
    fn a_period_is_never_empty() {
        assert_eq!(Period::new(None, None), Err(PeriodError::Empty));
        assert!(Period::of_round("HRI/2020".parse().unwrap()).is_round_dated());
    }

    proptest! {
        #[test]
        fn order_follows_the_end(a in 1900_i16..2100, b in 1900_i16..2100) {
            let (ra, rb) = (Reference::calendar_year(a), Reference::calendar_year(b));
            prop_assert_eq!(ra.cmp(&rb), a.cmp(&b));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[0-9.\\- a-z]{0,24}") {
            if let Ok(reference) = text.parse::<Reference>() {
                prop_assert_eq!(reference.to_string().parse::<Reference>().unwrap(), reference);
            }
        }
    }
}
