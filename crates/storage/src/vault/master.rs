//! Master keys: where they come from, and what follows from them.

use std::fmt;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use data_encoding::HEXLOWER;
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use tidemark_desk::{Email, PersonId, Token};
use zeroize::Zeroizing;

use super::sealed::{Binding, PersonKey, Sealed};
use super::{VaultError, random};

/// One master key.
#[derive(Clone)]
pub struct MasterKey {
    secret: Zeroizing<[u8; 32]>,
    id: String,
}

/// The master keys there are: new things are sealed with the first, old ones are opened with any.
#[derive(Clone)]
pub struct MasterKeys {
    keys: Vec<MasterKey>,
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MasterKey({})", self.id)
    }
}

impl fmt::Debug for MasterKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.keys).finish()
    }
}

impl MasterKey {
    /// From 32 random bytes.
    #[must_use]
    pub fn new(secret: [u8; 32]) -> Self {
        let id = Sha256::new()
            .chain_update(b"tidemark-key-id-1")
            .chain_update(secret)
            .finalize();
        Self {
            secret: Zeroizing::new(secret),
            id: HEXLOWER.encode(&id[..6]),
        }
    }

    /// A new one.
    pub fn generate() -> Result<Self, VaultError> {
        random().map(Self::new)
    }

    /// Its name, 12 hexadecimal digits, which tells nothing of it.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// As it is written in a file of keys: 52 letters and digits.
    #[must_use]
    pub fn reveal(&self) -> String {
        Token::new(*self.secret).reveal()
    }

    /// A key that follows from it, for a purpose.
    fn derived(&self, purpose: &str) -> Zeroizing<[u8; 32]> {
        let mut key = Zeroizing::new([0; 32]);
        // 32 bytes are no more than HKDF gives, so that this cannot fail.
        let _ = Hkdf::<Sha256>::new(Some(b"tidemark-vault-1"), &*self.secret)
            .expand(purpose.as_bytes(), key.as_mut_slice());
        key
    }

    fn looked_up(&self, email: &Email) -> String {
        let key = self.derived("lookup");
        // HMAC takes keys of any length.
        let Ok(mut hash) = Hmac::<Sha256>::new_from_slice(key.as_slice()) else {
            return String::new();
        };
        hash.update(email.folded().as_bytes());
        HEXLOWER.encode(&hash.finalize().into_bytes())
    }
}

impl MasterKeys {
    /// The current key, and older ones that may still be needed.
    #[must_use]
    pub fn new(current: MasterKey, older: impl IntoIterator<Item = MasterKey>) -> Self {
        Self {
            keys: std::iter::once(current).chain(older).collect(),
        }
    }

    /// Reads a file of keys, a line a key, the current one first. Empty lines and lines that begin with `#` are skipped.
    pub fn read(text: &str) -> Result<Self, VaultError> {
        let mut keys = Vec::new();
        for (number, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let bytes = secret(line).ok_or(VaultError::NoKey(number + 1))?;
            keys.push(MasterKey::new(bytes));
        }
        if keys.is_empty() {
            return Err(VaultError::NoKeys);
        }
        Ok(Self { keys })
    }

    /// What a file of these keys says.
    #[must_use]
    pub fn write(&self) -> Zeroizing<String> {
        let mut text = String::from(
            "# The master keys of a Tidemark store: the current one first. Without them nothing personal in the store can be read.\n\
             # Keep a copy where no backup of the store lies.\n",
        );
        for key in &self.keys {
            text.push_str(&key.reveal());
            text.push('\n');
        }
        Zeroizing::new(text)
    }

    /// With a new current key before all others.
    #[must_use]
    pub fn with(&self, current: MasterKey) -> Self {
        Self::new(current, self.keys.iter().cloned())
    }

    /// The key that new things are sealed with.
    #[must_use]
    pub fn current(&self) -> &MasterKey {
        // There is always one: both ways to make this see to it.
        &self.keys[0]
    }

