//! Numbers of references: `[15,16]`, `[15–17]`, `¹⁵`, and `(15)` where the legend says so.

use super::Parser;
use super::error::{Expected, NotationError};
use super::fold::{DASH, raised};
use super::legend::{Column, ReferenceMarks};
use super::number::reference_number;
use super::scan::Mark;

/// The longest span of references that is written out; more is a misprint.
const LONGEST_SPAN: u16 = 50;

impl Parser<'_> {
    /// All references that follow.
    pub(super) fn references(&mut self) -> Result<Vec<u16>, NotationError> {
        let mut numbers = Vec::new();
        loop {
            let here = self.scan.mark();
            self.scan.skip_space();
            let found = match self.scan.peek() {
                Some('[') => self.bracketed(']')?,
                Some(c) if raised(c).is_some() => self.raised_references()?,
                Some('(') if self.context.legend.references == ReferenceMarks::Parenthesised => {
                    self.parenthesised()?
                }
                _ => Vec::new(),
            };
            if found.is_empty() {
                self.scan.reset(here);
                return Ok(numbers);
            }
            for number in found {
                if !numbers.contains(&number) {
                    numbers.push(number);
                }
            }
        }
    }

    /// References in round brackets, where nothing but whole numbers stands in them.
    fn parenthesised(&mut self) -> Result<Vec<u16>, NotationError> {
        let here = self.scan.mark();
        self.scan.bump();
        let listed = |c: char| c.is_ascii_digit() || c == ',' || c == ' ';
        while self.scan.eat_if(listed).is_some() {}
        let closed = self.scan.peek() == Some(')');
        self.scan.reset(here);
        if !closed {
            return Ok(Vec::new());
        }
        self.bracketed(')')
    }

    fn bracketed(&mut self, closing: char) -> Result<Vec<u16>, NotationError> {
        let opened = self.scan.mark();
        let opening = self.scan.bump().unwrap_or('[');
        let mut numbers = Vec::new();
        loop {
            self.scan.skip_space();
            if self.scan.is_at_end() {
                return Err(self.unclosed(opened, opening));
            }
            let from = self.scan.mark();
            let first = self.reference()?;
            self.scan.skip_space();
            match self.scan.eat_if(|c| c == '-' || c == DASH) {
                Some(_) => numbers.extend(self.span_of_references(first, from)?),
                None => numbers.push(first),
            }
            self.scan.skip_space();
            if self.scan.eat(closing).is_some() {
                return Ok(numbers);
            }
            if self.scan.is_at_end() {
                return Err(self.unclosed(opened, opening));
            }
            if self.scan.eat_if(|c| c == ',' || c == ';').is_none() {
                return Err(self.scan.unexpected(Expected::Reference));
            }
        }
    }

    /// One number.
    fn reference(&mut self) -> Result<u16, NotationError> {
        let from = self.scan.mark();
        while self.scan.eat_if(|c| c.is_ascii_digit()).is_some() {}
        if self.scan.mark() == from {
            return Err(self.scan.unexpected(Expected::Reference));
        }
        let point = matches!(self.scan.peek(), Some('.' | '\'' | '%'));
        reference_number(&self.scan.folded(from))
            .filter(|_| !point)
            .ok_or_else(|| self.not_a_reference(from))
    }

    fn not_a_reference(&self, from: Mark) -> NotationError {
        NotationError::Reference {
            at: self.scan.span(from),
            found: self.scan.written(from),
        }
    }

    /// The rest of `[15–17]`; beside a figure it could as well be the figure's range.
    fn span_of_references(&mut self, first: u16, from: Mark) -> Result<Vec<u16>, NotationError> {
        self.scan.skip_space();
        let last = self.reference()?;
        if self.context.column != Column::Availability {
            let at = self.scan.span(from);
            let readings = vec![format!("[{first}]…[{last}]"), format!("({first}–{last})")];
            return Err(NotationError::Ambiguous { at, readings });
        }
        if first >= last || last - first > LONGEST_SPAN {
            return Err(self.not_a_reference(from));
        }
        Ok((first..=last).collect())
    }

    /// Raised digits, with commas between numbers.
    fn raised_references(&mut self) -> Result<Vec<u16>, NotationError> {
        let mut numbers = Vec::new();
        loop {
            let from = self.scan.mark();
            while self.scan.eat_if(|c| raised(c).is_some()).is_some() {}
            let digits: Vec<char> = self.scan.folded(from).into_iter().filter_map(raised).collect();
            let number = reference_number(&digits).ok_or_else(|| self.not_a_reference(from))?;
            numbers.push(number);
            let more = self.scan.ahead(1).is_some_and(|c| raised(c).is_some());
            if !more || self.scan.eat_if(|c| c == ',' || c == '˒').is_none() {
                return Ok(numbers);
            }
        }
    }
}
