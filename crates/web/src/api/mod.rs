//! The API: a folder a version, a file an address.

pub(crate) mod problem;
pub(crate) mod v1;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::Value;

/// A JSON document.
pub(crate) fn json(value: &Value) -> Response {
    let kind = (header::CONTENT_TYPE, "application/json");
    ([kind], format!("{value}\n")).into_response()
}
