//! `/editions/compare`: what cells show otherwise in one edition than in another.

use askama::Template;
use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use tidemark_evidence::diff::{self, CellChange, CellDifference};
use tidemark_evidence::{Catalogue, Corpus as _};
use tidemark_publishing::display::{DifferenceView, Words, difference_view};

use crate::api::v1::differences::{ADDRESS, Pair};
use crate::error::WebError;
use crate::link;
use crate::locale::Locale;
use crate::pages::{EDITION_DIGITS, Page, html};
use crate::state::Site;

/// How many differences the page shows; the files have all of them.
const SHOWN: usize = 200;

/// An edition to choose.
struct Choice {
    value: String,
    label: String,
    before: bool,
    after: bool,
}

/// How many cells differ in one way.
struct Kind {
    name: String,
    count: usize,
}

/// A file with all differences.
struct Download {
    text: &'static str,
    href: String,
}

#[derive(Template)]
#[template(path = "compare.html")]
struct Compare {
    page: Page,
    choices: Vec<Choice>,
    kinds: Vec<Kind>,
    count: usize,
    shown: Vec<DifferenceView>,
    downloads: [Download; 4],
}

/// Shows the page.
pub(crate) async fn show(State(site): State<Site>, locale: Locale, uri: Uri) -> Result<Response, WebError> {
    let pair = Pair::of(&site, &uri).await?;
    let (before, after) = (pair.before.edition, pair.after.edition);
    let names = (before.identity().to_owned(), after.identity().to_owned());
    let later = after.clone();
    let making = move || diff::cells(&*before, &*after);
    let made = tokio::task::spawn_blocking(making).await;
    let differences = made.map_err(|error| WebError::Internal(Box::new(error)))?;
    let page = Page::new(&site, &locale, &uri, &locale.messages.get("web-compare-title"));
    html(&Compare {
        choices: choices(&site, &names),
        kinds: kinds(&differences, &page),
        count: differences.len(),
        shown: shown(&differences, later.catalogue(), &page),
        downloads: downloads(&names),
        page,
    })
}

fn short(identity: &str) -> &str {
    identity.get(..EDITION_DIGITS).unwrap_or(identity)
}

fn choices(site: &Site, (before, after): &(String, String)) -> Vec<Choice> {
    let editions = site.observatory.editions();
    let choice = |listed: &tidemark_app::Listed| Choice {
        value: short(&listed.identity).to_owned(),
        label: format!("{} ({}, {})", listed.title, listed.date, short(&listed.identity)),
        before: listed.identity == *before,
        after: listed.identity == *after,
    };
    editions.iter().map(choice).collect()
}

fn kinds(differences: &[CellDifference], page: &Page) -> Vec<Kind> {
    let kind = |change: CellChange| Kind {
        name: page.messages.cell_change(change),
        count: differences.iter().filter(|one| one.change == change).count(),
    };
    CellChange::ALL
        .map(kind)
        .into_iter()
        .filter(|kind| kind.count > 0)
        .collect()
}

fn shown(differences: &[CellDifference], catalogue: &Catalogue, page: &Page) -> Vec<DifferenceView> {
    let words = Words::new(catalogue, &page.messages);
    let first = differences.iter().take(SHOWN);
    first
        .map(|difference| difference_view(difference, &words))
        .collect()
}

fn downloads((before, after): &(String, String)) -> [Download; 4] {
    let of = |text, by, format| Download {
        text,
        href: link::address(
            ADDRESS,
            [
                ("before", short(before)),
                ("after", short(after)),
                ("by", by),
                ("format", format),
            ],
        ),
    };
    [
        of("web-compare-cells-csv", "cells", "csv"),
        of("web-compare-cells-json", "cells", "json"),
        of("web-compare-findings-csv", "findings", "csv"),
        of("web-compare-findings-json", "findings", "json"),
    ]
}
