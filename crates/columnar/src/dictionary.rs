//! Values that stand for themselves once, and for small integers everywhere else.

use std::collections::BTreeSet;

use thiserror::Error;

use crate::codes::code;

/// More different values than a column can number.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("more than {limit} different values of {what}: the edition is too large for this form")]
pub struct Full {
    /// What the values are.
    pub what: &'static str,
    /// How many fit.
    pub limit: u64,
}

/// The different values among these, in order; a value's number is its place.
pub(crate) fn different<'a, T: Ord + Clone + 'a>(values: impl Iterator<Item = &'a T>) -> Vec<T> {
    let different: BTreeSet<&T> = values.collect();
    different.into_iter().cloned().collect()
}

/// The number of a value, where it occurs.
pub(crate) fn number<T: Ord>(dictionary: &[T], value: &T) -> Option<u32> {
    dictionary.binary_search(value).ok().and_then(code)
}
