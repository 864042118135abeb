//! `/tables`: the answer to a query, as a page or as a file; without a query, the form.

pub(crate) mod card;
pub(crate) mod choose;
mod form;
pub(crate) mod grid;
pub(crate) mod labels;
mod view;

pub(crate) use view::permalink;

use std::sync::Arc;

use axum::extract::State;
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect, Response};
use tidemark_evidence::Corpus as _;
use tidemark_evidence::query::{Format, QueryErrors};
use tidemark_evidence::table::{self, Depth};
use tidemark_evidence::{Table, TableQuery};
use tidemark_vocab::Lang;

use crate::api::v1::table::{File, Manager, file};
use crate::asked::Asked;
use crate::error::WebError;
use crate::link;
use crate::locale::Locale;
use crate::pages::Edition;
use crate::state::Site;

/// What the form sends for itself: the words of its filter. They are no part of a query.
const FILTER: &str = "q";

/// The language, which stands before the path of a page and not in its query.
const LANG: &str = "lang";

/// Shows a table.
pub(crate) async fn show(
    State(site): State<Site>,
    asked: Asked,
    locale: Locale,
    uri: Uri,
) -> Result<Response, WebError> {
    if asks_nothing(&uri) {
        return choose::show(State(site), asked, locale, uri).await;
    }
    let text = question(&uri);
    let corpus = asked.edition()?;
    let parsed = match TableQuery::parse(&text, corpus.catalogue()) {
        Ok(parsed) => parsed,
        Err(errors) => match Lack::of(&errors) {
            Some(lack) => return choose::incomplete(&site, &asked, &locale, &uri, lack),
            None => return Err(errors.into()),
        },
    };
    if !parsed.canonical || text.len() != uri.query().map_or(0, str::len) {
        let canonical = format!("/tables?{}", parsed.query.to_query_string());
        return Ok(Redirect::to(&locale.path(&canonical)).into_response());
    }
    let query = parsed.query;
    if query.format != Format::Html {
        return file(site, corpus, locale, query, File::Table).await;
    }
    let table = answer(&corpus, &locale, query, (Depth::Face, site.settings.page_cells)).await?;
    view::page(&site, &asked, &locale, &uri, &table, &corpus)
}

/// What the columns and codes of a table's files mean.
pub(crate) async fn codebook(
    state: State<Site>,
    asked: Asked,
    locale: Locale,
    uri: Uri,
) -> Result<Response, WebError> {
    beside(state, &asked, locale, &uri, File::Codebook).await
}

/// The documents a table rests on.
pub(crate) async fn sources(
    state: State<Site>,
    asked: Asked,
    locale: Locale,
    uri: Uri,
) -> Result<Response, WebError> {
    beside(state, &asked, locale, &uri, File::Sources).await
}

/// How a table is cited, as BibTeX.
pub(crate) async fn citation_bibtex(
    state: State<Site>,
    asked: Asked,
    locale: Locale,
    uri: Uri,
) -> Result<Response, WebError> {
    beside(state, &asked, locale, &uri, File::Citation(Manager::Bibtex)).await
}

/// The same as RIS.
pub(crate) async fn citation_ris(
    state: State<Site>,
    asked: Asked,
    locale: Locale,
    uri: Uri,
) -> Result<Response, WebError> {
    beside(state, &asked, locale, &uri, File::Citation(Manager::Ris)).await
}

/// The same as CSL-JSON.
pub(crate) async fn citation_csl(
    state: State<Site>,
    asked: Asked,
    locale: Locale,
    uri: Uri,
) -> Result<Response, WebError> {
    beside(state, &asked, locale, &uri, File::Citation(Manager::Csl)).await
}

async fn beside(
    State(site): State<Site>,
    asked: &Asked,
    locale: Locale,
    uri: &Uri,
    wanted: File,
) -> Result<Response, WebError> {
    let corpus = asked.edition()?;
    let query = TableQuery::parse(uri.query().unwrap_or_default(), corpus.catalogue())?.query;
    file(site, corpus, locale, query, wanted).await
}

/// Whether an address only says that it is about tables, and perhaps in which language.
fn asks_nothing(uri: &Uri) -> bool {
    let given = link::pairs(uri.query().unwrap_or_default());
    given.iter().all(|(name, _)| name == LANG)
}

/// What must be chosen before there is a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lack {
    Indicators,
    Areas,
    Both,
}

impl Lack {
    /// What is lacking, where nothing else is wrong.
    fn of(errors: &QueryErrors) -> Option<Self> {
        let ids: Vec<&str> = errors.iter().map(|error| error.reason.id).collect();
        match ids.as_slice() {
            ["query-error-missing-indicators"] => Some(Self::Indicators),
            ["query-error-missing-areas"] => Some(Self::Areas),
            ["query-error-missing-indicators", "query-error-missing-areas"] => Some(Self::Both),
            _ => None,
        }
    }

    /// What to say of it.
    fn id(self) -> &'static str {
        match self {
            Self::Indicators => "web-choose-lack-indicators",
            Self::Areas => "web-choose-lack-areas",
            Self::Both => "web-choose-lack-both",
        }
    }
}

/// The query of an address of a page.
fn question(uri: &Uri) -> String {
    let parts = uri.query().unwrap_or_default().split('&');
    let kept: Vec<&str> = parts
        .filter(|part| !matches!(part.split('=').next(), Some(FILTER | LANG)))
        .collect();
    kept.join("&")
}

/// The table that answers a query from an edition, of at most so many cells, in the reader's language.
///
/// Made on a thread of its own: a large table must not keep the others waiting.
pub(crate) async fn answer(
    corpus: &Edition,
    locale: &Locale,
    query: TableQuery,
    (depth, limit): (Depth, usize),
) -> Result<Table, WebError> {
    let lang = locale.messages.lang().clone();
    let corpus = Arc::clone(corpus);
    let making = move || {
        in_language(query, lang, |query| {
            table::build_within(limit, depth, query, &*corpus)
        })
    };
    let made = tokio::task::spawn_blocking(making).await;
    Ok(made.map_err(|error| WebError::Internal(Box::new(error)))??)
}

/// Names and reasons are in the reader's language, but the question stays as it was asked: its address names no language it did not.
fn in_language<E>(
    query: TableQuery,
    lang: Lang,
    make: impl FnOnce(&TableQuery) -> Result<Table, E>,
) -> Result<Table, E> {
    let asked = query.lang.clone();
    let query = TableQuery {
        lang: Some(lang),
        ..query
    };
    make(&query).map(|mut table| {
        table.query.lang = asked;
        table
    })
}
