//! What the form offers: everything that can be chosen, with how much there is of it, and what is chosen already.

use std::collections::BTreeSet;

use tidemark_evidence::catalogue::{Catalogue, Place, Region, Scheme};
use tidemark_evidence::query::{
    AreaSelector, DimensionSelector, Layout, PeriodSelector, Sort, SortKey, SortOrder, Totals,
};
use tidemark_evidence::{Indicator, TableQuery};
use tidemark_publishing::display::Words;
use tidemark_vocab::{AreaId, PlaceCode, RegionId};

use crate::holdings::Holdings;

/// Whether something is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    /// It is.
    Chosen,
    /// It is not.
    Open,
    /// It cannot be: there is nothing of it.
    Empty,
}

impl Choice {
    fn of(chosen: &impl Fn() -> bool, count: usize) -> Self {
        match (chosen(), count) {
            (true, _) => Self::Chosen,
            (false, 0) => Self::Empty,
            (false, _) => Self::Open,
        }
    }

    /// The attribute of the input.
    pub(super) fn attribute(self) -> &'static str {
        match self {
            Self::Chosen => " checked",
            Self::Open => "",
            Self::Empty => " disabled",
        }
    }

    /// The attribute of an option of a select.
    pub(super) fn selected(self) -> &'static str {
        if self == Self::Chosen { " selected" } else { "" }
    }
}

/// One thing that can be chosen.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// What is sent.
    pub(super) value: String,
    /// What it is called.
    pub(super) name: String,
    /// Other words for it.
    pub(super) also: String,
    /// How many observations there are; `None` where that says nothing.
    pub(super) count: Option<usize>,
    /// Whether it is chosen.
    pub(super) choice: Choice,
    /// The class that sets it apart, where one does.
    pub(super) class: &'static str,
    /// The attribute that hides it, where it was filtered away.
    pub(super) hidden: &'static str,
}

impl Item {
    /// How many of the words it has.
    fn found(&self, words: &[String]) -> usize {
        let text = format!("{} {} {}", self.name, self.also, self.value).to_lowercase();
        words.iter().filter(|word| text.contains(word.as_str())).count()
    }
}

/// A list of things that can be chosen.
#[derive(Debug, Clone)]
pub(super) struct List {
    /// Its heading: a theme, a region.
    pub(super) name: String,
    /// What is in it.
    pub(super) items: Vec<Item>,
    /// The attribute that shows it open, or hides it.
    pub(super) open: &'static str,
}

impl List {
    fn new(name: String, items: Vec<Item>) -> Self {
        let open = items.iter().any(|item| item.choice == Choice::Chosen);
        Self {
            name,
            items,
            open: if open { " open" } else { "" },
        }
    }

    /// How many of its things have anything.
    pub(super) fn offered(&self) -> usize {
        self.items
            .iter()
            .filter(|item| item.choice != Choice::Empty)
            .count()
    }
}

/// Hides all but what the reader's words are found in, and what is chosen.
///
/// Each part of the form is searched for itself, so that "needle exchange Bulgaria" finds an indicator and a place: things that have
/// all the words, else those that have any, else everything.
pub(super) fn filter(lists: Vec<List>, asked: &str) -> Vec<List> {
    let words: Vec<String> = asked
        .to_lowercase()
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    let found = |least: usize| {
        let mut items = lists.iter().flat_map(|list| &list.items);
        least > 0 && items.any(|item| item.found(&words) >= least)
    };
    let least = if found(words.len()) {
        words.len()
    } else if found(1) {
        1
    } else {
        return lists;
    };
    let marked = |item: Item| {
        let shown = item.choice == Choice::Chosen || item.found(&words) >= least;
        Item {
            hidden: if shown { "" } else { " hidden" },
            ..item
        }
    };
    let narrowed = |list: List| {
        let items: Vec<Item> = list.items.into_iter().map(marked).collect();
        let empty = items.iter().all(|item| !item.hidden.is_empty());
        List {
            name: list.name,
            items,
            open: if empty { " hidden" } else { " open" },
        }
    };
    lists.into_iter().map(narrowed).collect()
}

