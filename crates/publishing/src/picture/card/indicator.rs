//! The card of an indicator: its unit, its rule, and how much of the world it covers.

use tidemark_evidence::rules::year_of;
use tidemark_evidence::{Corpus, Indicator, Table};

use super::{Body, Card, Covered, foot};
use crate::display::Words;
use crate::reach::{self, Reach};

impl Card {
    /// The card of an indicator; `table` has every place with a record, grouped by region.
    #[must_use]
    pub fn of_indicator(
        indicator: &Indicator,
        table: Option<&Table>,
        corpus: &dyn Corpus,
        site: &str,
        words: &Words<'_>,
    ) -> Self {
        let regions = table.map(|table| reach::by_region(table, words.catalogue));
        let regions = regions.filter(|regions| !regions.is_empty());
        let reach = regions.map(|regions| {
            let each = regions.into_iter().map(|(_, reach)| reach);
            each.fold(Reach::default(), Reach::and)
        });
        let themes = &words.catalogue.themes;
        let theme = themes.iter().find(|theme| theme.code == indicator.theme);
        Self {
            kicker: theme.map_or_else(String::new, |theme| words.localized(&theme.name).to_owned()),
            title: words.indicator(&indicator.code),
            about: about(indicator, words),
            body: Body::Covered(Covered {
                said: reach.map_or_else(String::new, |reach| said(reach, words)),
                findings: findings(indicator, corpus, words),
                reach,
            }),
            foot: foot(site, corpus.identity(), words),
        }
    }
}

/// Its unit, and how it may be added up; what it is, where no rule is told.
fn about(indicator: &Indicator, words: &Words<'_>) -> Vec<String> {
    let unit = words.measure(&indicator.unit);
    let unit = unit.map(|unit| words.messages.with("map-unit", &[("unit", &unit)]));
    let rule = [&indicator.aggregation.reason, &indicator.definition].map(|text| words.localized(text));
    let rule = rule.into_iter().find(|text| !text.is_empty());
    unit.into_iter().chain(rule.map(str::to_owned)).collect()
}

fn said(reach: Reach, words: &Words<'_>) -> String {
    let (recent, places) = (reach.recent.to_string(), reach.places.to_string());
    let told = [("recent", recent.as_str()), ("places", &places)];
    words.messages.with("card-reach", &told)
}

fn findings(indicator: &Indicator, corpus: &dyn Corpus, words: &Words<'_>) -> String {
    let counts = corpus.areas_of(&indicator.code);
    let count: usize = counts.iter().map(|(_, count)| count).sum();
    let periods = corpus.periods_in(&indicator.code);
    let years = || {
        periods
            .iter()
            .filter_map(|(period, _)| year_of(period, words.catalogue))
    };
    let (Some(first), Some(last)) = (years().min(), years().max()) else {
        return String::new();
    };
    let told = [
        ("count", count.to_string()),
        (
            "number",
            words.number(u32::try_from(count).unwrap_or(u32::MAX).into()),
        ),
        ("first", first.to_string()),
        ("last", last.to_string()),
    ];
    let told: Vec<(&str, &str)> = told.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let id = if first == last {
        "card-findings-of"
    } else {
        "card-findings"
    };
    words.messages.with(id, &told)
}
