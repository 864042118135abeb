//! Commands about the store: what is written, as the site and an operator see it.

pub(crate) mod backup;
pub(crate) mod doctor;
pub(crate) mod keys;
pub(crate) mod migrate;
pub(crate) mod open;
pub(crate) mod post;
pub(crate) mod restore;
pub(crate) mod user;

use tokio::runtime::{Builder, Runtime};

use crate::error::CliError;

/// What commands wait in.
pub(crate) fn runtime() -> Result<Runtime, CliError> {
    Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(CliError::System)
}
