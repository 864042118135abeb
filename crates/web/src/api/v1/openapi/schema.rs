//! Schemas, put together from few pieces. Fields are never left out, and there are no others: what is absent is null.

use serde_json::{Map, Value, json};

pub(super) fn text() -> Value {
    json!({ "type": "string" })
}

pub(super) fn uri_reference() -> Value {
    json!({ "type": "string", "format": "uri-reference" })
}

pub(super) fn maybe_text() -> Value {
    json!({ "type": ["string", "null"] })
}

pub(super) fn count() -> Value {
    json!({ "type": "integer", "minimum": 0 })
}

pub(super) fn maybe_year() -> Value {
    json!({ "type": ["integer", "null"] })
}

/// A whole number or a fraction as it was published: JSON numbers lose digits.
pub(super) fn maybe_decimal() -> Value {
    json!({ "type": ["string", "null"] })
}

pub(super) fn one_of(names: &[&str]) -> Value {
    json!({ "type": "string", "enum": names })
}

/// One of these; nothing at all where there are none.
pub(super) fn one_of_these(names: &[String]) -> Value {
    if names.is_empty() {
        return json!(false);
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    one_of(&names)
}

pub(super) fn maybe(schema: &Value) -> Value {
    json!({ "anyOf": [schema, { "type": "null" }] })
}

pub(super) fn list(items: &Value) -> Value {
    json!({ "type": "array", "items": items })
}

pub(super) fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// Codes with what they map to.
pub(super) fn map(values: &Value) -> Value {
    json!({ "type": "object", "additionalProperties": values })
}

/// An object of exactly these fields.
pub(super) fn object(fields: &[(&str, Value)]) -> Value {
    let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
    let properties: Map<String, Value> = fields
        .iter()
        .map(|(name, schema)| ((*name).to_owned(), schema.clone()))
        .collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": names,
        "additionalProperties": false,
    })
}
