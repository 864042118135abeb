//! The canonical notation, which reads back as what was printed.

use thiserror::Error;
use tidemark_vocab::{Decimal, LevelCode};

use super::availability::implies_yes;
use super::{Cell, DecimalMark, Glyphs, Legend, Letters, Part, ReferenceMarks, Role, UnitSign};
use crate::finding::{Bound, Finding, Quantity};

/// How digits are grouped, and which sign stands before the decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumberStyle {
    /// `1254.5`.
    Plain,
    /// `1,254.5`.
    Comma,
    /// `1 254,5`, with a narrow space that does not break.
    NarrowSpace,
    /// `1.254,5`.
    Point,
    /// `1’254.5`.
    Apostrophe,
}

impl NumberStyle {
    /// Every style.
    pub const ALL: [Self; 5] = [
        Self::Plain,
        Self::Comma,
        Self::NarrowSpace,
        Self::Point,
        Self::Apostrophe,
    ];

    fn separator(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Comma => ",",
            Self::NarrowSpace => "\u{202f}",
            Self::Point => ".",
            Self::Apostrophe => "’",
        }
    }

    /// The decimal mark that a legend must declare to read the style back.
    #[must_use]
    pub fn mark(self) -> DecimalMark {
        match self {
            Self::Plain | Self::Comma | Self::Apostrophe => DecimalMark::Point,
            Self::NarrowSpace | Self::Point => DecimalMark::Comma,
        }
    }

    /// A number with all its digits, as published.
    #[must_use]
    pub fn number(self, number: Decimal) -> String {
        let plain = number.to_string();
        let (minus, digits) = match plain.strip_prefix('-') {
            Some(digits) => ("−", digits),
            None => ("", plain.as_str()),
        };
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let point = match self.mark() {
            _ if decimals.is_empty() => "",
            DecimalMark::Comma => ",",
            DecimalMark::Point | DecimalMark::Undeclared => ".",
        };
        format!("{minus}{}{point}{decimals}", self.grouped(whole))
    }

    fn grouped(self, whole: &str) -> String {
        let mut grouped = String::with_capacity(whole.len() * 2);
        for (i, digit) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i).is_multiple_of(3) {
                grouped.push_str(self.separator());
            }
            grouped.push(digit);
        }
        grouped
    }
}

/// How a cell is printed: the numbers, and the letters for medicines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Style {
    /// The numbers.
    pub numbers: NumberStyle,
    /// The letters.
    pub letters: Letters,
}

impl Style {
    /// The legend with which the print reads back: its own decimal mark, nothing lost, references in brackets.
    #[must_use]
    pub fn legend(&self) -> Legend {
        Legend::new(
            self.numbers.mark(),
            Glyphs::Separate,
            ReferenceMarks::Bracketed,
            self.letters.clone(),
        )
    }
}

/// Why a cell cannot be printed in a style.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PrintError {
    /// The style has no letter for a medicine.
    #[error("the style has no letter for `{0}`")]
    NoLetter(LevelCode),
    /// A finding that stands in no such cell; [`Cell::new`] lets none through.
    #[error("levels, codes and texts have no notation here")]
    Finding,
}

/// Prints a cell in canonical notation; a cell without an entry prints as nothing.
pub fn print(cell: &Cell, style: &Style) -> Result<String, PrintError> {
    let mut text = String::new();
    let parts = cell.parts();
    let mut open = false;
    for (i, part) in parts.iter().enumerate() {
        let exception = match &part.role {
            Role::Head if is_implied(part, parts.get(i + 1)) => continue,
            Role::Exception(place) => Some(place),
            _ => None,
        };
        text.push_str(match (&part.role, exception.is_some(), open) {
            (Role::Head, ..) => "",
            (Role::Sites, ..) if text.is_empty() => "",
            (Role::Medicines, ..) if !text.ends_with('✓') => "",
            (_, true, false) => " (",
            (_, true, true) => "; ",
            _ => " ",
        });
        text.push_str(&printed_part(part, style)?);
        if let Some(place) = exception {
            text.push_str(" in ");
            text.push_str(place.as_str());
            open = true;
        }
    }
    if open {
        text.push(')');
    }
    Ok(text)
}

