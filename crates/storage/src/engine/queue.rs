//! The one writer of SQLite: what waits is kept together, in one transaction and with one flush, each piece of work in a savepoint of its own.

use std::panic::AssertUnwindSafe;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use sea_orm::{
    DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

use super::connect::Missing;
use super::{Engine, Settings};
use crate::error::StoreError;
use crate::look::Tx;
use crate::vault::MasterKeys;

/// So many pieces of work wait at most; who comes then waits before the queue.
const WAITING: usize = 1024;

/// And so many are kept together at most.
const TOGETHER: usize = 256;

/// What became of a piece of work within its savepoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Became {
    /// It is to be kept.
    Well,
    /// It is to be undone; the others go on.
    Undone,
    /// The database failed it: nothing of this transaction can be relied upon.
    Failed,
}

/// Why a whole transaction was given up.
#[derive(Debug)]
enum GivenUp {
    /// The database does not take it.
    Refused(DbErr),
    /// It cannot be opened again.
    Closed(StoreError),
    /// The database failed one piece of work, whose own answer says how; the others can be tried again.
    Another,
}

impl From<DbErr> for GivenUp {
    fn from(error: DbErr) -> Self {
        Self::Refused(error)
    }
}

impl GivenUp {
    fn told(&self) -> StoreError {
        match self {
            Self::Refused(error) => error.clone().into(),
            Self::Closed(StoreError::Full(said)) => StoreError::Full(said.clone()),
            Self::Closed(error) => StoreError::Unreachable(error.to_string()),
            Self::Another => StoreError::Busy("another write in the same moment failed".to_owned()),
        }
    }
}

type Work = Box<dyn for<'t> FnOnce(&'t Tx<'t>) -> BoxFuture<'t, Became> + Send>;

struct Waiting {
    work: Work,
    /// Told when the transaction is on the disk, or was given up.
    kept: oneshot::Sender<Result<(), StoreError>>,
}

pub(super) struct Queue {
    sender: Mutex<Option<mpsc::Sender<Waiting>>>,
    task: tokio::sync::Mutex<Option<JoinHandle<()>>>,
}

impl Queue {
    pub(super) fn new(settings: Settings, on: DatabaseConnection, keys: MasterKeys) -> Self {
        let (sender, receiver) = mpsc::channel(WAITING);
        Self {
            sender: Mutex::new(Some(sender)),
            task: tokio::sync::Mutex::new(Some(tokio::spawn(serve(settings, on, keys, receiver)))),
        }
    }

    pub(super) async fn write<T, E, W>(&self, work: W) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        W: for<'t> FnOnce(&'t Tx<'t>) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
    {
        let sender = match self.sender.lock() {
            Ok(sender) => sender.clone(),
            Err(poisoned) => poisoned.into_inner().clone(),
        };
        let sender = sender.ok_or(StoreError::Stopped)?;
        let (answer, answered) = oneshot::channel();
        let (kept, told) = oneshot::channel();
        let work: Work = Box::new(move |tx| {
            Box::pin(async move {
                let done = work(tx).await;
                let became = match (&done, tx.has_failed()) {
                    (_, true) => Became::Failed,
                    (Ok(_), false) => Became::Well,
                    (Err(_), false) => Became::Undone,
                };
                // Whoever asked may have gone; the work is kept all the same.
                let _ = answer.send(done);
                became
            })
        });
        let waiting = Waiting { work, kept };
        sender.send(waiting).await.map_err(|_| StoreError::Stopped)?;
        let kept = told.await.map_err(|_| StoreError::Stopped)?;
        match (kept, answered.await) {
            // An answer of the work's own counts even where the transaction was given up: the work itself failed then.
            (_, Ok(Err(error))) => Err(error),
            (Err(error), _) => Err(error.into()),
            (Ok(()), Ok(Ok(done))) => Ok(done),
            (Ok(()), Err(_)) => Err(StoreError::Stopped.into()),
        }
    }

    /// Takes no more work, and waits for what was taken.
    pub(super) async fn close(&self) {
        match self.sender.lock() {
            Ok(mut sender) => drop(sender.take()),
            Err(poisoned) => drop(poisoned.into_inner().take()),
        }
        if let Some(task) = self.task.lock().await.take() {
            let _ = task.await;
        }
    }
}

