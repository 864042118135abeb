//! How figures of a place ran, for its profile: the trends of its page, drawn for paper.

use tidemark_evidence::table::{self, Depth};
use tidemark_evidence::{Corpus, TableQuery};
use tidemark_publishing::picture::{Palette, chart, write};
use tidemark_publishing::{Words, laid, profile};

use crate::document::Illustration;

/// The trends of a place, in the order of its indicators; `query` is that of its [profile](profile::question). Nothing where nobody speaks of three years.
#[must_use]
pub fn of_place(query: &TableQuery, corpus: &dyn Corpus, words: &Words<'_>) -> Vec<Illustration> {
    let over_periods = profile::over_periods(query, corpus.catalogue());
    let Ok(table) = table::build_within(usize::MAX, Depth::Face, &over_periods, corpus) else {
        return Vec::new();
    };
    let trends = chart::trends(&table, words).into_iter();
    trends
        .map(|trend| Illustration {
            svg: write(&trend.draw("trend", words), Palette::White),
            alt: trend.words(words),
            caption: caption(&trend, words),
        })
        .collect()
}

/// What is drawn, in which unit, who says so, and whether the definition changed.
fn caption(trend: &chart::Trend, words: &Words<'_>) -> String {
    let unit = words.definition_of(&trend.indicator).map(|known| &known.unit);
    let unit = unit.and_then(|unit| words.measure(unit));
    let name = laid::with_unit(&words.indicator(&trend.indicator), unit.as_deref(), words);
    let told = [
        ("figure", name.as_str()),
        ("period", &words.short(&trend.reporter)),
    ];
    trend.warned(words.messages.with("cell-period", &told), words)
}
