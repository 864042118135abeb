//! The shapes of the answers.

mod search;
mod totals;

use serde_json::{Map, Value, json};
use tidemark_evidence::query::Layout;
use tidemark_evidence::{Bound, Status};
use tidemark_publishing::csv::{CELL_DIFFERENCE_COLUMNS, DIFFERENCE_COLUMNS};
use tidemark_vocab::Terms;

use super::problems;
use super::schema::{
    count, list, map, maybe, maybe_decimal, maybe_text, maybe_year, object, one_of, reference, text,
    uri_reference,
};

/// Every shape by its name.
pub(super) fn all() -> Map<String, Value> {
    let shapes = [
        ("Table", table()),
        ("Grid", grid()),
        (
            "Edition",
            object(&[("identity", text()), ("title", text()), ("date", text())]),
        ),
        ("Column", column()),
        ("Group", group()),
        ("Row", row()),
        ("FindingRow", finding_row()),
        ("Cell", cell()),
        ("Observation", observation()),
        ("Companion", companion()),
        ("Other", other()),
        ("Total", totals::total()),
        ("Mean", totals::mean()),
        ("AnswerPlaces", totals::answer_places()),
        ("WorkingRow", totals::working_row()),
        ("Summand", totals::summand()),
        ("Coverage", totals::coverage()),
        ("Note", note()),
        ("TableSource", table_source()),
        ("Sign", object(&[("sign", text()), ("meaning", text())])),
        ("CodebookEntry", codebook_entry()),
        ("Search", search::search()),
        ("Indicators", listed("indicators", &indicator())),
        ("Areas", areas()),
        ("Sources", listed("sources", &source())),
        ("Editions", editions()),
        ("Differences", differences()),
        (
            "Description",
            json!({ "type": "object", "required": ["openapi", "info", "paths"] }),
        ),
        ("Problem", problems::shape()),
    ];
    shapes
        .into_iter()
        .map(|(name, shape)| (name.to_owned(), shape))
        .collect()
}

fn listed(name: &str, item: &Value) -> Value {
    object(&[("edition", text()), (name, list(item))])
}

fn status() -> Value {
    one_of(&Status::ALL.map(Status::as_str))
}

fn bound() -> Value {
    maybe(&one_of(&Bound::ALL.map(Bound::as_str)))
}

fn table() -> Value {
    let layouts: Vec<&str> = Layout::ALL.iter().map(|layout| layout.as_str()).collect();
    object(&[
        ("title", text()),
        ("query", text()),
        ("language", text()),
        ("layout", one_of(&layouts)),
        ("edition", reference("Edition")),
        ("columns", list(&reference("Column"))),
        ("groups", list(&reference("Group"))),
        ("totals", list(&reference("Total"))),
        ("findings", list(&reference("FindingRow"))),
        ("notes", list(&reference("Note"))),
        ("sources", list(&reference("TableSource"))),
        ("legend", list(&reference("Sign"))),
        ("codebook", list(&reference("CodebookEntry"))),
        ("remarks", list(&text())),
    ])
}

fn column() -> Value {
    object(&[
        ("kind", one_of(&["indicator", "period"])),
        ("name", text()),
        ("indicator", maybe_text()),
        ("dimensions", map(&text())),
        ("reference", maybe_text()),
        ("round", maybe_text()),
        ("unit", maybe_text()),
        ("reporters", list(&text())),
    ])
}

fn group() -> Value {
    object(&[
        ("region", maybe_text()),
        ("name", maybe_text()),
        ("rows", list(&reference("Row"))),
        ("totals", list(&reference("Total"))),
    ])
}

fn row() -> Value {
    object(&[
        ("area", maybe_text()),
        ("indicator", maybe_text()),
        ("dimensions", map(&text())),
        ("name", text()),
        ("cells", list(&reference("Cell"))),
    ])
}

fn finding_row() -> Value {
    object(&[
        ("indicator", text()),
        ("indicator_name", text()),
        ("area", text()),
        ("area_name", text()),
        ("dimensions", map(&text())),
        ("asked", maybe_text()),
        ("cell", reference("Cell")),
    ])
}

fn cell() -> Value {
    object(&[
        ("status", status()),
        ("age", maybe(&one_of(&["current", "old"]))),
        ("text", text()),
        ("finding", maybe(&reference("Observation"))),
        ("last", maybe(&reference("Observation"))),
        ("companions", list(&reference("Companion"))),
        ("notes", list(&count())),
        ("sources", list(&count())),
        ("others", list(&reference("Other"))),
        ("total", maybe(&reference("Total"))),
    ])
}

fn observation() -> Value {
    object(&[
        ("indicator", text()),
        ("area", text()),
        ("period", text()),
        ("reference", maybe_text()),
        ("round", maybe_text()),
        ("dimensions", map(&text())),
        ("reporter", text()),
        ("source", text()),
        ("status", status()),
        ("value", maybe_decimal()),
        ("bound", bound()),
        ("low", maybe_decimal()),
        ("high", maybe_decimal()),
        ("unit", maybe_text()),
        ("locator", maybe_text()),
        ("note", maybe_text()),
        ("questioned", maybe_text()),
    ])
}

