//! What was found, a row a finding: a form that many rows share, and numbers.

use std::collections::HashMap;
use std::sync::Arc;

use tidemark_evidence::table::grid::{Digits, GridValue};
use tidemark_evidence::{Bound, Finding, Quantity, Status};
use tidemark_vocab::{Decimal, LevelCode};

use crate::codes::{Codes, Numbers, code, index};

/// Everything about a finding but its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Form {
    Yes,
    No,
    NotKnown,
    NotApplicable,
    Confidential,
    /// No edition says so, but columns hold whatever is put into them.
    Withdrawn,
    /// The number is that of a level.
    Level,
    /// The number is that of a list of levels.
    Codes,
    /// The number is that of a text.
    Text,
    /// The numbers are digits; here are the decimals of value, low and high.
    Quantity {
        bound: Bound,
        value: Option<u8>,
        range: Option<(u8, u8)>,
    },
}

/// The ends of ranges: for every row, or for the rows that have one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Ranges {
    /// The rows that have a range, in order; empty where `low` and `high` stand for every row.
    pub(crate) rows: Vec<u32>,
    pub(crate) low: Numbers,
    pub(crate) high: Numbers,
}

impl Ranges {
    fn get(&self, row: usize) -> Option<(i128, i128)> {
        let at = if self.rows.is_empty() {
            row
        } else {
            self.rows.binary_search(&code(row)?).ok()?
        };
        self.low.get(at).zip(self.high.get(at))
    }
}

/// A column of findings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Figures {
    pub(crate) forms: Vec<Form>,
    pub(crate) form: Codes,
    pub(crate) value: Numbers,
    pub(crate) ranges: Ranges,
    pub(crate) levels: Vec<Vec<LevelCode>>,
    pub(crate) texts: Vec<Arc<str>>,
}

impl Figures {
    pub(crate) fn len(&self) -> usize {
        self.form.len()
    }

    /// The form of a row's finding.
    pub(crate) fn form(&self, row: usize) -> Option<Form> {
        self.forms.get(index(self.form.get(row)?)).copied()
    }

    /// What a grid tells of a row's finding; where it is `terse`, not the range of what has a value.
    pub(crate) fn grid_value(&self, row: usize, terse: bool) -> Option<(Status, GridValue<'_>)> {
        let place = || usize::try_from(self.value.get(row)?).ok();
        Some(match self.form(row)? {
            Form::Yes => (Status::Yes, GridValue::Status),
            Form::No => (Status::No, GridValue::Status),
            Form::NotKnown => (Status::NotKnown, GridValue::Status),
            Form::NotApplicable => (Status::NotApplicable, GridValue::Status),
            Form::Confidential => (Status::Confidential, GridValue::Status),
            Form::Withdrawn => (Status::Withdrawn, GridValue::Status),
            Form::Level => (
                Status::Value,
                GridValue::Level(self.levels.get(place()?)?.first()?),
            ),
            Form::Codes => (Status::Value, GridValue::Codes(self.levels.get(place()?)?)),
            Form::Text => (Status::Value, GridValue::Text(self.texts.get(place()?)?)),
            Form::Quantity { bound, value, range } => {
                let digits = |digits, decimals| Digits {
                    digits,
                    decimals: u32::from(decimals),
                };
                let value = match value {
                    Some(decimals) => Some(digits(self.value.get(row)?, decimals)),
                    None => None,
                };
                let range = match range {
                    Some((of_low, of_high)) if !(terse && value.is_some()) => {
                        let (low, high) = self.ranges.get(row)?;
                        Some((digits(low, of_low), digits(high, of_high)))
                    }
                    _ => None,
                };
                (Status::Value, GridValue::Quantity { bound, value, range })
            }
        })
    }

    /// The finding of a row.
    pub(crate) fn get(&self, row: usize) -> Option<Finding> {
        let place = || usize::try_from(self.value.get(row)?).ok();
        Some(match self.form(row)? {
            Form::Yes => Finding::Yes,
            Form::No => Finding::No,
            Form::NotKnown => Finding::NotKnown,
            Form::NotApplicable => Finding::NotApplicable,
            Form::Confidential => Finding::Confidential,
            Form::Withdrawn => Finding::Withdrawn,
            Form::Level => Finding::Level(self.levels.get(place()?)?.first()?.clone()),
            Form::Codes => Finding::Codes(self.levels.get(place()?)?.clone()),
            Form::Text => Finding::Text(Arc::clone(self.texts.get(place()?)?)),
            Form::Quantity { bound, value, range } => {
                Finding::Quantity(self.quantity(row, bound, value, range)?)
            }
        })
    }

    fn quantity(
        &self,
        row: usize,
        bound: Bound,
        value: Option<u8>,
        range: Option<(u8, u8)>,
    ) -> Option<Quantity> {
        let decimal = |digits, decimals| Decimal::from_parts(digits, u32::from(decimals)).ok();
        let value = match value {
            Some(decimals) => Some(decimal(self.value.get(row)?, decimals)?),
            None => None,
        };
        let (low, high) = match range {
            Some((of_low, of_high)) => {
                let (low, high) = self.ranges.get(row)?;
                (Some(decimal(low, of_low)?), Some(decimal(high, of_high)?))
            }
            None => (None, None),
        };
        Quantity::new(value, bound, low, high).ok()
    }

