//! One finding as text: signs for the eye, words for the ear.

use std::borrow::Cow;

use tidemark_evidence::{Bound, Finding, Observation, Quantity};
use tidemark_vocab::IndicatorCode;

use super::Words;
use super::naming::Style;
use super::number::{Grouping, Numerals, sign_before};

/// A finding as it is set in a cell.
pub(super) struct Told<'s> {
    /// For the eye: `✓`, `nk`, `≥ 91`, a level's name.
    pub(super) seen: Cow<'s, str>,
    /// For the ear, where it sounds otherwise: "yes", "not known", "at least 91".
    pub(super) heard: Option<Cow<'s, str>>,
}

/// A finding of an indicator in the style of its column.
pub(super) fn told<'s>(finding: &'s Finding, indicator: &IndicatorCode, style: &Style<'s>) -> Told<'s> {
    let words = &style.naming.words;
    let (seen, heard) = match finding {
        Finding::Quantity(quantity) => {
            let numerals = &style.naming.numerals;
            let seen = numerals.quantity(quantity, style.grouping(indicator));
            let heard = (quantity.bound() != Bound::Exact).then(|| bounded(quantity, &seen, words).into());
            (seen.into(), heard)
        }
        Finding::Level(level) => (words.level_name(indicator, level).into(), None),
        Finding::Codes(_) => (content(finding, indicator, words).into(), None),
        Finding::Text(text) => (Cow::Borrowed(&**text), None),
        Finding::Yes
        | Finding::No
        | Finding::NotKnown
        | Finding::NotApplicable
        | Finding::Confidential
        | Finding::Withdrawn => {
            let (symbol, status) = words.messages.sign(finding.status());
            (symbol, Some(status))
        }
    };
    Told {
        heard: heard.filter(|heard| *heard != seen),
        seen,
    }
}

/// A quantity for people: `≥ 1,254 (900–2,000)`.
pub(crate) fn quantity_text(
    quantity: &Quantity,
    indicator: Option<&IndicatorCode>,
    words: &Words<'_>,
) -> String {
    Numerals::new(words).quantity(quantity, Grouping::of(indicator, words))
}

/// A quantity in words, for the ear: "at least 1,254".
pub(super) fn quantity_words(
    quantity: &Quantity,
    indicator: Option<&IndicatorCode>,
    words: &Words<'_>,
) -> String {
    let text = quantity_text(quantity, indicator, words);
    if quantity.bound() == Bound::Exact {
        return text;
    }
    bounded(quantity, &text, words)
}

/// The words of a bound before a quantity for people, in the place of its sign.
fn bounded(quantity: &Quantity, text: &str, words: &Words<'_>) -> String {
    let sign = sign_before(quantity.bound());
    let figure = text.strip_prefix(sign).unwrap_or(text);
    let bound = words.messages.bound(quantity.bound());
    words
        .messages
        .with("figure-bounded", &[("bound", &bound), ("figure", figure)])
}

/// A finding for the eye: `✓`, `nk`, `≥ 91`, a level's name.
pub(super) fn finding_text(finding: &Finding, indicator: &IndicatorCode, words: &Words<'_>) -> String {
    match finding {
        Finding::Quantity(quantity) => quantity_text(quantity, Some(indicator), words),
        Finding::Level(_) | Finding::Codes(_) | Finding::Text(_) => content(finding, indicator, words),
        Finding::Yes
        | Finding::No
        | Finding::NotKnown
        | Finding::NotApplicable
        | Finding::Confidential
        | Finding::Withdrawn => words.messages.symbol(finding.status()),
    }
}

/// A finding for the ear: "yes", "not known", "at least 91", a level's name.
pub(super) fn finding_words(finding: &Finding, indicator: &IndicatorCode, words: &Words<'_>) -> String {
    match finding {
        Finding::Quantity(quantity) => quantity_words(quantity, Some(indicator), words),
        Finding::Level(_) | Finding::Codes(_) | Finding::Text(_) => content(finding, indicator, words),
        Finding::Yes
        | Finding::No
        | Finding::NotKnown
        | Finding::NotApplicable
        | Finding::Confidential
        | Finding::Withdrawn => words.messages.status(finding.status()),
    }
}

fn content(finding: &Finding, indicator: &IndicatorCode, words: &Words<'_>) -> String {
    match finding {
        Finding::Level(level) => words.level(indicator, level),
        Finding::Codes(codes) => {
            let names: Vec<String> = codes.iter().map(|code| words.level(indicator, code)).collect();
            words.list(&names)
        }
        Finding::Text(text) => text.to_string(),
        _ => String::new(),
    }
}

/// What is printed beside another finding: a number with its unit (`30 sites`), names (`methadone, buprenorphine`), or
/// the indicator's name with its sign (`Peer distribution: ✗`).
pub(crate) fn companion_text(observation: &Observation, words: &Words<'_>) -> String {
    let code = &observation.key.indicator;
    let text = finding_text(&observation.finding, code, words);
    let figure = match &observation.finding {
        Finding::Quantity(quantity) => amount(quantity, &text, code, words),
        Finding::Level(_) | Finding::Codes(_) | Finding::Text(_) => text,
        _ => {
            let name = words.indicator(code);
            words
                .messages
                .with("figure-named", &[("name", &name), ("figure", &text)])
        }
    };
    if observation.key.dimensions.is_total() {
        figure
    } else {
        let split = words.dimensions(&observation.key.dimensions);
        words
            .messages
            .with("figure-split", &[("figure", &figure), ("split", &split)])
    }
}

