//! Signatures that say a message is of a domain (DKIM, RFC 6376; with Ed25519, RFC 8463).
//!
//! Made here and not by lettre: its own reads the clock, takes other forms of keys than `openssl` makes, and brings a
//! second implementation of RSA.

mod canonical;
mod key;

use data_encoding::BASE64;
use sha2::{Digest, Sha256};
use tidemark_vocab::Moment;

use crate::address::host_in_ascii;
use crate::error::{MailError, Passing};
use crate::settings::SettingsError;

pub use key::DkimKey;

/// What is signed, each once more than it is there: so that nobody can add a second one (RFC 6376, 8.15).
const SIGNED: [&str; 10] = [
    "from",
    "to",
    "reply-to",
    "subject",
    "date",
    "message-id",
    "mime-version",
    "content-type",
    "content-language",
    "auto-submitted",
];

/// With what messages are signed.
#[derive(Debug, Clone)]
pub struct Dkim {
    /// Under which name of the domain the public key is published.
    pub selector: String,
    /// The domain that signs: the sender's, or one above or below it.
    pub domain: String,
    /// The private key.
    pub key: DkimKey,
}

/// Signs messages.
pub(crate) struct Signer {
    selector: String,
    domain: String,
    key: DkimKey,
}

impl Signer {
    /// A signer for a sender at this host.
    pub(crate) fn new(dkim: Dkim, host: &str) -> Result<Self, SettingsError> {
        let selector = host_in_ascii(&dkim.selector).ok_or(SettingsError::DkimSelector)?;
        let domain = host_in_ascii(&dkim.domain).ok_or(SettingsError::DkimDomain)?;
        let is_below = |low: &str, high: &str| low.strip_suffix(high).is_some_and(|rest| rest.ends_with('.'));
        if domain != host && !is_below(host, &domain) && !is_below(&domain, host) {
            return Err(SettingsError::DkimDomain);
        }
        Ok(Self {
            selector,
            domain,
            key: dkim.key,
        })
    }

    /// The message with its signature before it.
    pub(crate) fn signed(&self, message: Vec<u8>, at: Moment) -> Result<Vec<u8>, MailError> {
        let (headers, body) = canonical::halves(&message);
        let headers = canonical::headers(headers);
        let mut names = Vec::new();
        let mut text = Vec::new();
        for name in SIGNED {
            for (_, line) in headers.iter().filter(|(of, _)| of == name) {
                names.push(name);
                text.extend_from_slice(line);
                text.extend(b"\r\n");
            }
            names.push(name);
        }
        let unsigned = self.header(at, &names, &Sha256::digest(canonical::body(body)));
        text.extend(canonical::header(unsigned.as_bytes()).1);
        let signature = self.key.sign(&text).ok_or(Passing::Unsigned)?;
        let mut signed = unsigned.into_bytes();
        signed.extend(folded(&BASE64.encode(&signature)).into_bytes());
        signed.extend(b"\r\n");
        signed.extend(message);
        Ok(signed)
    }

    /// The header of the signature but for the signature itself.
    fn header(&self, at: Moment, names: &[&str], body_hash: &[u8]) -> String {
        let Self {
            selector,
            domain,
            key,
        } = self;
        // Folded after colons, where space means nothing.
        let names: Vec<_> = names.chunks(4).map(|line| line.join(":")).collect();
        let names = names.join(":\r\n ");
        format!(
            "DKIM-Signature: v=1; a={}; c=relaxed/relaxed; q=dns/txt;\r\n d={domain}; s={selector}; t={};\r\n h={names};\r\n bh={};\r\n b=",
            key.algorithm(),
            at.as_millis().max(0) / 1000,
            BASE64.encode(body_hash),
        )
    }
}

/// A long text in lines of a header; space means nothing in it.
fn folded(text: &str) -> String {
    let bytes = text.as_bytes().chunks(72);
    let lines: Vec<_> = bytes.map(String::from_utf8_lossy).collect();
    lines.join("\r\n ")
}

#[cfg(test)]
mod tests {
    use super::{Dkim, DkimKey, Signer};
    use crate::settings::SettingsError;

    /// RFC 8463, A.1, as `openssl` writes such a key.
    const ED25519: &str = "-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
-----END PRIVATE KEY-----";

    fn refused(selector: &str, domain: &str, host: &str) -> Option<SettingsError> {
        let dkim = Dkim {
            selector: selector.into(),
            domain: domain.into(),
            key: DkimKey::from_pem(ED25519).unwrap(),
        };
        Signer::new(dkim, host).err()
    }

    #[test]
    fn only_the_domain_of_the_sender_signs() {
        for (domain, host) in [
            ("example.org", "example.org"),
            ("Example.org", "news.example.org"),
            ("news.example.org", "example.org"),
            ("пример.рф", "xn--e1afmkfd.xn--p1ai"),
        ] {
            assert_eq!(refused("2026a", domain, host), None, "{domain}");
        }
        for (domain, host) in [
            ("example.net", "example.org"),
            ("ple.org", "example.org"),
            ("", "example.org"),
        ] {
            assert_eq!(
                refused("2026a", domain, host),
                Some(SettingsError::DkimDomain),
                "{domain}"
            );
        }
        assert_eq!(
            refused("a; b=", "example.org", "example.org"),
            Some(SettingsError::DkimSelector)
        );
    }
}
