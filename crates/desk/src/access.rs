//! Who may do what on which object: one table, and nothing beside it.
//!
//! What is not in [`RULES`] is not allowed. A route names its action; a test asks every route as every role about what is theirs and what is not.

use std::time::Duration;

use tidemark_vocab::{Moment, closed_list};

use crate::id::PersonId;
use crate::role::{Grant, Role, Scope};

closed_list! {
    /// What can be done behind the sign-in.
    Action, "an action", "one of those in docs/permissions.md", {
        /// See one's own account: roles, sessions, keys.
        SeeAccount = "see_account",
        /// Change how one is called, and in which language one is written to.
        ChangeAccount = "change_account",
        /// Add or remove a passkey or an authenticator app.
        ChangeKeys = "change_keys",
        /// End one's own sessions.
        EndSession = "end_session",
        /// Have all that is known of oneself erased.
        EraseOneself = "erase_oneself",
        /// See who is there, with their roles.
        SeePeople = "see_people",
        /// Ask correspondents and reviewers in.
        InviteContributor = "invite_contributor",
        /// Ask anybody in, for any role.
        InviteAnyone = "invite_anyone",
        /// Take an invitation back.
        RevokeInvitation = "revoke_invitation",
        /// Give and take roles.
        ChangeRoles = "change_roles",
        /// Keep a person out, and let them in again.
        SuspendPerson = "suspend_person",
        /// Erase all that is known of a person.
        ErasePerson = "erase_person",
        /// Read what was done.
        ReadAudit = "read_audit",
        /// See what the site is working at.
        SeeJobs = "see_jobs",
        /// Stop a job, or have it done again.
        ChangeJobs = "change_jobs",
    }
}

/// How sure it must be that it is really them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Assurance {
    /// They are signed in.
    SignedIn,
    /// They have shown two things: a passkey, or a link and an authenticator app.
    TwoFactors,
    /// They have shown it within the last minutes.
    Fresh,
}

/// For so long after somebody has shown who they are, dangerous things may be done.
pub const FRESH: Duration = Duration::from_mins(10);

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Who.
    pub person: PersonId,
    /// Their roles.
    pub grants: Vec<Grant>,
    /// Whether they came in with two factors.
    pub has_two_factors: bool,
    /// When they last showed who they are.
    pub shown_at: Moment,
}

/// On what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Object {
    /// On what belongs to a person: their account.
    Of(PersonId),
    /// On what is about a place.
    Place(Scope),
    /// On the site as a whole.
    Site,
}

/// By whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Whoever it belongs to.
    Owner,
    /// Whoever has the role where the object is.
    Has(Role),
}

/// One line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// What.
    pub action: Action,
    /// By whom.
    pub by: By,
    /// How sure it must be.
    pub needs: Assurance,
}

const fn rule(action: Action, by: By, needs: Assurance) -> Rule {
    Rule { action, by, needs }
}

/// Who may do what. Docs: `docs/permissions.md`, which a test holds against it.
pub const RULES: &[Rule] = {
    use Action::{
        ChangeAccount, ChangeJobs, ChangeKeys, ChangeRoles, EndSession, EraseOneself, ErasePerson,
        InviteAnyone, InviteContributor, ReadAudit, RevokeInvitation, SeeAccount, SeeJobs, SeePeople,
        SuspendPerson,
    };
    use Assurance::{Fresh, SignedIn, TwoFactors};
    use By::{Has, Owner};
    use Role::{Administrator, Editor};
    &[
        rule(SeeAccount, Owner, SignedIn),
        rule(ChangeAccount, Owner, SignedIn),
        rule(EndSession, Owner, SignedIn),
        rule(ChangeKeys, Owner, Fresh),
        rule(EraseOneself, Owner, Fresh),
        rule(SeePeople, Has(Editor), TwoFactors),
        rule(SeePeople, Has(Administrator), TwoFactors),
        rule(InviteContributor, Has(Editor), TwoFactors),
        rule(InviteContributor, Has(Administrator), TwoFactors),
        rule(InviteAnyone, Has(Administrator), Fresh),
        rule(RevokeInvitation, Has(Editor), TwoFactors),
        rule(RevokeInvitation, Has(Administrator), TwoFactors),
        rule(ChangeRoles, Has(Administrator), Fresh),
        rule(SuspendPerson, Has(Administrator), Fresh),
        rule(ErasePerson, Has(Administrator), Fresh),
        rule(ReadAudit, Has(Editor), TwoFactors),
        rule(ReadAudit, Has(Administrator), TwoFactors),
        rule(SeeJobs, Has(Editor), TwoFactors),
        rule(SeeJobs, Has(Administrator), TwoFactors),
        rule(ChangeJobs, Has(Administrator), TwoFactors),
    ]
};

/// Why something may not be done, in the order in which it is found out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// Nobody is signed in.
    #[error("sign in first")]
    NotSignedIn,
    /// It is not theirs to do. Answered as if the object did not exist.
    #[error("this is not among what your roles allow")]
    NotYours,
    /// A second factor is wanted.
    #[error("this needs a passkey or an authenticator app: add one to your account, then sign in with it")]
    NeedsTwoFactors,
    /// They showed who they are too long ago.
    #[error("show once more that it is you")]
    NeedsFresh,
}

