//! Listening, until told to stop.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::serve::Listener;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use thiserror::Error;
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt as _;

/// Why the site stopped listening.
#[derive(Debug, Error)]
#[error("the site stopped listening")]
pub struct ServeError(#[from] io::Error);

/// How long a connection may take to ask, the first time and each time after: who asks nothing keeps nobody else's place.
const HEAD_WITHIN: Duration = Duration::from_secs(10);

/// The most that is kept in memory of what a connection sends: several times the longest question.
const BUFFER: usize = 64 * 1024;

/// Answers requests until `shutdown` is done, then finishes those under way.
pub async fn serve(
    mut listener: TcpListener,
    router: Router,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServeError> {
    // One that cannot even say where it listens will not accept either.
    TcpListener::local_addr(&listener)?;
    let mut shutdown = pin!(shutdown);
    let connections = GracefulShutdown::new();
    loop {
        // This `accept` waits out what passes, such as too many open files.
        tokio::select! {
            (stream, peer) = Listener::accept(&mut listener) => {
                tokio::spawn(answer(stream, peer, router.clone(), connections.watcher()));
            }
            () = &mut shutdown => break,
        }
    }
    drop(listener);
    connections.shutdown().await;
    Ok(())
}

/// Answers what one connection asks.
async fn answer(stream: TcpStream, peer: SocketAddr, router: Router, watcher: Watcher) {
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        router.clone().oneshot(request)
    });
    // Answers are written in pieces: without this, the last one waits until the reader has confirmed the one before, 40 ms later.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(target: "tidemark::http", %error, "a connection is slower than it could be");
    }
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_WITHIN)
        .max_buf_size(BUFFER)
        .serve_connection(TokioIo::new(stream), service);
    // Connections end in many ways that are the other side's affair; each answer was logged when it was made.
    if let Err(error) = watcher.watch(connection).await {
        tracing::debug!(target: "tidemark::http", %error, "a connection ended early");
    }
}
