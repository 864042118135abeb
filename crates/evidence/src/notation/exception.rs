//! Exceptions for a part of the place: `(5.3 in Dhaka; 2.0 in Sylhet)`.

use super::error::{Expected, NotationError};
use super::legend::Column;
use super::quantity::Setting;
use super::scan::Mark;
use super::{Parser, Part, PlaceName, Role, UnitSign, finding_of};
use crate::finding::Finding;

impl Parser<'_> {
    /// All exceptions that follow, in any number of brackets.
    pub(super) fn exceptions(&mut self) -> Result<(), NotationError> {
        loop {
            self.scan.skip_space();
            let opened = self.scan.mark();
            if self.scan.eat('(').is_none() {
                return Ok(());
            }
            loop {
                self.scan.skip_space();
                if self.scan.is_at_end() {
                    return Err(self.unclosed(opened, '('));
                }
                self.exception(opened)?;
                self.scan.skip_space();
                if self.scan.eat_if(|c| c == ',' || c == ';').is_none() {
                    break;
                }
            }
            self.close(opened, Expected::RangeOrException)?;
        }
    }

    fn exception(&mut self, opened: Mark) -> Result<(), NotationError> {
        let from = self.scan.mark();
        let mut part = self.exceptional_finding()?;
        self.scan.skip_space();
        if self.scan.is_at_end() {
            return Err(self.unclosed(opened, '('));
        }
        if self.scan.eat_word(&['i', 'n']).is_none() {
            return Err(self.scan.unexpected(Expected::RangeOrException));
        }
        part.role = Role::Exception(self.place_name()?);
        let span = self.scan.span(from);
        for reference in self.references()? {
            if !part.references.contains(&reference) {
                part.references.push(reference);
            }
        }
        self.parts.push(part);
        self.spans.push(span);
        Ok(())
    }

    /// What was found for a part of the place, which is named afterwards.
    fn exceptional_finding(&mut self) -> Result<Part, NotationError> {
        let from = self.scan.mark();
        let availability = self.context.column == Column::Availability;
        let (finding, references, sign) = match self.word().map(|(meaning, _)| finding_of(meaning)) {
            None if !availability => {
                let amount = self.amount(Setting::Open)?;
                let figure = self.estimate(amount)?;
                (Finding::Quantity(figure.quantity), figure.references, figure.sign)
            }
            Some(Some(finding)) if availability || !matches!(finding, Finding::Yes | Finding::No) => {
                (finding, self.references()?, UnitSign::Unsigned)
            }
            _ => {
                self.scan.reset(from);
                return Err(self.scan.unexpected(Expected::RangeOrException));
            }
        };
        Ok(Part {
            role: Role::Head,
            finding,
            references,
            sign,
        })
    }

    fn place_name(&mut self) -> Result<PlaceName, NotationError> {
        self.scan.skip_space();
        let from = self.scan.mark();
        while self.scan.eat_name_glyph() {}
        if let Ok(name) = self.scan.written_name(from).parse() {
            return Ok(name);
        }
        self.scan.reset(from);
        Err(self.scan.unexpected(Expected::PlaceName))
    }
}
