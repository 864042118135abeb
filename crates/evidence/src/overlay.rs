//! What was decided about published figures since: a small list that every reader lays over every edition.
//!
//! Editions never change. A figure that turns out wrong, or that puts somebody at risk, is withdrawn by the overlay: it has the
//! status `withdrawn` in every edition that holds it, is chosen for a cell only where there is no other, and is not printed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Deserialize;
use thiserror::Error;
use tidemark_vocab::{AreaId, IndicatorCode, PartialDate, Period, Reference, RoundId, SourceId};

use crate::catalogue::Catalogue;
use crate::corpus::Corpus;
use crate::finding::Finding;
use crate::observation::{Dimensions, Observation, ObservationKey};

/// Why a text is no overlay.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum OverlayError {
    /// It is not TOML of this form.
    #[error("not a list of withdrawals: {0} (docs/editions.md)")]
    Form(String),
    /// A withdrawal has a field that cannot be read.
    #[error("withdrawal {number} has no {field} that can be read: {reason} (docs/editions.md)")]
    Field {
        /// Which withdrawal, from 1.
        number: usize,
        /// The field.
        field: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// The same figure is withdrawn twice.
    #[error("withdrawal {number} is about a figure that is withdrawn already")]
    Twice {
        /// Which withdrawal, from 1.
        number: usize,
    },
}

/// That a figure was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// When.
    pub date: PartialDate,
    /// Why, for readers.
    pub reason: Arc<str>,
}

/// What was decided about published figures since they were published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overlay {
    withdrawals: BTreeMap<ObservationKey, Withdrawal>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    withdrawn: Vec<WrittenWithdrawal>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenWithdrawal {
    indicator: String,
    area: String,
    #[serde(default)]
    reference: Option<String>,
    #[serde(default)]
    round: Option<String>,
    #[serde(default)]
    dimensions: String,
    reporter: String,
    source: String,
    date: String,
    reason: String,
}

impl Overlay {
    /// Reads an overlay, in TOML.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong with it.
    pub fn parse(text: &str) -> Result<Self, OverlayError> {
        let written: Written =
            toml::from_str(text).map_err(|error| OverlayError::Form(error.message().to_owned()))?;
        let mut overlay = Self::default();
        for (number, withdrawal) in (1..).zip(&written.withdrawn) {
            let (key, decided) = withdrawal.read(number)?;
            if overlay.withdrawals.insert(key, decided).is_some() {
                return Err(OverlayError::Twice { number });
            }
        }
        Ok(overlay)
    }

    /// Whether nothing was decided.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.withdrawals.is_empty()
    }

    /// What was withdrawn, in order of key.
    pub fn withdrawals(&self) -> impl Iterator<Item = (&ObservationKey, &Withdrawal)> {
        self.withdrawals.iter()
    }

    /// Whether anything about an indicator was decided.
    #[must_use]
    pub fn touches(&self, indicator: &IndicatorCode) -> bool {
        self.withdrawals.keys().any(|key| key.indicator == *indicator)
    }

    /// An observation as it is to be read now.
    #[must_use]
    pub fn applied(&self, observation: Observation) -> Observation {
        let Some(withdrawal) = self.withdrawals.get(&observation.key) else {
            return observation;
        };
        Observation {
            finding: Finding::Withdrawn,
            note: Arc::clone(&withdrawal.reason),
            questioned: None,
            ..observation
        }
    }
}

impl WrittenWithdrawal {
    fn read(&self, number: usize) -> Result<(ObservationKey, Withdrawal), OverlayError> {
        let field = |field: &'static str, reason: &dyn ToString| OverlayError::Field {
            number,
            field,
            reason: reason.to_string(),
        };
        let reference: Option<Reference> = self
            .reference
            .as_deref()
            .map(str::parse)
            .transpose()
            .map_err(|e| field("reference", &e))?;
        let round: Option<RoundId> = self
            .round
            .as_deref()
            .map(str::parse)
            .transpose()
            .map_err(|e| field("round", &e))?;
        if self.reason.trim().is_empty() {
            return Err(field("reason", &"it is empty"));
        }
        let key = ObservationKey {
            indicator: self.indicator.parse().map_err(|e| field("indicator", &e))?,
            area: self.area.parse().map_err(|e| field("area", &e))?,
            period: Period::new(reference, round).map_err(|e| field("reference or round", &e))?,
            dimensions: self.dimensions.parse().map_err(|e| field("dimensions", &e))?,
            reporter: self.reporter.parse().map_err(|e| field("reporter", &e))?,
            source: self.source.parse().map_err(|e| field("source", &e))?,
        };
        let withdrawal = Withdrawal {
            date: self.date.parse().map_err(|e| field("date", &e))?,
            reason: Arc::from(self.reason.as_str()),
        };
        Ok((key, withdrawal))
    }
}

