//! What was found: quantities with bounds, availability, levels, codes, texts, and the ways of not knowing.

use std::sync::Arc;

use thiserror::Error;
use tidemark_vocab::{Decimal, LevelCode, closed_list};

closed_list!(
    /// How a published number is meant.
    Bound, "a bound",
    "exact, at_least, more_than, at_most, less_than or approximately", {
        /// The number itself: `30`.
        Exact = "exact",
        /// `≥91`, "at least 91".
        AtLeast = "at_least",
        /// `>418`, "over 418".
        MoreThan = "more_than",
        /// `≤5`, "at most 5".
        AtMost = "at_most",
        /// `<1`, "under 1".
        LessThan = "less_than",
        /// `~90`, "circa 90".
        Approximately = "approximately",
    }
);

impl Bound {
    /// The sign before the number: nothing for an exact one.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Exact => "",
            Self::AtLeast => "≥",
            Self::MoreThan => ">",
            Self::AtMost => "≤",
            Self::LessThan => "<",
            Self::Approximately => "~",
        }
    }
}

/// Why numbers do not make a quantity.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum QuantityError {
    /// Neither a value nor a range.
    #[error("a quantity needs a value, or both ends of a range")]
    Empty,
    /// Only one end of the range is given.
    #[error("a range needs both ends; a single limit is a value with a bound")]
    HalfRange,
    /// The range is reversed.
    #[error("the range {low} to {high} is reversed")]
    Reversed {
        /// Lower end as given.
        low: Decimal,
        /// Upper end as given.
        high: Decimal,
    },
    /// The value lies outside its own range.
    #[error("the value {value} lies outside its range {low} to {high}")]
    Outside {
        /// The value.
        value: Decimal,
        /// Lower end of the range.
        low: Decimal,
        /// Upper end of the range.
        high: Decimal,
    },
    /// A range alone cannot carry a bound.
    #[error("a range without a value cannot be {0}")]
    BoundedRange(Bound),
}

/// A published number: a value with its bound, a range, or a value with its range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Quantity {
    value: Option<Decimal>,
    bound: Bound,
    range: Option<(Decimal, Decimal)>,
}

impl Quantity {
    /// A quantity from its parts. A range alone is `Exact`, or `Approximately` ("circa 10–20").
    pub fn new(
        value: Option<Decimal>,
        bound: Bound,
        low: Option<Decimal>,
        high: Option<Decimal>,
    ) -> Result<Self, QuantityError> {
        let range = match (low, high) {
            (None, None) => None,
            (Some(low), Some(high)) if low <= high => Some((low, high)),
            (Some(low), Some(high)) => return Err(QuantityError::Reversed { low, high }),
            _ => return Err(QuantityError::HalfRange),
        };
        match (value, range) {
            (None, None) => Err(QuantityError::Empty),
            (None, Some(_)) if !matches!(bound, Bound::Exact | Bound::Approximately) => {
                Err(QuantityError::BoundedRange(bound))
            }
            (Some(value), Some((low, high))) if value < low || value > high => {
                Err(QuantityError::Outside { value, low, high })
            }
            _ => Ok(Self { value, bound, range }),
        }
    }

    /// A number that is just itself.
    #[must_use]
    pub fn exact(value: Decimal) -> Self {
        Self {
            value: Some(value),
            bound: Bound::Exact,
            range: None,
        }
    }

    /// A number with a bound.
    #[must_use]
    pub fn bounded(bound: Bound, value: Decimal) -> Self {
        Self {
            value: Some(value),
            bound,
            range: None,
        }
    }

    /// The published value; `None` where only a range was published.
    #[must_use]
    pub fn value(&self) -> Option<Decimal> {
        self.value
    }

    /// How the value is meant.
    #[must_use]
    pub fn bound(&self) -> Bound {
        self.bound
    }

    /// The published range.
    #[must_use]
    pub fn range(&self) -> Option<(Decimal, Decimal)> {
        self.range
    }

    /// The smallest number the source commits to, where it commits to one.
    #[must_use]
    pub fn floor(&self) -> Option<Decimal> {
        match (self.value, self.bound, self.range) {
            (_, _, Some((low, _))) => Some(low),
            (Some(value), Bound::Exact | Bound::AtLeast | Bound::MoreThan, None) => Some(value),
            _ => None,
        }
    }

