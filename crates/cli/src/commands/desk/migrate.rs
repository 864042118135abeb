//! `tidemark migrate`: brings the store to where this version wants it, and makes it where there is none.

use std::sync::Mutex;

use tidemark_publishing::messages::Messages;

use super::open::{keys_or_new, store_settings};
use super::runtime;
use crate::clock;
use crate::error::CliError;
use crate::logging;
use crate::output::Output;
use crate::settings::Settings;

/// Takes the steps that are lacking, and says which.
pub(crate) fn run(settings: &Settings, messages: &Messages, output: &mut Output) -> Result<(), CliError> {
    logging::start_quietly();
    let runtime = runtime()?;
    runtime.block_on(keys_or_new(settings))?;
    let taken = Mutex::new(Vec::new());
    let told = |number: i64, name: &str| {
        if let Ok(mut taken) = taken.lock() {
            taken.push((number, name.to_owned()));
        }
    };
    let store = store_settings(settings);
    let (_, after) = runtime.block_on(store.migrate(None, clock::now(), &told))?;
    for (number, name) in taken.into_inner().unwrap_or_default() {
        output.line(&messages.with(
            "cli-migrate-step",
            &[("number", &number.to_string()), ("name", &name)],
        ))?;
    }
    let at = after.at.to_string();
    output.line(&messages.with(
        "cli-migrate-done",
        &[("store", &store.url.to_string()), ("step", &at)],
    ))?;
    Ok(())
}
