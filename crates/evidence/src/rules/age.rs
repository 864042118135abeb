//! Rule 4: old is old.

use tidemark_vocab::{IndicatorCode, Period, ReporterCode, RoundKind};

use crate::catalogue::Catalogue;
use crate::indicator::{Role, Timing};
use crate::observation::Observation;
use crate::table::Age;

/// No figure stands for today when it is older than this many years, however its reporter publishes.
pub const LIMIT_YEARS: i16 = 10;

/// Main rounds after which a figure of an earlier round no longer stands for today.
const ROUNDS: usize = 2;

/// The year in which a figure is reckoned: the last it speaks of, or its round's where that is unknown.
#[must_use]
pub fn year_of(period: &Period, catalogue: &Catalogue) -> Option<i16> {
    if let Some(reference) = period.reference() {
        return Some(reference.end().year());
    }
    let round = period.round()?;
    let reporter = catalogue.reporters.get(&round.reporter)?;
    reporter
        .rounds
        .iter()
        .find(|known| known.code == round.code)
        .map(|known| known.year)
}

/// Whether an indicator's figures never grow old: events and reference series.
#[must_use]
pub fn is_exempt(indicator: &IndicatorCode, catalogue: &Catalogue) -> bool {
    catalogue
        .indicators
        .get(indicator)
        .is_some_and(|indicator| indicator.role == Role::Reference || indicator.timing == Timing::Event)
}

/// The earliest year whose figures of a reporter may stand for today: not older than two main rounds of the reporter, nor
/// than [`LIMIT_YEARS`] years at the edition's date.
#[must_use]
pub fn oldest_current_year(reporter: &ReporterCode, catalogue: &Catalogue) -> i16 {
    let by_limit = catalogue.edition.date.year().saturating_sub(LIMIT_YEARS);
    let known = catalogue.reporters.get(reporter);
    let mut main: Vec<i16> = known
        .iter()
        .flat_map(|reporter| &reporter.rounds)
        .filter(|round| round.kind == RoundKind::Main)
        .map(|round| round.year)
        .collect();
    main.sort_unstable();
    // A figure of the year of a round is followed by the rounds after it.
    let by_rounds = main.iter().rev().nth(ROUNDS).copied();
    by_rounds.map_or(by_limit, |year| year.max(by_limit))
}

/// Whether an observation may stand for today: not when it is older than two main rounds of its reporter, nor
/// older than [`LIMIT_YEARS`] years at the edition's date. Events and reference series do not age.
#[must_use]
pub fn age(observation: &Observation, catalogue: &Catalogue) -> Age {
    let key = &observation.key;
    if is_exempt(&key.indicator, catalogue) {
        return Age::Current;
    }
    match year_of(&key.period, catalogue) {
        Some(year) if year >= oldest_current_year(&key.reporter, catalogue) => Age::Current,
        Some(_) | None => Age::Old,
    }
}
