//! An observation as fields of text, as the text form has them: every number with the digits it was published with.

use std::sync::Arc;

use tidemark_evidence::indicator::Kind;
use tidemark_evidence::{Finding, Quantity, Status};
use tidemark_vocab::{Decimal, LevelCode};

/// What a finding says, in words and digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FindingFields {
    pub(super) status: &'static str,
    pub(super) value: Option<String>,
    pub(super) bound: Option<&'static str>,
    pub(super) low: Option<String>,
    pub(super) high: Option<String>,
}

impl FindingFields {
    pub(super) fn of(finding: &Finding) -> Self {
        let mut fields = Self {
            status: finding.status().as_str(),
            value: None,
            bound: None,
            low: None,
            high: None,
        };
        match finding {
            Finding::Quantity(quantity) => {
                fields.value = quantity.value().map(|value| value.to_string());
                fields.bound = Some(quantity.bound().as_str());
                fields.low = quantity.range().map(|(low, _)| low.to_string());
                fields.high = quantity.range().map(|(_, high)| high.to_string());
            }
            Finding::Level(level) => fields.value = Some(level.to_string()),
            Finding::Codes(codes) => {
                let codes: Vec<&str> = codes.iter().map(LevelCode::as_str).collect();
                fields.value = Some(codes.join(";"));
            }
            Finding::Text(text) => fields.value = Some(text.to_string()),
            Finding::Yes
            | Finding::No
            | Finding::NotKnown
            | Finding::NotApplicable
            | Finding::Confidential
            | Finding::Withdrawn => {}
        }
        fields
    }
}

/// The same, read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ReadFields<'a> {
    pub(super) status: &'a str,
    pub(super) value: Option<&'a str>,
    pub(super) bound: Option<&'a str>,
    pub(super) low: Option<&'a str>,
    pub(super) high: Option<&'a str>,
}

impl ReadFields<'_> {
    /// The finding of an indicator of this kind; `None` where the fields say nothing such.
    pub(super) fn finding(self, kind: &Kind) -> Option<Finding> {
        Some(match self.status.parse().ok()? {
            Status::Yes => Finding::Yes,
            Status::No => Finding::No,
            Status::NotKnown => Finding::NotKnown,
            Status::NotApplicable => Finding::NotApplicable,
            Status::Confidential => Finding::Confidential,
            Status::Value => self.value(kind)?,
            Status::NoRecord | Status::Withdrawn | Status::NotAggregable => return None,
        })
    }

    fn value(self, kind: &Kind) -> Option<Finding> {
        Some(match kind {
            Kind::Quantity(_) => Finding::Quantity(self.quantity()?),
            Kind::Level(_) => Finding::Level(self.value?.parse().ok()?),
            Kind::Codes(_) => {
                let codes: Result<Vec<LevelCode>, _> = self.value?.split(';').map(str::parse).collect();
                Finding::Codes(codes.ok()?)
            }
            Kind::Text => Finding::Text(Arc::from(self.value?)),
            Kind::Availability => return None,
        })
    }

    fn quantity(self) -> Option<Quantity> {
        let decimal = |text: Option<&str>| text.map(str::parse::<Decimal>).transpose();
        let (value, low, high) = (decimal(self.value), decimal(self.low), decimal(self.high));
        Quantity::new(value.ok()?, self.bound?.parse().ok()?, low.ok()?, high.ok()?).ok()
    }
}
