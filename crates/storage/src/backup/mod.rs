//! Backups: the whole store at one moment, as text that either engine can be filled from. What is sealed stays sealed; keys are not in it.
//!
//! A backup is a directory: `manifest.json` with what it holds and the SHA-256 of every file, and `tables/NAME.jsonl`, a row a line, its values in the order of
//! the manifest's columns, bytes in base 64; blobs in `blobs/`, which lies like any other place of blobs. It is made beside its place and named in one step, so that
//! it is whole or not there.

mod blobs;
mod restore;
mod write;

use std::io;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::blobs::{BlobError, Stored};
use crate::error::StoreError;
use crate::schema::Kind;

pub use restore::{restore, verify};
pub use write::back_up;

/// The form of backups that this version writes and reads.
const FORMAT: &str = "tidemark-backup-1";

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    format: String,
    /// When it was begun: it holds what had been kept by then.
    pub made_at: String,
    /// The step at which the store stood.
    pub step: i64,
    /// The master keys that are needed to read what is personal.
    pub keys: Vec<String>,
    /// Its tables, each after those that it refers to.
    pub tables: Vec<TableFile>,
    /// Its blobs, in the order of their names.
    #[serde(default)]
    pub blobs: Vec<Stored>,
}

/// A table in a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableFile {
    /// Its name.
    pub name: String,
    /// Its columns, in the order of the values.
    pub columns: Vec<ColumnOf>,
    /// How many rows.
    pub rows: u64,
    /// The SHA-256 of its file, as hexadecimal digits.
    pub sha256: String,
}

/// A column of a table in a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnOf {
    /// Its name.
    pub name: String,
    kind: KindOf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum KindOf {
    Text,
    Number,
    Bytes,
}

impl From<Kind> for KindOf {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Text => Self::Text,
            Kind::Number => Self::Number,
            Kind::Bytes => Self::Bytes,
        }
    }
}

impl Manifest {
    /// How many rows all tables have.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|table| table.rows).sum()
    }

    /// How many bytes all blobs have.
    #[must_use]
    pub fn blob_bytes(&self) -> u64 {
        self.blobs.iter().map(|blob| blob.bytes).sum()
    }
}

/// Why no backup was made, or none restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The blobs.
    #[error(transparent)]
    Blobs(#[from] BlobError),
    /// There are blobs, and nobody said where they go.
    #[error("the backup has {0} blobs in it, and no place for them: name one in `store.blobs`")]
    Homeless(usize),
    /// A file.
    #[error("{}: {error}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What went wrong.
        error: io::Error,
    },
    /// There is something already where the backup should go.
    #[error("{} is there already: a backup never overwrites anything", .0.display())]
    Exists(PathBuf),
    /// It is no backup.
    #[error("{} is no backup of this version: {why}", path.display())]
    NoBackup {
        /// Which.
        path: PathBuf,
        /// Why not.
        why: String,
    },
    /// A file is not what was written.
    #[error("{} is not what was written: {why}; take another backup", path.display())]
    Damaged {
        /// Which.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// The store has something in it.
    #[error(
        "the store has {0} in it: a backup is only restored to one that is empty; name another in `store.url`"
    )]
    NotEmpty(String),
    /// The backup is of a later version.
    #[error("the backup is of a later version (step {found}, this one knows {known}): restore it with that")]
    Later {
        /// Its step.
        found: i64,
        /// The last step that this version knows.
        known: i64,
    },
}

fn on(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> BackupError {
    let path = path.into();
    move |error| BackupError::File { path, error }
}
