//! Which places have one thing and not another: a service in the community and not in prison.

use tidemark_vocab::{AreaId, IndicatorCode};

use super::{is_old, newest, places};
use crate::corpus::Corpus;
use crate::finding::Status;
use crate::table::Cell;

/// Places with a recent yes to one question, by what is said of another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Beside {
    /// Not the other: a recent no.
    pub without: Vec<(AreaId, Cell, Cell)>,
    /// The other as well.
    pub with: Vec<(AreaId, Cell, Cell)>,
    /// The other is not known, or the last record of it is too old.
    pub not_known: Vec<(AreaId, Cell, Cell)>,
    /// Nothing is recorded of the other.
    pub silent: Vec<(AreaId, Cell)>,
}

/// The places that have the first, parted by the second; both as tables of the newest figures show them.
#[must_use]
pub fn beside(corpus: &dyn Corpus, first: &IndicatorCode, second: &IndicatorCode) -> Beside {
    let mut found = Beside::default();
    for area in places(first, corpus) {
        let has = newest(first, &area, corpus);
        if has.status != Status::Yes {
            continue;
        }
        let other = newest(second, &area, corpus);
        match other.status {
            Status::Yes => found.with.push((area, has, other)),
            Status::No => found.without.push((area, has, other)),
            Status::NoRecord if !is_old(&other) && other.mentioned == 0 => found.silent.push((area, has)),
            _ => found.not_known.push((area, has, other)),
        }
    }
    found
}
