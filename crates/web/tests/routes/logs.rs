//! What is written down of a request.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use tracing_subscriber::fmt::MakeWriter;

use crate::support::Site;

/// A log in memory.
#[derive(Debug, Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

fn request(address: &str) -> Request<Body> {
    let peer: SocketAddr = "203.0.113.77:4711".parse().unwrap();
    let mut request = Request::get(address)
        .header("x-forwarded-for", "198.51.100.99")
        .body(Body::empty())
        .unwrap();
    request.extensions_mut().insert(ConnectInfo(peer));
    request
}

#[tokio::test]
async fn logs_and_counters_hold_neither_queries_nor_addresses() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .without_time()
        .with_writer(log.clone())
        .finish();
    // For the whole process, so that what answers on other threads is heard too; other tests only add to the log.
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let site = Site::world();
    for address in [
        "/en/tables?indicators=nsp_available&areas=XAB",
        "/en/tables?indicators=needle-in-a-haystack&areas=XAB",
        "/en/tables/choose?q=needle-in-a-haystack",
        "/en/sources/needle-in-a-haystack",
        "/needle-in-a-haystack",
    ] {
        site.send(request(address)).await;
    }
    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    let counters = site.get("/metrics").await;
    for seeded in [
        "needle-in-a-haystack",
        "XAB",
        "203.0.113.77",
        "4711",
        "198.51.100.99",
    ] {
        assert!(!text.contains(seeded), "{seeded} in the log:\n{text}");
        assert!(!counters.text().contains(seeded), "{seeded} in the counters");
    }
    assert!(text.contains("/sources/{source}"), "{text}");
    assert!(
        text.contains("status=400") && text.contains("method=GET"),
        "{text}"
    );
}

#[tokio::test]
async fn requests_are_counted_by_route_and_class_of_status() {
    let site = Site::world();
    site.get("/en/about").await;
    site.get("/en/about").await;
    site.get("/en/sources/none").await;
    let counters = site.get("/metrics").await;
    let line = |route: &str, status: &str| {
        let named = |line: &&str| {
            line.starts_with("tidemark_http_requests_total{")
                && line.contains(&format!("route=\"{route}\""))
                && line.contains(&format!("status=\"{status}\""))
        };
        counters.text().lines().find(named).map(str::to_owned)
    };
    assert!(line("/about", "2xx").unwrap().ends_with(" 2"));
    assert!(line("/sources/{source}", "4xx").unwrap().ends_with(" 1"));
    assert!(counters.text().contains("tidemark_http_request_seconds_bucket"));
}