impl Actor {
    /// Whether they may do something now.
    pub fn may(&self, action: Action, object: &Object, now: Moment) -> Result<(), Denied> {
        let rules = RULES.iter().filter(|rule| rule.action == action);
        let needs = rules
            .filter(|rule| self.is(rule.by, object))
            .map(|rule| rule.needs)
            .min();
        match needs {
            None => Err(Denied::NotYours),
            Some(Assurance::SignedIn) => Ok(()),
            // What can be done with a role wants two factors, be it fresh or not; an account of one factor can still be looked after by its owner.
            Some(_) if !self.has_two_factors && !self.owns(object) => Err(Denied::NeedsTwoFactors),
            Some(Assurance::Fresh) if now.since(self.shown_at) > FRESH => Err(Denied::NeedsFresh),
            Some(_) => Ok(()),
        }
    }

    fn is(&self, by: By, object: &Object) -> bool {
        match by {
            By::Owner => self.owns(object),
            By::Has(role) => {
                let at = match object {
                    Object::Place(scope) => scope,
                    Object::Of(_) | Object::Site => &Scope::Everywhere,
                };
                self.grants
                    .iter()
                    .any(|grant| grant.role == role && grant.scope.reaches(at))
            }
        }
    }

    fn owns(&self, object: &Object) -> bool {
        *object == Object::Of(self.person)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tidemark_vocab::Moment;

    use super::{Action, Actor, By, Denied, FRESH, Object, RULES};
    use crate::id::PersonId;
    use crate::role::{Grant, Role, Scope};

    const NOW: Moment = Moment::from_millis(1_800_000_000_000);

    fn actor(role: Option<Role>) -> Actor {
        let scope = match role {
            Some(Role::Correspondent) => Scope::Place("BGR".parse().unwrap()),
            _ => Scope::Everywhere,
        };
        Actor {
            person: PersonId::new([1; 16]),
            grants: role
                .and_then(|role| Grant::new(role, scope))
                .into_iter()
                .collect(),
            has_two_factors: true,
            shown_at: NOW,
        }
    }

    fn other() -> Object {
        Object::Of(PersonId::new([2; 16]))
    }

    #[test]
    fn every_action_has_a_rule() {
        for action in Action::ALL {
            assert!(
                RULES.iter().any(|rule| rule.action == action),
                "nobody may {action}"
            );
        }
    }

    #[test]
    fn what_is_ones_own_is_nobody_elses() {
        let owned = RULES.iter().filter(|rule| rule.by == By::Owner);
        for rule in owned {
            for role in Role::ALL.into_iter().map(Some).chain([None]) {
                let actor = actor(role);
                assert_eq!(actor.may(rule.action, &Object::Of(actor.person), NOW), Ok(()));
                assert_eq!(
                    actor.may(rule.action, &other(), NOW),
                    Err(Denied::NotYours),
                    "{role:?}: {}",
                    rule.action
                );
            }
        }
    }

    #[test]
    fn a_role_allows_what_its_rules_say_and_no_more() {
        for role in Role::ALL {
            let actor = actor(Some(role));
            for action in Action::ALL {
                let is_allowed =
                    RULES.contains(&super::rule(action, By::Has(role), super::Assurance::TwoFactors))
                        || RULES.contains(&super::rule(action, By::Has(role), super::Assurance::Fresh));
                assert_eq!(
                    actor.may(action, &Object::Site, NOW).is_ok(),
                    is_allowed,
                    "{role}: {action}"
                );
            }
        }
    }

    #[test]
    fn a_role_wants_two_factors_and_what_is_dangerous_a_fresh_one() {
        let mut editor = actor(Some(Role::Editor));
        editor.has_two_factors = false;
        assert_eq!(
            editor.may(Action::ReadAudit, &Object::Site, NOW),
            Err(Denied::NeedsTwoFactors)
        );
        assert_eq!(
            editor.may(Action::ChangeKeys, &Object::Of(editor.person), NOW),
            Ok(()),
            "else none could be added"
        );
        let administrator = actor(Some(Role::Administrator));
        let later = NOW + FRESH + Duration::from_millis(1);
        assert_eq!(
            administrator.may(Action::ErasePerson, &other(), NOW + FRESH),
            Ok(())
        );
        assert_eq!(
            administrator.may(Action::ErasePerson, &other(), later),
            Err(Denied::NeedsFresh)
        );
        assert_eq!(administrator.may(Action::SeePeople, &Object::Site, later), Ok(()));
    }

    #[test]
    fn a_role_in_one_place_reaches_no_other() {
        let grants = vec![Grant::new(Role::Reviewer, Scope::Place("BGR".parse().unwrap())).unwrap()];
        let reviewer = Actor {
            grants,
            ..actor(None)
        };
        let at = |code: &str| Object::Place(Scope::Place(code.parse().unwrap()));
        assert!(reviewer.is(By::Has(Role::Reviewer), &at("BGR")));
        assert!(!reviewer.is(By::Has(Role::Reviewer), &at("KGZ")));
        assert!(!reviewer.is(By::Has(Role::Reviewer), &Object::Site));
    }
}
