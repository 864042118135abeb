//! What devices are asked, and how their answers are checked (Web Authentication, level 3: <https://www.w3.org/TR/webauthn-3/>). Nothing of the library
//! that does it leaves this file but JSON.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tidemark_desk::PersonId;
use tidemark_storage::{CredentialHash, StoreError};
use webauthn_rs::prelude::{
    CredentialID, DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url, Uuid, WebauthnError,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};
use zeroize::Zeroizing;

use super::passkeys::HOLDS;
use super::{DeskError, DeskSettings};

/// Why a site can have no passkeys. People come in by links then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasskeysOff {
    /// Its address is none.
    #[error("this site has no passkeys: its address is not one like https://example.org")]
    NoAddress,
    /// Devices hold passkeys for names alone.
    #[error(
        "this site has no passkeys: its address is a number; give it a name, or http://localhost to try it"
    )]
    NoName,
    /// What is sent there can be read on its way.
    #[error("this site has no passkeys: its address must begin with https, but for http://localhost")]
    NotEncrypted,
}

/// A question to a device, and what must be known to check its answer.
pub(super) struct Begun {
    /// The question, as a browser takes it.
    pub(super) options: String,
    /// What is kept until the answer comes.
    pub(super) state: Vec<u8>,
}

/// A passkey as the store keeps it.
pub(super) struct Made {
    pub(super) credential: CredentialHash,
    pub(super) passkey: Zeroizing<Vec<u8>>,
}

/// What a device answered, before it is believed.
pub(super) struct Shown(PublicKeyCredential);

/// A state that belongs to one person.
#[derive(Serialize, Deserialize)]
struct Theirs<S> {
    person: String,
    state: S,
}

/// The site, as devices know it.
pub(super) struct RelyingParty(Webauthn);

fn written(what: &impl Serialize) -> Result<Vec<u8>, DeskError> {
    Ok(serde_json::to_vec(what).map_err(|error| StoreError::Refused(error.to_string()))?)
}

/// What was written by us must be read by us, be it by an earlier version.
fn read<T: DeserializeOwned>(kept: &[u8]) -> Result<T, DeskError> {
    let unread = |_| StoreError::Unread("a passkey, or what was asked of one".to_owned());
    Ok(serde_json::from_slice(kept).map_err(unread)?)
}

fn refused(error: WebauthnError) -> DeskError {
    match error {
        WebauthnError::CredentialPossibleCompromise => DeskError::CopiedPasskey,
        other => {
            // For whoever sets a site up, and looks: it names nobody.
            tracing::debug!(reason = ?other, "a passkey was refused");
            DeskError::WrongPasskey
        }
    }
}

fn known(passkeys: &[Zeroizing<Vec<u8>>]) -> Result<Vec<Passkey>, DeskError> {
    passkeys.iter().map(|kept| read(kept)).collect()
}

/// The state that was kept for a person; another's is as good as none.
fn of<S: DeserializeOwned>(state: &[u8], person: PersonId) -> Result<S, DeskError> {
    let theirs: Theirs<S> = read(state)?;
    if theirs.person == person.to_string() {
        Ok(theirs.state)
    } else {
        Err(DeskError::Over)
    }
}

impl RelyingParty {
    /// The party that a site is.
    pub(super) fn new(settings: &DeskSettings) -> Result<Self, PasskeysOff> {
        let base: Url = settings.base.parse().map_err(|_| PasskeysOff::NoAddress)?;
        if !matches!(base.scheme(), "https" | "http") {
            return Err(PasskeysOff::NoAddress);
        }
        // Browsers refuse numbers, those of the machine itself too: a relying party is a domain (5.1.2, "effective domain").
        let host = base.domain().ok_or(PasskeysOff::NoName)?;
        if base.scheme() == "http" && host != "localhost" {
            return Err(PasskeysOff::NotEncrypted);
        }
        WebauthnBuilder::new(host, &base)
            .map(|builder| builder.rp_name(&settings.site).timeout(HOLDS))
            .and_then(WebauthnBuilder::build)
            .map(Self)
            .map_err(|_| PasskeysOff::NoAddress)
    }

