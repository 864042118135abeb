//! The audit: what was done by whom, in a chain in which nothing can be changed, taken out or put in unseen.
//!
//! An entry holds opaque ids and nothing personal; what must be said of a person is sealed with that person's own key, and the chain is made over what is
//! sealed. When the key is erased the words are gone, and the chain still holds.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use tidemark_vocab::{Moment, closed_list};

use crate::id::PersonId;

closed_list! {
    /// What was done.
    Verb, "what was done", "one of those in docs/permissions.md", {
        /// A person was added by command.
        PersonAdded = "person_added",
        /// An invitation was made.
        InvitationMade = "invitation_made",
        /// An invitation was taken back.
        InvitationRevoked = "invitation_revoked",
        /// Somebody came in by an invitation.
        InvitationAccepted = "invitation_accepted",
        /// Somebody signed in.
        SignedIn = "signed_in",
        /// Somebody showed once more who they are.
        ShownAgain = "shown_again",
        /// A session was ended.
        SessionEnded = "session_ended",
        /// A passkey was added.
        PasskeyAdded = "passkey_added",
        /// A passkey was removed.
        PasskeyRemoved = "passkey_removed",
        /// An authenticator app was added.
        AuthenticatorAdded = "authenticator_added",
        /// An authenticator app was removed.
        AuthenticatorRemoved = "authenticator_removed",
        /// A person changed how they are called.
        AccountChanged = "account_changed",
        /// A role was given.
        RoleGiven = "role_given",
        /// A role was taken.
        RoleTaken = "role_taken",
        /// A person is kept out.
        PersonSuspended = "person_suspended",
        /// A person may come in again.
        PersonRestored = "person_restored",
        /// All that was known of a person was erased.
        PersonErased = "person_erased",
        /// Somebody who had lost what they came in with was let in again, by command.
        FactorsReset = "factors_reset",
        /// The keys were changed.
        KeysRotated = "keys_rotated",
        /// A job was stopped by somebody.
        JobCancelled = "job_cancelled",
        /// A job was asked for once more.
        JobRetried = "job_retried",
    }
}

/// What is to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub at: Moment,
    /// Who; `None` for the site itself and for commands.
    pub actor: Option<PersonId>,
    /// What.
    pub verb: Verb,
    /// On what: an id, or nothing.
    pub object: String,
    /// More, in words that are nobody's: roles, states.
    pub detail: String,
    /// What is personal of it, sealed with the key of a person.
    pub sealed: Vec<u8>,
}

/// A place in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its number, from 1.
    pub number: u64,
    /// The digest of all up to and with this entry.
    pub digest: Chain,
}

/// The digest of a chain up to some entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain(String);

impl Chain {
    /// Of no entries.
    #[must_use]
    pub fn empty() -> Self {
        Self(HEXLOWER.encode(&Sha256::digest(b"tidemark-audit-1")))
    }

    /// As it was kept.
    #[must_use]
    pub fn kept(text: String) -> Self {
        Self(text)
    }

    /// 64 hexadecimal digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// With one more entry. Every field is preceded by its length, so that no two entries have the same bytes.
    #[must_use]
    pub fn with(&self, number: u64, entry: &Entry) -> Self {
        let actor = entry.actor.map(|actor| actor.to_string()).unwrap_or_default();
        let fields: [&[u8]; 8] = [
            self.0.as_bytes(),
            &number.to_be_bytes(),
            &entry.at.as_millis().to_be_bytes(),
            actor.as_bytes(),
            entry.verb.as_str().as_bytes(),
            entry.object.as_bytes(),
            entry.detail.as_bytes(),
            &entry.sealed,
        ];
        let mut digest = Sha256::new();
        for field in fields {
            digest.update((field.len() as u64).to_be_bytes());
            digest.update(field);
        }
        Self(HEXLOWER.encode(&digest.finalize()))
    }
}

