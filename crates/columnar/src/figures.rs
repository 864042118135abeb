//! What was found: a form that many rows share, and a number in the row.

use std::sync::Arc;

use foldhash::HashMap;
use tidemark_evidence::table::grid::{Digits, GridFigure, GridValue};
use tidemark_evidence::{Bound, Finding, Quantity, Status};
use tidemark_vocab::{Decimal, LevelCode};

use crate::codes::{Numbers, code, index};
use crate::rows::Row;

/// Everything about a finding but its numbers, and whether it is in doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Form {
    pub(crate) what: What,
    pub(crate) is_questioned: bool,
    /// The number in the row is the place of digits that do not fit there.
    pub(crate) is_wide: bool,
}

/// What was found, but for its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum What {
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

impl Figures {
    /// Reads the ranges of rows that stand at these places, and tells nothing of them. They lie far apart: asked for one after another without
    /// a question between, they come from memory at the same time.
    pub(crate) fn fetch_ranges(&self, places: impl Iterator<Item = usize>) {
        let ends = places.filter_map(|at| self.ranges.get(at));
        let sum = ends.fold(0_i128, |sum, (low, high)| sum.wrapping_add(low ^ high));
        std::hint::black_box(sum);
    }
}

/// What the rows of a segment found, beside what stands in them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Figures {
    pub(crate) forms: Vec<Form>,
    /// Digits that do not fit into a row.
    pub(crate) wide: Vec<i128>,
    pub(crate) ranges: Ranges,
    pub(crate) levels: Vec<Vec<LevelCode>>,
    pub(crate) texts: Vec<Arc<str>>,
}

impl Figures {
    /// The form of a row's finding.
    pub(crate) fn form(&self, row: Row) -> Option<Form> {
        self.forms.get(row.form()).copied()
    }

    #[inline]
    fn digits(&self, row: Row, form: Form) -> Option<i128> {
        if form.is_wide {
            return self.wide.get(row.place()?).copied();
        }
        Some(row.number().into())
    }

    /// Bound and value of a row's finding where it is a number, and whether it is in doubt.
    #[inline]
    pub(crate) fn number(&self, row: Row) -> Option<(Bound, Digits, bool)> {
        let form = self.form(row)?;
        let What::Quantity {
            bound,
            value: Some(decimals),
            ..
        } = form.what
        else {
            return None;
        };
        let digits = Digits {
            digits: self.digits(row, form)?,
            decimals: decimals.into(),
        };
        Some((bound, digits, form.is_questioned))
    }

    /// What a grid tells of the finding of the row that stands at a place; where it is `terse`, not the range of what has a value.
    #[inline]
    pub(crate) fn grid_value(&self, row: Row, at: usize, terse: bool) -> Option<(Status, GridFigure<'_>)> {
        let form = self.form(row)?;
        let (status, value) = match form.what {
            What::Yes => (Status::Yes, GridValue::Status),
            What::No => (Status::No, GridValue::Status),
            What::NotKnown => (Status::NotKnown, GridValue::Status),
            What::NotApplicable => (Status::NotApplicable, GridValue::Status),
            What::Confidential => (Status::Confidential, GridValue::Status),
            What::Withdrawn => (Status::Withdrawn, GridValue::Status),
            What::Level => (
                Status::Value,
                GridValue::Level(self.levels.get(row.place()?)?.first()?),
            ),
            What::Codes => (Status::Value, GridValue::Codes(self.levels.get(row.place()?)?)),
            What::Text => (Status::Value, GridValue::Text(self.texts.get(row.place()?)?)),
            What::Quantity { bound, value, range } => {
                let digits = |digits, decimals| Digits {
                    digits,
                    decimals: u32::from(decimals),
                };
                let value = match value {
                    Some(decimals) => Some(digits(self.digits(row, form)?, decimals)),
                    None => None,
                };
                let range = match range {
                    Some((of_low, of_high)) if !(terse && value.is_some()) => {
                        let (low, high) = self.ranges.get(at)?;
                        Some((digits(low, of_low), digits(high, of_high)))
                    }
                    _ => None,
                };
                (Status::Value, GridValue::Quantity { bound, value, range })
            }
        };
        let figure = GridFigure {
            value,
            is_questioned: form.is_questioned,
            witness: None,
        };
        Some((status, figure))
    }

    /// The finding of the row that stands at a place.
    pub(crate) fn get(&self, row: Row, at: usize) -> Option<Finding> {
        let form = self.form(row)?;
        Some(match form.what {
            What::Yes => Finding::Yes,
            What::No => Finding::No,
            What::NotKnown => Finding::NotKnown,
            What::NotApplicable => Finding::NotApplicable,
            What::Confidential => Finding::Confidential,
            What::Withdrawn => Finding::Withdrawn,
            What::Level => Finding::Level(self.levels.get(row.place()?)?.first()?.clone()),
            What::Codes => Finding::Codes(self.levels.get(row.place()?)?.clone()),
            What::Text => Finding::Text(Arc::clone(self.texts.get(row.place()?)?)),
            What::Quantity { bound, value, range } => {
                let decimal = |digits, decimals| Decimal::from_parts(digits, u32::from(decimals)).ok();
                let value = match value {
                    Some(decimals) => Some(decimal(self.digits(row, form)?, decimals)?),
                    None => None,
                };
                let (low, high) = match range {
                    Some((of_low, of_high)) => {
                        let (low, high) = self.ranges.get(at)?;
                        (Some(decimal(low, of_low)?), Some(decimal(high, of_high)?))
                    }
                    None => (None, None),
                };
                Finding::Quantity(Quantity::new(value, bound, low, high).ok()?)
            }
        })
    }

