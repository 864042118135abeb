//! `/reporters/{reporter}`: who says so: its rounds, its documents, and what it reports on.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::Uri;
use axum::response::Response;
use tidemark_evidence::Corpus as _;
use tidemark_publishing::display::Words;
use tidemark_vocab::{IndicatorCode, ReporterCode, Source};

use crate::asked::Asked;
use crate::error::{Missing, WebError};
use crate::locale::Locale;
use crate::pages::{Link, Page, html};
use crate::state::Site;

/// A document or an indicator, with how much there is.
struct Line {
    link: Link,
    findings: usize,
}

#[derive(Template)]
#[template(path = "reporter.html")]
struct ReporterPage<'c> {
    page: Page,
    name: String,
    short: &'c str,
    rounds: Vec<String>,
    indicators: Vec<Line>,
    sources: Vec<Line>,
}

/// Shows the page.
pub(crate) async fn show(
    State(site): State<Site>,
    asked: Asked,
    path: Result<Path<String>, PathRejection>,
    locale: Locale,
    uri: Uri,
) -> Result<Response, WebError> {
    let Path(text) = path.map_err(|_| WebError::NotFound(Missing::Page))?;
    let corpus = asked.edition()?;
    let catalogue = corpus.catalogue();
    let missing = || WebError::NotFound(Missing::Reporter(text.clone()));
    let code: ReporterCode = text.parse().map_err(|_| missing())?;
    let reporter = catalogue.reporters.get(&code).ok_or_else(missing)?;
    let words = Words::new(catalogue, &locale.messages);
    let name = words.reporter(&code);
    let title = locale.messages.with("web-reporter-title", &[("reporter", &name)]);
    let page = Page::new(&site, &locale, &uri, &title).of(&asked).saying(&name);
    let holdings = site.holdings.of(&*corpus);
    let of_reporter = |source: &&Source| source.reporter == code;
    let mut counts: BTreeMap<IndicatorCode, usize> = BTreeMap::new();
    let mut sources = Vec::new();
    for source in catalogue.sources.values().filter(of_reporter) {
        let held = holdings.source(&source.id);
        for (indicator, count) in &held {
            *counts.entry(indicator.clone()).or_default() += count;
        }
        sources.push((
            source.year,
            Line {
                link: Link {
                    text: source.title.clone(),
                    href: page.here(&format!("/sources/{}", source.id)),
                },
                findings: held.values().sum(),
            },
        ));
    }
    sources.sort_by_key(|(year, _)| std::cmp::Reverse(*year));
    let indicators = catalogue.indicator_order.iter().filter_map(|code| {
        Some(Line {
            link: Link {
                text: words.indicator(code),
                href: page.here(&format!("/indicators/{code}")),
            },
            findings: *counts.get(code)?,
        })
    });
    html(&ReporterPage {
        short: words.localized(&reporter.short),
        rounds: reporter
            .rounds
            .iter()
            .map(|round| round.code.to_string())
            .collect(),
        indicators: indicators.collect(),
        sources: sources.into_iter().map(|(_, line)| line).collect(),
        name,
        page,
    })
}
