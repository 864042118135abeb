//! What is wrong with a store, and what to do.

use std::collections::BTreeSet;
use std::time::Duration;

use sea_orm::FromQueryResult;
use tidemark_vocab::Moment;

use crate::engine::{Engine, Store};
use crate::error::StoreError;
use crate::look::Look;
use crate::schema::{Kind, TABLES};

/// Something that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// It is well.
    Well {
        /// What.
        what: &'static str,
        /// How it stands.
        stands: String,
    },
    /// It is not.
    Wrong {
        /// What.
        what: &'static str,
        /// What is wrong.
        why: String,
        /// What to do.
        to_do: &'static str,
    },
}

#[derive(FromQueryResult)]
struct Said {
    said: String,
}

#[derive(FromQueryResult)]
struct ColumnRow {
    table_name: String,
    column_name: String,
    kind: String,
}

#[derive(FromQueryResult)]
struct Name {
    name: String,
}

/// An entry has its place in the chain, and a message is sent, within so long.
const SOON: Duration = Duration::from_mins(10);

fn well(what: &'static str, stands: impl Into<String>) -> Finding {
    Finding::Well {
        what,
        stands: stands.into(),
    }
}

fn wrong(what: &'static str, why: impl Into<String>, to_do: &'static str) -> Finding {
    Finding::Wrong {
        what,
        why: why.into(),
        to_do,
    }
}

