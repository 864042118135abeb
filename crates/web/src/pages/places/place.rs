//! `/places/{place}`: the state of harm reduction in one place, theme by theme.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect, Response};
use tidemark_evidence::indicator::Kind;
use tidemark_evidence::query::{AreaSelector, Layout, PeriodSelector, TableQuery};
use tidemark_evidence::rules::before;
use tidemark_evidence::table::{self, Depth};
use tidemark_evidence::{Catalogue, Corpus, Status, Table};
use tidemark_publishing::display::{CellView, FigureKind, NoteView, SourceView, TableView, Teller, Words};
use tidemark_publishing::picture::{Palette, chart, write};
use tidemark_vocab::{AreaId, IndicatorCode, PlaceCode, RegionId};

use super::{Named, link, named, path_of};
use crate::asked::Asked;
use crate::error::{Missing, WebError};
use crate::locale::Locale;
use crate::pages::charts::path_of as path_of_chart;
use crate::pages::compare;
use crate::pages::indicators::indicators_of;
use crate::pages::tables::answer;
use crate::pages::tables::grid::Links;
use crate::pages::tables::labels::Labels;
use crate::pages::{Edition, Link, Page, html, structured};
use crate::state::Site;

/// A theme with what is known.
struct Part<'v> {
    code: String,
    href: String,
    name: String,
    rows: Vec<Row<'v>>,
    /// Indicators of which the place has no record, though others have.
    silent: Vec<Link>,
}

/// An indicator.
struct Row<'v> {
    name: Link,
    unit: Option<String>,
    cell: CellView<'v>,
    /// At which level of a document it lies: "low by WHO, 2012".
    level: Option<String>,
    /// Who says so, where the period does not.
    reporter: Option<&'v str>,
    /// What the same reporter said before.
    before: Option<String>,
    /// How the figure ran.
    trend: Option<TrendView>,
}

/// How a figure ran, with the chart of it.
struct TrendView {
    picture: String,
    href: String,
}

/// A region that holds the place, in its grouping.
struct Belonging {
    link: Link,
    scheme: String,
}

#[derive(Template)]
#[template(path = "place.html")]
struct PlacePage<'t> {
    page: &'t Page,
    name: String,
    /// The place it is a part of.
    whole: Option<Link>,
    parts_of_it: Vec<Link>,
    regions: Vec<Belonging>,
    parts: Vec<Part<'t>>,
    findings: usize,
    not_known: usize,
    questioned: usize,
    notes: &'t [NoteView],
    sources: &'t [SourceView<'t>],
    labels: Labels,
    links: Links,
    table: String,
    compare: String,
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
    let place = match named(&text, corpus.catalogue())? {
        Named::Code(code) => code,
        Named::Otherwise(code) => {
            let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
            return Ok(Redirect::to(&locale.path(&format!("/places/{code}{query}"))).into_response());
        }
    };
    let query = question(&place, &*corpus);
    let table = answer(&corpus, &locale, query, (Depth::Face, usize::MAX)).await?;
    page(&site, &asked, &locale, &uri, (&table, &corpus, place))
}

/// Everything that is recorded of a place, as a row.
fn question(place: &PlaceCode, corpus: &dyn Corpus) -> TableQuery {
    let area = AreaId::Place(place.clone());
    let recorded: Vec<IndicatorCode> = corpus
        .indicators_of(&area)
        .into_iter()
        .map(|(code, _)| code)
        .collect();
    let order = &corpus.catalogue().indicator_order;
    let indicators = order.iter().filter(|code| recorded.contains(code)).cloned();
    TableQuery::new(indicators.collect(), vec![AreaSelector::Place(place.clone())])
}

