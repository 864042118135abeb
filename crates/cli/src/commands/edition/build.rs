//! `tidemark edition build DIR`: publishes the evidence as an edition in a directory of editions.

use std::fs;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use tidemark_app::{EvidenceOptions, Observatory, Publication};
use tidemark_evidence::reconstruction::Reconstruction;
use tidemark_publishing::messages::Messages;

use crate::arguments::{DIRECTORY, RECONSTRUCT};
use crate::error::CliError;
use crate::logging;
use crate::output::Output;
use crate::settings::Settings;

/// Publishes the evidence of `--data-dir`, else the current edition; with `--reconstruct`, what of it was published by then.
pub(crate) fn run(
    given: &ArgMatches,
    settings: &Settings,
    messages: &Messages,
    output: &mut Output,
) -> Result<(), CliError> {
    logging::start_quietly();
    // What is published does not depend on what was published there before, nor on what was decided about it.
    let options = EvidenceOptions {
        editions_dir: None,
        overlay: None,
        ..super::options(given, settings)
    };
    let current = Observatory::open(&options)?.edition(None)?;
    let editions = given
        .get_one::<String>(DIRECTORY)
        .map(PathBuf::from)
        .unwrap_or_default();
    let publication = match given.get_one::<String>(RECONSTRUCT) {
        None => tidemark_app::publish(current.beneath(), &editions)?,
        Some(path) => {
            let dataset = description(Path::new(path))?.of(current.beneath().dataset());
            let edition = Observatory::of(dataset)?.edition(None)?;
            tidemark_app::publish(edition.beneath(), &editions)?
        }
    };
    let message = match &publication {
        Publication::New(_) => "cli-edition-built",
        Publication::There(_) => "cli-edition-there",
    };
    let directory = publication.path().display().to_string();
    output.remark(&messages.with(message, &[("directory", &directory)]))?;
    let identity = publication
        .path()
        .file_name()
        .unwrap_or_default()
        .to_string_lossy();
    output.line(&identity)?;
    Ok(())
}

fn description(path: &Path) -> Result<Reconstruction, CliError> {
    let text = fs::read_to_string(path).map_err(|cause| CliError::Directory {
        path: path.to_owned(),
        cause,
    })?;
    Ok(Reconstruction::parse(&text)?)
}
