//! People, and the roles they have.

use sea_orm::FromQueryResult;
use tidemark_desk::{Email, Grant, PersonId, PersonName, PersonState, Role, Scope};
use tidemark_vocab::{Lang, Moment};

use crate::engine::Engine;
use crate::error::StoreError;
use crate::look::{Look, Tx};
use crate::vault::{Binding, PersonKey, Sealed};

/// A person, as far as they are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// What they are called here; `None` where they were erased.
    pub name: Option<PersonName>,
    /// Where messages reach them, if anywhere.
    pub email: Option<Email>,
    /// In which language they are written to.
    pub lang: Lang,
    /// Whether they may come in.
    pub state: PersonState,
    /// Since when they are here.
    pub made_at: Moment,
    /// Their roles, in order.
    pub grants: Vec<Grant>,
}

/// What keeps two processes from changing roles at once (PostgreSQL, 13.3.5 "Advisory Locks").
const ROLES_LOCK: i64 = 0x726f_6c65_7300_0001;

#[derive(FromQueryResult)]
pub(crate) struct Row {
    id: String,
    name: Option<Vec<u8>>,
    email: Option<Vec<u8>>,
    lang: String,
    state: String,
    made_at: i64,
    master: Option<String>,
    wrapped: Option<Vec<u8>>,
    /// Role and scope of each grant, as [`COLUMNS`] puts them together.
    grants: Option<String>,
}

/// A person with their key and their roles, in one turn: each turn is a wait.
pub(crate) const COLUMNS: &str = "p.id, p.name, p.email, p.lang, p.state, p.made_at, k.master, k.wrapped,
    (select string_agg(g.role || ' ' || g.scope, ',') from grants g where g.person = p.id) as grants";

const FROM: &str = "from people p left join person_keys k on k.person = p.id";

/// What was written by us must be read by us.
pub(crate) fn read<T: std::str::FromStr>(text: &str, what: &str) -> Result<T, StoreError> {
    text.parse()
        .map_err(|_| StoreError::Unread(format!("`{text}` as {what}")))
}

pub(crate) fn id(text: &str) -> Result<PersonId, StoreError> {
    read(text, "the id of a person")
}

fn at(column: &str, person: PersonId) -> Binding {
    Binding::new("people", column, person)
}

impl Look<'_> {
    /// A person by their id.
    pub async fn person(&self, person: PersonId) -> Result<Option<Person>, StoreError> {
        let sql = format!("select {COLUMNS} {FROM} where p.id = $1");
        let row: Option<Row> = self.row(&sql, [person.to_string().into()]).await?;
        row.map(|row| self.opened(row)).transpose()
    }

    /// A person by their address, found with any of the keys.
    pub async fn person_by_email(&self, email: &Email) -> Result<Option<Person>, StoreError> {
        for lookup in self.keys.lookups(email) {
            let sql = format!("select {COLUMNS} {FROM} where p.email_lookup = $1");
            if let Some(row) = self.row(&sql, [lookup.into()]).await? {
                return self.opened(row).map(Some);
            }
        }
        Ok(None)
    }

    /// Some people in the order in which they came, after one of them.
    pub async fn people(&self, after: Option<PersonId>, most: u32) -> Result<Vec<Person>, StoreError> {
        let after = match after {
            None => (i64::MIN, String::new()),
            Some(after) => {
                let sql = "select made_at as n from people where id = $1";
                (
                    self.count(sql, [after.to_string().into()]).await?,
                    after.to_string(),
                )
            }
        };
        let sql = format!(
            "select {COLUMNS} {FROM} where (p.made_at, p.id) > ($1, $2) order by p.made_at, p.id limit $3"
        );
        let rows: Vec<Row> = self
            .rows(&sql, [after.0.into(), after.1.into(), i64::from(most).into()])
            .await?;
        rows.into_iter().map(|row| self.opened(row)).collect()
    }

    /// How many people have a role and may come in.
    pub async fn holders(&self, role: Role) -> Result<i64, StoreError> {
        let sql = "select count(distinct g.person) as n from grants g join people p on p.id = g.person
            where g.role = $1 and p.state = $2";
        self.count(sql, [role.as_str().into(), PersonState::Active.as_str().into()])
            .await
    }

    pub(crate) fn opened(&self, row: Row) -> Result<Person, StoreError> {
        let person = id(&row.id)?;
        let key = row.master.zip(row.wrapped);
        let key = key
            .map(|(master, wrapped)| self.keys.unwrap(&master, &wrapped, person))
            .transpose()?;
        let open = |column: &str, sealed: Option<Vec<u8>>| match (&key, sealed) {
            (Some(key), Some(sealed)) => key
                .open_text(&Sealed::kept(sealed), &at(column, person))
                .map(Some),
            _ => Ok(None),
        };
        let name = open("name", row.name)?;
        let email = open("email", row.email)?;
        Ok(Person {
            id: person,
            name: name.map(|name| read(&name, "a name")).transpose()?,
            email: email.map(|email| read(&email, "an address")).transpose()?,
            lang: read(&row.lang, "a language")?,
            state: read(&row.state, "the state of a person")?,
            made_at: Moment::from_millis(row.made_at),
            grants: grants(row.grants.as_deref().unwrap_or_default())?,
        })
    }
}

