//! `tidemark edition export DIR`: all of an edition as text.

use std::path::PathBuf;

use clap::ArgMatches;
use tidemark_publishing::messages::Messages;

use crate::arguments::DIRECTORY;
use crate::error::CliError;
use crate::logging;
use crate::output::Output;
use crate::settings::Settings;

/// Writes the edition as it was published, whatever was decided about its figures since.
pub(crate) fn run(
    given: &ArgMatches,
    settings: &Settings,
    messages: &Messages,
    output: &mut Output,
) -> Result<(), CliError> {
    logging::start_quietly();
    let edition = super::edition(given, settings)?;
    let directory = given.get_one::<String>(DIRECTORY).map_or("", String::as_str);
    let files = tidemark_app::export_directory(edition.beneath(), &PathBuf::from(directory))?.to_string();
    let args = [("files", &*files), ("directory", directory)];
    output.remark(&messages.with("cli-edition-exported", &args))?;
    Ok(())
}
