//! `/tables/choose`: the form, filled in with what a query has chosen already.

use askama::Template;
use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use tidemark_evidence::TableQuery;
use tidemark_evidence::query::PeriodSelector;
use tidemark_publishing::display::Words;

use super::form::{Choice, Item, List, Offer, filter};
use super::without_filter;
use crate::error::WebError;
use crate::link;
use crate::locale::Locale;
use crate::pages::{Page, edition, html};
use crate::state::Site;

/// The periods that stand alone.
struct Periods {
    latest: Choice,
    all: Choice,
    years: String,
    rounds: Vec<List>,
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
    errors: Vec<String>,
    indicators: Vec<List>,
    areas: Vec<List>,
    periods: Periods,
    layouts: Vec<Item>,
    groupings: Vec<Item>,
    totals: Item,
    sorts: Vec<Item>,
    more: [Further; 2],
    edition: Option<String>,
}

/// Shows the form.
pub(crate) async fn show(State(site): State<Site>, locale: Locale, uri: Uri) -> Result<Response, WebError> {
    page(&site, &locale, &uri)
}

/// The form for what an address has chosen already.
pub(super) fn page(site: &Site, locale: &Locale, uri: &Uri) -> Result<Response, WebError> {
    let corpus = edition(site, None)?;
    let catalogue = corpus.catalogue();
    let state = TableQuery::parse_partial(&without_filter(uri), catalogue);
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
    html(&ChoosePage {
        page: Page::new(site, locale, uri, &locale.messages.get("web-choose-title")),
        errors: state
            .errors
            .iter()
            .map(|error| locale.messages.text(&error.reason))
            .collect(),
        indicators: filter(offer.indicators(), &asked),
        areas: filter(offer.areas(), &asked),
        periods: periods(&offer),
        layouts: offer.layouts(),
        groupings: offer.groupings(),
        totals: offer.totals(),
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

fn periods(offer: &Offer<'_>) -> Periods {
    let all = offer.chosen.periods.contains(&PeriodSelector::All);
    let chosen = |yes: bool| if yes { Choice::Chosen } else { Choice::Open };
    Periods {
        latest: chosen(!all),
        all: chosen(all),
        years: offer.years(),
        rounds: offer.rounds(),
    }
}
