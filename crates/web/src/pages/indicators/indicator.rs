//! `/indicators/{indicator}`: what is observed, by which rules, who reports it, how much of the world it covers, and all of it as a table.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::Uri;
use axum::response::Response;
use tidemark_evidence::query::{AreaSelector, Layout, PeriodSelector, TableQuery};
use tidemark_evidence::rules::year_of;
use tidemark_evidence::table::Depth;
use tidemark_evidence::{Catalogue, Corpus, Indicator, Table};
use tidemark_publishing::display::{RedefinitionView, TableView, Teller, ThresholdsView, Words};
use tidemark_publishing::picture::card::Card;
use tidemark_publishing::picture::chart::{self, Reading};
use tidemark_publishing::reach::Reach;
use tidemark_vocab::{AreaId, IndicatorCode};

use crate::asked::Asked;
use crate::error::{Missing, WebError};
use crate::locale::Locale;
use crate::pages::charts;
use crate::pages::figures::{Figure, figure};
use crate::pages::maps;
use crate::pages::places::path_of;
use crate::pages::rank::{Ranked, ranked};
use crate::pages::tables::answer;
use crate::pages::tables::grid::Grid;
use crate::pages::{Edition, EditionLine, Link, Page, html, structured};
use crate::presets;
use crate::state::Site;

/// How much is known of a region's places.
struct RegionReach {
    region: Link,
    of: Reach,
}

/// How many findings there are about a year.
struct Year {
    year: i16,
    findings: usize,
}

#[derive(Template)]
#[template(path = "indicator.html")]
struct IndicatorPage<'t> {
    page: &'t Page,
    name: String,
    code: &'t IndicatorCode,
    theme: Link,
    definition: &'t str,
    unit: Option<String>,
    aggregation: &'t str,
    companions: Vec<Link>,
    levels: Option<ThresholdsView<'t>>,
    redefinitions: Vec<RedefinitionView<'t>>,
    synonyms: String,
    rank_reason: &'t str,
    rank: Vec<Ranked<'t>>,
    figures: Vec<Figure>,
    reach: Vec<RegionReach>,
    years: Vec<Year>,
    findings: usize,
    grid: Option<Grid<'t>>,
    table: String,
    map: String,
    /// All places as a chart, where one fits.
    chart: Option<String>,
    series: String,
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
    let indicator = named(&text, corpus.catalogue())?;
    let table = recorded(&indicator.code, &site, &locale, &corpus).await?;
    page(&site, &asked, &locale, &uri, (indicator, table.as_ref(), &corpus))
}

/// The indicator of an address.
pub(super) fn named<'c>(text: &str, catalogue: &'c Catalogue) -> Result<&'c Indicator, WebError> {
    let code = text.parse::<IndicatorCode>().ok();
    let known = code.and_then(|code| catalogue.indicators.get(&code));
    known.ok_or_else(|| WebError::NotFound(Missing::Indicator(text.to_owned())))
}

/// The table of every place that has a record; `None` where none has.
pub(super) async fn recorded(
    code: &IndicatorCode,
    site: &Site,
    locale: &Locale,
    corpus: &Edition,
) -> Result<Option<Table>, WebError> {
    let query = question(code, &**corpus);
    if query.areas.is_empty() {
        return Ok(None);
    }
    let depth = (Depth::Face, site.settings.page_cells);
    answer(corpus, locale, query, depth).await.map(Some)
}

/// Every place that has a record, by region.
fn question(code: &IndicatorCode, corpus: &dyn Corpus) -> TableQuery {
    let areas = corpus.areas_of(code).into_iter();
    let places = areas.filter_map(|(area, _)| match area {
        AreaId::Place(place) => Some(AreaSelector::Place(place)),
        AreaId::Region(_) => None,
    });
    let mut query = TableQuery::new(vec![code.clone()], places.collect());
    query.group = presets::grouping(corpus.catalogue()).map(|scheme| scheme.code.clone());
    query
}

