//! How an organisation is asked: encrypted, for no longer than somebody waits, for no more than can be meant, and nowhere else than where it was said to be.

use std::sync::Arc;
use std::time::Duration;

use openidconnect::{HttpRequest, HttpResponse};
use reqwest::Client;
use reqwest::redirect::Policy;
use rustls::crypto::{CryptoProvider, ring};
use rustls::{ClientConfig, RootCertStore};

use crate::settings::{OrganisationSettingsError, is_private};

/// An answer takes no longer.
const PATIENCE: Duration = Duration::from_secs(10);

/// An answer is no longer, in bytes: keys and a token are a few thousand.
const MOST: usize = 1 << 20;

/// Why there is no answer. It says no address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Unanswered {
    #[error("the address is not encrypted")]
    NotPrivate,
    #[error("no answer came")]
    Nothing,
    #[error("the answer has no end")]
    Endless,
}

/// What asks.
#[derive(Clone)]
pub(crate) struct Fetch(Client);

impl Fetch {
    pub(crate) fn new() -> Result<Self, OrganisationSettingsError> {
        // The provider that the program has chosen, or ours; the authorities that browsers trust, so that every machine decides alike.
        let provider = CryptoProvider::get_default()
            .cloned()
            .unwrap_or_else(|| Arc::new(ring::default_provider()));
        let trusted = RootCertStore {
            roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
        };
        let tls = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|_| OrganisationSettingsError::NoEncryption)?
            .with_root_certificates(trusted)
            .with_no_client_auth();
        Client::builder()
            .tls_backend_preconfigured(tls)
            // A code and a secret go to where they were meant to go.
            .redirect(Policy::none())
            .timeout(PATIENCE)
            .build()
            .map(Self)
            .map_err(|_| OrganisationSettingsError::NoEncryption)
    }

    /// Asks once.
    pub(crate) async fn ask(self, request: HttpRequest) -> Result<HttpResponse, Unanswered> {
        let request = reqwest::Request::try_from(request).map_err(|_| Unanswered::Nothing)?;
        if !is_private(request.url()) {
            return Err(Unanswered::NotPrivate);
        }
        let answer = self.0.execute(request).await;
        let mut answer = answer.map_err(|_| Unanswered::Nothing)?;
        let mut response = HttpResponse::new(Vec::new());
        *response.status_mut() = answer.status();
        *response.headers_mut() = answer.headers().clone();
        while let Some(part) = answer.chunk().await.map_err(|_| Unanswered::Nothing)? {
            let body = response.body_mut();
            if body.len() + part.len() > MOST {
                return Err(Unanswered::Endless);
            }
            body.extend_from_slice(&part);
        }
        Ok(response)
    }
}
