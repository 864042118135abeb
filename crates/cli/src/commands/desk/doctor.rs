//! `tidemark doctor`: what is wrong with the store, and what to do.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use tidemark_app::{Finding, StoreUrl};
use tidemark_publishing::messages::Messages;

use super::open::open;
use super::runtime;
use crate::clock;
use crate::error::CliError;
use crate::logging;
use crate::output::Output;
use crate::settings::Settings;

/// Looks at everything, and says of each thing how it stands. Fails where something is wrong.
pub(crate) fn run(settings: &Settings, messages: &Messages, output: &mut Output) -> Result<(), CliError> {
    logging::start_quietly();
    let runtime = runtime()?;
    let mut findings = vec![readers(settings)];
    let examined: Result<Vec<Finding>, CliError> = runtime.block_on(async {
        let store = open(settings).await?;
        let examined = store.examine(clock::now()).await;
        store.close().await;
        Ok(examined?)
    });
    findings.extend(examined?);
    tell(findings.iter(), messages, output)
}

/// Whether others on the machine can read what they should not.
fn readers(settings: &Settings) -> Finding {
    let mut files = vec![settings.store.keys_file()];
    if let StoreUrl::Sqlite(path) = settings.store.url() {
        files.push(path);
    }
    let open: Vec<String> = files
        .iter()
        .filter(|path| is_open(path))
        .map(|path| path.display().to_string())
        .collect();
    let what = "the files";
    if open.is_empty() {
        return Finding::Well {
            what,
            stands: "nobody else on this machine reads the database or the keys".to_owned(),
        };
    }
    Finding::Wrong {
        what,
        why: format!("others on this machine can read {}", open.join(", ")),
        to_do: "take the rights away with `chmod 600`",
    }
}

fn is_open(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|file| file.permissions().mode() & 0o077 != 0)
}

/// Says what was found. Fails where something is wrong.
pub(crate) fn tell<'f>(
    findings: impl Iterator<Item = &'f Finding>,
    messages: &Messages,
    output: &mut Output,
) -> Result<(), CliError> {
    let mut wrongs = 0;
    for finding in findings {
        match finding {
            Finding::Well { what, stands } => {
                output.line(&messages.with("cli-doctor-well", &[("what", what), ("stands", stands)]))?;
            }
            Finding::Wrong { what, why, to_do } => {
                wrongs += 1;
                output.line(&messages.with("cli-doctor-wrong", &[("what", what), ("why", why)]))?;
                output.line(&messages.with("cli-doctor-to-do", &[("what", to_do)]))?;
            }
        }
    }
    if wrongs == 0 {
        Ok(())
    } else {
        Err(CliError::Problems)
    }
}
