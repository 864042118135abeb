//! The keys of a bucket.

use std::env;
use std::fmt;

use zeroize::Zeroizing;

use super::BlobError;

/// What opens a bucket. `Debug` shows nothing of it.
#[derive(Clone)]
pub struct BlobKeys {
    pub(super) id: String,
    pub(super) secret: Zeroizing<String>,
    /// Of keys that are lent for a while.
    pub(super) token: Option<Zeroizing<String>>,
}

impl BlobKeys {
    /// A key by its name and its secret.
    #[must_use]
    pub fn new(id: impl Into<String>, secret: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            secret: Zeroizing::new(secret.into()),
            token: None,
        }
    }

    /// Those of `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, and of `AWS_SESSION_TOKEN` where it is set.
    pub fn of_environment() -> Result<Self, BlobError> {
        let set = |name: &'static str| {
            let value = env::var(name).ok().filter(|value| !value.is_empty());
            value.ok_or(BlobError::NoKey(name))
        };
        Ok(Self {
            token: set("AWS_SESSION_TOKEN").ok().map(Zeroizing::new),
            ..Self::new(set("AWS_ACCESS_KEY_ID")?, set("AWS_SECRET_ACCESS_KEY")?)
        })
    }
}

impl fmt::Debug for BlobKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BlobKeys(hidden)")
    }
}
