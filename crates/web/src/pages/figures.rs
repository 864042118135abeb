//! Single figures at the head of a page: each leads to all that is said of it.

use tidemark_evidence::table::latest_cell;
use tidemark_evidence::{Corpus, Dimensions};
use tidemark_publishing::display::Teller;
use tidemark_vocab::{AreaId, IndicatorCode};

use super::Page;
use super::places::path_of;

/// A figure.
#[derive(Debug, Clone)]
pub(crate) struct Figure {
    pub(crate) name: String,
    pub(crate) unit: Option<String>,
    /// For the eye.
    pub(crate) text: String,
    /// For the ear, where it sounds otherwise.
    pub(crate) words: Option<String>,
    pub(crate) is_questioned: bool,
    /// Who says so, and when.
    pub(crate) said: String,
    pub(crate) href: String,
}

/// The newest figure of an indicator for an area, where one is published that may stand for today.
pub(crate) fn figure(
    indicator: &IndicatorCode,
    area: &AreaId,
    corpus: &dyn Corpus,
    teller: &Teller<'_>,
    page: &Page,
) -> Option<Figure> {
    let cell = latest_cell(corpus, indicator, &Dimensions::default(), area);
    let view = teller.cell(&cell, indicator);
    let reporter = view.reporter?;
    if view.last.is_some() {
        return None;
    }
    let words = teller.words();
    let period = view.period.as_deref().unwrap_or_default();
    let said = if period.contains(reporter.short) {
        period.to_owned()
    } else {
        words.messages.with(
            "reporter-period",
            &[("reporter", reporter.short), ("period", period)],
        )
    };
    let known = corpus.catalogue().indicators.get(indicator);
    Some(Figure {
        name: words.indicator(indicator),
        unit: known.and_then(|known| words.measure(&known.unit)),
        words: (view.words != view.text).then(|| view.words.clone().into_owned()),
        is_questioned: view.questioned.is_some(),
        href: page.here(&format!("{}/{indicator}", path_of(area))),
        text: view.text.into_owned(),
        said,
    })
}
