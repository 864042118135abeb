//! Figures: bounds, ranges and percent signs.

use tidemark_vocab::Decimal;

use super::cell::is_count_of_sites;
use super::error::{Expected, NotationError};
use super::fold::DASH;
use super::legend::Column;
use super::number::Number;
use super::scan::Mark;
use super::{Parser, Role, Span, UnitSign};
use crate::finding::{Bound, Finding, Quantity, QuantityError};

/// Signs and words before a number; the longest that fits counts.
const BOUNDS: [(&str, Bound); 33] = [
    ("≥", Bound::AtLeast),
    (">=", Bound::AtLeast),
    ("=>", Bound::AtLeast),
    ("at least", Bound::AtLeast),
    ("minimum", Bound::AtLeast),
    (">", Bound::MoreThan),
    ("more than", Bound::MoreThan),
    ("greater than", Bound::MoreThan),
    ("over", Bound::MoreThan),
    ("above", Bound::MoreThan),
    ("≤", Bound::AtMost),
    ("<=", Bound::AtMost),
    ("=<", Bound::AtMost),
    ("at most", Bound::AtMost),
    ("up to", Bound::AtMost),
    ("maximum", Bound::AtMost),
    ("<", Bound::LessThan),
    ("less than", Bound::LessThan),
    ("fewer than", Bound::LessThan),
    ("under", Bound::LessThan),
    ("below", Bound::LessThan),
    ("~", Bound::Approximately),
    ("c", Bound::Approximately),
    ("c.", Bound::Approximately),
    ("ca", Bound::Approximately),
    ("ca.", Bound::Approximately),
    ("circa", Bound::Approximately),
    ("approx", Bound::Approximately),
    ("approx.", Bound::Approximately),
    ("approximately", Bound::Approximately),
    ("about", Bound::Approximately),
    ("around", Bound::Approximately),
    ("roughly", Bound::Approximately),
];

/// What may follow a number that stands here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// A reference may follow.
    Open,
    /// A bracket closes: references do not stand there.
    Bracketed,
}

/// A figure without the range in brackets that may follow it.
#[derive(Debug)]
pub(super) struct Amount {
    pub(super) value: Option<Decimal>,
    pub(super) bound: Bound,
    pub(super) range: Option<(Decimal, Decimal)>,
    pub(super) sign: UnitSign,
    pub(super) from: Mark,
}

/// A figure complete with its range and its references.
#[derive(Debug)]
pub(super) struct Estimate {
    pub(super) quantity: Quantity,
    pub(super) references: Vec<u16>,
    pub(super) sign: UnitSign,
    pub(super) span: Span,
}

impl Amount {
    pub(super) fn quantity(&self) -> Result<Quantity, QuantityError> {
        let (low, high) = self.range.unzip();
        Quantity::new(self.value, self.bound, low, high)
    }
}

