//! What things are called in the reader's language: names from the evidence, words from the messages.

use tidemark_evidence::indicator::{Kind, Scale};
use tidemark_evidence::table::PeriodKey;
use tidemark_evidence::{Catalogue, Dimensions, Indicator, Quantity};
use tidemark_vocab::{
    AreaId, Decimal, DimensionCode, IndicatorCode, LevelCode, RegionId, ReporterCode, RoundId, UnitCode,
};

use super::{figure, period};
use crate::Messages;

/// Digits of an edition's identity that are shown to people: enough to tell editions apart, short enough to copy.
const SHORT_IDENTITY: usize = 12;

/// The names of an edition and the messages of a language.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// The names.
    pub catalogue: &'a Catalogue,
    /// The messages.
    pub messages: &'a Messages,
}

impl<'a> Words<'a> {
    /// The names of this catalogue in the language of these messages.
    #[must_use]
    pub fn new(catalogue: &'a Catalogue, messages: &'a Messages) -> Self {
        Self { catalogue, messages }
    }

    fn lang(&self) -> &str {
        self.messages.lang().as_str()
    }

    /// A text of the evidence in the reader's language.
    #[must_use]
    pub fn localized<'t>(&self, text: &'t tidemark_vocab::LocalizedText) -> &'t str {
        text.get(self.lang())
    }

    /// An area's name.
    #[must_use]
    pub fn area(&self, area: &AreaId) -> String {
        self.catalogue.area_name(area, self.lang())
    }

    /// A region's name.
    #[must_use]
    pub fn region(&self, region: &RegionId) -> String {
        self.area(&AreaId::Region(region.clone()))
    }

    /// What an indicator is, where the edition knows it.
    #[must_use]
    pub fn definition_of(&self, indicator: &IndicatorCode) -> Option<&'a Indicator> {
        self.catalogue.indicators.get(indicator)
    }

    /// An indicator's name; its code where it has none.
    #[must_use]
    pub fn indicator(&self, indicator: &IndicatorCode) -> String {
        self.definition_of(indicator)
            .map(|known| self.localized(&known.name).to_owned())
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| indicator.to_string())
    }

    /// An indicator's name with its split: "Prevalence of HIV (men)".
    #[must_use]
    pub fn indicator_split(&self, indicator: &IndicatorCode, dimensions: &Dimensions) -> String {
        let name = self.indicator(indicator);
        if dimensions.is_total() {
            return name;
        }
        let split = self.dimensions(dimensions);
        self.messages
            .with("indicator-split", &[("indicator", &name), ("split", &split)])
    }

    /// The values of dimensions: "men, under 25".
    #[must_use]
    pub fn dimensions(&self, dimensions: &Dimensions) -> String {
        let names = dimensions.iter().map(|(dimension, value)| {
            let known = self.catalogue.dimensions.get(dimension);
            let level = known.and_then(|known| known.values.iter().find(|level| level.code == *value));
            level.map_or_else(
                || value.to_string(),
                |level| self.localized(&level.name).to_owned(),
            )
        });
        self.list(&names.collect::<Vec<_>>())
    }

    /// A reporter's name; its code where it has none.
    #[must_use]
    pub fn reporter(&self, reporter: &ReporterCode) -> String {
        self.reporter_names(reporter).1.to_owned()
    }

    /// A reporter's short name and its name; its code where it has none.
    pub(super) fn reporter_names<'s>(&self, reporter: &'s ReporterCode) -> (&'s str, &'s str)
    where
        'a: 's,
    {
        let Some(known) = self.catalogue.reporters.get(reporter) else {
            return (reporter.as_str(), reporter.as_str());
        };
        let named = |text: &'s tidemark_vocab::LocalizedText| match self.localized(text) {
            "" => reporter.as_str(),
            name => name,
        };
        (named(&known.short), named(&known.name))
    }

    /// A dimension's name; its code where it has none.
    #[must_use]
    pub fn dimension(&self, dimension: &DimensionCode) -> String {
        self.catalogue.dimensions.get(dimension).map_or_else(
            || dimension.to_string(),
            |known| self.localized(&known.name).to_owned(),
        )
    }

    /// A reporter's short name; its code where it has none.
    #[must_use]
    pub fn short(&self, reporter: &ReporterCode) -> String {
        self.reporter_names(reporter).0.to_owned()
    }

    /// The scale of an indicator's levels or codes.
    #[must_use]
    pub fn scale(&self, indicator: &Indicator) -> Option<&'a Scale> {
        match &indicator.kind {
            Kind::Level(scale) | Kind::Codes(scale) => self.catalogue.scales.get(scale),
            Kind::Quantity(_) | Kind::Availability | Kind::Text => None,
        }
    }

    /// A level's name on the scale of its indicator; its code where it has none.
    #[must_use]
    pub fn level(&self, indicator: &IndicatorCode, level: &LevelCode) -> String {
        self.level_name(indicator, level).to_owned()
    }

    pub(super) fn level_name<'s>(&self, indicator: &IndicatorCode, level: &'s LevelCode) -> &'s str
    where
        'a: 's,
    {
        self.definition_of(indicator)
            .and_then(|known| self.scale(known))
            .and_then(|scale| scale.levels.iter().find(|known| known.code == *level))
            .map_or(level.as_str(), |known| self.localized(&known.name))
    }

    /// The label of a unit that figures have; `None` for those that only say what sort of answer it is.
    #[must_use]
    pub fn measure(&self, unit: &UnitCode) -> Option<String> {
        (!matches!(
            unit.as_str(),
            "yes_no" | "category" | "level" | "codes" | "text" | "year"
        ))
        .then(|| self.messages.unit(unit))
    }

    /// A round: "HRI 2020".
    #[must_use]
    pub fn round(&self, round: &RoundId) -> String {
        period::round_label(round, self)
    }

    /// The head of a column that is a period.
    #[must_use]
    pub fn period_key(&self, key: &PeriodKey) -> String {
        match key {
            PeriodKey::Reference(reference) => period::reference_label(reference, self.messages),
            PeriodKey::Round(round) => self.round(round),
        }
    }

    /// A number for people: thousands set apart, every digit as it is.
    #[must_use]
    pub fn number(&self, number: Decimal) -> String {
        figure::quantity_text(&Quantity::exact(number), None, self)
    }

    /// Names one after another.
    #[must_use]
    pub fn list(&self, names: &[String]) -> String {
        names.join(&self.messages.bare("list-separator"))
    }

    /// At most `most` names, then how many more there are.
    #[must_use]
    pub fn short_list(&self, names: &[String], most: usize) -> String {
        if names.len() <= most {
            return self.list(names);
        }
        let shown = self.list(&names[..most]);
        let more = (names.len() - most).to_string();
        self.messages
            .with("list-more", &[("shown", &shown), ("more", &more)])
    }

    /// The edition: title, date and the first digits of its identity.
    #[must_use]
    pub fn edition(&self, identity: &str) -> String {
        let short: String = identity.chars().take(SHORT_IDENTITY).collect();
        let edition = &self.catalogue.edition;
        self.messages.with(
            "edition-label",
            &[
                ("title", &edition.title),
                ("date", &edition.date.to_string()),
                ("identity", &short),
            ],
        )
    }
}
