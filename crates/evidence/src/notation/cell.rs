//! What a printed cell says: its parts, each an observation in the making.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use thiserror::Error;
use tidemark_vocab::Decimal;

use super::fold;
use crate::finding::{Finding, Quantity};

/// Where something stands in a cell's text, in characters (not bytes), counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first character.
    pub start: usize,
    /// How many characters; 0 at the end of the text.
    pub length: usize,
}

/// The name of a part of the place, as printed: `Dhaka`. Whoever reads the cell finds the area, or refuses it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceName(Arc<str>);

impl PlaceName {
    /// The name as printed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Why a text cannot be the name of a place in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "`{0}` is not a place's name: it begins with a letter, holds no digits, brackets, commas, semicolons or signs"
)]
pub struct PlaceNameError(pub String);

impl FromStr for PlaceName {
    type Err = PlaceNameError;

    fn from_str(text: &str) -> Result<Self, PlaceNameError> {
        let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let begins = name.chars().next().is_some_and(char::is_alphabetic);
        let ends = !name.chars().next_back().is_some_and(fold::is_joiner);
        if begins && ends && name.chars().all(fold::is_in_name) {
            Ok(Self(Arc::from(name)))
        } else {
            Err(PlaceNameError(text.to_owned()))
        }
    }
}

impl fmt::Display for PlaceName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a part is to its cell.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Role {
    /// The finding of the column's own indicator.
    Head,
    /// How many sites there are.
    Sites,
    /// Which medicines are given.
    Medicines,
    /// The column's indicator for a part of the place.
    Exception(PlaceName),
}

/// The sign of a unit that stands in the cell itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UnitSign {
    /// No sign: the column's heading says the unit.
    Unsigned,
    /// `%`.
    Percent,
}

/// One observation in the making, with the references that are printed on it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Part {
    /// What it is to the cell.
    pub role: Role,
    /// What was found.
    pub finding: Finding,
    /// Numbers in the source's list of references, in the order printed.
    pub references: Vec<u16>,
    /// The unit's sign seen with the number.
    pub sign: UnitSign,
}

/// Why parts do not make a cell.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CellError {
    /// The first part, and only the first, is the head.
    #[error("a cell begins with its head and has one head only")]
    Head,
    /// Head, sites, medicines, exceptions: in this order, sites and medicines once.
    #[error("the parts of a cell stand in the order head, sites, medicines, exceptions")]
    Order,
    /// Sites and medicines belong to a "yes".
    #[error("sites and medicines are printed only where the service is available")]
    NotAvailable,
    /// The finding does not fit the role.
    #[error("the finding does not fit its part of the cell")]
    Finding,
    /// Answers and numbers of one indicator are mixed.
    #[error("a cell mixes yes or no with numbers")]
    Mixed,
    /// A reference is 0 or given twice.
    #[error("references are numbers from 1, each once")]
    References,
}

/// The parts of one printed cell. A cell without parts is a cell without an entry: it makes no observation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell(Vec<Part>);

impl Cell {
    /// A cell from its parts; refuses what no table can print.
    pub fn new(parts: Vec<Part>) -> Result<Self, CellError> {
        let Some(head) = parts.first() else {
            return Ok(Self(parts));
        };
        check_order(&parts)?;
        let companions = parts
            .iter()
            .any(|part| matches!(part.role, Role::Sites | Role::Medicines));
        if companions && head.finding != Finding::Yes {
            return Err(CellError::NotAvailable);
        }
        parts.iter().try_for_each(check_part)?;
        let own = |part: &&Part| matches!(part.role, Role::Head | Role::Exception(_));
        let numbers = parts.iter().filter(own).any(|p| p.finding.quantity().is_some());
        let answers = parts
            .iter()
            .filter(own)
            .any(|p| matches!(p.finding, Finding::Yes | Finding::No));
        if numbers && answers {
            return Err(CellError::Mixed);
        }
        Ok(Self(parts))
    }

    /// The parts, in order.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.0
    }

    /// Whether nothing is entered: neither a finding nor a "not known".
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn check_order(parts: &[Part]) -> Result<(), CellError> {
    let rank = |part: &Part| match part.role {
        Role::Head => 0,
        Role::Sites => 1,
        Role::Medicines => 2,
        Role::Exception(_) => 3,
    };
    let heads = parts.iter().filter(|part| rank(part) == 0).count();
    if heads != 1 || parts.first().map(rank) != Some(0) {
        return Err(CellError::Head);
    }
    let ordered = parts.windows(2).all(|pair| match pair {
        [a, b] => rank(a) < rank(b) || (rank(a) == 3 && rank(b) == 3),
        _ => true,
    });
    if ordered { Ok(()) } else { Err(CellError::Order) }
}

fn check_part(part: &Part) -> Result<(), CellError> {
    let fits = match (&part.role, &part.finding) {
        (Role::Sites, Finding::Quantity(sites)) => is_count_of_sites(sites),
        (Role::Medicines, Finding::Codes(codes)) => {
            !codes.is_empty() && codes.windows(2).all(|pair| matches!(pair, [a, b] if a < b))
        }
        (Role::Head | Role::Exception(_), finding) => {
            !matches!(finding, Finding::Level(_) | Finding::Codes(_) | Finding::Text(_))
        }
        _ => false,
    };
    let unsigned = part.sign == UnitSign::Unsigned;
    let signed = matches!(part.role, Role::Head | Role::Exception(_)) && part.finding.quantity().is_some();
    if !fits || !(unsigned || signed) {
        return Err(CellError::Finding);
    }
    let repeated = |(i, n): (usize, &u16)| *n == 0 || part.references.iter().take(i).any(|m| m == n);
    if part.references.iter().enumerate().any(repeated) {
        return Err(CellError::References);
    }
    Ok(())
}

/// Whether a number can count the sites of a service that is available: whole, and not none at all.
pub(super) fn is_count_of_sites(sites: &Quantity) -> bool {
    let ends = sites.range().map(|(low, high)| [low, high]);
    let whole = sites
        .value()
        .iter()
        .chain(ends.iter().flatten())
        .all(|n| n.is_whole() && n.decimals() == 0 && !n.is_negative());
    whole && sites.ceiling().is_none_or(|ceiling| ceiling > Decimal::ZERO)
}

/// A cell as read, with where each part stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedCell {
    /// What the cell says.
    pub cell: Cell,
    /// The place of each part, in the order of the parts. A "yes" implied by a number of sites stands where the number stands.
    pub spans: Vec<Span>,
}

impl ParsedCell {
    /// The parts with their places.
    pub fn iter(&self) -> impl Iterator<Item = (&Part, Span)> {
        self.cell.parts().iter().zip(self.spans.iter().copied())
    }
}
