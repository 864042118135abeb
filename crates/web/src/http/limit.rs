//! How many requests one address may make: a leaky bucket a class and peer, in memory only.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::router::RateClass;

/// A number of requests at once, and how fast they come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// How many requests may come at once.
    pub burst: u32,
    /// How many more become possible in a minute.
    pub per_minute: u32,
}

impl Rate {
    /// How long one request takes to drain.
    fn interval(self) -> Duration {
        Duration::from_mins(1) / self.per_minute.max(1)
    }
}

/// The limits of each rate class; `None` for no limit, as where a proxy in front keeps them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateLimits {
    /// Pages and small answers.
    pub pages: Option<Rate>,
    /// Tables, as pages, files and answers of the API.
    pub tables: Option<Rate>,
}

impl Default for RateLimits {
    /// Generous: a class of thirty behind one address does not notice them.
    fn default() -> Self {
        Self {
            pages: Some(Rate {
                burst: 240,
                per_minute: 600,
            }),
            tables: Some(Rate {
                burst: 120,
                per_minute: 300,
            }),
        }
    }
}

impl RateLimits {
    fn of(&self, class: RateClass) -> Option<Rate> {
        match class {
            RateClass::Page => self.pages,
            RateClass::Table => self.tables,
            RateClass::Free => None,
        }
    }
}

/// Above so many peers the drained buckets are thrown away.
const SWEEP_ABOVE: usize = 20_000;

/// Who has asked how much, lately.
#[derive(Debug, Default)]
pub(crate) struct Limiter {
    /// When the bucket of a class and peer will be empty again.
    empty_at: Mutex<BTreeMap<(RateClass, IpAddr), Instant>>,
}

impl Limiter {
    /// Counts a request, or says how long to wait before the next one.
    pub(crate) fn admit(
        &self,
        limits: &RateLimits,
        class: RateClass,
        peer: IpAddr,
        now: Instant,
    ) -> Result<(), Duration> {
        let Some(rate) = limits.of(class) else {
            return Ok(());
        };
        // A poisoned lock holds counts only: going on with them is safe.
        let mut buckets = self.empty_at.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() > SWEEP_ABOVE {
            buckets.retain(|_, empty_at| *empty_at > now);
        }
        let interval = rate.interval();
        let empty_at = buckets.get(&(class, peer)).copied().unwrap_or(now).max(now) + interval;
        let room = interval * rate.burst.max(1);
        let wait = empty_at.saturating_duration_since(now + room);
        if wait.is_zero() {
            buckets.insert((class, peer), empty_at);
            Ok(())
        } else {
            Err(wait)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PEER: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

    fn limits() -> RateLimits {
        RateLimits {
            pages: Some(Rate {
                burst: 2,
                per_minute: 60,
            }),
            tables: None,
        }
    }

    #[test]
    fn a_burst_is_admitted_then_one_a_second() {
        let (limiter, start) = (Limiter::default(), Instant::now());
        let ask = |after: u64| {
            limiter.admit(
                &limits(),
                RateClass::Page,
                PEER,
                start + Duration::from_millis(after),
            )
        };
        assert_eq!(ask(0), Ok(()));
        assert_eq!(ask(0), Ok(()));
        assert_eq!(ask(0), Err(Duration::from_secs(1)));
        assert_eq!(ask(400), Err(Duration::from_millis(600)));
        assert_eq!(ask(1_000), Ok(()));
    }

    #[test]
    fn peers_and_classes_do_not_share_a_bucket() {
        let (limiter, now) = (Limiter::default(), Instant::now());
        let other: IpAddr = "192.0.2.9".parse().unwrap();
        for _ in 0..2 {
            assert_eq!(limiter.admit(&limits(), RateClass::Page, PEER, now), Ok(()));
        }
        assert!(limiter.admit(&limits(), RateClass::Page, PEER, now).is_err());
        assert_eq!(limiter.admit(&limits(), RateClass::Page, other, now), Ok(()));
        assert_eq!(limiter.admit(&limits(), RateClass::Table, PEER, now), Ok(()));
    }
}
