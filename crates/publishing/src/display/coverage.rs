//! What a total covers, in words: from how many places, from when, and what is missing.

use tidemark_evidence::table::{Coverage, Mean, Span, Total, TotalFigure};

use super::Words;

/// What the figure is made from; where there is none, what is on record.
pub(super) fn coverage_text(total: &Total, words: &Words<'_>) -> String {
    let coverage = &total.coverage;
    let places = coverage.places.to_string();
    let counted = coverage.counted.to_string();
    let base = match &total.figure {
        TotalFigure::Refused(_) => {
            let with_record = coverage.with_record.to_string();
            words
                .messages
                .with("total-on-record", &[("count", &with_record), ("places", &places)])
        }
        TotalFigure::Mean(mean) => mean_text(mean, &counted, &places, words),
        TotalFigure::Sum(_) | TotalFigure::Count(_) => words
            .messages
            .with("total-coverage", &[("count", &counted), ("places", &places)]),
    };
    let gaps = gaps(coverage, words);
    if gaps.is_empty() {
        return base;
    }
    let gaps = words.list(&gaps);
    words
        .messages
        .with("total-with-gaps", &[("coverage", &base), ("gaps", &gaps)])
}

/// A mean names its weight, and how much of it the places hold where some are missing.
fn mean_text(mean: &Mean, counted: &str, places: &str, words: &Words<'_>) -> String {
    let weight = words.indicator(&mean.weight);
    let args = [
        ("count", counted),
        ("places", places),
        ("weight", weight.as_str()),
    ];
    let over = words.messages.with("total-mean-over", &args);
    match mean.share {
        None => over,
        Some(share) => words.messages.with(
            "total-mean-share",
            &[("coverage", &over), ("share", &share.to_string())],
        ),
    }
}

fn gaps(coverage: &Coverage, words: &Words<'_>) -> Vec<String> {
    let gaps = [
        ("total-gap-old", coverage.old),
        ("total-gap-not-known", coverage.not_known),
        ("total-gap-confidential", coverage.confidential),
        ("total-gap-withdrawn", coverage.withdrawn),
        ("total-gap-no-weight", coverage.no_weight),
        ("total-gap-not-among-rows", coverage.not_among_rows),
        ("total-gap-questioned", coverage.questioned),
        ("total-gap-not-applicable", coverage.not_applicable),
    ];
    gaps.into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(id, count)| words.messages.with(id, &[("count", &count.to_string())]))
        .collect()
}

/// From when the figures are, and the weights apart from them.
pub(super) fn dates_text(total: &Total, words: &Words<'_>) -> Option<String> {
    let figures = span_text(&total.span, words)?;
    let TotalFigure::Mean(mean) = &total.figure else {
        return Some(figures);
    };
    Some(match span_text(&mean.weights, words) {
        Some(weights) => words.messages.with(
            "total-mean-dates",
            &[("figures", &figures), ("weights", &weights)],
        ),
        None => figures,
    })
}

/// Years and rounds are named apart: a round is not a year.
pub(crate) fn span_text(span: &Span, words: &Words<'_>) -> Option<String> {
    let years = span.years.map(|years| years_text(years, words));
    let rounds = span.rounds.iter().map(|round| words.round(round));
    let parts: Vec<String> = years.into_iter().chain(rounds).collect();
    (!parts.is_empty()).then(|| words.list(&parts))
}

fn years_text((first, last): (i16, i16), words: &Words<'_>) -> String {
    let (first, last) = (first.to_string(), last.to_string());
    if first == last {
        first
    } else {
        words
            .messages
            .with("period-span", &[("start", &first), ("end", &last)])
    }
}
