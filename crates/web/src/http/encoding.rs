//! Which encoding an answer gets: decided once, so that its name in `ETag` and its bytes always agree.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// The encodings there are, the best first.
const OFFERED: [&str; 2] = ["zstd", "gzip"];

/// What is sent as it is.
const IDENTITY: &str = "identity";

/// Puts the one encoding that the answer will have in place of all that are accepted.
///
/// Who refuses every encoding, and even none at all, gets none: an answer that can be read helps more than a refusal (RFC 9110, 12.5.3).
pub(crate) async fn settle(mut request: Request, next: Next) -> Response {
    let encoding = HeaderValue::from_static(settled(request.headers()));
    request.headers_mut().insert(header::ACCEPT_ENCODING, encoding);
    next.run(request).await
}

fn settled(headers: &HeaderMap) -> &'static str {
    let accepted: Vec<(String, f32)> = headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(accepted)
        .collect();
    let named = |name: &str| accepted.iter().find(|(known, _)| known == name);
    let weight = |name: &str| {
        named(name)
            .or_else(|| named("*"))
            .map_or(0.0, |(_, weight)| *weight)
    };
    // That it may also come as it is goes without saying, and is no wish unless it is named.
    let plain = named(IDENTITY).map_or(0.0, |(_, weight)| *weight);
    let best = OFFERED
        .into_iter()
        .rev()
        .max_by(|a, b| weight(a).total_cmp(&weight(b)));
    best.filter(|name| weight(name) > 0.0 && weight(name) >= plain)
        .unwrap_or(IDENTITY)
}

/// One part of the header: a name, in any case, with its weight.
fn accepted(part: &str) -> Option<(String, f32)> {
    let mut pieces = part.split(';').map(str::trim);
    let name = pieces.next().filter(|name| !name.is_empty())?;
    let weight = pieces.find_map(|piece| piece.strip_prefix("q=").or_else(|| piece.strip_prefix("Q=")));
    let weight = weight.map_or(Some(1.0), |text| text.trim().parse::<f32>().ok())?;
    Some((name.to_ascii_lowercase(), weight.clamp(0.0, 1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(header: &str) -> &'static str {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, header.parse().unwrap());
        settled(&headers)
    }

    #[test]
    fn the_best_of_what_is_accepted_is_chosen() {
        for (header, expected) in [
            ("", "identity"),
            ("br", "identity"),
            ("gzip, deflate, br, zstd", "zstd"),
            ("GZIP", "gzip"),
            ("gzip;q=0", "identity"),
            ("gzip; q=0.8, zstd;q=0.5", "gzip"),
            ("*", "zstd"),
            ("zstd;q=0, *", "gzip"),
            ("*;q=0", "identity"),
            ("identity;q=0", "identity"),
            ("identity, gzip;q=0.5", "identity"),
            ("gzip;q=NaN", "identity"),
        ] {
            assert_eq!(of(header), expected, "{header}");
        }
    }
}
