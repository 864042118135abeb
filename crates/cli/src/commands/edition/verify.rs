//! `tidemark edition verify DIR`: whether published editions are what was published, byte by byte.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use tidemark_app::published;
use tidemark_publishing::messages::Messages;

use crate::arguments::DIRECTORY;
use crate::error::CliError;
use crate::logging;
use crate::output::Output;

/// Checks the edition of a directory, or every edition in it; fails where one is not what was published.
pub(crate) fn run(given: &ArgMatches, messages: &Messages, output: &mut Output) -> Result<(), CliError> {
    logging::start_quietly();
    let root = given
        .get_one::<String>(DIRECTORY)
        .map(PathBuf::from)
        .unwrap_or_default();
    if published::is_published(&root) {
        return verify(&root, messages, output);
    }
    let editions = published::directories(&root)?;
    if editions.is_empty() {
        let path = root.display().to_string();
        output.remark(&messages.with("cli-edition-verify-nothing", &[("directory", &path)]))?;
        return Err(CliError::Problems);
    }
    let mut is_sound = true;
    for edition in &editions {
        match verify(edition, messages, output) {
            Err(CliError::Published(reason)) => {
                is_sound = false;
                let what = reason.to_string();
                output.remark(&messages.with("cli-problem", &[("what", &what)]))?;
            }
            other => other?,
        }
    }
    if is_sound { Ok(()) } else { Err(CliError::Problems) }
}

fn verify(root: &Path, messages: &Messages, output: &mut Output) -> Result<(), CliError> {
    let manifest = published::verify(root)?;
    let args = [
        ("identity", &*manifest.identity),
        ("title", &manifest.title),
        ("findings", &manifest.observations.to_string()),
    ];
    output.line(&messages.with("cli-edition-verified", &args))?;
    Ok(())
}
