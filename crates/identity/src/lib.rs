//! Organisations that say who somebody is: OpenID Connect (Core 1.0, <https://openid.net/specs/openid-connect-core-1_0.html>), by the code flow with PKCE (RFC 7636).
//!
//! Nothing is kept here between the two halves, and no clock is read: both are the caller's.

mod error;
mod fetch;
mod organisation;
mod settings;

pub use error::OrganisationError;
pub use organisation::{Begun, Organisation, Vouched};
pub use settings::{OrganisationSettings, OrganisationSettingsError};