fn page(
    site: &Site,
    asked: &Asked,
    locale: &Locale,
    uri: &Uri,
    (indicator, table, corpus): (&Indicator, Option<&Table>, &Edition),
) -> Result<Response, WebError> {
    let catalogue = corpus.catalogue();
    let code = &indicator.code;
    let words = Words::new(catalogue, &locale.messages);
    let name = words.indicator(code);
    let definition = words.localized(&indicator.definition);
    let title = locale
        .messages
        .with("web-indicator-title", &[("indicator", &name)]);
    let page = Page::new(site, locale, uri, &title).of(asked).saying(definition);
    let edition = EditionLine::of(&**corpus);
    let about = structured::indicator(&name, definition, code.as_str(), &edition, &page);
    let picture = page.here(&format!("/indicators/{code}/card.png"));
    let page = &page.about(&about).shown_by(picture, || {
        let card = Card::of_indicator(indicator, table, &**corpus, &site.settings.site_name, &words);
        card.description(&words)
    });
    let view = table.map(|table| TableView::new(table, &words));
    let grid = table
        .zip(view.as_ref())
        .map(|(table, view)| Grid::new(page, view, table, &words));
    let rank = catalogue.rank(code);
    let theme = catalogue
        .themes
        .iter()
        .find(|theme| theme.code == indicator.theme);
    html(&IndicatorPage {
        theme: Link {
            text: theme.map_or_else(String::new, |theme| words.localized(&theme.name).to_owned()),
            href: page.here(&format!("/themes/{}", indicator.theme)),
        },
        definition,
        unit: words.measure(&indicator.unit),
        aggregation: words.localized(&indicator.aggregation.reason),
        companions: companions(indicator, page, &words),
        levels: Teller::new(words).thresholds(indicator),
        redefinitions: Teller::new(words).redefinitions(indicator),
        synonyms: words.list(&indicator.synonyms),
        rank_reason: words.localized(&rank.reason),
        rank: ranked(code, page, &words, |_| true),
        figures: figures(code, &**corpus, page, words),
        reach: table
            .map(|table| reach(table, catalogue, page, &words))
            .unwrap_or_default(),
        years: years(code, &**corpus),
        findings: corpus.areas_of(code).iter().map(|(_, count)| count).sum(),
        table: page.table(everywhere(code, catalogue, false)),
        map: maps::of_indicator(code, PeriodSelector::Latest, (catalogue, &site.borders), page),
        chart: table
            .filter(|table| chart::proposed(&Reading::new(table, words)).is_some())
            .map(|_| charts::everywhere(code, catalogue, page)),
        series: page.table(everywhere(code, catalogue, true)),
        grid,
        name,
        code,
        page,
    })
}

/// The indicator in every place of the grouping, by region: the newest figures, or all periods.
fn everywhere(code: &IndicatorCode, catalogue: &Catalogue, all_periods: bool) -> TableQuery {
    let scheme = presets::grouping(catalogue);
    let areas = scheme.map(|scheme| AreaSelector::Scheme(scheme.code.clone()));
    let mut query = TableQuery::new(vec![code.clone()], areas.into_iter().collect());
    query.group = scheme.map(|scheme| scheme.code.clone());
    if all_periods {
        query.periods = vec![PeriodSelector::All];
        query.layout = Layout::AreasPeriods;
    }
    query
}

fn companions(indicator: &Indicator, page: &Page, words: &Words<'_>) -> Vec<Link> {
    let companions = indicator.cell.iter();
    companions
        .map(|companion| Link {
            text: words.indicator(&companion.indicator),
            href: page.here(&format!("/indicators/{}", companion.indicator)),
        })
        .collect()
}

/// What is published for regions and for the world.
fn figures(code: &IndicatorCode, corpus: &dyn Corpus, page: &Page, words: Words<'_>) -> Vec<Figure> {
    let teller = Teller::new(words);
    let areas = corpus.areas_of(code).into_iter();
    let regions = areas.filter(|(area, _)| matches!(area, AreaId::Region(_)));
    regions
        .filter_map(|(area, _)| {
            let figure = figure(code, &area, corpus, &teller, page)?;
            Some(Figure {
                name: words.area(&area),
                ..figure
            })
        })
        .collect()
}

/// By region of the grouping: in how many places there is a recent answer, and why not in the others.
fn reach(table: &Table, catalogue: &Catalogue, page: &Page, words: &Words<'_>) -> Vec<RegionReach> {
    let link = |region| {
        let area = AreaId::Region(region);
        Link {
            text: words.area(&area),
            href: page.here(&path_of(&area)),
        }
    };
    let regions = tidemark_publishing::reach::by_region(table, catalogue).into_iter();
    regions
        .map(|(region, of)| RegionReach {
            region: link(region),
            of,
        })
        .collect()
}

/// How many findings speak of each year, or were published in a round of it.
fn years(code: &IndicatorCode, corpus: &dyn Corpus) -> Vec<Year> {
    let mut counts: BTreeMap<i16, usize> = BTreeMap::new();
    for (period, count) in corpus.periods_in(code) {
        if let Some(year) = year_of(&period, corpus.catalogue()) {
            *counts.entry(year).or_default() += count;
        }
    }
    let counts = counts.into_iter().rev();
    counts.map(|(year, findings)| Year { year, findings }).collect()
}
