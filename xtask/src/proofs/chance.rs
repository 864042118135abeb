//! Chance that can be had again: the same seed, the same draws.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Draws of Marsaglia's xorshift64 (Journal of Statistical Software 8/14, 2003), which is plenty for choosing moments and bytes.
#[derive(Debug, Clone)]
pub(crate) struct Chance(u64);

impl Chance {
    /// The draws of a seed.
    pub(crate) fn of(seed: u64) -> Self {
        // Of a zero nothing but zeros would follow, and of small seeds small numbers at first.
        let mut chance = Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).max(1));
        for _ in 0..8 {
            chance.next();
        }
        chance
    }

    /// A seed that nobody chose.
    pub(crate) fn any_seed() -> u64 {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        u64::from(now.subsec_nanos()) ^ (now.as_secs() << 8)
    }

    /// A stream of its own, so that who draws beside us changes nothing here.
    pub(crate) fn apart(&mut self) -> Self {
        Self::of(self.next())
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below this one; 0 where there is none.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % end).unwrap_or_default()
    }

    /// Whether one thing in so many happens.
    pub(crate) fn one_in(&mut self, many: usize) -> bool {
        self.below(many) == 0
    }

    /// A time from nothing to this one.
    pub(crate) fn moment(&mut self, within: Duration) -> Duration {
        let micros = usize::try_from(within.as_micros()).unwrap_or(usize::MAX);
        Duration::from_micros(u64::try_from(self.below(micros)).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Chance;

    #[test]
    fn a_seed_gives_the_same_draws_and_another_seed_others() {
        let draws = |seed| {
            let mut chance = Chance::of(seed);
            (0..20).map(|_| chance.below(1000)).collect::<Vec<_>>()
        };
        assert_eq!(draws(7), draws(7));
        assert_ne!(draws(7), draws(8));
        assert!(draws(0).iter().collect::<BTreeSet<_>>().len() > 10);
    }

    #[test]
    fn every_number_below_the_end_is_drawn_and_none_else() {
        let mut chance = Chance::of(1);
        let drawn: BTreeSet<usize> = (0..200).map(|_| chance.below(6)).collect();
        assert_eq!(drawn, (0..6).collect());
        assert_eq!(chance.below(0), 0);
    }
}
