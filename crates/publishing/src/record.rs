//! One observation as flat fields, the same in every file.

use std::fmt::{self, Display as _};

use tidemark_evidence::notation::quantity_text;
use tidemark_evidence::{Finding, Observation};
use tidemark_vocab::{Period, UnitCode};

use crate::display::Words;

/// What a file says of an observation. Numbers are text with the digits that were published; empty is absent.
#[derive(Debug, Clone, Default)]
pub(crate) struct Record {
    pub(crate) indicator: String,
    pub(crate) area: String,
    pub(crate) period: String,
    pub(crate) reporter: String,
    pub(crate) source: String,
    pub(crate) status: String,
    pub(crate) value: String,
    pub(crate) bound: String,
    pub(crate) low: String,
    pub(crate) high: String,
    pub(crate) unit: String,
    pub(crate) dimensions: String,
    pub(crate) round: String,
    pub(crate) reference: String,
    pub(crate) questioned: String,
    pub(crate) note: String,
    pub(crate) locator: String,
    pub(crate) indicator_name: String,
    pub(crate) area_name: String,
    pub(crate) reporter_name: String,
    pub(crate) source_title: String,
}

impl Record {
    pub(crate) fn of(observation: &Observation, words: &Words<'_>) -> Self {
        let key = &observation.key;
        let mut record = Self {
            indicator: key.indicator.to_string(),
            area: key.area.to_string(),
            period: period(&key.period),
            reporter: key.reporter.to_string(),
            source: key.source.to_string(),
            status: observation.finding.status().to_string(),
            unit: words
                .definition_of(&key.indicator)
                .map(|known| known.unit.to_string())
                .unwrap_or_default(),
            dimensions: key.dimensions.to_string(),
            round: key.period.round().map(ToString::to_string).unwrap_or_default(),
            reference: key
                .period
                .reference()
                .map(ToString::to_string)
                .unwrap_or_default(),
            questioned: observation.questioned.as_deref().unwrap_or_default().to_owned(),
            note: observation.note.to_string(),
            locator: observation.locator.to_string(),
            indicator_name: words.indicator(&key.indicator),
            area_name: words.area(&key.area),
            reporter_name: words.reporter(&key.reporter),
            source_title: words
                .catalogue
                .sources
                .get(&key.source)
                .map(|source| source.title.clone())
                .unwrap_or_default(),
            ..Self::default()
        };
        record.put(&observation.finding);
        record
    }

    /// Fills the parts of a finding.
    pub(crate) fn put(&mut self, finding: &Finding) {
        if let Some(quantity) = finding.quantity() {
            self.value = quantity
                .value()
                .map(|value| value.to_string())
                .unwrap_or_default();
            self.bound = quantity.bound().to_string();
            if let Some((low, high)) = quantity.range() {
                (self.low, self.high) = (low.to_string(), high.to_string());
            }
        } else {
            self.value = content(finding);
        }
    }

    /// The finding in one field, bounds and range included: `≥ 91 (80–100)`, `full`; empty where the status says it all.
    pub(crate) fn whole(finding: &Finding) -> String {
        finding.quantity().map_or_else(|| content(finding), quantity_text)
    }
}

/// The code or text of a finding that is not a number.
pub(crate) fn content(finding: &Finding) -> String {
    match finding {
        Finding::Level(level) => level.to_string(),
        Finding::Codes(codes) => codes
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(";"),
        Finding::Text(text) => text.to_string(),
        _ => String::new(),
    }
}

/// What a figure is about, or its round where that is unknown: `2018`, `HRI/2018`.
pub(crate) fn period(period: &Period) -> String {
    text_of_period(period).to_string()
}

/// The same, to be written.
pub(crate) fn text_of_period(period: &Period) -> impl fmt::Display + '_ {
    fmt::from_fn(|f| match (period.reference(), period.round()) {
        (Some(reference), _) => reference.fmt(f),
        (None, Some(round)) => round.fmt(f),
        (None, None) => Ok(()),
    })
}

/// The unit of an indicator.
pub(crate) fn unit(unit: Option<&UnitCode>) -> String {
    unit.map(ToString::to_string).unwrap_or_default()
}
