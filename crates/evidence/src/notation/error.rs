//! Why a cell is refused, and where.

use thiserror::Error;
use tidemark_vocab::Message;

use super::cell::Span;
use crate::finding::QuantityError;

/// What could have stood where something else stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Expected {
    /// A number.
    Number,
    /// A number, or a word of the legend.
    NumberOrWord,
    /// A tick, a cross, a number of sites, or a word of the legend.
    Answer,
    /// A range, or a figure with the part of the place it is for.
    RangeOrException,
    /// A range in brackets.
    Range,
    /// The number of a reference.
    Reference,
    /// A letter for a medicine.
    Letter,
    /// The name of a place.
    PlaceName,
    /// Nothing more.
    End,
}

impl Expected {
    /// The name by which messages tell them apart.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::NumberOrWord => "number-or-word",
            Self::Answer => "answer",
            Self::RangeOrException => "range-or-exception",
            Self::Range => "range",
            Self::Reference => "reference",
            Self::Letter => "letter",
            Self::PlaceName => "place-name",
            Self::End => "end",
        }
    }
}

/// Why a cell is refused. Every position is a span of the text that was given.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NotationError {
    /// The text can be read in several ways.
    #[error("several readings at {}: {}", at.start, readings.join(" | "))]
    Ambiguous {
        /// Where.
        at: Span,
        /// What it could say, in plain notation.
        readings: Vec<String>,
    },
    /// Something stands where it has no meaning.
    #[error("`{found}` at {} where {} is expected", at.start, expected.as_str())]
    Unexpected {
        /// Where.
        at: Span,
        /// What stands there.
        found: String,
        /// What could.
        expected: Expected,
    },
    /// The text ends too early.
    #[error("the text ends where {} is expected", expected.as_str())]
    Unfinished {
        /// The end.
        at: Span,
        /// What could follow.
        expected: Expected,
    },
    /// A bracket is not closed.
    #[error("`{bracket}` at {} is not closed", at.start)]
    UnclosedBracket {
        /// The bracket that was opened.
        at: Span,
        /// Which one.
        bracket: char,
    },
    /// The legend does not know this letter.
    #[error("the legend has no medicine `{letter}` (at {})", at.start)]
    UnknownLetter {
        /// Where.
        at: Span,
        /// The letter.
        letter: String,
        /// The letters it knows.
        known: Vec<String>,
    },
    /// A medicine is named twice.
    #[error("the medicine `{letter}` at {} is named twice", at.start)]
    RepeatedLetter {
        /// The second time.
        at: Span,
        /// The letter.
        letter: String,
    },
    /// Digits are grouped, or begin, as in no number.
    #[error("`{found}` at {} is not grouped like a number", at.start)]
    Grouping {
        /// Where.
        at: Span,
        /// The digits.
        found: String,
    },
    /// More digits than can be kept exactly.
    #[error("`{found}` at {} has more digits than can be kept exactly", at.start)]
    TooLong {
        /// Where.
        at: Span,
        /// The digits.
        found: String,
    },
    /// Not the number of a reference.
    #[error("`{found}` at {} is not the number of a reference", at.start)]
    Reference {
        /// Where.
        at: Span,
        /// What stands there.
        found: String,
    },
    /// Numbers that do not make a quantity: a reversed range, a value outside its range.
    #[error("at {}: {reason}", at.start)]
    Impossible {
        /// Where.
        at: Span,
        /// Why not.
        #[source]
        reason: QuantityError,
    },
    /// A service with this many sites is not available, or not countable.
    #[error("`{found}` at {} cannot count the sites of an available service", at.start)]
    Sites {
        /// Where.
        at: Span,
        /// The number.
        found: String,
    },
}

impl NotationError {
    /// Where in the text, in characters from 0.
    #[must_use]
    pub fn at(&self) -> Span {
        match self {
            Self::Ambiguous { at, .. }
            | Self::Unexpected { at, .. }
            | Self::Unfinished { at, .. }
            | Self::UnclosedBracket { at, .. }
            | Self::UnknownLetter { at, .. }
            | Self::RepeatedLetter { at, .. }
            | Self::Grouping { at, .. }
            | Self::TooLong { at, .. }
            | Self::Reference { at, .. }
            | Self::Impossible { at, .. }
            | Self::Sites { at, .. } => *at,
        }
    }

    /// The refusal for people; `place` counts characters from 1, as people do.
    #[must_use]
    pub fn message(&self) -> Message {
        let message = match self {
            Self::Ambiguous { readings, .. } => {
                Message::new("notation-ambiguous").with("readings", &readings.join(" | "))
            }
            Self::Unexpected { found, expected, .. } => Message::new("notation-unexpected")
                .with("found", found)
                .with("expected", expected.as_str()),
            Self::Unfinished { expected, .. } => {
                Message::new("notation-unfinished").with("expected", expected.as_str())
            }
            Self::UnclosedBracket { bracket, .. } => {
                Message::new("notation-unclosed-bracket").with("bracket", bracket)
            }
            Self::UnknownLetter { letter, known, .. } => Message::new("notation-unknown-letter")
                .with("letter", letter)
                .with("known", &known.join(", ")),
            Self::RepeatedLetter { letter, .. } => {
                Message::new("notation-repeated-letter").with("letter", letter)
            }
            Self::Grouping { found, .. } => Message::new("notation-grouping").with("found", found),
            Self::TooLong { found, .. } => Message::new("notation-too-long").with("found", found),
            Self::Reference { found, .. } => Message::new("notation-reference").with("found", found),
            Self::Impossible { reason, .. } => impossible(reason),
            Self::Sites { found, .. } => Message::new("notation-sites").with("found", found),
        };
        message.with("place", &(self.at().start + 1))
    }
}

fn impossible(reason: &QuantityError) -> Message {
    match reason {
        QuantityError::Reversed { low, high } => Message::new("notation-reversed-range")
            .with("low", low)
            .with("high", high),
        QuantityError::Outside { value, low, high } => Message::new("notation-outside-range")
            .with("value", value)
            .with("low", low)
            .with("high", high),
        QuantityError::BoundedRange(bound) => {
            Message::new("notation-bounded-range").with("bound", bound.sign())
        }
        QuantityError::Empty | QuantityError::HalfRange => Message::new("notation-half-range"),
    }
}
