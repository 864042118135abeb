//! One figure as a chart needs it: what of it can be drawn, when it is of, and what is said of it.

use tidemark_evidence::table::PeriodKey;
use tidemark_evidence::{Bound, Dimensions, Finding, Quantity, Status};
use tidemark_vocab::{
    AreaId, Basis, Decimal, IndicatorCode, LevelCode, Period, Reference, ReporterCode, RoundId,
};

/// What of a figure can be drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Drawn {
    /// A number: a spot, a span, or both.
    Number(Extent),
    /// An answer: yes, no, or a level of a scale.
    Answer(Answered),
    /// Codes or words.
    Words,
    /// Nothing: *not known*, *no record* and their like are told in words, and are never a zero.
    Nothing(Lack),
}

/// An answer that is no number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answered {
    /// Yes.
    Yes,
    /// No.
    No,
    /// A level, by its place on the scale and its code.
    Level(usize, LevelCode),
}

/// Why nothing can be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// The status says so.
    Status(Status),
    /// What was last said is too old to stand for today.
    Old,
    /// Nothing is shown unless its reporter is named.
    OnDemand,
}

/// Where a number lies. All parts are finite.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    /// The number; `None` where only a range was published.
    pub value: Option<f64>,
    /// The published range.
    pub range: Option<(f64, f64)>,
    /// How the number is meant.
    pub bound: Bound,
}

impl Extent {
    /// Where a quantity lies; `None` where a part of it is beyond what can be drawn.
    #[must_use]
    pub fn of(quantity: &Quantity) -> Option<Self> {
        let value = quantity.value().map(spot);
        let range = quantity.range().map(|(low, high)| (spot(low), spot(high)));
        let parts = value
            .into_iter()
            .chain(range.into_iter().flat_map(|(a, b)| [a, b]));
        parts.into_iter().all(f64::is_finite).then_some(Self {
            value,
            range,
            bound: quantity.bound(),
        })
    }

    /// The smallest number that must be on the axis.
    #[must_use]
    pub fn least(&self) -> f64 {
        self.range
            .map_or(f64::INFINITY, |(low, _)| low)
            .min(self.value.unwrap_or(f64::INFINITY))
    }

    /// The largest number that must be on the axis.
    #[must_use]
    pub fn most(&self) -> f64 {
        let high = self.range.map_or(f64::NEG_INFINITY, |(_, high)| high);
        high.max(self.value.unwrap_or(f64::NEG_INFINITY))
    }

    /// Where its mark stands: the number, or the middle of its range.
    #[must_use]
    pub fn middle(&self) -> f64 {
        self.value
            .unwrap_or_else(|| f64::midpoint(self.least(), self.most()))
    }

    /// Whether the number is meant as the number itself, or as about that.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        matches!(self.bound, Bound::Exact | Bound::Approximately)
    }

    /// Whether what is meant may lie above the number.
    #[must_use]
    pub fn opens_up(&self) -> bool {
        matches!(self.bound, Bound::AtLeast | Bound::MoreThan)
    }

    /// Whether what is meant may lie below the number.
    #[must_use]
    pub fn opens_down(&self) -> bool {
        matches!(self.bound, Bound::AtMost | Bound::LessThan)
    }
}

/// A decimal as a length. Figures that are read are told from the decimal itself; this only says where they stand.
fn spot(decimal: Decimal) -> f64 {
    decimal.to_string().parse().unwrap_or(f64::NAN)
}

/// When a figure is of, as far as that decides where it may stand.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// One whole calendar year.
    Year(i16),
    /// Another time than one whole calendar year: a day, a part of a year, a financial year, several years.
    Other(Reference),
    /// An unknown time: it is only dated by a round.
    Round(RoundId),
    /// Nobody says when.
    Unsaid,
}

impl When {
    /// That of a column.
    #[must_use]
    pub fn of_key(key: &PeriodKey) -> Self {
        match key {
            PeriodKey::Reference(reference) => Self::of_reference(reference),
            PeriodKey::Round(round) => Self::Round(round.clone()),
        }
    }

    /// That of an observation.
    #[must_use]
    pub fn of(period: &Period) -> Self {
        PeriodKey::of(period).as_ref().map_or(Self::Unsaid, Self::of_key)
    }

    fn of_reference(reference: &Reference) -> Self {
        match (reference.basis(), reference.whole_year()) {
            (Basis::Calendar, Some(year)) => Self::Year(year),
            _ => Self::Other(*reference),
        }
    }

    /// The whole year that it is.
    #[must_use]
    pub fn year(&self) -> Option<i16> {
        match self {
            Self::Year(year) => Some(*year),
            Self::Other(_) | Self::Round(_) | Self::Unsaid => None,
        }
    }
}

/// What a figure is of: enough to find its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subject<'t> {
    /// The indicator.
    pub indicator: &'t IndicatorCode,
    /// The split.
    pub dimensions: &'t Dimensions,
    /// The area.
    pub area: &'t AreaId,
}

/// A figure as a chart needs it. Its words are those of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Point<'t> {
    /// What it is of.
    pub subject: Subject<'t>,
    /// What can be drawn.
    pub drawn: Drawn,
    /// The number itself, for comparing; what is drawn is where it lies.
    pub quantity: Option<Quantity>,
    /// When it is of.
    pub when: When,
    /// The year under which it is reckoned: the last it is about, or that of its round where only the round is known.
    pub year: Option<i16>,
    /// For the eye: `≥ 91`, `✓`, "no recent record (last: no, 2008)".
    pub text: String,
    /// For the ear: "at least 91".
    pub words: String,
    /// When, in words; empty where nobody says.
    pub period: String,
    /// What names that time in the address of its page.
    pub anchor: String,
    /// Who says so.
    pub reporter: Option<&'t ReporterCode>,
    /// Their short name.
    pub said_by: String,
    /// The table's numbers of its sources.
    pub sources: &'t [usize],
    /// Why it is doubtful.
    pub doubt: Option<&'t str>,
    /// What others say of the same; only numbers, and none that is too old where this one is of today.
    pub others: Vec<Point<'t>>,
}

impl Point<'_> {
    /// Where its number lies.
    #[must_use]
    pub fn extent(&self) -> Option<&Extent> {
        match &self.drawn {
            Drawn::Number(extent) => Some(extent),
            Drawn::Answer(_) | Drawn::Words | Drawn::Nothing(_) => None,
        }
    }
}

/// What of a finding can be drawn.
pub(super) fn drawn(finding: &Finding, level: impl FnOnce(&LevelCode) -> usize) -> Drawn {
    match finding {
        Finding::Quantity(quantity) => Extent::of(quantity).map_or(Drawn::Words, Drawn::Number),
        Finding::Yes => Drawn::Answer(Answered::Yes),
        Finding::No => Drawn::Answer(Answered::No),
        Finding::Level(code) => Drawn::Answer(Answered::Level(level(code), code.clone())),
        Finding::Codes(_) | Finding::Text(_) => Drawn::Words,
        Finding::NotKnown | Finding::NotApplicable | Finding::Confidential | Finding::Withdrawn => {
            Drawn::Nothing(Lack::Status(finding.status()))
        }
    }
}
