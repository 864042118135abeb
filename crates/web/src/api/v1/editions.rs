//! `/api/v1/editions`: the editions that are served, by their identity.

use axum::extract::State;
use axum::response::Response;
use serde_json::json;

use crate::api;
use crate::error::WebError;
use crate::pages::edition;
use crate::state::Site;

/// Lists them; the current one is named.
pub(crate) async fn list(State(site): State<Site>) -> Result<Response, WebError> {
    let corpus = edition(&site, None)?;
    let info = &corpus.catalogue().edition;
    let holdings = site.holdings.of(&*corpus);
    let current = json!({
        "edition": corpus.identity(),
        "title": info.title,
        "date": info.date.to_string(),
        "observations": holdings.observations,
    });
    Ok(api::json(
        &json!({ "current": corpus.identity(), "editions": [current] }),
    ))
}
