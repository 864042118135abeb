//! `/compare`: up to six places side by side, theme by theme.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect, Response};
use tidemark_evidence::query::{AreaSelector, SortKey, TableQuery};
use tidemark_evidence::table::Depth;
use tidemark_evidence::{Catalogue, Corpus, Table};
use tidemark_publishing::display::{CellView, FigureKind, NoteView, SourceView, TableView, Words};
use tidemark_vocab::{AreaId, IndicatorCode, Message, PlaceCode};

use crate::asked::Asked;
use crate::error::{Fault, WebError};
use crate::link;
use crate::locale::Locale;
use crate::pages::places::path_of;
use crate::pages::tables::grid::Links;
use crate::pages::tables::labels::Labels;
use crate::pages::tables::{answer, card};
use crate::pages::{Edition, Link, Page, html};
use crate::state::Site;

/// So many places stand side by side.
const MOST: usize = 6;

/// A place at the head of a column.
struct Head {
    link: Link,
    /// The same page without it.
    without: String,
}

/// An indicator with a cell a place.
struct Row<'v> {
    name: Link,
    unit: Option<String>,
    cells: Vec<CellView<'v>>,
}

/// A theme.
struct Part<'v> {
    name: String,
    rows: Vec<Row<'v>>,
}

/// A place that can be added.
struct Choice {
    value: String,
    label: String,
}

#[derive(Template)]
#[template(path = "compare-places.html")]
struct ComparePage<'t> {
    page: &'t Page,
    heading: String,
    heads: Vec<Head>,
    parts: Vec<Part<'t>>,
    asked: String,
    choices: Vec<Choice>,
    is_full: bool,
    notes: &'t [NoteView],
    sources: &'t [SourceView<'t>],
    labels: Option<Labels>,
    links: Links,
    table: Option<String>,
}

/// Shows the page.
pub(crate) async fn show(
    State(site): State<Site>,
    asked: Asked,
    locale: Locale,
    uri: Uri,
) -> Result<Response, WebError> {
    let corpus = asked.edition()?;
    let given = link::pairs(uri.query().unwrap_or_default());
    let mut places = places(&given, corpus.catalogue())?;
    if let Some(more) = link::value(&given, "add") {
        let added = place("add", more, corpus.catalogue())?;
        if !places.contains(&added) {
            places.push(added);
        }
        places.truncate(MOST);
        return Ok(
            Redirect::to(&locale.path(&address(&places, link::value(&given, "edition")))).into_response(),
        );
    }
    let table = if places.is_empty() {
        None
    } else {
        let query = question(&places, &*corpus);
        Some(answer(&corpus, &locale, query, (Depth::Face, usize::MAX)).await?)
    };
    page(&site, &asked, &locale, &uri, (&places, table.as_ref(), &corpus))
}

/// The places that an address names, each once.
fn places(given: &[(String, String)], catalogue: &Catalogue) -> Result<Vec<PlaceCode>, WebError> {
    let text = link::value(given, "areas").unwrap_or_default();
    let mut places: Vec<PlaceCode> = Vec::new();
    for code in text.split(',').filter(|code| !code.is_empty()) {
        let known = place("areas", code, catalogue)?;
        if !places.contains(&known) {
            places.push(known);
        }
    }
    if places.len() > MOST {
        let reason = Message::new("web-side-too-many").with("count", &MOST);
        return Err(WebError::Query(vec![Fault::whole(
            "areas",
            text,
            reason,
            Vec::new(),
        )]));
    }
    Ok(places)
}

fn place(parameter: &str, code: &str, catalogue: &Catalogue) -> Result<PlaceCode, WebError> {
    let known = code
        .parse()
        .ok()
        .filter(|code| catalogue.places.contains_key(code));
    known.ok_or_else(|| {
        let reason = Message::new("web-side-no-place").with("value", code);
        WebError::Query(vec![Fault::whole(parameter, code, reason, Vec::new())])
    })
}

/// The page for these places, in an edition where one is named.
pub(crate) fn address(places: &[PlaceCode], edition: Option<&str>) -> String {
    let codes: Vec<&str> = places.iter().map(PlaceCode::as_str).collect();
    let codes = codes.join(",");
    let areas = (!codes.is_empty()).then_some(("areas", codes.as_str()));
    let edition = edition.map(|edition| ("edition", edition));
    link::address("/compare", areas.into_iter().chain(edition))
}

