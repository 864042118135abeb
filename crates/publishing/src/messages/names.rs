//! Names whose ids are made of a code.

use std::borrow::Cow;

use tidemark_evidence::diff::CellChange;
use tidemark_evidence::table::Contribution;
use tidemark_evidence::{Bound, Status};
use tidemark_vocab::{ReporterKind, Terms, UnitCode};

use super::Messages;

impl Messages {
    /// The words for a status: "not known".
    #[must_use]
    pub fn status(&self, status: Status) -> String {
        self.get(&format!("status-{status}"))
    }

    /// How a cell differs between two editions.
    #[must_use]
    pub fn cell_change(&self, change: CellChange) -> String {
        self.get(&format!("cell-change-{change}"))
    }

    /// What prints in a cell of this status: "nk". A value prints itself.
    #[must_use]
    pub fn symbol(&self, status: Status) -> String {
        self.get(&format!("symbol-{status}"))
    }

    /// What prints in a cell of this status, and the words for it.
    pub(crate) fn sign(&self, status: Status) -> (Cow<'_, str>, Cow<'_, str>) {
        let symbol = self.word(&format!("symbol-{status}"));
        (symbol, self.word(&format!("status-{status}")))
    }

    /// What a status tells the reader, in a sentence.
    #[must_use]
    pub fn meaning(&self, status: Status) -> String {
        self.get(&format!("meaning-{status}"))
    }

    /// What a place is to a total, in words: "too old".
    #[must_use]
    pub fn contribution(&self, contribution: Contribution) -> String {
        self.get(&format!("contribution-{contribution}"))
    }

    /// The words for a bound: "at least".
    #[must_use]
    pub fn bound(&self, bound: Bound) -> String {
        self.get(&format!("bound-{bound}"))
    }

    /// On which terms a source is used, in words.
    #[must_use]
    pub fn terms(&self, terms: Terms) -> String {
        self.get(&format!("terms-{terms}"))
    }

    /// What sort of body a reporter is, in words.
    #[must_use]
    pub fn reporter_kind(&self, kind: ReporterKind) -> String {
        self.get(&format!("reporter-kind-{kind}"))
    }

    /// What a column of the long CSV holds.
    #[must_use]
    pub fn column(&self, column: &str) -> String {
        self.get(&format!("column-{column}"))
    }

    /// The label of a unit; its code where nobody has named it.
    #[must_use]
    pub fn unit(&self, unit: &UnitCode) -> String {
        self.find(&format!("unit-{unit}"))
            .unwrap_or_else(|| unit.to_string())
    }
}
