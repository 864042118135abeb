//! What a source's own legend says about its signs. Nothing here has a default: a source is looked at first.

use std::collections::BTreeMap;

use thiserror::Error;
use tidemark_vocab::LevelCode;

use super::scan;

/// What sort of column a cell stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// Whether a service exists, with sites and medicines.
    Availability,
    /// A share, with or without its sign.
    Percentage,
    /// A number; a `%` in it is a mistake.
    Number,
}

/// Which sign stands before the decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DecimalMark {
    /// `1,254.5`.
    Point,
    /// `1.254,5`.
    Comma,
    /// Nobody has looked: `1.254`, `1,254` and `12,5` are ambiguous.
    Undeclared,
}

/// What a digit may stand for where a font of symbols was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LostGlyph {
    /// A tick.
    Tick,
    /// A cross.
    Cross,
}

/// Whether ticks and crosses can be told from digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Glyphs {
    /// Ticks and crosses are signs or words of their own; a digit is a digit.
    Separate,
    /// Text of a PDF that lost its symbol font: these digits, first in an availability cell, may be signs.
    MayBeDigits(BTreeMap<char, LostGlyph>),
}

impl Glyphs {
    /// The digits of the Zapf Dingbats font that draw a tick (3, 4) or a cross (5 to 8).
    #[must_use]
    pub fn dingbats() -> Self {
        let ticks = ['3', '4'].map(|digit| (digit, LostGlyph::Tick));
        let crosses = ['5', '6', '7', '8'].map(|digit| (digit, LostGlyph::Cross));
        Self::MayBeDigits(ticks.into_iter().chain(crosses).collect())
    }

    /// The one digit that stands for a tick in the older printed tables.
    #[must_use]
    pub fn three_may_be_tick() -> Self {
        Self::MayBeDigits(BTreeMap::from([('3', LostGlyph::Tick)]))
    }
}

/// How the source prints numbers of references. Raised digits (`¹⁵`) are always references.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReferenceMarks {
    /// `[15,16]`.
    Bracketed,
    /// `(15,16)`, and `[15,16]`.
    Parenthesised,
    /// Raised digits that the text has lost: `72` may be 7 with reference 2, up to this highest number.
    Flattened {
        /// The last number in the source's list of references.
        highest: u16,
    },
}

/// What a word or sign of the source means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Meaning {
    /// Available.
    Yes,
    /// Not available.
    No,
    /// The source says that it is not known.
    NotKnown,
    /// The question does not arise.
    NotApplicable,
    /// Withheld.
    Confidential,
    /// Nothing is entered, so nothing is observed.
    NoEntry,
}

/// Words and signs that mean the same in nearly every printed table.
const STANDARD: [(&str, Meaning); 29] = [
    ("✓", Meaning::Yes),
    ("✔", Meaning::Yes),
    ("☑", Meaning::Yes),
    ("√", Meaning::Yes),
    ("yes", Meaning::Yes),
    ("x", Meaning::No),
    ("✗", Meaning::No),
    ("✘", Meaning::No),
    ("✕", Meaning::No),
    ("✖", Meaning::No),
    ("×", Meaning::No),
    ("☒", Meaning::No),
    ("no", Meaning::No),
    ("nk", Meaning::NotKnown),
    ("n/k", Meaning::NotKnown),
    ("n.k.", Meaning::NotKnown),
    ("not known", Meaning::NotKnown),
    ("unknown", Meaning::NotKnown),
    ("?", Meaning::NotKnown),
    ("n/a", Meaning::NotApplicable),
    ("not applicable", Meaning::NotApplicable),
    ("confidential", Meaning::Confidential),
    ("-", Meaning::NoEntry),
    ("--", Meaning::NoEntry),
    ("---", Meaning::NoEntry),
    ("…", Meaning::NoEntry),
    ("..", Meaning::NoEntry),
    ("...", Meaning::NoEntry),
    ("no entry", Meaning::NoEntry),
];

