//! The frame around every handler: size of the question, language, limits, time; and failures put into words.

use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::error::{Failure, Surface, WebError};
use crate::http::log::RequestNumber;
use crate::locale::Locale;
use crate::router::{Asking, RateClass};
use crate::state::Site;

/// The longest query, in bytes.
const LONGEST_QUERY: usize = 8 * 1024;

/// What the frame of a route must know.
#[derive(Clone)]
pub(crate) struct Framed {
    pub(crate) site: Site,
    pub(crate) rate: RateClass,
    pub(crate) asking: Asking,
}

/// Runs a handler within the frame.
pub(crate) async fn frame(State(framed): State<Framed>, mut request: Request, next: Next) -> Response {
    let (locale, no_language) = Locale::of(request.uri(), request.headers());
    request.extensions_mut().insert(locale.clone());
    let uri = request.uri().clone();
    let number = request.extensions().get::<RequestNumber>().copied();
    let refused = refusal(&framed, &request).or(no_language.map(|fault| WebError::Query(vec![fault])));
    let mut response = match refused {
        Some(error) => error.into_response(),
        None => match tokio::time::timeout(framed.site.settings.timeout, next.run(request)).await {
            Ok(response) => response,
            Err(_) => WebError::TooSlow.into_response(),
        },
    };
    match response.extensions_mut().remove::<Failure>() {
        Some(failure) => failure.render(&framed.site, &locale, &uri, number),
        None => response,
    }
}

fn refusal(framed: &Framed, request: &Request) -> Option<WebError> {
    let site = &framed.site;
    let peer = site
        .settings
        .peer_address
        .key(request.headers(), request.extensions());
    if let Err(wait) = site
        .limiter
        .admit(&site.settings.rate_limits, framed.rate, peer, Instant::now())
    {
        return Some(WebError::TooMany { wait });
    }
    if query_length(request.uri()) > LONGEST_QUERY {
        return Some(WebError::QueryTooLong {
            longest: LONGEST_QUERY,
        });
    }
    (framed.asking == Asking::Get && has_body(request.headers())).then_some(WebError::BodyNotAccepted)
}

fn query_length(uri: &Uri) -> usize {
    uri.query().map_or(0, str::len)
}

fn has_body(headers: &HeaderMap) -> bool {
    let length = headers.get(header::CONTENT_LENGTH);
    headers.contains_key(header::TRANSFER_ENCODING) || length.is_some_and(|value| value.as_bytes() != b"0")
}

/// A handler that went wrong in a way nobody foresaw: the page for it, without its insides.
pub(crate) fn broken(cause: &(dyn std::any::Any + Send)) -> Response {
    let text = cause
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| cause.downcast_ref::<&str>().copied())
        .unwrap_or("a panic without words");
    WebError::Internal(text.into()).into_response()
}

impl Surface {
    /// Who reads the answer to an address.
    pub(crate) fn of(uri: &Uri) -> Self {
        if uri.path().starts_with("/api/") {
            Self::Program
        } else {
            Self::Person
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;
    use tidemark_publishing::picture::map::Borders;

    use axum::Router;
    use axum::body::Body;
    use axum::http::StatusCode;
    use axum::middleware::from_fn_with_state;
    use axum::routing::get;
    use tidemark_app::Observatory;
    use tower::ServiceExt as _;

    use super::*;
    use crate::settings::WebSettings;
    use crate::state::{Inner, WebState};

    fn framed(timeout: Duration) -> Framed {
        let settings = WebSettings {
            timeout,
            ..WebSettings::default()
        };
        let observatory = Arc::new(Observatory::of(tidemark_testkit::world()).unwrap());
        let clock = Arc::new(|| "2026-11-22".parse().unwrap());
        let site = Inner::new(WebState {
            observatory,
            press: Arc::new(tidemark_print::Press::new(Vec::new())),
            settings,
            borders: Arc::new(Borders::read(tidemark_testkit::BORDERS).unwrap()),
            clock,
            desk: None,
        });
        Framed {
            site,
            rate: RateClass::Free,
            asking: Asking::Get,
        }
    }

    async fn ask(router: Router) -> StatusCode {
        router
            .oneshot(Request::get("/").body(Body::empty()).unwrap())
            .await
            .unwrap()
            .status()
    }

    #[tokio::test]
    async fn an_answer_that_takes_too_long_is_given_up() {
        let endless = Router::new().route("/", get(std::future::pending::<()>));
        let layer = from_fn_with_state(framed(Duration::from_millis(5)), frame);
        assert_eq!(ask(endless.layer(layer)).await, StatusCode::SERVICE_UNAVAILABLE);
    }

    #[tokio::test]
    async fn a_handler_that_breaks_is_our_fault() {
        let cause: Box<dyn std::any::Any + Send> = Box::new("broken");
        assert_eq!(broken(&*cause).status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert!(broken(&*cause).extensions().get::<Failure>().is_some());
    }
}