    /// The same for rows of which `i` is row `rows[i]` of these; `places[row]` is where a row stands then.
    pub(crate) fn permuted(self, rows: &[u32], places: &[u32]) -> Self {
        let ranges = if self.ranges.low.is_empty() {
            Ranges::default()
        } else if self.ranges.rows.is_empty() {
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
        Self { ranges, ..self }
    }

    /// Bytes of the columns, and of their texts.
    pub(crate) fn bytes(&self) -> (usize, usize) {
        let ranges = &self.ranges;
        let columns = self.wide.capacity() * size_of::<i128>() + ranges.low.bytes() + ranges.high.bytes();
        let texts = self
            .texts
            .iter()
            .map(|text| text.len() + crate::locators::TEXT_OVERHEAD);
        (columns + ranges.rows.capacity() * 4, texts.sum())
    }
}

/// Gathers what rows found.
#[derive(Debug, Default)]
pub(crate) struct FiguresBuilder {
    known_forms: HashMap<Form, u16>,
    known_levels: HashMap<Vec<LevelCode>, i32>,
    known_texts: HashMap<Arc<str>, i32>,
    rows_with_range: Vec<u32>,
    rows: usize,
    figures: Figures,
}

impl FiguresBuilder {
    /// Adds the finding of the next row; returns its form and number, or `None` where there are too many rows or different values.
    pub(crate) fn push(&mut self, finding: &Finding, is_questioned: bool) -> Option<(u16, i32)> {
        let (what, digits) = match finding {
            Finding::Yes => (What::Yes, 0),
            Finding::No => (What::No, 0),
            Finding::NotKnown => (What::NotKnown, 0),
            Finding::NotApplicable => (What::NotApplicable, 0),
            Finding::Confidential => (What::Confidential, 0),
            Finding::Withdrawn => (What::Withdrawn, 0),
            Finding::Level(level) => (What::Level, self.levels(std::slice::from_ref(level))?.into()),
            Finding::Codes(codes) => (What::Codes, self.levels(codes)?.into()),
            Finding::Text(text) => (What::Text, self.text(text)?.into()),
            Finding::Quantity(quantity) => self.quantity(quantity)?,
        };
        let (number, is_wide) = if let Ok(number) = i32::try_from(digits) {
            (number, false)
        } else {
            self.figures.wide.push(digits);
            (i32::try_from(self.figures.wide.len() - 1).ok()?, true)
        };
        self.rows += 1;
        let form = self.form(Form {
            what,
            is_questioned,
            is_wide,
        })?;
        Some((form, number))
    }

    /// A range has both ends.
    fn quantity(&mut self, quantity: &Quantity) -> Option<(What, i128)> {
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
        let what = What::Quantity {
            bound: quantity.bound(),
            value: value.map(|(_, decimals)| decimals),
            range: range.map(|((_, low), (_, high))| (low, high)),
        };
        if let Some(((low, _), (high, _))) = range {
            self.rows_with_range.push(code(self.rows)?);
            self.figures.ranges.low.push(low);
            self.figures.ranges.high.push(high);
        }
        Some((what, value.map_or(0, |(digits, _)| digits)))
    }

    fn form(&mut self, form: Form) -> Option<u16> {
        if let Some(known) = self.known_forms.get(&form) {
            return Some(*known);
        }
        let number = u16::try_from(self.figures.forms.len()).ok()?;
        self.figures.forms.push(form);
        self.known_forms.insert(form, number);
        Some(number)
    }

    fn levels(&mut self, levels: &[LevelCode]) -> Option<i32> {
        if let Some(known) = self.known_levels.get(levels) {
            return Some(*known);
        }
        let number = i32::try_from(self.figures.levels.len()).ok()?;
        self.figures.levels.push(levels.to_vec());
        self.known_levels.insert(levels.to_vec(), number);
        Some(number)
    }

    fn text(&mut self, text: &Arc<str>) -> Option<i32> {
        if let Some(known) = self.known_texts.get(text) {
            return Some(*known);
        }
        let number = i32::try_from(self.figures.texts.len()).ok()?;
        self.figures.texts.push(Arc::clone(text));
        self.known_texts.insert(Arc::clone(text), number);
        Some(number)
    }

    /// What the rows found. Where half of them or more have a range, ends stand for every row.
    pub(crate) fn finish(mut self) -> Figures {
        let rows = self.rows;
        if self.rows_with_range.len() * 2 < rows || self.rows_with_range.is_empty() {
            self.figures.ranges.rows = self.rows_with_range;
            return self.figures;
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
        let (low, high) = (
            spread(&self.figures.ranges.low),
            spread(&self.figures.ranges.high),
        );
        self.figures.ranges = Ranges {
            rows: Vec::new(),
            low,
            high,
        };
        self.figures
    }
}
