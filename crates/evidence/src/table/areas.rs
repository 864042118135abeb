//! Which areas become rows: sets are resolved here and nowhere else.

use std::collections::BTreeSet;

use tidemark_vocab::{AreaId, PlaceCode, RegionId};

use crate::catalogue::{Catalogue, Scheme};
use crate::corpus::Corpus;
use crate::query::{AreaSelector, Layout, TableQuery};

/// The rows' areas in the order asked, each once. A region stands before its places where figures were published for it, and
/// alone where a table is about one area.
pub(super) fn rows(query: &TableQuery, corpus: &dyn Corpus) -> Vec<AreaId> {
    let catalogue = corpus.catalogue();
    let mut seen = BTreeSet::new();
    let mut rows = Vec::new();
    for selector in &query.areas {
        for area in of_selector(selector, query, corpus, catalogue) {
            if seen.insert(area.clone()) {
                rows.push(area);
            }
        }
    }
    rows
}

fn of_selector(
    selector: &AreaSelector,
    query: &TableQuery,
    corpus: &dyn Corpus,
    catalogue: &Catalogue,
) -> Vec<AreaId> {
    match selector {
        AreaSelector::Place(place) => vec![AreaId::Place(place.clone())],
        AreaSelector::World => AreaId::WORLD.parse().into_iter().collect(),
        AreaSelector::Region(id) => {
            let region = AreaId::Region(id.clone());
            let places = members(id, catalogue);
            let own = (places.is_empty() || has_published(&region, query, corpus)).then_some(region);
            if query.layout == Layout::IndicatorsPeriods {
                return vec![AreaId::Region(id.clone())];
            }
            own.into_iter()
                .chain(places.into_iter().map(AreaId::Place))
                .collect()
        }
        AreaSelector::Scheme(code) => catalogue
            .scheme(code)
            .map(scheme_places)
            .unwrap_or_default()
            .into_iter()
            .map(AreaId::Place)
            .collect(),
    }
}

fn scheme_places(scheme: &Scheme) -> Vec<PlaceCode> {
    scheme
        .regions
        .iter()
        .flat_map(|region| region.members.keys().cloned())
        .collect()
}

fn has_published(region: &AreaId, query: &TableQuery, corpus: &dyn Corpus) -> bool {
    let catalogue = corpus.catalogue();
    query.indicators.iter().any(|code| {
        let count = catalogue
            .indicators
            .get(code)
            .and_then(|indicator| indicator.published_count.as_ref());
        std::iter::once(code)
            .chain(count)
            .any(|code| corpus.tells_of(code, region))
    })
}

/// The places of a region; every country and territory for the world.
pub(super) fn members(id: &RegionId, catalogue: &Catalogue) -> Vec<PlaceCode> {
    if AreaId::Region(id.clone()).is_world() {
        return catalogue
            .places
            .keys()
            .filter(|place| place.parent().is_none())
            .cloned()
            .collect();
    }
    catalogue
        .region(id)
        .map(|region| region.members.keys().cloned().collect())
        .unwrap_or_default()
}
