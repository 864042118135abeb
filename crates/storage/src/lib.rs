//! The store: people, what they did, what is still to be done. In SQLite, or in PostgreSQL where one machine is not enough; the same tests run on both.
//!
//! What is personal is sealed before it comes near a database ([`vault`]); the keys are elsewhere. Only this crate knows SQL.

mod audit;
pub mod backup;
pub mod blobs;
mod doctor;
mod engine;
mod error;
mod factors;
mod invitations;
mod jobs;
mod keys;
mod limits;
mod links;
mod look;
mod outbox;
mod passkeys;
mod people;
pub mod schema;
mod sessions;
pub mod vault;

pub use audit::{AuditPage, Told};
pub use doctor::Finding;
pub use engine::{Engine, Settings, Snapshot, Store, StoreUrl, StoreUrlError};
pub use error::StoreError;
pub use factors::Authenticator;
pub use invitations::{Invited, NewInvitation};
pub use jobs::{Job, JobState, NewJob};
pub use limits::Limit;
pub use links::{Purpose, SignInLink};
pub use look::{Look, Tx};
pub use outbox::{Letter, Waiting};
pub use passkeys::{CredentialHash, NewPasskey, Passkey, PasskeyLine};
pub use people::Person;
