//! `/sources`: every source, with its terms and how much rests on it.

pub(crate) mod source;

use std::cmp::Reverse;

use askama::Template;
use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use tidemark_evidence::Corpus as _;
use tidemark_evidence::catalogue::Catalogue;
use tidemark_publishing::display::Words;
use tidemark_vocab::{Message, Source, Terms};

use crate::asked::Asked;
use crate::error::{Fault, WebError};
use crate::holdings::Holdings;
use crate::link;
use crate::locale::Locale;
use crate::pages::{Page, html};
use crate::state::Site;

/// Sources of one sort of terms.
struct Filter {
    text: String,
    count: usize,
    href: String,
    chosen: Option<&'static str>,
}

/// A source in the list.
struct Line {
    id: String,
    href: String,
    title: String,
    publisher: String,
    year: Option<i16>,
    reporter: String,
    terms: String,
    observations: usize,
    indicators: usize,
}

#[derive(Template)]
#[template(path = "sources.html")]
struct Sources {
    page: Page,
    filters: Vec<Filter>,
    note: Option<String>,
    lines: Vec<Line>,
}

/// Shows the list, all of it or that of one sort of terms.
pub(crate) async fn list(
    State(site): State<Site>,
    asked: Asked,
    locale: Locale,
    uri: Uri,
) -> Result<Response, WebError> {
    let terms = asked_terms(&uri)?;
    let corpus = asked.edition()?;
    let catalogue = corpus.catalogue();
    let page = Page::new(&site, &locale, &uri, &locale.messages.get("web-sources-title"))
        .of(&asked)
        .saying(&locale.messages.get("web-sources-lede"));
    let words = Words::new(catalogue, &locale.messages);
    let holdings = site.holdings.of(&*corpus);
    let mut chosen: Vec<&Source> = catalogue
        .sources
        .values()
        .filter(|source| terms.is_none_or(|terms| source.terms == terms))
        .collect();
    chosen.sort_by_cached_key(|source| order(source, &holdings));
    let lines = chosen
        .iter()
        .map(|source| line(source, &holdings, &page, &words))
        .collect();
    html(&Sources {
        filters: filters(catalogue, terms, &page),
        note: terms.map(|terms| locale.messages.get(terms_id(terms))),
        lines,
        page,
    })
}

/// Those that most rests on first, then the newest.
fn order(source: &Source, holdings: &Holdings) -> (Reverse<usize>, Reverse<Option<i16>>, String) {
    let resting: usize = holdings.source(&source.id).values().sum();
    (Reverse(resting), Reverse(source.year), source.title.clone())
}

fn asked_terms(uri: &Uri) -> Result<Option<Terms>, WebError> {
    let pairs = link::pairs(uri.query().unwrap_or_default());
    let Some(value) = link::value(&pairs, "terms") else {
        return Ok(None);
    };
    value.parse().map(Some).map_err(|_| {
        let choices = Terms::ALL.iter().map(ToString::to_string).collect();
        let reason = Message::new("web-fault-terms").with("value", value);
        WebError::Query(vec![Fault::whole("terms", value, reason, choices)])
    })
}

fn filters(catalogue: &Catalogue, chosen: Option<Terms>, page: &Page) -> Vec<Filter> {
    let filter = |terms: Option<Terms>| Filter {
        text: terms.map_or_else(|| page.t("web-sources-all"), |terms| page.messages.terms(terms)),
        count: catalogue
            .sources
            .values()
            .filter(|source| terms.is_none_or(|terms| source.terms == terms))
            .count(),
        href: match terms {
            Some(terms) => page.href(&format!("/sources?terms={terms}")),
            None => page.href("/sources"),
        },
        chosen: (terms == chosen).then_some("true"),
    };
    let each = Terms::ALL.iter().map(|terms| filter(Some(*terms)));
    std::iter::once(filter(None))
        .chain(each)
        .filter(|filter| filter.count > 0)
        .collect()
}

fn line(source: &Source, holdings: &Holdings, page: &Page, words: &Words<'_>) -> Line {
    let resting = holdings.source(&source.id);
    Line {
        href: page.href(&format!("/sources/{}", source.id)),
        id: source.id.to_string(),
        title: source.title.clone(),
        publisher: source.publisher.clone(),
        year: source.year,
        reporter: words.reporter(&source.reporter),
        terms: page.messages.terms(source.terms),
        observations: resting.values().sum(),
        indicators: resting.len(),
    }
}

fn terms_id(terms: Terms) -> &'static str {
    match terms {
        Terms::Open => "web-terms-open",
        Terms::FactsOnly => "web-terms-facts_only",
        Terms::Unread => "web-terms-unread",
        Terms::NonCommercial => "web-terms-non_commercial",
    }
}
