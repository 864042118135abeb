//! Which findings appeared, disappeared or read otherwise.

use std::cmp::Ordering;

use tidemark_vocab::closed_list;

use crate::observation::{Observation, ObservationKey};

closed_list!(
    /// How an observation differs between two editions.
    Change, "a change",
    "appeared, disappeared, changed, questioned, cleared or annotated", {
        /// Only the later edition has it.
        Appeared = "appeared",
        /// Only the earlier edition has it.
        Disappeared = "disappeared",
        /// The finding is another.
        Changed = "changed",
        /// The finding is the same, and is now in doubt.
        Questioned = "questioned",
        /// The finding is the same, and no longer in doubt.
        Cleared = "cleared",
        /// The finding is the same; its note, its locator or the reason of its doubt is another.
        Annotated = "annotated",
    }
);

/// An observation that differs; at least one side is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// How.
    pub change: Change,
    /// What the earlier edition says.
    pub before: Option<Observation>,
    /// What the later edition says.
    pub after: Option<Observation>,
}

impl Difference {
    /// Which observation it is.
    #[must_use]
    pub fn key(&self) -> Option<&ObservationKey> {
        self.after.as_ref().or(self.before.as_ref()).map(|o| &o.key)
    }

    fn of(before: Option<Observation>, after: Option<Observation>) -> Option<Self> {
        let change = match (&before, &after) {
            (None, None) => return None,
            (None, Some(_)) => Change::Appeared,
            (Some(_), None) => Change::Disappeared,
            (Some(before), Some(after)) => change(before, after)?,
        };
        Some(Self {
            change,
            before,
            after,
        })
    }
}

/// How two observations with the same key differ, if they do. Digits count: `4.5` for `4.50` is another finding.
fn change(before: &Observation, after: &Observation) -> Option<Change> {
    if written(before) != written(after) {
        return Some(Change::Changed);
    }
    match (&before.questioned, &after.questioned) {
        (None, Some(_)) => Some(Change::Questioned),
        (Some(_), None) => Some(Change::Cleared),
        _ => (before != after).then_some(Change::Annotated),
    }
}

/// A finding with its digits; equal numbers are equal findings however many zeros they end in, but not the same text.
fn written(observation: &Observation) -> (&crate::Finding, Option<String>) {
    let digits = observation
        .finding
        .quantity()
        .map(|quantity| format!("{quantity:?}"));
    (&observation.finding, digits)
}

/// Every difference, in order of key. Both sides must come in order of key, each key once, as editions give them.
pub fn observations(
    before: impl Iterator<Item = Observation>,
    after: impl Iterator<Item = Observation>,
) -> impl Iterator<Item = Difference> {
    let (mut before, mut after) = (before.peekable(), after.peekable());
    std::iter::from_fn(move || {
        loop {
            let order = match (before.peek(), after.peek()) {
                (None, None) => return None,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(before), Some(after)) => before.key.cmp(&after.key),
            };
            let earlier = (order != Ordering::Greater).then(|| before.next()).flatten();
            let later = (order != Ordering::Less).then(|| after.next()).flatten();
            if let Some(difference) = Difference::of(earlier, later) {
                return Some(difference);
            }
        }
    })
}
