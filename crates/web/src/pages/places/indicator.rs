//! `/places/{place}/{indicator}`, `/regions/{scheme}/{region}/{indicator}`: everything that is said of one thing in one area.
//!
//! It is where the figures of tables lead: what is shown and why, every other finding, where each stands, and what earlier
//! editions said.

use std::cmp::Reverse;
use std::sync::Arc;

use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect, Response};
use tidemark_evidence::indicator::Kind;
use tidemark_evidence::query::{Format, Layout, PeriodSelector, TableQuery};
use tidemark_evidence::rules::{Ageing, best_first, year_of};
use tidemark_evidence::table::Cell;
use tidemark_evidence::{Corpus, Dimensions, Observation, table};
use tidemark_publishing::display::{CellView, FigureKind, RecordView, Teller, ThresholdsView, Words};
use tidemark_vocab::{AreaId, IndicatorCode, Message, ReporterCode};

use super::region::region_of;
use super::{Named, named, path_of, selector};
use crate::asked::Asked;
use crate::error::{Fault, Missing, WebError};
use crate::link;
use crate::locale::Locale;
use crate::pages::charts;
use crate::pages::rank::{Ranked, ranked};
use crate::pages::{EDITION_DIGITS, Edition, Link, Page, html};
use crate::state::Site;

/// So many editions are looked up; older ones are reached through their own pages.
const EDITIONS: usize = 8;

/// What the page is about.
#[derive(Debug, Clone)]
struct Subject {
    indicator: IndicatorCode,
    area: AreaId,
    split: Dimensions,
}

/// Findings about one period.
struct OfPeriod<'t> {
    /// Names it in addresses.
    anchor: String,
    label: String,
    records: Vec<Line<'t>>,
}

/// A finding.
struct Line<'t> {
    record: RecordView<'t>,
    /// Whether tables of the newest figures show it.
    is_shown: bool,
}

/// Another page, with the figure that stands at its head.
struct Elsewhere {
    name: String,
    href: String,
    figure: String,
}

/// What an edition says.
struct InEdition {
    title: String,
    date: String,
    href: String,
    /// `None` where it cannot be used now.
    figure: Option<String>,
    is_here: bool,
}

#[derive(Template)]
#[template(path = "finding.html")]
struct FindingPage<'t> {
    page: Page,
    name: String,
    unit: Option<String>,
    definition: &'t str,
    area: Link,
    indicator: String,
    level: Option<String>,
    levels: Option<ThresholdsView<'t>>,
    answer: CellView<'t>,
    /// Where the answer stands.
    origin: Option<RecordView<'t>>,
    periods: Vec<OfPeriod<'t>>,
    count: usize,
    rank: Vec<Ranked<'t>>,
    rank_reason: &'t str,
    splits: Vec<Elsewhere>,
    editions: Vec<InEdition>,
    table: String,
    /// How its figures ran, where they are numbers.
    chart: Option<String>,
    csv: String,
    json: String,
}

/// What is said of an indicator in a place.
pub(crate) async fn of_place(
    State(site): State<Site>,
    asked: Asked,
    path: Result<Path<(String, String)>, PathRejection>,
    locale: Locale,
    uri: Uri,
) -> Result<Response, WebError> {
    let Path((place, indicator)) = path.map_err(|_| WebError::NotFound(Missing::Page))?;
    let corpus = asked.edition()?;
    let place = match named(&place, corpus.catalogue())? {
        Named::Code(code) => code,
        Named::Otherwise(code) => {
            let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
            let path = format!("/places/{code}/{indicator}{query}");
            return Ok(Redirect::to(&locale.path(&path)).into_response());
        }
    };
    show(site, asked, corpus, AreaId::Place(place), &indicator, locale, uri).await
}

/// What is said of an indicator in a region.
pub(crate) async fn of_region(
    State(site): State<Site>,
    asked: Asked,
    path: Result<Path<(String, String, String)>, PathRejection>,
    locale: Locale,
    uri: Uri,
) -> Result<Response, WebError> {
    let Path((scheme, region, indicator)) = path.map_err(|_| WebError::NotFound(Missing::Page))?;
    let corpus = asked.edition()?;
    let area = AreaId::Region(region_of(&scheme, &region, corpus.catalogue())?);
    show(site, asked, corpus, area, &indicator, locale, uri).await
}

