//! `/api/v1/editions/{edition}/{path}`: the files of a published edition as they were published, whole or in parts.

use std::io;
use std::ops::Range;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt as _, stream};
use tidemark_app::PublishedFile;
use tidemark_evidence::query::edition_prefix;

use crate::error::{Missing, WebError};
use crate::http::cache;
use crate::http::ranges::{Part, part};
use crate::state::Site;

/// How much of a file is in memory at once, in bytes.
const PIECE: u64 = 1 << 18;

/// What Parquet files are.
pub(crate) const PARQUET: &str = "application/vnd.apache.parquet";

/// Where a file of an edition is.
pub(crate) fn address(identity: &str, path: &str) -> String {
    format!("/api/v1/editions/{identity}/{path}")
}

/// Answers with a file, or with the part of it that is asked for.
pub(crate) async fn show(
    State(site): State<Site>,
    path: Result<Path<(String, String)>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    let Path((edition, path)) = path.map_err(|_| WebError::NotFound(Missing::Page))?;
    let unknown = || WebError::NotFound(Missing::Edition(edition.clone()));
    let prefix = match edition.as_str() {
        "current" => None,
        named => Some(edition_prefix(named).ok_or_else(unknown)?),
    };
    let (observatory, name) = (Arc::clone(&site.observatory), path.clone());
    // A file that was not asked for yet is read to its end to be checked.
    let opening = move || observatory.file(prefix.as_deref(), &name);
    let opened = tokio::task::spawn_blocking(opening).await;
    let file = opened.map_err(|error| WebError::Internal(Box::new(error)))??;
    let file = file.ok_or(WebError::NotFound(Missing::Page))?;
    Ok(answer(file, &path, &headers))
}

fn answer(file: PublishedFile, path: &str, headers: &HeaderMap) -> Response {
    let length = file.length;
    let tag = format!("\"{}\"", file.sha256);
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    // A part of another file must not be put beside the parts that somebody has.
    let is_same = text(header::IF_RANGE).is_none_or(|condition| condition == tag);
    let asked = text(header::RANGE).filter(|_| is_same);
    let own = [
        (header::CONTENT_TYPE, kind(path).to_owned()),
        (header::ETAG, tag.clone()),
        (header::ACCEPT_RANGES, "bytes".to_owned()),
    ];
    if HeaderValue::from_str(&tag).is_ok_and(|tag| cache::is_held(headers, &tag)) {
        return (StatusCode::NOT_MODIFIED, own).into_response();
    }
    match part(asked, length) {
        Part::Whole => {
            let about = [(header::CONTENT_LENGTH, length.to_string())];
            (own, about, body(file, 0..length)).into_response()
        }
        Part::Bytes(range) => {
            let covers = format!("bytes {}-{}/{length}", range.start, range.end - 1);
            let about = [
                (header::CONTENT_RANGE, covers),
                (header::CONTENT_LENGTH, (range.end - range.start).to_string()),
            ];
            (StatusCode::PARTIAL_CONTENT, own, about, body(file, range)).into_response()
        }
        Part::Beyond => {
            let about = [(header::CONTENT_RANGE, format!("bytes */{length}"))];
            (StatusCode::RANGE_NOT_SATISFIABLE, about).into_response()
        }
    }
}

fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("parquet") => PARQUET,
        Some("json") => "application/json",
        Some("csv") => "text/csv; charset=utf-8; header=present",
        Some("toml") => "application/toml",
        _ => "application/octet-stream",
    }
}

/// Bytes of a file, read piece by piece as they are taken.
fn body(file: PublishedFile, range: Range<u64>) -> Body {
    let file = Arc::new(file);
    let pieces = stream::unfold(range, move |rest| {
        let file = Arc::clone(&file);
        async move {
            (rest.start < rest.end).then_some(())?;
            let end = rest.end.min(rest.start + PIECE);
            let read = tokio::task::spawn_blocking(move || file.part(rest.start..end)).await;
            let bytes = read.unwrap_or_else(|error| Err(io::Error::other(error)));
            Some((bytes, end..rest.end))
        }
    });
    Body::from_stream(pieces.fuse())
}
