//! One line a request: method, route, status, duration, number. Never the query, never the address.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;

use crate::http::numbers::Numbers;

static REQUESTS: AtomicU64 = AtomicU64::new(1);

/// The number of a request in this process, by which a page of a failure is found in the log.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RequestNumber(pub(crate) u64);

/// Where a route's answers are counted.
#[derive(Clone)]
pub(crate) struct Observed {
    /// The pattern of the route, not the path: a path may hold what a person looked for.
    pub(crate) route: &'static str,
    /// The counters.
    pub(crate) numbers: Numbers,
}

/// Logs and counts an answer.
pub(crate) async fn observe(State(observed): State<Observed>, mut request: Request, next: Next) -> Response {
    let number = REQUESTS.fetch_add(1, Ordering::Relaxed);
    let method = request.method().clone();
    request.extensions_mut().insert(RequestNumber(number));
    let start = Instant::now();
    let response = next.run(request).await;
    let (took, status) = (start.elapsed(), response.status());
    observed.numbers.count(observed.route, &method, status, took);
    tracing::info!(
        target: "tidemark::http",
        method = %method,
        route = observed.route,
        status = status.as_u16(),
        milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
        request = number,
        "answered"
    );
    response
}
