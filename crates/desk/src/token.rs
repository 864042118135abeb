//! Secrets that are handed out once: in a cookie, in a link. What is kept of them does not open anything.

use std::fmt;
use std::str::FromStr;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use tidemark_vocab::CodeError;

use crate::id::letters;

/// 256 random bits that open something. Shown to nobody but whom they are for: `Debug` hides them.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; 32]);

/// What is kept of a token: it finds, and does not open.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TokenHash(String);

impl Token {
    /// From 32 random bytes.
    #[must_use]
    pub const fn new(random: [u8; 32]) -> Self {
        Self(random)
    }

    /// Its bytes.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// As it is handed out: 52 letters and digits.
    #[must_use]
    pub fn reveal(&self) -> String {
        letters().encode(&self.0)
    }

    /// What is kept of it. It is random, so that a plain SHA-256 cannot be guessed back.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        TokenHash(HEXLOWER.encode(&Sha256::digest(self.0)))
    }

    /// Another secret that follows from this one, for a purpose: it tells nothing of it.
    #[must_use]
    pub fn derived(&self, purpose: &str) -> Self {
        let digest = Sha256::new()
            .chain_update(self.0)
            .chain_update(b"\0")
            .chain_update(purpose.as_bytes())
            .finalize();
        Self(digest.into())
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(hidden)")
    }
}

impl FromStr for Token {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        let bytes = letters().decode(text.as_bytes()).ok();
        bytes
            .and_then(|bytes| <[u8; 32]>::try_from(bytes).ok())
            .map(Self)
            // What was refused may be most of a secret: it is not repeated.
            .ok_or_else(|| CodeError {
                text: "this text".to_owned(),
                what: "a link or session of ours",
                rule: "copy all of it",
            })
    }
}

impl TokenHash {
    /// 64 hexadecimal digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Token;

    #[test]
    fn a_token_comes_back_and_is_not_shown() {
        let token = Token::new([7; 32]);
        let shown = token.reveal();
        assert_eq!(shown.len(), 52);
        assert_eq!(shown.parse(), Ok(token.clone()));
        assert!(!format!("{token:?}").contains(&shown));
        assert_eq!(token.hash().as_str().len(), 64);
        let refused = shown[..51].parse::<Token>().unwrap_err().to_string();
        assert!(!refused.contains(&shown[..20]), "{refused}");
    }

    #[test]
    fn what_follows_from_a_token_differs_by_purpose() {
        let token = Token::new([7; 32]);
        assert_ne!(token.derived("csrf").reveal(), token.derived("link").reveal());
        assert_eq!(token.derived("csrf"), token.derived("csrf"));
    }
}
