//! What a fault means, by the step of the conversation where it came.

use std::error::Error as StdError;
use std::io;

use lettre::transport::smtp::Error;

use crate::error::{Lasting, MailError, Passing, Reply};

/// The steps of a conversation with a mail server.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The connection, with its encryption where that comes first, and the greeting.
    Opening,
    /// STARTTLS and the encryption after it.
    Securing,
    Login,
    Sender,
    Recipient,
    Message,
}

/// Replies that ask for a login or refuse one, wherever they come (RFC 4954, 6).
const OF_LOGIN: [u16; 4] = [530, 534, 535, 538];

impl Step {
    /// What a fault at this step means.
    pub(super) fn fault(self, error: &Error) -> MailError {
        match error.status() {
            Some(code) => self.refusal(Reply::new(code.into(), &words(error)), error.is_permanent()),
            None => self.failure(error).into(),
        }
    }

    /// What a refusal means. One that comes before the server knows whom the message is for is not about the message.
    fn refusal(self, reply: Reply, permanent: bool) -> MailError {
        match self {
            _ if !permanent => Passing::Later(reply).into(),
            _ if OF_LOGIN.contains(&reply.code) => Passing::Login(reply).into(),
            Self::Opening | Self::Sender => Passing::Sender(reply).into(),
            Self::Securing => Passing::NoStartTls.into(),
            Self::Login => Passing::Login(reply).into(),
            Self::Recipient => Lasting::Recipient(reply).into(),
            Self::Message => Lasting::Message(reply).into(),
        }
    }

    /// What it means that there is no reply.
    fn failure(self, error: &Error) -> Passing {
        if let Some(tls) = of_tls(error) {
            return match tls {
                rustls::Error::InvalidCertificate(_) => Passing::Untrusted,
                _ => Passing::NoEncryption,
            };
        }
        match self {
            Self::Opening if !error.is_response() => Passing::NoConnection,
            Self::Securing if !error.is_response() => Passing::NoEncryption,
            _ => Passing::BrokenOff,
        }
    }
}

/// What the server said; it is read for its numbers and not kept.
fn words(error: &Error) -> String {
    error.source().map(ToString::to_string).unwrap_or_default()
}

/// The fault of the encryption that lies beneath, if one does.
fn of_tls(error: &Error) -> Option<&rustls::Error> {
    let mut next: Option<&(dyn StdError + 'static)> = Some(error);
    while let Some(error) = next {
        // An I/O error hides what it wraps from `source`.
        let inner = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        if let Some(tls) = inner.and_then(|inner| inner.downcast_ref()) {
            return Some(tls);
        }
        next = error.source();
    }
    None
}
