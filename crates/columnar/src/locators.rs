//! Where figures stand in their sources: `table 3, row 17` and its thousands of neighbours, which differ by one number.
//!
//! A text is kept as a pattern with a hole and the number in it, so that a column of locators takes six bytes a row.

use std::sync::Arc;

use crate::codes::{Codes, code, index, permuted};
use foldhash::HashMap;

/// In place of a number: the pattern is the whole text.
const WHOLE: u32 = u32::MAX;

/// A text with a hole for its last number.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Pattern {
    pub(crate) before: Arc<str>,
    pub(crate) after: Arc<str>,
}

/// A column of texts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Locators {
    pub(crate) patterns: Vec<Pattern>,
    pub(crate) pattern: Codes,
    pub(crate) number: Vec<u32>,
}

/// The parts of a text around its last number, where that number prints as it was written.
fn parts(text: &str) -> Option<(&str, u32, &str)> {
    let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let head = text.get(..end)?;
    let start = head.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| {
        at + head
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(1, char::len_utf8)
    });
    let digits = text.get(start..end)?;
    let number: u32 = digits.parse().ok()?;
    let prints_so = digits == "0" || !digits.starts_with('0');
    (prints_so && number != WHOLE).then_some((text.get(..start)?, number, text.get(end..)?))
}

impl Locators {
    /// The text of a row.
    pub(crate) fn get(&self, row: usize) -> Option<Arc<str>> {
        let pattern = self.patterns.get(index(self.pattern.get(row)?))?;
        let number = *self.number.get(row)?;
        if number == WHOLE {
            return Some(Arc::clone(&pattern.before));
        }
        Some(format!("{}{number}{}", pattern.before, pattern.after).into())
    }

    /// The place of a row's pattern, and the number in it.
    pub(crate) fn parts(&self, row: usize) -> Option<(usize, Option<u32>)> {
        let number = *self.number.get(row)?;
        Some((index(self.pattern.get(row)?), (number != WHOLE).then_some(number)))
    }

    /// Row `i` of the result is row `rows[i]` of this.
    pub(crate) fn permuted(&self, rows: &[u32]) -> Self {
        Self {
            patterns: self.patterns.clone(),
            pattern: self.pattern.permuted(rows),
            number: permuted(&self.number, rows),
        }
    }

    /// Bytes of the column, and of its texts.
    pub(crate) fn bytes(&self) -> (usize, usize) {
        let texts: usize = self
            .patterns
            .iter()
            .map(|pattern| pattern.before.len() + pattern.after.len() + 2 * TEXT_OVERHEAD)
            .sum();
        (self.pattern.bytes() + self.number.capacity() * 4, texts)
    }
}

/// What a shared text costs besides its bytes: its pointer and length, and two counts.
pub(crate) const TEXT_OVERHEAD: usize = 32;

/// Gathers a column of texts.
#[derive(Debug, Default)]
pub(crate) struct LocatorsBuilder {
    /// By what comes after the number, then by what comes before it.
    holed: HashMap<String, HashMap<String, u32>>,
    whole: HashMap<String, u32>,
    column: Locators,
}

impl LocatorsBuilder {
    /// Adds a row; `None` where there are too many patterns.
    pub(crate) fn push(&mut self, text: &str) -> Option<()> {
        let (before, number, after) = parts(text).unwrap_or((text, WHOLE, ""));
        let known = if number == WHOLE {
            self.whole.get(before)
        } else {
            self.holed.get(after).and_then(|befores| befores.get(before))
        };
        let pattern = match known {
            Some(pattern) => *pattern,
            None => self.new_pattern(before, number, after)?,
        };
        self.column.pattern.push(pattern);
        self.column.number.push(number);
        Some(())
    }

    fn new_pattern(&mut self, before: &str, number: u32, after: &str) -> Option<u32> {
        let pattern = code(self.column.patterns.len())?;
        self.column.patterns.push(Pattern {
            before: before.into(),
            after: after.into(),
        });
        let befores = if number == WHOLE {
            &mut self.whole
        } else {
            self.holed.entry(after.to_owned()).or_default()
        };
        befores.insert(before.to_owned(), pattern);
        Some(pattern)
    }

    pub(crate) fn finish(self) -> Locators {
        self.column
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn column(texts: &[String]) -> Locators {
        let mut builder = LocatorsBuilder::default();
        for text in texts {
            builder.push(text).unwrap();
        }
        builder.finish()
    }

    #[test]
    fn neighbours_share_a_pattern() {
        let texts: Vec<String> = (1..500).map(|row| format!("table 3, row {row} (a)")).collect();
        let column = column(&texts);
        assert_eq!(column.patterns.len(), 1);
        assert_eq!(column.get(16).as_deref(), Some("table 3, row 17 (a)"));
    }

    proptest! {
        #[test]
        fn texts_come_back(texts in prop::collection::vec("[a-c0-9é ٣]{0,12}|[0-9]{0,14}", 0..20)) {
            let column = column(&texts);
            for (row, text) in texts.iter().enumerate() {
                let found = column.get(row);
                prop_assert_eq!(found.as_deref(), Some(text.as_str()));
            }
        }
    }
}
