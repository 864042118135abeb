//! Who says so, and where: a reporter with one of its sources.

use tidemark_evidence::Catalogue;
use tidemark_vocab::{ReporterCode, SourceId};

/// A reporter with one of its sources.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Witness {
    pub(crate) reporter: ReporterCode,
    pub(crate) source: SourceId,
}

impl Witness {
    /// A witness whose codes are those of the catalogue: all segments share them, in memory and for whoever remembers a code by where it lies.
    pub(crate) fn of(reporter: &ReporterCode, source: &SourceId, catalogue: &Catalogue) -> Self {
        let known = catalogue.reporters.get_key_value(reporter);
        let reporter = known.map_or(reporter, |(code, _)| code);
        let known = catalogue.sources.get_key_value(source);
        let source = known.map_or(source, |(id, _)| id);
        Self {
            reporter: reporter.clone(),
            source: source.clone(),
        }
    }
}
