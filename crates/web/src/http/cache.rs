//! Who may keep an answer, and how it is recognised again.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::asked::Asked;
use crate::locale::Locale;
use crate::router::CacheClass;
use crate::state::{Site, hex};

/// What answers depend on beside their address.
pub(crate) const VARY: HeaderValue = HeaderValue::from_static("accept-encoding, accept-language");

/// What the cache of a route must know.
#[derive(Clone)]
pub(crate) struct Cached {
    pub(crate) site: Site,
    pub(crate) class: CacheClass,
}

/// Sets `Cache-Control`, and for answers that revalidate an `ETag`; one that the asker holds already is not made again.
pub(crate) async fn keep(
    State(cached): State<Cached>,
    locale: Locale,
    mut request: Request,
    next: Next,
) -> Response {
    let control = match cached.class {
        CacheClass::Revalidate => HeaderValue::from_static("no-cache"),
        CacheClass::Immutable => HeaderValue::from_static("public, max-age=31536000, immutable"),
        CacheClass::Never => HeaderValue::from_static("no-store"),
    };
    let tag = match cached.class {
        CacheClass::Revalidate if is_read(request.method()) => {
            let asked = Asked::of(&cached.site, request.uri()).await;
            let tag = identity(&cached.site, &asked, &locale, &request);
            request.extensions_mut().insert(asked);
            tag
        }
        CacheClass::Revalidate | CacheClass::Immutable | CacheClass::Never => None,
    };
    if let Some(tag) = tag.as_ref().filter(|tag| is_held(request.headers(), tag)) {
        return not_modified(tag, control);
    }
    let any = any_is_held(request.headers());
    let mut response = next.run(request).await;
    if let Some(tag) = tag
        .as_ref()
        .filter(|_| any && response.status() == StatusCode::OK)
    {
        return not_modified(tag, control);
    }
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, control);
    headers.insert(header::VARY, VARY);
    // A published file has a name of its own.
    let is_named = response.headers().contains_key(header::ETAG);
    if let Some(tag) = tag.filter(|_| response.status() == StatusCode::OK && !is_named) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    if !response.status().is_success() && !response.status().is_redirection() {
        let never = HeaderValue::from_static("no-store");
        response.headers_mut().insert(header::CACHE_CONTROL, never);
    }
    response
}

/// Whether a method reads: only then a condition leads to 304.
fn is_read(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}

/// The answer to someone who holds the answer already, with all by which that one is kept.
fn not_modified(tag: &HeaderValue, control: HeaderValue) -> Response {
    let headers = [
        (header::ETAG, tag.clone()),
        (header::CACHE_CONTROL, control),
        (header::VARY, VARY),
    ];
    (StatusCode::NOT_MODIFIED, headers).into_response()
}

/// The name of an answer: all that it depends on. Encodings have names of their own, as strong tags must.
fn identity(site: &Site, asked: &Asked, locale: &Locale, request: &Request) -> Option<HeaderValue> {
    let version = asked.version()?;
    // Settled before: the one that the answer will have.
    let encoding = request.headers().get(header::ACCEPT_ENCODING);
    let parts = format!(
        "{}\n{version}\n{}\n{}\n{}\n{}\n{encoding:?}",
        site.making,
        site.observatory.identities(),
        site.today(),
        locale.tag(),
        request.uri(),
    );
    HeaderValue::from_str(&format!("\"{}\"", hex(&Sha256::digest(parts.as_bytes())))).ok()
}

/// Whether `If-None-Match` names it (RFC 9110, 13.1.2: compared weakly).
pub(crate) fn is_held(headers: &HeaderMap, tag: &HeaderValue) -> bool {
    conditions(headers)
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .map(|held| held.strip_prefix("W/").unwrap_or(held))
        .any(|held| held.as_bytes() == tag.as_bytes())
}

/// Whether `If-None-Match` is `*`: any answer that there is. Whether there is one is known only when it has been made.
fn any_is_held(headers: &HeaderMap) -> bool {
    conditions(headers).any(|value| value.trim() == "*")
}

fn conditions(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
}
