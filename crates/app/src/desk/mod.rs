//! The desk: who comes in, and how; who may do what; what is done when nobody waits for it.
//!
//! Every use case is one piece of work for the store: with what it changes it tells the audit, and keeps the messages that go out.

mod account;
mod authenticator;
mod invitations;
mod mail;
mod organisation;
mod passkeys;
mod people;
mod relying_party;
mod sessions;
mod sign_in;
mod worker;

use std::fmt::Display;
use std::sync::Arc;
use std::time::Duration;

use tidemark_desk::audit::{Entry, Verb};
use tidemark_desk::id::JobId;
use tidemark_desk::{Denied, EmailError, Id, PersonId, PersonNameError, Token};
use tidemark_storage::{Limit, Look, NewJob, Store, StoreError, Tx, vault};
use tidemark_vocab::Moment;

use relying_party::RelyingParty;
use tidemark_identity::Organisation;

pub use account::Account;
pub use authenticator::NewAuthenticator;
pub use invitations::{Invite, Invited};
pub use mail::{Outgoing, Post, PostError, PostResult};
pub use organisation::Way;
pub use passkeys::Ceremony;
pub use people::{Added, NewPerson};
pub use relying_party::PasskeysOff;
pub use sessions::{Opened, SignedIn};
pub use sign_in::{Asker, Offered};
/// An organisation by way of which people come in.
pub use tidemark_identity::{OrganisationError, OrganisationSettings, OrganisationSettingsError};
/// What a person is told of one of their passkeys.
pub use tidemark_storage::PasskeyLine;
pub use worker::Worker;

/// The moment, asked whenever something is done.
pub type Now = Arc<dyn Fn() -> Moment + Send + Sync>;

/// What a desk must know of its site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskSettings {
    /// What the site is called in messages.
    pub site: String,
    /// Where it is: `https://example.org`, without a slash at the end. Links in messages begin so.
    pub base: String,
}

/// The desk over a store. Cheap to clone.
#[derive(Clone)]
pub struct Desk {
    store: Store,
    now: Now,
    settings: Arc<DeskSettings>,
    relying_party: Arc<Result<RelyingParty, PasskeysOff>>,
    organisation: Option<Arc<Organisation>>,
}

/// Why something was not done at the desk. Nothing was changed then.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// They may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// It was tried too often.
    #[error("this was tried too often; wait an hour")]
    TooOften,
    /// A link or an invitation is unknown, was used, or is over.
    #[error("this link was used, or is too old; ask for another one")]
    Over,
    /// A name cannot be used.
    #[error(transparent)]
    Name(#[from] PersonNameError),
    /// It is no address.
    #[error(transparent)]
    Email(#[from] EmailError),
    /// Another person has the address.
    #[error("another account has this address")]
    Taken,
    /// The number of an authenticator app is wrong, or was used.
    #[error("this number is wrong or was used already; wait for the next one")]
    WrongCode,
    /// The site has no passkeys.
    #[error(transparent)]
    PasskeysOff(#[from] PasskeysOff),
    /// A passkey is not known, or what its device said is not right.
    #[error(
        "this passkey was not taken: it is not known here, or was asked by another site; try again, or ask for a link"
    )]
    WrongPasskey,
    /// A passkey counts backwards, so that there are two of it.
    #[error(
        "this passkey seems to have been copied: come in by another way, remove it from your account, and add a new one"
    )]
    CopiedPasskey,
    /// People do not come in by way of an organisation here.
    #[error("nobody comes in by way of an organisation here; ask for a link")]
    NoOrganisation,
    /// The organisation did not say who it is.
    #[error(transparent)]
    Organisation(#[from] OrganisationError),
    /// Whom the organisation named is not here.
    #[error(
        "your organisation names no address that it has verified and that is known here; ask for a link, or to be asked in"
    )]
    NotVouched,
    /// Nobody would be left who can run the site.
    #[error("this is the last administrator: make another one first")]
    LastAdministrator,
    /// It is not there.
    #[error("there is no such person, passkey, invitation or job")]
    Unknown,
}

impl Desk {
    /// A desk.
    #[must_use]
    pub fn new(store: Store, now: Now, settings: DeskSettings) -> Self {
        Self {
            store,
            now,
            relying_party: Arc::new(RelyingParty::new(&settings)),
            organisation: None,
            settings: Arc::new(settings),
        }
    }

    /// The store beneath.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// What it knows of its site.
    #[must_use]
    pub fn settings(&self) -> &DeskSettings {
        &self.settings
    }

    /// The moment.
    #[must_use]
    pub fn now(&self) -> Moment {
        (self.now)()
    }

    fn look(&self) -> Look<'_> {
        self.store.look()
    }
}

fn new_id<K>() -> Result<Id<K>, StoreError> {
    Ok(Id::new(vault::random()?))
}

fn new_token() -> Result<Token, StoreError> {
    Ok(Token::new(vault::random()?))
}

/// An entry for the audit, with nothing personal.
fn entry(at: Moment, actor: Option<PersonId>, verb: Verb, object: impl Display, detail: &str) -> Entry {
    Entry {
        at,
        actor,
        verb,
        object: object.to_string(),
        detail: detail.to_owned(),
        sealed: Vec::new(),
    }
}

/// A job that is to be done now, and tried again for a day.
async fn enqueue(tx: &Tx<'_>, kind: &str, payload: String, now: Moment) -> Result<(), StoreError> {
    let id: JobId = new_id()?;
    let job = NewJob {
        id,
        kind: kind.to_owned(),
        payload,
        only_one: None,
        due_at: now,
        most_attempts: 12,
    };
    tx.enqueue(&job, now).await?;
    Ok(())
}

/// How often somebody may try what could be guessed or what bothers others, by whom it is about and by where it comes from.
mod limits {
    use super::{Duration, Limit};

    const fn an_hour(what: &'static str, most: i64) -> Limit {
        Limit {
            what,
            most,
            within: Duration::from_hours(1),
        }
    }

    /// Links that are asked for, for one address.
    pub(super) const LINKS_FOR_ADDRESS: Limit = an_hour("links_for_address", 5);
    /// Links that are asked for, from one place in the network.
    pub(super) const LINKS_FROM: Limit = an_hour("links_from", 30);
    /// Links and invitations that are tried, from one place in the network.
    pub(super) const TRIES_FROM: Limit = an_hour("tries_from", 60);
    /// Numbers that are tried, for one person.
    pub(super) const CODES_OF: Limit = an_hour("codes_of", 10);
    /// Questions to devices and ways to organisations, of whoever may be there, from one place in the network.
    pub(super) const CEREMONIES_FROM: Limit = an_hour("ceremonies_from", 120);
    /// Questions to devices of one person.
    pub(super) const CEREMONIES_OF: Limit = an_hour("ceremonies_of", 30);
    /// Invitations that one person sends.
    pub(super) const INVITATIONS_OF: Limit = an_hour("invitations_of", 100);
}
