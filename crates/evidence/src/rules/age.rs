//! Rule 4: old is old.

use tidemark_vocab::{Period, RoundKind};

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

/// Whether a figure may stand for today: not when it is older than two main rounds of its reporter, nor
/// older than [`LIMIT_YEARS`] years at the edition's date. Events and reference series do not age.
#[must_use]
pub fn age(observation: &Observation, catalogue: &Catalogue) -> Age {
    let exempt = catalogue
        .indicators
        .get(&observation.key.indicator)
        .is_some_and(|indicator| indicator.role == Role::Reference || indicator.timing == Timing::Event);
    if exempt {
        return Age::Current;
    }
    let Some(year) = year_of(&observation.key.period, catalogue) else {
        return Age::Old;
    };
    let rounds_since = catalogue
        .reporters
        .get(&observation.key.reporter)
        .map_or(0, |reporter| {
            reporter
                .rounds
                .iter()
                .filter(|round| round.kind == RoundKind::Main && round.year > year)
                .count()
        });
    if rounds_since > ROUNDS || catalogue.edition.date.year() - year > LIMIT_YEARS {
        Age::Old
    } else {
        Age::Current
    }
}