    /// Asks a device to make a passkey for a person, unless it holds one of theirs.
    pub(super) fn ask_to_make(
        &self,
        person: PersonId,
        name: &str,
        theirs: &[Zeroizing<Vec<u8>>],
    ) -> Result<Begun, DeskError> {
        let theirs: Vec<CredentialID> = known(theirs)?.iter().map(|one| one.cred_id().clone()).collect();
        let handle = Uuid::from_bytes(*person.bytes());
        let (options, state) = self
            .0
            .start_passkey_registration(handle, name, name, Some(theirs))
            .map_err(refused)?;
        let mut options =
            serde_json::to_value(options).map_err(|error| StoreError::Refused(error.to_string()))?;
        // The library leaves it to the device whether it remembers whose a passkey is; here nobody says who they are before they show one.
        if let Some(wanted) = options.pointer_mut("/publicKey/authenticatorSelection") {
            wanted["residentKey"] = Value::from("required");
            wanted["requireResidentKey"] = Value::from(true);
        }
        let person = person.to_string();
        Ok(Begun {
            options: options.to_string(),
            state: written(&Theirs { person, state })?,
        })
    }

    /// Checks a passkey that was made.
    pub(super) fn made(&self, state: &[u8], person: PersonId, response: &str) -> Result<Made, DeskError> {
        let state: PasskeyRegistration = of(state, person)?;
        let response: RegisterPublicKeyCredential =
            serde_json::from_str(response).map_err(|_| DeskError::WrongPasskey)?;
        let passkey = self
            .0
            .finish_passkey_registration(&response, &state)
            .map_err(refused)?;
        Ok(Made {
            credential: CredentialHash::of(passkey.cred_id()),
            passkey: written(&passkey)?.into(),
        })
    }

    /// Asks for any passkey of this site.
    pub(super) fn ask_for_any(&self) -> Result<Begun, DeskError> {
        let (mut options, state) = self.0.start_discoverable_authentication().map_err(refused)?;
        // Whether it is asked for by a button or in a field is a matter of the page.
        options.mediation = None;
        Ok(Begun {
            options: String::from_utf8_lossy(&written(&options)?).into_owned(),
            state: written(&state)?,
        })
    }

    /// Asks a person for one of their passkeys.
    pub(super) fn ask_for_theirs(
        &self,
        person: PersonId,
        theirs: &[Zeroizing<Vec<u8>>],
    ) -> Result<Begun, DeskError> {
        // Of this only the list is taken: its state holds the counters of now, and they are to be compared with those of then.
        let (listed, _) = self
            .0
            .start_passkey_authentication(&known(theirs)?)
            .map_err(refused)?;
        let (mut options, state) = self.0.start_discoverable_authentication().map_err(refused)?;
        options.mediation = None;
        options.public_key.allow_credentials = listed.public_key.allow_credentials;
        let person = person.to_string();
        Ok(Begun {
            options: String::from_utf8_lossy(&written(&options)?).into_owned(),
            state: written(&Theirs { person, state })?,
        })
    }

    /// Checks a passkey that was shown against what was kept of it. Returns what is to be kept of it from now on, if that changed.
    pub(super) fn shown(
        &self,
        state: DiscoverableAuthentication,
        shown: &Shown,
        person: PersonId,
        kept: &[u8],
    ) -> Result<Option<Vec<u8>>, DeskError> {
        let mut passkey: Passkey = read(kept)?;
        let result = self
            .0
            .finish_discoverable_authentication_v2(&shown.0, state, &passkey)
            .map_err(refused)?;
        // Devices say whose a passkey is where they were not told; they must not say another's (7.2, step 6).
        let names_another = |handle: &[u8]| handle != person.bytes();
        if shown.0.get_user_unique_id().is_some_and(names_another) {
            return Err(DeskError::WrongPasskey);
        }
        let has_changed = passkey.update_credential(&result) == Some(true);
        has_changed.then(|| written(&passkey)).transpose()
    }
}

impl Shown {
    /// Reads what a device answered.
    pub(super) fn read(response: &str) -> Result<Self, DeskError> {
        serde_json::from_str(response)
            .map(Self)
            .map_err(|_| DeskError::WrongPasskey)
    }

    /// The passkey that it says it is.
    pub(super) fn credential(&self) -> CredentialHash {
        CredentialHash::of(self.0.get_credential_id())
    }

    /// Whether it says whose it is, as it must where nobody was named.
    pub(super) fn names_a_person(&self) -> bool {
        self.0.get_user_unique_id().is_some()
    }
}

/// The state of a question to anybody.
pub(super) fn asked_of_anybody(state: &[u8]) -> Result<DiscoverableAuthentication, DeskError> {
    read(state)
}

/// The state of a question to a person.
pub(super) fn asked_of(state: &[u8], person: PersonId) -> Result<DiscoverableAuthentication, DeskError> {
    of(state, person)
}

#[cfg(test)]
mod tests;
