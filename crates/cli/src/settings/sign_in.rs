//! How people come in, besides links and passkeys.

use tidemark_app::desk::OrganisationSettings;

use super::declared::{Declared, Scope};
use super::store::Secret;

/// An organisation whose people come in by way of it (OpenID Connect).
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct SignIn {
    issuer: String,
    client_id: String,
    client_secret: Secret,
    organisation: String,
}

impl SignIn {
    /// The organisation, where one is named.
    pub(crate) fn organisation(&self) -> Option<OrganisationSettings> {
        (!self.issuer.is_empty()).then(|| OrganisationSettings {
            issuer: self.issuer.clone(),
            client_id: self.client_id.clone(),
            client_secret: self.client_secret.0.clone(),
            name: self.organisation.clone(),
        })
    }
}

/// The settings of this section.
pub(crate) const DECLARED: &[Declared] = &[
    Declared {
        key: "sign_in.issuer",
        variable: "TIDEMARK_SIGN_IN_ISSUER",
        flag: "sign-in-issuer",
        value: "cli-value-url",
        about: "cli-setting-sign-in-issuer",
        scope: Scope::Serve,
        set: |settings, given| {
            given.text.clone_into(&mut settings.sign_in.issuer);
            Ok(())
        },
        show: |settings| settings.sign_in.issuer.clone(),
    },
    Declared {
        key: "sign_in.client_id",
        variable: "TIDEMARK_SIGN_IN_CLIENT_ID",
        flag: "sign-in-client-id",
        value: "cli-value-text",
        about: "cli-setting-sign-in-client-id",
        scope: Scope::Serve,
        set: |settings, given| {
            given.text.clone_into(&mut settings.sign_in.client_id);
            Ok(())
        },
        show: |settings| settings.sign_in.client_id.clone(),
    },
    Declared {
        key: "sign_in.client_secret",
        variable: "TIDEMARK_SIGN_IN_CLIENT_SECRET",
        flag: "sign-in-client-secret",
        value: "cli-value-text",
        about: "cli-setting-sign-in-client-secret",
        scope: Scope::Serve,
        set: |settings, given| {
            settings.sign_in.client_secret = Secret(given.text.to_owned());
            Ok(())
        },
        show: |_| String::new(),
    },
    Declared {
        key: "sign_in.organisation",
        variable: "TIDEMARK_SIGN_IN_ORGANISATION",
        flag: "sign-in-organisation",
        value: "cli-value-text",
        about: "cli-setting-sign-in-organisation",
        scope: Scope::Serve,
        set: |settings, given| {
            given.text.clone_into(&mut settings.sign_in.organisation);
            Ok(())
        },
        show: |settings| settings.sign_in.organisation.clone(),
    },
];
