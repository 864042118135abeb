//! Which places and groups can be chosen.

use std::collections::BTreeSet;

use tidemark_evidence::catalogue::{Catalogue, Place, Region, Scheme};
use tidemark_evidence::query::AreaSelector;
use tidemark_vocab::{AreaId, PlaceCode, RegionId};

use super::{Choice, Item, List, Offer};

impl Offer<'_> {
    /// Places by region of the scheme that leads, then those outside it, then groups with figures of their own, then other schemes.
    pub(in crate::pages::tables) fn areas(&self) -> Vec<List> {
        let mut lists = vec![self.groups()];
        let mut seen: BTreeSet<&PlaceCode> = BTreeSet::new();
        let leading = groupings(self.catalogue).next();
        if let Some(scheme) = leading {
            for region in &scheme.regions {
                lists.push(self.region_with_places(scheme, region));
                seen.extend(region.members.keys());
            }
        }
        let rest = self
            .catalogue
            .places
            .values()
            .filter(|place| !seen.contains(&place.code));
        lists.push(List::new(
            self.words.messages.get("web-choose-other-places"),
            Self::by_name(rest.map(|place| self.place(place)).collect()),
        ));
        // The first of them leads, and has its places listed already.
        lists.extend(
            groupings(self.catalogue)
                .skip(1)
                .map(|scheme| self.scheme(scheme)),
        );
        lists.retain(|list| !list.items.is_empty());
        lists
    }

    /// The world, the groups that only have published figures, and the leading scheme as a whole.
    fn groups(&self) -> List {
        let world = AreaId::WORLD.parse::<AreaId>().ok();
        let count = world.as_ref().map_or(0, |world| self.holdings.area(world));
        let mut items = vec![Item {
            value: AreaSelector::World.to_string(),
            name: self.words.messages.get("web-choose-world"),
            also: String::new(),
            count: Some(count),
            choice: Choice::of(&|| self.chosen.areas.contains(&AreaSelector::World), count),
            class: "",
            hidden: "",
        }];
        if let Some(scheme) = world_scheme(self.catalogue) {
            let regions = scheme.regions.iter().map(|region| self.region(scheme, region));
            let world = format!("region:{}", AreaId::WORLD);
            items.extend(regions.filter(|item| item.value != world));
        }
        items.extend(groupings(self.catalogue).map(|scheme| self.whole_scheme(scheme)));
        List::new(self.words.messages.get("web-choose-groups"), items)
    }

    fn whole_scheme(&self, scheme: &Scheme) -> Item {
        let selector = AreaSelector::Scheme(scheme.code.clone());
        let name = self.words.localized(&scheme.name);
        Item {
            value: selector.to_string(),
            name: self.words.messages.with("web-choose-scheme", &[("scheme", name)]),
            also: String::new(),
            count: None,
            choice: Choice::of(&|| self.chosen.areas.contains(&selector), 1),
            class: "",
            hidden: "",
        }
    }

    fn region_with_places(&self, scheme: &Scheme, region: &Region) -> List {
        let mut whole = self.region(scheme, region);
        let name = std::mem::take(&mut whole.name);
        whole.name = self
            .words
            .messages
            .with("web-choose-region", &[("region", &name)]);
        whole.class = " whole";
        let places = region
            .members
            .keys()
            .filter_map(|code| self.catalogue.places.get(code));
        let places = Self::by_name(places.map(|place| self.place(place)).collect());
        List::new(name, std::iter::once(whole).chain(places).collect())
    }

    fn scheme(&self, scheme: &Scheme) -> List {
        let regions = scheme.regions.iter().map(|region| self.region(scheme, region));
        List::new(self.words.localized(&scheme.name).to_owned(), regions.collect())
    }

    fn region(&self, scheme: &Scheme, region: &Region) -> Item {
        let id = RegionId {
            scheme: scheme.code.clone(),
            region: region.code.clone(),
        };
        let own = self.holdings.area(&AreaId::Region(id.clone()));
        let places: usize = region
            .members
            .keys()
            .map(|place| self.holdings.area(&AreaId::Place(place.clone())))
            .sum();
        let selector = AreaSelector::Region(id);
        Item {
            value: selector.to_string(),
            name: self.words.localized(&region.name).to_owned(),
            also: String::new(),
            count: Some(own + places),
            choice: Choice::of(&|| self.chosen.areas.contains(&selector), own + places),
            class: "",
            hidden: "",
        }
    }

    fn place(&self, place: &Place) -> Item {
        let area = AreaId::Place(place.code.clone());
        let count = self.holdings.area(&area);
        let selector = AreaSelector::Place(place.code.clone());
        Item {
            value: place.code.to_string(),
            name: self.words.area(&area),
            also: place.aliases.join(" "),
            count: Some(count),
            choice: Choice::of(&|| self.chosen.areas.contains(&selector), count),
            class: "",
            hidden: "",
        }
    }

    fn by_name(mut items: Vec<Item>) -> Vec<Item> {
        items.sort_by(|a, b| a.name.cmp(&b.name));
        items
    }
}

/// The scheme of the world: groups that figures are published for, rather than a way of grouping all places.
fn world_scheme(catalogue: &Catalogue) -> Option<&Scheme> {
    let world: RegionId = AreaId::WORLD.parse().ok()?;
    catalogue.scheme(&world.scheme)
}

/// The schemes that group places, in the order of the page.
pub(super) fn groupings(catalogue: &Catalogue) -> impl Iterator<Item = &Scheme> {
    let world = world_scheme(catalogue).map(|scheme| &scheme.code);
    let groups = |scheme: &&Scheme| scheme.regions.iter().any(|region| !region.members.is_empty());
    catalogue
        .schemes
        .iter()
        .filter(groups)
        .filter(move |scheme| Some(&scheme.code) != world)
}
