//! The records of observations.

use tidemark_evidence::{Finding, Observation};

use super::{Records, optional};

pub(super) fn observation(item: &Observation, records: &mut Records) {
    let key = &item.key;
    let [value, bound, low, high] = finding(&item.finding);
    let fields = [
        key.indicator.to_string(),
        key.area.to_string(),
        optional(key.period.reference()),
        optional(key.period.round()),
        key.dimensions.to_string(),
        key.reporter.to_string(),
        key.source.to_string(),
        item.finding.status().to_string(),
        value,
        bound,
        low,
        high,
        item.locator.to_string(),
        item.note.to_string(),
        optional(item.questioned.as_ref()),
    ];
    records.put("observation", &fields);
}

/// Value, bound, low and high; the kind of a value that is not a number stands in place of the bound.
fn finding(finding: &Finding) -> [String; 4] {
    let words = |value: String, kind: &str| [value, kind.to_owned(), String::new(), String::new()];
    match finding {
        Finding::Quantity(quantity) => [
            optional(quantity.value()),
            quantity.bound().to_string(),
            optional(quantity.range().map(|(low, _)| low)),
            optional(quantity.range().map(|(_, high)| high)),
        ],
        Finding::Level(level) => words(level.to_string(), "level"),
        Finding::Codes(codes) => words(
            codes
                .iter()
                .map(tidemark_vocab::LevelCode::as_str)
                .collect::<Vec<_>>()
                .join(";"),
            "codes",
        ),
        Finding::Text(text) => words(text.to_string(), "text"),
        Finding::Yes
        | Finding::No
        | Finding::NotKnown
        | Finding::NotApplicable
        | Finding::Confidential
        | Finding::Withdrawn => words(String::new(), ""),
    }
}
