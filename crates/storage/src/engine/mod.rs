//! The engines beneath a store, and how work reaches them.
//!
//! SQLite: one writer, which keeps in one transaction what came while it was busy (the disk gives a few hundred flushes a second, whoever asks), and many
//! readers. PostgreSQL: a pool, a transaction for each piece of work; the engine groups their flushes itself.

mod connect;
mod queue;
mod url;

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use sea_orm::{
    AccessMode, DatabaseConnection, DatabaseTransaction, DbBackend, IsolationLevel, TransactionTrait,
};
use tidemark_vocab::Moment;

pub use url::{StoreUrl, StoreUrlError};

use crate::error::StoreError;
use crate::look::{Look, Tx};
use crate::schema::{self, Standing};
use crate::vault::MasterKeys;
pub(crate) use queue::Failure;
use queue::Queue;

/// What a store runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// A file.
    Sqlite,
    /// A server.
    Postgres,
}

impl Engine {
    pub(crate) const fn backend(self) -> DbBackend {
        match self {
            Self::Sqlite => DbBackend::Sqlite,
            Self::Postgres => DbBackend::Postgres,
        }
    }
}

/// How a store is opened.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where it is.
    pub url: StoreUrl,
    /// How many connections are kept at most.
    pub connections: u32,
    /// For how long a piece of work waits for a connection or a lock.
    pub patience: Duration,
}

impl Settings {
    /// A store at an address, with what suits one machine.
    #[must_use]
    pub const fn new(url: StoreUrl) -> Self {
        Self {
            url,
            connections: 16,
            patience: Duration::from_secs(10),
        }
    }
}

/// An open store. Cheap to clone: all clones are one.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    engine: Engine,
    /// Of SQLite, a pool that cannot write.
    readers: DatabaseConnection,
    keys: MasterKeys,
    writer: Writer,
}

enum Writer {
    Queue(Queue),
    Pool,
}

impl Store {
    /// Opens a store that has taken every step this version knows. Keys are not tried: [`Store::tried`] does.
    pub async fn open(settings: &Settings, keys: MasterKeys) -> Result<Self, StoreError> {
        let engine = settings.engine();
        let first = settings.writer(connect::Missing::IsAnError).await?;
        schema::checked(schema::standing(&first, engine).await?)?;
        let (readers, writer) = match engine {
            Engine::Sqlite => (
                settings.readers().await?,
                Writer::Queue(Queue::new(settings.clone(), first, keys.clone())),
            ),
            Engine::Postgres => (first, Writer::Pool),
        };
        let inner = Inner {
            engine,
            readers,
            keys,
            writer,
        };
        Ok(Self {
            inner: Arc::new(inner),
        })
    }

    /// What it runs on.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.inner.engine
    }

    /// The keys it was opened with.
    #[must_use]
    pub fn keys(&self) -> &MasterKeys {
        &self.inner.keys
    }

    /// Reads. What is read in several steps may be of several moments; [`Store::snapshot`] reads of one.
    #[must_use]
    pub fn look(&self) -> Look<'_> {
        Look::new(&self.inner.readers, self.inner.engine, &self.inner.keys)
    }

    /// A view of one moment, for what is read in several steps.
    pub async fn snapshot(&self) -> Result<Snapshot<'_>, StoreError> {
        let is_postgres = self.inner.engine == Engine::Postgres;
        // SQLite's transactions see one moment anyway.
        let isolation = is_postgres.then_some(IsolationLevel::RepeatableRead);
        let access = is_postgres.then_some(AccessMode::ReadOnly);
        Ok(Snapshot {
            on: self.inner.readers.begin_with_config(isolation, access).await?,
            store: self,
        })
    }

    /// Does a piece of work as a whole or not at all. When this returns well, what was done is on the disk. Work that fails leaves nothing.
    ///
    /// The work may only wait for the store: others wait behind it.
    pub async fn write<T, E, W>(&self, work: W) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        W: for<'t> FnOnce(&'t Tx<'t>) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
    {
        match &self.inner.writer {
            Writer::Queue(queue) => queue.write(work).await,
            Writer::Pool => {
                let begun = self.inner.readers.begin().await.map_err(StoreError::from)?;
                let tx = Tx::new(&begun, self.inner.engine, &self.inner.keys);
                match work(&tx).await {
                    Ok(done) => {
                        begun.commit().await.map_err(StoreError::from)?;
                        Ok(done)
                    }
                    Err(error) => {
                        // It ends with the connection if not now.
                        let _ = begun.rollback().await;
                        Err(error)
                    }
                }
            }
        }
    }

    /// Where the store stands.
    pub async fn standing(&self) -> Result<Standing, StoreError> {
        schema::standing(&self.inner.readers, self.inner.engine).await
    }

    /// Waits for what was asked, and ends the connections.
    pub async fn close(self) {
        if let Writer::Queue(queue) = &self.inner.writer {
            queue.close().await;
        }
        let _ = self.inner.readers.close_by_ref().await;
    }
}

/// A view of one moment of a store.
pub struct Snapshot<'s> {
    on: DatabaseTransaction,
    store: &'s Store,
}

impl Snapshot<'_> {
    /// Looks at it.
    #[must_use]
    pub fn look(&self) -> Look<'_> {
        Look::on((&self.on).into(), self.store.inner.engine, &self.store.inner.keys)
    }

    /// Lets it go.
    pub async fn end(self) -> Result<(), StoreError> {
        Ok(self.on.rollback().await?)
    }
}

impl Settings {
    /// What it runs on.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        match self.url {
            StoreUrl::Sqlite(_) => Engine::Sqlite,
            StoreUrl::Postgres(_) => Engine::Postgres,
        }
    }

    /// Takes the steps that a store lacks, and makes it where there is none. Returns where it stood before and where it stands.
    pub async fn migrate(
        &self,
        up_to: Option<i64>,
        now: Moment,
        told: &(dyn Fn(i64, &str) + Send + Sync),
    ) -> Result<(Standing, Standing), StoreError> {
        let on = self.writer(connect::Missing::IsMade).await?;
        let before = schema::standing(&on, self.engine()).await?;
        let after = schema::migrate(&on, self.engine(), up_to, now, told).await;
        let _ = on.close_by_ref().await;
        Ok((before, after?))
    }

    /// Where a store stands, whether or not it is there; nothing is made.
    pub async fn standing_or_none(&self) -> Result<Standing, StoreError> {
        if matches!(&self.url, StoreUrl::Sqlite(path) if !path.exists()) {
            return Ok(schema::none());
        }
        let on = self.writer(connect::Missing::IsAnError).await?;
        let standing = schema::standing(&on, self.engine()).await;
        let _ = on.close_by_ref().await;
        standing
    }

    /// A connection to fill an empty store by.
    pub(crate) async fn restoring(&self) -> Result<DatabaseConnection, StoreError> {
        self.writer(connect::Missing::IsAnError).await
    }
}
