//! How a site and an organisation know each other.

use std::fmt;

use reqwest::Url;

/// What was agreed with an organisation.
#[derive(Clone, PartialEq, Eq)]
pub struct OrganisationSettings {
    /// Where it says how it is asked: `https://login.example.org`, as it writes that itself.
    pub issuer: String,
    /// What the site is called there.
    pub client_id: String,
    /// How the site shows who it is there. Shown to nobody by accident: `Debug` hides it.
    pub client_secret: String,
    /// What the organisation is called here.
    pub name: String,
}

impl fmt::Debug for OrganisationSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OrganisationSettings")
            .field("issuer", &self.issuer)
            .field("client_id", &self.client_id)
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// Why nobody can be asked with some settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OrganisationSettingsError {
    /// The issuer is no address.
    #[error("the issuer is not an address like https://login.example.org")]
    Issuer,
    /// What is sent there can be read on its way.
    #[error("the issuer must begin with https, but on this machine")]
    NotEncrypted,
    /// Something is not said.
    #[error("{0} is empty")]
    Empty(&'static str),
    /// The way back is no address.
    #[error("the address of this site is none that one can come back to")]
    Back,
    /// Nothing can be encrypted.
    #[error("connections cannot be encrypted on this machine")]
    NoEncryption,
}

/// Whether what is sent to an address stays on this machine.
fn is_here(address: &Url) -> bool {
    matches!(address.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"))
}

/// Whether what is sent to an address can be read by nobody on its way.
pub(crate) fn is_private(address: &Url) -> bool {
    address.scheme() == "https" || address.scheme() == "http" && is_here(address)
}

impl OrganisationSettings {
    pub(crate) fn checked(&self) -> Result<(), OrganisationSettingsError> {
        let said = [
            ("the name of the organisation", &self.name),
            ("the client_id", &self.client_id),
            ("the client_secret", &self.client_secret),
        ];
        if let Some((what, _)) = said.into_iter().find(|(_, text)| text.trim().is_empty()) {
            return Err(OrganisationSettingsError::Empty(what));
        }
        let issuer: Url = self
            .issuer
            .parse()
            .map_err(|_| OrganisationSettingsError::Issuer)?;
        if !matches!(issuer.scheme(), "https" | "http") || !issuer.has_host() {
            Err(OrganisationSettingsError::Issuer)
        } else if is_private(&issuer) {
            Ok(())
        } else {
            Err(OrganisationSettingsError::NotEncrypted)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{OrganisationSettings, OrganisationSettingsError as Wrong};

    fn settings(issuer: &str) -> OrganisationSettings {
        OrganisationSettings {
            issuer: issuer.to_owned(),
            client_id: "site".to_owned(),
            client_secret: "quokka".to_owned(),
            name: "An organisation".to_owned(),
        }
    }

    #[test]
    fn settings_are_looked_at_before_anybody_is_asked() {
        for right in [
            "https://login.example.org",
            "https://example.org/realms/one",
            "http://127.0.0.1:8081",
            "http://localhost:8081",
        ] {
            assert_eq!(settings(right).checked(), Ok(()), "{right}");
        }
        for (issuer, why) in [
            ("", Wrong::Issuer),
            ("login.example.org", Wrong::Issuer),
            ("ldap://login.example.org", Wrong::Issuer),
            ("http://login.example.org", Wrong::NotEncrypted),
            ("http://localhost.example.org", Wrong::NotEncrypted),
        ] {
            assert_eq!(settings(issuer).checked(), Err(why), "{issuer}");
        }
        let mut nameless = settings("https://login.example.org");
        nameless.client_id = " ".to_owned();
        assert_eq!(nameless.checked(), Err(Wrong::Empty("the client_id")));
    }

    #[test]
    fn the_secret_is_not_shown() {
        assert!(!format!("{:?}", settings("https://login.example.org")).contains("quokka"));
    }
}
