//! What can go wrong with the store.

use sea_orm::sqlx::error::DatabaseError;
use sea_orm::{DbErr, RuntimeErr};

use crate::vault::VaultError;

/// Why the store did not do what it was asked. Nothing was kept of what it was asked then; only where the connection was lost while it was being kept
/// ([`StoreError::Unreachable`], [`StoreError::Stopped`]) nobody knows.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database is not there.
    #[error("the store cannot be reached: {0}; see that the database runs and that its address is right")]
    Unreachable(String),
    /// Others hold it for too long.
    #[error("the store is busy: {0}; try again")]
    Busy(String),
    /// No room is left.
    #[error("no room is left for the store: {0}; make room on its disk, then try again")]
    Full(String),
    /// The file is damaged.
    #[error("the store is damaged: {0}; run `tidemark doctor`, and restore a backup")]
    Damaged(String),
    /// The database is of an older version.
    #[error("the store is at step {found} and this version wants {wanted}: run `tidemark migrate`")]
    Behind {
        /// The last step it has.
        found: i64,
        /// The last step this version knows.
        wanted: i64,
    },
    /// The database is of a version that this one cannot work with.
    #[error(
        "the store was brought to step {found} by a later version, which this one ({known}) cannot work with: run the later version"
    )]
    Ahead {
        /// The last step it has.
        found: i64,
        /// The last step this version knows.
        known: i64,
    },
    /// A migration was changed after it was applied.
    #[error(
        "step {number} of the store is '{found}', and this version calls it '{wanted}': this is the store of another program"
    )]
    Foreign {
        /// Which.
        number: i64,
        /// What it is called there.
        found: String,
        /// What it is called here.
        wanted: String,
    },
    /// What was read is not what can have been written.
    #[error("the store holds {0}, which this version cannot read; run `tidemark doctor`")]
    Unread(String),
    /// It is already there.
    #[error("{0} is there already")]
    Taken(&'static str),
    /// It refers to what is not there, or is there twice.
    #[error("the store refused what does not fit the rest: {0}")]
    Conflict(String),
    /// A key is missing, or does not open what it should.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// What was to be done panicked, or the store was closed before it was done.
    #[error("the store stopped before this was kept; try again")]
    Stopped,
    /// Anything else.
    #[error("the store refused: {0}")]
    Refused(String),
}

/// The codes of SQLite that mean something to whoever runs it (<https://www.sqlite.org/rescode.html>), and of PostgreSQL
/// (<https://www.postgresql.org/docs/15/errcodes-appendix.html>).
fn classified(code: &str, said: String) -> StoreError {
    match code {
        // SQLITE_BUSY, SQLITE_LOCKED and what extends them; lock_not_available, serialization and deadlocks.
        "5" | "6" | "261" | "262" | "517" | "518" | "773" | "55P03" | "40001" | "40P01" => {
            StoreError::Busy(said)
        }
        // SQLITE_FULL, SQLITE_IOERR_WRITE; disk_full.
        "13" | "778" | "53100" => StoreError::Full(said),
        // SQLITE_CORRUPT, SQLITE_NOTADB; data_corrupted, index_corrupted.
        "11" | "26" | "267" | "523" | "779" | "XX001" | "XX002" => StoreError::Damaged(said),
        // SQLITE_CANTOPEN; connections that end.
        "14" | "57P01" | "57P02" | "57P03" | "08000" | "08003" | "08006" | "53300" => {
            StoreError::Unreachable(said)
        }
        // SQLITE_CONSTRAINT and what extends it; class 23.
        "19" | "275" | "531" | "787" | "1043" | "1299" | "1555" | "1811" | "2067" => {
            StoreError::Conflict(said)
        }
        code if code.len() == 5 && code.starts_with("23") => StoreError::Conflict(said),
        _ => StoreError::Refused(said),
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        let said = error.to_string();
        let runtime = match &error {
            DbErr::Conn(runtime) | DbErr::Exec(runtime) | DbErr::Query(runtime) => Some(runtime),
            DbErr::ConnectionAcquire(_) => return Self::Unreachable(said),
            _ => None,
        };
        let Some(RuntimeErr::SqlxError(sqlx)) = runtime else {
            return Self::Refused(said);
        };
        match sqlx.as_database_error().and_then(DatabaseError::code) {
            Some(code) => classified(&code, said),
            None if matches!(error, DbErr::Conn(_)) => Self::Unreachable(said),
            None if is_lost(sqlx) => Self::Unreachable(said),
            None => Self::Refused(said),
        }
    }
}

fn is_lost(error: &sea_orm::SqlxError) -> bool {
    matches!(
        error,
        sea_orm::SqlxError::Io(_)
            | sea_orm::SqlxError::Tls(_)
            | sea_orm::SqlxError::PoolTimedOut
            | sea_orm::SqlxError::PoolClosed
            | sea_orm::SqlxError::WorkerCrashed
    )
}

impl StoreError {
    /// Whether the same may succeed in a moment.
    #[must_use]
    pub const fn is_passing(&self) -> bool {
        matches!(
            self,
            Self::Unreachable(_) | Self::Busy(_) | Self::Full(_) | Self::Stopped
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{StoreError, classified};

    #[test]
    fn an_error_says_what_to_do() {
        for (code, words) in [
            ("5", "busy"),
            ("40P01", "busy"),
            ("13", "no room"),
            ("53100", "no room"),
            ("11", "damaged"),
            ("57P01", "cannot be reached"),
            ("2067", "does not fit"),
            ("23503", "does not fit"),
            ("1", "refused"),
        ] {
            let said = classified(code, "it said so".to_owned()).to_string();
            assert!(
                said.contains(words) && said.contains("it said so"),
                "{code}: {said}"
            );
        }
        assert!(StoreError::Busy(String::new()).is_passing());
        assert!(!StoreError::Damaged(String::new()).is_passing());
    }
}
