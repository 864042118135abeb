//! Who says so, in which document, and on which terms.

use std::sync::Arc;

use crate::closed_list;
use crate::code::{ReporterCode, RoundCode, SourceId};
use crate::text::LocalizedText;

closed_list!(
    /// What sort of body a reporter is.
    ReporterKind, "a kind of reporter", "ngo, un, government, academic, press, reference or network", {
        /// A non-governmental organisation.
        Ngo = "ngo",
        /// A body of the United Nations system, or another intergovernmental agency.
        Un = "un",
        /// A government or an agency of the European Union.
        Government = "government",
        /// Researchers, in a reviewed publication.
        Academic = "academic",
        /// A newspaper, agency or broadcaster.
        Press = "press",
        /// An encyclopedia or list without known authors.
        Reference = "reference",
        /// A network or coalition.
        Network = "network",
    }
);

closed_list!(
    /// On which terms a source may be used.
    Terms, "terms", "open, facts_only, unread or non_commercial", {
        /// Openly licensed.
        Open = "open",
        /// Protected; facts are taken and cited, wording is not.
        FactsOnly = "facts_only",
        /// Nobody has read the terms yet.
        Unread = "unread",
        /// Only for non-commercial use: not in the bundle.
        NonCommercial = "non_commercial",
    }
);

closed_list!(
    /// Whether a round counts when ages are reckoned in rounds.
    RoundKind, "a kind of round", "main or update", {
        /// A full round of the reporter's cycle.
        Main = "main",
        /// An update between two rounds.
        Update = "update",
    }
);

/// One publication cycle of a reporter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// Its code, such as `2020`.
    pub code: RoundCode,
    /// The calendar year it is dated.
    pub year: i16,
    /// Whether it counts when ages are reckoned.
    pub kind: RoundKind,
}

/// Who says so: HRI, WHO, a ministry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reporter {
    /// Its code.
    pub code: ReporterCode,
    /// Its name.
    pub name: LocalizedText,
    /// Its short name, for columns and periods; empty where its code reads as one.
    pub short: LocalizedText,
    /// What sort of body it is.
    pub kind: ReporterKind,
    /// Its publication cycle in order; empty where it has none.
    pub rounds: Vec<Round>,
}

/// A document in which something is said; a record of the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its id.
    pub id: SourceId,
    /// Whose findings it holds, unless a row says otherwise.
    pub reporter: ReporterCode,
    /// Its title.
    pub title: String,
    /// Who published the document.
    pub publisher: String,
    /// The year of publication, where known.
    pub year: Option<i16>,
    /// Where it is found: an address, or a repository with commit.
    pub address: String,
    /// What the source itself says about its licence.
    pub licence: String,
    /// On which terms it is used here.
    pub terms: Terms,
    /// How it was read (original, archived copy, package).
    pub access: String,
}

/// A source with the spot in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Citation {
    /// The document.
    pub source: SourceId,
    /// Page, table, line; empty where the source has none.
    pub locator: Arc<str>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closed_lists_are_closed() {
        assert_eq!("unread".parse::<Terms>(), Ok(Terms::Unread));
        assert!("Unread".parse::<Terms>().is_err());
        for kind in ReporterKind::ALL {
            assert_eq!(kind.to_string().parse(), Ok(kind));
        }
    }
}
