//! Passkeys: added by who is signed in, and what anybody may sign in with.
//!
//! Each is done in two halves: a question for the device, then what it answered. Nobody says who they are before: the device knows whose its passkey is, so
//! that no answer of ours depends on whether an account exists. A question is answered once, be it well or not.

use std::time::Duration;

use tidemark_desk::audit::Verb;
use tidemark_desk::session::Factor;
use tidemark_desk::{Action, PasskeyId, PersonId, PersonName, PersonState, Token};
use tidemark_storage::{Limit, NewPasskey, Passkey, PasskeyLine, StoreError, Tx};
use tidemark_vocab::Moment;
use zeroize::Zeroizing;

use super::relying_party::{Begun, RelyingParty, Shown, asked_of, asked_of_anybody};
use super::sessions::{open, renew};
use super::{Asker, Desk, DeskError, Opened, PasskeysOff, SignedIn, entry, limits, new_id, new_token};

/// A device has so long to answer, and an organisation.
pub(super) const HOLDS: Duration = Duration::from_mins(5);

/// What was asked, by the kind under which it waits.
const ADD: &str = "passkey_add";
const SIGN_IN: &str = "passkey_sign_in";
const SHOW_AGAIN: &str = "passkey_show_again";

/// A question for a device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ceremony {
    /// What must come back with the answer.
    pub challenge_token: Token,
    /// The question: JSON whose `publicKey` browsers read with `PublicKeyCredential.parseCreationOptionsFromJSON` or `parseRequestOptionsFromJSON`.
    pub options: String,
}

/// A passkey that was shown and found right, before that is kept.
struct Proven {
    passkey: Passkey,
    changed: Option<Vec<u8>>,
}

impl Proven {
    /// Keeps that it was used, by somebody who may come in.
    async fn keep(&self, tx: &Tx<'_>, now: Moment) -> Result<(), DeskError> {
        let person = tx.person(self.passkey.person).await?;
        let is_active = person.is_some_and(|person| person.state == PersonState::Active);
        if is_active
            && tx
                .use_passkey(&self.passkey, self.changed.as_deref(), now)
                .await?
        {
            Ok(())
        } else {
            Err(DeskError::WrongPasskey)
        }
    }
}

impl Desk {
    /// Why there are no passkeys here, where there are none.
    #[must_use]
    pub fn passkeys_off(&self) -> Option<PasskeysOff> {
        self.relying_party().err()
    }

    fn relying_party(&self) -> Result<&RelyingParty, PasskeysOff> {
        self.relying_party.as_ref().as_ref().map_err(|off| *off)
    }

    /// Begins to add a passkey: what the device is asked.
    pub async fn begin_passkey(&self, who: &SignedIn) -> Result<Ceremony, DeskError> {
        self.may_change_keys(who).await?;
        let person = who.person.id;
        let name = who.person.name.as_ref().map_or("", PersonName::as_str);
        let begun = self
            .relying_party()?
            .ask_to_make(person, name, &self.kept_of(person).await?)?;
        self.begin(begun, ADD, limits::CEREMONIES_OF, person.to_string())
            .await
    }

