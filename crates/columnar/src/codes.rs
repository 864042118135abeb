//! Columns that are as wide as their widest entry: small integers for dictionaries, whole numbers for digits.

use std::ops::Range;

/// Numbers of a dictionary's values, one a row: two bytes each while they fit, else four.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Codes {
    Narrow(Vec<u16>),
    Wide(Vec<u32>),
}

impl Default for Codes {
    fn default() -> Self {
        Self::Narrow(Vec::new())
    }
}

impl Codes {
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Narrow(codes) => codes.len(),
            Self::Wide(codes) => codes.len(),
        }
    }

    pub(crate) fn get(&self, row: usize) -> Option<u32> {
        match self {
            Self::Narrow(codes) => codes.get(row).map(|code| u32::from(*code)),
            Self::Wide(codes) => codes.get(row).copied(),
        }
    }

    /// The row of a code among rows in which codes are in order.
    pub(crate) fn find(&self, rows: Range<usize>, code: u32) -> Option<usize> {
        let start = rows.start;
        let found = match self {
            Self::Narrow(codes) => codes.get(rows)?.binary_search(&u16::try_from(code).ok()?),
            Self::Wide(codes) => codes.get(rows)?.binary_search(&code),
        };
        found.ok().map(|at| start + at)
    }

    pub(crate) fn push(&mut self, code: u32) {
        match (&mut *self, u16::try_from(code)) {
            (Self::Narrow(codes), Ok(code)) => codes.push(code),
            (Self::Wide(codes), _) => codes.push(code),
            (Self::Narrow(codes), Err(_)) => {
                let mut wide: Vec<u32> = codes.iter().map(|code| u32::from(*code)).collect();
                wide.push(code);
                *self = Self::Wide(wide);
            }
        }
    }

    pub(crate) fn shrink_to_fit(&mut self) {
        match self {
            Self::Narrow(codes) => codes.shrink_to_fit(),
            Self::Wide(codes) => codes.shrink_to_fit(),
        }
    }

    /// Row `i` of the result is row `rows[i]` of this.
    pub(crate) fn permuted(&self, rows: &[u32]) -> Self {
        match self {
            Self::Narrow(codes) => Self::Narrow(permuted(codes, rows)),
            Self::Wide(codes) => Self::Wide(permuted(codes, rows)),
        }
    }

    pub(crate) fn bytes(&self) -> usize {
        match self {
            Self::Narrow(codes) => codes.capacity() * 2,
            Self::Wide(codes) => codes.capacity() * 4,
        }
    }
}

impl FromIterator<u32> for Codes {
    fn from_iter<I: IntoIterator<Item = u32>>(codes: I) -> Self {
        let mut column = Self::default();
        codes.into_iter().for_each(|code| column.push(code));
        column
    }
}

/// Whole numbers, one a row, as wide as the widest needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Numbers {
    Four(Vec<i32>),
    Eight(Vec<i64>),
    Sixteen(Vec<i128>),
}

impl Default for Numbers {
    fn default() -> Self {
        Self::Four(Vec::new())
    }
}

impl Numbers {
    pub(crate) fn get(&self, row: usize) -> Option<i128> {
        match self {
            Self::Four(numbers) => numbers.get(row).map(|number| i128::from(*number)),
            Self::Eight(numbers) => numbers.get(row).map(|number| i128::from(*number)),
            Self::Sixteen(numbers) => numbers.get(row).copied(),
        }
    }

    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Four(numbers) => numbers.len(),
            Self::Eight(numbers) => numbers.len(),
            Self::Sixteen(numbers) => numbers.len(),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(crate) fn push(&mut self, number: i128) {
        match self {
            Self::Four(numbers) => {
                if let Ok(number) = i32::try_from(number) {
                    numbers.push(number);
                } else {
                    *self = Self::Eight(numbers.iter().map(|n| i64::from(*n)).collect());
                    self.push(number);
                }
            }
            Self::Eight(numbers) => {
                if let Ok(number) = i64::try_from(number) {
                    numbers.push(number);
                } else {
                    *self = Self::Sixteen(numbers.iter().map(|n| i128::from(*n)).collect());
                    self.push(number);
                }
            }
            Self::Sixteen(numbers) => numbers.push(number),
        }
    }

