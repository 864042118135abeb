//! Small answers at fixed addresses, for machines.

use axum::extract::State;
use axum::http::{HeaderName, header};
use axum::response::IntoResponse;
use tidemark_evidence::Corpus as _;

use crate::error::WebError;
use crate::state::Site;

const TEXT: (HeaderName, &str) = (header::CONTENT_TYPE, "text/plain; charset=utf-8");

/// Everything may be indexed but single tables and searches: there are more of them than stars.
pub(crate) async fn robots() -> impl IntoResponse {
    (
        [TEXT],
        "User-agent: *\nDisallow: /*/tables?\nDisallow: /*/tables/choose\nDisallow: /*/search?\nDisallow: /api/\n",
    )
}

/// Whether the site can answer: it holds an edition.
pub(crate) async fn healthz(State(site): State<Site>) -> Result<impl IntoResponse, WebError> {
    let edition = site.observatory.edition(None)?;
    Ok(([TEXT], format!("ok\nedition {}\n", edition.identity())))
}

/// What the site has counted, for Prometheus.
pub(crate) async fn metrics(State(site): State<Site>) -> impl IntoResponse {
    let kind = (header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");
    ([kind], site.numbers.render())
}
