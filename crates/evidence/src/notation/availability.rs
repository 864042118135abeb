//! Availability cells: `30[15](M,B,O)`, `✓ 30`, `x[15,16]`.

use tidemark_vocab::{Decimal, LevelCode};

use super::error::{Expected, NotationError};
use super::legend::{Column, Glyphs, LostGlyph};
use super::number::{reference_number, value_of};
use super::quantity::Estimate;
use super::scan::Mark;
use super::{Parser, Role, Span, UnitSign};
use crate::finding::{Bound, Finding, Quantity};

impl Parser<'_> {
    /// A number alone says "available" and how many sites; its references stand on both.
    pub(super) fn sites_alone(&mut self) -> Result<(), NotationError> {
        let from = self.scan.mark();
        if self.scan.peek() == Some('(') || self.scan.peek() == Some('[') {
            return Err(self.scan.unexpected(Expected::Answer));
        }
        let sites = self
            .count_of_sites()
            .map_err(|error| expect_answer(error, from, self))?;
        if !implies_yes(&sites.quantity) {
            let found = self.scan.written(from);
            return Err(NotationError::Sites {
                at: sites.span,
                found,
            });
        }
        let references = sites.references.clone();
        self.push(
            Role::Head,
            Finding::Yes,
            references,
            UnitSign::Unsigned,
            sites.span,
        );
        self.push_sites(sites);
        self.medicines()?;
        self.exceptions()?;
        self.end()
    }

    /// The number of sites that may follow a tick.
    pub(super) fn sites_after_tick(&mut self) -> Result<(), NotationError> {
        self.scan.skip_space();
        if self.scan.is_at_end() || self.scan.peek() == Some('(') {
            return Ok(());
        }
        let sites = self.count_of_sites()?;
        self.refuse_reference_after_tick(&sites.quantity, sites.span)?;
        self.push_sites(sites);
        Ok(())
    }

    fn push_sites(&mut self, sites: Estimate) {
        let finding = Finding::Quantity(sites.quantity);
        self.push(
            Role::Sites,
            finding,
            sites.references,
            UnitSign::Unsigned,
            sites.span,
        );
    }

    /// Where raised digits were lost, a small number after a tick may be the tick's reference.
    fn refuse_reference_after_tick(&self, sites: &Quantity, at: Span) -> Result<(), NotationError> {
        let highest = self.highest_lost_reference().map(u32::from).map(Decimal::from);
        let value = sites.value().filter(|_| sites.bound() == Bound::Exact);
        match (value, highest) {
            (Some(value), Some(highest)) if value <= highest => Err(NotationError::Ambiguous {
                at,
                readings: vec![format!("✓ {value}"), format!("✓[{value}]")],
            }),
            _ => Ok(()),
        }
    }

    /// `(M,B,O)`; a bracket that holds an exception is left alone.
    pub(super) fn medicines(&mut self) -> Result<(), NotationError> {
        self.scan.skip_space();
        let opened = self.scan.mark();
        if self.scan.eat('(').is_none() {
            return Ok(());
        }
        self.scan.skip_space();
        if self.is_exception() {
            self.scan.reset(opened);
            return Ok(());
        }
        let mut codes = Vec::new();
        loop {
            self.scan.skip_space();
            if self.scan.is_at_end() {
                return Err(self.unclosed(opened, '('));
            }
            let code = self.medicine(&codes)?;
            codes.push(code);
            self.scan.skip_space();
            if self
                .scan
                .eat_if(|c| matches!(c, ',' | ';' | '/' | '+' | '&'))
                .is_none()
            {
                break;
            }
        }
        self.close(opened, Expected::Letter)?;
        let span = self.scan.span(opened);
        codes.sort();
        let references = self.references()?;
        self.push(
            Role::Medicines,
            Finding::Codes(codes),
            references,
            UnitSign::Unsigned,
            span,
        );
        Ok(())
    }

    /// Whether a word of the legend, its references and "in" stand here.
    fn is_exception(&mut self) -> bool {
        let here = self.scan.mark();
        let word = self.word().is_some();
        let follows = word && self.references().is_ok();
        self.scan.skip_space();
        let found = follows && self.scan.eat_word(&['i', 'n']).is_some();
        self.scan.reset(here);
        found
    }

    fn medicine(&mut self, named: &[LevelCode]) -> Result<LevelCode, NotationError> {
        let from = self.scan.mark();
        while self.scan.eat_if(char::is_alphabetic).is_some() {}
        if self.scan.mark() == from {
            return Err(self.scan.unexpected(Expected::Letter));
        }
        let letter: String = self.scan.folded(from).into_iter().collect();
        let at = self.scan.span(from);
        let letters = &self.context.legend.letters;
        let Some(code) = letters.code(&letter) else {
            let known = letters.iter().map(|(letter, _)| letter.to_owned()).collect();
            return Err(NotationError::UnknownLetter { at, letter, known });
        };
        if named.contains(code) {
            return Err(NotationError::RepeatedLetter { at, letter });
        }
        Ok(code.clone())
    }

    /// Refuses a number that opens an availability cell with a digit that may be a lost tick or cross.
    pub(super) fn refuse_lost_glyph(&self, glyphs: &[char], from: Mark) -> Result<(), NotationError> {
        let (Glyphs::MayBeDigits(digits), Column::Availability) =
            (&self.context.legend.glyphs, self.context.column)
        else {
            return Ok(());
        };
        let Some((first, rest)) = glyphs.split_first().filter(|_| self.parts.is_empty()) else {
            return Ok(());
        };
        let Some(lost) = digits.get(first).filter(|_| self.scan.is_first(from)) else {
            return Ok(());
        };
        let rest = rest.strip_prefix(&[' ']).unwrap_or(rest);
        let Some(reading) = self.behind_glyph(*lost, rest) else {
            return Ok(());
        };
        let mark = self.context.legend.decimal;
        let plain = value_of(glyphs, mark).map_or_else(|| glyphs.iter().collect(), |n| n.to_string());
        Err(NotationError::Ambiguous {
            at: self.scan.span(from),
            readings: vec![plain, reading],
        })
    }

    /// What the cell says if its first digit is a lost sign; nothing where that makes no sense.
    fn behind_glyph(&self, lost: LostGlyph, rest: &[char]) -> Option<String> {
        let sign = match lost {
            LostGlyph::Tick => "✓",
            LostGlyph::Cross => "x",
        };
        if rest.is_empty() {
            return Some(sign.to_owned());
        }
        let highest = self.highest_lost_reference();
        let reference = reference_number(rest).filter(|n| highest.is_some_and(|highest| *n <= highest));
        let mark = self.context.legend.decimal;
        let sites = value_of(rest, mark).filter(|_| lost == LostGlyph::Tick && rest.first() != Some(&'0'));
        match (sites, reference) {
            (Some(sites), _) => Some(format!("{sign} {sites}")),
            (None, Some(reference)) => Some(format!("{sign}[{reference}]")),
            (None, None) => None,
        }
    }
}

/// Whether a number of sites alone says that there is at least one.
pub(super) fn implies_yes(sites: &Quantity) -> bool {
    match (sites.value(), sites.bound(), sites.range()) {
        (_, _, Some((low, _))) => low > Decimal::ZERO,
        (Some(_), Bound::MoreThan, None) => true,
        (Some(value), Bound::Exact | Bound::AtLeast | Bound::Approximately, None) => value > Decimal::ZERO,
        _ => false,
    }
}

/// Where not even a number begins, an answer was expected.
fn expect_answer(error: NotationError, from: Mark, parser: &Parser<'_>) -> NotationError {
    match error {
        NotationError::Unexpected {
            at,
            found,
            expected: Expected::Number,
        } if at.start == parser.scan.place_of(from) => NotationError::Unexpected {
            at,
            found,
            expected: Expected::Answer,
        },
        other => other,
    }
}
