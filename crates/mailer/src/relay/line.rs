//! A connection that is read line by line.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use lettre::transport::smtp::client::AsyncTokioStream;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

/// A connection that gives no more than a line at a time.
///
/// What reads the replies reads ahead. Somebody on the way could put a reply behind the one to STARTTLS: read ahead in
/// plain text, it would count as said over the encrypted connection (CVE-2011-0411; "Why TLS Is Better Without STARTTLS",
/// USENIX Security 2021). Here it stays behind for the encryption to read, which breaks on it.
#[derive(Debug)]
pub(super) struct Lines {
    stream: TcpStream,
    /// What was read and not yet given.
    held: Held,
}

#[derive(Debug)]
struct Held {
    bytes: Box<[u8; 1024]>,
    from: usize,
    to: usize,
}

impl Lines {
    pub(super) fn new(stream: TcpStream) -> Self {
        let held = Held {
            bytes: Box::new([0; 1024]),
            from: 0,
            to: 0,
        };
        Self { stream, held }
    }
}

impl Held {
    /// Gives the rest of a line, or as much of it as there is and has room.
    fn give(&mut self, room: &mut ReadBuf<'_>) {
        let held = self.bytes.get(self.from..self.to).unwrap_or_default();
        let line = held
            .iter()
            .position(|&byte| byte == b'\n')
            .map_or(held.len(), |at| at + 1);
        let given = held.get(..line.min(room.remaining())).unwrap_or_default();
        room.put_slice(given);
        self.from += given.len();
    }
}

impl AsyncRead for Lines {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        room: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let Self { stream, held } = &mut *self;
        if held.from == held.to {
            let mut read = ReadBuf::new(&mut held.bytes[..]);
            ready!(Pin::new(stream).poll_read(context, &mut read))?;
            (held.from, held.to) = (0, read.filled().len());
        }
        held.give(room);
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Lines {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

impl AsyncTokioStream for Lines {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.stream.peer_addr()
    }
}
