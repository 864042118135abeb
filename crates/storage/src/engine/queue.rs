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

use super::Engine;
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
    pub(super) fn new(on: DatabaseConnection, keys: MasterKeys) -> Self {
        let (sender, receiver) = mpsc::channel(WAITING);
        Self {
            sender: Mutex::new(Some(sender)),
            task: tokio::sync::Mutex::new(Some(tokio::spawn(serve(on, keys, receiver)))),
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

async fn serve(on: DatabaseConnection, keys: MasterKeys, mut receiver: mpsc::Receiver<Waiting>) {
    let mut batch = Vec::with_capacity(TOGETHER);
    // What came while the last batch was flushed is the next.
    while receiver.recv_many(&mut batch, TOGETHER).await > 0 {
        let mut told = Vec::with_capacity(batch.len());
        let outcome = keep(&on, &keys, batch.drain(..), &mut told).await;
        for one in told {
            let answer = outcome.as_ref().copied().map_err(GivenUp::told);
            let _ = one.send(answer);
        }
    }
    let _ = on.close_by_ref().await;
}

async fn keep(
    on: &DatabaseConnection,
    keys: &MasterKeys,
    batch: impl Iterator<Item = Waiting> + Send,
    told: &mut Vec<oneshot::Sender<Result<(), StoreError>>>,
) -> Result<(), GivenUp> {
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    // Everybody is told what became of the whole, those too whose work was not begun.
    let mut works = Vec::new();
    for one in batch {
        works.push(one.work);
        told.push(one.kept);
    }
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
