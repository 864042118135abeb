//! What people show who they are with, besides their address; and what is kept between the two halves of a way to sign in.

use sea_orm::FromQueryResult;
use tidemark_desk::{PersonId, TokenHash};
use tidemark_vocab::Moment;
use zeroize::Zeroizing;

use crate::error::StoreError;
use crate::look::{Look, Tx};
use crate::vault::{Binding, Sealed};

/// An authenticator app.
pub struct Authenticator {
    /// Its secret.
    pub secret: Zeroizing<Vec<u8>>,
    /// Whether a number of it was given.
    pub is_confirmed: bool,
    /// The step of the last number that was given.
    pub last_step: i64,
}

#[derive(FromQueryResult)]
struct Row {
    secret: Vec<u8>,
    confirmed_at: Option<i64>,
    last_step: i64,
}

#[derive(FromQueryResult)]
struct State {
    state: Vec<u8>,
}

fn of(person: PersonId) -> Binding {
    Binding::new("authenticators", "secret", person)
}

fn between(token: &str) -> Binding {
    Binding::new("challenges", "state", token)
}

impl Look<'_> {
    /// The authenticator app of a person.
    pub async fn authenticator(&self, person: PersonId) -> Result<Option<Authenticator>, StoreError> {
        let sql = "select secret, confirmed_at, last_step from authenticators where person = $1";
        let row: Option<Row> = self.row(sql, [person.to_string().into()]).await?;
        let (Some(row), Some(key)) = (row, self.key_of(person).await?) else {
            return Ok(None);
        };
        Ok(Some(Authenticator {
            secret: key.open(&Sealed::kept(row.secret), &of(person))?,
            is_confirmed: row.confirmed_at.is_some(),
            last_step: row.last_step,
        }))
    }

    /// Whether a person has an authenticator app that counts.
    pub async fn has_authenticator(&self, person: PersonId) -> Result<bool, StoreError> {
        let sql = "select count(*) as n from authenticators where person = $1 and confirmed_at is not null";
        Ok(self.count(sql, [person.to_string().into()]).await? > 0)
    }

    /// Whether a person has an authenticator app or a passkey.
    pub async fn has_second_factor(&self, person: PersonId) -> Result<bool, StoreError> {
        let sql = "select count(*) as n from passkeys where person = $1";
        let passkeys = self.count(sql, [person.to_string().into()]).await?;
        Ok(passkeys > 0 || self.has_authenticator(person).await?)
    }
}

impl Tx<'_> {
    /// Keeps the secret of an app that does not count yet, instead of one that did not.
    pub async fn begin_authenticator(
        &self,
        person: PersonId,
        secret: &[u8],
        now: Moment,
    ) -> Result<(), StoreError> {
        let Some(key) = self.key_of(person).await? else {
            return Ok(());
        };
        let sealed = key.seal(secret, &of(person))?;
        // One that counts stays until it is removed.
        let sql = "insert into authenticators (person, secret, made_at, last_step) values ($1, $2, $3, 0)
            on conflict (person) do update set secret = excluded.secret, made_at = excluded.made_at, last_step = 0
            where authenticators.confirmed_at is null";
        let values = [
            person.to_string().into(),
            sealed.into_bytes().into(),
            now.as_millis().into(),
        ];
        self.run(sql, values).await?;
        Ok(())
    }

    /// Has an app count. Whether it did not.
    pub async fn confirm_authenticator(
        &self,
        person: PersonId,
        step: i64,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let sql = "update authenticators set confirmed_at = $1, last_step = $2 where person = $3 and confirmed_at is null";
        let values = [now.as_millis().into(), step.into(), person.to_string().into()];
        Ok(self.run(sql, values).await? > 0)
    }

    /// Uses the number of a step. Whether neither it nor a later one was used.
    pub async fn use_step(&self, person: PersonId, step: i64) -> Result<bool, StoreError> {
        let sql = "update authenticators set last_step = $1 where person = $2 and last_step < $1";
        Ok(self.run(sql, [step.into(), person.to_string().into()]).await? > 0)
    }

    /// Removes the app of a person. Whether there was one.
    pub async fn remove_authenticator(&self, person: PersonId) -> Result<bool, StoreError> {
        let sql = "delete from authenticators where person = $1";
        Ok(self.run(sql, [person.to_string().into()]).await? > 0)
    }

    /// Removes every second factor of a person, and ends their sessions: for who has lost what they came in with. How many factors there were.
    pub async fn remove_factors_of(&self, person: PersonId) -> Result<u64, StoreError> {
        let id = || [person.to_string().into()];
        let passkeys = self.run("delete from passkeys where person = $1", id()).await?;
        let apps = self
            .run("delete from authenticators where person = $1", id())
            .await?;
        self.end_sessions_of(person).await?;
        self.end_links_of(person).await?;
        Ok(passkeys + apps)
    }

    /// Keeps something sealed until its other half comes.
    pub async fn begin_challenge(
        &self,
        token: &TokenHash,
        kind: &str,
        state: &[u8],
        until: Moment,
    ) -> Result<(), StoreError> {
        let sealed = self.keys.seal(state, &between(token.as_str()))?;
        let sql = "insert into challenges (token, kind, state, until) values ($1, $2, $3, $4)";
        let values = [
            token.as_str().into(),
            kind.into(),
            sealed.into_bytes().into(),
            until.as_millis().into(),
        ];
        self.run(sql, values).await?;
        Ok(())
    }

    /// Takes what was kept for a token, once: `None` where it is unknown, of another kind, over or taken.
    pub async fn end_challenge(
        &self,
        token: &TokenHash,
        kind: &str,
        now: Moment,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, StoreError> {
        let sql = "delete from challenges where until <= $1";
        self.run(sql, [now.as_millis().into()]).await?;
        self.end_challenge_by_hash(token.as_str(), kind).await
    }

    /// The same by the hash of the token, however old.
    pub async fn end_challenge_by_hash(
        &self,
        token: &str,
        kind: &str,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, StoreError> {
        let sql = "delete from challenges where token = $1 and kind = $2 returning state";
        let row: Option<State> = self.row(sql, [token.into(), kind.into()]).await?;
        row.map(|row| Ok(self.keys.open(&Sealed::kept(row.state), &between(token))?))
            .transpose()
    }
}