/// Where a chain breaks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// An entry is missing, or one is there twice.
    #[error("after entry {after} comes entry {found}: entries are missing or were put in")]
    Number {
        /// The last one in order.
        after: u64,
        /// The one that follows.
        found: u64,
    },
    /// An entry is not what it was.
    #[error("entry {0} is not what it was when it was written, or what stands before it is not")]
    Changed(u64),
}

/// Follows a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follower {
    last: Link,
}

impl Default for Follower {
    fn default() -> Self {
        Self {
            last: Link {
                number: 0,
                digest: Chain::empty(),
            },
        }
    }
}

impl Follower {
    /// Holds the next entry against its place in the chain.
    pub fn follow(&mut self, link: &Link, entry: &Entry) -> Result<(), Broken> {
        if link.number != self.last.number + 1 {
            return Err(Broken::Number {
                after: self.last.number,
                found: link.number,
            });
        }
        if self.last.digest.with(link.number, entry) != link.digest {
            return Err(Broken::Changed(link.number));
        }
        self.last = link.clone();
        Ok(())
    }

    /// Where it stands.
    #[must_use]
    pub fn last(&self) -> &Link {
        &self.last
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tidemark_vocab::Moment;

    use super::{Broken, Entry, Follower, Link, Verb};
    use crate::id::Id;

    fn entry(number: u8) -> Entry {
        Entry {
            at: Moment::from_millis(1_800_000_000_000 + i64::from(number)),
            actor: (number.is_multiple_of(2)).then(|| Id::new([number; 16])),
            verb: Verb::ALL[usize::from(number) % Verb::ALL.len()],
            object: format!("object {number}"),
            detail: String::new(),
            sealed: vec![number; 3],
        }
    }

    fn chain(length: u8) -> Vec<(Link, Entry)> {
        let mut digest = super::Chain::empty();
        (1..=length)
            .map(|number| {
                let entry = entry(number);
                digest = digest.with(u64::from(number), &entry);
                let link = Link {
                    number: u64::from(number),
                    digest: digest.clone(),
                };
                (link, entry)
            })
            .collect()
    }

    fn followed(chain: &[(Link, Entry)]) -> Result<Follower, Broken> {
        let mut follower = Follower::default();
        chain
            .iter()
            .try_for_each(|(link, entry)| follower.follow(link, entry))?;
        Ok(follower)
    }

    #[test]
    fn a_chain_that_nobody_touched_holds() {
        assert_eq!(followed(&chain(9)).unwrap().last().number, 9);
        assert!(followed(&[]).is_ok());
    }

    #[test]
    fn what_is_taken_out_or_put_in_is_seen() {
        let mut without = chain(9);
        without.remove(4);
        assert_eq!(
            followed(&without).unwrap_err(),
            Broken::Number { after: 4, found: 6 }
        );
        let mut twice = chain(9);
        twice.insert(4, twice[4].clone());
        assert_eq!(
            followed(&twice).unwrap_err(),
            Broken::Number { after: 5, found: 5 }
        );
        let mut moved = chain(9);
        let taken = moved[3].1.clone();
        moved[3].1 = moved[4].1.clone();
        moved[4].1 = taken;
        assert_eq!(followed(&moved).unwrap_err(), Broken::Changed(4));
    }

    proptest! {
        /// Any change of any field of any entry is seen, where it is.
        #[test]
        fn what_is_changed_is_seen(at in 0_usize..9, field in 0_usize..6) {
            let mut changed = chain(9);
            let one = &mut changed[at].1;
            match field {
                0 => one.at = Moment::from_millis(one.at.as_millis() + 1),
                1 => one.actor = Some(Id::new([99; 16])),
                2 => one.verb = Verb::ALL[(Verb::ALL.iter().position(|verb| *verb == one.verb).unwrap() + 1) % Verb::ALL.len()],
                3 => one.object.push('x'),
                // From one field to the next: the lengths tell.
                4 => { let last = one.object.pop().unwrap(); one.detail.insert(0, last); }
                _ => one.sealed[0] ^= 1,
            }
            prop_assert_eq!(followed(&changed).unwrap_err(), Broken::Changed(at as u64 + 1));
        }
    }
}
