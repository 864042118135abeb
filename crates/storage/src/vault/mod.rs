//! What is personal, sealed: with a key that each person has, which is wrapped in a master key that no database holds.
//!
//! - A **master key** is 32 random bytes from a file or the environment. Two keys follow from it (HKDF with SHA-256, RFC 5869): one wraps the keys of people,
//!   one makes the hash by which an address is looked up (HMAC with SHA-256, RFC 2104).
//! - A **person's key** is 32 random bytes. All that is personal of them is sealed with it (XChaCha20-Poly1305, draft-irtf-cfrg-xchacha-03), bound to the column
//!   and the row where it stands, so that nothing sealed can be moved elsewhere. Who erases the key erases all of it, wherever it is.
//! - What belongs to nobody yet (a message to somebody who was asked in) is sealed with a key that follows from the master key.

mod master;
mod sealed;

pub use master::{MasterKey, MasterKeys};
pub use sealed::{Binding, PersonKey, Sealed};

/// Why something stays closed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// No key was given.
    #[error(
        "there is no key: make one with `tidemark keys new`, and name its file in `store.keys_file` or put it in TIDEMARK_KEYS"
    )]
    NoKeys,
    /// A line is no key.
    #[error("line {0} is no key: a key is 52 letters and digits, as `tidemark keys new` writes it")]
    NoKey(usize),
    /// The key that is needed is not among those given.
    #[error("the key {0} is not among those given: add it to the file of keys, after the current one")]
    Missing(String),
    /// None of the keys given is of this store.
    #[error(
        "the keys given are of another store: this one needs {0}; bring its keys back, or name their file in `store.keys_file`"
    )]
    Foreign(String),
    /// The bytes are not what was sealed, or stand elsewhere than they were put.
    #[error("{0} cannot be opened: it was changed, or moved from elsewhere")]
    Changed(String),
    /// There is no randomness.
    #[error("the system gives no random bytes")]
    NoRandomness,
}

/// Random bytes of the system.
pub fn random<const N: usize>() -> Result<[u8; N], VaultError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| VaultError::NoRandomness)?;
    Ok(bytes)
}