    /// The largest number the source commits to, where it commits to one.
    #[must_use]
    pub fn ceiling(&self) -> Option<Decimal> {
        match (self.value, self.bound, self.range) {
            (_, _, Some((_, high))) => Some(high),
            (Some(value), Bound::Exact | Bound::AtMost | Bound::LessThan, None) => Some(value),
            _ => None,
        }
    }
}

closed_list!(
    /// The closed list of statuses that every output uses.
    Status, "a status",
    "value, yes, no, not_known, not_applicable, confidential, no_record, withdrawn or not_aggregable", {
        /// A number, level, code or text.
        Value = "value",
        /// Available, or true.
        Yes = "yes",
        /// Cited as not available, or not true.
        No = "no",
        /// A source says that it is not known.
        NotKnown = "not_known",
        /// The question does not arise there.
        NotApplicable = "not_applicable",
        /// Known and withheld.
        Confidential = "confidential",
        /// Nobody has told us, or what was told is too old to stand for today.
        NoRecord = "no_record",
        /// Published once and withdrawn.
        Withdrawn = "withdrawn",
        /// A total that cannot honestly be made.
        NotAggregable = "not_aggregable",
    }
);

/// What one source found about one thing.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Finding {
    /// A number.
    Quantity(Quantity),
    /// It is available, or true.
    Yes,
    /// It is cited as not available, or not true.
    No,
    /// A level of an ordered scale.
    Level(LevelCode),
    /// Several codes of a list, sorted.
    Codes(Vec<LevelCode>),
    /// Words.
    Text(Arc<str>),
    /// The source says that it is not known.
    NotKnown,
    /// The question does not arise there.
    NotApplicable,
    /// Known to the reporter and withheld.
    Confidential,
    /// Published once and withdrawn since: what it was is not told again. Only an [overlay](crate::overlay) says so; no edition does.
    Withdrawn,
}

impl Finding {
    /// The status under which the finding is published.
    #[must_use]
    pub fn status(&self) -> Status {
        match self {
            Self::Quantity(_) | Self::Level(_) | Self::Codes(_) | Self::Text(_) => Status::Value,
            Self::Yes => Status::Yes,
            Self::No => Status::No,
            Self::NotKnown => Status::NotKnown,
            Self::NotApplicable => Status::NotApplicable,
            Self::Confidential => Status::Confidential,
            Self::Withdrawn => Status::Withdrawn,
        }
    }

    /// The number, where it is one.
    #[must_use]
    pub fn quantity(&self) -> Option<&Quantity> {
        match self {
            Self::Quantity(quantity) => Some(quantity),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn impossible_quantities_are_refused() {
        assert_eq!(
            Quantity::new(None, Bound::Exact, None, None),
            Err(QuantityError::Empty)
        );
        assert_eq!(
            Quantity::new(None, Bound::Exact, Some(d("1")), None),
            Err(QuantityError::HalfRange)
        );
        assert!(matches!(
            Quantity::new(None, Bound::Exact, Some(d("2")), Some(d("1"))),
            Err(QuantityError::Reversed { .. })
        ));
        assert!(matches!(
            Quantity::new(Some(d("9")), Bound::Exact, Some(d("1")), Some(d("2"))),
            Err(QuantityError::Outside { .. })
        ));
        assert_eq!(
            Quantity::new(None, Bound::AtLeast, Some(d("1")), Some(d("2"))),
            Err(QuantityError::BoundedRange(Bound::AtLeast))
        );
    }

    #[test]
    fn a_minimum_has_no_ceiling() {
        let at_least = Quantity::bounded(Bound::AtLeast, d("91"));
        assert_eq!((at_least.floor(), at_least.ceiling()), (Some(d("91")), None));
        let under = Quantity::bounded(Bound::LessThan, d("1"));
        assert_eq!((under.floor(), under.ceiling()), (None, Some(d("1"))));
        let about = Quantity::bounded(Bound::Approximately, d("90"));
        assert_eq!((about.floor(), about.ceiling()), (None, None));
    }

    #[test]
    fn names_are_read_as_they_are_printed() {
        for status in Status::ALL {
            assert_eq!(status.to_string().parse(), Ok(status));
        }
        for bound in Bound::ALL {
            assert_eq!(bound.to_string().parse(), Ok(bound));
        }
    }
}
