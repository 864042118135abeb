//! The notation of printed tables: `30[15](M,B,O)`, `67 (60.9–73.1)`, `1.1 (5.3 in Dhaka)`.
//!
//! A compound cell is a view: each of its parts is an observation of its own. The parser gives the parts or an
//! error with its position, and never guesses: what has two readings is refused with both. `docs/notation.md`
//! holds the rules.

mod availability;
mod cell;
mod error;
mod exception;
mod fold;
mod legend;
mod number;
mod print;
mod quantity;
mod references;
mod scan;
#[cfg(test)]
mod tests;

pub use cell::{Cell, CellError, ParsedCell, Part, PlaceName, PlaceNameError, Role, Span, UnitSign};
pub use error::{Expected, NotationError};
pub(crate) use fold::is_invisible;
pub use legend::{
    CellContext, Column, DecimalMark, Glyphs, Legend, LegendError, Letters, LostGlyph, Meaning,
    ReferenceMarks,
};
pub use print::{NumberStyle, PrintError, Style, print, quantity_text};

use scan::{Mark, Scanner};

use crate::finding::Finding;

/// Reads the text of one cell.
pub fn parse(text: &str, context: CellContext<'_>) -> Result<ParsedCell, NotationError> {
    let mut parser = Parser {
        scan: Scanner::new(text),
        context,
        parts: Vec::new(),
        spans: Vec::new(),
    };
    parser.cell()?;
    // The grammar lets no such cell through; should it ever, the cell is refused and not published.
    let whole = Mark::default();
    let cell = Cell::new(parser.parts).map_err(|_| {
        parser.scan.reset(whole);
        parser.scan.unexpected(Expected::NumberOrWord)
    })?;
    Ok(ParsedCell {
        cell,
        spans: parser.spans,
    })
}

/// The state of reading one cell.
struct Parser<'a> {
    scan: Scanner,
    context: CellContext<'a>,
    parts: Vec<Part>,
    spans: Vec<Span>,
}

impl Parser<'_> {
    fn cell(&mut self) -> Result<(), NotationError> {
        self.scan.skip_space();
        if self.scan.is_at_end() {
            return Ok(());
        }
        match self.word() {
            Some((Meaning::NoEntry, _)) => self.end(),
            Some((meaning, from)) => self.worded(meaning, from),
            None if self.context.column == Column::Availability => self.sites_alone(),
            None => self.amount_cell(),
        }
    }

    /// A word or sign of the legend.
    fn word(&mut self) -> Option<(Meaning, Mark)> {
        self.scan.eat_longest(self.context.legend.words())
    }

    /// A cell that begins with a word.
    fn worded(&mut self, meaning: Meaning, from: Mark) -> Result<(), NotationError> {
        let availability = self.context.column == Column::Availability;
        let finding = match finding_of(meaning) {
            Some(Finding::Yes | Finding::No) if !availability => {
                self.scan.reset(from);
                return Err(self.scan.unexpected(Expected::NumberOrWord));
            }
            Some(finding) => finding,
            None => return self.end(),
        };
        let span = self.scan.span(from);
        let references = self.references()?;
        let available = finding == Finding::Yes;
        self.push(Role::Head, finding, references, UnitSign::Unsigned, span);
        if available {
            self.sites_after_tick()?;
            self.medicines()?;
        }
        self.exceptions()?;
        self.end()
    }

    fn push(&mut self, role: Role, finding: Finding, references: Vec<u16>, sign: UnitSign, span: Span) {
        self.parts.push(Part {
            role,
            finding,
            references,
            sign,
        });
        self.spans.push(span);
    }

    /// Nothing may follow.
    fn end(&mut self) -> Result<(), NotationError> {
        self.scan.skip_space();
        if self.scan.is_at_end() {
            Ok(())
        } else {
            Err(self.scan.unexpected(Expected::End))
        }
    }

    /// The end of what a bracket opened.
    fn close(&mut self, opened: Mark, expected: Expected) -> Result<(), NotationError> {
        self.scan.skip_space();
        if self.scan.eat(')').is_some() {
            Ok(())
        } else if self.scan.is_at_end() {
            Err(self.unclosed(opened, '('))
        } else {
            Err(self.scan.unexpected(expected))
        }
    }

    fn unclosed(&mut self, opened: Mark, bracket: char) -> NotationError {
        let at = Span {
            length: 1,
            ..self.scan.span(opened)
        };
        NotationError::UnclosedBracket { at, bracket }
    }
}

/// What a word of the legend finds; nothing where nothing is entered.
fn finding_of(meaning: Meaning) -> Option<Finding> {
    match meaning {
        Meaning::Yes => Some(Finding::Yes),
        Meaning::No => Some(Finding::No),
        Meaning::NotKnown => Some(Finding::NotKnown),
        Meaning::NotApplicable => Some(Finding::NotApplicable),
        Meaning::Confidential => Some(Finding::Confidential),
        Meaning::NoEntry => None,
    }
}
