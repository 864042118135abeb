//! Why an observatory cannot be opened, and why it has no answer.

use std::path::PathBuf;

use thiserror::Error;
use tidemark_columnar::{BuildError, UnpackError};
use tidemark_evidence::overlay::OverlayError;
use tidemark_evidence::table;
use tidemark_evidence::text::Problem;

use crate::directory::DirectoryError;
use crate::published::PublishedError;

/// Why an observatory cannot be opened.
#[derive(Debug, Error)]
pub enum OpenError {
    /// The directory cannot be read.
    #[error(transparent)]
    Directory(#[from] DirectoryError),
    /// The evidence has problems; nothing is served from evidence that is not in order.
    #[error("the evidence has {} problem(s), so it is not served: run `tidemark check` on its directory to see them all", .0.len())]
    Problems(Vec<Problem>),
    /// The evidence does not become an edition.
    #[error(transparent)]
    Build(#[from] BuildError),
    /// A published edition cannot be used.
    #[error(transparent)]
    Published(#[from] PublishedError),
    /// An edition that the program carries cannot be used.
    #[error("a bundled edition cannot be used: {0}; build the program again from an unchanged clone")]
    Bundled(#[from] UnpackError),
    /// None of the editions that are there can be used.
    #[error("there is no edition that can be served")]
    Nothing,
    /// The overlay cannot be used. Nothing is served without it, since it may say what must not be shown.
    #[error(transparent)]
    Overlay(#[from] OverlayFault),
}

/// Why an overlay cannot be used.
#[derive(Debug, Error)]
#[error("the overlay {path} cannot be used: {reason}")]
pub struct OverlayFault {
    /// Its file.
    pub path: PathBuf,
    /// What is wrong with it.
    pub reason: OverlayReason,
}

/// What is wrong with an overlay.
#[derive(Debug, Error)]
pub enum OverlayReason {
    /// It cannot be read.
    #[error(transparent)]
    Unreadable(#[from] std::io::Error),
    /// It was there, and is not any more.
    #[error(
        "it is gone; what it withdrew stays withdrawn: put it back, or an empty file where nothing is withdrawn any more"
    )]
    Gone,
    /// It makes no sense.
    #[error(transparent)]
    Senseless(#[from] OverlayError),
}

/// Why an edition is not found.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EditionError {
    /// No edition has an identity that begins so.
    #[error("there is no edition `{asked}` here; the current one is {current}")]
    Unknown {
        /// What was asked for.
        asked: String,
        /// The identity of the current edition.
        current: String,
    },
    /// More than one edition has an identity that begins so.
    #[error("more than one edition begins with `{asked}`; give more of its digits")]
    Ambiguous {
        /// What was asked for.
        asked: String,
    },
    /// The edition is listed and cannot be used; the others are served as before.
    #[error("the edition {identity} cannot be used now: {reason}")]
    Unusable {
        /// Its identity.
        identity: String,
        /// What is wrong with it, for the operator.
        reason: String,
    },
}

/// Why a question has no table.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TableError {
    /// The edition is not here.
    #[error(transparent)]
    Edition(#[from] EditionError),
    /// The table cannot be made.
    #[error(transparent)]
    Table(#[from] table::TableError),
}
