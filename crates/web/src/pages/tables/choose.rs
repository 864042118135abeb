//! `/tables/choose`: the form, filled in with what a query has chosen already.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use tidemark_evidence::Corpus as _;
use tidemark_evidence::query::PeriodSelector;
use tidemark_evidence::{Catalogue, TableQuery};
use tidemark_publishing::display::Words;

use super::form::{Choice, Item, List, Offer, filter};
use super::{Lack, question};
use crate::asked::Asked;
use crate::error::WebError;
use crate::link;
use crate::locale::Locale;
use crate::pages::{Link, Page, html};
use crate::presets;
use crate::state::Site;

/// The most faults that are told.
const FAULTS: usize = 20;

/// The most names in the summary of what is chosen.
const NAMES: usize = 12;

/// The periods that stand alone.
struct Periods {
    latest: Choice,
    all: Choice,
    these: Choice,
    years: String,
    rounds: Vec<List>,
}

/// A part of the form, with what is chosen in it.
struct Chosen {
    part: &'static str,
    names: String,
}

/// What few people need: a list with the parameter it sends.
struct Further {
    parameter: &'static str,
    list: List,
}

#[derive(Template)]
#[template(path = "choose.html")]
struct ChoosePage {
    page: Page,
    asked: String,
    lack: Option<String>,
    errors: Vec<String>,
    more_errors: usize,
    chosen: Vec<Chosen>,
    presets: Vec<Link>,
    indicators: Vec<List>,
    areas: Vec<List>,
    periods: Periods,
    layouts: Vec<Item>,
    groupings: Vec<Item>,
    totals: Item,
    empty: Item,
    sorts: Vec<Item>,
    more: [Further; 2],
    edition: Option<String>,
}

/// Shows the form.
pub(crate) async fn show(
    State(site): State<Site>,
    asked: Asked,
    locale: Locale,
    uri: Uri,
) -> Result<Response, WebError> {
    html(&page(&site, &asked, &locale, &uri, None)?)
}

/// Shows the form to who sent it before a table could be made of it, with what still is to be chosen.
pub(super) fn incomplete(
    site: &Site,
    asked: &Asked,
    locale: &Locale,
    uri: &Uri,
    lack: Lack,
) -> Result<Response, WebError> {
    let form = page(site, asked, locale, uri, Some(locale.messages.get(lack.id())))?;
    Ok((StatusCode::BAD_REQUEST, html(&form)?).into_response())
}

/// The form for what an address has chosen already.
fn page(
    site: &Site,
    of: &Asked,
    locale: &Locale,
    uri: &Uri,
    lack: Option<String>,
) -> Result<ChoosePage, WebError> {
    let corpus = of.edition()?;
    let catalogue = corpus.catalogue();
    let state = TableQuery::parse_partial(&question(uri), catalogue);
    let holdings = site.holdings.of(&*corpus);
    let words = Words::new(catalogue, &locale.messages);
    let offer = Offer {
        catalogue,
        holdings: &holdings,
        words,
        chosen: &state.chosen,
    };
    let given = link::pairs(uri.query().unwrap_or_default());
    let asked = link::value(&given, super::FILTER).unwrap_or_default().to_owned();
    let (indicators, areas, periods) = (offer.indicators(), offer.areas(), periods(&offer));
    let errors = state.errors.iter().take(FAULTS);
    Ok(ChoosePage {
        page: Page::new(site, locale, uri, &locale.messages.get("web-choose-title"))
            .of(of)
            .saying(&locale.messages.get("web-choose-lede")),
        lack,
        errors: errors.map(|error| locale.messages.text(&error.reason)).collect(),
        more_errors: state.errors.len().saturating_sub(FAULTS),
        chosen: chosen(&indicators, &areas, &periods, &offer.words),
        presets: presets(&state.chosen, catalogue, locale),
        indicators: filter(indicators, &asked),
        areas: filter(areas, &asked),
        periods,
        layouts: offer.layouts(),
        groupings: offer.groupings(),
        totals: offer.totals(),
        empty: offer.empty(),
        sorts: offer.sorts(),
        more: [
            Further {
                parameter: "reporters",
                list: offer.reporters(),
            },
            Further {
                parameter: "dimensions",
                list: offer.dimensions(),
            },
        ],
        edition: state.chosen.edition.clone(),
        asked,
    })
}

/// Ready-made columns: each leads to the form with these columns, and what else was chosen.
fn presets(chosen: &TableQuery, catalogue: &Catalogue, locale: &Locale) -> Vec<Link> {
    let presets = presets::CHOICES.iter().filter_map(|(name, codes)| {
        let indicators = presets::known(codes, catalogue);
        if indicators.is_empty() {
            return None;
        }
        let query = TableQuery {
            indicators,
            ..chosen.clone()
        };
        Some(Link {
            text: locale.messages.get(name),
            href: locale.path(&format!("/tables/choose?{}", query.to_query_string())),
        })
    });
    presets.collect()
}

fn periods(offer: &Offer<'_>) -> Periods {
    let all = offer.chosen.periods.contains(&PeriodSelector::All);
    let latest = offer
        .chosen
        .periods
        .iter()
        .all(|period| *period == PeriodSelector::Latest);
    let chosen = |yes: bool| if yes { Choice::Chosen } else { Choice::Open };
    Periods {
        latest: chosen(latest),
        all: chosen(all),
        these: chosen(!latest && !all),
        years: offer.years(),
        rounds: offer.rounds(),
    }
}

/// What is chosen already, part by part; parts of which nothing is chosen are left out.
fn chosen(indicators: &[List], areas: &[List], periods: &Periods, words: &Words<'_>) -> Vec<Chosen> {
    let years = Some(periods.years.clone()).filter(|years| !years.is_empty());
    let all = (periods.all == Choice::Chosen).then(|| words.messages.get("web-choose-all"));
    let periods: Vec<String> = years
        .into_iter()
        .chain(all)
        .chain(names(&periods.rounds))
        .collect();
    [
        ("web-choose-indicators", names(indicators)),
        ("web-choose-areas", names(areas)),
        ("web-choose-periods", periods),
    ]
    .into_iter()
    .filter(|(_, names)| !names.is_empty())
    .map(|(part, names)| Chosen {
        part,
        names: words.short_list(&names, NAMES),
    })
    .collect()
}

/// The names of what is chosen in lists. A thing may stand in more than one of them.
fn names(lists: &[List]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let items = lists.iter().flat_map(|list| &list.items);
    let chosen = items.filter(|item| item.choice == Choice::Chosen && seen.insert(&item.value));
    chosen.map(|item| item.name.clone()).collect()
}
