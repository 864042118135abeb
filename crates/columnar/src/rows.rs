//! A row as tables read it: what a cell needs of it lies together.

use crate::codes::index;

/// When, who says so, and what: ten bytes.
///
/// Where a figure stands in its source, its range, its note and its doubt lie elsewhere: few answers tell them.
///
/// These are the number, an `i32`, in two halves, so that a row needs no padding, and before all, so that a row that was just copied eight
/// bytes at a time can be read at once; then the form, the period and the witness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Row([u16; 5]);

impl Row {
    /// How many bytes it takes in a file.
    pub(crate) const BYTES: usize = 10;

    pub(crate) fn new(period: u16, witness: u16, form: u16, number: i32) -> Self {
        let bytes = number.to_le_bytes();
        let low = u16::from_le_bytes([bytes[0], bytes[1]]);
        let high = u16::from_le_bytes([bytes[2], bytes[3]]);
        Self([low, high, form, period, witness])
    }

    /// The place of its period among those of the segment.
    pub(crate) fn period(self) -> usize {
        usize::from(self.0[3])
    }

    /// The place of its reporter and source among those of the segment.
    pub(crate) fn witness(self) -> usize {
        usize::from(self.0[4])
    }

    /// The place of the form of its finding.
    pub(crate) fn form(self) -> usize {
        usize::from(self.0[2])
    }

    /// The digits of its value; or the place of what stands for it.
    pub(crate) fn number(self) -> i32 {
        let [low, high] = [self.0[0], self.0[1]].map(u16::to_le_bytes);
        i32::from_le_bytes([low[0], low[1], high[0], high[1]])
    }

    /// The place of what stands for the value of its finding.
    pub(crate) fn place(self) -> Option<usize> {
        u32::try_from(self.number()).ok().map(index)
    }

    pub(crate) fn to_bytes(self) -> [u8; Self::BYTES] {
        let mut bytes = [0; Self::BYTES];
        for (place, part) in bytes.chunks_exact_mut(2).zip(self.0) {
            place.copy_from_slice(&part.to_le_bytes());
        }
        bytes
    }

    pub(crate) fn from_bytes(bytes: [u8; Self::BYTES]) -> Self {
        let part = |at: usize| u16::from_le_bytes([bytes[2 * at], bytes[2 * at + 1]]);
        Self([part(0), part(1), part(2), part(3), part(4)])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Row;

    #[test]
    fn a_row_takes_what_is_said_of_it() {
        assert_eq!(size_of::<Row>(), Row::BYTES);
    }

    proptest! {
        #[test]
        fn rows_come_back(period: u16, witness: u16, form: u16, number: i32) {
            let row = Row::new(period, witness, form, number);
            prop_assert_eq!(row.number(), number);
            prop_assert_eq!((row.period(), row.witness(), row.form()), (period.into(), witness.into(), form.into()));
            prop_assert_eq!(Row::from_bytes(row.to_bytes()), row);
        }
    }
}
