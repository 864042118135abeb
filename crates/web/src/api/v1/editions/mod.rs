//! `/api/v1/editions`: the editions that are served, by their identity.

pub(crate) mod file;

use axum::extract::State;
use axum::response::Response;
use serde_json::{Value, json};
use tidemark_app::Listed;

use crate::api;
use crate::asked::Asked;
use crate::error::WebError;
use crate::state::Site;

/// Lists them, the current one first.
pub(crate) async fn list(State(site): State<Site>, asked: Asked) -> Result<Response, WebError> {
    let pinned = asked.pinned()?;
    let overlay = pinned.decided.overlay();
    let withdrawn: Vec<Value> = overlay
        .withdrawals()
        .map(|(key, withdrawal)| {
            json!({
                "indicator": key.indicator.as_str(),
                "area": key.area.to_string(),
                "reference": key.period.reference().map(ToString::to_string),
                "round": key.period.round().map(ToString::to_string),
                "dimensions": key.dimensions.to_string(),
                "reporter": key.reporter.as_str(),
                "source": key.source.as_str(),
                "date": withdrawal.date.to_string(),
                "reason": &*withdrawal.reason,
            })
        })
        .collect();
    let editions = site.observatory.editions();
    let current = editions
        .first()
        .map(|one| one.identity.clone())
        .unwrap_or_default();
    Ok(api::json(&json!({
        "current": current,
        "editions": editions.iter().map(edition).collect::<Vec<_>>(),
        "withdrawn": withdrawn,
    })))
}

fn edition(listed: &Listed) -> Value {
    let files: Vec<Value> = listed
        .manifest
        .iter()
        .flat_map(|manifest| &manifest.files)
        .map(|file| {
            json!({
                "address": file::address(&listed.identity, &file.path),
                "bytes": file.bytes,
                "sha256": file.sha256,
            })
        })
        .collect();
    json!({
        "edition": listed.identity,
        "title": listed.title,
        "date": listed.date,
        "note": listed.note,
        "observations": listed.observations,
        "manifest": listed.manifest.is_some().then(|| file::address(&listed.identity, "manifest.json")),
        "files": files,
    })
}
