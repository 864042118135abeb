//! What is sent, and by whom. Senders and subjects say nothing of what the site is about: a message may be seen by others.

use std::error::Error;

use futures_util::future::BoxFuture;
use tidemark_desk::id::MailId;
use tidemark_desk::{Email, PersonId};
use tidemark_publishing::messages::Messages;
use tidemark_storage::{Letter, StoreError, Tx};
use tidemark_vocab::{Lang, Moment};

use super::{Desk, DeskSettings, enqueue, new_id};

/// The job that sends a message.
pub(super) const SEND: &str = "send_mail";

/// A message on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// Its name: the same however often it is tried, so that receivers can tell doubles.
    pub id: String,
    /// Whom it is for.
    pub to: String,
    /// What it is about.
    pub subject: String,
    /// Its words.
    pub plain: String,
    /// The same, marked up.
    pub html: String,
    /// In which language it is written.
    pub lang: Lang,
    /// When it was written.
    pub at: Moment,
}

/// Why a message was not sent. Its text goes to logs: it says no address and none of the words.
#[derive(Debug, thiserror::Error)]
pub enum PostError {
    /// It may go another time.
    #[error("{0}")]
    Passing(Box<dyn Error + Send + Sync>),
    /// It will never go.
    #[error("{0}")]
    Lasting(Box<dyn Error + Send + Sync>),
}

/// Whether a message was handed over.
pub type PostResult = Result<(), PostError>;

/// What hands messages over.
pub trait Post: Send + Sync {
    /// Hands one over.
    fn send(&self, mail: Outgoing) -> BoxFuture<'_, PostResult>;
}

/// What a message says: a subject, a paragraph, a link with what it does, a last paragraph.
pub(super) struct Words {
    pub(super) subject: &'static str,
    pub(super) opening: &'static str,
    pub(super) link: Option<String>,
    pub(super) ending: &'static str,
}

/// The message in a language.
pub(super) fn letter(settings: &DeskSettings, to: &Email, lang: &Lang, words: &Words) -> Letter {
    let messages = Messages::new(lang);
    let site = [("site", settings.site.as_str())];
    let subject = messages.with(words.subject, &site);
    let opening = messages.with(words.opening, &site);
    let ending = messages.with(words.ending, &site);
    let plain = match &words.link {
        None => format!("{opening}\n\n{ending}\n"),
        Some(link) => format!("{opening}\n\n{link}\n\n{ending}\n"),
    };
    let link = words.link.as_deref().map_or_else(String::new, |link| {
        format!("<p><a href=\"{0}\">{0}</a></p>", escaped(link))
    });
    let html = format!(
        "<!doctype html><html lang=\"{}\" dir=\"{}\"><meta charset=\"utf-8\"><title>{}</title><body><p>{}</p>{link}<p>{}</p></body></html>",
        messages.lang().as_str(),
        messages.dir().as_str(),
        escaped(&subject),
        escaped(&opening),
        escaped(&ending),
    );
    Letter::new(to, messages.lang(), subject, plain, html)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// Keeps a message and the job that sends it.
pub(super) async fn post(
    tx: &Tx<'_>,
    person: Option<PersonId>,
    letter: &Letter,
    now: Moment,
) -> Result<(), StoreError> {
    let mail: MailId = new_id()?;
    tx.keep_mail(mail, person, letter, now).await?;
    enqueue(tx, SEND, mail.to_string(), now).await
}

impl Desk {
    /// An address of the site, in a language.
    pub(super) fn address(&self, lang: &Lang, path: &str) -> String {
        format!("{}/{}{path}", self.settings.base, lang.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::{DeskSettings, Words, letter};

    #[test]
    fn a_message_says_its_link_in_both_forms_and_nothing_of_the_field() {
        let settings = DeskSettings {
            site: "A <site>".to_owned(),
            base: String::new(),
        };
        let words = Words {
            subject: "mail-sign-in-subject",
            opening: "mail-sign-in",
            link: Some("https://example.org/en/sign-in/link?token=a&b".to_owned()),
            ending: "mail-sign-in-ending",
        };
        let letter = letter(
            &settings,
            &"a@example.org".parse().unwrap(),
            &"mi".parse().unwrap(),
            &words,
        );
        // What nobody has put into a language is said in English, and says so.
        assert!(letter.lang == "en" && letter.html.contains("<html lang=\"en\" dir=\"ltr\">"));
        assert!(
            letter
                .plain
                .contains("\nhttps://example.org/en/sign-in/link?token=a&b\n"),
            "{}",
            letter.plain
        );
        assert!(
            letter.html.contains("token=a&amp;b") && !letter.html.contains("<site>"),
            "{}",
            letter.html
        );
        for word in ["drug", "harm", "HIV"] {
            assert!(!format!("{}{}", letter.subject, letter.plain).contains(word));
        }
    }
}
