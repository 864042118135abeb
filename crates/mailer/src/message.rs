//! A message as it is sent: headers and both bodies (RFC 5322, RFC 2046).

use std::time::{Duration, SystemTime};

use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Body, Mailbox, Message, MultiPart, SinglePart};
use tidemark_vocab::Moment;

use crate::Outgoing;
use crate::address::{Address, parse};
use crate::error::{Lasting, MailError};
use crate::words::{encode, on_one_line};

/// So long that a boundary made of it fits (RFC 2046, 5.1.1: 70 characters).
const MOST_OF_AN_ID: usize = 64;

/// Makes messages of one sender.
pub(crate) struct Composer {
    from: Address,
    reply_to: Option<Address>,
}

/// A message and what is written on its envelope.
pub(crate) struct Parcel {
    pub(crate) from: lettre::Address,
    pub(crate) to: lettre::Address,
    pub(crate) bytes: Vec<u8>,
}

impl Composer {
    pub(crate) const fn new(from: Address, reply_to: Option<Address>) -> Self {
        Self { from, reply_to }
    }

    /// Makes the message; the same one makes the same bytes.
    pub(crate) fn compose(&self, letter: &Outgoing<'_>) -> Result<Parcel, MailError> {
        if !is_id(letter.id) {
            return Err(Lasting::Id.into());
        }
        let to = parse(letter.to).ok_or(Lasting::Address)?;
        let from = self.from.mailbox();
        let mut message = Message::builder().from(from.clone());
        if let Some(reply_to) = &self.reply_to {
            message = message.reply_to(reply_to.mailbox().clone());
        }
        let bodies = MultiPart::alternative()
            .boundary(boundary(letter.id))
            .singlepart(part(ContentType::TEXT_PLAIN, letter.plain)?)
            .singlepart(part(ContentType::TEXT_HTML, letter.html)?);
        let message = message
            .to(Mailbox::new(None, to.clone()))
            .raw_header(header("Subject", encode(&on_one_line(letter.subject))))
            .date(date(letter.at))
            .message_id(Some(format!("<{}@{}>", letter.id, self.from.host())))
            // RFC 3834, 5: so that absence notes do not answer.
            .raw_header(header("Auto-Submitted", "auto-generated".to_owned()))
            .raw_header(header("Content-Language", letter.lang.to_string()))
            .multipart(bodies)
            .map_err(|_| Lasting::Form)?;
        Ok(Parcel {
            from: from.email.clone(),
            to,
            bytes: message.formatted(),
        })
    }
}

/// Whether a text can be the part of a `Message-ID` before the sign, of a boundary and of the name of a file.
fn is_id(text: &str) -> bool {
    (1..=MOST_OF_AN_ID).contains(&text.len())
        && !text.starts_with('.')
        && !text.ends_with('.')
        && !text.contains("..")
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

/// What stands between the bodies. `=_` is in none of them: they are quoted-printable (RFC 2045, 6.7).
fn boundary(id: &str) -> String {
    format!("=_{id}")
}

fn part(kind: ContentType, text: &str) -> Result<SinglePart, MailError> {
    let body = Body::new_with_encoding(text.to_owned(), ContentTransferEncoding::QuotedPrintable)
        .map_err(|_| Lasting::Form)?;
    Ok(SinglePart::builder().header(kind).body(body))
}

/// A header whose value is printable ASCII, folded where it is long.
fn header(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::dangerous_new_pre_encoded(HeaderName::new_from_ascii_str(name), value.clone(), value)
}

/// A moment as the system counts; the beginning of 1970 for any before it, which no message is from.
fn date(at: Moment) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_millis(u64::try_from(at.as_millis()).unwrap_or(0))
}

#[cfg(test)]
mod tests;
