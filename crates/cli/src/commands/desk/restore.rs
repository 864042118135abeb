//! `tidemark restore DIR`: a backup, to a store that is empty or not there.

use std::path::PathBuf;

use clap::ArgMatches;
use tidemark_app::backup::restore;
use tidemark_app::{Finding, Store};
use tidemark_publishing::messages::Messages;

use super::doctor::tell;
use super::open::{blobs, keys, store_settings};
use super::runtime;
use crate::arguments::DIRECTORY;
use crate::clock;
use crate::error::CliError;
use crate::logging;
use crate::output::Output;
use crate::settings::Settings;

/// Restores, then has the doctor look at it.
pub(crate) fn run(
    given: &ArgMatches,
    settings: &Settings,
    messages: &Messages,
    output: &mut Output,
) -> Result<(), CliError> {
    logging::start_quietly();
    let from: PathBuf = given
        .get_one::<String>(DIRECTORY)
        .map(PathBuf::from)
        .unwrap_or_default();
    let store = store_settings(settings);
    let keys = keys(settings)?;
    let runtime = runtime()?;
    let blobs = runtime.block_on(blobs(settings))?;
    let restored = runtime.block_on(restore(&store, blobs.as_ref(), &from, clock::now(), &|_, _| ()))?;
    let rows = restored.rows().to_string();
    let made = restored.made_at.clone();
    output.line(&messages.with(
        "cli-restore-done",
        &[
            ("rows", &rows),
            ("store", &store.url.to_string()),
            ("made", &made),
        ],
    ))?;
    let findings = runtime.block_on(async {
        let open = Store::open(&store, keys).await?;
        let findings = open.examine(clock::now()).await;
        open.close().await;
        findings
    })?;
    let wrong = findings
        .iter()
        .filter(|finding| matches!(finding, Finding::Wrong { .. }));
    tell(wrong, messages, output)
}
