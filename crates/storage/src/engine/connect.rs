//! Connections, set up so that what was acknowledged is kept.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use sea_orm::sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sea_orm::sqlx::{ConnectOptions, Connection as _, Error};
use sea_orm::{DatabaseConnection, DbErr, RuntimeErr, SqlxPostgresConnector, SqlxSqliteConnector};

use super::{Settings, StoreUrl};
use crate::error::StoreError;

/// For so long a connection that was given back is taken to be one still.
const TRUSTED: Duration = Duration::from_secs(1);

/// What is done where no file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    IsMade,
    IsAnError,
}

/// Makes the file, which nobody else on the machine may read, and the folder that it is in.
fn made(path: &Path) -> io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

fn unreachable(error: Error) -> StoreError {
    match &error {
        Error::Configuration(_) => StoreError::Unreachable(error.to_string()),
        _ => DbErr::Conn(RuntimeErr::SqlxError(Arc::new(error))).into(),
    }
}

impl Settings {
    /// For writing. Of SQLite, one connection.
    pub(super) async fn writer(&self, missing: Missing) -> Result<DatabaseConnection, StoreError> {
        match &self.url {
            StoreUrl::Sqlite(path) => {
                if missing == Missing::IsAnError && !path.exists() {
                    return Err(StoreError::Unreachable(format!("there is no {}", path.display())));
                }
                if missing == Missing::IsMade {
                    made(path)
                        .map_err(|error| StoreError::Unreachable(format!("{}: {error}", path.display())))?;
                }
                let options = self.sqlite(path).create_if_missing(missing == Missing::IsMade);
                let pool = SqlitePoolOptions::new()
                    .max_connections(1)
                    .test_before_acquire(false)
                    .acquire_timeout(self.patience)
                    // A writer that is replaced would leave its place in the log.
                    .idle_timeout(None)
                    .max_lifetime(None)
                    .connect_with(options)
                    .await
                    .map_err(unreachable)?;
                Ok(SqlxSqliteConnector::from_sqlx_sqlite_pool(pool))
            }
            StoreUrl::Postgres(url) => {
                let patience = format!("{}ms", self.patience.as_millis());
                let options = PgConnectOptions::from_str(url)
                    .map_err(unreachable)?
                    .application_name("tidemark")
                    .options([
                        ("lock_timeout", patience.as_str()),
                        ("idle_in_transaction_session_timeout", "60s"),
                    ])
                    .disable_statement_logging();
                let pool = PgPoolOptions::new()
                    .max_connections(self.connections.max(2))
                    // A turn between two programs costs as much as a small statement: a connection that was in use a moment ago is not asked whether it still is.
                    .test_before_acquire(false)
                    .before_acquire(|on, meta| {
                        Box::pin(async move {
                            if meta.idle_for > TRUSTED {
                                on.ping().await?;
                            }
                            Ok(true)
                        })
                    })
                    .acquire_timeout(self.patience)
                    .connect_with(options)
                    .await
                    .map_err(unreachable)?;
                Ok(SqlxPostgresConnector::from_sqlx_postgres_pool(pool))
            }
        }
    }

    /// For reading alone, of SQLite.
    pub(super) async fn readers(&self) -> Result<DatabaseConnection, StoreError> {
        let StoreUrl::Sqlite(path) = &self.url else {
            return self.writer(Missing::IsAnError).await;
        };
        let pool = SqlitePoolOptions::new()
            .max_connections(self.connections.max(2))
            .test_before_acquire(false)
            .acquire_timeout(self.patience)
            .connect_with(self.sqlite(path).pragma("query_only", "on"))
            .await
            .map_err(unreachable)?;
        Ok(SqlxSqliteConnector::from_sqlx_sqlite_pool(pool))
    }

    fn sqlite(&self, path: &Path) -> SqliteConnectOptions {
        SqliteConnectOptions::new()
            .filename(path)
            .journal_mode(SqliteJournalMode::Wal)
            // Every commit is flushed: what was acknowledged outlives a loss of power.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(self.patience)
            // What is erased is overwritten, not left in free pages.
            .pragma("secure_delete", "on")
            .pragma("trusted_schema", "off")
            // No statistics: taken while a store is small, they would have it read whole when it is large. Every query has its index.
            .optimize_on_close(false, None)
            .disable_statement_logging()
    }
}
