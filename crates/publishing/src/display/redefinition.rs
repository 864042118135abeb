//! Changes of definitions, in words.

use tidemark_evidence::redefinition::Redefinition;
use tidemark_evidence::table::redefined;
use tidemark_evidence::{Indicator, Table};

use super::sources::{SourceView, source_view};
use super::teller::Teller;
use super::words::Words;

/// A change of an indicator's definition, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RedefinitionView<'t> {
    /// From when on, whose, and what changed: "From 2014 (UNAIDS): …".
    pub text: String,
    /// The document that says so, and where in it.
    pub ground: Option<(SourceView<'t>, &'t str)>,
}

impl<'t> Teller<'t> {
    /// The changes of an indicator's definition, in order of year.
    #[must_use]
    pub fn redefinitions(&self, indicator: &'t Indicator) -> Vec<RedefinitionView<'t>> {
        let words = self.words();
        let view = |change: &'t Redefinition| {
            let ground = change.ground.as_ref();
            RedefinitionView {
                text: words.redefinition(change),
                ground: ground.map(|ground| {
                    let source = source_view(&ground.source, 0, &[], words);
                    (source, ground.locator.as_str())
                }),
            }
        };
        indicator.redefinitions.iter().map(view).collect()
    }
}

impl Words<'_> {
    /// From when on a definition is another, whose, and what changed: "From 2014 (UNAIDS): …".
    #[must_use]
    pub fn redefinition(&self, change: &Redefinition) -> String {
        let (from, note) = (change.from.to_string(), self.localized(&change.note));
        match &change.reporter {
            Some(reporter) => {
                let reporter = self.short(reporter);
                let told = [("from", from.as_str()), ("reporter", &reporter), ("note", note)];
                self.messages.with("redefinition-by", &told)
            }
            None => self
                .messages
                .with("redefinition", &[("from", &from), ("note", note)]),
        }
    }
}

/// The changes of definition between figures of a table, a sentence or two each.
pub(crate) fn redefinitions_within(table: &Table, words: &Words<'_>) -> Vec<String> {
    let changes = redefined(table, words.catalogue).into_iter();
    changes
        .map(|(indicator, change)| {
            let name = words.indicator(&indicator.code);
            let change = words.redefinition(change);
            words
                .messages
                .with("remark-redefined", &[("indicator", &name), ("change", &change)])
        })
        .collect()
}
