//! Sessions: for how long somebody stays signed in.

use std::time::Duration;

use tidemark_vocab::{Moment, closed_list};

use crate::id::{PersonId, SessionId};

closed_list! {
    /// How somebody showed who they are.
    Factor, "a way to sign in", "passkey, link, link_and_code or organisation", {
        /// With a key that a device holds, and the device asked for their finger, face or number.
        Passkey = "passkey",
        /// By a link that was sent to them.
        Link = "link",
        /// By such a link, and the number that an authenticator app shows.
        LinkAndCode = "link_and_code",
        /// By way of the organisation that they work for.
        Organisation = "organisation",
    }
}

impl Factor {
    /// Whether it is two at once.
    #[must_use]
    pub const fn is_two(self) -> bool {
        matches!(self, Self::Passkey | Self::LinkAndCode)
    }
}

/// Nobody stays signed in for longer, whatever they do.
pub const LONGEST: Duration = Duration::from_hours(30 * 24);

/// A session in which nothing is asked for so long ends.
pub const IDLE: Duration = Duration::from_hours(7 * 24);

/// That a session is in use is noted no more often.
pub const NOTED_EVERY: Duration = Duration::from_hours(1);

/// One device that is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its name, which opens nothing.
    pub id: SessionId,
    /// Whose.
    pub person: PersonId,
    /// How they came in.
    pub factor: Factor,
    /// Since when.
    pub begun_at: Moment,
    /// When they last showed who they are.
    pub shown_at: Moment,
    /// When it was last in use, to the hour.
    pub used_at: Moment,
}

impl Session {
    /// Whether it still holds.
    #[must_use]
    pub fn holds(&self, now: Moment) -> bool {
        now.since(self.begun_at) < LONGEST && now.since(self.used_at) < IDLE
    }

    /// Whether it is to be noted that it is in use.
    #[must_use]
    pub fn is_to_be_noted(&self, now: Moment) -> bool {
        now.since(self.used_at) >= NOTED_EVERY
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tidemark_vocab::Moment;

    use super::{Factor, IDLE, LONGEST, Session};
    use crate::id::Id;

    #[test]
    fn a_session_ends_when_it_is_old_or_left_alone() {
        let now = Moment::from_millis(1_800_000_000_000);
        let mut session = Session {
            id: Id::new([1; 16]),
            person: Id::new([2; 16]),
            factor: Factor::Link,
            begun_at: now,
            shown_at: now,
            used_at: now,
        };
        assert!(session.holds(now) && !session.is_to_be_noted(now));
        assert!(!session.holds(now + IDLE));
        let late = now + LONGEST - Duration::from_secs(1);
        session.used_at = late;
        assert!(session.holds(late));
        assert!(!session.holds(now + LONGEST));
    }
}
