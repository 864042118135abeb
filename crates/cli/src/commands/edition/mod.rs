//! `tidemark edition …`: what editions there are, what is in them, and how they are made and checked.

pub(crate) mod build;
pub(crate) mod diff;
pub(crate) mod export;
pub(crate) mod list;
pub(crate) mod show;
pub(crate) mod verify;

use std::sync::Arc;

use clap::ArgMatches;
use tidemark_app::{EvidenceOptions, Observatory, Reading};

use crate::arguments::{EDITION, WITHOUT_UNREAD};
use crate::error::CliError;
use crate::settings::Settings;
use crate::settings::evidence::{Evidence, Unread};

/// The evidence that settings and options name together.
fn options(given: &ArgMatches, settings: &Settings) -> EvidenceOptions {
    let mut evidence: Evidence = settings.evidence.clone();
    if given.get_flag(WITHOUT_UNREAD) {
        evidence.unread_terms = Unread::LeaveOut;
    }
    evidence.options()
}

/// The edition that settings and options name together; the current one where they name none.
fn edition(given: &ArgMatches, settings: &Settings) -> Result<Arc<Reading>, CliError> {
    let asked = given.get_one::<String>(EDITION).map(String::as_str);
    Ok(Observatory::open(&options(given, settings))?.edition(asked)?)
}
