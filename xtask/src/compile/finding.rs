//! From a fact's columns to a finding.

use std::str::FromStr;
use std::sync::Arc;

use tidemark_evidence::finding::{Bound, Finding, Quantity, QuantityError};
use tidemark_vocab::{CodeError, Decimal, DecimalError, LevelCode};

use super::fact::Columns;
use super::rules::{IndicatorSheet, Kind};

/// Why a fact is not a finding of its indicator.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum FindingError {
    #[error(transparent)]
    Decimal(#[from] DecimalError),
    #[error(transparent)]
    Quantity(#[from] QuantityError),
    #[error(transparent)]
    Code(#[from] CodeError),
    #[error("`{0}` is neither yes nor no")]
    NotYesNo(String),
    #[error("`{0}` is not a level of its scale")]
    NoSuchLevel(String),
    #[error("one end of a range: say in data/compile/bounds.csv how `{0}` is meant")]
    Undecided(String),
    #[error("`{bound}` does not fit a figure published as {shape}")]
    WrongBound { bound: Bound, shape: &'static str },
    #[error("`{0}` cannot have a bound")]
    BoundWithoutNumber(String),
    #[error("a value and a range that is not one: low `{low}`, high `{high}`")]
    StrayRange { low: String, high: String },
}

/// The finding of a fact; `bound` is what a row rule says of it.
pub(super) fn of(
    columns: &Columns,
    sheet: &IndicatorSheet,
    bound: Option<Bound>,
) -> Result<Finding, FindingError> {
    let value = columns.value.as_str();
    let finding = match (&sheet.kind, value) {
        (_, "not_known") => Finding::NotKnown,
        (Kind::Quantity, _) => return quantity(columns, bound).map(Finding::Quantity),
        (Kind::Availability, "yes") => Finding::Yes,
        (Kind::Availability, "no") => Finding::No,
        (Kind::Availability, other) => return Err(FindingError::NotYesNo(other.to_owned())),
        (Kind::Level(levels), _) => Finding::Level(level(value, levels)?),
        (Kind::Codes(levels), _) => {
            let mut codes: Vec<LevelCode> = value
                .split(';')
                .map(|code| level(code, levels))
                .collect::<Result<_, _>>()?;
            codes.sort();
            Finding::Codes(codes)
        }
        (Kind::Text, _) => Finding::Text(Arc::from(value)),
    };
    if bound.is_some() {
        return Err(FindingError::BoundWithoutNumber(value.to_owned()));
    }
    if !columns.low.is_empty() || !columns.high.is_empty() {
        return Err(FindingError::StrayRange {
            low: columns.low.clone(),
            high: columns.high.clone(),
        });
    }
    Ok(finding)
}

fn level(text: &str, levels: &[String]) -> Result<LevelCode, FindingError> {
    let code = text.trim().to_lowercase().replace(',', "").replace(' ', "_");
    if levels.contains(&code) {
        Ok(code.parse()?)
    } else {
        Err(FindingError::NoSuchLevel(text.to_owned()))
    }
}

fn number(text: &str) -> Result<Option<Decimal>, DecimalError> {
    if text.is_empty() {
        Ok(None)
    } else {
        Decimal::from_str(text).map(Some)
    }
}

/// A lone `low` or `high` is a limit, and only a row rule says whether the number itself is included.
fn quantity(columns: &Columns, bound: Option<Bound>) -> Result<Quantity, FindingError> {
    let (value, low, high) = (
        number(&columns.value)?,
        number(&columns.low)?,
        number(&columns.high)?,
    );
    let wrong = |bound, shape| Err(FindingError::WrongBound { bound, shape });
    match (value, low, high, bound) {
        (None, Some(limit), None, Some(bound @ (Bound::AtLeast | Bound::MoreThan)))
        | (None, None, Some(limit), Some(bound @ (Bound::AtMost | Bound::LessThan))) => {
            Ok(Quantity::bounded(bound, limit))
        }
        (None, Some(limit), None, None) | (None, None, Some(limit), None) => {
            Err(FindingError::Undecided(limit.to_string()))
        }
        (None, Some(_), None, Some(bound)) => wrong(bound, "a lower limit"),
        (None, None, Some(_), Some(bound)) => wrong(bound, "an upper limit"),
        (_, _, _, bound) => Ok(Quantity::new(value, bound.unwrap_or(Bound::Exact), low, high)?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(value: &str, low: &str, high: &str) -> Columns {
        Columns {
            indicator: "i".into(),
            iso3: "BGR".into(),
            year: 2020,
            value: value.into(),
            low: low.into(),
            high: high.into(),
            unit: "people".into(),
            source_id: "s".into(),
            locator: String::new(),
            note: String::new(),
        }
    }

    fn sheet(kind: Kind) -> IndicatorSheet {
        IndicatorSheet {
            theme: "t".into(),
            unit: "people".into(),
            kind,
        }
    }

    #[test]
    fn a_lone_limit_is_never_guessed() {
        let of = |low, high, bound| of(&columns("", low, high), &sheet(Kind::Quantity), bound);
        assert_eq!(of("418", "", None), Err(FindingError::Undecided("418".into())));
        assert_eq!(of("", "1", None), Err(FindingError::Undecided("1".into())));
        assert!(matches!(
            of("418", "", Some(Bound::LessThan)),
            Err(FindingError::WrongBound { .. })
        ));
        let over = Finding::Quantity(Quantity::bounded(Bound::MoreThan, "418".parse().unwrap()));
        assert_eq!(of("418", "", Some(Bound::MoreThan)), Ok(over));
    }

    #[test]
    fn digits_are_kept() {
        let Ok(Finding::Quantity(quantity)) = of(&columns("4.50", "", ""), &sheet(Kind::Quantity), None)
        else {
            panic!("a number is a quantity");
        };
        assert_eq!(quantity.value().map(|v| v.to_string()), Some("4.50".into()));
    }

    #[test]
    fn levels_are_those_of_the_scale() {
        let kind = || Kind::Level(vec!["in_law_not_applied".into()]);
        let found = of(&columns("in law, not applied", "", ""), &sheet(kind()), None);
        assert_eq!(found, Ok(Finding::Level("in_law_not_applied".parse().unwrap())));
        assert!(of(&columns("maybe", "", ""), &sheet(kind()), None).is_err());
    }

    #[test]
    fn not_known_is_a_finding_of_any_kind() {
        for kind in [Kind::Quantity, Kind::Availability, Kind::Text] {
            assert_eq!(
                of(&columns("not_known", "", ""), &sheet(kind), None),
                Ok(Finding::NotKnown)
            );
        }
        assert!(of(&columns("perhaps", "", ""), &sheet(Kind::Availability), None).is_err());
        assert!(of(&columns("yes", "1", ""), &sheet(Kind::Availability), None).is_err());
    }
}
