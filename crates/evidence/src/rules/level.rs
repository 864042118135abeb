//! At which of the levels that a document sets for an indicator a figure lies.

use tidemark_vocab::Decimal;

use crate::finding::{Bound, Quantity};
use crate::indicator::{Band, Thresholds};

/// The levels of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level<'t> {
    /// All that the figure may mean lies in one.
    In(&'t Band),
    /// Its value lies in one, its published range reaches into others.
    Mostly {
        /// That of the value.
        value: &'t Band,
        /// That of the lower end of its range.
        lowest: &'t Band,
        /// That of the upper end.
        highest: &'t Band,
    },
    /// Nobody can say in which of several: a range without a value, or a bound such as "at least".
    Between {
        /// The lowest that it may lie in.
        lowest: &'t Band,
        /// The highest.
        highest: &'t Band,
    },
}

/// The level of a figure; nothing where no band is given.
///
/// "At least 150" lies at 150 or above, "under 100" below 100 and not at it; "about 100" is taken as 100.
#[must_use]
pub fn level<'t>(thresholds: &'t Thresholds, quantity: &Quantity) -> Option<Level<'t>> {
    let bands = &thresholds.bands;
    let at = |figure: Decimal| bands.iter().rev().find(|band| band.from <= Some(figure));
    let below = |figure: Decimal| bands.iter().rev().find(|band| band.from < Some(figure));
    let (first, last) = (bands.first()?, bands.last()?);
    let value = quantity.value();
    if let Some((low, high)) = quantity.range() {
        return Some(reaching(value.and_then(at), at(low)?, at(high)?));
    }
    let figure = value?;
    let (lowest, highest) = match quantity.bound() {
        Bound::Exact | Bound::Approximately => (at(figure)?, at(figure)?),
        Bound::AtLeast | Bound::MoreThan => (at(figure)?, last),
        Bound::AtMost => (first, at(figure)?),
        Bound::LessThan => (first, below(figure)?),
    };
    Some(reaching(None, lowest, highest))
}

fn reaching<'t>(value: Option<&'t Band>, lowest: &'t Band, highest: &'t Band) -> Level<'t> {
    if lowest == highest {
        return Level::In(lowest);
    }
    match value {
        Some(value) => Level::Mostly {
            value,
            lowest,
            highest,
        },
        None => Level::Between { lowest, highest },
    }
}

#[cfg(test)]
mod tests {
    use tidemark_vocab::LocalizedText;

    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn thresholds() -> Thresholds {
        let band = |from: Option<&str>, name: &str| Band {
            from: from.map(decimal),
            name: LocalizedText::new([("en".parse().unwrap(), name.to_owned())]),
        };
        Thresholds {
            source: "guide".parse().unwrap(),
            locator: String::new(),
            bands: vec![
                band(None, "low"),
                band(Some("100"), "medium"),
                band(Some("200"), "high"),
            ],
        }
    }

    fn told(quantity: Quantity) -> String {
        let thresholds = thresholds();
        let name = |band: &Band| band.name.get("en").to_owned();
        match level(&thresholds, &quantity).unwrap() {
            Level::In(band) => name(band),
            Level::Mostly {
                value,
                lowest,
                highest,
            } => format!("{} ({} to {})", name(value), name(lowest), name(highest)),
            Level::Between { lowest, highest } => format!("{} to {}", name(lowest), name(highest)),
        }
    }

    #[test]
    fn a_threshold_belongs_to_the_level_above_it() {
        let exact = |text| told(Quantity::exact(decimal(text)));
        assert_eq!(exact("99.99"), "low");
        assert_eq!(exact("100"), "medium");
        assert_eq!(exact("199"), "medium");
        assert_eq!(exact("200"), "high");
    }

    #[test]
    fn a_bound_says_no_more_than_it_says() {
        let bounded = |bound, text| told(Quantity::bounded(bound, decimal(text)));
        assert_eq!(bounded(Bound::AtLeast, "150"), "medium to high");
        assert_eq!(bounded(Bound::AtLeast, "200"), "high");
        assert_eq!(bounded(Bound::LessThan, "100"), "low");
        assert_eq!(bounded(Bound::AtMost, "100"), "low to medium");
        assert_eq!(bounded(Bound::Approximately, "100"), "medium");
    }

    #[test]
    fn a_range_that_reaches_over_a_threshold_is_told() {
        let ranged = |value: Option<&str>, low, high| {
            told(
                Quantity::new(
                    value.map(decimal),
                    Bound::Exact,
                    Some(decimal(low)),
                    Some(decimal(high)),
                )
                .unwrap(),
            )
        };
        assert_eq!(ranged(Some("90"), "60", "120"), "low (low to medium)");
        assert_eq!(ranged(Some("90"), "60", "95"), "low");
        assert_eq!(ranged(None, "60", "220"), "low to high");
    }
}
