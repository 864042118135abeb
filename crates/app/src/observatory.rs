//! An opened observatory: the editions it holds, and the tables they answer with.

use std::path::PathBuf;
use std::sync::Arc;

use thiserror::Error;
use tidemark_columnar::{BuildError, Edition};
use tidemark_evidence::text::{self, Problem, TextFile};
use tidemark_evidence::{Corpus, Dataset, Table, TableQuery, table};

use crate::bundled;
use crate::directory::{Directory, DirectoryError};

/// What is done with figures whose source has terms that nobody has read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum UnreadTerms {
    /// They are served, and marked.
    #[default]
    Keep,
    /// They are left out of the edition.
    LeaveOut,
}

/// Which evidence an observatory serves.
#[derive(Debug, Clone, Default)]
pub struct EvidenceOptions {
    /// A directory with the text form of the evidence; the bundled evidence where `None`.
    pub data_dir: Option<PathBuf>,
    /// What is done with figures whose terms nobody has read.
    pub unread_terms: UnreadTerms,
}

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

/// An opened observatory.
#[derive(Debug, Clone)]
pub struct Observatory {
    current: Arc<Edition>,
}

impl Observatory {
    /// Opens the evidence that the options name.
    pub fn open(options: &EvidenceOptions) -> Result<Self, OpenError> {
        let dataset = match &options.data_dir {
            None => dataset(&bundled::files())?,
            Some(root) => dataset(&Directory::read(root)?.text_files())?,
        };
        let dataset = match options.unread_terms {
            UnreadTerms::Keep => dataset,
            UnreadTerms::LeaveOut => dataset.without_unread_terms(),
        };
        Self::of(dataset)
    }

    /// An observatory of this data set.
    pub fn of(dataset: Dataset) -> Result<Self, OpenError> {
        Ok(Self {
            current: Arc::new(Edition::build(dataset)?),
        })
    }

    /// An edition by its identity or the beginning of it (8 digits at least); the current one for `None` and `current`.
    pub fn edition(&self, asked: Option<&str>) -> Result<Arc<Edition>, EditionError> {
        let identity = self.current.identity();
        match asked {
            None | Some("current") => Ok(Arc::clone(&self.current)),
            Some(prefix) if prefix.len() >= 8 && identity.starts_with(prefix) => {
                Ok(Arc::clone(&self.current))
            }
            Some(other) => Err(EditionError::Unknown {
                asked: other.to_owned(),
                current: identity.to_owned(),
            }),
        }
    }

    /// The table that answers a question.
    pub fn table(&self, query: &TableQuery) -> Result<Table, TableError> {
        self.table_within(table::CELL_LIMIT, query)
    }

    /// The same, where a table may have so many cells.
    pub fn table_within(&self, limit: usize, query: &TableQuery) -> Result<Table, TableError> {
        let edition = self.edition(query.edition.as_deref())?;
        Ok(table::build_within(limit, query, edition.as_ref())?)
    }
}

fn dataset(files: &[TextFile<'_>]) -> Result<Dataset, OpenError> {
    text::read(files).into_result().map_err(OpenError::Problems)
}
