//! One finding as text: signs for the eye, words for the ear.

use tidemark_evidence::{Bound, Finding, Observation, Quantity};
use tidemark_vocab::{Decimal, IndicatorCode};

use super::Words;
use crate::Messages;

/// Whether thousands are set apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Grouping {
    /// `1,254` in English; amounts.
    Thousands,
    /// `1996`; years.
    None,
}

/// Every part of a quantity, in the canonical notation of [`quantity_text`](tidemark_evidence::notation::quantity_text):
/// sign and value, then the range in brackets.
fn assembled(quantity: &Quantity, print: impl Fn(Decimal) -> String) -> String {
    let sign = sign_before(quantity.bound());
    let range = quantity.range().map(|(low, high)| {
        let dash = if low.is_negative() || high.is_negative() {
            " – "
        } else {
            "–"
        };
        format!("{}{dash}{}", print(low), print(high))
    });
    match (quantity.value(), range) {
        (Some(value), Some(range)) => format!("{sign}{} ({range})", print(value)),
        (Some(value), None) => format!("{sign}{}", print(value)),
        (None, Some(range)) => format!("{sign}{range}"),
        (None, None) => String::new(),
    }
}

/// A sign with the space that keeps it from the number; `~` stands close.
fn sign_before(bound: Bound) -> String {
    match bound {
        Bound::Exact | Bound::Approximately => bound.sign().to_owned(),
        Bound::AtLeast | Bound::MoreThan | Bound::AtMost | Bound::LessThan => format!("{} ", bound.sign()),
    }
}

/// A number with every digit as published.
fn number(decimal: Decimal, grouping: Grouping, messages: &Messages) -> String {
    let text = decimal.to_string();
    let (minus, digits) = text
        .strip_prefix('-')
        .map_or(("", text.as_str()), |digits| ("−", digits));
    let (whole, decimals) = digits
        .split_once('.')
        .map_or((digits, None), |(whole, decimals)| (whole, Some(decimals)));
    let mut out = String::from(minus);
    let separator = messages.bare("number-group");
    for (at, digit) in whole.chars().enumerate() {
        let ahead = whole.len() - at;
        if grouping == Grouping::Thousands && at > 0 && ahead.is_multiple_of(3) {
            out.push_str(&separator);
        }
        out.push(digit);
    }
    if let Some(decimals) = decimals {
        out.push_str(&messages.bare("number-point"));
        out.push_str(decimals);
    }
    out
}

fn grouping(indicator: Option<&IndicatorCode>, words: &Words<'_>) -> Grouping {
    let unit = indicator
        .and_then(|code| words.definition_of(code))
        .map(|known| known.unit.as_str());
    if unit == Some("year") {
        Grouping::None
    } else {
        Grouping::Thousands
    }
}

/// A quantity for people: `≥ 1,254 (900–2,000)`.
pub(super) fn quantity_text(
    quantity: &Quantity,
    indicator: Option<&IndicatorCode>,
    words: &Words<'_>,
) -> String {
    let grouping = grouping(indicator, words);
    assembled(quantity, |decimal| number(decimal, grouping, words.messages))
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
    let sign = sign_before(quantity.bound());
    let figure = text.strip_prefix(sign.as_str()).unwrap_or(&text);
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

    use super::*;

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
