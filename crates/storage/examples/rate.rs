//! How many small writes a second are acknowledged when 32 tasks ask: `cargo run --release --package tidemark-storage --example rate -- FOLDER [POSTGRES]`.
//!
//! Beside it one transaction for each write, over the same SQLite with the same settings. FOLDER must not be there yet, and is removed; in PostgreSQL (an address
//! with a schema that is empty) what was written stays.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sea_orm::{ConnectionTrait, DatabaseConnection, SqlxSqliteConnector, Statement};
use tidemark_desk::audit::{Entry, Verb};
use tidemark_desk::{Email, Id, PersonId};
use tidemark_storage::vault::{self, MasterKey, MasterKeys};
use tidemark_storage::{Settings, Store, StoreError};
use tidemark_vocab::Moment;
use tokio::task::JoinSet;

type Fault = Box<dyn std::error::Error + Send + Sync>;

const TASKS: usize = 32;
const LONG: Duration = Duration::from_secs(5);
const NOW: Moment = Moment::from_millis(1_800_000_000_000);

/// Writes from all tasks for a while, and says how it went.
async fn measure<F, W>(name: &str, write: F) -> Result<(), Fault>
where
    F: Fn() -> W + Send + Sync + 'static,
    W: Future<Output = Result<(), Fault>> + Send,
{
    let (write, mut tasks) = (Arc::new(write), JoinSet::new());
    let began = Instant::now();
    for _ in 0..TASKS {
        let write = write.clone();
        tasks.spawn(async move {
            let mut took = Vec::new();
            while began.elapsed() < LONG {
                let one = Instant::now();
                write().await?;
                took.push(one.elapsed());
            }
            Ok::<_, Fault>(took)
        });
    }
    let mut took = Vec::new();
    for task in tasks.join_all().await {
        took.extend(task?);
    }
    let whole = began.elapsed();
    took.sort_unstable();
    let at = |share: usize| took.get(took.len() * share / 100).copied().unwrap_or_default();
    let each_second = took.len() as u128 * 1_000 / whole.as_millis().max(1);
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "{name}: {each_second} writes a second, median {:.1} ms, 99th of 100 {:.1} ms",
        at(50).as_secs_f64() * 1e3,
        at(99).as_secs_f64() * 1e3
    )?;
    Ok(())
}

fn entry() -> Entry {
    Entry {
        at: NOW,
        actor: None,
        verb: Verb::SignedIn,
        object: String::new(),
        detail: String::new(),
        sealed: Vec::new(),
    }
}

async fn add_person(store: Store) -> Result<(), Fault> {
    let person: PersonId = Id::new(vault::random()?);
    let email: Email = format!("{person}@example.org").parse()?;
    let (name, lang) = ("Blue Heron".parse()?, "en".parse()?);
    let kept: Result<(), StoreError> = store
        .write(move |tx| {
            Box::pin(async move { tx.add_person(person, &name, Some(&email), &lang, NOW).await })
        })
        .await;
    Ok(kept?)
}

async fn store(name: &str, address: &str) -> Result<(), Fault> {
    let settings = Settings::new(address.parse()?);
    settings.migrate(None, NOW, &|_, _| ()).await?;
    let store = Store::open(&settings, MasterKeys::new(MasterKey::generate()?, [])).await?;
    let told = store.clone();
    measure(&format!("{name}, an entry of the audit"), move || {
        let store = told.clone();
        async move {
            let kept: Result<(), StoreError> = store
                .write(|tx| Box::pin(async move { tx.tell(entry(), None).await }))
                .await;
            Ok(kept?)
        }
    })
    .await?;
    let added = store.clone();
    measure(&format!("{name}, a person with name and address"), move || {
        add_person(added.clone())
    })
    .await?;
    store.close().await;
    Ok(())
}

/// One transaction, and one flush, for each write.
async fn one_by_one(path: &Path) -> Result<(), Fault> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .connect_with(options)
        .await?;
    let on: DatabaseConnection = SqlxSqliteConnector::from_sqlx_sqlite_pool(pool);
    on.execute_unprepared("create table audit (id blob primary key, at bigint not null, verb text not null)")
        .await?;
    let kept = on.clone();
    measure("SQLite, a transaction for each entry", move || {
        let on = kept.clone();
        async move {
            let id: [u8; 16] = vault::random()?;
            let sql = "insert into audit (id, at, verb) values ($1, $2, $3)";
            let values = [id.to_vec().into(), NOW.as_millis().into(), "signed_in".into()];
            let insert = Statement::from_sql_and_values(on.get_database_backend(), sql, values);
            on.execute_raw(insert).await?;
            Ok(())
        }
    })
    .await
}

#[tokio::main]
async fn main() -> Result<(), Fault> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let folder = Path::new(words.first().ok_or("rate FOLDER [POSTGRES]")?);
    std::fs::create_dir(folder)?;
    one_by_one(&folder.join("plain.db")).await?;
    store("SQLite", &format!("sqlite:{}", folder.join("store.db").display())).await?;
    if let Some(address) = words.get(1) {
        store("PostgreSQL", address).await?;
    }
    std::fs::remove_dir_all(folder)?;
    Ok(())
}
