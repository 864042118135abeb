//! `tidemark keys new|rotate`: the master keys.

use std::path::PathBuf;

use tidemark_app::Store;
use tidemark_app::vault::MasterKey;
use tidemark_publishing::messages::Messages;

use super::open::{desk, keys, open_with, store_settings, write_keys};
use super::runtime;
use crate::error::CliError;
use crate::logging;
use crate::output::Output;
use crate::settings::Settings;

/// Prints a new key, for those who keep theirs elsewhere than in the file.
pub(crate) fn new(output: &mut Output) -> Result<(), CliError> {
    output.line(&MasterKey::generate()?.reveal())?;
    Ok(())
}

/// Puts a new key before the others, and wraps everybody's key in it. Interrupted, it goes on when it is run again.
pub(crate) fn rotate(settings: &Settings, messages: &Messages, output: &mut Output) -> Result<(), CliError> {
    logging::start_quietly();
    let path: PathBuf = settings.store.keys_file();
    if !settings.store.keys.0.is_empty() {
        return Err(CliError::KeysElsewhere);
    }
    let runtime = runtime()?;
    let known = keys(settings)?;
    let settings_of_store = store_settings(settings);
    // Where an earlier run was interrupted, its key is the current one already, and some people's are still wrapped in an older one.
    let store = runtime.block_on(open_with(settings, known.clone()))?;
    let in_use = runtime.block_on(async { store.look().masters_in_use().await })?;
    runtime.block_on(store.close());
    let is_begun = in_use.iter().any(|(id, _)| id != known.current().id());
    let ring = if is_begun {
        known
    } else {
        known.with(MasterKey::generate()?)
    };
    write_keys(&path, &ring)?;
    let store = runtime.block_on(Store::open(&settings_of_store, ring.clone()))?;
    let mut people = 0;
    loop {
        let some = runtime.block_on(store.write(|tx| Box::pin(async move { tx.rotate_some().await })))?;
        if some == 0 {
            break;
        }
        people += some;
        output.remark(&messages.with("cli-keys-some", &[("people", &people.to_string())]))?;
    }
    let id = ring.current().id();
    runtime.block_on(async {
        let told = desk(store.clone(), settings).tell_keys_rotated(id).await;
        store.close().await;
        told
    })?;
    output.line(&messages.with(
        "cli-keys-done",
        &[("key", id), ("file", &path.display().to_string())],
    ))?;
    Ok(())
}
