//! Values that stand for themselves once, and for small integers everywhere else.

use std::collections::BTreeSet;

use thiserror::Error;

/// More different values than a column can number.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("more than {limit} different values of {what}: the edition is too large for this form")]
pub struct Full {
    /// What the values are.
    pub what: &'static str,
    /// How many fit.
    pub limit: u64,
}

/// Different values in order; a value's number is its place.
#[derive(Debug, Clone)]
pub(crate) struct Dictionary<T> {
    values: Vec<T>,
}

impl<T: Ord + Clone> Dictionary<T> {
    /// The different values among these.
    pub(crate) fn of<'a>(values: impl Iterator<Item = &'a T>) -> Self
    where
        T: 'a,
    {
        let different: BTreeSet<&T> = values.collect();
        Self {
            values: different.into_iter().cloned().collect(),
        }
    }

    /// The number of a value, where it occurs.
    pub(crate) fn number<N: TryFrom<usize>>(&self, value: &T) -> Option<N> {
        self.values
            .binary_search(value)
            .ok()
            .and_then(|at| N::try_from(at).ok())
    }

    /// The value of a number.
    pub(crate) fn value<N: Into<u64>>(&self, number: N) -> Option<&T> {
        usize::try_from(number.into())
            .ok()
            .and_then(|at| self.values.get(at))
    }

    /// Refuses a dictionary that has more values than `N` can number.
    pub(crate) fn fitting<N: TryFrom<usize>>(self, what: &'static str, limit: u64) -> Result<Self, Full> {
        if self.values.is_empty() || N::try_from(self.values.len() - 1).is_ok() {
            Ok(self)
        } else {
            Err(Full { what, limit })
        }
    }
}
