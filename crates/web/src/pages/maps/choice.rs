//! What can be chosen beside a map: another indicator, another part of the world, other classes.

use std::collections::BTreeSet;

use tidemark_evidence::Catalogue;
use tidemark_evidence::catalogue::Scheme;
use tidemark_evidence::indicator::Kind;
use tidemark_evidence::query::AreaSelector;
use tidemark_publishing::display::Words;
use tidemark_publishing::picture::map::{Borders, MapQuery, Wanted};
use tidemark_vocab::{PlaceCode, RegionId};

/// A choice of a list.
pub(super) struct Item {
    pub(super) value: String,
    pub(super) name: String,
    pub(super) is_chosen: bool,
}

/// Choices under one name.
pub(super) struct Group {
    pub(super) name: String,
    pub(super) items: Vec<Item>,
}

/// Everything that can be chosen.
pub(super) struct Choice {
    pub(super) indicators: Vec<Group>,
    pub(super) areas: Vec<Group>,
    /// Empty where the indicator has no numbers.
    pub(super) classes: Vec<Item>,
    /// What is kept as it is.
    pub(super) kept: Vec<(&'static str, String)>,
}

/// All places: the scheme that holds the most of them, and those that it leaves out, as far as they can be drawn.
pub(super) fn whole(catalogue: &Catalogue, borders: &Borders) -> Vec<AreaSelector> {
    let members = |scheme: &Scheme| -> BTreeSet<PlaceCode> {
        let regions = scheme.regions.iter();
        regions
            .flat_map(|region| region.members.keys().cloned())
            .collect()
    };
    // Of equal ones the first.
    let schemes = catalogue
        .schemes
        .iter()
        .rev()
        .map(|scheme| (members(scheme), scheme));
    let largest = schemes.max_by_key(|(members, _)| members.len());
    let (held, scheme) = largest.map(|(held, scheme)| (held, &scheme.code)).unzip();
    let held = held.unwrap_or_default();
    let is_left_out =
        |place: &&PlaceCode| place.parent().is_none() && !held.contains(*place) && borders.has(place);
    let rest = catalogue.places.keys().filter(is_left_out).cloned();
    let scheme = scheme.cloned().map(AreaSelector::Scheme);
    scheme.into_iter().chain(rest.map(AreaSelector::Place)).collect()
}

/// Areas as an address names them.
pub(super) fn joined(areas: &[AreaSelector]) -> String {
    let names: Vec<String> = areas.iter().map(ToString::to_string).collect();
    names.join(",")
}

impl Choice {
    /// What can be chosen, with what a query has chosen.
    pub(super) fn of(query: Option<&MapQuery>, borders: &Borders, words: &Words<'_>) -> Self {
        Self {
            indicators: indicators(query, words),
            areas: areas(query, borders, words),
            classes: query.map(|query| classes(query, words)).unwrap_or_default(),
            kept: query.map(kept).unwrap_or_default(),
        }
    }
}

fn indicators(query: Option<&MapQuery>, words: &Words<'_>) -> Vec<Group> {
    let catalogue = words.catalogue;
    let chosen = query.and_then(|query| query.table.indicators.first());
    let of_theme = |theme: &tidemark_evidence::indicator::Theme| Group {
        name: words.localized(&theme.name).to_owned(),
        items: catalogue
            .indicator_order
            .iter()
            .filter(|code| {
                catalogue
                    .indicators
                    .get(*code)
                    .is_some_and(|known| known.theme == theme.code)
            })
            .map(|code| Item {
                value: code.to_string(),
                name: words.indicator(code),
                is_chosen: chosen == Some(code),
            })
            .collect(),
    };
    let groups = catalogue.themes.iter().map(of_theme);
    groups.filter(|group| !group.items.is_empty()).collect()
}

fn areas(query: Option<&MapQuery>, borders: &Borders, words: &Words<'_>) -> Vec<Group> {
    let catalogue = words.catalogue;
    let chosen = query
        .map(|query| query.table.areas.as_slice())
        .unwrap_or_default();
    let item = |areas: Vec<AreaSelector>, name: String| Item {
        is_chosen: chosen == areas,
        value: joined(&areas),
        name,
    };
    let world = Group {
        name: words.messages.get("web-map-world"),
        items: vec![item(
            whole(catalogue, borders),
            words.messages.get("web-map-all-places"),
        )],
    };
    let schemes = catalogue.schemes.iter().map(|scheme| {
        let regions = scheme.regions.iter().filter(|region| !region.members.is_empty());
        let items = regions.map(|region| {
            let id = RegionId {
                scheme: scheme.code.clone(),
                region: region.code.clone(),
            };
            item(
                vec![AreaSelector::Region(id)],
                words.localized(&region.name).to_owned(),
            )
        });
        Group {
            name: words.localized(&scheme.name).to_owned(),
            items: items.collect(),
        }
    });
    let mut groups: Vec<Group> = std::iter::once(world)
        .chain(schemes)
        .filter(|group| !group.items.is_empty())
        .collect();
    // What was asked for may be no region: places, or several.
    let is_listed = groups
        .iter()
        .flat_map(|group| &group.items)
        .any(|item| item.is_chosen);
    if !is_listed && !chosen.is_empty() {
        let item = Item {
            value: joined(chosen),
            name: words.messages.get("web-map-these-places"),
            is_chosen: true,
        };
        groups.insert(
            0,
            Group {
                name: words.messages.get("web-map-chosen"),
                items: vec![item],
            },
        );
    }
    groups
}

fn classes(query: &MapQuery, words: &Words<'_>) -> Vec<Item> {
    let known = query
        .table
        .indicators
        .first()
        .and_then(|code| words.definition_of(code));
    if !known.is_some_and(|known| matches!(known.kind, Kind::Quantity(_))) {
        return Vec::new();
    }
    let name = |wanted: Wanted| match wanted {
        Wanted::Proposed => words.messages.get("web-map-classes-proposed"),
        Wanted::Thresholds => words.messages.get("web-map-classes-thresholds"),
        Wanted::Quantiles(classes) => {
            let count = classes.to_string();
            words
                .messages
                .with("web-map-classes-quantiles", &[("count", &count)])
        }
    };
    let has_levels = known.is_some_and(|known| known.thresholds.is_some());
    let all = Wanted::all()
        .into_iter()
        .filter(|wanted| *wanted != Wanted::Thresholds || has_levels);
    all.map(|wanted| Item {
        value: wanted.to_string(),
        name: name(wanted),
        is_chosen: query.classes == wanted,
    })
    .collect()
}

/// Times, reporters and editions stay as they are.
fn kept(query: &MapQuery) -> Vec<(&'static str, String)> {
    let joined = |items: Vec<String>| Some(items.join(",")).filter(|text| !text.is_empty());
    let texts = |items: &[tidemark_vocab::ReporterCode]| items.iter().map(ToString::to_string).collect();
    let periods = query.table.periods.iter().map(ToString::to_string).collect();
    let dimensions = query.table.dimensions.iter().map(ToString::to_string).collect();
    [
        ("periods", joined(periods)),
        ("reporters", joined(texts(&query.table.reporters))),
        ("dimensions", joined(dimensions)),
        ("edition", query.table.edition.clone()),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name, value?)))
    .collect()
}
