//! Asking an organisation who somebody is.

use chrono::DateTime;
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreClientAuthMethod, CoreErrorResponseType, CoreJwsSigningAlgorithm,
    CoreProviderMetadata, CoreTokenResponse,
};
use openidconnect::{
    AuthType, AuthorizationCode, ClientId, ClientSecret, CsrfToken, DiscoveryError, EndpointMaybeSet,
    EndpointNotSet, EndpointSet, IssuerUrl, Nonce, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl,
    RequestTokenError, Scope, StandardErrorResponse, TokenResponse,
};
use serde::{Deserialize, Serialize};
use tidemark_vocab::Moment;

use crate::error::OrganisationError;
use crate::fetch::{Fetch, Unanswered};
use crate::settings::{OrganisationSettings, OrganisationSettingsError};

/// An organisation that vouches for its people.
pub struct Organisation {
    settings: OrganisationSettings,
    issuer: IssuerUrl,
    back: RedirectUrl,
    fetch: Fetch,
}

/// Somebody who is on their way to their organisation.
pub struct Begun {
    /// Where they are sent.
    pub address: String,
    /// What must be known when they come back. It is for nobody else.
    pub kept: Vec<u8>,
}

/// What an organisation says of somebody.
#[derive(Clone, PartialEq, Eq)]
pub struct Vouched {
    /// Their address, if the organisation says that it is really theirs.
    pub verified_email: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    nonce: String,
    verifier: String,
}

/// An organisation, once it has said how it is asked.
type Known = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// Signatures that only the organisation can make. What is signed with the secret that the site has too proves nothing.
const SIGNED_WITH: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::EdDsa,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
];

/// Says in the log what an error is too discreet to say. Neither holds words of the organisation.
fn noted(reason: &'static str, error: OrganisationError) -> OrganisationError {
    tracing::warn!(reason, "an organisation could not be asked");
    error
}

fn undiscovered(error: &DiscoveryError<Unanswered>) -> OrganisationError {
    match error {
        DiscoveryError::Request(Unanswered::Nothing) => {
            noted("no answer came", OrganisationError::Unreachable)
        }
        DiscoveryError::Request(Unanswered::NotPrivate) => noted(
            "it names an address without encryption",
            OrganisationError::NotUnderstood,
        ),
        DiscoveryError::Request(Unanswered::Endless) => {
            noted("its answer has no end", OrganisationError::NotUnderstood)
        }
        DiscoveryError::Response(status, ..) if status.is_server_error() => {
            noted("it is out of order", OrganisationError::Unreachable)
        }
        DiscoveryError::Response(..) => noted(
            "it does not say how it is asked where it should",
            OrganisationError::NotUnderstood,
        ),
        DiscoveryError::Validation(_) => noted(
            "it calls itself otherwise than the settings do",
            OrganisationError::NotUnderstood,
        ),
        _ => noted("how it is asked cannot be read", OrganisationError::NotUnderstood),
    }
}

fn unanswered(
    error: &RequestTokenError<Unanswered, StandardErrorResponse<CoreErrorResponseType>>,
) -> OrganisationError {
    match error {
        RequestTokenError::Request(Unanswered::Nothing) => {
            noted("no token came", OrganisationError::Unreachable)
        }
        RequestTokenError::ServerResponse(said) => match said.error() {
            CoreErrorResponseType::InvalidGrant => OrganisationError::Refused,
            CoreErrorResponseType::InvalidClient | CoreErrorResponseType::UnauthorizedClient => noted(
                "it does not know the client_id or the client_secret",
                OrganisationError::NotUnderstood,
            ),
            _ => noted("it gives no token", OrganisationError::Refused),
        },
        _ => noted("its token cannot be read", OrganisationError::NotUnderstood),
    }
}

/// How the site shows who it is, of the two ways that a secret allows: in the head of the question, if the organisation does not say otherwise.
fn manner(metadata: &CoreProviderMetadata) -> AuthType {
    let takes = |method| {
        metadata
            .token_endpoint_auth_methods_supported()
            .is_some_and(|methods| methods.contains(&method))
    };
    if takes(CoreClientAuthMethod::ClientSecretPost) && !takes(CoreClientAuthMethod::ClientSecretBasic) {
        AuthType::RequestBody
    } else {
        AuthType::BasicAuth
    }
}

