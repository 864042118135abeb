//! Values that stand for themselves once, and for small integers everywhere else.

use std::hash::Hash;

use foldhash::{HashMap, HashMapExt as _};
use thiserror::Error;

use crate::codes::{code, index};

/// More different values than a column can number.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("more than {limit} different values of {what}: the edition is too large for this form")]
pub struct Full {
    /// What the values are.
    pub what: &'static str,
    /// How many fit.
    pub limit: u64,
}

/// The different values among these, in order, and for each of these the place of its value, which is its number; `None` where there
/// are too many.
pub(crate) fn numbered<T: Ord + Hash + Copy>(values: impl Iterator<Item = T>) -> Option<(Vec<T>, Vec<u32>)> {
    let mut found: HashMap<T, u32> = HashMap::new();
    let mut different: Vec<T> = Vec::new();
    let mut numbers: Vec<u32> = Vec::with_capacity(values.size_hint().0);
    let mut last: Option<(T, u32)> = None;
    for value in values {
        // Neighbours often say the same.
        let known = match last {
            Some((known, number)) if known == value => Some(number),
            _ => found.get(&value).copied(),
        };
        let number = if let Some(number) = known {
            number
        } else {
            let number = code(different.len())?;
            different.push(value);
            found.insert(value, number);
            number
        };
        last = Some((value, number));
        numbers.push(number);
    }
    let mut order: Vec<(T, u32)> = different.into_iter().zip(0..).collect();
    order.sort_unstable();
    let mut places = vec![0; order.len()];
    for (place, (_, found)) in (0..).zip(&order) {
        if let Some(at) = places.get_mut(index(*found)) {
            *at = place;
        }
    }
    let numbers = numbers
        .iter()
        .filter_map(|number| places.get(index(*number)).copied());
    let numbers = numbers.collect();
    Some((order.into_iter().map(|(value, _)| value).collect(), numbers))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn values_are_numbered_in_their_order(values in prop::collection::vec("[a-d]{0,2}", 0..20)) {
            let (different, numbers) = numbered(values.iter()).unwrap();
            let expected: BTreeSet<&String> = values.iter().collect();
            prop_assert_eq!(&different, &expected.into_iter().collect::<Vec<_>>());
            let back: Vec<&String> = numbers.iter().map(|number| different[index(*number)]).collect();
            prop_assert_eq!(back, values.iter().collect::<Vec<_>>());
        }
    }
}
