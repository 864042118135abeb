//! Where the definition of an indicator changed: what was told before and after is not of the same thing.

use tidemark_vocab::{LocalizedText, ReporterCode, SourceId};

use crate::catalogue::Catalogue;
use crate::indicator::Indicator;
use crate::observation::Observation;
use crate::rules::year_of;

/// From when on an indicator's figures are told under another definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redefinition {
    /// Whose figures; `None` where it is those of all.
    pub reporter: Option<ReporterCode>,
    /// The first year told under the new definition: the year a figure is about, or that of its round where only the round is known.
    pub from: i16,
    /// What changed.
    pub note: LocalizedText,
    /// The document that says so.
    pub ground: Option<Ground>,
}

/// Where a document says that a definition changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ground {
    /// The document.
    pub source: SourceId,
    /// Where in it.
    pub locator: String,
}

impl Redefinition {
    /// The earliest and the latest year in which a definition may change: outside of them it is a slip of the keyboard.
    pub const YEARS: (i16, i16) = (1900, 2100);

    /// Whether it lies between a figure of one year and one of another.
    #[must_use]
    pub fn parts(&self, one: i16, other: i16) -> bool {
        one.min(other) < self.from && self.from <= one.max(other)
    }

    /// Whether it is about figures of a reporter. What is put together of figures of several, which is nobody's, may hold those of any.
    #[must_use]
    pub fn concerns(&self, reporter: Option<&ReporterCode>) -> bool {
        match (&self.reporter, reporter) {
            (Some(own), Some(reporter)) => own == reporter,
            (None, _) | (_, None) => true,
        }
    }
}

/// A figure as far as a change of definition is concerned: its year and who says so.
pub type Told<'t> = (i16, Option<&'t ReporterCode>);

impl Indicator {
    /// The changes of its definition that lie between two of its figures and concern both, in order of year.
    pub fn redefined_between(&self, one: Told<'_>, other: Told<'_>) -> impl Iterator<Item = &Redefinition> {
        self.redefinitions.iter().filter(move |change| {
            change.parts(one.0, other.0) && change.concerns(one.1) && change.concerns(other.1)
        })
    }
}

/// Whether the definition changed between two findings of one thing: then they say nothing of what changed in the world.
#[must_use]
pub fn is_redefined_between(one: &Observation, other: &Observation, catalogue: &Catalogue) -> bool {
    let told = |observation: &Observation| year_of(&observation.key.period, catalogue);
    let years = told(one).zip(told(other));
    let known = catalogue.indicators.get(&one.key.indicator);
    known.zip(years).is_some_and(|(indicator, (year, another))| {
        let (one, other) = (
            (year, Some(&one.key.reporter)),
            (another, Some(&other.key.reporter)),
        );
        indicator.redefined_between(one, other).next().is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(reporter: Option<&str>) -> Redefinition {
        Redefinition {
            reporter: reporter.map(|code| code.parse().unwrap()),
            from: 2014,
            note: LocalizedText::default(),
            ground: None,
        }
    }

    #[test]
    fn the_year_of_a_change_is_the_first_of_the_new_definition() {
        let change = change(None);
        assert!(change.parts(2013, 2014) && change.parts(2014, 2013) && change.parts(2000, 2020));
        assert!(!change.parts(2014, 2015) && !change.parts(2012, 2013) && !change.parts(2014, 2014));
    }

    #[test]
    fn a_change_concerns_its_reporter_and_what_is_put_together() {
        let (own, other) = ("OBS".parse().unwrap(), "AGENCY".parse().unwrap());
        let of_one = change(Some("OBS"));
        assert!(of_one.concerns(Some(&own)) && of_one.concerns(None));
        assert!(!of_one.concerns(Some(&other)));
        assert!(change(None).concerns(Some(&other)));
    }
}
