//! `/editions/{edition}`: one edition: what it holds, what it says otherwise than the one before, and how to get all of it.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect, Response};
use tidemark_app::Manifest;
use tidemark_evidence::Catalogue;
use tidemark_evidence::Corpus as _;
use tidemark_publishing::display::Words;
use tidemark_vocab::IndicatorCode;

use super::{Line, line};
use crate::asked::Asked;
use crate::error::{Missing, WebError};
use crate::link;
use crate::locale::Locale;
use crate::pages::{EDITION_DIGITS, EditionLine, Link, Page, html, structured};
use crate::state::Site;

/// How an edition differs from the one before it.
pub(crate) struct Changed {
    pub(crate) title: String,
    /// Indicators of which it says anything else.
    pub(crate) indicators: Vec<Link>,
    pub(crate) compare: String,
}

/// How many there are of what.
struct Count {
    id: &'static str,
    count: usize,
}

#[derive(Template)]
#[template(path = "edition.html")]
struct EditionPage {
    page: Page,
    line: Line,
    is_current: bool,
    counts: Vec<Count>,
    changed: Option<Changed>,
}

/// Shows the page. The address names the edition by its first digits, as links do.
pub(crate) async fn show(
    State(site): State<Site>,
    path: Result<Path<String>, PathRejection>,
    locale: Locale,
    uri: Uri,
) -> Result<Response, WebError> {
    let Path(text) = path.map_err(|_| WebError::NotFound(Missing::Page))?;
    let missing = || WebError::NotFound(Missing::Edition(text.clone()));
    let asked = if text == "current" {
        Asked::current(&site)
    } else {
        let named = tidemark_evidence::query::edition_prefix(&text).ok_or_else(missing)?;
        Asked::named(&site, named).await
    };
    let pinned = asked.pinned()?;
    let corpus = pinned.edition.clone();
    let short: String = corpus.identity().chars().take(EDITION_DIGITS).collect();
    if text != short {
        return Ok(Redirect::to(&locale.path(&format!("/editions/{short}"))).into_response());
    }
    let editions = site.observatory.editions();
    let place = editions
        .iter()
        .position(|listed| listed.identity == corpus.identity())
        .ok_or_else(missing)?;
    let listed = editions.get(place).ok_or_else(missing)?;
    let title = locale
        .messages
        .with("web-edition-page-title", &[("title", &listed.title)]);
    let page = Page::new(&site, &locale, &uri, &title).of(&asked);
    let edition = EditionLine::of(&*corpus);
    let about = structured::dataset(&listed.title, &listed.note, &edition, &page);
    let page = page.saying(&listed.title).about(&about);
    let words = Words::new(corpus.catalogue(), &locale.messages);
    html(&EditionPage {
        line: line(listed, place, &page),
        is_current: place == 0,
        counts: counts(corpus.catalogue()),
        changed: changed(&site, corpus.identity(), &page, &words),
        page,
    })
}

fn counts(catalogue: &Catalogue) -> Vec<Count> {
    let count = |id, count| Count { id, count };
    vec![
        count("web-home-indicators", catalogue.indicators.len()),
        count("web-sources-title", catalogue.sources.len()),
        count("web-edition-reporters", catalogue.reporters.len()),
    ]
}

/// What the manifests of an edition and of the one before it tell by their digests; nothing where either was not published as files.
pub(crate) fn changed(site: &Site, identity: &str, page: &Page, words: &Words<'_>) -> Option<Changed> {
    let editions = site.observatory.editions();
    let here = editions.iter().position(|listed| listed.identity == identity)?;
    let before = editions.get(here + 1)?;
    let (now, then) = (
        digests(editions.get(here)?.manifest.as_ref()?),
        digests(before.manifest.as_ref()?),
    );
    let differs = |code: &&IndicatorCode| now.get(code.as_str()) != then.get(code.as_str());
    let short = |identity: &str| -> String { identity.chars().take(EDITION_DIGITS).collect() };
    let (before_short, here_short) = (short(&before.identity), short(identity));
    let pair = [("before", &*before_short), ("after", &*here_short)];
    let changed = words.catalogue.indicator_order.iter().filter(differs);
    Some(Changed {
        title: before.title.clone(),
        indicators: changed
            .map(|code| Link {
                text: words.indicator(code),
                href: page.here(&format!("/indicators/{code}")),
            })
            .collect(),
        compare: page.href(&link::address("/editions/compare", pair)),
    })
}

/// The digests of an edition's indicators.
fn digests(manifest: &Manifest) -> BTreeMap<&str, &str> {
    let indicators = manifest.indicators.iter();
    indicators
        .map(|listed| (listed.code.as_str(), listed.sha256.as_str()))
        .collect()
}
