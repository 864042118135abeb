//! The audit, as it is kept. An entry is written with what it tells of, in one transaction; its place in the chain is given a moment later, by one process at a
//! time, so that nothing waits for the chain.

use std::sync::atomic::{AtomicU64, Ordering};

use data_encoding::BASE32_NOPAD;
use sea_orm::FromQueryResult;
use tidemark_desk::PersonId;
use tidemark_desk::audit::{Broken, Chain, Entry, Follower, Link};
use tidemark_vocab::Moment;

use crate::engine::Engine;
use crate::error::StoreError;
use crate::look::{Look, Tx};
use crate::people::{id, read};
use crate::vault::{self, Binding, Sealed};

/// An entry as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Its place in the chain, once it has one.
    pub link: Option<Link>,
    /// The entry.
    pub entry: Entry,
    /// What is personal of it; `None` where nothing is, or its person was erased.
    pub words: Option<String>,
}

/// Some entries, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AuditPage {
    /// The entries.
    pub entries: Vec<Told>,
    /// The number before which older ones are.
    pub before: Option<u64>,
}

#[derive(FromQueryResult)]
struct Row {
    id: String,
    at: i64,
    actor: Option<String>,
    verb: String,
    object: String,
    detail: String,
    sealed: Vec<u8>,
    sealed_for: Option<String>,
    number: Option<i64>,
    digest: Option<String>,
}

/// So many entries are followed or chained in one go.
const AT_ONCE: i64 = 500;

const COLUMNS: &str =
    "select id, at, actor, verb, object, detail, sealed, sealed_for, number, digest from audit";

/// What keeps two processes from chaining at once.
const LOCK: i64 = 0x6175_6469_7400_0001;

fn bound(row: &str) -> Binding {
    Binding::new("audit", "sealed", row)
}

fn entry(row: &Row) -> Result<Entry, StoreError> {
    Ok(Entry {
        at: Moment::from_millis(row.at),
        actor: row.actor.as_deref().map(id).transpose()?,
        verb: read(&row.verb, "what was done")?,
        object: row.object.clone(),
        detail: row.detail.clone(),
        sealed: row.sealed.clone(),
    })
}

fn link(row: &Row) -> Option<Link> {
    let number = row.number.and_then(|number| u64::try_from(number).ok())?;
    let digest = row.digest.clone().map(Chain::kept)?;
    Some(Link { number, digest })
}

fn number(of: u64) -> i64 {
    i64::try_from(of).unwrap_or(i64::MAX)
}

/// How many entries this process has told: those of one moment keep their order.
static TOLD: AtomicU64 = AtomicU64::new(0);

fn new_row() -> Result<String, StoreError> {
    let told = TOLD.fetch_add(1, Ordering::Relaxed);
    Ok(format!(
        "{told:016x}{}",
        BASE32_NOPAD.encode(&vault::random::<10>()?)
    ))
}

