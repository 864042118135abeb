//! A site over the small world, and what it answers.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use tidemark_app::Observatory;
use tidemark_app::desk::Desk;
use tidemark_print::Press;
use tidemark_publishing::picture::map::Borders;
use tidemark_web::{WebSettings, WebState, router};
use tower::ServiceExt as _;

/// An answer with its body read.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap()
    }

    /// The body as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.bytes).unwrap()
    }

    /// A header, empty where there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// The borders of the small world.
pub(crate) fn borders() -> Arc<Borders> {
    Arc::new(Borders::read(tidemark_testkit::BORDERS).unwrap())
}

/// A site.
pub(crate) struct Site(pub(crate) Router);

impl Site {
    /// The small world as it is served by default.
    pub(crate) fn world() -> Self {
        Self::with(WebSettings::default())
    }

    /// The small world under these settings.
    pub(crate) fn with(settings: WebSettings) -> Self {
        Self::of(Observatory::of(tidemark_testkit::world()).unwrap(), settings)
    }

    /// An observatory under these settings.
    pub(crate) fn of(observatory: Observatory, settings: WebSettings) -> Self {
        Self::made(observatory, settings, None)
    }

    /// The same with a desk.
    pub(crate) fn with_desk(observatory: Observatory, settings: WebSettings, desk: Desk) -> Self {
        Self::made(observatory, settings, Some(desk))
    }

    fn made(observatory: Observatory, settings: WebSettings, desk: Option<Desk>) -> Self {
        Self(router(WebState {
            observatory: Arc::new(observatory),
            press: Arc::new(Press::new(Vec::new())),
            settings,
            borders: borders(),
            clock: Arc::new(|| "2026-11-22".parse().unwrap()),
            desk,
        }))
    }

    /// What a request is answered with.
    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.0.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        Answer {
            status: parts.status,
            headers: parts.headers,
            bytes: to_bytes(body, usize::MAX).await.unwrap().to_vec(),
        }
    }

    /// What an address is answered with.
    pub(crate) async fn get(&self, address: &str) -> Answer {
        self.send(
            Request::get(address)
                .header("host", "127.0.0.1")
                .body(Body::empty())
                .unwrap(),
        )
        .await
    }

    /// The same with headers.
    pub(crate) async fn get_with(&self, address: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::get(address);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::empty()).unwrap()).await
    }
}
