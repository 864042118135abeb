//! Styles, scripts and pictures: part of the program, addressed by their content.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::{HeaderName, header};
use axum::response::IntoResponse;
use sha2::{Digest, Sha256};

use crate::error::{Missing, WebError};
use crate::state::hex;

const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";

/// A file as it is sent.
struct Asset {
    /// `site.0123456789abcdef.css`
    name: String,
    kind: &'static str,
    body: &'static str,
}

impl Asset {
    fn new(stem: &str, extension: &str, kind: &'static str, body: &'static str) -> Self {
        let digest = hex(&Sha256::digest(body.as_bytes()));
        let (short, _) = digest.split_at(16);
        Self {
            name: format!("{stem}.{short}.{extension}"),
            kind,
            body,
        }
    }

    fn address(&self) -> String {
        format!("/assets/{}", self.name)
    }
}

static STYLE: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("site", "css", CSS, include_str!("../assets/site.css")));
static SCRIPT: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("choose", "js", JS, include_str!("../assets/choose.js")));
static CITE: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("cite", "js", JS, include_str!("../assets/cite.js")));
const FAVICON: &str = include_str!("../assets/favicon.svg");

/// The address of the style sheet.
pub(crate) fn style() -> String {
    STYLE.address()
}

/// The address of the script for choosing.
pub(crate) fn script() -> String {
    SCRIPT.address()
}

/// The address of the script for citing.
pub(crate) fn cite() -> String {
    CITE.address()
}

fn sent(kind: &'static str, body: &'static str) -> ([(HeaderName, &'static str); 1], &'static str) {
    ([(header::CONTENT_TYPE, kind)], body)
}

/// A file by its name with its content's digest.
pub(crate) async fn file(path: Result<Path<String>, PathRejection>) -> Result<impl IntoResponse, WebError> {
    // What is not even text names nothing.
    let Path(name) = path.map_err(|_| WebError::NotFound(Missing::Page))?;
    [&*STYLE, &*SCRIPT, &*CITE]
        .into_iter()
        .find(|asset| asset.name == name)
        .map(|asset| sent(asset.kind, asset.body))
        .ok_or(WebError::NotFound(Missing::Page))
}

/// The picture for tabs and bookmarks.
pub(crate) async fn favicon() -> impl IntoResponse {
    sent(SVG, FAVICON)
}
