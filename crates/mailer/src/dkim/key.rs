//! Private keys that sign.

use std::fmt;
use std::sync::Arc;

use ring::rand::SystemRandom;
use ring::signature::{Ed25519KeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use rustls_pki_types::PrivateKeyDer;
use rustls_pki_types::pem::PemObject;
use sha2::{Digest, Sha256};

use crate::settings::SettingsError;

/// A private key for DKIM. `Debug` hides it.
#[derive(Clone)]
pub struct DkimKey(Pair);

#[derive(Clone)]
enum Pair {
    Ed25519(Arc<Ed25519KeyPair>),
    Rsa(Arc<RsaKeyPair>),
}

impl DkimKey {
    /// From a private key in PEM as `openssl genpkey` makes it: Ed25519, or RSA of 2048 to 4096 bits.
    pub fn from_pem(text: &str) -> Result<Self, SettingsError> {
        let der = PrivateKeyDer::from_pem_slice(text.as_bytes()).map_err(|_| SettingsError::DkimKey)?;
        let rsa = |pair: Result<RsaKeyPair, _>| pair.ok().map(|pair| Pair::Rsa(Arc::new(pair)));
        let pair = match der {
            PrivateKeyDer::Pkcs1(der) => rsa(RsaKeyPair::from_der(der.secret_pkcs1_der())),
            // `openssl` leaves the public half of an Ed25519 key out; that is what "maybe unchecked" allows.
            PrivateKeyDer::Pkcs8(der) => Ed25519KeyPair::from_pkcs8_maybe_unchecked(der.secret_pkcs8_der())
                .ok()
                .map(|pair| Pair::Ed25519(Arc::new(pair)))
                .or_else(|| rsa(RsaKeyPair::from_pkcs8(der.secret_pkcs8_der()))),
            _ => None,
        };
        pair.map(Self).ok_or(SettingsError::DkimKey)
    }

    /// Its name in a signature.
    pub(super) const fn algorithm(&self) -> &'static str {
        match self.0 {
            Pair::Ed25519(_) => "ed25519-sha256",
            Pair::Rsa(_) => "rsa-sha256",
        }
    }

    /// The signature of a text; `None` where the key cannot make one.
    ///
    /// With Ed25519 it is of the text's SHA-256 (RFC 8463, 3), with RSA too, but there that is part of the signature.
    pub(super) fn sign(&self, text: &[u8]) -> Option<Vec<u8>> {
        match &self.0 {
            Pair::Ed25519(pair) => Some(pair.sign(&Sha256::digest(text)).as_ref().to_vec()),
            Pair::Rsa(pair) => {
                let mut signature = vec![0; pair.public().modulus_len()];
                // Chance only blinds the computation: the same text has the same signature.
                pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), text, &mut signature)
                    .ok()?;
                Some(signature)
            }
        }
    }
}

impl fmt::Debug for DkimKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DkimKey(hidden)")
    }
}