    /// Row `i` of the result is row `rows[i]` of this.
    pub(crate) fn permuted(&self, rows: &[u32]) -> Self {
        match self {
            Self::Four(numbers) => Self::Four(permuted(numbers, rows)),
            Self::Eight(numbers) => Self::Eight(permuted(numbers, rows)),
            Self::Sixteen(numbers) => Self::Sixteen(permuted(numbers, rows)),
        }
    }

    pub(crate) fn bytes(&self) -> usize {
        match self {
            Self::Four(numbers) => numbers.capacity() * 4,
            Self::Eight(numbers) => numbers.capacity() * 8,
            Self::Sixteen(numbers) => numbers.capacity() * 16,
        }
    }
}

impl FromIterator<i128> for Numbers {
    fn from_iter<I: IntoIterator<Item = i128>>(numbers: I) -> Self {
        let mut column = Self::default();
        numbers.into_iter().for_each(|number| column.push(number));
        column
    }
}

/// What few rows have: their rows in order, and a code each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Sparse {
    rows: Vec<u32>,
    codes: Vec<u32>,
}

impl Sparse {
    /// From pairs of row and code, in order of row.
    pub(crate) fn of(pairs: impl Iterator<Item = (u32, u32)>) -> Self {
        let (rows, codes) = pairs.unzip();
        Self { rows, codes }
    }

    /// The rows, and the code of each.
    pub(crate) fn parts(&self) -> (&[u32], &[u32]) {
        (&self.rows, &self.codes)
    }

    pub(crate) fn get(&self, row: usize) -> Option<u32> {
        let row = u32::try_from(row).ok()?;
        let at = self.rows.binary_search(&row).ok()?;
        self.codes.get(at).copied()
    }

    pub(crate) fn push(&mut self, row: u32, code: u32) {
        self.rows.push(row);
        self.codes.push(code);
    }

    /// The same after rows have moved; `places[row]` is where a row stands now.
    pub(crate) fn moved(&self, places: &[u32]) -> Self {
        let mut pairs: Vec<(u32, u32)> = self
            .rows
            .iter()
            .zip(&self.codes)
            .filter_map(|(row, code)| Some((*places.get(index(*row))?, *code)))
            .collect();
        pairs.sort_unstable();
        Self::of(pairs.into_iter())
    }

    pub(crate) fn bytes(&self) -> usize {
        (self.rows.capacity() + self.codes.capacity()) * 4
    }
}

/// A code or row as a place in a list.
pub(crate) fn index(code: u32) -> usize {
    // Every machine this runs on has at least 32 bits; elsewhere nothing would be found.
    usize::try_from(code).unwrap_or(usize::MAX)
}

/// A place in a list as a code; `None` beyond four thousand million.
pub(crate) fn code(index: usize) -> Option<u32> {
    u32::try_from(index).ok()
}

/// As long as it needs to be and no longer: a column stays for as long as its edition.
pub(crate) fn permuted<T: Copy + Default>(column: &[T], rows: &[u32]) -> Vec<T> {
    let value = |row: &u32| column.get(index(*row)).copied().unwrap_or_default();
    rows.iter().map(value).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn codes_come_back(codes in prop::collection::vec(0_u32..200_000, 0..40)) {
            let column: Codes = codes.iter().copied().collect();
            let back: Vec<u32> = (0..=codes.len()).filter_map(|row| column.get(row)).collect();
            prop_assert_eq!(back, codes);
        }

        #[test]
        fn numbers_come_back(numbers in prop::collection::vec(prop_oneof![
            any::<i32>().prop_map(i128::from), any::<i64>().prop_map(i128::from), any::<i128>()
        ], 0..20)) {
            let column: Numbers = numbers.iter().copied().collect();
            let back: Vec<i128> = (0..=numbers.len()).filter_map(|row| column.get(row)).collect();
            prop_assert_eq!(back, numbers);
        }
    }
}
