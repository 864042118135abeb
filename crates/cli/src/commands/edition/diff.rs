//! `tidemark edition diff BEFORE AFTER`: what differs between two editions, as CSV.

use std::path::PathBuf;
use std::sync::Arc;

use clap::ArgMatches;
use tidemark_app::{EvidenceOptions, Observatory, Reading, observations};
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
        csv::differences(diff::observations(observations(&before), observations(&after)))
    };
    output.bytes(&written)?;
    Ok(())
}

/// An edition by its directory, published or in the text form, or by its identity; `bundled` is the current one of the program.
fn open(given: &ArgMatches, name: &str, settings: &Settings) -> Result<Arc<Reading>, CliError> {
    let named = given.get_one::<String>(name).map_or(BUNDLED, String::as_str);
    let path = PathBuf::from(named);
    let options = settings.evidence.options();
    if named == BUNDLED {
        let bundled = EvidenceOptions {
            data_dir: None,
            editions_dir: None,
            ..options
        };
        return Ok(Observatory::open(&bundled)?.edition(None)?);
    }
    if path.is_dir() {
        let directory = EvidenceOptions {
            data_dir: Some(path),
            editions_dir: None,
            ..options
        };
        return Ok(Observatory::open(&directory)?.edition(None)?);
    }
    Ok(Observatory::open(&options)?.edition(Some(named))?)
}
