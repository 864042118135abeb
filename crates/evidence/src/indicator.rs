//! What is observed: definition, unit, kind of finding, how it aggregates, what is printed beside it.

use tidemark_vocab::{
    Decimal, DimensionCode, IndicatorCode, LevelCode, LocalizedText, ScaleCode, SourceId, ThemeCode,
    UnitCode, closed_list,
};

use crate::redefinition::Redefinition;

/// What sort of finding an indicator has. *Not known* and its like are always possible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A number within limits.
    Quantity(NumberRule),
    /// Yes or no.
    Availability,
    /// A level of a scale.
    Level(ScaleCode),
    /// Several codes of a list.
    Codes(ScaleCode),
    /// Words.
    Text,
}

impl Kind {
    /// The name in files.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Quantity(_) => "quantity",
            Self::Availability => "availability",
            Self::Level(_) => "level",
            Self::Codes(_) => "codes",
            Self::Text => "text",
        }
    }
}

/// The numbers an indicator can have.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NumberRule {
    /// No figure lies below.
    pub minimum: Option<Decimal>,
    /// No figure lies above.
    pub maximum: Option<Decimal>,
    /// At most so many decimals.
    pub decimals: Option<u32>,
    /// Whether figures are whole numbers or may be fractions.
    pub grain: Grain,
}

/// Whether an indicator counts or measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Grain {
    /// Fractions are possible.
    #[default]
    Fractional,
    /// Only whole numbers.
    Whole,
}

closed_list!(
    /// How an indicator's figures relate to time.
    Timing, "a timing", "state, flow or event", {
        /// A stock or a state of affairs.
        State = "state",
        /// A count over a period.
        Flow = "flow",
        /// A year in which something happened; it does not age.
        Event = "event",
    }
);

/// Whether an indicator is evidence or a series that other figures are set against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Evidence: it ages.
    Evidence,
    /// A reference series such as population: exempt from ageing.
    Reference,
}

closed_list!(
    /// The name of an [`AggregationRule`] in files.
    AggregationName, "a rule of aggregation", "sum, weighted_mean, count_places or none", {
        /// They add up.
        Sum = "sum",
        /// Their mean is taken, each weighted by another figure of its place.
        WeightedMean = "weighted_mean",
        /// Places are counted by status or level, where the set is complete.
        CountPlaces = "count_places",
        /// They cannot be put together.
        None = "none",
    }
);

/// How figures of several places may be put together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AggregationRule {
    /// They add up.
    Sum,
    /// Their mean is taken, each weighted by the figure that its place has of this indicator.
    WeightedMean(IndicatorCode),
    /// Places are counted by status or level, where the set is complete.
    CountPlaces,
    /// They cannot be put together.
    None,
}

impl AggregationRule {
    /// Its name in files.
    #[must_use]
    pub fn name(&self) -> AggregationName {
        match self {
            Self::Sum => AggregationName::Sum,
            Self::WeightedMean(_) => AggregationName::WeightedMean,
            Self::CountPlaces => AggregationName::CountPlaces,
            Self::None => AggregationName::None,
        }
    }

    /// The indicator by which figures are weighted.
    #[must_use]
    pub fn weight(&self) -> Option<&IndicatorCode> {
        match self {
            Self::WeightedMean(weight) => Some(weight),
            Self::Sum | Self::CountPlaces | Self::None => None,
        }
    }
}

/// The rule with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aggregation {
    /// The rule.
    pub rule: AggregationRule,
    /// The availability without which the question does not arise: places with a recent "no" to it are not among those to cover.
    pub asked_where: Option<IndicatorCode>,
    /// Why.
    pub reason: LocalizedText,
}

/// An indicator printed in the same cell, in the order of the template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Companion {
    /// What it is to the cell: `sites`, `medicines`.
    pub role: LevelCode,
    /// The indicator.
    pub indicator: IndicatorCode,
}

/// Levels that a document sets for figures of an indicator: `low` under 100 syringes a person and year, `high` from 200.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thresholds {
    /// The document that sets them.
    pub source: SourceId,
    /// Where it says so.
    pub locator: String,
    /// At least two, from the least to the most; they leave no number out.
    pub bands: Vec<Band>,
}

/// The figures between one threshold and the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// The smallest figure in it, in the unit of the indicator; nothing for the first band, and only there.
    pub from: Option<Decimal>,
    /// What the document calls it.
    pub name: LocalizedText,
}

/// What is observed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// Its code, never reused.
    pub code: IndicatorCode,
    /// Its theme.
    pub theme: ThemeCode,
    /// Its name.
    pub name: LocalizedText,
    /// Its definition.
    pub definition: LocalizedText,
    /// Its unit.
    pub unit: UnitCode,
    /// What sort of finding it has.
    pub kind: Kind,
    /// How it relates to time.
    pub timing: Timing,
    /// Evidence or reference.
    pub role: Role,
    /// How it aggregates.
    pub aggregation: Aggregation,
    /// What is printed beside it.
    pub cell: Vec<Companion>,
    /// The indicator whose published world or regional figure counts the places with "yes" here.
    pub published_count: Option<IndicatorCode>,
    /// The indicator within which its figures lie; the two are never added.
    pub subset_of: Option<IndicatorCode>,
    /// The levels that a document sets for its figures.
    pub thresholds: Option<Thresholds>,
    /// From when on its figures are told under another definition, in order of year.
    pub redefinitions: Vec<Redefinition>,
    /// Other words for it, for finding it.
    pub synonyms: Vec<String>,
}

/// A theme that groups indicators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Its code.
    pub code: ThemeCode,
    /// Its name.
    pub name: LocalizedText,
}

/// A level of a scale, or a value of a dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// Its code.
    pub code: LevelCode,
    /// Its name.
    pub name: LocalizedText,
}

/// Whether the levels of a scale have an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ordering {
    /// From least to most, in the order listed.
    Ordered,
    /// A list of codes.
    Unordered,
}

/// A scale or list of codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// Its code.
    pub code: ScaleCode,
    /// Whether its levels have an order.
    pub ordering: Ordering,
    /// Its levels.
    pub levels: Vec<Level>,
}

/// A dimension with its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dimension {
    /// Its code.
    pub code: DimensionCode,
    /// Its name.
    pub name: LocalizedText,
    /// Its values.
    pub values: Vec<Level>,
}
