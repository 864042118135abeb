//! Numbers with the separators of several countries.

use tidemark_vocab::{Decimal, DecimalError};

use super::Parser;
use super::error::{Expected, NotationError};
use super::legend::{DecimalMark, ReferenceMarks};
use super::scan::Mark;

/// A number as it stands in the text.
#[derive(Debug, Clone)]
pub(super) struct Number {
    pub(super) value: Decimal,
    /// Its glyphs, separators and all.
    pub(super) glyphs: Vec<char>,
    pub(super) from: Mark,
}

/// Why glyphs are no number.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fault {
    Grouping,
    TooLong,
    Ambiguous(Vec<String>),
}

impl Parser<'_> {
    /// Reads a number, or says what stands there instead.
    pub(super) fn number(&mut self) -> Result<Number, NotationError> {
        let from = self.scan.mark();
        let signed = usize::from(self.scan.peek() == Some('-'));
        if !self.scan.ahead(signed).is_some_and(|c| c.is_ascii_digit()) {
            return Err(self.scan.unexpected(Expected::Number));
        }
        if signed == 1 {
            self.scan.bump();
        }
        self.take_digits();
        let glyphs = self.scan.folded(from);
        self.refuse_lost_glyph(&glyphs, from)?;
        let at = self.scan.span(from);
        let found = self.scan.written(from);
        match interpret(&glyphs, self.context.legend.decimal) {
            Ok(value) => Ok(Number { value, glyphs, from }),
            Err(Fault::Grouping) => Err(NotationError::Grouping { at, found }),
            Err(Fault::TooLong) => Err(NotationError::TooLong { at, found }),
            Err(Fault::Ambiguous(readings)) => Err(NotationError::Ambiguous { at, readings }),
        }
    }

    fn take_digits(&mut self) {
        let mut run = 0;
        loop {
            let digit = |offset| self.scan.ahead(offset).is_some_and(|c: char| c.is_ascii_digit());
            let group = digit(1) && digit(2) && digit(3) && !digit(4);
            match self.scan.peek() {
                Some(c) if c.is_ascii_digit() => run += 1,
                Some(',' | '.' | '\'') if digit(1) => run = 0,
                Some(' ') if group && run <= 3 => run = 0,
                _ => break,
            }
            self.scan.bump();
        }
    }

    /// The highest number that a lost raised reference can have.
    pub(super) fn highest_lost_reference(&self) -> Option<u16> {
        match self.context.legend.references {
            ReferenceMarks::Flattened { highest } => Some(highest),
            ReferenceMarks::Bracketed | ReferenceMarks::Parenthesised => None,
        }
    }

    /// Refuses a number whose last digits may be a raised reference that the text has lost.
    pub(super) fn refuse_lost_reference(
        &self,
        number: &Number,
        low: Option<Decimal>,
    ) -> Result<(), NotationError> {
        let Some(highest) = self.highest_lost_reference() else {
            return Ok(());
        };
        let possible = |value: &Decimal| low.is_none_or(|low| low <= *value);
        let mut readings = vec![number.value.to_string()];
        for cut in 1..number.glyphs.len() {
            let (rest, last) = number.glyphs.split_at(cut);
            let reference = reference_number(last).filter(|reference| *reference <= highest);
            let value = interpret(rest, self.context.legend.decimal).ok().filter(possible);
            if let (Some(reference), Some(value)) = (reference, value) {
                readings.push(format!("{value}[{reference}]"));
            }
        }
        if readings.len() == 1 {
            return Ok(());
        }
        Err(NotationError::Ambiguous {
            at: self.scan.span(number.from),
            readings,
        })
    }
}

/// The number of a reference: from 1, without zeros before it.
pub(super) fn reference_number(digits: &[char]) -> Option<u16> {
    let plain = digits.iter().all(char::is_ascii_digit) && digits.first() != Some(&'0');
    let text: String = digits.iter().collect();
    plain.then_some(text)?.parse().ok()
}

/// The value of glyphs that are digits and separators.
pub(super) fn value_of(glyphs: &[char], mark: DecimalMark) -> Option<Decimal> {
    interpret(glyphs, mark).ok()
}

fn interpret(glyphs: &[char], mark: DecimalMark) -> Result<Decimal, Fault> {
    let with = |mark| reading(glyphs, mark).map(|text| parse(&text)).transpose();
    match mark {
        DecimalMark::Point => with('.')?.ok_or(Fault::Grouping),
        DecimalMark::Comma => with(',')?.ok_or(Fault::Grouping),
        DecimalMark::Undeclared => match (with('.')?, with(',')?) {
            (None, None) => Err(Fault::Grouping),
            (Some(one), Some(other)) if one != other => {
                Err(Fault::Ambiguous(vec![one.to_string(), other.to_string()]))
            }
            (Some(value), _) => Ok(value),
            (None, Some(value)) if glyphs.contains(&'.') => Ok(value),
            (None, Some(value)) => {
                let joined: String = glyphs.iter().filter(|c| **c != ',').collect();
                Err(Fault::Ambiguous(vec![value.to_string(), joined]))
            }
        },
    }
}

fn parse(text: &str) -> Result<Decimal, Fault> {
    text.parse().map_err(|error| match error {
        DecimalError::TooLong(_) | DecimalError::Overflow | DecimalError::DivisionByZero => Fault::TooLong,
        DecimalError::Malformed(_) => Fault::Grouping,
    })
}

/// The digits in plain form, where the glyphs are a number with this decimal mark.
fn reading(glyphs: &[char], mark: char) -> Option<String> {
    let (sign, digits) = match glyphs.split_first() {
        Some(('-', rest)) => ("-", rest),
        _ => ("", glyphs),
    };
    let mut halves = digits.splitn(2, |c| *c == mark);
    let whole = ungrouped(halves.next()?, mark)?;
    match halves.next() {
        None => Some(format!("{sign}{whole}")),
        Some(decimals) if !decimals.is_empty() && decimals.iter().all(char::is_ascii_digit) => {
            let decimals: String = decimals.iter().collect();
            Some(format!("{sign}{whole}.{decimals}"))
        }
        Some(_) => None,
    }
}

/// The whole part without its separators: one kind of them, three digits after each.
fn ungrouped(whole: &[char], mark: char) -> Option<String> {
    let separator = whole.iter().copied().find(|c| !c.is_ascii_digit());
    let mut groups = whole.split(|c| Some(*c) == separator);
    let first = groups.next()?;
    let lengths = match separator {
        None => !first.is_empty(),
        Some(separator) => {
            separator != mark
                && matches!(separator, ',' | '.' | ' ' | '\'')
                && (1..=3).contains(&first.len())
                && first.first() != Some(&'0')
                && groups.all(|group| group.len() == 3)
        }
    };
    let zero = first.len() > 1 && first.first() == Some(&'0');
    let digits: String = whole.iter().filter(|c| Some(**c) != separator).collect();
    let plain = digits.bytes().all(|b| b.is_ascii_digit());
    (lengths && plain && !zero).then_some(digits)
}
