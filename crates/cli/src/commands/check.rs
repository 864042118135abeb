//! `tidemark check DIR`: every problem of the evidence in a directory, in one run.

use std::path::PathBuf;

use clap::ArgMatches;
use tidemark_publishing::messages::Messages;

use crate::arguments::DIRECTORY;
use crate::error::CliError;
use crate::logging;
use crate::output::Output;

/// Prints every problem with its place and its mend; nothing where there is none.
pub(crate) fn run(given: &ArgMatches, messages: &Messages, output: &mut Output) -> Result<(), CliError> {
    logging::start_quietly();
    let path: PathBuf = given
        .get_one::<String>(DIRECTORY)
        .map(PathBuf::from)
        .unwrap_or_default();
    let problems = tidemark_app::check::check_directory(&path)?;
    for problem in &problems {
        let file = path.join(&problem.file);
        let what = messages.text(&problem.what);
        output.line(&format!("{}:{}: {what}", file.display(), problem.line))?;
        output.line(&format!("  {}", messages.text(&problem.mend)))?;
    }
    if problems.is_empty() {
        return Ok(());
    }
    let count = problems.len().to_string();
    output.remark(&messages.with("cli-check-found", &[("count", &count)]))?;
    Err(CliError::Problems)
}