/// Everything that is recorded of any of the places, in their order.
fn question(places: &[PlaceCode], corpus: &dyn Corpus) -> TableQuery {
    let recorded: Vec<IndicatorCode> = places
        .iter()
        .flat_map(|place| corpus.indicators_of(&AreaId::Place(place.clone())))
        .map(|(code, _)| code)
        .collect();
    let order = &corpus.catalogue().indicator_order;
    let indicators = order.iter().filter(|code| recorded.contains(code)).cloned();
    let areas = places.iter().cloned().map(AreaSelector::Place);
    let mut query = TableQuery::new(indicators.collect(), areas.collect());
    query.sort.key = SortKey::Asked;
    query
}

fn page(
    site: &Site,
    asked: &Asked,
    locale: &Locale,
    uri: &Uri,
    (places, table, corpus): (&[PlaceCode], Option<&Table>, &Edition),
) -> Result<Response, WebError> {
    let catalogue = corpus.catalogue();
    let words = Words::new(catalogue, &locale.messages);
    let names: Vec<String> = places
        .iter()
        .map(|place| words.area(&AreaId::Place(place.clone())))
        .collect();
    let heading = if names.is_empty() {
        locale.messages.get("web-side-title")
    } else {
        words.list(&names)
    };
    let title = if names.is_empty() {
        heading.clone()
    } else {
        locale.messages.with("web-side-of", &[("places", &heading)])
    };
    let page = Page::new(site, locale, uri, &title)
        .of(asked)
        .saying(&locale.messages.get("web-side-lede"))
        .known_as(locale.path(&address(places, None)));
    let page = &match table {
        Some(table) => card::shown_by(page, table, site, &words),
        None => page,
    };
    let view = table.map(|table| TableView::new(table, &words));
    let view = view.as_ref();
    let heads = places.iter().zip(&names).map(|(place, name)| {
        let others: Vec<PlaceCode> = places.iter().filter(|other| *other != place).cloned().collect();
        Head {
            link: Link {
                text: name.clone(),
                href: page.here(&path_of(&AreaId::Place(place.clone()))),
            },
            without: page.href(&address(&others, page.named_edition())),
        }
    });
    let codes: Vec<&str> = places.iter().map(PlaceCode::as_str).collect();
    html(&ComparePage {
        heads: heads.collect(),
        parts: view
            .zip(table)
            .map(|(view, table)| parts(view, table, page, &words))
            .unwrap_or_default(),
        asked: codes.join(","),
        choices: choices(places, &words),
        is_full: places.len() >= MOST,
        notes: view.map_or(&[], |view| &view.notes),
        sources: view.map_or(&[], |view| &view.sources),
        labels: view.map(|view| Labels::new(page, view)),
        links: Links::new(page),
        table: table.map(|table| page.table(table.query.clone())),
        heading,
        page,
    })
}

/// The cells of the table, an indicator a row, theme by theme.
fn parts<'v>(view: &'v TableView<'_>, table: &Table, page: &Page, words: &Words<'_>) -> Vec<Part<'v>> {
    let of_places = view.groups.iter().flat_map(|group| &group.rows);
    let mut by_place: Vec<_> = of_places.map(|row| view.cells_of(row)).collect();
    let indicators = table.query.indicators.iter();
    let mut rows: BTreeMap<IndicatorCode, Vec<CellView<'v>>> = indicators
        .map(|code| {
            (
                code.clone(),
                by_place.iter_mut().filter_map(Iterator::next).collect(),
            )
        })
        .collect();
    let row = |(code, cells): (IndicatorCode, Vec<CellView<'v>>)| {
        let known = words.catalogue.indicators.get(&code);
        Row {
            name: Link {
                text: words.indicator(&code),
                href: page.here(&format!("/indicators/{code}")),
            },
            unit: known.and_then(|known| words.measure(&known.unit)),
            cells,
        }
    };
    let parts = words.catalogue.themes.iter().map(|theme| {
        let told = words.catalogue.of_theme(theme).into_iter();
        let told = told.filter_map(|code| rows.remove_entry(&code));
        Part {
            name: words.localized(&theme.name).to_owned(),
            rows: told.map(row).collect(),
        }
    });
    parts.filter(|part| !part.rows.is_empty()).collect()
}

/// The places that are not there yet, by name.
fn choices(places: &[PlaceCode], words: &Words<'_>) -> Vec<Choice> {
    let all = words
        .catalogue
        .places
        .keys()
        .filter(|code| !places.contains(code));
    let mut choices: Vec<Choice> = all
        .map(|code| Choice {
            value: code.to_string(),
            label: words.area(&AreaId::Place(code.clone())),
        })
        .collect();
    choices.sort_by(|a, b| a.label.cmp(&b.label));
    choices
}
