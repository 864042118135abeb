//! `/indicators`: everything that is observed, theme by theme. `/themes/{theme}`: one theme of it.

pub(crate) mod card;
pub(crate) mod indicator;

use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::Uri;
use axum::response::Response;
use tidemark_evidence::Corpus as _;
use tidemark_evidence::indicator::Theme;
use tidemark_evidence::query::{AreaSelector, TableQuery};
use tidemark_publishing::display::{Teller, Words};
use tidemark_vocab::{AreaId, IndicatorCode};

use crate::asked::Asked;
use crate::error::{Missing, WebError};
use crate::holdings::Holdings;
use crate::locale::Locale;
use crate::pages::figures::{Figure, figure};
use crate::pages::{Link, Page, html};
use crate::presets;
use crate::state::Site;

/// A theme with its indicators.
struct Part<'c> {
    link: Link,
    lines: Vec<Line<'c>>,
}

/// An indicator.
struct Line<'c> {
    link: Link,
    definition: &'c str,
    places: usize,
    findings: usize,
}

#[derive(Template)]
#[template(path = "indicators.html")]
struct IndicatorsPage<'c> {
    page: Page,
    heading: String,
    is_all: bool,
    parts: Vec<Part<'c>>,
    figures: Vec<Figure>,
    /// All of a theme in the world's regions.
    table: Option<String>,
}

/// Shows all of it.
pub(crate) async fn list(
    State(site): State<Site>,
    asked: Asked,
    locale: Locale,
    uri: Uri,
) -> Result<Response, WebError> {
    let corpus = asked.edition()?;
    let catalogue = corpus.catalogue();
    let words = Words::new(catalogue, &locale.messages);
    let heading = locale.messages.get("web-indicators-title");
    let page = Page::new(&site, &locale, &uri, &heading).of(&asked);
    let said = page.t("web-indicators-lede");
    let page = page.saying(&said);
    let holdings = site.holdings.of(&*corpus);
    let parts = catalogue
        .themes
        .iter()
        .map(|theme| part(theme, &holdings, &page, &words));
    html(&IndicatorsPage {
        parts: parts.filter(|part| !part.lines.is_empty()).collect(),
        figures: Vec::new(),
        table: None,
        is_all: true,
        heading,
        page,
    })
}

/// Shows a theme.
pub(crate) async fn theme(
    State(site): State<Site>,
    asked: Asked,
    path: Result<Path<String>, PathRejection>,
    locale: Locale,
    uri: Uri,
) -> Result<Response, WebError> {
    let Path(code) = path.map_err(|_| WebError::NotFound(Missing::Page))?;
    let corpus = asked.edition()?;
    let catalogue = corpus.catalogue();
    let theme = catalogue.themes.iter().find(|theme| theme.code.as_str() == code);
    let theme = theme.ok_or(WebError::NotFound(Missing::Theme(code)))?;
    let words = Words::new(catalogue, &locale.messages);
    let heading = words.localized(&theme.name).to_owned();
    let title = locale.messages.with("web-theme-title", &[("theme", &heading)]);
    let page = Page::new(&site, &locale, &uri, &title)
        .of(&asked)
        .saying(&heading);
    let holdings = site.holdings.of(&*corpus);
    let part = part(theme, &holdings, &page, &words);
    let teller = Teller::new(words);
    let world: Option<AreaId> = AreaId::WORLD.parse().ok();
    let of_theme = catalogue.of_theme(theme);
    let figures = of_theme
        .iter()
        .filter_map(|code| figure(code, world.as_ref()?, &*corpus, &teller, &page));
    let in_places = of_theme.iter().filter(|code| holdings.places.contains_key(*code));
    let mut query = TableQuery::new(in_places.cloned().collect(), Vec::new());
    if let Some(scheme) = presets::grouping(catalogue) {
        query.areas = vec![AreaSelector::Scheme(scheme.code.clone())];
        query.group = Some(scheme.code.clone());
    }
    let is_table = !query.indicators.is_empty() && !query.areas.is_empty();
    html(&IndicatorsPage {
        table: is_table.then(|| page.table(query)),
        figures: figures.collect(),
        parts: vec![part],
        is_all: false,
        heading,
        page,
    })
}

fn part<'c>(theme: &'c Theme, holdings: &Holdings, page: &Page, words: &Words<'c>) -> Part<'c> {
    let line = |code: &IndicatorCode| {
        let known = words.catalogue.indicators.get(code);
        Line {
            link: Link {
                text: words.indicator(code),
                href: page.here(&format!("/indicators/{code}")),
            },
            definition: known.map_or("", |known| words.localized(&known.definition)),
            places: holdings.places.get(code).copied().unwrap_or_default(),
            findings: holdings.indicator(code),
        }
    };
    let indicators = words.catalogue.of_theme(theme);
    Part {
        link: Link {
            text: words.localized(&theme.name).to_owned(),
            href: page.here(&format!("/themes/{}", theme.code)),
        },
        lines: indicators.iter().map(line).collect(),
    }
}