/// A corpus beneath an overlay.
#[derive(Debug, Clone)]
pub struct Overlaid<C> {
    corpus: C,
    overlay: Arc<Overlay>,
}

impl<C> Overlaid<C> {
    /// A corpus as it is to be read now.
    pub fn new(corpus: C, overlay: Arc<Overlay>) -> Self {
        Self { corpus, overlay }
    }

    /// What lies beneath.
    pub fn beneath(&self) -> &C {
        &self.corpus
    }

    /// What lies over it.
    pub fn overlay(&self) -> &Overlay {
        &self.overlay
    }
}

impl<C: Corpus> Corpus for Overlaid<C> {
    fn catalogue(&self) -> &Catalogue {
        self.corpus.catalogue()
    }

    fn observations(&self, indicator: &IndicatorCode, area: &AreaId) -> Vec<Observation> {
        let observations = self.corpus.observations(indicator, area);
        if self.overlay.is_empty() {
            return observations;
        }
        let applied = observations
            .into_iter()
            .map(|observation| self.overlay.applied(observation));
        applied.collect()
    }

    fn of_split(
        &self,
        indicator: &IndicatorCode,
        dimensions: &Dimensions,
        area: &AreaId,
    ) -> Vec<Observation> {
        let observations = self.corpus.of_split(indicator, dimensions, area);
        if self.overlay.is_empty() {
            return observations;
        }
        let applied = observations
            .into_iter()
            .map(|observation| self.overlay.applied(observation));
        applied.collect()
    }

    fn tells_of(&self, indicator: &IndicatorCode, area: &AreaId) -> bool {
        self.corpus.tells_of(indicator, area)
    }

    fn periods_of(&self, indicator: &IndicatorCode, area: &AreaId) -> Vec<Period> {
        self.corpus.periods_of(indicator, area)
    }

    fn newest(&self, indicator: &IndicatorCode, dimensions: &Dimensions, area: &AreaId) -> Vec<Observation> {
        // Where a figure is withdrawn, another one of its reporter may be the best.
        if self.overlay.touches(indicator) {
            return self.of_split(indicator, dimensions, area);
        }
        self.corpus.newest(indicator, dimensions, area)
    }

    fn newest_current(
        &self,
        indicator: &IndicatorCode,
        dimensions: &Dimensions,
        area: &AreaId,
    ) -> Option<(Observation, usize)> {
        // Where a figure is withdrawn, another one may be the newest.
        let beneath = (!self.overlay.touches(indicator)).then_some(&self.corpus)?;
        beneath.newest_current(indicator, dimensions, area)
    }

    fn beside(&self, key: &ObservationKey) -> Vec<Observation> {
        let observations = self.corpus.beside(key).into_iter();
        observations
            .map(|observation| self.overlay.applied(observation))
            .collect()
    }

    fn areas_of(&self, indicator: &IndicatorCode) -> Vec<(AreaId, usize)> {
        self.corpus.areas_of(indicator)
    }

    fn indicators_of(&self, area: &AreaId) -> Vec<(IndicatorCode, usize)> {
        self.corpus.indicators_of(area)
    }

    fn periods_in(&self, indicator: &IndicatorCode) -> Vec<(Period, usize)> {
        self.corpus.periods_in(indicator)
    }

    fn sources_of(&self, indicator: &IndicatorCode) -> Vec<(SourceId, usize)> {
        self.corpus.sources_of(indicator)
    }

    fn splits_of(&self, indicator: &IndicatorCode) -> Vec<Dimensions> {
        self.corpus.splits_of(indicator)
    }

    fn splits_in(&self, indicator: &IndicatorCode, areas: &[AreaId]) -> BTreeSet<Dimensions> {
        self.corpus.splits_in(indicator, areas)
    }

