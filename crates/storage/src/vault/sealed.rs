//! The key of a person, and what is sealed with it.

use std::fmt;

use zeroize::Zeroizing;

use super::master::{closed, opened};
use super::{VaultError, random};

/// The key of a person.
#[derive(Clone)]
pub struct PersonKey(Zeroizing<[u8; 32]>);

/// Where something sealed stands: it opens nowhere else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding(String);

/// Bytes that say nothing without their key.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(Vec<u8>);

impl Binding {
    /// A column of a row.
    #[must_use]
    pub fn new(table: &str, column: &str, row: impl fmt::Display) -> Self {
        Self(format!("{table}.{column}:{row}"))
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Display for Binding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Sealed {
    /// As it was kept.
    #[must_use]
    pub const fn kept(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// As it is to be kept.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// As it is to be kept.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({} bytes)", self.0.len())
    }
}

impl fmt::Debug for PersonKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonKey(hidden)")
    }
}

/// What is sealed is filled up to a multiple of so many bytes, so that its length says little.
const FILLED: usize = 32;

impl PersonKey {
    pub(super) fn new(secret: [u8; 32]) -> Self {
        Self(Zeroizing::new(secret))
    }

    /// A new one.
    pub fn generate() -> Result<Self, VaultError> {
        random().map(Self::new)
    }

    pub(super) fn secret(&self) -> &[u8; 32] {
        &self.0
    }

    /// Seals words for where they will stand.
    pub fn seal(&self, words: &[u8], at: &Binding) -> Result<Sealed, VaultError> {
        let filling = FILLED - 1 - words.len() % FILLED;
        let mut filled = Zeroizing::new(Vec::with_capacity(words.len() + filling + 1));
        filled.extend_from_slice(words);
        filled.resize(words.len() + filling, 0);
        // How much was filled up is less than 32, so that a byte holds it.
        filled.push(u8::try_from(filling).unwrap_or(0));
        closed(&self.0, &filled, at.bytes()).map(Sealed)
    }

    /// Opens them where they stand.
    pub fn open(&self, sealed: &Sealed, at: &Binding) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let changed = || VaultError::Changed(at.to_string());
        let mut filled = opened(&self.0, &sealed.0, at.bytes()).ok_or_else(changed)?;
        let filling = usize::from(filled.pop().ok_or_else(changed)?);
        let length = filled.len().checked_sub(filling).ok_or_else(changed)?;
        filled.truncate(length);
        Ok(filled)
    }

    /// Opens a text.
    pub fn open_text(&self, sealed: &Sealed, at: &Binding) -> Result<String, VaultError> {
        let words = self.open(sealed, at)?;
        String::from_utf8(words.to_vec()).map_err(|_| VaultError::Changed(at.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tidemark_desk::{Id, PersonId};

    use super::super::{MasterKey, MasterKeys, VaultError};
    use super::{Binding, PersonKey, Sealed};

    fn keys(bytes: &[u8]) -> MasterKeys {
        let mut keys = bytes.iter().map(|byte| MasterKey::new([*byte; 32]));
        MasterKeys::new(keys.next().unwrap(), keys)
    }

    fn person(byte: u8) -> PersonId {
        Id::new([byte; 16])
    }

    #[test]
    fn what_is_sealed_opens_where_it_stands_and_nowhere_else() {
        let key = PersonKey::generate().unwrap();
        let here = Binding::new("people", "name", person(1));
        let sealed = key.seal("Blue Heron".as_bytes(), &here).unwrap();
        assert_eq!(key.open_text(&sealed, &here).unwrap(), "Blue Heron");
        for elsewhere in [
            Binding::new("people", "name", person(2)),
            Binding::new("people", "email", person(1)),
        ] {
            assert!(key.open(&sealed, &elsewhere).is_err());
        }
        let other = PersonKey::generate().unwrap();
        assert_eq!(
            other.open(&sealed, &here).unwrap_err(),
            VaultError::Changed(here.to_string())
        );
        assert_ne!(
            key.seal(b"Blue Heron", &here).unwrap(),
            sealed,
            "the same twice is not seen to be the same"
        );
    }

    #[test]
    fn the_length_of_what_is_sealed_says_little() {
        let key = PersonKey::generate().unwrap();
        let at = Binding::new("people", "name", 1);
        let length = |words: &str| key.seal(words.as_bytes(), &at).unwrap().bytes().len();
        assert_eq!(length("Bo"), length("Maximiliana of the Marshes"));
    }

    #[test]
    fn a_persons_key_opens_with_the_master_key_it_was_wrapped_with() {
        let key = PersonKey::generate().unwrap();
        let old = keys(&[1]);
        let (id, wrapped) = old.wrap(&key, person(1)).unwrap();
        let new = old.with(MasterKey::new([2; 32]));
        let unwrapped = new.unwrap(&id, &wrapped, person(1)).unwrap();
        assert_eq!(unwrapped.secret(), key.secret());
        assert_eq!(
            keys(&[2]).unwrap(&id, &wrapped, person(1)).unwrap_err(),
            VaultError::Missing(id.clone())
        );
        assert!(
            new.unwrap(&id, &wrapped, person(2)).is_err(),
            "a key of one person is none of another"
        );
    }

    #[test]
    fn an_address_is_found_by_the_keys_of_then_and_now() {
        let address = "Ana@example.org".parse().unwrap();
        let old = keys(&[1]).lookups(&address);
        let new = keys(&[2, 1]).lookups(&address);
        assert_eq!(new[1], old[0]);
        assert_ne!(new[0], old[0]);
        assert_eq!(keys(&[1]).lookups(&"ana@EXAMPLE.org".parse().unwrap()), old);
    }

    #[test]
    fn a_file_of_keys_comes_back_and_says_which_line_is_wrong() {
        let some = keys(&[3, 4]);
        let read = MasterKeys::read(&some.write()).unwrap();
        assert!(read.ids().eq(some.ids()));
        assert_eq!(MasterKeys::read("# nothing\n\n").unwrap_err(), VaultError::NoKeys);
        assert_eq!(
            MasterKeys::read("# one\nabc\n").unwrap_err(),
            VaultError::NoKey(2)
        );
        assert!(!format!("{some:?}").contains(&some.current().reveal()));
    }

    #[test]
    fn what_belongs_to_nobody_is_sealed_too() {
        let at = Binding::new("outbox", "sealed", 1);
        let sealed = keys(&[1]).seal(b"words", &at).unwrap();
        assert_eq!(*keys(&[2, 1]).open(&sealed, &at).unwrap(), b"words");
        assert!(matches!(
            keys(&[2]).open(&sealed, &at),
            Err(VaultError::Missing(_))
        ));
        assert!(keys(&[1]).open(&Sealed::kept(vec![1, 2]), &at).is_err());
    }

    proptest! {
        #[test]
        fn any_words_come_back_and_any_change_is_seen(words: Vec<u8>, at in any::<prop::sample::Index>(), flip in 1_u8..) {
            let key = PersonKey::new([9; 32]);
            let here = Binding::new("people", "name", 1);
            let sealed = key.seal(&words, &here).unwrap();
            prop_assert_eq!(&*key.open(&sealed, &here).unwrap(), &words);
            let mut bytes = sealed.into_bytes();
            let at = at.index(bytes.len());
            bytes[at] ^= flip;
            prop_assert!(key.open(&Sealed::kept(bytes), &here).is_err());
        }
    }
}
