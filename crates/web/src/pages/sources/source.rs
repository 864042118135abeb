//! `/sources/{source}`: one document: what it is, on which terms it is used, and what rests on it.

use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::Uri;
use axum::response::Response;
use tidemark_evidence::Corpus as _;
use tidemark_evidence::catalogue::{Catalogue, Completeness};
use tidemark_publishing::display::{SourceView, Words, source_view};
use tidemark_vocab::{IndicatorCode, SourceId};

use crate::asked::Asked;
use crate::error::{Missing, WebError};
use crate::locale::Locale;
use crate::pages::{Page, html};
use crate::state::Site;

/// An indicator that rests on the source.
struct Resting {
    name: String,
    observations: usize,
    completeness: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "source.html")]
struct SourcePage<'t> {
    page: Page,
    source: SourceView<'t>,
    access: String,
    link: Option<String>,
    resting: Vec<Resting>,
    observations: usize,
}

/// Shows the page.
pub(crate) async fn show(
    State(site): State<Site>,
    asked: Asked,
    path: Result<Path<String>, PathRejection>,
    locale: Locale,
    uri: Uri,
) -> Result<Response, WebError> {
    // What is not even text names nothing.
    let Path(id) = path.map_err(|_| WebError::NotFound(Missing::Page))?;
    let corpus = asked.edition()?;
    let catalogue = corpus.catalogue();
    let missing = || WebError::NotFound(Missing::Source(id.clone()));
    let known: SourceId = id.parse().map_err(|_| missing())?;
    let source = catalogue.sources.get(&known).ok_or_else(missing)?;
    let words = Words::new(catalogue, &locale.messages);
    let holdings = site.holdings.of(&*corpus).source(&known);
    let page = Page::new(&site, &locale, &uri, &source.title)
        .of(&asked)
        .saying(&source.title);
    let resting = holdings
        .iter()
        .map(|(code, count)| resting(&known, code, *count, catalogue, &words));
    html(&SourcePage {
        source: source_view(&known, 1, &[], &words),
        access: source.access.clone(),
        link: is_link(&source.address).then(|| source.address.clone()),
        observations: holdings.values().sum(),
        resting: resting.collect(),
        page,
    })
}

/// Only addresses of the web become links; what else a file may hold stays text.
fn is_link(address: &str) -> bool {
    let scheme = address.starts_with("https://") || address.starts_with("http://");
    scheme && !address.contains(char::is_whitespace)
}

fn resting(
    source: &SourceId,
    code: &IndicatorCode,
    observations: usize,
    catalogue: &Catalogue,
    words: &Words<'_>,
) -> Resting {
    let set = catalogue.sets.get(&(source.clone(), code.clone()));
    let completeness = catalogue.completeness(source, code);
    Resting {
        name: words.indicator(code),
        observations,
        completeness: words.messages.get(completeness_id(completeness)),
        reason: set.map(|set| set.reason.clone()).unwrap_or_default(),
    }
}

fn completeness_id(completeness: Completeness) -> &'static str {
    match completeness {
        Completeness::Complete => "web-completeness-complete",
        Completeness::Partial => "web-completeness-partial",
        Completeness::ChangesOnly => "web-completeness-changes_only",
    }
}
