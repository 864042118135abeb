//! Which periods, reporters and splits can be chosen, and what shape the table has.

use tidemark_evidence::query::{
    DimensionSelector, EmptyRows, Layout, PeriodSelector, Sort, SortKey, SortOrder, Totals,
};

use super::areas::groupings;
use super::{Item, List, Offer, plain};

impl Offer<'_> {
    /// Rounds by reporter, newest first.
    pub(in crate::pages::tables) fn rounds(&self) -> Vec<List> {
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
                plain(
                    &value,
                    format!("{} {}", self.words.short(&reporter.code), round.code),
                    &chosen,
                )
            });
            List::new(self.words.reporter(&reporter.code), rounds.collect())
        });
        lists.collect()
    }

    /// Years and spans of years that are asked for, as they are written.
    pub(in crate::pages::tables) fn years(&self) -> String {
        let years = self
            .chosen
            .periods
            .iter()
            .filter(|period| matches!(period, PeriodSelector::Year(_) | PeriodSelector::Years(..)));
        years.map(ToString::to_string).collect::<Vec<_>>().join(",")
    }

    /// Every reporter.
    pub(in crate::pages::tables) fn reporters(&self) -> List {
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
    pub(in crate::pages::tables) fn dimensions(&self) -> List {
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
    pub(in crate::pages::tables) fn layouts(&self) -> Vec<Item> {
        let layouts = Layout::ALL.iter().map(|layout| {
            let name = self.words.messages.get(layout_id(*layout));
            plain(layout.as_str(), name, &|| self.chosen.layout == *layout)
        });
        layouts.collect()
    }

    /// The schemes by which rows can be grouped.
    pub(in crate::pages::tables) fn groupings(&self) -> Vec<Item> {
        let schemes = groupings(self.catalogue).map(|scheme| {
            let name = self.words.localized(&scheme.name).to_owned();
            plain(scheme.code.as_str(), name, &|| {
                self.chosen.group.as_ref() == Some(&scheme.code)
            })
        });
        schemes.collect()
    }

    /// Whether totals are shown.
    pub(in crate::pages::tables) fn totals(&self) -> Item {
        let name = self.words.messages.get("web-choose-totals");
        plain(Totals::Shown.as_str(), name, &|| {
            self.chosen.totals == Totals::Shown
        })
    }

    /// Whether rows without any record are left out.
    pub(in crate::pages::tables) fn empty(&self) -> Item {
        let name = self.words.messages.get("web-choose-empty");
        plain(EmptyRows::Hidden.as_str(), name, &|| {
            self.chosen.empty == EmptyRows::Hidden
        })
    }

    /// How rows can be sorted: by name, as chosen, or by a column of what is chosen.
    pub(in crate::pages::tables) fn sorts(&self) -> Vec<Item> {
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

fn layout_id(layout: Layout) -> &'static str {
    match layout {
        Layout::AreasIndicators => "web-layout-areas-indicators",
        Layout::AreasPeriods => "web-layout-areas-periods",
        Layout::IndicatorsPeriods => "web-layout-indicators-periods",
        Layout::Long => "web-layout-long",
    }
}
