//! A mail server on this machine that says what a test tells it to.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

/// What the server does when it hears a command.
#[derive(Clone)]
pub(crate) enum Answer {
    /// Says so.
    Say(&'static str),
    /// Says so, and closes the connection.
    SayAndLeave(&'static str),
    /// Says nothing any more.
    Sleep,
    /// Says so, and encrypts.
    Encrypt(&'static str),
}

/// A command by its beginning, and the answer. `greeting` stands for the connection, `.` for the end of a message.
pub(crate) type Rule = (&'static str, Answer);

/// What the server heard: a line, and whether it came encrypted.
#[derive(Debug, Clone)]
pub(crate) struct Heard {
    pub(crate) line: String,
    pub(crate) encrypted: bool,
}

pub(crate) struct Server {
    pub(crate) port: u16,
    heard: Arc<Mutex<Vec<Heard>>>,
}

#[derive(Clone)]
struct Talk {
    rules: Arc<Vec<Rule>>,
    heard: Arc<Mutex<Vec<Heard>>>,
}

impl Server {
    /// A server without encryption.
    pub(crate) async fn plain(rules: Vec<Rule>) -> Self {
        Self::start(rules, None, false).await
    }

    /// A server that encrypts when it is asked to.
    pub(crate) async fn starttls(rules: Vec<Rule>, tls: TlsAcceptor) -> Self {
        Self::start(rules, Some(tls), false).await
    }

    /// A server that encrypts from the first byte.
    pub(crate) async fn tls(rules: Vec<Rule>, tls: TlsAcceptor) -> Self {
        Self::start(rules, Some(tls), true).await
    }

    async fn start(rules: Vec<Rule>, tls: Option<TlsAcceptor>, at_once: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = Arc::default();
        let talk = Talk {
            rules: Arc::new(rules),
            heard: Arc::clone(&heard),
        };
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(talk.clone(), stream, tls.clone(), at_once));
            }
        });
        Self { port, heard }
    }

    /// All that was heard.
    pub(crate) fn heard(&self) -> Vec<Heard> {
        self.heard.lock().unwrap().clone()
    }

    /// The commands and the words of messages, as one text.
    pub(crate) fn text(&self) -> String {
        let lines: Vec<_> = self.heard().into_iter().map(|heard| heard.line).collect();
        lines.join("\r\n") + "\r\n"
    }

    /// The message that was taken last, without the stuffing of dots.
    pub(crate) fn message(&self) -> String {
        let text = self.text();
        let (_, after) = text.rsplit_once("\r\nDATA\r\n").unwrap();
        let (message, _) = after.split_once("\r\n.\r\n").unwrap();
        let lines = message
            .split("\r\n")
            .map(|line| line.strip_prefix('.').unwrap_or(line));
        lines.collect::<Vec<_>>().join("\r\n") + "\r\n"
    }
}

async fn serve(talk: Talk, stream: TcpStream, tls: Option<TlsAcceptor>, at_once: bool) {
    if at_once {
        if let Ok(stream) = tls.unwrap().accept(stream).await {
            talk.hold(stream, "greeting", true).await;
        }
        return;
    }
    let Some(stream) = talk.hold(stream, "greeting", false).await else {
        return;
    };
    if let Some(tls) = tls
        && let Ok(stream) = tls.accept(stream).await
    {
        talk.hold(stream, "", true).await;
    }
}

impl Talk {
    /// Talks until the end; gives the stream back where it is to be encrypted.
    async fn hold<S: AsyncRead + AsyncWrite + Unpin>(
        &self,
        stream: S,
        first: &str,
        encrypted: bool,
    ) -> Option<S> {
        let mut stream = BufReader::new(stream);
        let mut line = first.to_owned();
        let mut in_message = false;
        loop {
            let answer = self.answer(&line, &mut in_message);
            match answer {
                Answer::Say(words) => stream.write_all(words.as_bytes()).await.ok()?,
                Answer::SayAndLeave(words) => {
                    stream.write_all(words.as_bytes()).await.ok()?;
                    stream.shutdown().await.ok()?;
                    return None;
                }
                Answer::Sleep => {
                    tokio::time::sleep(Duration::from_mins(1)).await;
                    return None;
                }
                Answer::Encrypt(words) => {
                    stream.write_all(words.as_bytes()).await.ok()?;
                    return Some(stream.into_inner());
                }
            }
            line.clear();
            if stream.read_line(&mut line).await.ok()? == 0 {
                return None;
            }
            line.truncate(line.trim_end_matches(['\r', '\n']).len());
            let line = line.clone();
            self.heard.lock().unwrap().push(Heard { line, encrypted });
        }
    }

    fn answer(&self, line: &str, in_message: &mut bool) -> Answer {
        if *in_message && line != "." {
            return Answer::Say("");
        }
        *in_message = false;
        let ruled = self
            .rules
            .iter()
            .find(|(start, _)| !line.is_empty() && line.starts_with(start));
        let answer = ruled.map_or_else(|| usual(line), |(_, answer)| answer.clone());
        *in_message = line == "DATA" && matches!(answer, Answer::Say(words) if words.starts_with('3'));
        answer
    }
}

/// What a mail server says that has nothing against us.
fn usual(line: &str) -> Answer {
    Answer::Say(match line.split(' ').next().unwrap_or_default() {
        "" => "",
        "greeting" => "220 mail.test ESMTP\r\n",
        "EHLO" => "250-mail.test\r\n250-AUTH PLAIN LOGIN\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n",
        "AUTH" => "235 2.7.0 welcome\r\n",
        "MAIL" | "RCPT" => "250 2.1.0 fine\r\n",
        "DATA" => "354 go on\r\n",
        "." => "250 2.0.0 taken\r\n",
        "QUIT" => "221 bye\r\n",
        _ => "500 what?\r\n",
    })
}
