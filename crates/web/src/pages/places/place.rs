//! `/places/{place}`: the state of harm reduction in one place, theme by theme.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect, Response};
use tidemark_evidence::query::{Layout, TableQuery};
use tidemark_evidence::table::{self, Depth};
use tidemark_evidence::{Corpus, Status, Table};
use tidemark_publishing::display::{CellView, FigureKind, NoteView, SourceView, TableView, Teller, Words};
use tidemark_publishing::picture::card::Card;
use tidemark_publishing::picture::{Palette, chart, write};
use tidemark_publishing::profile;
use tidemark_vocab::{AreaId, IndicatorCode, PlaceCode};

use super::{Named, link, named, path_of};
use crate::asked::Asked;
use crate::error::{Missing, WebError};
use crate::locale::Locale;
use crate::pages::charts::path_of as path_of_chart;
use crate::pages::compare;
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

/// How figures of a place ran, by indicator.
type Trends = BTreeMap<IndicatorCode, TrendView>;

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
    profile: String,
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
    let query = profile::question(&place, &*corpus);
    let table = answer(&corpus, &locale, query, (Depth::Face, usize::MAX)).await?;
    page(&site, &asked, &locale, &uri, (&table, &corpus, place))
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
    let said = page.t1("web-place-lede", "count", &profile::findings(&area, &**corpus));
    let about = structured::place(&area, &name, catalogue, &page);
    let page = page.saying(&format!("{title}. {said}")).about(&about);
    let view = &TableView::new(table, &words);
    let teller = Teller::new(words);
    let cells: Vec<CellView<'_>> = view.cells().collect();
    let count = |is: &dyn Fn(&CellView<'_>) -> bool| cells.iter().filter(|cell| is(cell)).count();
    let (not_known, questioned) = (
        count(&|cell| cell.status == Status::NotKnown),
        count(&|cell| cell.questioned.is_some()),
    );
    let rows = profile::rows(table, cells.into_iter(), &**corpus, &teller);
    let picture = page.here(&format!("{}/card.png", path_of(&area)));
    let page = &page.shown_by(picture, || {
        Card::of_place(&place, &rows, table, &site.settings.site_name, &words).description(&words)
    });
    let holdings = site.holdings.of(&**corpus);
    let mut trends = trends_of(&table.query, &**corpus, page, &words);
    let parts = profile::parts(rows, |code| holdings.places.contains_key(code), &words);
    html(&PlacePage {
        whole: place
            .parent()
            .map(|parent| link(&AreaId::Place(parent), page, &words)),
        parts_of_it: profile::parts_of(&place, catalogue)
            .into_iter()
            .map(|part| link(&AreaId::Place(part), page, &words))
            .collect(),
        regions: profile::belongings(&place, &words)
            .into_iter()
            .map(|held| Belonging {
                link: link(&AreaId::Region(held.region.code), page, &words),
                scheme: held.scheme,
            })
            .collect(),
        findings: profile::findings(&area, &**corpus),
        not_known,
        questioned,
        notes: &view.notes,
        sources: &view.sources,
        labels: Labels::new(page, view),
        links: Links::new(page),
        table: page.table(table.query.clone()),
        profile: page.here(&format!("{}/profile.pdf", path_of(&area))),
        compare: page.href(&compare::address(
            std::slice::from_ref(&place),
            page.named_edition(),
        )),
        parts: parts
            .into_iter()
            .map(|told| part(told, &mut trends, &area, page))
            .collect(),
        name,
        page,
    })
}

/// A theme of the profile with its links.
fn part<'v>(part: profile::Part<'v>, trends: &mut Trends, area: &AreaId, page: &Page) -> Part<'v> {
    let rows = part.rows.into_iter().map(|row| {
        let trend = trends.remove(&row.indicator.code);
        told(row, trend, area, page)
    });
    let silent = part.silent.into_iter().map(|indicator| Link {
        text: indicator.name,
        href: page.here(&format!("/indicators/{}", indicator.code)),
    });
    Part {
        href: page.here(&format!("/themes/{}", part.code)),
        code: part.code,
        name: part.name,
        rows: rows.collect(),
        silent: silent.collect(),
    }
}

fn told<'v>(row: profile::Row<'v>, trend: Option<TrendView>, area: &AreaId, page: &Page) -> Row<'v> {
    let code = row.indicator.code;
    Row {
        name: Link {
            text: row.indicator.name,
            href: page.here(&format!("{}/{code}", path_of(area))),
        },
        unit: row.unit,
        level: row.level,
        trend,
        reporter: row.reporter,
        before: row.before.map(|before| {
            let told = [("figure", &*before.figure), ("period", &before.period)];
            page.messages.with("web-place-before", &told)
        }),
        cell: row.cell,
    }
}

/// How figures of the place ran over whole years, from the table over all periods; none where that table is not to be had.
fn trends_of(query: &TableQuery, corpus: &dyn Corpus, page: &Page, words: &Words<'_>) -> Trends {
    let over_periods = profile::over_periods(query, corpus.catalogue());
    let Ok(table) = table::build_within(usize::MAX, Depth::Face, &over_periods, corpus) else {
        return Trends::new();
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
