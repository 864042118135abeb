//! `/search`: what an edition speaks of, by whatever it is called.

use askama::Template;
use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use tidemark_evidence::search::{Closeness, Hit, Kind};

use crate::asked::Asked;
use crate::error::WebError;
use crate::link;
use crate::locale::Locale;
use crate::pages::{Page, html};
use crate::search::{MOST, Results, Search, path_of, path_of_figure};
use crate::state::Site;

/// Something found, and where it leads.
struct Line {
    name: String,
    /// The other name by which it was found.
    also: Option<String>,
    /// Its code, where that is how people know it.
    code: String,
    href: String,
}

/// What was found of one kind.
struct Group {
    heading: String,
    lines: Vec<Line>,
}

/// An indicator in an area.
struct Figure {
    indicator: String,
    area: String,
    href: String,
}

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    page: Page,
    asked: String,
    count: usize,
    /// What must be said of how they were found.
    hint: Option<&'static str>,
    figures: Vec<Figure>,
    groups: Vec<Group>,
}

/// Shows the page.
pub(crate) async fn show(
    State(site): State<Site>,
    asked: Asked,
    locale: Locale,
    uri: Uri,
) -> Result<Response, WebError> {
    let corpus = asked.edition()?;
    let search = Search::read(uri.query().unwrap_or_default(), MOST)?;
    let results = search.find(&*corpus, &site.index.of(&*corpus), &locale);
    let title = if search.words.is_empty() {
        locale.messages.get("web-search-title")
    } else {
        locale
            .messages
            .with("web-search-title-of", &[("words", &search.words)])
    };
    let lede = locale.messages.get("web-search-lede");
    let page = Page::new(&site, &locale, &uri, &title).of(&asked).saying(&lede);
    html(&SearchPage {
        hint: hint(&results),
        count: results.hits.len() + results.figures.len(),
        figures: figures(&results, &page),
        groups: groups(&results, &page),
        asked: search.words,
        page,
    })
}

/// What must be said where nothing is called as it was written.
fn hint(results: &Results) -> Option<&'static str> {
    let has_figures = !results.figures.is_empty();
    match results.hits.first()?.closeness {
        Closeness::SomeWords => (!has_figures).then_some("web-search-some"),
        Closeness::MisspeltName | Closeness::Misspelt | Closeness::MisspeltBeginnings => {
            Some("web-search-nearest")
        }
        Closeness::Exact | Closeness::Words | Closeness::Beginnings | Closeness::Within => None,
    }
}

/// A page about the edition that was searched.
fn href(path: &str, page: &Page) -> String {
    page.href(&link::address(
        path,
        page.named_edition().map(|edition| ("edition", edition)),
    ))
}

fn figures(results: &Results, page: &Page) -> Vec<Figure> {
    let figures = results.figures.iter().map(|pair| Figure {
        indicator: pair.indicator.name.clone(),
        area: pair.area.name.clone(),
        href: href(&path_of_figure(pair), page),
    });
    figures.collect()
}

/// What was found by kind; the kind of what was found first comes first.
fn groups(results: &Results, page: &Page) -> Vec<Group> {
    let mut kinds: Vec<Kind> = Vec::new();
    for hit in &results.hits {
        if !kinds.contains(&hit.found.kind()) {
            kinds.push(hit.found.kind());
        }
    }
    let group = |kind: Kind| {
        let of_kind = results.hits.iter().filter(|hit| hit.found.kind() == kind);
        Group {
            heading: page.t(heading(kind)),
            lines: of_kind.map(|hit| line(hit, page)).collect(),
        }
    };
    kinds.into_iter().map(group).collect()
}

fn heading(kind: Kind) -> &'static str {
    match kind {
        Kind::Place => "web-search-places",
        Kind::Region => "web-search-regions",
        Kind::Indicator => "web-search-indicators",
        Kind::Theme => "web-search-themes",
        Kind::Reporter => "web-search-reporters",
    }
}

fn line(hit: &Hit, page: &Page) -> Line {
    let code = hit.found.code();
    Line {
        name: hit.name.clone(),
        also: hit.also.clone().filter(|also| *also != code),
        href: href(&path_of(&hit.found), page),
        code,
    }
}
