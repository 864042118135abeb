//! Classes of numbers. Equal figures are never in two classes, and a class is named by figures that are there.

use tidemark_vocab::{Decimal, IndicatorCode};

use crate::display::Words;

/// How numbers are put into classes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Classes {
    /// Into so many classes, each of about as many places.
    Quantiles(u8),
    /// At limits that somebody has set.
    Thresholds(Thresholds),
}

/// Limits that somebody has set, with who did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thresholds {
    /// The limits in ascending order, at most six; what is equal to one lies above it.
    pub limits: Vec<Decimal>,
    /// What they call the classes between them, the least first; one more than the limits, or none.
    pub names: Vec<String>,
    /// Who set them, in the words of the reader: "WHO, UNODC and UNAIDS 2012".
    pub cited: String,
}

impl Thresholds {
    /// The levels that a document sets for an indicator, where one does.
    #[must_use]
    pub fn of(indicator: &IndicatorCode, words: &Words<'_>) -> Option<Self> {
        let levels = words.definition_of(indicator)?.thresholds.as_ref()?;
        let names = levels
            .bands
            .iter()
            .map(|band| words.localized(&band.name).to_owned());
        Some(Self {
            limits: levels.bands.iter().filter_map(|band| band.from).collect(),
            names: names.collect(),
            cited: words.setter(levels),
        })
    }
}

/// One class of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberClass {
    /// From the least to the largest figure in it.
    Between(Decimal, Decimal),
    /// Below a limit.
    Below(Decimal),
    /// From one limit to below the next one.
    From(Decimal, Decimal),
    /// From a limit on.
    AtLeast(Decimal),
}

impl NumberClass {
    pub(super) fn holds(self, number: Decimal) -> bool {
        match self {
            Self::Between(low, high) => low <= number && number <= high,
            Self::Below(limit) => number < limit,
            Self::From(low, limit) => low <= number && number < limit,
            Self::AtLeast(limit) => limit <= number,
        }
    }
}

impl Classes {
    /// What somebody calls a class, by its place from 0.
    pub(super) fn name(&self, class: usize) -> Option<&str> {
        match self {
            Self::Quantiles(_) => None,
            Self::Thresholds(thresholds) => thresholds.names.get(class).map(String::as_str),
        }
    }

    /// The classes for these numbers, the least first.
    pub(super) fn of(&self, numbers: &[Decimal]) -> Vec<NumberClass> {
        match self {
            Self::Quantiles(classes) => quantiles(numbers, usize::from(*classes)),
            Self::Thresholds(thresholds) => between(&thresholds.limits),
        }
    }
}

fn between(limits: &[Decimal]) -> Vec<NumberClass> {
    let (Some(first), Some(last)) = (limits.first(), limits.last()) else {
        return Vec::new();
    };
    let inner = limits.windows(2).map(|pair| NumberClass::From(pair[0], pair[1]));
    std::iter::once(NumberClass::Below(*first))
        .chain(inner)
        .chain([NumberClass::AtLeast(*last)])
        .collect()
}

/// Classes of about as many figures each. Where many figures are equal there may be fewer.
fn quantiles(numbers: &[Decimal], classes: usize) -> Vec<NumberClass> {
    let mut sorted = numbers.to_vec();
    sorted.sort();
    let runs: Vec<&[Decimal]> = sorted.chunk_by(|one, other| one == other).collect();
    if runs.len() <= classes {
        return runs
            .iter()
            .map(|run| NumberClass::Between(run[0], run[0]))
            .collect();
    }
    let cuts = cuts(&runs, sorted.len(), classes);
    let mut made = Vec::with_capacity(cuts.len());
    let mut from = 0;
    for cut in cuts {
        made.push(NumberClass::Between(runs[from][0], runs[cut - 1][0]));
        from = cut;
    }
    made
}

/// Before which runs of equal figures a class ends: where the number of figures so far is nearest to an equal share.
fn cuts(runs: &[&[Decimal]], all: usize, classes: usize) -> Vec<usize> {
    let mut so_far = 0;
    let ends: Vec<usize> = runs
        .iter()
        .map(|run| {
            so_far += run.len();
            so_far
        })
        .collect();
    let mut cuts: Vec<usize> = Vec::with_capacity(classes);
    for class in 1..classes {
        let share = all * class / classes;
        let before = cuts.last().copied().unwrap_or_default();
        // Enough runs must be left for the classes that follow.
        let last = runs.len() - (classes - class);
        let nearest = (before + 1..=last).min_by_key(|cut| ends[cut - 1].abs_diff(share));
        cuts.extend(nearest);
    }
    cuts.push(runs.len());
    cuts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};
    use tidemark_vocab::Decimal;

    use super::{Classes, NumberClass, Thresholds, quantiles};

    fn numbers(text: &str) -> Vec<Decimal> {
        text.split(' ').map(|number| number.parse().unwrap()).collect()
    }

    fn named(classes: &[NumberClass]) -> Vec<String> {
        classes
            .iter()
            .map(|class| match class {
                NumberClass::Between(low, high) => format!("{low}..{high}"),
                NumberClass::Below(limit) => format!("<{limit}"),
                NumberClass::From(low, high) => format!("{low}..<{high}"),
                NumberClass::AtLeast(limit) => format!(">={limit}"),
            })
            .collect()
    }

    #[test]
    fn classes_have_about_as_many_figures() {
        let made = quantiles(&numbers("1 2 3 4 5 6 7 8 9 10"), 5);
        assert_eq!(named(&made), ["1..2", "3..4", "5..6", "7..8", "9..10"]);
    }

    #[test]
    fn equal_figures_stay_together() {
        let made = quantiles(&numbers("0 0 0 0 0 0 1 2 3 4"), 3);
        assert_eq!(named(&made), ["0..0", "1..1", "2..4"]);
        let made = quantiles(&numbers("5 5 5"), 3);
        assert_eq!(named(&made), ["5..5"]);
        assert_eq!(named(&quantiles(&numbers("1.0 1.00 2"), 3)), ["1.0..1.0", "2..2"]);
    }

    #[test]
    fn thresholds_are_what_was_set() {
        let thresholds = Thresholds {
            limits: numbers("20 40"),
            names: Vec::new(),
            cited: "WHO".to_owned(),
        };
        let made = Classes::Thresholds(thresholds).of(&numbers("1"));
        assert_eq!(named(&made), ["<20", "20..<40", ">=40"]);
        let class_of = |number: &str| made.iter().position(|class| class.holds(number.parse().unwrap()));
        assert_eq!(
            [class_of("19.9"), class_of("20"), class_of("40.0")],
            [Some(0), Some(1), Some(2)]
        );
    }

    proptest! {
        #[test]
        fn every_figure_is_in_one_class(values in proptest::collection::vec(0..40u32, 1..60), classes in 3..8usize) {
            let values: Vec<Decimal> = values.into_iter().map(Decimal::from).collect();
            let made = quantiles(&values, classes);
            prop_assert!(made.len() <= classes);
            let mut distinct = values.clone();
            distinct.sort();
            distinct.dedup();
            prop_assert_eq!(made.len(), distinct.len().min(classes));
            for value in values {
                prop_assert_eq!(made.iter().filter(|class| class.holds(value)).count(), 1);
            }
        }
    }
}
