//! Invitations: how people come in. Nobody makes an account for themselves.

use std::time::Duration;

use tidemark_vocab::{Moment, closed_list};

use crate::access::Action;
use crate::id::{InvitationId, PersonId};
use crate::role::{Grant, Role};

/// An invitation is open for so long, where nobody says otherwise.
pub const OPEN_FOR: Duration = Duration::from_hours(14 * 24);

/// And never for longer.
pub const OPEN_AT_MOST: Duration = Duration::from_hours(90 * 24);

/// A link that signs somebody in is good for so long.
pub const LINK_HOLDS: Duration = Duration::from_mins(20);

closed_list! {
    /// What has become of an invitation.
    InvitationState, "the state of an invitation", "open, accepted, revoked or expired", {
        /// It waits.
        Open = "open",
        /// Somebody came.
        Accepted = "accepted",
        /// It was taken back.
        Revoked = "revoked",
        /// Nobody came in time.
        Expired = "expired",
    }
}

/// An invitation to take up roles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Its name, which opens nothing.
    pub id: InvitationId,
    /// Who asked.
    pub by: PersonId,
    /// For what.
    pub grants: Vec<Grant>,
    /// When.
    pub made_at: Moment,
    /// Until when.
    pub until: Moment,
    /// When somebody came.
    pub accepted_at: Option<Moment>,
    /// When it was taken back.
    pub revoked_at: Option<Moment>,
}

impl Invitation {
    /// What has become of it.
    #[must_use]
    pub fn state(&self, now: Moment) -> InvitationState {
        if self.accepted_at.is_some() {
            InvitationState::Accepted
        } else if self.revoked_at.is_some() {
            InvitationState::Revoked
        } else if now >= self.until {
            InvitationState::Expired
        } else {
            InvitationState::Open
        }
    }

    /// What one must be allowed to do to ask somebody in for such roles.
    #[must_use]
    pub fn needs(grants: &[Grant]) -> Action {
        let is_contributor = |grant: &Grant| matches!(grant.role, Role::Correspondent | Role::Reviewer);
        if grants.iter().all(is_contributor) {
            Action::InviteContributor
        } else {
            Action::InviteAnyone
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tidemark_vocab::Moment;

    use super::{Invitation, InvitationState, OPEN_FOR};
    use crate::access::Action;
    use crate::id::Id;

    #[test]
    fn an_invitation_is_open_until_something_becomes_of_it() {
        let now = Moment::from_millis(1_800_000_000_000);
        let open = Invitation {
            id: Id::new([1; 16]),
            by: Id::new([2; 16]),
            grants: vec!["correspondent:BGR".parse().unwrap()],
            made_at: now,
            until: now + OPEN_FOR,
            accepted_at: None,
            revoked_at: None,
        };
        assert_eq!(open.state(now), InvitationState::Open);
        assert_eq!(open.state(now + OPEN_FOR), InvitationState::Expired);
        let later = Some(now + Duration::from_secs(1));
        let revoked = Invitation {
            revoked_at: later,
            ..open.clone()
        };
        assert_eq!(revoked.state(now), InvitationState::Revoked);
        let accepted = Invitation {
            accepted_at: later,
            ..open
        };
        assert_eq!(accepted.state(now + OPEN_FOR * 2), InvitationState::Accepted);
    }

    #[test]
    fn editors_ask_contributors_in_and_nobody_else() {
        let needs = |grants: &[&str]| {
            Invitation::needs(
                &grants
                    .iter()
                    .map(|text| text.parse().unwrap())
                    .collect::<Vec<_>>(),
            )
        };
        assert_eq!(
            needs(&["correspondent:BGR", "reviewer"]),
            Action::InviteContributor
        );
        assert_eq!(needs(&["correspondent:BGR", "editor"]), Action::InviteAnyone);
        assert_eq!(needs(&["librarian"]), Action::InviteAnyone);
    }
}
