//! Which encoding an answer gets: decided once, so that its name in `ETag` and its bytes always agree.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::assets::{self, Ready};

/// The encodings that answers are put in as they are made, the best first.
const MADE: [&str; 2] = ["zstd", "gzip"];

/// The encodings that assets are had in, the best first: [`BROTLI`] lies ready in the program.
const READY: [&str; 3] = [BROTLI, "zstd", "gzip"];

/// Too slow to be made while somebody waits, and the smallest where it was made beforehand.
const BROTLI: &str = "br";

/// What is sent as it is.
const IDENTITY: &str = "identity";

/// Puts the one encoding that the answer will have in place of all that are accepted.
///
/// Who refuses every encoding, and even none at all, gets none: an answer that can be read helps more than a refusal (RFC 9110, 12.5.3).
pub(crate) async fn settle(mut request: Request, next: Next) -> Response {
    let offered: &[&str] = match assets::ready(request.uri().path()) {
        Some(Ready::Packable) => &READY,
        Some(Ready::Packed) => &[],
        None => &MADE,
    };
    let encoding = HeaderValue::from_static(settled(request.headers(), offered));
    request.headers_mut().insert(header::ACCEPT_ENCODING, encoding);
    next.run(request).await
}

/// Whether the encoding that was settled on is Brotli.
pub(crate) fn is_brotli(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT_ENCODING)
        .is_some_and(|settled| settled == BROTLI)
}

/// The header of an answer in Brotli.
pub(crate) const IN_BROTLI: (HeaderName, HeaderValue) =
    (header::CONTENT_ENCODING, HeaderValue::from_static(BROTLI));

fn settled(headers: &HeaderMap, offered: &[&'static str]) -> &'static str {
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
    let best = offered
        .iter()
        .copied()
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

    fn of(header: &str, offered: &[&'static str]) -> &'static str {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, header.parse().unwrap());
        settled(&headers, offered)
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
            ("identity;q=0, gzip;q=0.1", "gzip"),
            ("identity;q=0, *;q=0.1", "zstd"),
            ("identity, gzip;q=0.5", "identity"),
            ("gzip;q=NaN", "identity"),
        ] {
            assert_eq!(of(header, &MADE), expected, "{header}");
        }
    }

    #[test]
    fn what_lies_ready_in_brotli_is_sent_so_unless_something_else_is_preferred() {
        for (header, expected) in [
            ("gzip, deflate, br, zstd", "br"),
            ("BR", "br"),
            ("*", "br"),
            ("br;q=0, *", "zstd"),
            ("br;q=0.5, gzip", "gzip"),
            ("br;q=0.000", "identity"),
            ("identity, br;q=0.9", "identity"),
        ] {
            assert_eq!(of(header, &READY), expected, "{header}");
        }
    }

    #[test]
    fn without_a_wish_an_answer_comes_as_it_is() {
        assert_eq!(settled(&HeaderMap::new(), &READY), IDENTITY);
    }
}
