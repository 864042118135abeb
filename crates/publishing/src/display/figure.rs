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
    /// `1996`; years, and numbers in files.
    None,
}

/// A quantity as files print it: digits as published, a point before decimals, nothing between thousands.
pub(crate) fn plain_quantity(quantity: &Quantity) -> String {
    assembled(quantity, |number| number.to_string())
}

/// Every part of a quantity in the order of printed tables: sign and value, then the range in brackets.
fn assembled(quantity: &Quantity, print: impl Fn(Decimal) -> String) -> String {
    let sign = quantity.bound().sign();
    let range = quantity
        .range()
        .map(|(low, high)| format!("{}–{}", print(low), print(high)));
    match (quantity.value(), range) {
        (Some(value), Some(range)) => format!("{sign}{} ({range})", print(value)),
        (Some(value), None) => format!("{sign}{}", print(value)),
        (None, Some(range)) => format!("{sign}{range}"),
        (None, None) => String::new(),
    }
}

fn number(decimal: Decimal, grouping: Grouping, messages: &Messages) -> String {
    let text = decimal.to_string();
    let (minus, digits) = text
        .strip_prefix('-')
        .map_or(("", text.as_str()), |digits| ("-", digits));
    let (whole, decimals) = digits
        .split_once('.')
        .map_or((digits, None), |(w, d)| (w, Some(d)));
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

/// A quantity for people: `≥1,254 (900–2,000)`.
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
    let figure = text.strip_prefix(quantity.bound().sign()).unwrap_or(&text);
    let bound = words.messages.bound(quantity.bound());
    words
        .messages
        .with("figure-bounded", &[("bound", &bound), ("figure", figure)])
}

/// A finding for the eye: `✓`, `nk`, `≥91`, a level's name.
pub(super) fn finding_text(finding: &Finding, indicator: &IndicatorCode, words: &Words<'_>) -> String {
    match finding {
        Finding::Quantity(quantity) => quantity_text(quantity, Some(indicator), words),
        Finding::Level(_) | Finding::Codes(_) | Finding::Text(_) => content(finding, indicator, words),
        Finding::Yes | Finding::No | Finding::NotKnown | Finding::NotApplicable | Finding::Confidential => {
            words.messages.symbol(finding.status())
        }
    }
}

/// A finding for the ear: "yes", "not known", "at least 91", a level's name.
pub(super) fn finding_words(finding: &Finding, indicator: &IndicatorCode, words: &Words<'_>) -> String {
    match finding {
        Finding::Quantity(quantity) => quantity_words(quantity, Some(indicator), words),
        Finding::Level(_) | Finding::Codes(_) | Finding::Text(_) => content(finding, indicator, words),
        Finding::Yes | Finding::No | Finding::NotKnown | Finding::NotApplicable | Finding::Confidential => {
            words.messages.status(finding.status())
        }
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

/// A number with its unit. Only an exact number chooses the singular: "1 site", but "≥1 sites".
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