impl Look<'_> {
    /// Every column of the database: its table, its name, what it holds.
    pub async fn columns(&self) -> Result<Vec<(String, String, Kind)>, StoreError> {
        let sql = match self.engine {
            Engine::Sqlite => {
                "select m.name as table_name, c.name as column_name, lower(c.type) as kind from sqlite_master m join pragma_table_info(m.name) c
                where m.type = 'table' and m.name not like 'sqlite_%' and m.name <> 'schema_steps' order by 1, 2"
            }
            Engine::Postgres => {
                "select table_name::text as table_name, column_name::text as column_name, data_type::text as kind from information_schema.columns
                where table_schema = current_schema() and table_name <> 'schema_steps' order by 1, 2"
            }
        };
        let rows: Vec<ColumnRow> = self.rows(sql, []).await?;
        rows.into_iter()
            .map(|row| {
                let kind = match row.kind.as_str() {
                    "text" => Kind::Text,
                    "bigint" => Kind::Number,
                    "blob" | "bytea" => Kind::Bytes,
                    other => {
                        return Err(StoreError::Unread(format!(
                            "{}.{} of type {other}",
                            row.table_name, row.column_name
                        )));
                    }
                };
                Ok((row.table_name, row.column_name, kind))
            })
            .collect()
    }

    async fn integrity(&self) -> Result<Finding, StoreError> {
        const WHAT: &str = "the database";
        if self.engine == Engine::Postgres {
            let version: Option<Said> = self.row("select version() as said", []).await?;
            return Ok(well(WHAT, version.map(|row| row.said).unwrap_or_default()));
        }
        let said: Vec<Said> = self
            .rows("select integrity_check as said from pragma_integrity_check", [])
            .await?;
        let foreign = self
            .count("select count(*) as n from pragma_foreign_key_check", [])
            .await?;
        let faults: Vec<&str> = said
            .iter()
            .map(|row| row.said.as_str())
            .filter(|said| *said != "ok")
            .collect();
        Ok(if !faults.is_empty() {
            wrong(
                WHAT,
                faults.join("; "),
                "stop the site, keep the file, and restore the last backup with `tidemark restore`",
            )
        } else if foreign > 0 {
            wrong(
                WHAT,
                format!("{foreign} rows refer to what is not there"),
                "restore the last backup with `tidemark restore`",
            )
        } else {
            well(WHAT, "SQLite finds no fault in its file")
        })
    }

    async fn shape(&self) -> Result<Finding, StoreError> {
        const WHAT: &str = "the tables";
        let found: BTreeSet<(String, String, Kind)> = self.columns().await?.into_iter().collect();
        let missing = TABLES.iter().flat_map(|table| {
            let has = |name: &str, kind| found.contains(&(table.name.to_owned(), name.to_owned(), kind));
            table
                .columns
                .iter()
                .filter(move |column| !has(column.name, column.kind))
                .map(|column| format!("{}.{}", table.name, column.name))
        });
        let missing: Vec<String> = missing.collect();
        Ok(if missing.is_empty() {
            well(WHAT, format!("{} columns are as they should be", found.len()))
        } else {
            wrong(
                WHAT,
                format!("these are missing or of another kind: {}", missing.join(", ")),
                "restore the last backup with `tidemark restore`",
            )
        })
    }

    async fn key_ring(&self) -> Result<Finding, StoreError> {
        const WHAT: &str = "the keys";
        let current = self.keys.current().id();
        let in_use = self.masters_in_use().await?;
        let missing: Vec<String> = in_use
            .iter()
            .filter(|(id, _)| !self.keys.ids().any(|ours| ours == id))
            .map(|(id, people)| format!("{id} (of {people} people)"))
            .collect();
        if !missing.is_empty() {
            return Ok(wrong(
                WHAT,
                format!("these are needed and not given: {}", missing.join(", ")),
                "add them to the file of keys, after the current one; if they are lost, what was personal of these people is lost too",
            ));
        }
        let unopened = self.unopened().await?;
        if !unopened.is_empty() {
            return Ok(wrong(
                WHAT,
                format!(
                    "what is personal of these cannot be opened: {}",
                    unopened.join(", ")
                ),
                "somebody changed the database: restore the last backup with `tidemark restore`",
            ));
        }
        let older = in_use.iter().any(|(id, _)| id != current);
        Ok(if older {
            wrong(
                WHAT,
                "some people's keys are still wrapped in an older one",
                "run `tidemark keys rotate` to its end",
            )
        } else {
            well(WHAT, format!("everything personal opens with {current}"))
        })
    }

    /// People whose words do not open.
    async fn unopened(&self) -> Result<Vec<String>, StoreError> {
        let (mut unopened, mut after) = (Vec::new(), String::new());
        loop {
            let sql = "select id as name from people where id > $1 order by id limit 500";
            let some: Vec<Name> = self.rows(sql, [after.as_str().into()]).await?;
            let Some(last) = some.last() else {
                return Ok(unopened);
            };
            after.clone_from(&last.name);
            for one in &some {
                match self.person(crate::people::id(&one.name)?).await {
                    Ok(_) => {}
                    Err(StoreError::Vault(_) | StoreError::Unread(_)) => unopened.push(one.name.clone()),
                    Err(error) => return Err(error),
                }
            }
        }
    }

    async fn audit_chain(&self, now: Moment) -> Result<Finding, StoreError> {
        const WHAT: &str = "the audit";
        if let (n, Some(since)) = self.audit_unchained().await?
            && now.since(since) > SOON
        {
            return Ok(wrong(
                WHAT,
                format!("{n} entries have no place in the chain, the oldest since {since}"),
                "start the site, which chains them; if it runs, look at its log",
            ));
        }
        Ok(match self.follow_audit().await? {
            Ok(follower) => well(
                WHAT,
                format!(
                    "{} entries in one chain, which ends in {}",
                    follower.last().number,
                    follower.last().digest.as_str()
                ),
            ),
            Err(broken) => wrong(
                WHAT,
                broken.to_string(),
                "somebody changed the audit: compare it with a backup from before, and find out who could write to the database",
            ),
        })
    }

    async fn queue(&self, now: Moment) -> Result<Finding, StoreError> {
        const WHAT: &str = "jobs and messages";
        let failed = self
            .count("select count(*) as n from jobs where state = 'failed'", [])
            .await?;
        let waiting = self
            .count(
                "select count(*) as n from jobs where state = 'waiting' and due_at <= $1",
                [(now - SOON).as_millis().into()],
            )
            .await?;
        let (mails, since) = self.mails_waiting().await?;
        Ok(if failed > 0 {
            wrong(
                WHAT,
                format!("{failed} jobs failed"),
                "see why on the page of jobs, mend the cause, and have them done again",
            )
        } else if waiting > 0 {
            wrong(
                WHAT,
                format!("{waiting} jobs are due and nobody does them"),
                "start the site; if it runs, look at its log",
            )
        } else if let Some(since) = since.filter(|since| now.since(*since) > SOON) {
            wrong(
                WHAT,
                format!("{mails} messages wait, the oldest since {since}"),
                "see that the mail server of `mail.smtp` can be reached",
            )
        } else {
            well(WHAT, format!("nothing is late; {mails} messages wait"))
        })
    }
}

impl Store {
    /// Looks at everything. An error means that the store could not even be asked.
    pub async fn examine(&self, now: Moment) -> Result<Vec<Finding>, StoreError> {
        let look = self.look();
        Ok(vec![
            look.integrity().await?,
            look.shape().await?,
            look.key_ring().await?,
            look.audit_chain(now).await?,
            look.queue(now).await?,
        ])
    }
}
