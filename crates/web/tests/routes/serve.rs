//! The site on a real socket: who is slow, or asks nothing, is not waited for.

use std::net::SocketAddr;
use std::time::Duration;

use tidemark_web::serve;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio::time::{Instant, timeout};

use crate::support::Site;

/// Longer than any test may take; on the clock of a test that is wound forward, it is over at once.
const LONG: Duration = Duration::from_mins(1);

async fn served(
    until: impl Future<Output = ()> + Send + 'static,
) -> (SocketAddr, JoinHandle<Result<(), tidemark_web::ServeError>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let site = Site::world();
    (address, tokio::spawn(serve(listener, site.0, until)))
}

/// Sends this, and reads until the other side closes.
async fn read_to_end(stream: &mut TcpStream, sent: &str) -> String {
    stream.write_all(sent.as_bytes()).await.unwrap();
    let mut text = Vec::new();
    timeout(LONG, stream.read_to_end(&mut text))
        .await
        .unwrap()
        .unwrap();
    String::from_utf8_lossy(&text).into_owned()
}

#[tokio::test]
async fn a_connection_is_answered_more_than_once() {
    let (address, _server) = served(std::future::pending()).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    let asked = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n\
                 GET /robots.txt HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    let text = read_to_end(&mut stream, asked).await;
    assert_eq!(text.matches("HTTP/1.1 200 OK").count(), 2, "{text}");
    assert!(
        text.contains("ok\nedition ") && text.contains("User-agent: *"),
        "{text}"
    );
}

#[tokio::test(start_paused = true)]
async fn who_does_not_finish_a_question_is_not_waited_for() {
    let (address, _server) = served(std::future::pending()).await;
    let start = Instant::now();
    let mut stream = TcpStream::connect(address).await.unwrap();
    let text = read_to_end(&mut stream, "GET /healthz HTTP/1.1\r\nHost:").await;
    assert!(!text.contains("200 OK"), "{text}");
    let waited = start.elapsed().as_secs();
    assert!((10..20).contains(&waited), "{waited} s");
}

#[tokio::test(start_paused = true)]
async fn who_asks_nothing_more_is_not_waited_for() {
    let (address, _server) = served(std::future::pending()).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    let text = read_to_end(&mut stream, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").await;
    assert!(text.contains("200 OK"), "{text}");
}

#[tokio::test]
async fn a_head_without_end_is_refused() {
    let (address, _server) = served(std::future::pending()).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    let text = read_to_end(
        &mut stream,
        &format!("GET /{} HTTP/1.1\r\n", "x".repeat(80 * 1024)),
    )
    .await;
    assert!(text.starts_with("HTTP/1.1 4"), "{text}");
}

#[tokio::test]
async fn a_site_that_is_told_to_stop_stops() {
    let (address, server) = served(std::future::ready(())).await;
    timeout(Duration::from_secs(5), server)
        .await
        .unwrap()
        .unwrap()
        .unwrap();
    assert!(TcpStream::connect(address).await.is_err());
}
