//! Who says so, and where: a reporter with one of its sources.

use tidemark_vocab::{ReporterCode, SourceId};

/// A reporter with one of its sources.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Witness {
    pub(crate) reporter: ReporterCode,
    pub(crate) source: SourceId,
}
