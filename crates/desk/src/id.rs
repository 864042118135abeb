//! Opaque names of things: 128 random bits, which tell nothing of what they name.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use data_encoding::{Encoding, Specification};
use tidemark_vocab::CodeError;

/// What an id names.
pub trait Named {
    /// With its article.
    const WHAT: &'static str;
}

macro_rules! named {
    ($($(#[$doc:meta])* $kind:ident, $id:ident, $what:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub enum $kind {}

        impl Named for $kind {
            const WHAT: &'static str = concat!("the id of ", $what);
        }

        #[doc = concat!("The id of ", $what, ".")]
        pub type $id = Id<$kind>;
    )+};
}

named! {
    /// A person.
    Person, PersonId, "a person";
    /// A session.
    Session, SessionId, "a session";
    /// An invitation.
    Invitation, InvitationId, "an invitation";
    /// A key that a device holds.
    Passkey, PasskeyId, "a passkey";
    /// A job.
    Job, JobId, "a job";
    /// A message to be sent.
    Mail, MailId, "a message";
}

/// 128 random bits, written as 26 letters and digits that are not mistaken for one another.
pub struct Id<K>([u8; 16], PhantomData<fn() -> K>);

/// The letters and digits of ids and tokens: Crockford's base 32, in lower case.
pub(crate) fn letters() -> Encoding {
    let mut letters = Specification::new();
    letters.symbols.push_str("0123456789abcdefghjkmnpqrstvwxyz");
    // The specification is a constant that is well formed; the test below holds that.
    letters.encoding().unwrap_or(data_encoding::HEXLOWER)
}

impl<K> Id<K> {
    /// From 16 random bytes.
    #[must_use]
    pub const fn new(random: [u8; 16]) -> Self {
        Self(random, PhantomData)
    }

    /// Its bytes.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K> Copy for Id<K> {}

impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<K> Eq for Id<K> {}

impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}

impl<K> Hash for Id<K> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl<K> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<K> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&letters().encode(&self.0))
    }
}

impl<K: Named> FromStr for Id<K> {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        let bytes = letters().decode(text.as_bytes()).ok();
        let id = bytes.and_then(|bytes| <[u8; 16]>::try_from(bytes).ok());
        id.map(Self::new).ok_or_else(|| CodeError {
            text: text.to_owned(),
            what: K::WHAT,
            rule: "26 letters and digits, as it was shown",
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::PersonId;

    #[test]
    fn an_id_is_26_letters_and_digits() {
        assert_eq!(PersonId::new([0; 16]).to_string(), "0".repeat(26));
        assert_eq!(
            PersonId::new([255; 16]).to_string(),
            format!("{}w", "z".repeat(25))
        );
        for wrong in ["", "0", "O0000000000000000000000000", &"z".repeat(26)] {
            let refused = wrong.parse::<PersonId>().unwrap_err().to_string();
            assert!(refused.contains("is not the id of a person"), "{refused}");
        }
    }

    proptest! {
        #[test]
        fn every_id_comes_back(bytes: [u8; 16]) {
            let id = PersonId::new(bytes);
            prop_assert_eq!(id.to_string().parse::<PersonId>(), Ok(id));
        }
    }
}
