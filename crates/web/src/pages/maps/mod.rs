//! `/maps`: what a table of one column says, on a map; and the same as a file.

mod choice;
pub(crate) mod file;
mod times;
mod view;

pub(crate) use file::{png, svg};
pub(crate) use view::{path_of, picture};

use axum::extract::State;
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect, Response};
use tidemark_evidence::query::{PeriodSelector, QueryErrors};
use tidemark_evidence::table::Depth;
use tidemark_evidence::{Catalogue, Corpus as _, Table, TableQuery};
use tidemark_publishing::picture::map::{Borders, MapQuery, Wanted};
use tidemark_vocab::IndicatorCode;

use crate::asked::Asked;
use crate::error::WebError;
use crate::locale::Locale;
use crate::pages::tables::answer;
use crate::pages::{Edition, Page};
use crate::state::Site;

/// The language stands before the path of a page.
const LANG: &str = "lang";

/// Shows a map; the form where nothing is asked.
pub(crate) async fn show(
    State(site): State<Site>,
    asked: Asked,
    locale: Locale,
    uri: Uri,
) -> Result<Response, WebError> {
    let corpus = asked.edition()?;
    let catalogue = corpus.catalogue();
    let text = question(&uri, &[LANG]);
    if asks_nothing(&text) {
        return view::form(&site, &asked, &locale, &uri, &corpus);
    }
    let (query, is_canonical) = match MapQuery::parse(&text, catalogue) {
        Ok(parsed) => parsed,
        Err(errors) => match everywhere(&text, &errors, (catalogue, &site.borders)) {
            Some(address) => return Ok(Redirect::to(&locale.path(&address)).into_response()),
            None => return Err(errors.into()),
        },
    };
    if !is_canonical || text.len() != uri.query().map_or(0, str::len) {
        return Ok(Redirect::to(&locale.path(&path_of(&query))).into_response());
    }
    let table = table(&site, &corpus, &locale, &query).await?;
    view::page(&site, &asked, &locale, &uri, (&query, &table), &corpus)
}

/// What an address asks for; `true` where it is written as it is linked.
pub(crate) fn asked(uri: &Uri, catalogue: &Catalogue) -> Result<(MapQuery, bool), WebError> {
    let text = question(uri, &[LANG]);
    let (query, is_canonical) = MapQuery::parse(&text, catalogue)?;
    Ok((
        query,
        is_canonical && text.len() == uri.query().map_or(0, str::len),
    ))
}

/// The text of a query without parameters that are not its own.
fn question(uri: &Uri, without: &[&str]) -> String {
    let parts = uri.query().unwrap_or_default().split('&');
    let own = parts.filter(|part| !without.contains(&part.split('=').next().unwrap_or_default()));
    own.collect::<Vec<_>>().join("&")
}

/// Whether neither indicators nor areas are chosen.
fn asks_nothing(text: &str) -> bool {
    let given = crate::link::pairs(text);
    given
        .iter()
        .all(|(name, value)| value.is_empty() || name == "edition")
}

/// The map of all places, where only the places were left out.
fn everywhere(
    text: &str,
    errors: &QueryErrors,
    (catalogue, borders): (&Catalogue, &Borders),
) -> Option<String> {
    let lacks_areas = |id: &str| id == "query-error-missing-areas";
    let only_areas = errors.iter().all(|error| lacks_areas(error.reason.id));
    let whole = choice::joined(&choice::whole(catalogue, borders));
    if !only_areas || whole.is_empty() {
        return None;
    }
    let (query, _) = MapQuery::parse(&format!("{text}&areas={whole}"), catalogue).ok()?;
    Some(path_of(&query))
}

/// The map of an indicator in all places at a time, in the edition of a page.
pub(crate) fn of_indicator(
    code: &IndicatorCode,
    period: PeriodSelector,
    (catalogue, borders): (&Catalogue, &Borders),
    page: &Page,
) -> String {
    let table = TableQuery {
        periods: vec![period],
        edition: page.named_edition().map(str::to_owned),
        ..TableQuery::new(vec![code.clone()], choice::whole(catalogue, borders))
    };
    page.href(&path_of(&MapQuery {
        table,
        classes: Wanted::default(),
    }))
}

/// The table a map is drawn from.
pub(crate) async fn table(
    site: &Site,
    corpus: &Edition,
    locale: &Locale,
    query: &MapQuery,
) -> Result<Table, WebError> {
    let depth = (Depth::Face, site.settings.page_cells);
    answer(corpus, locale, query.table.clone(), depth).await
}
