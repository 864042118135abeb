//! A server that is measured: how soon it answers, what memory it takes, and what an answer costs its processor.

use std::fs;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::ChoreError;

/// A running server; stopped when dropped.
pub(super) struct Server {
    child: Child,
    port: u16,
    /// From start to the first answer.
    pub(super) ready: Duration,
}

/// How long a start may take.
const START_WITHIN: Duration = Duration::from_mins(10);

/// What an answer costs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cost {
    /// Milliseconds of the server's processor an answer.
    pub(super) cpu_ms: f64,
    /// Bytes of an answer's body, on average.
    pub(super) bytes: usize,
    /// Answers a second over one connection.
    pub(super) rate: f64,
}

impl Server {
    /// Starts a server with these arguments and waits for its first answer.
    pub(super) fn start(binary: &Path, arguments: &[&str]) -> Result<Self, ChoreError> {
        let failed = || ChoreError::io(format!("starting {}", binary.display()));
        let port = free_port().map_err(failed())?;
        let start = Instant::now();
        let listen = format!("127.0.0.1:{port}");
        let child = Command::new(binary)
            .args([
                "serve",
                "--listen",
                &listen,
                "--tables-per-minute",
                "none",
                "--pages-per-minute",
                "none",
            ])
            .args(["--log-level", "error", "--page-cells", "20000"])
            .args(arguments)
            .stdout(Stdio::null())
            .spawn()
            .map_err(failed())?;
        let mut server = Self {
            child,
            port,
            ready: Duration::ZERO,
        };
        while start.elapsed() < START_WITHIN {
            if server.connect().and_then(|mut c| c.get("/healthz")).is_ok() {
                server.ready = start.elapsed();
                return Ok(server);
            }
            thread::sleep(Duration::from_millis(1));
        }
        Err(ChoreError::Failed("the server does not answer".to_owned()))
    }

    /// Waits until it does nothing: after its start it proves what it serves beside its first answers.
    pub(super) fn settle(&self) -> Result<(), ChoreError> {
        let start = Instant::now();
        while start.elapsed() < START_WITHIN {
            let before = self.cpu()?;
            thread::sleep(Duration::from_millis(200));
            if self.cpu()?.saturating_sub(before) < Duration::from_millis(5) {
                return Ok(());
            }
        }
        Err(ChoreError::Failed("the server does not come to rest".to_owned()))
    }

    /// Where it listens.
    pub(super) fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    fn connect(&self) -> io::Result<Connection> {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_nodelay(true)?;
        Ok(Connection(BufReader::with_capacity(1 << 16, stream)))
    }

    /// Asks for paths in turn, so many times each, and says what an answer costs. Another round goes before, uncounted.
    pub(super) fn cost(&self, paths: &[String], times: usize) -> Result<Cost, ChoreError> {
        let failed = || ChoreError::io("asking the server");
        let mut connection = self.connect().map_err(failed())?;
        for path in paths {
            connection.get(path).map_err(failed())?;
        }
        let (before, start, mut bytes) = (self.cpu()?, Instant::now(), 0);
        for _ in 0..times {
            for path in paths {
                bytes += connection.get(path).map_err(failed())?;
            }
        }
        let (spent, took) = (self.cpu()?.saturating_sub(before), start.elapsed());
        let answers = times * paths.len();
        #[expect(clippy::cast_precision_loss, reason = "a count of answers is far below 2^52")]
        let count = answers as f64;
        Ok(Cost {
            cpu_ms: spent.as_secs_f64() * 1000.0 / count,
            bytes: bytes / answers.max(1),
            rate: count / took.as_secs_f64(),
        })
    }

    /// Processor time of all threads. Nanoseconds where the scheduler counts them: ticks of 10 ms are too coarse.
    pub(super) fn cpu(&self) -> Result<Duration, ChoreError> {
        let tasks = format!("/proc/{}/task", self.child.id());
        let mut sum = Duration::ZERO;
        for task in fs::read_dir(&tasks).map_err(ChoreError::io(format!("reading {tasks}")))? {
            let path = task
                .map_err(ChoreError::io("reading threads"))?
                .path()
                .join("schedstat");
            // A thread may end while the list is read; what it took is a moment.
            let Ok(text) = fs::read_to_string(path) else {
                continue;
            };
            let nanoseconds = text.split(' ').next().and_then(|first| first.parse().ok());
            sum += Duration::from_nanos(nanoseconds.unwrap_or_default());
        }
        Ok(sum)
    }

    /// Resident memory in megabytes.
    pub(super) fn resident(&self) -> Result<u64, ChoreError> {
        let path = format!("/proc/{}/status", self.child.id());
        let text = fs::read_to_string(&path).map_err(ChoreError::io(format!("reading {path}")))?;
        let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
        kilobytes
            .map(|kilobytes| kilobytes / 1024)
            .ok_or_else(|| ChoreError::Failed(format!("{path} tells no resident memory")))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It is only measured: nothing of it is kept.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

/// A connection that is kept.
struct Connection(BufReader<TcpStream>);

impl Connection {
    /// The number of bytes of an answer with status 200, whether its length is told or it comes in chunks.
    fn get(&mut self, path: &str) -> io::Result<usize> {
        let request = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        self.0.get_mut().write_all(request.as_bytes())?;
        let (mut line, mut length, mut chunked) = (String::new(), None, false);
        self.0.read_line(&mut line)?;
        if !line.starts_with("HTTP/1.1 200") {
            return Err(io::Error::other(format!("{path}: {}", line.trim())));
        }
        loop {
            line.clear();
            self.0.read_line(&mut line)?;
            let lower = line.trim().to_ascii_lowercase();
            if lower.is_empty() {
                break;
            }
            if let Some(value) = lower.strip_prefix("content-length:") {
                length = value.trim().parse().ok();
            }
            chunked |= lower == "transfer-encoding: chunked";
        }
        if chunked {
            return self.chunks();
        }
        let length = length.ok_or_else(|| io::Error::other("an answer without a length"))?;
        self.skip(length)?;
        Ok(length)
    }

    fn chunks(&mut self) -> io::Result<usize> {
        let mut sum = 0;
        loop {
            let mut line = String::new();
            self.0.read_line(&mut line)?;
            let size = usize::from_str_radix(line.trim(), 16).map_err(io::Error::other)?;
            self.skip(size + 2)?;
            if size == 0 {
                return Ok(sum);
            }
            sum += size;
        }
    }

    fn skip(&mut self, length: usize) -> io::Result<()> {
        let wanted = u64::try_from(length).unwrap_or(u64::MAX);
        let copied = io::copy(&mut (&mut self.0).take(wanted), &mut io::sink())?;
        if copied < wanted {
            return Err(io::Error::other("an answer that ends early"));
        }
        Ok(())
    }
}
