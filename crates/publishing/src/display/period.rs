//! When: what a figure is about, or the round it is dated by. A round never reads like a year.

use tidemark_evidence::table::PeriodKey;
use tidemark_vocab::{Basis, Period, Reference, RoundId};

use super::heading::key_code;
use crate::Messages;
use crate::display::Words;

/// What a figure is about: "2018", "2015-01 to 2015-09", "2009-07 to 2010-06 (fiscal year)".
pub(super) fn reference_label(reference: &Reference, messages: &Messages) -> String {
    let start = reference.start().to_string();
    let span = if reference.start() == reference.end() {
        start
    } else {
        let end = reference.end().to_string();
        messages.with("period-span", &[("start", &start), ("end", &end)])
    };
    match reference.basis() {
        Basis::Calendar => span,
        Basis::Fiscal => messages.with("period-fiscal", &[("span", &span)]),
        Basis::Cumulative => messages.with("period-cumulative", &[("span", &span)]),
    }
}

/// A round: "HRI 2020".
pub(super) fn round_label(round: &RoundId, words: &Words<'_>) -> String {
    let (reporter, code) = (words.short(&round.reporter), round.code.to_string());
    words
        .messages
        .with("period-round", &[("reporter", &reporter), ("round", &code)])
}

/// What names a period in addresses: `2018`, `HRI/2018`, `2009-07..2010-06_fiscal`; empty where it is not known.
pub(crate) fn anchor(period: &Period) -> String {
    let key = PeriodKey::of(period);
    key.as_ref().map(key_code).unwrap_or_default().replace(' ', "_")
}

/// The time of a figure: what it is about where that is known, else its round.
#[must_use]
pub fn period_label(period: &Period, words: &Words<'_>) -> String {
    match (period.reference(), period.round()) {
        (Some(reference), _) => reference_label(reference, words.messages),
        (None, Some(round)) => round_label(round, words),
        (None, None) => String::new(),
    }
}
