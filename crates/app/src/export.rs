//! Writing an edition: as the text form of the evidence, and as a published edition.

use std::fs;
use std::path::{Path, PathBuf};

use thiserror::Error;
use tidemark_columnar::{Edition, PackError, pack};
use tidemark_evidence::Corpus;
use tidemark_evidence::text;

use crate::draft::{self, WriteError};
use crate::published::{self, PublishedError};

/// Writes an edition as a new directory in the text form, which builds to the same identity; returns how many files it has.
///
/// All or nothing: the files are written and flushed beside the target, which then gets its name in one step.
pub fn export_directory(edition: &Edition, target: &Path) -> Result<usize, WriteError> {
    let files = text::write(&edition.dataset());
    draft::write_directory(target, &files)?;
    Ok(files.len())
}

/// Why an edition is not published.
#[derive(Debug, Error)]
pub enum PublishError {
    /// Its files cannot be made.
    #[error(transparent)]
    Pack(#[from] PackError),
    /// Its files cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// What stands in its place is not what was published.
    #[error("{path} is there already and is broken: {reason}; move it away, then publish again")]
    Broken {
        /// Where it stands.
        path: PathBuf,
        /// What is wrong with it.
        reason: Box<PublishedError>,
    },
}

/// What became of publishing an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Publication {
    /// It was written there.
    New(PathBuf),
    /// It stood there already, and was checked.
    There(PathBuf),
}

impl Publication {
    /// Where the edition stands.
    #[must_use]
    pub fn path(&self) -> &Path {
        let (Self::New(path) | Self::There(path)) = self;
        path
    }
}

/// Publishes an edition in a directory of editions, where it gets a directory of its own, named by its identity.
///
/// Published files are never written again: an edition that is there already is checked and left as it is. A process that is
/// killed, or a disk that is full, leaves nothing that a reader would take for an edition.
pub fn publish(edition: &Edition, editions: &Path) -> Result<Publication, PublishError> {
    let target = editions.join(edition.identity());
    if target.symlink_metadata().is_ok() {
        return there(target);
    }
    fs::create_dir_all(editions).map_err(|reason| WriteError::Unwritable {
        path: editions.to_owned(),
        reason,
    })?;
    draft::sweep(editions);
    match draft::write_directory(&target, &pack(edition)?) {
        Ok(()) => Ok(Publication::New(target)),
        // Somebody else has published the same meanwhile.
        Err(_) if target.symlink_metadata().is_ok() => there(target),
        Err(error) => Err(error.into()),
    }
}

/// What stands in the place of an edition, checked.
fn there(target: PathBuf) -> Result<Publication, PublishError> {
    match published::read(&target) {
        Ok(_) => Ok(Publication::There(target)),
        Err(reason) => Err(PublishError::Broken {
            path: target,
            reason: Box::new(reason),
        }),
    }
}