    fn identity(&self) -> &str {
        self.corpus.identity()
    }
}

impl<C: Corpus + ?Sized> Corpus for Arc<C> {
    fn catalogue(&self) -> &Catalogue {
        (**self).catalogue()
    }

    fn observations(&self, indicator: &IndicatorCode, area: &AreaId) -> Vec<Observation> {
        (**self).observations(indicator, area)
    }

    fn of_split(
        &self,
        indicator: &IndicatorCode,
        dimensions: &Dimensions,
        area: &AreaId,
    ) -> Vec<Observation> {
        (**self).of_split(indicator, dimensions, area)
    }

    fn tells_of(&self, indicator: &IndicatorCode, area: &AreaId) -> bool {
        (**self).tells_of(indicator, area)
    }

    fn periods_of(&self, indicator: &IndicatorCode, area: &AreaId) -> Vec<Period> {
        (**self).periods_of(indicator, area)
    }

    fn newest(&self, indicator: &IndicatorCode, dimensions: &Dimensions, area: &AreaId) -> Vec<Observation> {
        (**self).newest(indicator, dimensions, area)
    }

    fn newest_current(
        &self,
        indicator: &IndicatorCode,
        dimensions: &Dimensions,
        area: &AreaId,
    ) -> Option<(Observation, usize)> {
        (**self).newest_current(indicator, dimensions, area)
    }

    fn beside(&self, key: &ObservationKey) -> Vec<Observation> {
        (**self).beside(key)
    }

    fn areas_of(&self, indicator: &IndicatorCode) -> Vec<(AreaId, usize)> {
        (**self).areas_of(indicator)
    }

    fn indicators_of(&self, area: &AreaId) -> Vec<(IndicatorCode, usize)> {
        (**self).indicators_of(area)
    }

    fn periods_in(&self, indicator: &IndicatorCode) -> Vec<(Period, usize)> {
        (**self).periods_in(indicator)
    }

    fn sources_of(&self, indicator: &IndicatorCode) -> Vec<(SourceId, usize)> {
        (**self).sources_of(indicator)
    }

    fn splits_of(&self, indicator: &IndicatorCode) -> Vec<Dimensions> {
        (**self).splits_of(indicator)
    }

    fn splits_in(&self, indicator: &IndicatorCode, areas: &[AreaId]) -> BTreeSet<Dimensions> {
        (**self).splits_in(indicator, areas)
    }

    fn identity(&self) -> &str {
        (**self).identity()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = r#"
[[withdrawn]]
indicator = "nsp_available"
area = "BGR"
round = "HRI/2020"
reporter = "HRI"
source = "hri_2020"
date = "2026-11-20"
reason = "The ministry says that the programme had ended."
"#;

    #[test]
    fn a_withdrawal_names_one_figure() {
        let overlay = Overlay::parse(ONE).unwrap();
        let (key, withdrawal) = overlay.withdrawals().next().unwrap();
        assert_eq!(key.area.to_string(), "BGR");
        assert!(withdrawal.reason.contains("had ended"));
        assert!(overlay.touches(&key.indicator));
        assert!(!overlay.touches(&"oat_available".parse().unwrap()));
    }

    #[test]
    fn nothing_is_an_overlay_too() {
        assert_eq!(Overlay::parse("").unwrap(), Overlay::default());
    }

    #[test]
    fn what_is_wrong_is_told_with_its_number() {
        let twice = format!("{ONE}{ONE}");
        assert_eq!(Overlay::parse(&twice), Err(OverlayError::Twice { number: 2 }));
        let no_reason = ONE.replace("The ministry says that the programme had ended.", " ");
        assert!(matches!(
            Overlay::parse(&no_reason),
            Err(OverlayError::Field {
                number: 1,
                field: "reason",
                ..
            })
        ));
        let no_period = ONE.replace("round = \"HRI/2020\"", "");
        assert!(matches!(
            Overlay::parse(&no_period),
            Err(OverlayError::Field {
                field: "reference or round",
                ..
            })
        ));
        assert!(matches!(
            Overlay::parse("[[withdrawn]]\nindicater = \"x\""),
            Err(OverlayError::Form(_))
        ));
    }
}
