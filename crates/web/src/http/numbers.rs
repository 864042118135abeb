//! What the site counts: requests by route, method and class of status, and how long they took. No queries, no addresses.

use std::sync::Arc;
use std::time::Duration;

use axum::http::{Method, StatusCode};
use metrics::{counter, describe_counter, describe_histogram, histogram, with_local_recorder};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle, PrometheusRecorder};

const REQUESTS: &str = "tidemark_http_requests_total";
const SECONDS: &str = "tidemark_http_request_seconds";
const BUCKETS: [f64; 9] = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 20.0];

/// The counters of one site. They are not global, so that two sites in one process keep their own.
#[derive(Clone)]
pub(crate) struct Numbers {
    recorder: Arc<PrometheusRecorder>,
    handle: PrometheusHandle,
}

impl Numbers {
    /// Counters at zero.
    pub(crate) fn new() -> Self {
        let builder = PrometheusBuilder::new();
        // Only an empty list of buckets is refused; then summaries stand in for them.
        let builder = builder
            .set_buckets(&BUCKETS)
            .unwrap_or_else(|_| PrometheusBuilder::new());
        let recorder = Arc::new(builder.build_recorder());
        let handle = recorder.handle();
        with_local_recorder(&*recorder, || {
            describe_counter!(
                REQUESTS,
                "Requests answered, by route, method and class of status."
            );
            describe_histogram!(
                SECONDS,
                "Seconds from a request to the head of its answer, by route."
            );
        });
        Self { recorder, handle }
    }

    /// Counts an answer.
    pub(crate) fn count(&self, route: &'static str, method: &Method, status: StatusCode, took: Duration) {
        let class = format!("{}xx", status.as_u16() / 100);
        with_local_recorder(&*self.recorder, || {
            counter!(REQUESTS, "route" => route, "method" => method_name(method), "status" => class)
                .increment(1);
            histogram!(SECONDS, "route" => route).record(took.as_secs_f64());
        });
    }

    /// All counters in the text form of Prometheus.
    pub(crate) fn render(&self) -> String {
        self.handle.run_upkeep();
        self.handle.render()
    }
}

/// A closed list: a made-up method must not become a series of its own.
fn method_name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}