    /// The names of all, the current one first.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(MasterKey::id)
    }

    fn named(&self, id: &str) -> Result<&MasterKey, VaultError> {
        let key = self.keys.iter().find(|key| key.id == id);
        key.ok_or_else(|| VaultError::Missing(id.to_owned()))
    }

    /// Every hash by which an address may be found, that of the current key first.
    #[must_use]
    pub fn lookups(&self, email: &Email) -> Vec<String> {
        self.keys.iter().map(|key| key.looked_up(email)).collect()
    }

    /// A hash of something that is counted, by which it cannot be guessed: of the current key.
    #[must_use]
    pub fn counted(&self, what: &str) -> String {
        let key = self.current().derived("counted");
        let Ok(mut hash) = Hmac::<Sha256>::new_from_slice(key.as_slice()) else {
            return String::new();
        };
        hash.update(what.as_bytes());
        HEXLOWER.encode(&hash.finalize().into_bytes()[..16])
    }

    /// A person's key, wrapped with the current key; with the name of that.
    pub fn wrap(&self, key: &PersonKey, person: PersonId) -> Result<(String, Vec<u8>), VaultError> {
        let current = self.current();
        let wrapped = closed(&current.derived("wrap"), key.secret(), &bound(person))?;
        Ok((current.id.clone(), wrapped))
    }

    /// The person's key that was wrapped with the key of that name.
    pub fn unwrap(&self, id: &str, wrapped: &[u8], person: PersonId) -> Result<PersonKey, VaultError> {
        let key = self.named(id)?.derived("wrap");
        let secret = opened(&key, wrapped, &bound(person))
            .and_then(|secret| <[u8; 32]>::try_from(secret.as_slice()).ok())
            .ok_or_else(|| VaultError::Changed(format!("the key of person {person}")))?;
        Ok(PersonKey::new(secret))
    }

    /// Seals what belongs to nobody, with the current key.
    pub fn seal(&self, words: &[u8], at: &Binding) -> Result<Sealed, VaultError> {
        let current = self.current();
        let closed = closed(&current.derived("site"), words, at.bytes())?;
        let mut bytes = HEXLOWER.decode(current.id.as_bytes()).unwrap_or_default();
        bytes.extend_from_slice(&closed);
        Ok(Sealed::kept(bytes))
    }

    /// Opens what belongs to nobody.
    pub fn open(&self, sealed: &Sealed, at: &Binding) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let changed = || VaultError::Changed(at.to_string());
        let (id, closed) = sealed.bytes().split_at_checked(6).ok_or_else(changed)?;
        let key = self.named(&HEXLOWER.encode(id))?.derived("site");
        opened(&key, closed, at.bytes()).ok_or_else(changed)
    }
}

fn secret(line: &str) -> Option<[u8; 32]> {
    // A key is written like a token, whose bytes nobody else may have: by its own text.
    line.parse::<Token>().ok().map(|token| *token.bytes())
}

fn bound(person: PersonId) -> Vec<u8> {
    format!("person_keys.wrapped:{person}").into_bytes()
}

/// Nonce and ciphertext. The nonce is random: 24 bytes are enough for that.
pub(super) fn closed(key: &[u8; 32], words: &[u8], bound: &[u8]) -> Result<Vec<u8>, VaultError> {
    let nonce: [u8; 24] = random()?;
    let cipher = XChaCha20Poly1305::new(key.into());
    let payload = Payload {
        msg: words,
        aad: bound,
    };
    let closed = cipher
        .encrypt(&XNonce::from(nonce), payload)
        .map_err(|_| VaultError::Changed("what is too long".to_owned()))?;
    Ok([nonce.as_slice(), &closed].concat())
}

pub(super) fn opened(key: &[u8; 32], closed: &[u8], bound: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, closed) = closed.split_at_checked(24)?;
    let nonce = <[u8; 24]>::try_from(nonce).ok()?;
    let cipher = XChaCha20Poly1305::new(key.into());
    let payload = Payload {
        msg: closed,
        aad: bound,
    };
    cipher
        .decrypt(&XNonce::from(nonce), payload)
        .ok()
        .map(Zeroizing::new)
}
