//! Messages that are to be sent: kept in the transaction that they speak of, sealed, and gone when they were sent.

use sea_orm::FromQueryResult;
use serde::{Deserialize, Serialize};
use tidemark_desk::id::MailId;
use tidemark_desk::{Email, PersonId};
use tidemark_vocab::{Lang, Moment};

use crate::error::StoreError;
use crate::look::{Look, Tx};
use crate::people::{id, read};
use crate::vault::{Binding, Sealed};

/// A message.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Whom it is for.
    pub to: String,
    /// What it is about.
    pub subject: String,
    /// Its words.
    pub plain: String,
    /// The same, marked up.
    pub html: String,
    /// The tag of its language; empty where a version kept it that did not say.
    #[serde(default)]
    pub lang: String,
}

/// A message that waits.
pub struct Waiting {
    /// Its name.
    pub id: MailId,
    /// The message.
    pub letter: Letter,
    /// Since when.
    pub made_at: Moment,
}

#[derive(FromQueryResult)]
struct Row {
    id: String,
    person: Option<String>,
    sealed: Vec<u8>,
    made_at: i64,
}

fn at(mail: MailId) -> Binding {
    Binding::new("outbox", "sealed", mail)
}

impl Letter {
    /// A message to somebody.
    #[must_use]
    pub fn new(to: &Email, lang: &Lang, subject: String, plain: String, html: String) -> Self {
        Self {
            to: to.reveal().to_owned(),
            subject,
            plain,
            html,
            lang: lang.as_str().to_owned(),
        }
    }
}

impl Look<'_> {
    /// A message that waits; `None` where it was sent, or its person was erased.
    pub async fn mail(&self, mail: MailId) -> Result<Option<Waiting>, StoreError> {
        let sql = "select id, person, sealed, made_at from outbox where id = $1";
        let row: Option<Row> = self.row(sql, [mail.to_string().into()]).await?;
        let Some(row) = row else { return Ok(None) };
        let mail: MailId = read(&row.id, "the id of a message")?;
        let sealed = Sealed::kept(row.sealed);
        let words = match row.person.as_deref().map(id).transpose()? {
            None => self.keys.open(&sealed, &at(mail))?,
            Some(person) => match self.key_of(person).await? {
                None => return Ok(None),
                Some(key) => key.open(&sealed, &at(mail))?,
            },
        };
        let letter =
            serde_json::from_slice(&words).map_err(|_| StoreError::Unread(format!("the message {mail}")))?;
        Ok(Some(Waiting {
            id: mail,
            letter,
            made_at: Moment::from_millis(row.made_at),
        }))
    }

    /// How many messages wait, and since when the oldest does.
    pub async fn mails_waiting(&self) -> Result<(i64, Option<Moment>), StoreError> {
        let n = self.count("select count(*) as n from outbox", []).await?;
        let oldest = self
            .count("select coalesce(min(made_at), 0) as n from outbox", [])
            .await?;
        Ok((n, (n > 0).then(|| Moment::from_millis(oldest))))
    }
}

impl Tx<'_> {
    /// Keeps a message to a person, or to somebody who is none yet.
    pub async fn keep_mail(
        &self,
        mail: MailId,
        person: Option<PersonId>,
        letter: &Letter,
        now: Moment,
    ) -> Result<(), StoreError> {
        let words = serde_json::to_vec(letter).map_err(|error| StoreError::Refused(error.to_string()))?;
        let sealed = match person {
            None => self.keys.seal(&words, &at(mail))?,
            Some(person) => {
                let key = self.key_of(person).await?;
                let key = key.ok_or_else(|| StoreError::Unread(format!("no key of {person}")))?;
                key.seal(&words, &at(mail))?
            }
        };
        let sql = "insert into outbox (id, person, sealed, made_at) values ($1, $2, $3, $4)";
        let values = [
            mail.to_string().into(),
            person.map(|person| person.to_string()).into(),
            sealed.into_bytes().into(),
            now.as_millis().into(),
        ];
        self.run(sql, values).await?;
        Ok(())
    }

    /// Forgets a message that was sent.
    pub async fn forget_mail(&self, mail: MailId) -> Result<(), StoreError> {
        self.run("delete from outbox where id = $1", [mail.to_string().into()])
            .await?;
        Ok(())
    }
}