/// What the form is made from.
pub(super) struct Offer<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) holdings: &'a Holdings,
    pub(super) words: Words<'a>,
    pub(super) chosen: &'a TableQuery,
}

impl Offer<'_> {
    /// Indicators by theme.
    pub(super) fn indicators(&self) -> Vec<List> {
        let themes = self.catalogue.themes.iter().map(|theme| {
            let of_theme = self.catalogue.indicator_order.iter();
            let of_theme = of_theme.filter_map(|code| self.catalogue.indicators.get(code));
            let items = of_theme
                .filter(|indicator| indicator.theme == theme.code)
                .map(|indicator| self.indicator(indicator));
            List::new(self.words.localized(&theme.name).to_owned(), items.collect())
        });
        themes.filter(|list| !list.items.is_empty()).collect()
    }

    fn indicator(&self, indicator: &Indicator) -> Item {
        let count = self.holdings.indicator(&indicator.code);
        Item {
            value: indicator.code.to_string(),
            name: self.words.indicator(&indicator.code),
            also: indicator.synonyms.join(" "),
            count: Some(count),
            choice: Choice::of(&|| self.chosen.indicators.contains(&indicator.code), count),
            class: "",
            hidden: "",
        }
    }

    /// Places by region of the scheme that leads, then those outside it, then groups with figures of their own, then other schemes.
    pub(super) fn areas(&self) -> Vec<List> {
        let mut lists = vec![self.groups()];
        let mut seen: BTreeSet<&PlaceCode> = BTreeSet::new();
        let leading = self.catalogue.schemes.iter().find(|scheme| has_members(scheme));
        if let Some(scheme) = leading {
            for region in &scheme.regions {
                lists.push(self.region_with_places(scheme, region));
                seen.extend(&region.members);
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
        for scheme in &self.catalogue.schemes {
            if has_members(scheme) && leading.is_none_or(|leading| leading.code != scheme.code) {
                lists.push(self.scheme(scheme));
            }
        }
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
        let bare = self
            .catalogue
            .schemes
            .iter()
            .filter(|scheme| !has_members(scheme));
        for scheme in bare {
            let regions = scheme.regions.iter().map(|region| self.region(scheme, region));
            items.extend(regions.filter(|item| !item.value.ends_with("GLOBAL/WORLD")));
        }
        let whole = self.catalogue.schemes.iter().filter(|scheme| has_members(scheme));
        items.extend(whole.map(|scheme| self.whole_scheme(scheme)));
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
            .iter()
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
            .iter()
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

    /// Rounds by reporter, newest first.
    pub(super) fn rounds(&self) -> Vec<List> {
        let reporters = self
            .catalogue
            .reporters
            .values()
            .filter(|reporter| !reporter.rounds.is_empty());
        let lists = reporters.map(|reporter| {
            let rounds = reporter.rounds.iter().rev().map(|round| {
                let value = format!("round:{}/{}", reporter.code, round.code);
                let chosen = || {
                    self.chosen
                        .periods
                        .iter()
                        .any(|period| period.to_string() == value)
                };
                plain(&value, format!("{} {}", reporter.code, round.code), &chosen)
            });
            List::new(self.words.reporter(&reporter.code), rounds.collect())
        });
        lists.collect()
    }

    /// Years and spans of years that are asked for, as they are written.
    pub(super) fn years(&self) -> String {
        let years = self
            .chosen
            .periods
            .iter()
            .filter(|period| matches!(period, PeriodSelector::Year(_) | PeriodSelector::Years(..)));
        years.map(ToString::to_string).collect::<Vec<_>>().join(",")
    }

    /// Every reporter.
    pub(super) fn reporters(&self) -> List {
        let items = self.catalogue.reporters.values().map(|reporter| {
            let chosen = || self.chosen.reporters.contains(&reporter.code);
            plain(
                reporter.code.as_str(),
                self.words.reporter(&reporter.code),
                &chosen,
            )
        });
        List::new(self.words.messages.get("web-choose-reporters"), items.collect())
    }

    /// By what figures can be split: a dimension as a whole, or one value of it.
    pub(super) fn dimensions(&self) -> List {
        let items = self.catalogue.dimensions.values().flat_map(|dimension| {
            let name = self.words.localized(&dimension.name);
            let values = dimension.values.iter().map(move |value| {
                let selector = DimensionSelector {
                    dimension: dimension.code.clone(),
                    value: Some(value.code.clone()),
                };
                let value = self.words.localized(&value.name);
                let args = [("dimension", name), ("value", value)];
                (
                    selector,
                    self.words.messages.with("web-choose-dimension-value", &args),
                )
            });
            let whole = DimensionSelector {
                dimension: dimension.code.clone(),
                value: None,
            };
            std::iter::once((whole, name.to_owned())).chain(values)
        });
        let items = items.map(|(selector, name)| {
            plain(&selector.to_string(), name, &|| {
                self.chosen.dimensions.contains(&selector)
            })
        });
        List::new(self.words.messages.get("web-choose-dimensions"), items.collect())
    }

    /// The layouts, the default first.
    pub(super) fn layouts(&self) -> Vec<Item> {
        let layouts = Layout::ALL.iter().map(|layout| {
            let name = self.words.messages.get(layout_id(*layout));
            plain(layout.as_str(), name, &|| self.chosen.layout == *layout)
        });
        layouts.collect()
    }

    /// The schemes by which rows can be grouped.
    pub(super) fn groupings(&self) -> Vec<Item> {
        let schemes = self.catalogue.schemes.iter().filter(|scheme| has_members(scheme));
        let schemes = schemes.map(|scheme| {
            let name = self.words.localized(&scheme.name).to_owned();
            plain(scheme.code.as_str(), name, &|| {
                self.chosen.group.as_ref() == Some(&scheme.code)
            })
        });
        schemes.collect()
    }

    /// Whether totals are shown.
    pub(super) fn totals(&self) -> Item {
        let name = self.words.messages.get("web-choose-totals");
        plain(Totals::Shown.as_str(), name, &|| {
            self.chosen.totals == Totals::Shown
        })
    }

    /// How rows can be sorted: by name, as chosen, or by a column of what is chosen.
    pub(super) fn sorts(&self) -> Vec<Item> {
        let messages = self.words.messages;
        let sort = |key: SortKey, order: SortOrder, name: String| {
            let sort = Sort { key, order };
            plain(&sort.to_string(), name, &|| self.chosen.sort == sort)
        };
        let mut sorts = vec![
            sort(SortKey::Area, SortOrder::Ascending, messages.get("web-sort-area")),
            sort(
                SortKey::Asked,
                SortOrder::Ascending,
                messages.get("web-sort-asked"),
            ),
        ];
        for code in &self.chosen.indicators {
            let name = self.words.indicator(code);
            let args = [("indicator", name.as_str())];
            let key = || SortKey::Indicator(code.clone());
            sorts.push(sort(
                key(),
                SortOrder::Ascending,
                messages.with("web-sort-up", &args),
            ));
            sorts.push(sort(
                key(),
                SortOrder::Descending,
                messages.with("web-sort-down", &args),
            ));
        }
        sorts
    }
}

fn plain(value: &str, name: String, chosen: &impl Fn() -> bool) -> Item {
    Item {
        value: value.to_owned(),
        name,
        also: String::new(),
        count: None,
        choice: Choice::of(chosen, 1),
        class: "",
        hidden: "",
    }
}

/// Whether a scheme groups places; one that does not only holds groups with figures of their own.
fn has_members(scheme: &Scheme) -> bool {
    scheme.regions.iter().any(|region| !region.members.is_empty())
}

fn layout_id(layout: Layout) -> &'static str {
    match layout {
        Layout::AreasIndicators => "web-layout-areas-indicators",
        Layout::AreasPeriods => "web-layout-areas-periods",
        Layout::IndicatorsPeriods => "web-layout-indicators-periods",
        Layout::Long => "web-layout-long",
    }
}
