//! What an operator decides about the site.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use thiserror::Error;

use crate::http::limit::RateLimits;
use crate::http::peer::PeerAddress;

/// Why a text is not a base address.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "`{0}` is not an address of a site: write http:// or https:// and a host, such as https://data.example.org"
)]
pub struct BaseAddressError(String);

/// Where the site is found from outside, without a slash at its end: `https://data.example.org`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseAddress(String);

impl BaseAddress {
    /// The address of a path on the site.
    #[must_use]
    pub fn join(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }
}

impl FromStr for BaseAddress {
    type Err = BaseAddressError;

    fn from_str(text: &str) -> Result<Self, BaseAddressError> {
        let address = text.strip_suffix('/').unwrap_or(text);
        let host = address
            .strip_prefix("https://")
            .or_else(|| address.strip_prefix("http://"));
        let fits = host.is_some_and(|host| {
            !host.is_empty() && !host.contains(|c: char| c.is_whitespace() || "\"<>?#\\".contains(c))
        });
        if fits {
            Ok(Self(address.to_owned()))
        } else {
            Err(BaseAddressError(text.to_owned()))
        }
    }
}

impl fmt::Display for BaseAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What an operator decides about the site.
#[derive(Debug, Clone)]
pub struct WebSettings {
    /// Where the site is found from outside; links for citing are relative where it is not set.
    pub base_address: Option<BaseAddress>,
    /// The name of the site.
    pub site_name: String,
    /// How many requests one address may make.
    pub rate_limits: RateLimits,
    /// Whose address counts.
    pub peer_address: PeerAddress,
    /// How long one answer may take.
    pub timeout: Duration,
    /// How many cells one page may show; files are not bound by it.
    pub page_cells: usize,
    /// How many cells one file may hold.
    pub file_cells: usize,
}

impl Default for WebSettings {
    fn default() -> Self {
        Self {
            base_address: None,
            site_name: "Tidemark".to_owned(),
            rate_limits: RateLimits::default(),
            peer_address: PeerAddress::default(),
            timeout: Duration::from_secs(20),
            page_cells: 6_000,
            file_cells: 100_000,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_address_is_a_site() {
        let base: BaseAddress = "https://data.example.org/".parse().unwrap();
        assert_eq!(base.join("/tables?a=b"), "https://data.example.org/tables?a=b");
        for bad in [
            "",
            "data.example.org",
            "https://",
            "ftp://x",
            "https://a b",
            "https://x?y",
        ] {
            assert!(bad.parse::<BaseAddress>().is_err(), "{bad}");
        }
    }
}
