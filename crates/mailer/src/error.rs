//! Why a message was not handed over: whether to try again, and what to do.
//!
//! Mail servers repeat addresses and words of the message in what they reply. So nothing of their words is kept: only the
//! numbers, which say the same by a closed list (RFC 5321, 4.2; RFC 3463).

use std::fmt;
use std::io;

use thiserror::Error;

/// Why a message was not handed over. Neither its text nor its `Debug` has an address or a word of the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum MailError {
    /// It is worth trying again, at once or when the operator has mended what it says.
    #[error(transparent)]
    Passing(#[from] Passing),
    /// This message will not come through, however often it is tried.
    #[error(transparent)]
    Lasting(#[from] Lasting),
}

/// What may be gone at the next try.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Passing {
    /// There is no connection.
    #[error("no connection to the mail server: see that it runs, and that its host and port are right")]
    NoConnection,
    /// It takes too long.
    #[error("the mail server did not take the message in time: try again, or allow it more time")]
    TimedOut,
    /// The connection ended, or carried something else.
    #[error(
        "the mail server broke off, or speaks something else than SMTP: see that port and security belong together"
    )]
    BrokenOff,
    /// It does not encrypt.
    #[error(
        "the mail server offers no STARTTLS, and nothing is sent in plain text: use another port or server"
    )]
    NoStartTls,
    /// Its certificate is not by an authority that is trusted, or for another host.
    #[error(
        "the certificate of the mail server is not trusted: see that the host is right, renew the certificate, or name the file of its authority"
    )]
    Untrusted,
    /// No encryption could be agreed upon.
    #[error(
        "no encryption could be agreed upon with the mail server: see that port and security belong together"
    )]
    NoEncryption,
    /// It has no way to log in that we know.
    #[error(
        "the mail server offers neither PLAIN nor LOGIN to log in: leave the login out, or use another server"
    )]
    NoLogin,
    /// It refuses the login, or asks for one.
    #[error("the mail server refused the login, or asks for one ({0}): correct user and password")]
    Login(Reply),
    /// It refuses us before it has heard whom the message is for.
    #[error("the mail server refused the sender or this machine ({0}): see that it accepts mail from here")]
    Sender(Reply),
    /// It says to come again.
    #[error("the mail server asks to try again later ({0})")]
    Later(Reply),
    /// The message could not be written.
    #[error(
        "the message could not be written to the folder ({0}): see that it is there, is ours, and has room"
    )]
    Folder(io::ErrorKind),
    /// The message could not be signed.
    #[error("the message could not be signed: make a new key for DKIM")]
    Unsigned,
}

/// What will be so at every try.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Lasting {
    /// Whom it is for is no address.
    #[error("the message is not for an e-mail address: correct it where it was entered")]
    Address,
    /// Its name cannot be one.
    #[error("the id of the message is not 1 to 64 letters, digits, `-`, `_` and `.`")]
    Id,
    /// It cannot be put into a form that can be sent.
    #[error("the message cannot be put into a form that can be sent: make it anew")]
    Form,
    /// The mail server takes addresses in ASCII only.
    #[error(
        "the mail server takes addresses in ASCII only (no SMTPUTF8): ask for another address, or use another server"
    )]
    AsciiOnly,
    /// The mail server refuses the address.
    #[error("the mail server refused the address ({0}): ask for another one")]
    Recipient(Reply),
    /// The mail server refuses the message.
    #[error(
        "the mail server refused the message ({0}): see what it says of the sender's reputation, DKIM, size or content"
    )]
    Message(Reply),
}

/// The numbers of a reply: they are all that is kept of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reply {
    /// Such as 550.
    pub code: u16,
    /// Such as 5.1.1, where the server says it.
    pub status: Option<(u16, u16, u16)>,
}

impl MailError {
    /// Whether it is of no use to try this message again.
    #[must_use]
    pub const fn lasts(&self) -> bool {
        matches!(self, Self::Lasting(_))
    }
}

impl Reply {
    /// From a code and the words after it, of which only a status at their beginning is read.
    pub(crate) fn new(code: u16, words: &str) -> Self {
        let first = words.split_whitespace().next();
        Self {
            code,
            status: first.and_then(status),
        }
    }
}

/// A status such as 5.1.1 (RFC 3463, 2).
fn status(word: &str) -> Option<(u16, u16, u16)> {
    let number = |part: &str| {
        let is_one = (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        is_one.then(|| part.parse().ok()).flatten()
    };
    let mut parts = word.split('.').map(number);
    let status = (parts.next()??, parts.next()??, parts.next()??);
    (parts.next().is_none() && matches!(status.0, 2 | 4 | 5)).then_some(status)
}

impl fmt::Display for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.code)?;
        match self.status {
            Some((class, subject, detail)) => write!(f, " {class}.{subject}.{detail}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Reply;

    #[test]
    fn only_numbers_are_kept_of_a_reply() {
        for (words, kept) in [
            ("5.1.1 <ana@example.org> unknown", "550 5.1.1"),
            ("5.7.26", "550 5.7.26"),
            ("ana@example.org unknown", "550"),
            ("5.1.1.1 x", "550"),
            ("5.1.ana x", "550"),
            ("192.168.1 x", "550"),
            ("5.1.1234 x", "550"),
            ("", "550"),
        ] {
            assert_eq!(Reply::new(550, words).to_string(), kept, "{words}");
        }
    }
}
