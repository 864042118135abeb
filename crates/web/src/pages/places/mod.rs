//! `/places/…` and `/regions/…`: what is known of one area.

pub(crate) mod card;
pub(crate) mod indicator;
pub(crate) mod list;
pub(crate) mod place;
pub(crate) mod profile;
pub(crate) mod region;

use tidemark_evidence::Catalogue;
use tidemark_evidence::catalogue::Scheme;
use tidemark_evidence::query::AreaSelector;
use tidemark_evidence::spelling::fold;
use tidemark_publishing::display::Words;
use tidemark_vocab::{AreaId, PlaceCode, RegionId};

use crate::error::{Missing, WebError};
use crate::pages::{Link, Page};

/// The page of an area.
pub(crate) fn path_of(area: &AreaId) -> String {
    match area {
        AreaId::Place(place) => format!("/places/{place}"),
        AreaId::Region(region) => format!("/regions/{region}"),
    }
}

/// The regions of a grouping, in its order.
pub(crate) fn regions(scheme: &Scheme) -> impl Iterator<Item = AreaId> {
    scheme.regions.iter().map(|region| {
        AreaId::Region(RegionId {
            scheme: scheme.code.clone(),
            region: region.code.clone(),
        })
    })
}

/// The page of an area, by its name, about the same edition as this page.
pub(crate) fn link(area: &AreaId, page: &Page, words: &Words<'_>) -> Link {
    Link {
        text: words.area(area),
        href: page.here(&path_of(area)),
    }
}

/// An area as queries select it.
pub(crate) fn selector(area: &AreaId) -> AreaSelector {
    match area {
        AreaId::Place(place) => AreaSelector::Place(place.clone()),
        AreaId::Region(region) if region.to_string() == AreaId::WORLD => AreaSelector::World,
        AreaId::Region(region) => AreaSelector::Region(region.clone()),
    }
}

/// A place as an address may name it.
pub(crate) enum Named {
    /// By its code.
    Code(PlaceCode),
    /// By something else that only it is called: its page is elsewhere.
    Otherwise(PlaceCode),
}

/// The place that an address names: by its code, however it is written, by its number, or by one of its names.
fn named(text: &str, catalogue: &Catalogue) -> Result<Named, WebError> {
    let exact = text
        .parse::<PlaceCode>()
        .ok()
        .filter(|code| catalogue.places.contains_key(code));
    if let Some(code) = exact {
        return Ok(Named::Code(code));
    }
    let wanted = fold(text);
    let called = |place: &&tidemark_evidence::catalogue::Place| {
        let names = place.name.iter().map(|(_, name)| name);
        let others = place.aliases.iter().chain(&place.m49).map(String::as_str);
        fold(place.code.as_str()) == wanted || names.chain(others).any(|name| fold(name) == wanted)
    };
    let mut found = catalogue.places.values().filter(called);
    match (found.next(), found.next()) {
        (Some(only), None) => Ok(Named::Otherwise(only.code.clone())),
        _ => Err(WebError::NotFound(Missing::Area(text.to_owned()))),
    }
}
