//! Styles, scripts, fonts and pictures: part of the program, addressed by their content, and compressed when it was built.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::error::{Missing, WebError};
use crate::http::encoding;
use crate::state::hex;

const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";
const WOFF2: &str = "font/woff2";
const SVG: &str = "image/svg+xml";

/// What a file holds: as it was written, the style sheet with the rules of fonts before it, and as `build.rs` compressed it.
#[derive(Clone, Copy)]
struct Content {
    kind: &'static str,
    plain: &'static str,
    brotli: &'static [u8],
}

/// The content of a file in `assets/`.
macro_rules! content {
    ($file:literal, $kind:expr) => {
        Content {
            kind: $kind,
            plain: include_str!(concat!(env!("OUT_DIR"), "/", $file)),
            brotli: include_bytes!(concat!(env!("OUT_DIR"), "/", $file, ".br")),
        }
    };
}

impl Content {
    /// The file in the encoding that was settled on.
    fn sent(self, headers: &HeaderMap) -> Response {
        let kind = (header::CONTENT_TYPE, HeaderValue::from_static(self.kind));
        if encoding::is_brotli(headers) {
            return ([kind, encoding::IN_BROTLI], self.brotli).into_response();
        }
        ([kind], self.plain).into_response()
    }
}

/// A file that is addressed by its content.
struct Asset {
    /// `site.0123456789abcdef.css`
    name: String,
    content: Content,
}

impl Asset {
    fn new(stem: &str, extension: &str, content: Content) -> Self {
        let digest = hex(&Sha256::digest(content.plain.as_bytes()));
        let (short, _) = digest.split_at(16);
        Self {
            name: format!("{stem}.{short}.{extension}"),
            content,
        }
    }

    fn address(&self) -> String {
        format!("{FOLDER}{}", self.name)
    }
}

/// Below which addresses the files are.
const FOLDER: &str = "/assets/";
/// Where browsers look for the picture.
const PICTURE: &str = "/favicon.svg";

static STYLE: LazyLock<Asset> = LazyLock::new(|| Asset::new("site", "css", content!("site.css", CSS)));
static PICTURES: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("pictures", "css", content!("pictures.css", CSS)));
static SCRIPT: LazyLock<Asset> = LazyLock::new(|| Asset::new("choose", "js", content!("choose.js", JS)));
static MAP: LazyLock<Asset> = LazyLock::new(|| Asset::new("map", "js", content!("map.js", JS)));
static TABLE: LazyLock<Asset> = LazyLock::new(|| Asset::new("table", "js", content!("table.js", JS)));
static SEARCH: LazyLock<Asset> = LazyLock::new(|| Asset::new("search", "js", content!("search.js", JS)));
static PASSKEY: LazyLock<Asset> = LazyLock::new(|| Asset::new("passkey", "js", content!("passkey.js", JS)));
static COPY: LazyLock<Asset> = LazyLock::new(|| Asset::new("copy", "js", content!("copy.js", JS)));
static PIN: LazyLock<Asset> = LazyLock::new(|| Asset::new("pin", "js", content!("pin.js", JS)));
/// Every font by its name with its content's digest, and what it holds.
const FONTS: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/fonts.rs"));
const FAVICON: Content = content!("favicon.svg", SVG);

/// How what lies ready at an address may be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ready {
    /// As it is, or compressed.
    Packable,
    /// As it is only: it is compressed in itself.
    Packed,
}

/// What lies ready at an address, if anything does.
pub(crate) fn ready(path: &str) -> Option<Ready> {
    let is_ours = path.starts_with(FOLDER) || path == PICTURE;
    is_ours.then(|| {
        if path.rsplit('.').next() == Some("woff2") {
            Ready::Packed
        } else {
            Ready::Packable
        }
    })
}

/// The address of the style sheet.
pub(crate) fn style() -> String {
    STYLE.address()
}

/// The address of the style sheet of pictures.
pub(crate) fn pictures() -> String {
    PICTURES.address()
}

/// The address of the script for choosing.
pub(crate) fn script() -> String {
    SCRIPT.address()
}

/// The address of the script for citing.
pub(crate) fn table() -> String {
    TABLE.address()
}

/// The address of the script for passkeys.
pub(crate) fn passkey() -> String {
    PASSKEY.address()
}

/// The address of the script for copying.
pub(crate) fn copy() -> String {
    COPY.address()
}

/// The address of the script for pinning columns.
pub(crate) fn pin() -> String {
    PIN.address()
}

/// The address of the script for maps.
pub(crate) fn map() -> String {
    MAP.address()
}

/// The address of the script for searching.
pub(crate) fn search() -> String {
    SEARCH.address()
}

/// A file by its name with its content's digest.
pub(crate) async fn file(
    path: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    // What is not even text names nothing.
    let Path(name) = path.map_err(|_| WebError::NotFound(Missing::Page))?;
    [
        &*STYLE, &*PICTURES, &*SCRIPT, &*MAP, &*TABLE, &*SEARCH, &*COPY, &*PIN, &*PASSKEY,
    ]
    .into_iter()
    .find(|asset| asset.name == name)
    .map(|asset| asset.content.sent(&headers))
    .or_else(|| font(&name))
    .ok_or(WebError::NotFound(Missing::Page))
}

/// A font by its name with its content's digest.
fn font(name: &str) -> Option<Response> {
    let (_, content) = FONTS.iter().find(|(known, _)| *known == name)?;
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static(WOFF2));
    Some(([kind], *content).into_response())
}

/// The picture for tabs and bookmarks.
pub(crate) async fn favicon(headers: HeaderMap) -> Response {
    FAVICON.sent(&headers)
}
