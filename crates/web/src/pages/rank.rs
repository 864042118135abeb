//! The order of reporters that decides whose figure is shown, as pages tell it.

use tidemark_evidence::catalogue::Showing;
use tidemark_publishing::display::Words;
use tidemark_vocab::{IndicatorCode, ReporterCode};

use super::{Link, Page};

/// A reporter's place in the order.
pub(crate) struct Ranked<'c> {
    pub(crate) link: Link,
    /// Why it stands there; empty where nobody has said.
    pub(crate) reason: &'c str,
    /// Whether it is shown only where a reader asks for it.
    pub(crate) on_demand: bool,
}

/// The order that holds for an indicator, of those reporters that are wanted.
pub(crate) fn ranked<'c>(
    indicator: &IndicatorCode,
    page: &Page,
    words: &Words<'c>,
    is_wanted: impl Fn(&ReporterCode) -> bool,
) -> Vec<Ranked<'c>> {
    let entries = words.catalogue.rank(indicator).order.iter();
    entries
        .filter(|entry| is_wanted(&entry.reporter))
        .map(|entry| Ranked {
            link: Link {
                text: words.reporter(&entry.reporter),
                href: page.here(&format!("/reporters/{}", entry.reporter)),
            },
            reason: words.localized(&entry.reason),
            on_demand: entry.showing == Showing::OnDemand,
        })
        .collect()
}