/// Why a legend is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LegendError {
    /// A word has nothing visible in it.
    #[error("a word of the legend is empty")]
    EmptyWord,
    /// A word that begins with a digit would be read as a number.
    #[error("`{0}` begins with a digit: a digit that may be a sign is declared as a lost glyph")]
    Digit(String),
    /// A word that begins with a bracket would be read as a companion or a reference.
    #[error("`{0}` begins with a bracket")]
    Bracket(String),
    /// A letter for a medicine is not made of letters.
    #[error("`{0}` is not made of letters")]
    Letter(String),
    /// A letter or a medicine occurs twice.
    #[error("`{0}` is listed twice among the letters for medicines")]
    Repeated(String),
}

/// The letters that a source prints for medicines: one letter a medicine, one medicine a letter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Letters(BTreeMap<String, LevelCode>);

impl Letters {
    /// Letters with the codes they stand for.
    pub fn new(pairs: impl IntoIterator<Item = (impl Into<String>, LevelCode)>) -> Result<Self, LegendError> {
        let mut letters = BTreeMap::new();
        for (letter, code) in pairs {
            let letter: String = letter.into();
            if letter.is_empty() || !letter.chars().all(|c| c.is_ascii_alphabetic()) {
                return Err(LegendError::Letter(letter));
            }
            if letters.values().any(|known| *known == code) {
                return Err(LegendError::Repeated(code.to_string()));
            }
            if letters.insert(letter.clone(), code).is_some() {
                return Err(LegendError::Repeated(letter));
            }
        }
        Ok(Self(letters))
    }

    /// The medicine that a letter stands for.
    #[must_use]
    pub fn code(&self, letter: &str) -> Option<&LevelCode> {
        self.0.get(letter)
    }

    /// The letter of a medicine.
    #[must_use]
    pub fn letter(&self, code: &LevelCode) -> Option<&str> {
        self.0
            .iter()
            .find(|(_, known)| *known == code)
            .map(|(letter, _)| letter.as_str())
    }

    /// All letters, sorted.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &LevelCode)> {
        self.0.iter().map(|(letter, code)| (letter.as_str(), code))
    }
}

/// What one source's legend says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Legend {
    /// The decimal mark.
    pub decimal: DecimalMark,
    /// Whether signs can be told from digits.
    pub glyphs: Glyphs,
    /// How references are printed.
    pub references: ReferenceMarks,
    /// The letters for medicines.
    pub letters: Letters,
    words: BTreeMap<Vec<char>, Meaning>,
}

impl Legend {
    /// A legend with the usual words and signs, and what has been found out about the source.
    #[must_use]
    pub fn new(decimal: DecimalMark, glyphs: Glyphs, references: ReferenceMarks, letters: Letters) -> Self {
        let words = STANDARD
            .into_iter()
            .map(|(word, meaning)| (scan::fold_word(word), meaning))
            .collect();
        Self {
            decimal,
            glyphs,
            references,
            letters,
            words,
        }
    }

    /// Adds a word or sign, or gives one another meaning: "–" may mean *not known* in one source.
    pub fn with_word(mut self, word: &str, meaning: Meaning) -> Result<Self, LegendError> {
        let folded = scan::fold_word(word);
        match folded.first() {
            None => return Err(LegendError::EmptyWord),
            Some(c) if c.is_numeric() => return Err(LegendError::Digit(word.to_owned())),
            Some('(' | '[') => return Err(LegendError::Bracket(word.to_owned())),
            Some(_) => {}
        }
        self.words.insert(folded, meaning);
        Ok(self)
    }

    /// Every word, folded, with its meaning.
    pub(super) fn words(&self) -> impl Iterator<Item = (&[char], Meaning)> {
        self.words
            .iter()
            .map(|(word, meaning)| (word.as_slice(), *meaning))
    }
}

/// What must be known about a cell before it can be read.
#[derive(Debug, Clone, Copy)]
pub struct CellContext<'a> {
    /// The sort of column.
    pub column: Column,
    /// The source's legend.
    pub legend: &'a Legend,
}
