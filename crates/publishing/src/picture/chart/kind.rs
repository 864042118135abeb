//! The kinds of charts, and why a selection cannot be drawn as one of them.

use tidemark_vocab::{Message, closed_list};

closed_list!(
    /// A kind of chart. The order is that in which kinds are offered.
    Kind, "a kind of chart",
    "line, bar, dots, multiples, share, slope, units or scatter", {
        /// Figures over whole years, those of one reporter joined.
        Line = "line",
        /// Amounts as lengths from zero.
        Bar = "bar",
        /// Figures as spots with their ranges, those of reporters that disagree side by side.
        Dots = "dots",
        /// A small chart for each of several rows or columns.
        Multiples = "multiples",
        /// Parts of a whole.
        Share = "share",
        /// Two rounds of one reporter.
        Slope = "slope",
        /// A square for each place, by answer.
        Units = "units",
        /// Two indicators against one another, a third as size.
        Scatter = "scatter",
    }
);

/// Why a selection is not drawn as a kind of chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Its figures are answers or words, which have no length.
    NoNumbers,
    /// Its figures are years, which are no amounts: a length from zero would mean nothing.
    YearsAreNoAmounts,
    /// Figures of different units have no axis in common.
    MixedUnits,
    /// There is nothing that can be drawn: only *not known*, *no record* and their like.
    NothingToDraw,
    /// The newest figures are each of another time; a line needs a table over periods.
    NeedsPeriods,
    /// A table over periods is no list of newest figures, or of those of one time.
    NeedsOnePeriod,
    /// All figures are dated by rounds only: when they are of is not known, so that no line can join them.
    RoundsOnly,
    /// No row has figures about two whole years by the same reporter.
    OneYear,
    /// More rows than can be told apart or read.
    TooMany {
        /// How many there are.
        rows: usize,
        /// How many can be drawn.
        most: usize,
    },
    /// Only one row or column: there is nothing to set side by side.
    OnlyOne,
    /// It needs two rounds of the same reporter, and no other period.
    NeedsTwoRounds,
    /// The definition changed between the two rounds: their numbers are not of the same thing.
    Redefined {
        /// The first year of the new definition.
        from: i16,
    },
    /// No row has a number in both rounds that is more than a limit.
    NothingInBoth,
    /// Its figures are no yes and no, nor levels.
    NoAnswers,
    /// It needs two or three columns of numbers.
    NeedsTwoNumbers,
    /// Fewer places than make a pattern have a figure of both.
    TooFewInBoth {
        /// How many have.
        places: usize,
        /// How many it takes.
        least: usize,
    },
    /// Nothing says that what is selected are the parts of one whole.
    NoWhole,
    /// The parts do not come to the whole that the same reporter gives: they overlap, or some are missing.
    PartsDoNotAddUp,
    /// The places cannot be counted, for this reason.
    NotCountable(Message),
}

impl Refusal {
    /// Why, in words.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::NoNumbers => Message::new("chart-no-numbers"),
            Self::YearsAreNoAmounts => Message::new("chart-years-are-no-amounts"),
            Self::MixedUnits => Message::new("chart-mixed-units"),
            Self::NothingToDraw => Message::new("chart-nothing-to-draw"),
            Self::NeedsPeriods => Message::new("chart-needs-periods"),
            Self::NeedsOnePeriod => Message::new("chart-needs-one-period"),
            Self::RoundsOnly => Message::new("chart-rounds-only"),
            Self::OneYear => Message::new("chart-one-year"),
            Self::TooMany { rows, most } => Message::new("chart-too-many")
                .with("rows", rows)
                .with("most", most),
            Self::OnlyOne => Message::new("chart-only-one"),
            Self::NeedsTwoRounds => Message::new("chart-needs-two-rounds"),
            Self::Redefined { from } => Message::new("chart-redefined").with("from", from),
            Self::NothingInBoth => Message::new("chart-nothing-in-both"),
            Self::NoAnswers => Message::new("chart-no-answers"),
            Self::NeedsTwoNumbers => Message::new("chart-needs-two-numbers"),
            Self::TooFewInBoth { places, least } => Message::new("chart-too-few-in-both")
                .with("places", places)
                .with("least", least),
            Self::NoWhole => Message::new("chart-no-whole"),
            Self::PartsDoNotAddUp => Message::new("chart-parts-do-not-add-up"),
            Self::NotCountable(reason) => reason.clone(),
        }
    }
}