async fn show(
    site: Site,
    asked: Asked,
    corpus: Edition,
    area: AreaId,
    indicator: &str,
    locale: Locale,
    uri: Uri,
) -> Result<Response, WebError> {
    let missing = || WebError::NotFound(Missing::Indicator(indicator.to_owned()));
    let indicator: IndicatorCode = indicator.parse().map_err(|_| missing())?;
    if !corpus.catalogue().indicators.contains_key(&indicator) {
        return Err(missing());
    }
    let subject = Subject {
        split: split(&uri)?,
        indicator,
        area,
    };
    // Editions that nobody asked for lately are read from their files.
    let making = move || made(&site, &asked, &corpus, &subject, &locale, &uri);
    let made = tokio::task::spawn_blocking(making).await;
    made.map_err(|error| WebError::Internal(Box::new(error)))?
}

/// The split that an address asks for; the total where it asks for none.
fn split(uri: &Uri) -> Result<Dimensions, WebError> {
    let given = link::pairs(uri.query().unwrap_or_default());
    let text = link::value(&given, "dimensions").unwrap_or_default();
    text.parse().map_err(|_| {
        let reason = Message::new("web-finding-fault-dimensions").with("value", text);
        WebError::Query(vec![Fault::whole("dimensions", text, reason, Vec::new())])
    })
}

fn made(
    site: &Site,
    asked: &Asked,
    corpus: &Edition,
    subject: &Subject,
    locale: &Locale,
    uri: &Uri,
) -> Result<Response, WebError> {
    let catalogue = corpus.catalogue();
    let words = Words::new(catalogue, &locale.messages);
    let teller = Teller::new(words);
    let (name, area) = (
        words.indicator_split(&subject.indicator, &subject.split),
        words.area(&subject.area),
    );
    let title = locale
        .messages
        .with("web-finding-title", &[("indicator", &name), ("area", &area)]);
    let page = Page::new(site, locale, uri, &title)
        .of(asked)
        .known_as(locale.path(&subject.path(&subject.split, None)));
    let cell = subject.cell(&**corpus);
    let found = subject.found(&**corpus);
    let shown = cell.shown.as_deref().map(|shown| &shown.observation);
    let speaks = |reporter: &ReporterCode| found.iter().any(|told| told.key.reporter == *reporter);
    let definition = catalogue.indicators.get(&subject.indicator);
    let rank = catalogue.rank(&subject.indicator);
    let told = line(&cell, subject, &teller);
    let page = page.saying(&format!("{title}: {told}"));
    html(&FindingPage {
        unit: definition.and_then(|known| words.measure(&known.unit)),
        definition: definition.map_or("", |known| words.localized(&known.definition)),
        level: teller.level(&cell, &subject.indicator),
        levels: definition.and_then(|known| teller.thresholds(known)),
        answer: teller.cell(&cell, &subject.indicator),
        origin: shown.map(|shown| teller.record(shown)),
        periods: by_period(&found, shown, &teller),
        count: found.len(),
        rank: ranked(&subject.indicator, &page, &words, speaks),
        rank_reason: words.localized(&rank.reason),
        splits: splits(subject, &**corpus, &teller, &page),
        editions: editions(site, asked, subject, &page)?,
        chart: definition
            .filter(|known| matches!(known.kind, Kind::Quantity(_)))
            .map(|_| page.href(&subject.chart(&page))),
        table: page.href(&subject.table(Format::Html, &page)),
        csv: page.href(&subject.table(Format::Csv, &page)),
        json: page.href(&subject.table(Format::Json, &page)),
        area: Link {
            text: area,
            href: page.here(&path_of(&subject.area)),
        },
        indicator: page.here(&format!("/indicators/{}", subject.indicator)),
        name,
        page,
    })
}

impl Subject {
    /// What tables of the newest figures show.
    fn cell(&self, corpus: &dyn Corpus) -> Cell {
        table::latest_cell_or_total(corpus, &self.indicator, &self.split, &self.area)
    }

    /// Every finding, the newest first.
    fn found(&self, corpus: &dyn Corpus) -> Vec<Observation> {
        let catalogue = corpus.catalogue();
        let mut found = corpus.of_split(&self.indicator, &self.split, &self.area);
        best_first(&mut found, Ageing::AskedByPeriod, catalogue);
        let newest = |observation: &Observation| {
            let period = &observation.key.period;
            Reverse((year_of(period, catalogue), period.clone()))
        };
        found.sort_by_cached_key(newest);
        found
    }