fn page(
    site: &Site,
    asked: &Asked,
    locale: &Locale,
    uri: &Uri,
    (table, corpus, place): (&Table, &Edition, PlaceCode),
) -> Result<Response, WebError> {
    let catalogue = corpus.catalogue();
    let words = Words::new(catalogue, &locale.messages);
    let area = AreaId::Place(place.clone());
    let name = words.area(&area);
    let title = locale.messages.with("web-place-title", &[("place", &name)]);
    let page = Page::new(site, locale, uri, &title).of(asked);
    let said = page.t1("web-place-lede", "count", &recorded(&**corpus, &area));
    let about = structured::place(&area, &name, catalogue, &page);
    let page = &page.saying(&format!("{title}. {said}")).about(&about);
    let view = &TableView::new(table, &words);
    let teller = Teller::new(words);
    let cells: Vec<CellView<'_>> = view.cells().collect();
    let count = |is: &dyn Fn(&CellView<'_>) -> bool| cells.iter().filter(|cell| is(cell)).count();
    let (not_known, questioned) = (
        count(&|cell| cell.status == Status::NotKnown),
        count(&|cell| cell.questioned.is_some()),
    );
    html(&PlacePage {
        whole: place
            .parent()
            .map(|parent| link(&AreaId::Place(parent), page, &words)),
        parts_of_it: parts_of(&place, catalogue)
            .map(|part| link(&AreaId::Place(part), page, &words))
            .collect(),
        regions: regions_of(&place, page, &words),
        findings: recorded(&**corpus, &area),
        not_known,
        questioned,
        notes: &view.notes,
        sources: &view.sources,
        labels: Labels::new(page, view),
        links: Links::new(page),
        table: page.table(table.query.clone()),
        compare: page.href(&compare::address(
            std::slice::from_ref(&place),
            page.named_edition(),
        )),
        parts: parts(table, cells, (&**corpus, &area), site, page, &teller),
        name,
        page,
    })
}

fn recorded(corpus: &dyn Corpus, area: &AreaId) -> usize {
    corpus.indicators_of(area).iter().map(|(_, count)| count).sum()
}

fn parts_of<'c>(place: &'c PlaceCode, catalogue: &'c Catalogue) -> impl Iterator<Item = PlaceCode> + 'c {
    let all = catalogue.places.keys();
    all.filter(|code| code.parent().as_ref() == Some(place)).cloned()
}

/// The regions that hold a place, in the order of the schemes.
fn regions_of(place: &PlaceCode, page: &Page, words: &Words<'_>) -> Vec<Belonging> {
    let schemes = words.catalogue.schemes.iter();
    let holding = schemes.flat_map(|scheme| {
        let regions = scheme.regions.iter();
        let holding = regions.filter(|region| region.members.contains_key(place));
        holding.map(move |region| (scheme, region))
    });
    let belonging = holding.map(|(scheme, region)| {
        let id = RegionId {
            scheme: scheme.code.clone(),
            region: region.code.clone(),
        };
        Belonging {
            link: link(&AreaId::Region(id), page, words),
            scheme: words.localized(&scheme.name).to_owned(),
        }
    });
    belonging.collect()
}

/// The themes with what is known, and with what is not recorded here.
fn parts<'v>(
    table: &Table,
    cells: Vec<CellView<'v>>,
    (corpus, area): (&dyn Corpus, &AreaId),
    site: &Site,
    page: &Page,
    teller: &Teller<'_>,
) -> Vec<Part<'v>> {
    let catalogue = corpus.catalogue();
    let words = teller.words();
    let holdings = site.holdings.of(corpus);
    let mut rows = rows(table, cells, (corpus, area), page, teller);
    for (code, trend) in trends_of(&table.query, corpus, page, words) {
        if let Some(row) = rows.get_mut(&code) {
            row.trend = Some(trend);
        }
    }
    let part = |theme| {
        let (mut told, mut silent) = (Vec::new(), Vec::new());
        for code in indicators_of(theme, catalogue) {
            match rows.remove(&code) {
                Some(row) => told.push(row),
                None if holdings.places.contains_key(&code) => silent.push(Link {
                    text: words.indicator(&code),
                    href: page.here(&format!("/indicators/{code}")),
                }),
                None => {}
            }
        }
        Part {
            href: page.here(&format!("/themes/{}", theme.code)),
            code: theme.code.to_string(),
            name: words.localized(&theme.name).to_owned(),
            rows: told,
            silent,
        }
    };
    let parts = catalogue.themes.iter().map(part);
    parts
        .filter(|part| !part.rows.is_empty() || !part.silent.is_empty())
        .collect()
}

/// The cells of the table's only row, each with what its reporter said before.
fn rows<'v>(
    table: &Table,
    cells: Vec<CellView<'v>>,
    (corpus, area): (&dyn Corpus, &AreaId),
    page: &Page,
    teller: &Teller<'_>,
) -> BTreeMap<IndicatorCode, Row<'v>> {
    let words = teller.words();
    let kept = table.cells().zip(&table.query.indicators);
    let rows = cells.into_iter().zip(kept).map(|(cell, (kept, code))| {
        let known = corpus.catalogue().indicators.get(code);
        let shown = kept.shown.as_ref().map(|shown| &shown.observation);
        let before = shown.and_then(|shown| before(shown, corpus));
        let row = Row {
            name: Link {
                text: words.indicator(code),
                href: page.here(&format!("{}/{code}", path_of(area))),
            },
            unit: known.and_then(|known| words.measure(&known.unit)),
            level: teller.level(kept, code),
            reporter: cell.unnamed_reporter(),
            before: before.map(|before| {
                let record = teller.record(&before);
                let figure = record.words.as_deref().unwrap_or(&record.text);
                let told = [("figure", figure), ("period", &record.period)];
                page.messages.with("web-place-before", &told)
            }),
            trend: None,
            cell,
        };
        (code.clone(), row)
    });
    rows.collect()
}

/// How figures of the place ran over whole years, from the table over all periods; none where that table is not to be had.
fn trends_of(
    query: &TableQuery,
    corpus: &dyn Corpus,
    page: &Page,
    words: &Words<'_>,
) -> Vec<(IndicatorCode, TrendView)> {
    let of_numbers = |code: &&IndicatorCode| {
        let known = corpus.catalogue().indicators.get(*code);
        known.is_some_and(|known| matches!(known.kind, Kind::Quantity(_)))
    };
    let over_periods = TableQuery {
        indicators: query.indicators.iter().filter(of_numbers).cloned().collect(),
        periods: vec![PeriodSelector::All],
        layout: Layout::IndicatorsPeriods,
        ..query.clone()
    };
    let Ok(table) = table::build_within(usize::MAX, Depth::Face, &over_periods, corpus) else {
        return Vec::new();
    };
    let trends = chart::trends(&table, words).into_iter().enumerate();
    trends
        .map(|(at, trend)| {
            let chart = TableQuery {
                indicators: vec![trend.indicator.clone()],
                layout: Layout::AreasPeriods,
                edition: page.named_edition().map(str::to_owned),
                ..over_periods.clone()
            };
            let view = TrendView {
                picture: write(&trend.draw(&format!("trend{at}"), words), Palette::Page),
                href: page.href(&path_of_chart("/charts", &chart, None)),
            };
            (trend.indicator, view)
        })
        .collect()
}