async fn serve(
    settings: Settings,
    on: DatabaseConnection,
    keys: MasterKeys,
    mut receiver: mpsc::Receiver<Waiting>,
) {
    let mut on = Some(on);
    let mut batch = Vec::with_capacity(TOGETHER);
    // What came while the last batch was flushed is the next.
    while receiver.recv_many(&mut batch, TOGETHER).await > 0 {
        let mut told = Vec::with_capacity(batch.len());
        // Everybody is told what became of the whole, those too whose work was not begun.
        let works = batch.drain(..).map(|one| {
            told.push(one.kept);
            one.work
        });
        let works: Vec<Work> = works.collect();
        let outcome = match writer(&settings, &mut on).await {
            Ok(on) => keep(on, &keys, works).await,
            Err(error) => Err(error),
        };
        if outcome.is_err()
            && let Some(on) = on.take()
        {
            // Where SQLite has given up a transaction by itself, as it may when no room is left, the connection counts one that is not there: what it "commits" from
            // then on is not kept (`cargo xtask prove full-store` finds that). A new one counts from nought.
            let _ = on.close_by_ref().await;
        }
        for one in told {
            let answer = outcome.as_ref().copied().map_err(GivenUp::told);
            let _ = one.send(answer);
        }
    }
    if let Some(on) = on {
        let _ = on.close_by_ref().await;
    }
}

/// The connection, or another where the last one was given up.
async fn writer<'on>(
    settings: &Settings,
    on: &'on mut Option<DatabaseConnection>,
) -> Result<&'on DatabaseConnection, GivenUp> {
    let open = match on.take() {
        Some(open) => open,
        None => settings
            .writer(Missing::IsAnError)
            .await
            .map_err(GivenUp::Closed)?,
    };
    Ok(on.insert(open))
}

async fn keep(on: &DatabaseConnection, keys: &MasterKeys, works: Vec<Work>) -> Result<(), GivenUp> {
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let transaction = on.begin_with_options(options).await?;
    for work in works {
        if let Err(error) = one(&transaction, keys, work).await {
            let _ = transaction.rollback().await;
            return Err(error);
        }
    }
    Ok(transaction.commit().await?)
}

/// One piece of work in its savepoint. An error is of the whole transaction.
async fn one(transaction: &DatabaseTransaction, keys: &MasterKeys, work: Work) -> Result<(), GivenUp> {
    let savepoint = transaction.begin().await?;
    let became = {
        let tx = Tx::new(&savepoint, Engine::Sqlite, keys);
        // It may panic before it waits for anything, too.
        AssertUnwindSafe(async { work(&tx).await }).catch_unwind().await
    };
    match became {
        Ok(Became::Well) => Ok(savepoint.commit().await?),
        // Work that panicked is undone; whoever waits for its answer sees that none comes.
        Ok(Became::Undone) | Err(_) => Ok(savepoint.rollback().await?),
        Ok(Became::Failed) => {
            let _ = savepoint.rollback().await;
            Err(GivenUp::Another)
        }
    }
}

/// Whether the database failed a piece of work, rather than refused it.
#[derive(Debug, Default)]
pub(crate) struct Failure(AtomicBool);

impl Failure {
    pub(crate) fn note(&self, error: &StoreError) {
        if !matches!(error, StoreError::Conflict(_)) {
            self.0.store(true, Ordering::Relaxed);
        }
    }

    pub(crate) fn is_there(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use tidemark_desk::{Id, PersonId};
    use tidemark_vocab::Moment;

    use crate::vault::{MasterKey, MasterKeys};
    use crate::{Settings, Store, StoreError, StoreUrl};

    const NOW: Moment = Moment::from_millis(0);

    /// Adds a person where the file may have so many pages.
    async fn add(store: &Store, number: u8, pages: u32) -> Result<(), StoreError> {
        let person: PersonId = Id::new([number; 16]);
        let name = "B".repeat(60).parse().unwrap();
        let lang = "en".parse().unwrap();
        store
            .write(move |tx| {
                Box::pin(async move {
                    let limit = format!("pragma max_page_count = {pages}");
                    tx.run(&limit, []).await?;
                    tx.add_person(person, &name, None, &lang, NOW).await
                })
            })
            .await
    }

    #[tokio::test]
    async fn what_is_kept_after_room_ran_out_is_really_kept() {
        let folder = std::env::temp_dir().join(format!("queue-{}", std::process::id()));
        let settings = Settings::new(StoreUrl::Sqlite(folder.join("store.db")));
        settings.migrate(None, NOW, &|_, _| ()).await.unwrap();
        let keys = MasterKeys::new(MasterKey::new([1; 32]), []);
        let store = Store::open(&settings, keys.clone()).await.unwrap();
        let (mut kept, mut full) = (0, 0);
        // The room runs out within a transaction of many, and comes back for a moment in between.
        for (wave, pages) in [48, 48, 50, 50, 52, 52, 54, 1_000_000].into_iter().enumerate() {
            let all = (0..25).map(|number| add(&store, u8::try_from(wave * 25 + number).unwrap(), pages));
            for added in futures_util::future::join_all(all).await {
                match added {
                    Ok(()) => kept += 1,
                    Err(StoreError::Full(_)) => full += 1,
                    Err(error) => assert!(error.is_passing(), "{error}"),
                }
            }
        }
        assert!(kept > 25 && full > 1, "{kept} {full}");
        let other = Store::open(&settings, keys).await.unwrap();
        assert_eq!(other.look().people(None, 500).await.unwrap().len(), kept);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
