//! `/api/v1/areas`: places, and regions of region schemes, with how much there is of each.

use axum::extract::State;
use axum::response::Response;
use serde_json::{Value, json};
use tidemark_evidence::Corpus as _;
use tidemark_evidence::catalogue::{Catalogue, Place, Region, Scheme};
use tidemark_publishing::Words;
use tidemark_vocab::{AreaId, RegionId};

use crate::api;
use crate::asked::Asked;
use crate::error::WebError;
use crate::holdings::Holdings;
use crate::locale::Locale;
use crate::state::Site;

/// Lists places in order of code, and schemes with their regions in the order of the page.
pub(crate) async fn list(
    State(site): State<Site>,
    asked: Asked,
    locale: Locale,
) -> Result<Response, WebError> {
    let corpus = asked.edition()?;
    let catalogue = corpus.catalogue();
    let holdings = site.holdings.of(&*corpus);
    let words = Words::new(catalogue, &locale.messages);
    let places: Vec<Value> = catalogue
        .places
        .values()
        .map(|p| place(p, &holdings, &words))
        .collect();
    Ok(api::json(&json!({
        "edition": corpus.identity(),
        "places": places,
        "schemes": schemes(catalogue, &holdings, &words),
    })))
}

fn place(place: &Place, holdings: &Holdings, words: &Words<'_>) -> Value {
    let area = AreaId::Place(place.code.clone());
    json!({
        "area": place.code.as_str(),
        "name": words.area(&area),
        "part_of": place.code.parent().map(|parent| parent.to_string()),
        "m49": place.m49,
        "observations": holdings.area(&area),
    })
}

fn schemes(catalogue: &Catalogue, holdings: &Holdings, words: &Words<'_>) -> Vec<Value> {
    let scheme = |scheme: &Scheme| {
        let regions = scheme.regions.iter().map(|r| region(scheme, r, holdings, words));
        json!({
            "scheme": scheme.code.as_str(),
            "name": words.localized(&scheme.name),
            "version": scheme.version,
            "note": words.localized(&scheme.note),
            "regions": regions.collect::<Vec<_>>(),
        })
    };
    catalogue.schemes.iter().map(scheme).collect()
}

fn region(scheme: &Scheme, region: &Region, holdings: &Holdings, words: &Words<'_>) -> Value {
    let area = AreaId::Region(RegionId {
        scheme: scheme.code.clone(),
        region: region.code.clone(),
    });
    json!({
        "area": area.to_string(),
        "name": words.area(&area),
        "places": region.members.keys().map(ToString::to_string).collect::<Vec<_>>(),
        "observations": holdings.area(&area),
    })
}
