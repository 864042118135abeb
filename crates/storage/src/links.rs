//! Links that are good once.

use sea_orm::FromQueryResult;
use tidemark_desk::{PersonId, TokenHash};
use tidemark_vocab::{Moment, closed_list};

use crate::error::StoreError;
use crate::look::{Look, Tx};
use crate::people::{id, read};

closed_list! {
    /// What a link is for.
    Purpose, "what a link is for", "sign_in or show_again", {
        /// To sign in.
        SignIn = "sign_in",
        /// To show once more who one is.
        ShowAgain = "show_again",
    }
}

/// A link that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInLink {
    /// Whom it signs in.
    pub person: PersonId,
    /// What for.
    pub purpose: Purpose,
    /// Until when.
    pub until: Moment,
    /// When it was used.
    pub used_at: Option<Moment>,
}

#[derive(FromQueryResult)]
struct Row {
    person: String,
    purpose: String,
    until: i64,
    used_at: Option<i64>,
}

impl Look<'_> {
    /// The link that a token opens, be it over or not.
    pub async fn link(&self, token: &TokenHash) -> Result<Option<SignInLink>, StoreError> {
        let sql = "select person, purpose, until, used_at from links where token = $1";
        let row: Option<Row> = self.row(sql, [token.as_str().into()]).await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(SignInLink {
            person: id(&row.person)?,
            purpose: read(&row.purpose, "what a link is for")?,
            until: Moment::from_millis(row.until),
            used_at: row.used_at.map(Moment::from_millis),
        }))
    }
}

impl Tx<'_> {
    /// Keeps a link that is to be sent.
    pub async fn add_link(
        &self,
        token: &TokenHash,
        link: &SignInLink,
        now: Moment,
    ) -> Result<(), StoreError> {
        let sql = "insert into links (token, person, purpose, made_at, until) values ($1, $2, $3, $4, $5)";
        let values = [
            token.as_str().into(),
            link.person.to_string().into(),
            link.purpose.as_str().into(),
            now.as_millis().into(),
            link.until.as_millis().into(),
        ];
        self.run(sql, values).await?;
        Ok(())
    }

    /// Uses a link: `None` where it is unknown, over or was used already. Of two at once, one has it.
    pub async fn use_link(&self, token: &TokenHash, now: Moment) -> Result<Option<SignInLink>, StoreError> {
        let sql = "update links set used_at = $1 where token = $2 and used_at is null and until > $1";
        let used = self
            .run(sql, [now.as_millis().into(), token.as_str().into()])
            .await?;
        if used == 0 {
            Ok(None)
        } else {
            self.link(token).await
        }
    }

    /// Makes every other link of a person useless.
    pub async fn end_links_of(&self, person: PersonId) -> Result<(), StoreError> {
        self.run(
            "delete from links where person = $1 and used_at is null",
            [person.to_string().into()],
        )
        .await?;
        Ok(())
    }
}
