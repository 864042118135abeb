//! Styles, scripts and pictures: part of the program, addressed by their content, and compressed when it was built.

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
const SVG: &str = "image/svg+xml";

/// What a file holds: as it was written, and as `build.rs` compressed it.
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
            plain: include_str!(concat!("../assets/", $file)),
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
const FAVICON: Content = content!("favicon.svg", SVG);

/// Whether files lie ready at an address.
pub(crate) fn are_at(path: &str) -> bool {
    path.starts_with(FOLDER) || path == PICTURE
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
    [&*STYLE, &*PICTURES, &*SCRIPT, &*MAP, &*TABLE, &*SEARCH]
        .into_iter()
        .find(|asset| asset.name == name)
        .map(|asset| asset.content.sent(&headers))
        .ok_or(WebError::NotFound(Missing::Page))
}

/// The picture for tabs and bookmarks.
pub(crate) async fn favicon(headers: HeaderMap) -> Response {
    FAVICON.sent(&headers)
}
