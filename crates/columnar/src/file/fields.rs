//! A finding from fields of text, as the text form has them: every number with the digits it was published with.

use std::sync::Arc;

use tidemark_evidence::indicator::Kind;
use tidemark_evidence::{Finding, Quantity, Status};
use tidemark_vocab::{Decimal, LevelCode};

/// What a finding says, in words and digits.
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
