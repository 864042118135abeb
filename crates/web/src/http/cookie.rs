//! Cookies: that somebody is signed in, and, for ten minutes, that somebody was sent to their organisation. Nobody else gets any.

use axum::http::{HeaderMap, HeaderValue, header};
use tidemark_app::desk::Desk;
use tidemark_desk::Token;
use tidemark_desk::session::LONGEST;

/// Over TLS, a name that a browser takes from this very host alone, and only over TLS (RFC 6265bis, 4.1.3.2).
const SECURE: &str = "__Host-tidemark";

/// Where the site is tried out without TLS.
const PLAIN: &str = "tidemark";

fn is_secure(desk: &Desk) -> bool {
    desk.settings().base.starts_with("https://")
}

fn name(desk: &Desk) -> &'static str {
    if is_secure(desk) { SECURE } else { PLAIN }
}

/// What stands at the end of the name where somebody was sent to their organisation.
const WAY: &str = "-way";

/// They come back within so many seconds.
const WAY_HOLDS: u64 = 600;

/// The token of a session, where the request has one.
pub(crate) fn token(desk: &Desk, headers: &HeaderMap) -> Option<Token> {
    found(headers, name(desk))
}

/// What somebody was sent to their organisation with.
pub(crate) fn way(desk: &Desk, headers: &HeaderMap) -> Option<Token> {
    found(headers, &format!("{}{WAY}", name(desk)))
}

fn found(headers: &HeaderMap, name: &str) -> Option<Token> {
    let all = headers.get_all(header::COOKIE).iter();
    let pairs = all
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'));
    let mut values = pairs
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(key, _)| *key == name);
    values.next().and_then(|(_, value)| value.parse().ok())
}

/// Sets it. `Lax`, since links in messages lead here from elsewhere; forms from elsewhere are refused by what the browser says of them, and by their own token.
pub(crate) fn set(desk: &Desk, token: &Token) -> HeaderValue {
    line(desk, "", &token.reveal(), LONGEST.as_secs())
}

/// Sets what somebody is sent to their organisation with.
pub(crate) fn set_way(desk: &Desk, token: &Token) -> HeaderValue {
    line(desk, WAY, &token.reveal(), WAY_HOLDS)
}

/// Takes it away.
pub(crate) fn clear(desk: &Desk) -> HeaderValue {
    line(desk, "", "", 0)
}

fn line(desk: &Desk, end: &str, value: &str, seconds: u64) -> HeaderValue {
    let secure = if is_secure(desk) { "; Secure" } else { "" };
    let line = format!(
        "{}{end}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}",
        name(desk)
    );
    // Letters and digits of ours: always a header.
    HeaderValue::from_str(&line).unwrap_or(HeaderValue::from_static("tidemark=; Max-Age=0"))
}