/// A number with its unit. Only an exact number chooses the singular: "1 site", but "≥ 1 sites".
fn amount(quantity: &Quantity, text: &str, indicator: &IndicatorCode, words: &Words<'_>) -> String {
    let Some(unit) = words.definition_of(indicator).map(|known| &known.unit) else {
        return text.to_owned();
    };
    let count = match (quantity.value(), quantity.range(), quantity.bound()) {
        (Some(value), None, Bound::Exact) => value.to_string(),
        _ => String::new(),
    };
    let id = format!("amount-{unit}");
    if words.messages.has(&id) {
        words.messages.with(&id, &[("count", &count), ("figure", text)])
    } else {
        let unit = words.messages.unit(unit);
        words
            .messages
            .with("figure-unit", &[("figure", text), ("unit", &unit)])
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;
    use tidemark_evidence::notation;
    use tidemark_evidence::{Corpus, MapCorpus};
    use tidemark_vocab::Decimal;

    use super::*;
    use crate::Messages;

    static CORPUS: LazyLock<MapCorpus> = LazyLock::new(tidemark_testkit::corpus);

    fn quantity(value: &str, bound: Bound, range: Option<(&str, &str)>) -> Quantity {
        let number = |text: &str| text.parse::<Decimal>().unwrap();
        let value = (!value.is_empty()).then(|| number(value));
        let (low, high) = range.unzip();
        Quantity::new(value, bound, low.map(number), high.map(number)).unwrap()
    }

    fn shown(quantity: &Quantity, indicator: &str) -> (String, String) {
        let messages = Messages::english();
        let words = Words::new(CORPUS.catalogue(), &messages);
        let indicator = indicator.parse().unwrap();
        let finding = Finding::Quantity(*quantity);
        (
            finding_text(&finding, &indicator, &words),
            finding_words(&finding, &indicator, &words),
        )
    }

    #[test]
    fn bounds_and_digits_survive() {
        let cases = [
            (quantity("91", Bound::AtLeast, None), "≥ 91", "at least 91"),
            (quantity("418", Bound::MoreThan, None), "> 418", "more than 418"),
            (quantity("1254", Bound::AtMost, None), "≤ 1,254", "at most 1,254"),
            (quantity("1", Bound::LessThan, None), "< 1", "less than 1"),
            (quantity("90", Bound::Approximately, None), "~90", "about 90"),
            (quantity("4.50", Bound::Exact, None), "4.50", "4.50"),
            (
                quantity("", Bound::Exact, Some(("62.6", "73"))),
                "62.6–73",
                "62.6–73",
            ),
            (
                quantity("67", Bound::Exact, Some(("60.9", "73.1"))),
                "67 (60.9–73.1)",
                "67 (60.9–73.1)",
            ),
            (quantity("1500000", Bound::Exact, None), "1,500,000", "1,500,000"),
        ];
        for (quantity, text, words) in cases {
            assert_eq!(
                shown(&quantity, "pwid_population_size"),
                (text.to_owned(), words.to_owned())
            );
        }
    }

    #[test]
    fn years_are_not_grouped() {
        let year = quantity("1994", Bound::Exact, None);
        assert_eq!(shown(&year, "oat_start_year").0, "1994");
    }

    proptest! {
        #[test]
        fn without_separators_a_figure_is_the_canonical_notation(
            mantissas in prop::array::uniform3(-10_000_000_i64..10_000_000),
            scale in 0_u32..4,
            form in 0_usize..8,
        ) {
            let mut numbers = mantissas.map(|mantissa| decimal(mantissa, scale));
            numbers.sort();
            let [low, value, high] = numbers;
            let quantity = match Bound::ALL.get(form) {
                Some(bound) => Quantity::bounded(*bound, value),
                None if form == 6 => Quantity::new(Some(value), Bound::Exact, Some(low), Some(high)).unwrap(),
                None => Quantity::new(None, Bound::Exact, Some(low), Some(high)).unwrap(),
            };
            let (text, _) = shown(&quantity, "pwid_population_size");
            prop_assert_eq!(text.replace(',', ""), notation::quantity_text(&quantity));
        }
    }

    fn decimal(mantissa: i64, scale: u32) -> Decimal {
        let divisor = 10_i64.pow(scale);
        let minus = if mantissa < 0 { "-" } else { "" };
        let (whole, rest) = ((mantissa / divisor).abs(), (mantissa % divisor).abs());
        let text = match usize::try_from(scale) {
            Ok(0) | Err(_) => format!("{minus}{whole}"),
            Ok(width) => format!("{minus}{whole}.{rest:0width$}"),
        };
        text.parse().unwrap()
    }
}