fn companion() -> Value {
    object(&[
        ("role", text()),
        ("text", text()),
        ("finding", reference("Observation")),
    ])
}

fn other() -> Value {
    object(&[
        ("text", text()),
        ("source_number", count()),
        ("finding", reference("Observation")),
    ])
}

fn note() -> Value {
    object(&[
        ("number", count()),
        ("kind", one_of(&["remark", "questioned"])),
        ("text", text()),
    ])
}

fn table_source() -> Value {
    object(&[
        ("number", count()),
        ("id", text()),
        ("reporter", maybe_text()),
        ("title", text()),
        ("publisher", text()),
        ("year", maybe_year()),
        ("address", text()),
        ("licence", text()),
        ("terms", maybe(&terms())),
        ("locators", list(&text())),
    ])
}

fn terms() -> Value {
    let all: Vec<&str> = Terms::ALL.iter().map(|terms| terms.as_str()).collect();
    one_of(&all)
}

fn codebook_entry() -> Value {
    object(&[
        ("section", text()),
        ("code", text()),
        ("name", text()),
        ("explanation", text()),
        ("unit", maybe_text()),
    ])
}

fn indicator() -> Value {
    object(&[
        ("indicator", text()),
        ("theme", text()),
        ("name", text()),
        ("definition", text()),
        ("unit", text()),
        ("observations", count()),
    ])
}

fn areas() -> Value {
    let place = object(&[
        ("area", text()),
        ("name", text()),
        ("part_of", maybe_text()),
        ("m49", maybe_text()),
        ("observations", count()),
    ]);
    let region = object(&[
        ("area", text()),
        ("name", text()),
        ("places", list(&text())),
        ("observations", count()),
    ]);
    let scheme = object(&[
        ("scheme", text()),
        ("name", text()),
        ("version", text()),
        ("note", text()),
        ("regions", list(&region)),
    ]);
    object(&[
        ("edition", text()),
        ("places", list(&place)),
        ("schemes", list(&scheme)),
    ])
}

fn source() -> Value {
    object(&[
        ("source", text()),
        ("reporter", text()),
        ("title", text()),
        ("publisher", text()),
        ("year", maybe_year()),
        ("address", text()),
        ("licence", text()),
        ("terms", terms()),
        ("observations", count()),
        ("indicators", map(&count())),
    ])
}

fn editions() -> Value {
    let file = object(&[
        ("address", uri_reference()),
        ("bytes", count()),
        ("sha256", text()),
    ]);
    let edition = object(&[
        ("edition", text()),
        ("title", text()),
        ("date", text()),
        ("note", text()),
        ("observations", count()),
        ("manifest", maybe(&uri_reference())),
        ("files", list(&file)),
    ]);
    let withdrawn = object(&[
        ("indicator", text()),
        ("area", text()),
        ("reference", maybe_text()),
        ("round", maybe_text()),
        ("dimensions", text()),
        ("reporter", text()),
        ("source", text()),
        ("date", text()),
        ("reason", text()),
    ]);
    object(&[
        ("current", text()),
        ("editions", list(&edition)),
        ("withdrawn", list(&withdrawn)),
    ])
}

/// `format=compact` and `format=cells`.
fn grid() -> Value {
    let column = json!({
        "type": "object",
        "properties": { "indicator": text(), "dimensions": text(), "period": text() },
        "additionalProperties": false,
    });
    let cell = json!({
        "type": "array",
        "minItems": 1,
        "maxItems": 9,
        "prefixItems": [status()],
        "items": { "type": ["string", "integer", "boolean", "null"] },
    });
    let row = json!({
        "type": "object",
        "required": ["area", "cells"],
        "properties": { "area": text(), "indicator": text(), "dimensions": text(), "cells": list(&cell) },
        "additionalProperties": false,
    });
    let period = object(&[("reference", maybe_text()), ("round", maybe_text())]);
    json!({
        "type": "object",
        "required": ["edition", "columns", "rows"],
        "properties": {
            "edition": text(),
            "columns": list(&column),
            "rows": list(&row),
            "periods": list(&period),
            "reporters": list(&text()),
            "sources": list(&text()),
        },
        "additionalProperties": false,
    })
}

/// The columns of the CSV by their names; what a side does not have is null.
fn differences() -> Value {
    let one = |columns: &[&str]| {
        let fields: Vec<(&str, Value)> = columns.iter().map(|column| (*column, maybe_text())).collect();
        object(&fields)
    };
    let either = json!({ "anyOf": [one(&DIFFERENCE_COLUMNS), one(&CELL_DIFFERENCE_COLUMNS)] });
    object(&[
        ("before", text()),
        ("after", text()),
        ("differences", list(&either)),
    ])
}