    /// The address of the page, in an edition where one is named.
    fn path(&self, split: &Dimensions, edition: Option<&str>) -> String {
        let path = format!("{}/{}", path_of(&self.area), self.indicator);
        let split = (!split.is_total()).then(|| split.to_string());
        let parts = [("dimensions", split.as_deref()), ("edition", edition)];
        link::address(
            &path,
            parts.into_iter().filter_map(|(name, value)| Some((name, value?))),
        )
    }

    /// Everything that is said of the indicator in the area, as a table.
    fn table(&self, format: Format, page: &Page) -> String {
        let mut query = TableQuery::new(vec![self.indicator.clone()], vec![selector(&self.area)]);
        query.periods = vec![PeriodSelector::All];
        query.layout = Layout::Long;
        query.format = format;
        query.edition = page.named_edition().map(str::to_owned);
        query.normalize();
        format!("/tables?{}", query.to_query_string())
    }

    /// The same over the periods, as a chart.
    fn chart(&self, page: &Page) -> String {
        let mut query = TableQuery::new(vec![self.indicator.clone()], vec![selector(&self.area)]);
        query.periods = vec![PeriodSelector::All];
        query.layout = Layout::IndicatorsPeriods;
        query.edition = page.named_edition().map(str::to_owned);
        charts::path_of("/charts", &query, None)
    }
}

fn by_period<'t>(
    found: &'t [Observation],
    shown: Option<&Observation>,
    teller: &'t Teller<'t>,
) -> Vec<OfPeriod<'t>> {
    let mut periods: Vec<OfPeriod<'t>> = Vec::new();
    for observation in found {
        let record = teller.record(observation);
        let line = |record| Line {
            record,
            is_shown: Some(observation) == shown,
        };
        match periods.last_mut() {
            Some(last) if last.anchor == record.anchor => last.records.push(line(record)),
            _ => periods.push(OfPeriod {
                anchor: record.anchor.clone(),
                label: record.period.clone(),
                records: vec![line(record)],
            }),
        }
    }
    periods
}

/// The other splits by which there are findings.
fn splits(subject: &Subject, corpus: &dyn Corpus, teller: &Teller<'_>, page: &Page) -> Vec<Elsewhere> {
    let area = std::slice::from_ref(&subject.area);
    let mut splits = corpus.splits_in(&subject.indicator, area);
    splits.remove(&subject.split);
    let elsewhere = |split: &Dimensions| {
        let of_split = Subject {
            split: split.clone(),
            ..subject.clone()
        };
        let name = if split.is_total() {
            page.t("web-finding-total")
        } else {
            teller.words().dimensions(split)
        };
        Elsewhere {
            name,
            href: page.href(&subject.path(split, page.named_edition())),
            figure: line(&of_split.cell(corpus), subject, teller),
        }
    };
    splits.iter().map(elsewhere).collect()
}

/// What the newest editions say.
fn editions(site: &Site, asked: &Asked, subject: &Subject, page: &Page) -> Result<Vec<InEdition>, WebError> {
    let here = asked.edition()?;
    let listed = site.observatory.editions();
    let in_edition = |listed: &tidemark_app::Listed| {
        let is_here = listed.identity == here.identity();
        let corpus = if is_here {
            Some(Arc::clone(&here))
        } else {
            let pinned = site.observatory.pinned(Some(&listed.identity));
            pinned.ok().map(|pinned| pinned.edition)
        };
        let figure = corpus.map(|corpus| {
            let teller = Teller::new(Words::new(corpus.catalogue(), &page.messages));
            line(&subject.cell(&*corpus), subject, &teller)
        });
        let short: String = listed.identity.chars().take(EDITION_DIGITS).collect();
        InEdition {
            title: listed.title.clone(),
            date: listed.date.clone(),
            href: page.href(&subject.path(&subject.split, Some(&short))),
            figure,
            is_here,
        }
    };
    Ok(listed.iter().take(EDITIONS).map(in_edition).collect())
}

/// A cell in one line, with who says so.
fn line(cell: &Cell, subject: &Subject, teller: &Teller<'_>) -> String {
    let view = teller.cell(cell, &subject.indicator);
    let words = teller.words();
    if let Some(total) = &view.total {
        return total.text.clone();
    }
    let figure = view.line(words);
    match view.reporter.filter(|reporter| !figure.contains(reporter.short)) {
        Some(reporter) => words.messages.with(
            "web-finding-said",
            &[("figure", &figure), ("reporter", reporter.short)],
        ),
        None => figure,
    }
}
