//! Totals, what they cover and their working.

use serde_json::{Value, json};
use tidemark_evidence::Bound;
use tidemark_evidence::table::Contribution;

use super::super::schema::{
    count, list, map, maybe, maybe_decimal, maybe_text, object, one_of, reference, text,
};
use super::{bound, status};

pub(super) fn total() -> Value {
    object(&[
        ("status", status()),
        ("text", text()),
        ("value", maybe_decimal()),
        ("bound", bound()),
        ("low", maybe_decimal()),
        ("high", maybe_decimal()),
        ("mean", maybe(&reference("Mean"))),
        ("count", maybe(&list(&reference("AnswerPlaces")))),
        ("reason", maybe_text()),
        ("coverage", reference("Coverage")),
        ("statuses", statuses()),
        ("tally", maybe(&list(&reference("AnswerPlaces")))),
        ("years", years()),
        ("rounds", list(&text())),
        ("working", list(&reference("WorkingRow"))),
        ("published", list(&reference("Observation"))),
        ("notes", list(&count())),
        ("sources", list(&count())),
    ])
}

pub(super) fn coverage() -> Value {
    let fields = [
        "places",
        "not_applicable",
        "with_record",
        "counted",
        "old",
        "not_known",
        "confidential",
        "withdrawn",
        "no_weight",
        "not_among_rows",
        "questioned",
    ];
    object(&fields.map(|field| (field, count())))
}

pub(super) fn mean() -> Value {
    object(&[
        ("weight", text()),
        ("weight_name", text()),
        ("least_share", maybe_decimal()),
        ("years", years()),
        ("rounds", list(&text())),
    ])
}

pub(super) fn answer_places() -> Value {
    let share_bound = one_of(&[Bound::Exact.as_str(), Bound::Approximately.as_str()]);
    object(&[
        ("answer", text()),
        ("places", count()),
        ("share", maybe_decimal()),
        ("share_bound", maybe(&share_bound)),
    ])
}

pub(super) fn working_row() -> Value {
    object(&[
        ("area", text()),
        (
            "contribution",
            one_of(&Contribution::ALL.map(Contribution::as_str)),
        ),
        ("finding", maybe(&reference("Summand"))),
        ("weight", maybe(&reference("Summand"))),
    ])
}

pub(super) fn summand() -> Value {
    object(&[
        ("status", status()),
        ("value", maybe_text()),
        ("bound", bound()),
        ("low", maybe_decimal()),
        ("high", maybe_decimal()),
        ("period", text()),
        ("reporter", text()),
        ("source", text()),
        ("questioned", maybe_text()),
    ])
}

fn years() -> Value {
    maybe(&json!({ "type": "array", "items": { "type": "integer" }, "minItems": 2, "maxItems": 2 }))
}

fn statuses() -> Value {
    map(&count())
}
