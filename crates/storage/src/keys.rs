//! The keys of people: made with them, fetched when something of theirs is opened, erased with them, wrapped anew when the master key changes.

use sea_orm::FromQueryResult;
use tidemark_desk::{Email, PersonId};

use crate::engine::Store;
use crate::error::StoreError;
use crate::look::{Look, Tx};
use crate::vault::{Binding, PersonKey, Sealed, VaultError};

#[derive(FromQueryResult)]
struct Row {
    master: String,
    wrapped: Vec<u8>,
}

#[derive(FromQueryResult)]
struct Old {
    person: String,
    master: String,
    wrapped: Vec<u8>,
    email: Option<Vec<u8>>,
}

#[derive(FromQueryResult)]
struct InUse {
    master: String,
    n: i64,
}

/// So many people are wrapped anew in one transaction.
const AT_ONCE: i64 = 200;

impl Look<'_> {
    /// The key of a person; `None` where it was erased.
    pub(crate) async fn key_of(&self, person: PersonId) -> Result<Option<PersonKey>, StoreError> {
        let row: Option<Row> = self
            .row(
                "select master, wrapped from person_keys where person = $1",
                [person.to_string().into()],
            )
            .await?;
        row.map(|row| Ok(self.keys.unwrap(&row.master, &row.wrapped, person)?))
            .transpose()
    }

    /// The master keys that people's keys are wrapped in, each with how many.
    pub async fn masters_in_use(&self) -> Result<Vec<(String, i64)>, StoreError> {
        let sql = "select master, count(*) as n from person_keys group by master order by master";
        let rows: Vec<InUse> = self.rows(sql, []).await?;
        Ok(rows.into_iter().map(|row| (row.master, row.n)).collect())
    }
}

impl Store {
    /// Refuses keys none of which opens anything here: they are of another store, and what is sealed with them would be lost to this one. That an older key is missing is told by
    /// [`Store::examine`], and keeps nobody else out.
    pub async fn tried(&self) -> Result<(), StoreError> {
        let in_use = self.look().masters_in_use().await?;
        let is_ours = |id: &str| self.keys().ids().any(|ours| ours == id);
        if in_use.is_empty() || in_use.iter().any(|(id, _)| is_ours(id)) {
            return Ok(());
        }
        let needed: Vec<String> = in_use.into_iter().map(|(id, _)| id).collect();
        Err(VaultError::Foreign(needed.join(", ")).into())
    }
}

impl Tx<'_> {
    /// Makes a key for a new person.
    pub(crate) async fn make_key(&self, person: PersonId) -> Result<PersonKey, StoreError> {
        let key = PersonKey::generate()?;
        let (master, wrapped) = self.keys.wrap(&key, person)?;
        let sql = "insert into person_keys (person, master, wrapped) values ($1, $2, $3)";
        self.run(sql, [person.to_string().into(), master.into(), wrapped.into()])
            .await?;
        Ok(key)
    }

    /// Wraps some of the keys that are wrapped in an older master key in the current one, and makes the hashes of their addresses anew. Returns how many;
    /// nought when none is left.
    pub async fn rotate_some(&self) -> Result<u64, StoreError> {
        let current = self.keys.current().id().to_owned();
        let sql = "select k.person, k.master, k.wrapped, p.email from person_keys k join people p on p.id = k.person
            where k.master <> $1 order by k.person limit $2";
        let old: Vec<Old> = self.rows(sql, [current.into(), AT_ONCE.into()]).await?;
        for one in &old {
            let person = crate::people::id(&one.person)?;
            let key = self.keys.unwrap(&one.master, &one.wrapped, person)?;
            let (master, wrapped) = self.keys.wrap(&key, person)?;
            let sql = "update person_keys set master = $1, wrapped = $2 where person = $3";
            self.run(sql, [master.into(), wrapped.into(), one.person.as_str().into()])
                .await?;
            let Some(email) = &one.email else { continue };
            let email = key.open_text(
                &Sealed::kept(email.clone()),
                &Binding::new("people", "email", person),
            )?;
            let email: Email = email
                .parse()
                .map_err(|_| StoreError::Unread(format!("the address of {person}")))?;
            let lookup = self.keys.lookups(&email).into_iter().next();
            self.run(
                "update people set email_lookup = $1 where id = $2",
                [lookup.into(), one.person.as_str().into()],
            )
            .await?;
        }
        Ok(old.len() as u64)
    }
}
