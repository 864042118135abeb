//! What can be wrong, and how it is told.

use serde_json::{Value, json};

use super::schema::{count, list, maybe, object, reference, text, uri_reference};

/// What can be wrong with a question for an edition: there may be none such.
pub(super) const OF_AN_EDITION: [&str; 7] = ["400", "404", "413", "414", "429", "500", "503"];

/// What can be wrong with a question for a table: there may also be no such edition, or too much of it.
pub(super) const OF_A_TABLE: [&str; 8] = ["400", "404", "413", "414", "422", "429", "500", "503"];

/// How it is told.
pub(super) fn shape() -> Value {
    let size = object(&[
        ("cells", count()),
        ("limit", count()),
        ("everything", uri_reference()),
    ]);
    let error = object(&[
        ("parameter", text()),
        ("value", text()),
        ("position", count()),
        ("suggestions", list(&text())),
        ("reason", text()),
    ]);
    object(&[
        ("type", uri_reference()),
        ("title", text()),
        (
            "status",
            json!({ "type": "integer", "minimum": 400, "maximum": 599 }),
        ),
        ("detail", text()),
        ("errors", list(&error)),
        ("size", maybe(&size)),
    ])
}

/// The answers that tell it.
pub(super) fn responses() -> Value {
    let content = json!({ "application/problem+json": { "schema": reference("Problem") } });
    json!({
        "Problem": {
            "description": "What is wrong, in the form of RFC 9457.",
            "content": content,
        },
        "TooMany": {
            "description": "Too many requests from one peer.",
            "headers": {
                "Retry-After": {
                    "required": true,
                    "description": "After how many seconds to ask again.",
                    "schema": { "type": "integer", "minimum": 1 },
                },
            },
            "content": content,
        },
    })
}