/// Whether the head is a "yes" that its number of sites says already, with the same references.
fn is_implied(head: &Part, next: Option<&Part>) -> bool {
    next.is_some_and(|sites| {
        let implies = sites.finding.quantity().is_some_and(implies_yes);
        head.finding == Finding::Yes
            && sites.role == Role::Sites
            && implies
            && head.references == sites.references
    })
}

fn printed_part(part: &Part, style: &Style) -> Result<String, PrintError> {
    let references = printed_references(&part.references);
    let text = match &part.finding {
        Finding::Yes => format!("✓{references}"),
        Finding::No => format!("x{references}"),
        Finding::NotKnown => format!("nk{references}"),
        Finding::NotApplicable => format!("n/a{references}"),
        Finding::Confidential => format!("confidential{references}"),
        Finding::Withdrawn => format!("withdrawn{references}"),
        Finding::Codes(codes) => format!("({}){references}", printed_letters(codes, style)?),
        Finding::Quantity(quantity) => {
            let signs = Signs {
                numbers: style.numbers,
                percent: part.sign,
            };
            signs.quantity(quantity, &references)
        }
        Finding::Level(_) | Finding::Text(_) => return Err(PrintError::Finding),
    };
    Ok(text)
}

fn printed_references(references: &[u16]) -> String {
    if references.is_empty() {
        return String::new();
    }
    let numbers: Vec<String> = references.iter().map(u16::to_string).collect();
    format!("[{}]", numbers.join(","))
}

fn printed_letters(codes: &[LevelCode], style: &Style) -> Result<String, PrintError> {
    let letter = |code: &LevelCode| {
        let letter = style.letters.letter(code);
        letter.ok_or_else(|| PrintError::NoLetter(code.clone()))
    };
    let letters: Vec<&str> = codes.iter().map(letter).collect::<Result<_, _>>()?;
    Ok(letters.join(","))
}

/// What stands around the digits.
struct Signs {
    numbers: NumberStyle,
    percent: UnitSign,
}

impl Signs {
    fn quantity(&self, quantity: &Quantity, references: &str) -> String {
        let bound = bound_sign(quantity.bound());
        let range = quantity.range().map(|(low, high)| self.range(low, high));
        match (quantity.value(), range) {
            (Some(value), None) => format!("{bound}{}{references}", self.number(value)),
            (Some(value), Some(range)) => format!("{bound}{} ({range}){references}", self.number(value)),
            (None, range) => format!("{bound}{}{references}", range.unwrap_or_default()),
        }
    }

    fn number(&self, number: Decimal) -> String {
        let sign = match self.percent {
            UnitSign::Percent => "%",
            UnitSign::Unsigned => "",
        };
        format!("{}{sign}", self.numbers.number(number))
    }

    /// An en dash between the ends, with room around it where a minus stands.
    fn range(&self, low: Decimal, high: Decimal) -> String {
        let dash = if low.is_negative() || high.is_negative() {
            " – "
        } else {
            "–"
        };
        format!("{}{dash}{}", self.numbers.number(low), self.number(high))
    }
}

fn bound_sign(bound: Bound) -> String {
    match bound {
        Bound::Exact | Bound::Approximately => bound.sign().to_owned(),
        Bound::AtLeast | Bound::MoreThan | Bound::AtMost | Bound::LessThan => format!("{} ", bound.sign()),
    }
}

/// A quantity in plain digits, as published, the same in every language: `≥ 91`, `~90`, `67 (60.9–73.1)`, `62.6–73`.
#[must_use]
pub fn quantity_text(quantity: &Quantity) -> String {
    let signs = Signs {
        numbers: NumberStyle::Plain,
        percent: UnitSign::Unsigned,
    };
    signs.quantity(quantity, "")
}