    /// Row `i` of the result is row `rows[i]` of this; `places[row]` is where a row stands then.
    pub(crate) fn permuted(&self, rows: &[u32], places: &[u32]) -> Self {
        let ranges = if self.ranges.rows.is_empty() {
            Ranges {
                rows: Vec::new(),
                low: self.ranges.low.permuted(rows),
                high: self.ranges.high.permuted(rows),
            }
        } else {
            let mut moved: Vec<(u32, u32)> = (0..)
                .zip(&self.ranges.rows)
                .filter_map(|(at, row)| Some((*places.get(index(*row))?, at)))
                .collect();
            moved.sort_unstable();
            let order: Vec<u32> = moved.iter().map(|(_, at)| *at).collect();
            Ranges {
                rows: moved.iter().map(|(row, _)| *row).collect(),
                low: self.ranges.low.permuted(&order),
                high: self.ranges.high.permuted(&order),
            }
        };
        Self {
            forms: self.forms.clone(),
            form: self.form.permuted(rows),
            value: self.value.permuted(rows),
            ranges,
            levels: self.levels.clone(),
            texts: self.texts.clone(),
        }
    }

    /// Bytes of the columns, and of their texts.
    pub(crate) fn bytes(&self) -> (usize, usize) {
        let ranges = &self.ranges;
        let columns = self.form.bytes() + self.value.bytes() + ranges.low.bytes() + ranges.high.bytes();
        let texts = self
            .texts
            .iter()
            .map(|text| text.len() + crate::locators::TEXT_OVERHEAD);
        (columns + ranges.rows.capacity() * 4, texts.sum())
    }
}

/// Gathers a column of findings.
#[derive(Debug, Default)]
pub(crate) struct FiguresBuilder {
    known_forms: HashMap<Form, u32>,
    known_levels: HashMap<Vec<LevelCode>, u32>,
    known_texts: HashMap<Arc<str>, u32>,
    rows_with_range: Vec<u32>,
    column: Figures,
}

impl FiguresBuilder {
    /// Adds a row; `None` where there are too many rows or different values.
    pub(crate) fn push(&mut self, finding: &Finding) -> Option<()> {
        match finding {
            Finding::Yes => self.plain(Form::Yes, 0),
            Finding::No => self.plain(Form::No, 0),
            Finding::NotKnown => self.plain(Form::NotKnown, 0),
            Finding::NotApplicable => self.plain(Form::NotApplicable, 0),
            Finding::Confidential => self.plain(Form::Confidential, 0),
            Finding::Withdrawn => self.plain(Form::Withdrawn, 0),
            Finding::Level(level) => {
                let number = self.levels(std::slice::from_ref(level))?;
                self.plain(Form::Level, number)
            }
            Finding::Codes(codes) => {
                let number = self.levels(codes)?;
                self.plain(Form::Codes, number)
            }
            Finding::Text(text) => {
                let number = self.text(text)?;
                self.plain(Form::Text, number)
            }
            Finding::Quantity(quantity) => self.quantity(quantity),
        }
    }

    /// Adds a row of digits. A range has both ends.
    pub(crate) fn quantity(&mut self, quantity: &Quantity) -> Option<()> {
        let parts = |decimal: Decimal| {
            let (digits, decimals) = decimal.parts();
            Some((digits, u8::try_from(decimals).ok()?))
        };
        let value = match quantity.value() {
            Some(value) => Some(parts(value)?),
            None => None,
        };
        let range = match quantity.range() {
            Some((low, high)) => Some((parts(low)?, parts(high)?)),
            None => None,
        };
        let form = Form::Quantity {
            bound: quantity.bound(),
            value: value.map(|(_, decimals)| decimals),
            range: range.map(|((_, low), (_, high))| (low, high)),
        };
        if let Some(((low, _), (high, _))) = range {
            self.rows_with_range.push(code(self.column.form.len())?);
            self.column.ranges.low.push(low);
            self.column.ranges.high.push(high);
        }
        self.plain(form, value.map_or(0, |(digits, _)| digits))
    }

    fn plain(&mut self, form: Form, number: impl Into<i128>) -> Option<()> {
        let known = self.known_forms.get(&form).copied();
        let form = if let Some(number) = known {
            number
        } else {
            let number = code(self.column.forms.len())?;
            self.column.forms.push(form);
            self.known_forms.insert(form, number);
            number
        };
        self.column.form.push(form);
        self.column.value.push(number.into());
        Some(())
    }

    fn levels(&mut self, levels: &[LevelCode]) -> Option<u32> {
        if let Some(known) = self.known_levels.get(levels) {
            return Some(*known);
        }
        let number = code(self.column.levels.len())?;
        self.column.levels.push(levels.to_vec());
        self.known_levels.insert(levels.to_vec(), number);
        Some(number)
    }

    fn text(&mut self, text: &Arc<str>) -> Option<u32> {
        if let Some(known) = self.known_texts.get(text) {
            return Some(*known);
        }
        let number = code(self.column.texts.len())?;
        self.column.texts.push(Arc::clone(text));
        self.known_texts.insert(Arc::clone(text), number);
        Some(number)
    }

    /// The column. Where half of the rows or more have a range, ends stand for every row.
    pub(crate) fn finish(mut self) -> Figures {
        let rows = self.column.form.len();
        if self.rows_with_range.len() * 2 < rows || self.rows_with_range.is_empty() {
            self.column.ranges.rows = self.rows_with_range;
            return self.column;
        }
        let spread = |numbers: &Numbers| -> Numbers {
            let mut at = 0;
            (0..rows)
                .map(|row| {
                    let has = self
                        .rows_with_range
                        .get(at)
                        .is_some_and(|next| index(*next) == row);
                    let number = if has { numbers.get(at) } else { None };
                    at += usize::from(has);
                    number.unwrap_or_default()
                })
                .collect()
        };
        let (low, high) = (spread(&self.column.ranges.low), spread(&self.column.ranges.high));
        self.column.ranges = Ranges {
            rows: Vec::new(),
            low,
            high,
        };
        self.column
    }
}
