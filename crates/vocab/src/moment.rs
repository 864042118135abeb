//! A moment: when something was done.

use std::fmt;
use std::ops::{Add, Sub};
use std::str::FromStr;
use std::time::Duration;

use jiff::Timestamp;
use thiserror::Error;

/// A moment in milliseconds since the beginning of 1970 (UTC), between the years 1 and 9999 (but for its last day). Written as RFC 3339.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(i64);

/// Why a text is not a moment.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is not a moment: write it as 2026-11-27T09:30:00Z")]
pub struct MomentError(pub String);

/// The first and the last one that can be written with four digits of a year.
const BOUNDS: (i64, i64) = (-62_135_596_800_000, 253_402_207_200_000);

impl Moment {
    /// So many milliseconds after the beginning of 1970; the nearest that there is.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        let (first, last) = BOUNDS;
        Self(if millis < first {
            first
        } else if millis > last {
            last
        } else {
            millis
        })
    }

    /// Milliseconds since the beginning of 1970.
    #[must_use]
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// How long after another one; nought where it is before.
    #[must_use]
    pub fn since(self, other: Self) -> Duration {
        Duration::from_millis(u64::try_from(self.0 - other.0).unwrap_or(0))
    }

    /// The day, as 2026-11-27, in UTC.
    #[must_use]
    pub fn day(self) -> String {
        self.to_string().chars().take(10).collect()
    }
}

fn millis(of: Duration) -> i64 {
    i64::try_from(of.as_millis()).unwrap_or(i64::MAX)
}

impl Add<Duration> for Moment {
    type Output = Self;
    fn add(self, later: Duration) -> Self {
        Self::from_millis(self.0.saturating_add(millis(later)))
    }
}

impl Sub<Duration> for Moment {
    type Output = Self;
    fn sub(self, earlier: Duration) -> Self {
        Self::from_millis(self.0.saturating_sub(millis(earlier)))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Timestamp::from_millisecond(self.0) {
            Ok(timestamp) => write!(f, "{timestamp}"),
            Err(_) => write!(f, "{} ms", self.0),
        }
    }
}

impl FromStr for Moment {
    type Err = MomentError;

    fn from_str(text: &str) -> Result<Self, MomentError> {
        text.parse::<Timestamp>()
            .map(|timestamp| Self::from_millis(timestamp.as_millisecond()))
            .map_err(|_| MomentError(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use proptest::prelude::*;

    use super::{BOUNDS, Moment};

    #[test]
    fn a_moment_is_written_as_it_is_read() {
        let moment: Moment = "2026-11-27T09:30:00Z".parse().unwrap();
        assert_eq!(moment.to_string(), "2026-11-27T09:30:00Z");
        assert_eq!(moment.day(), "2026-11-27");
        assert_eq!(
            (moment + Duration::from_millis(250)).to_string(),
            "2026-11-27T09:30:00.25Z"
        );
        assert_eq!(
            (moment + Duration::from_mins(1)).since(moment),
            Duration::from_mins(1)
        );
        assert_eq!(moment.since(moment + Duration::from_mins(1)), Duration::ZERO);
        assert!(
            "yesterday"
                .parse::<Moment>()
                .unwrap_err()
                .to_string()
                .contains("write it as")
        );
    }

    #[test]
    fn nothing_lies_beyond_the_bounds() {
        for millis in [i64::MIN, BOUNDS.0, BOUNDS.1, i64::MAX] {
            let moment = Moment::from_millis(millis);
            assert!(!moment.to_string().ends_with("ms"), "{moment}");
            assert_eq!((moment + Duration::MAX).as_millis(), BOUNDS.1);
        }
    }

    proptest! {
        #[test]
        fn every_moment_comes_back(millis in BOUNDS.0..=BOUNDS.1) {
            let moment = Moment::from_millis(millis);
            prop_assert_eq!(moment.to_string().parse::<Moment>(), Ok(moment));
        }
    }
}
