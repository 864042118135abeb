//! `/regions/{scheme}/{region}`: a region's published figures, and its places in the columns of the regional tables.

use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::Uri;
use axum::response::Response;
use tidemark_evidence::catalogue::Region;
use tidemark_evidence::query::TableQuery;
use tidemark_evidence::table::Depth;
use tidemark_evidence::{Catalogue, Corpus, Table};
use tidemark_publishing::display::{TableView, Teller, Words};
use tidemark_publishing::profile;
use tidemark_vocab::{AreaId, RegionId};

use super::{link, path_of, regions};
use crate::asked::Asked;
use crate::error::{Missing, WebError};
use crate::locale::Locale;
use crate::pages::figures::{Figure, figure};
use crate::pages::tables::grid::Grid;
use crate::pages::tables::{answer, card};
use crate::pages::{Edition, Link, Page, html, structured};
use crate::state::Site;

/// A region of more places has no table on its page: it is one step away.
const MOST_PLACES: usize = 80;

#[derive(Template)]
#[template(path = "region.html")]
struct RegionPage<'t> {
    page: &'t Page,
    name: String,
    scheme: String,
    version: &'t str,
    note: &'t str,
    places: Vec<Link>,
    others: Vec<Link>,
    figures: Vec<Figure>,
    grid: Option<Grid<'t>>,
    table: String,
    profile: String,
}

/// The region that an address names.
pub(super) fn region_of(scheme: &str, region: &str, catalogue: &Catalogue) -> Result<RegionId, WebError> {
    let id = format!("{scheme}/{region}");
    let known = id.parse().ok().filter(|id| catalogue.region(id).is_some());
    known.ok_or(WebError::NotFound(Missing::Area(id)))
}

/// Shows the page.
pub(crate) async fn show(
    State(site): State<Site>,
    asked: Asked,
    path: Result<Path<(String, String)>, PathRejection>,
    locale: Locale,
    uri: Uri,
) -> Result<Response, WebError> {
    let Path((scheme, region)) = path.map_err(|_| WebError::NotFound(Missing::Page))?;
    let corpus = asked.edition()?;
    let catalogue = corpus.catalogue();
    let id = region_of(&scheme, &region, catalogue)?;
    let places = catalogue.region(&id).map_or(0, |region| region.members.len());
    let query = profile::question_of_region(&id, catalogue);
    let table = if (1..=MOST_PLACES).contains(&places) && !query.indicators.is_empty() {
        let limit = site.settings.page_cells;
        Some(answer(&corpus, &locale, query.clone(), (Depth::Face, limit)).await?)
    } else {
        None
    };
    page(
        &site,
        &asked,
        &locale,
        &uri,
        (&id, &query, table.as_ref(), &corpus),
    )
}

fn page(
    site: &Site,
    asked: &Asked,
    locale: &Locale,
    uri: &Uri,
    (id, query, table, corpus): (&RegionId, &TableQuery, Option<&Table>, &Edition),
) -> Result<Response, WebError> {
    let catalogue = corpus.catalogue();
    let (Some(scheme), Some(region)) = (catalogue.scheme(&id.scheme), catalogue.region(id)) else {
        return Err(WebError::NotFound(Missing::Area(id.to_string())));
    };
    let words = Words::new(catalogue, &locale.messages);
    let area = AreaId::Region(id.clone());
    let name = words.area(&area);
    let title = locale.messages.with("web-place-title", &[("place", &name)]);
    let page = Page::new(site, locale, uri, &title).of(asked);
    let about = structured::place(&area, &name, catalogue, &page);
    let page = page.saying(&title).about(&about);
    let page = &match table {
        Some(table) => card::shown_by(page, table, site, &words),
        None => page,
    };
    let view = table.map(|table| TableView::new(table, &words));
    let grid = table
        .zip(view.as_ref())
        .map(|(table, view)| Grid::new(page, view, table, &words));
    html(&RegionPage {
        places: places(region, page, &words),
        others: others(id, catalogue, page, &words),
        figures: figures(&area, &**corpus, page, words),
        table: page.table(query.clone()),
        profile: page.here(&format!("{}/profile.pdf", path_of(&area))),
        scheme: words.localized(&scheme.name).to_owned(),
        version: &scheme.version,
        note: words.localized(&scheme.note),
        name,
        grid,
        page,
    })
}

/// The places of a region, by name.
fn places(region: &Region, page: &Page, words: &Words<'_>) -> Vec<Link> {
    let areas = region.members.keys().cloned().map(AreaId::Place);
    let mut places: Vec<Link> = areas.map(|area| link(&area, page, words)).collect();
    places.sort_by(|a, b| a.text.cmp(&b.text));
    places
}

/// The other regions of the same scheme.
fn others(id: &RegionId, catalogue: &Catalogue, page: &Page, words: &Words<'_>) -> Vec<Link> {
    let own = AreaId::Region(id.clone());
    let all = catalogue.scheme(&id.scheme).into_iter().flat_map(regions);
    all.filter(|area| *area != own)
        .map(|area| link(&area, page, words))
        .collect()
}

/// What is published for the region as a whole, in the order of indicators.
fn figures(area: &AreaId, corpus: &dyn Corpus, page: &Page, words: Words<'_>) -> Vec<Figure> {
    let teller = Teller::new(words);
    let recorded = corpus.indicators_of(area);
    let order = &corpus.catalogue().indicator_order;
    let told = order
        .iter()
        .filter(|code| recorded.iter().any(|(recorded, _)| recorded == *code));
    told.filter_map(|code| figure(code, area, corpus, &teller, page))
        .collect()
}
