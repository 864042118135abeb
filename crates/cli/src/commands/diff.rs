//! `tidemark edition diff BEFORE AFTER`: what differs between two editions, as CSV.

use std::path::PathBuf;
use std::sync::Arc;

use clap::ArgMatches;
use tidemark_app::{Evidence, EvidenceOptions, Observatory};
use tidemark_evidence::diff;
use tidemark_publishing::csv;

use crate::arguments::{AFTER, BEFORE, CELLS};
use crate::error::CliError;
use crate::logging;
use crate::output::Output;
use crate::settings::Settings;

/// What the bundled edition is called among directories.
const BUNDLED: &str = "bundled";

/// Prints the differences, finding by finding or cell by cell; only the header where there are none.
pub(crate) fn run(given: &ArgMatches, settings: &Settings, output: &mut Output) -> Result<(), CliError> {
    logging::start_quietly();
    let before = open(given, BEFORE, settings)?;
    let after = open(given, AFTER, settings)?;
    let written = if given.get_flag(CELLS) {
        csv::cell_differences(&diff::cells(before.as_ref(), after.as_ref()))
    } else {
        csv::differences(diff::observations(before.iter(), after.iter()))
    };
    output.bytes(&written)?;
    Ok(())
}

fn open(given: &ArgMatches, name: &str, settings: &Settings) -> Result<Arc<Evidence>, CliError> {
    let place = given.get_one::<String>(name).map_or(BUNDLED, String::as_str);
    let options = EvidenceOptions {
        data_dir: (place != BUNDLED).then(|| PathBuf::from(place)),
        ..settings.evidence.options()
    };
    Ok(Observatory::open(&options)?.edition(None)?)
}