/// Roles and scopes as [`COLUMNS`] puts them together, in order.
fn grants(told: &str) -> Result<Vec<Grant>, StoreError> {
    let unread = || StoreError::Unread(format!("`{told}` as roles"));
    let read_one = |one: &str| {
        let (role, scope) = one.split_once(' ').ok_or_else(unread)?;
        let (role, scope): (Role, Scope) = (read(role, "a role")?, read(scope, "a scope")?);
        Grant::new(role, scope).ok_or_else(unread)
    };
    let each = told.split(',').filter(|one| !one.is_empty());
    let mut grants = each.map(read_one).collect::<Result<Vec<_>, _>>()?;
    grants.sort();
    Ok(grants)
}

impl Tx<'_> {
    /// Adds a person. Refused as [`StoreError::Taken`] where another has the address.
    pub async fn add_person(
        &self,
        person: PersonId,
        name: &PersonName,
        email: Option<&Email>,
        lang: &Lang,
        now: Moment,
    ) -> Result<(), StoreError> {
        let sql = "insert into people (id, lang, state, made_at) values ($1, $2, $3, $4)";
        let state = PersonState::Active.as_str();
        let values = [
            person.to_string().into(),
            lang.as_str().into(),
            state.into(),
            now.as_millis().into(),
        ];
        self.run(sql, values).await?;
        let key = self.make_key(person).await?;
        let sealed = key.seal(name.as_str().as_bytes(), &at("name", person))?;
        let sql = "update people set name = $1 where id = $2";
        self.run(sql, [sealed.into_bytes().into(), person.to_string().into()])
            .await?;
        match email {
            None => Ok(()),
            Some(email) => self.write_email(person, &key, email).await,
        }
    }

    /// Changes what a person is called, and in which language they are written to. Nothing where they were erased.
    pub async fn rename(&self, person: PersonId, name: &PersonName, lang: &Lang) -> Result<(), StoreError> {
        let Some(key) = self.key_of(person).await? else {
            return Ok(());
        };
        let sealed = key.seal(name.as_str().as_bytes(), &at("name", person))?;
        let sql = "update people set name = $1, lang = $2 where id = $3";
        let values = [
            sealed.into_bytes().into(),
            lang.as_str().into(),
            person.to_string().into(),
        ];
        self.run(sql, values).await?;
        Ok(())
    }

    /// Changes where messages reach a person. Refused as [`StoreError::Taken`] where another has the address.
    pub async fn set_email(&self, person: PersonId, email: &Email) -> Result<(), StoreError> {
        match self.key_of(person).await? {
            None => Ok(()),
            Some(key) => self.write_email(person, &key, email).await,
        }
    }

    async fn write_email(&self, person: PersonId, key: &PersonKey, email: &Email) -> Result<(), StoreError> {
        match self.person_by_email(email).await? {
            Some(other) if other.id != person => return Err(StoreError::Taken("a person with this address")),
            _ => {}
        }
        let sealed = key.seal(email.reveal().as_bytes(), &at("email", person))?;
        let lookup = self.keys.lookups(email).into_iter().next();
        // Two at once meet here: the second finds that the first has the hash.
        let sql = "update people set email = $1, email_lookup = $2 where id = $3
            and not exists (select 1 from people where email_lookup = $2 and id <> $3)";
        let values = [
            sealed.into_bytes().into(),
            lookup.into(),
            person.to_string().into(),
        ];
        match self.run(sql, values).await {
            Ok(1) => Ok(()),
            Ok(_) | Err(StoreError::Conflict(_)) => Err(StoreError::Taken("a person with this address")),
            Err(error) => Err(error),
        }
    }

    /// Lets a person in, or keeps them out: then their sessions end. Whether that changed anything; those who were erased stay so.
    pub async fn set_state(&self, person: PersonId, state: PersonState) -> Result<bool, StoreError> {
        if state != PersonState::Active {
            self.end_sessions_of(person).await?;
        }
        let sql = "update people set state = $1 where id = $2 and state <> $1 and state <> $3";
        let erased = PersonState::Erased.as_str();
        let changed = self
            .run(
                sql,
                [state.as_str().into(), person.to_string().into(), erased.into()],
            )
            .await?;
        Ok(changed > 0)
    }

    /// Keeps others from changing who has which role until this piece of work ends: what is counted stays so. On SQLite there is one writer anyway.
    pub async fn hold_roles(&self) -> Result<(), StoreError> {
        if self.engine == Engine::Postgres {
            self.run("select pg_advisory_xact_lock($1)", [ROLES_LOCK.into()])
                .await?;
        }
        Ok(())
    }

    /// Gives a role. Whether they did not have it.
    pub async fn give(
        &self,
        person: PersonId,
        grant: &Grant,
        by: Option<PersonId>,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let sql = "insert into grants (person, role, scope, given_by, given_at) values ($1, $2, $3, $4, $5)
            on conflict (person, role, scope) do nothing";
        let values = [
            person.to_string().into(),
            grant.role.as_str().into(),
            grant.scope.to_string().into(),
            by.map(|by| by.to_string()).into(),
            now.as_millis().into(),
        ];
        Ok(self.run(sql, values).await? > 0)
    }

    /// Takes a role. Whether they had it.
    pub async fn take(&self, person: PersonId, grant: &Grant) -> Result<bool, StoreError> {
        let sql = "delete from grants where person = $1 and role = $2 and scope = $3";
        let values = [
            person.to_string().into(),
            grant.role.as_str().into(),
            grant.scope.to_string().into(),
        ];
        Ok(self.run(sql, values).await? > 0)
    }

    /// Erases all that is known of a person. Their key goes, and with it everything that was sealed with it, wherever it is; their id stays where they did something.
    /// Whether there was anything to erase.
    pub async fn erase(&self, person: PersonId) -> Result<bool, StoreError> {
        let id = || person.to_string().into();
        for sql in [
            "delete from person_keys where person = $1",
            "delete from sessions where person = $1",
            "delete from links where person = $1",
            "delete from grants where person = $1",
            "delete from passkeys where person = $1",
            "delete from authenticators where person = $1",
            "delete from outbox where person = $1",
        ] {
            self.run(sql, [id()]).await?;
        }
        let sql = "update people set name = null, email = null, email_lookup = null, state = $1 where id = $2 and state <> $1";
        let changed = self.run(sql, [PersonState::Erased.as_str().into(), id()]).await?;
        Ok(changed > 0)
    }
}
