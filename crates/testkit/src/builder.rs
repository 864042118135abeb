//! Observations in one line.

use std::fmt::Debug;
use std::str::FromStr;
use std::sync::Arc;

use tidemark_evidence::{Bound, Finding, Observation, ObservationKey, Quantity};
use tidemark_vocab::{Decimal, Period};

/// An observation in the making: of `XAA`, in `OBS/2022`, by `OBS`, in `obs_2022`, with "yes", until something else is said.
#[derive(Debug, Clone)]
pub struct ObservationBuilder(Observation);

/// An observation of an indicator.
#[must_use]
pub fn observation(indicator: &str) -> ObservationBuilder {
    let key = ObservationKey {
        indicator: read(indicator),
        area: read("XAA"),
        period: Period::of_round(read("OBS/2022")),
        dimensions: read(""),
        reporter: read("OBS"),
        source: read("obs_2022"),
    };
    ObservationBuilder(Observation {
        key,
        finding: Finding::Yes,
        locator: Arc::from(""),
        note: Arc::from(""),
        questioned: None,
    })
}

#[expect(clippy::panic, reason = "a misspelt code in a test must stop the test")]
fn read<T: FromStr<Err: Debug>>(text: &str) -> T {
    text.parse()
        .unwrap_or_else(|error| panic!("`{text}` in a test: {error:?}"))
}

impl ObservationBuilder {
    /// Of this area: `XAB`, `OBS/NORTH`.
    #[must_use]
    pub fn of(mut self, area: &str) -> Self {
        self.0.key.area = read(area);
        self
    }

    /// About this time, in no round: `2020`, `2015-01..2015-09`.
    #[must_use]
    pub fn about(mut self, reference: &str) -> Self {
        self.0.key.period = period(Some(reference), None);
        self
    }

    /// Published in this round, about an unknown time: `OBS/2020`.
    #[must_use]
    pub fn round(mut self, round: &str) -> Self {
        self.0.key.period = period(None, Some(round));
        self
    }

    /// About this time, published in this round.
    #[must_use]
    pub fn about_in(mut self, reference: &str, round: &str) -> Self {
        self.0.key.period = period(Some(reference), Some(round));
        self
    }

    /// Split: `sex:men`.
    #[must_use]
    pub fn split(mut self, dimensions: &str) -> Self {
        self.0.key.dimensions = read(dimensions);
        self
    }

    /// Said by this reporter in this source.
    #[must_use]
    pub fn by(mut self, reporter: &str, source: &str) -> Self {
        self.0.key.reporter = read(reporter);
        self.0.key.source = read(source);
        self
    }

    /// With this finding.
    #[must_use]
    pub fn found(mut self, finding: Finding) -> Self {
        self.0.finding = finding;
        self
    }

    /// With this number, exactly.
    #[must_use]
    pub fn number(self, number: &str) -> Self {
        self.bounded(Bound::Exact, number)
    }

    /// With this number and bound.
    #[must_use]
    pub fn bounded(self, bound: Bound, number: &str) -> Self {
        self.found(Finding::Quantity(Quantity::bounded(
            bound,
            read::<Decimal>(number),
        )))
    }

    /// With this locator.
    #[must_use]
    pub fn at(mut self, locator: &str) -> Self {
        self.0.locator = Arc::from(locator);
        self
    }

    /// With this note.
    #[must_use]
    pub fn note(mut self, note: &str) -> Self {
        self.0.note = Arc::from(note);
        self
    }

    /// Doubtful for this reason.
    #[must_use]
    pub fn questioned(mut self, why: &str) -> Self {
        self.0.questioned = Some(Arc::from(why));
        self
    }

    /// The observation.
    #[must_use]
    pub fn build(self) -> Observation {
        self.0
    }
}

#[expect(clippy::panic, reason = "a misspelt period in a test must stop the test")]
fn period(reference: Option<&str>, round: Option<&str>) -> Period {
    Period::new(reference.map(read), round.map(read))
        .unwrap_or_else(|error| panic!("a period in a test: {error:?}"))
}
