//! `/places`: the groups of places, and every place with how much is recorded of it.

use askama::Template;
use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use tidemark_evidence::{Catalogue, Corpus as _};
use tidemark_publishing::display::Words;
use tidemark_vocab::AreaId;

use super::{link, regions};
use crate::asked::Asked;
use crate::error::WebError;
use crate::holdings::Holdings;
use crate::locale::Locale;
use crate::pages::{Link, Page, html};
use crate::state::Site;

/// A way of grouping places.
struct Grouping {
    name: String,
    regions: Vec<Link>,
}

/// A place.
struct Line {
    link: Link,
    findings: usize,
}

#[derive(Template)]
#[template(path = "places.html")]
struct PlacesPage {
    page: Page,
    groupings: Vec<Grouping>,
    places: Vec<Line>,
    silent: Vec<Link>,
}

/// Shows the page.
pub(crate) async fn show(
    State(site): State<Site>,
    asked: Asked,
    locale: Locale,
    uri: Uri,
) -> Result<Response, WebError> {
    let corpus = asked.edition()?;
    let catalogue = corpus.catalogue();
    let words = Words::new(catalogue, &locale.messages);
    let page = Page::new(&site, &locale, &uri, &locale.messages.get("web-places-title")).of(&asked);
    let said = page.t("web-places-lede");
    let page = page.saying(&said);
    let holdings = site.holdings.of(&*corpus);
    let (places, silent) = places(catalogue, &holdings, &page, &words);
    html(&PlacesPage {
        groupings: groupings(catalogue, &page, &words),
        places,
        silent,
        page,
    })
}

fn groupings(catalogue: &Catalogue, page: &Page, words: &Words<'_>) -> Vec<Grouping> {
    let schemes = catalogue.schemes.iter().map(|scheme| Grouping {
        name: words.localized(&scheme.name).to_owned(),
        regions: regions(scheme).map(|region| link(&region, page, words)).collect(),
    });
    schemes.filter(|grouping| !grouping.regions.is_empty()).collect()
}

/// Places of which something is recorded, and the others; each by name.
fn places(
    catalogue: &Catalogue,
    holdings: &Holdings,
    page: &Page,
    words: &Words<'_>,
) -> (Vec<Line>, Vec<Link>) {
    let lines = catalogue.places.keys().map(|code| {
        let area = AreaId::Place(code.clone());
        Line {
            findings: holdings.area(&area),
            link: link(&area, page, words),
        }
    });
    let mut lines: Vec<Line> = lines.collect();
    lines.sort_by(|a, b| a.link.text.cmp(&b.link.text));
    let (told, silent): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| line.findings > 0);
    (told, silent.into_iter().map(|line| line.link).collect())
}