impl Look<'_> {
    /// The newest entries, or those before a number; at most so many.
    pub async fn audit(&self, before: Option<u64>, most: u32) -> Result<AuditPage, StoreError> {
        let mut rows: Vec<Row> = match before {
            Some(_) => Vec::new(),
            // What has no place yet comes first: it is the newest.
            None => {
                self.rows(
                    &format!("{COLUMNS} where number is null order by at desc, id desc limit $1"),
                    [i64::from(most).into()],
                )
                .await?
            }
        };
        let sql = format!("{COLUMNS} where number < $1 order by number desc limit $2");
        let left = i64::from(most) - i64::try_from(rows.len()).unwrap_or(0);
        rows.extend(
            self.rows::<Row>(&sql, [before.map_or(i64::MAX, number).into(), left.into()])
                .await?,
        );
        let mut entries = Vec::with_capacity(rows.len());
        for row in &rows {
            entries.push(Told {
                link: link(row),
                entry: entry(row)?,
                words: self.opened_words(row).await?,
            });
        }
        let last = rows.last().and_then(link).map(|link| link.number);
        let is_full = rows.len() >= usize::try_from(most).unwrap_or(usize::MAX);
        Ok(AuditPage {
            entries,
            before: last.filter(|last| is_full && *last > 1),
        })
    }

    async fn opened_words(&self, row: &Row) -> Result<Option<String>, StoreError> {
        let Some(person) = row.sealed_for.as_deref().map(id).transpose()? else {
            return Ok(None);
        };
        let key = self.key_of(person).await?;
        let words = key.map(|key| key.open_text(&Sealed::kept(row.sealed.clone()), &bound(&row.id)));
        Ok(words.transpose()?)
    }

    /// Follows the whole chain from its beginning: where it stands, or where it breaks.
    pub async fn follow_audit(&self) -> Result<Result<Follower, Broken>, StoreError> {
        let mut follower = Follower::default();
        loop {
            let sql = format!("{COLUMNS} where number > $1 order by number limit $2");
            let rows: Vec<Row> = self
                .rows(&sql, [number(follower.last().number).into(), AT_ONCE.into()])
                .await?;
            if rows.is_empty() {
                return Ok(Ok(follower));
            }
            for row in &rows {
                let Some(link) = link(row) else {
                    return Ok(Err(Broken::Changed(follower.last().number + 1)));
                };
                // An entry of a verb that nobody knows was not written by us.
                let broken = entry(row)
                    .map_err(|_| Broken::Changed(link.number))
                    .and_then(|entry| follower.follow(&link, &entry));
                if let Err(broken) = broken {
                    return Ok(Err(broken));
                }
            }
        }
    }

    /// How many entries have no place in the chain yet, and since when the oldest waits.
    pub async fn audit_unchained(&self) -> Result<(i64, Option<Moment>), StoreError> {
        let n = self
            .count("select count(*) as n from audit where number is null", [])
            .await?;
        let sql = "select coalesce(min(at), 0) as n from audit where number is null";
        let oldest = self.count(sql, []).await?;
        Ok((n, (n > 0).then(|| Moment::from_millis(oldest))))
    }
}

impl Tx<'_> {
    /// Tells what was done; `words` are personal, of whom `about` names, and can be read as long as that person is known.
    pub async fn tell(&self, mut entry: Entry, words: Option<(PersonId, &str)>) -> Result<(), StoreError> {
        let row = new_row()?;
        let mut sealed_for = None;
        if let Some((about, words)) = words
            && let Some(key) = self.key_of(about).await?
        {
            entry.sealed = key.seal(words.as_bytes(), &bound(&row))?.into_bytes();
            sealed_for = Some(about.to_string());
        }
        let sql = "insert into audit (id, at, actor, verb, object, detail, sealed, sealed_for) values ($1, $2, $3, $4, $5, $6, $7, $8)";
        let values = [
            row.into(),
            entry.at.as_millis().into(),
            entry.actor.map(|actor| actor.to_string()).into(),
            entry.verb.as_str().into(),
            entry.object.into(),
            entry.detail.into(),
            entry.sealed.into(),
            sealed_for.into(),
        ];
        self.run(sql, values).await?;
        Ok(())
    }

    /// Gives entries that have none their place in the chain, in the order of their moments. Returns how many; the rest at the next call.
    pub async fn chain_audit(&self) -> Result<u64, StoreError> {
        if self.engine == Engine::Postgres {
            self.run("select pg_advisory_xact_lock($1)", [LOCK.into()])
                .await?;
        }
        let sql = format!("{COLUMNS} where number is null order by at, id limit $1");
        let rows: Vec<Row> = self.rows(&sql, [AT_ONCE.into()]).await?;
        if rows.is_empty() {
            return Ok(0);
        }
        let sql = format!("{COLUMNS} where number is not null order by number desc limit 1");
        let last: Option<Row> = self.row(&sql, []).await?;
        let mut last = last.as_ref().and_then(link).unwrap_or(Link {
            number: 0,
            digest: Chain::empty(),
        });
        for row in &rows {
            let next = last.number + 1;
            last = Link {
                digest: last.digest.with(next, &entry(row)?),
                number: next,
            };
            let values = [
                number(next).into(),
                last.digest.as_str().into(),
                row.id.as_str().into(),
            ];
            self.run("update audit set number = $1, digest = $2 where id = $3", values)
                .await?;
        }
        Ok(rows.len() as u64)
    }
}
