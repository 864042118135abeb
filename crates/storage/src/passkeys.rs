//! Passkeys, as they are kept.

use std::fmt;

use data_encoding::HEXLOWER;
use sea_orm::FromQueryResult;
use sha2::{Digest, Sha256};
use tidemark_desk::{PasskeyId, PersonId};
use tidemark_vocab::Moment;
use zeroize::Zeroizing;

use crate::error::StoreError;
use crate::look::{Look, Tx};
use crate::people::{id, read};
use crate::vault::{Binding, PersonKey, Sealed};

/// What is kept of the name that a device gave a passkey: it finds, and tells nobody which device it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CredentialHash(String);

impl CredentialHash {
    /// Of the name that the device gave it.
    #[must_use]
    pub fn of(credential: &[u8]) -> Self {
        Self(HEXLOWER.encode(&Sha256::digest(credential)))
    }
}

/// A passkey that is to be kept.
pub struct NewPasskey {
    /// Its name here.
    pub id: PasskeyId,
    /// Whose.
    pub person: PersonId,
    /// What finds it.
    pub credential: CredentialHash,
    /// What they call it.
    pub label: String,
    /// All that is needed to know it again, in a form that the store does not look into.
    pub passkey: Zeroizing<Vec<u8>>,
}

/// A passkey that was kept.
pub struct Passkey {
    /// Its name here.
    pub id: PasskeyId,
    /// Whose.
    pub person: PersonId,
    /// What was kept to know it again.
    pub passkey: Zeroizing<Vec<u8>>,
    sealed: Sealed,
}

impl fmt::Debug for Passkey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Passkey({})", self.id)
    }
}

/// What a person is told of one of their passkeys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasskeyLine {
    /// Its name here.
    pub id: PasskeyId,
    /// What they call it.
    pub label: String,
    /// Since when it is kept.
    pub made_at: Moment,
    /// When it was last used.
    pub used_at: Option<Moment>,
}

#[derive(FromQueryResult)]
struct Row {
    id: String,
    person: String,
    passkey: Vec<u8>,
}

#[derive(FromQueryResult)]
struct LineRow {
    id: String,
    label: Vec<u8>,
    made_at: i64,
    used_at: Option<i64>,
}

#[derive(FromQueryResult)]
struct Label {
    label: Vec<u8>,
}

fn at(column: &str, passkey: PasskeyId) -> Binding {
    Binding::new("passkeys", column, passkey)
}

fn passkey_id(text: &str) -> Result<PasskeyId, StoreError> {
    read(text, "the id of a passkey")
}

fn opened(key: &PersonKey, row: Row) -> Result<Passkey, StoreError> {
    let passkey = passkey_id(&row.id)?;
    let sealed = Sealed::kept(row.passkey);
    Ok(Passkey {
        id: passkey,
        person: id(&row.person)?,
        passkey: key.open(&sealed, &at("passkey", passkey))?,
        sealed,
    })
}

impl Look<'_> {
    /// The passkey that a device names; `None` where it is unknown, or its person was erased.
    pub async fn passkey(&self, credential: &CredentialHash) -> Result<Option<Passkey>, StoreError> {
        let sql = "select id, person, passkey from passkeys where credential = $1";
        let row: Option<Row> = self.row(sql, [credential.0.as_str().into()]).await?;
        let Some(row) = row else { return Ok(None) };
        let Some(key) = self.key_of(id(&row.person)?).await? else {
            return Ok(None);
        };
        opened(&key, row).map(Some)
    }

    /// The passkeys of a person, in the order in which they came.
    pub async fn passkeys_of(&self, person: PersonId) -> Result<Vec<Passkey>, StoreError> {
        let Some(key) = self.key_of(person).await? else {
            return Ok(Vec::new());
        };
        let sql = "select id, person, passkey from passkeys where person = $1 order by made_at, id";
        let rows: Vec<Row> = self.rows(sql, [person.to_string().into()]).await?;
        rows.into_iter().map(|row| opened(&key, row)).collect()
    }

    /// What a person is told of their passkeys, in the order in which they came.
    pub async fn passkey_lines(&self, person: PersonId) -> Result<Vec<PasskeyLine>, StoreError> {
        let Some(key) = self.key_of(person).await? else {
            return Ok(Vec::new());
        };
        let sql = "select id, label, made_at, used_at from passkeys where person = $1 order by made_at, id";
        let rows: Vec<LineRow> = self.rows(sql, [person.to_string().into()]).await?;
        let line = |row: LineRow| {
            let id = passkey_id(&row.id)?;
            Ok(PasskeyLine {
                id,
                label: key.open_text(&Sealed::kept(row.label), &at("label", id))?,
                made_at: Moment::from_millis(row.made_at),
                used_at: row.used_at.map(Moment::from_millis),
            })
        };
        rows.into_iter().map(line).collect()
    }
}

impl Tx<'_> {
    /// Keeps a passkey. Whether it was not there, for whomever, and its person was not erased.
    pub async fn add_passkey(&self, new: &NewPasskey, now: Moment) -> Result<bool, StoreError> {
        let Some(key) = self.key_of(new.person).await? else {
            return Ok(false);
        };
        let label = key.seal(new.label.as_bytes(), &at("label", new.id))?;
        let passkey = key.seal(&new.passkey, &at("passkey", new.id))?;
        let sql = "insert into passkeys (id, person, credential, label, passkey, made_at) values ($1, $2, $3, $4, $5, $6)
            on conflict (credential) do nothing";
        let values = [
            new.id.to_string().into(),
            new.person.to_string().into(),
            new.credential.0.as_str().into(),
            label.into_bytes().into(),
            passkey.into_bytes().into(),
            now.as_millis().into(),
        ];
        Ok(self.run(sql, values).await? > 0)
    }

    /// Notes that a passkey was used, and keeps what changed of it. Whether it is still there as it was read: of two that changed the same, one succeeds.
    pub async fn use_passkey(
        &self,
        used: &Passkey,
        changed: Option<&[u8]>,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let Some(key) = self.key_of(used.person).await? else {
            return Ok(false);
        };
        let sealed = match changed {
            None => used.sealed.clone(),
            Some(changed) => key.seal(changed, &at("passkey", used.id))?,
        };
        let sql = "update passkeys set used_at = $1, passkey = $2 where id = $3 and passkey = $4";
        let values = [
            now.as_millis().into(),
            sealed.into_bytes().into(),
            used.id.to_string().into(),
            used.sealed.bytes().into(),
        ];
        Ok(self.run(sql, values).await? > 0)
    }

    /// Removes a passkey of a person. What they called it, if there was one.
    pub async fn remove_passkey(
        &self,
        person: PersonId,
        passkey: PasskeyId,
    ) -> Result<Option<String>, StoreError> {
        let Some(key) = self.key_of(person).await? else {
            return Ok(None);
        };
        let sql = "delete from passkeys where id = $1 and person = $2 returning label";
        let row: Option<Label> = self
            .row(sql, [passkey.to_string().into(), person.to_string().into()])
            .await?;
        row.map(|row| Ok(key.open_text(&Sealed::kept(row.label), &at("label", passkey))?))
            .transpose()
    }
}
