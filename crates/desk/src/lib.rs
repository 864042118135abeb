//! Who works on the evidence: people, what each may do, how they come in, and what is told of it afterwards.
//!
//! Pure: no clock, no randomness, no input or output. Moments and random bytes are arguments.

pub mod access;
pub mod audit;
pub mod id;
pub mod invitation;
pub mod person;
pub mod role;
pub mod session;
pub mod token;

pub use access::{Action, Actor, Assurance, Denied, Object};
pub use id::{Id, InvitationId, PasskeyId, PersonId, SessionId};
pub use person::{Email, EmailError, PersonName, PersonNameError, PersonState};
pub use role::{Grant, Role, Scope};
pub use token::{Token, TokenHash};
