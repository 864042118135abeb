//! `tidemark backup DIR`: the whole store at one moment, while it is in use.

use std::path::PathBuf;

use clap::ArgMatches;
use tidemark_app::backup::{back_up, verify};
use tidemark_publishing::messages::Messages;

use super::open::{blobs, open};
use super::runtime;
use crate::arguments::DIRECTORY;
use crate::clock;
use crate::error::CliError;
use crate::logging;
use crate::output::Output;
use crate::settings::Settings;

/// Writes a backup, reads it again, and says what it holds.
pub(crate) fn run(
    given: &ArgMatches,
    settings: &Settings,
    messages: &Messages,
    output: &mut Output,
) -> Result<(), CliError> {
    logging::start_quietly();
    let into: PathBuf = given
        .get_one::<String>(DIRECTORY)
        .map(PathBuf::from)
        .unwrap_or_default();
    let runtime = runtime()?;
    let store = runtime.block_on(open(settings))?;
    let blobs = runtime.block_on(blobs(settings))?;
    let made = runtime.block_on(back_up(&store, blobs.as_ref(), &into, clock::now(), &|_, _| ()))?;
    let read = verify(&into)?;
    for table in &read.tables {
        output.remark(&format!("{}: {}", table.name, table.rows))?;
    }
    let (rows, path) = (made.rows().to_string(), into.display().to_string());
    output.line(&messages.with("cli-backup-done", &[("path", &path), ("rows", &rows)]))?;
    output.remark(&messages.with("cli-backup-keys", &[("keys", &made.keys.join(", "))]))?;
    runtime.block_on(store.close());
    Ok(())
}
