//! Signing in by way of the organisation that somebody works for. Nobody becomes a person here by that: an organisation says whose address it is, and whoever
//! has that address here comes in, with one factor.

use tidemark_desk::session::Factor;
use tidemark_desk::{Email, PersonState, Token};
use tidemark_storage::StoreError;

use super::passkeys::HOLDS;
use super::sessions::open;
use super::{Asker, Desk, DeskError, Opened, Organisation, OrganisationSettings, limits, new_token};

/// Somebody who is on their way to their organisation.
const ORGANISATION: &str = "organisation";

/// Where people come back: `{base}/sign-in/organisation`, which the organisation must know.
const BACK: &str = "/sign-in/organisation";

/// The way to an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// What the browser must bring when it comes back, apart from the address: in a cookie that comes along from another site (`SameSite=Lax`). It holds who was sent
    /// against who comes, so that nobody is signed in as somebody else by a link.
    pub challenge_token: Token,
    /// Where they are sent.
    pub address: String,
}

impl Desk {
    /// The same desk, where people may come in by way of an organisation too.
    pub fn with_organisation(
        mut self,
        settings: OrganisationSettings,
    ) -> Result<Self, super::OrganisationSettingsError> {
        let back = format!("{}{BACK}", self.settings.base);
        self.organisation = Some(Organisation::new(settings, &back)?.into());
        Ok(self)
    }

    /// What the organisation is called by way of which people may come in, if there is one.
    #[must_use]
    pub fn organisation(&self) -> Option<&str> {
        self.organisation.as_deref().map(Organisation::name)
    }

    fn asked_organisation(&self) -> Result<&Organisation, DeskError> {
        self.organisation.as_deref().ok_or(DeskError::NoOrganisation)
    }

    /// Sends somebody to their organisation.
    pub async fn begin_organisation_sign_in(&self, asker: &Asker) -> Result<Way, DeskError> {
        let organisation = self.asked_organisation()?;
        let (token, now, asker) = (new_token()?, self.now(), asker.as_str().to_owned());
        // Counted before anybody else is asked for it.
        let may = self
            .store
            .write(move |tx| {
                Box::pin(async move { tx.count_against(&limits::CEREMONIES_FROM, &asker, now).await })
            })
            .await
            .map_err(|error: StoreError| error)?;
        if !may {
            return Err(DeskError::TooOften);
        }
        let begun = organisation.begin(token.derived(ORGANISATION).reveal()).await?;
        let hash = token.hash();
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    tx.begin_challenge(&hash, ORGANISATION, &begun.kept, now + HOLDS)
                        .await
                })
            })
            .await
            .map_err(|error: StoreError| error)?;
        Ok(Way {
            challenge_token: token,
            address: begun.address,
        })
    }

    /// Signs in whoever comes back from their organisation with `state` and `code` in the address. Whom it does not know, who is not here and who may not come in are told
    /// the same.
    pub async fn sign_in_by_organisation(
        &self,
        token: &Token,
        state: &str,
        code: &str,
        asker: &Asker,
    ) -> Result<Opened, DeskError> {
        let organisation = self.asked_organisation()?;
        self.count_try(asker).await?;
        if state.parse() != Ok(token.derived(ORGANISATION)) {
            return Err(DeskError::Over);
        }
        let kept = self.taken(token, ORGANISATION).await?;
        let now = self.now();
        let vouched = organisation.end(&kept, code.to_owned(), now).await?;
        let email = vouched.verified_email.ok_or(DeskError::NotVouched)?;
        let email: Email = email.parse().map_err(|_| DeskError::NotVouched)?;
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let person = tx.person_by_email(&email).await?;
                    let person = person.filter(|person| person.state == PersonState::Active);
                    let person = person.ok_or(DeskError::NotVouched)?;
                    Ok(open(tx, person.id, Factor::Organisation, now).await?)
                })
            })
            .await
    }
}
