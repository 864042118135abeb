//! Listening, until told to stop.

use std::future::Future;
use std::io;
use std::net::SocketAddr;

use axum::Router;
use thiserror::Error;
use tokio::net::TcpListener;

/// Why the site stopped listening.
#[derive(Debug, Error)]
#[error("the site stopped listening")]
pub struct ServeError(#[from] io::Error);

/// Answers requests until `shutdown` is done, then finishes those under way.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServeError> {
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service)
        .with_graceful_shutdown(shutdown)
        .await?;
    Ok(())
}
