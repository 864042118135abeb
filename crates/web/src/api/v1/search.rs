//! `/api/v1/search`: what an edition speaks of, by whatever it is called; asked with each letter that is typed.

use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use serde_json::{Value, json};
use tidemark_evidence::Corpus as _;
use tidemark_evidence::search::{Hit, Kind, Pair};

use crate::api;
use crate::asked::Asked;
use crate::error::WebError;
use crate::link;
use crate::locale::Locale;
use crate::search::{FEW, Search, path_of, path_of_figure};
use crate::state::Site;

/// Answers with what is found.
pub(crate) async fn answer(
    State(site): State<Site>,
    asked: Asked,
    locale: Locale,
    uri: Uri,
) -> Result<Response, WebError> {
    let corpus = asked.edition()?;
    let query = uri.query().unwrap_or_default();
    let search = Search::read(query, FEW)?;
    let results = search.find(&*corpus, &site.index.of(&*corpus), &locale);
    let given = link::pairs(query);
    let teller = Teller {
        locale: &locale,
        edition: link::value(&given, "edition").filter(|edition| *edition != "current"),
    };
    let figures = results.figures.iter().map(|pair| teller.figure(pair));
    let hits = results.hits.iter().map(|hit| teller.hit(hit));
    Ok(api::json(&json!({
        "edition": corpus.identity(),
        "words": search.words,
        "figures": figures.collect::<Vec<_>>(),
        "hits": hits.collect::<Vec<_>>(),
    })))
}

/// Tells what is found, with pages in the reader's language and about the edition that was named.
struct Teller<'a> {
    locale: &'a Locale,
    edition: Option<&'a str>,
}

impl Teller<'_> {
    fn page(&self, path: &str) -> String {
        let edition = self.edition.map(|edition| ("edition", edition));
        self.locale.path(&link::address(path, edition))
    }

    fn figure(&self, pair: &Pair) -> Value {
        json!({
            "indicator": pair.indicator.found.code(),
            "indicator_name": pair.indicator.name,
            "area": pair.area.found.code(),
            "area_name": pair.area.name,
            "page": self.page(&path_of_figure(pair)),
        })
    }

    fn hit(&self, hit: &Hit) -> Value {
        let kind = hit.found.kind();
        json!({
            "kind": kind.as_str(),
            "kind_name": self.locale.messages.get(name_of(kind)),
            "code": hit.found.code(),
            "name": hit.name,
            "also": hit.also,
            "closeness": hit.closeness.as_str(),
            "page": self.page(&path_of(&hit.found)),
        })
    }
}

/// What one thing of a kind is called.
fn name_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Place => "web-search-place",
        Kind::Region => "web-search-region",
        Kind::Indicator => "web-search-indicator",
        Kind::Theme => "web-search-theme",
        Kind::Reporter => "web-search-reporter",
    }
}