impl Parser<'_> {
    /// A cell of a column of numbers.
    pub(super) fn amount_cell(&mut self) -> Result<(), NotationError> {
        let from = self.scan.mark();
        let opening = if self.scan.peek() == Some('(') {
            self.range_in_brackets(from)?
        } else {
            self.amount(Setting::Open)?
        };
        let head = self.estimate(opening)?;
        self.push(
            Role::Head,
            Finding::Quantity(head.quantity),
            head.references,
            head.sign,
            head.span,
        );
        self.exceptions()?;
        self.end()
    }

    /// A figure with the range in brackets and the references that may follow it.
    pub(super) fn estimate(&mut self, mut amount: Amount) -> Result<Estimate, NotationError> {
        let mut span = self.scan.span(amount.from);
        let mut references = self.references()?;
        if self.range_follows() {
            self.add_range(&mut amount)?;
            span = self.scan.span(amount.from);
            for reference in self.references()? {
                if !references.contains(&reference) {
                    references.push(reference);
                }
            }
        }
        let quantity = amount
            .quantity()
            .map_err(|reason| NotationError::Impossible { at: span, reason })?;
        Ok(Estimate {
            quantity,
            references,
            sign: amount.sign,
            span,
        })
    }

    /// A number with its bound, or a range.
    pub(super) fn amount(&mut self, setting: Setting) -> Result<Amount, NotationError> {
        let from = self.scan.mark();
        let bound = self.bound();
        let first = self.number()?;
        let mut sign = self.unit_sign()?;
        self.refuse_plus(&first)?;
        let Some(second) = self.other_end()? else {
            self.refuse_fused(&first, None, sign, setting)?;
            let value = Some(first.value);
            return Ok(Amount {
                value,
                bound,
                range: None,
                sign,
                from,
            });
        };
        let last = self.unit_sign()?;
        self.refuse_fused(&second, Some(first.value), last, setting)?;
        if last == UnitSign::Percent {
            sign = last;
        }
        let range = Some((first.value, second.value));
        let amount = Amount {
            value: None,
            bound,
            range,
            sign,
            from,
        };
        let at = self.scan.span(from);
        match amount.quantity() {
            Ok(_) => Ok(amount),
            Err(reason) => Err(NotationError::Impossible { at, reason }),
        }
    }

    fn bound(&mut self) -> Bound {
        let words: Vec<(Vec<char>, Bound)> = BOUNDS
            .iter()
            .map(|(word, bound)| (word.chars().collect(), *bound))
            .collect();
        let found = self
            .scan
            .eat_longest(words.iter().map(|(word, bound)| (word.as_slice(), *bound)));
        self.scan.skip_space();
        found.map_or(Bound::Exact, |(bound, _)| bound)
    }

    fn unit_sign(&mut self) -> Result<UnitSign, NotationError> {
        let here = self.scan.mark();
        self.scan.skip_space();
        if self.scan.peek() != Some('%') {
            self.scan.reset(here);
            return Ok(UnitSign::Unsigned);
        }
        if self.context.column != Column::Percentage {
            return Err(self.scan.unexpected(Expected::End));
        }
        self.scan.bump();
        Ok(UnitSign::Percent)
    }

    /// `100+` is "100 or more" to some and "over 100" to others.
    fn refuse_plus(&mut self, number: &Number) -> Result<(), NotationError> {
        if self.scan.peek() != Some('+') {
            return Ok(());
        }
        self.scan.bump();
        let readings = vec![format!("≥ {}", number.value), format!("> {}", number.value)];
        let at = self.scan.span(number.from);
        Err(NotationError::Ambiguous { at, readings })
    }

    fn refuse_fused(
        &self,
        number: &Number,
        low: Option<Decimal>,
        sign: UnitSign,
        setting: Setting,
    ) -> Result<(), NotationError> {
        if sign == UnitSign::Percent || setting == Setting::Bracketed {
            return Ok(());
        }
        self.refuse_lost_reference(number, low)
    }

    /// The upper end of a range, where a dash or "to" says that one follows.
    fn other_end(&mut self) -> Result<Option<Number>, NotationError> {
        let here = self.scan.mark();
        self.scan.skip_space();
        let dash = self.scan.eat_if(|c| c == '-' || c == DASH).is_some();
        if dash || self.scan.eat_word(&['t', 'o']).is_some() {
            self.scan.skip_space();
            return self.number().map(Some);
        }
        self.scan.reset(here);
        Ok(None)
    }

    /// `(150-240)`.
    fn range_in_brackets(&mut self, from: Mark) -> Result<Amount, NotationError> {
        let opened = self.scan.mark();
        self.scan.bump();
        self.scan.skip_space();
        if self.scan.is_at_end() {
            return Err(self.unclosed(opened, '('));
        }
        let inner = self.amount(Setting::Bracketed)?;
        if inner.range.is_none() {
            self.scan.skip_space();
            if self.scan.is_at_end() {
                return Err(self.unclosed(opened, '('));
            }
            return Err(self.scan.unexpected(Expected::Range));
        }
        self.close(opened, Expected::Range)?;
        Ok(Amount { from, ..inner })
    }

    /// Whether a bracket follows that holds a range and not an exception.
    fn range_follows(&mut self) -> bool {
        let here = self.scan.mark();
        self.scan.skip_space();
        let bracket = self.scan.eat('(').is_some();
        self.scan.skip_space();
        let found = bracket
            && self
                .amount(Setting::Bracketed)
                .is_ok_and(|inner| inner.range.is_some());
        self.scan.skip_space();
        let closes = matches!(self.scan.peek(), Some(')') | None);
        self.scan.reset(here);
        found && closes
    }

    /// The range in brackets after a value.
    fn add_range(&mut self, amount: &mut Amount) -> Result<(), NotationError> {
        self.scan.skip_space();
        let from = self.scan.mark();
        let inner = self.range_in_brackets(from)?;
        if amount.range.is_some() || inner.bound != Bound::Exact {
            self.scan.reset(from);
            return Err(self.scan.unexpected(Expected::End));
        }
        amount.range = inner.range;
        if inner.sign == UnitSign::Percent {
            amount.sign = inner.sign;
        }
        Ok(())
    }

    /// A number of sites, as an amount that can count them.
    pub(super) fn count_of_sites(&mut self) -> Result<Estimate, NotationError> {
        let amount = self.amount(Setting::Open)?;
        let (from, end) = (amount.from, self.scan.mark());
        let sites = self.estimate(amount)?;
        if is_count_of_sites(&sites.quantity) {
            return Ok(sites);
        }
        self.scan.reset(end);
        let found = self.scan.written(from);
        Err(NotationError::Sites {
            at: self.scan.span(from),
            found,
        })
    }
}