impl Organisation {
    /// An organisation, and the address at which people come back.
    pub fn new(settings: OrganisationSettings, back: &str) -> Result<Self, OrganisationSettingsError> {
        settings.checked()?;
        let issuer =
            IssuerUrl::new(settings.issuer.clone()).map_err(|_| OrganisationSettingsError::Issuer)?;
        let back = RedirectUrl::new(back.to_owned()).map_err(|_| OrganisationSettingsError::Back)?;
        Ok(Self {
            fetch: Fetch::new()?,
            settings,
            issuer,
            back,
        })
    }

    /// What it is called here.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.settings.name
    }

    /// Sends somebody there; `state` comes back with them.
    pub async fn begin(&self, state: String) -> Result<Begun, OrganisationError> {
        let known = self.known().await?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (address, _, nonce) = known
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                move || CsrfToken::new(state),
                Nonce::new_random,
            )
            .add_scope(Scope::new("email".to_owned()))
            .set_pkce_challenge(challenge)
            .url();
        let kept = Kept {
            nonce: nonce.secret().clone(),
            verifier: verifier.into_secret(),
        };
        Ok(Begun {
            address: address.into(),
            kept: serde_json::to_vec(&kept).map_err(|_| OrganisationError::NotUnderstood)?,
        })
    }

    /// Asks who came back with a code. What cannot be proven is an error, be it well meant or not.
    pub async fn end(&self, kept: &[u8], code: String, now: Moment) -> Result<Vouched, OrganisationError> {
        let kept: Kept = serde_json::from_slice(kept).map_err(|_| OrganisationError::Refused)?;
        let known = self.known().await?;
        let ask = |request| self.fetch.clone().ask(request);
        let token = known
            .exchange_code(AuthorizationCode::new(code))
            .map_err(|_| noted("it gives no tokens", OrganisationError::NotUnderstood))?
            .set_pkce_verifier(PkceCodeVerifier::new(kept.verifier))
            .request_async(&ask)
            .await
            .map_err(|error| unanswered(&error))?;
        vouched(&known, &token, &Nonce::new(kept.nonce), now)
    }

    /// Asks the organisation how it is asked, and for its keys. Every time: they change, and nobody waits for it often.
    async fn known(&self) -> Result<Known, OrganisationError> {
        let ask = |request| self.fetch.clone().ask(request);
        let metadata = CoreProviderMetadata::discover_async(self.issuer.clone(), &ask)
            .await
            .map_err(|error| undiscovered(&error))?;
        let manner = manner(&metadata);
        let id = ClientId::new(self.settings.client_id.clone());
        let secret = ClientSecret::new(self.settings.client_secret.clone());
        Ok(CoreClient::from_provider_metadata(metadata, id, Some(secret))
            .set_auth_type(manner)
            .set_redirect_uri(self.back.clone()))
    }
}

/// What a token says, if all of it holds: who signed it and for whom, until when, and that it was asked for here (3.1.3.7).
fn vouched(
    known: &Known,
    token: &CoreTokenResponse,
    nonce: &Nonce,
    now: Moment,
) -> Result<Vouched, OrganisationError> {
    let now = DateTime::from_timestamp_millis(now.as_millis()).ok_or(OrganisationError::NotProven)?;
    let verifier = known
        .id_token_verifier()
        .set_allowed_algs(SIGNED_WITH)
        .set_time_fn(move || now);
    let says = token
        .id_token()
        .ok_or_else(|| noted("its token names nobody", OrganisationError::NotUnderstood))?;
    let claims = says
        .claims(&verifier, nonce)
        .map_err(|_| noted("its token does not hold", OrganisationError::NotProven))?;
    let is_theirs = claims.email_verified() == Some(true);
    let email = claims.email().filter(|_| is_theirs);
    Ok(Vouched {
        verified_email: email.map(|email| email.as_str().to_owned()),
    })
}
