//! Problems in the form of RFC 9457, with the parts of the query that are at fault.

use axum::http::{Uri, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::api::v1::observations;
use crate::error::{Failure, Fault};
use crate::locale::Locale;

/// The most errors that are listed.
const LISTED: usize = 100;

/// The answer for a failure; `type` leads to where its kind is explained.
pub(crate) fn answer(failure: &Failure, locale: &Locale, uri: &Uri) -> Response {
    let listed = failure.faults.iter().take(LISTED);
    let errors: Vec<Value> = listed.map(|fault| error(fault, locale)).collect();
    let mut detail = locale.messages.text(&failure.detail);
    if let Some(more) = failure.faults.len().checked_sub(LISTED + 1) {
        let more = (more + 1).to_string();
        detail = format!(
            "{detail} {}",
            locale.messages.with("web-fault-more", &[("count", &more)])
        );
    }
    let problem = json!({
        "type": format!("/about#problem-{}", failure.kind),
        "title": locale.messages.text(&failure.title),
        "status": failure.status.as_u16(),
        "detail": detail,
        "errors": errors,
        "size": failure.size.map(|size| json!({
            "cells": size.cells,
            "limit": size.limit,
            "everything": observations::of_the_edition_in(uri),
        })),
    });
    let kind = (header::CONTENT_TYPE, "application/problem+json");
    ([kind], format!("{problem}\n")).into_response()
}

fn error(fault: &Fault, locale: &Locale) -> Value {
    json!({
        "parameter": fault.parameter,
        "value": fault.value,
        "position": fault.position,
        "suggestions": fault.suggestions,
        "reason": locale.messages.text(&fault.reason),
    })
}