    /// Ends adding it: what the device answered, and what its owner calls it.
    pub async fn end_passkey(
        &self,
        who: &SignedIn,
        token: &Token,
        response: &str,
        label: &str,
    ) -> Result<PasskeyId, DeskError> {
        self.may_change_keys(who).await?;
        // What holds for the name of a person holds for that of a thing.
        let label: PersonName = label.parse()?;
        let state = self.taken(token, ADD).await?;
        let made = self.relying_party()?.made(&state, who.person.id, response)?;
        let (person, now) = (who.person.id, self.now());
        let new = NewPasskey {
            id: new_id()?,
            person,
            credential: made.credential,
            label: label.as_str().to_owned(),
            passkey: made.passkey,
        };
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    if !tx.add_passkey(&new, now).await? {
                        return Err(DeskError::WrongPasskey);
                    }
                    tx.tell(
                        entry(now, Some(person), Verb::PasskeyAdded, new.id, ""),
                        Some((person, &new.label)),
                    )
                    .await?;
                    Ok(new.id)
                })
            })
            .await
    }

    /// One's passkeys, in the order in which they came.
    pub async fn passkeys(&self, who: &SignedIn) -> Result<Vec<PasskeyLine>, DeskError> {
        who.may(Action::SeeAccount, &who.own(), self.now())?;
        Ok(self.look().passkey_lines(who.person.id).await?)
    }

    /// Removes one of one's passkeys.
    pub async fn remove_passkey(&self, who: &SignedIn, passkey: PasskeyId) -> Result<(), DeskError> {
        self.may_change_keys(who).await?;
        let (person, now) = (who.person.id, self.now());
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let label = tx.remove_passkey(person, passkey).await?;
                    let label = label.ok_or(DeskError::Unknown)?;
                    tx.tell(
                        entry(now, Some(person), Verb::PasskeyRemoved, passkey, ""),
                        Some((person, &label)),
                    )
                    .await?;
                    Ok(())
                })
            })
            .await
    }

    /// Begins to sign in with a passkey. Nobody is named.
    pub async fn begin_passkey_sign_in(&self, asker: &Asker) -> Result<Ceremony, DeskError> {
        let begun = self.relying_party()?.ask_for_any()?;
        self.begin(begun, SIGN_IN, limits::CEREMONIES_FROM, asker.as_str().to_owned())
            .await
    }

    /// Signs in with the passkey that was shown. Who may not come in is told what is told of a passkey that nobody knows.
    pub async fn sign_in_by_passkey(
        &self,
        token: &Token,
        response: &str,
        asker: &Asker,
    ) -> Result<Opened, DeskError> {
        self.count_try(asker).await?;
        let state = self.taken(token, SIGN_IN).await?;
        let shown = Shown::read(response)?;
        if !shown.names_a_person() {
            return Err(DeskError::WrongPasskey);
        }
        let passkey = self.known(&shown).await?;
        let changed = self.relying_party()?.shown(
            asked_of_anybody(&state)?,
            &shown,
            passkey.person,
            &passkey.passkey,
        )?;
        let (proven, now) = (Proven { passkey, changed }, self.now());
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    proven.keep(tx, now).await?;
                    Ok(open(tx, proven.passkey.person, Factor::Passkey, now).await?)
                })
            })
            .await
    }

    /// Begins to show once more who one is: one's own passkeys are asked for, and no others.
    pub async fn begin_show_again_by_passkey(&self, who: &SignedIn) -> Result<Ceremony, DeskError> {
        let person = who.person.id;
        let theirs = self.kept_of(person).await?;
        if theirs.is_empty() {
            return Err(DeskError::Unknown);
        }
        let begun = self.relying_party()?.ask_for_theirs(person, &theirs)?;
        self.begin(begun, SHOW_AGAIN, limits::CEREMONIES_OF, person.to_string())
            .await
    }

    /// Shows once more who one is, with a passkey of one's own.
    pub async fn show_again_by_passkey(
        &self,
        who: &SignedIn,
        token: &Token,
        response: &str,
    ) -> Result<Opened, DeskError> {
        let person = who.person.id;
        let state = asked_of(&self.taken(token, SHOW_AGAIN).await?, person)?;
        let shown = Shown::read(response)?;
        let passkey = self.known(&shown).await?;
        if passkey.person != person {
            return Err(DeskError::WrongPasskey);
        }
        let changed = self
            .relying_party()?
            .shown(state, &shown, person, &passkey.passkey)?;
        let (proven, session, now) = (Proven { passkey, changed }, who.session.clone(), self.now());
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    proven.keep(tx, now).await?;
                    Ok(renew(tx, &session, Factor::Passkey, now).await?)
                })
            })
            .await
    }

    /// The passkey that was shown, if whoever it belongs to may come in.
    async fn known(&self, shown: &Shown) -> Result<Passkey, DeskError> {
        let look = self.look();
        let passkey = look.passkey(&shown.credential()).await?;
        let passkey = passkey.ok_or(DeskError::WrongPasskey)?;
        match look.person(passkey.person).await? {
            Some(person) if person.state == PersonState::Active => Ok(passkey),
            _ => Err(DeskError::WrongPasskey),
        }
    }

    async fn kept_of(&self, person: PersonId) -> Result<Vec<Zeroizing<Vec<u8>>>, StoreError> {
        let passkeys = self.look().passkeys_of(person).await?;
        Ok(passkeys.into_iter().map(|one| one.passkey).collect())
    }

    /// Keeps a question until it is answered.
    async fn begin(
        &self,
        begun: Begun,
        kind: &'static str,
        limit: Limit,
        whom: String,
    ) -> Result<Ceremony, DeskError> {
        let (token, now) = (new_token()?, self.now());
        let (hash, state) = (token.hash(), begun.state);
        let may = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    // What was counted stays counted.
                    if !tx.count_against(&limit, &whom, now).await? {
                        return Ok::<_, StoreError>(false);
                    }
                    tx.begin_challenge(&hash, kind, &state, now + HOLDS).await?;
                    Ok(true)
                })
            })
            .await?;
        if !may {
            return Err(DeskError::TooOften);
        }
        Ok(Ceremony {
            challenge_token: token,
            options: begun.options,
        })
    }

    /// What was asked. It is taken for good before the answer is looked at.
    pub(super) async fn taken(
        &self,
        token: &Token,
        kind: &'static str,
    ) -> Result<Zeroizing<Vec<u8>>, DeskError> {
        let (hash, now) = (token.hash(), self.now());
        self.store
            .write(move |tx| Box::pin(async move { tx.end_challenge(&hash, kind, now).await }))
            .await?
            .ok_or(DeskError::Over)
    }
}
