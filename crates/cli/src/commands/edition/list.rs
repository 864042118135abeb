//! `tidemark edition list`: the editions that would be served, the current one first.

use tidemark_app::Observatory;
use tidemark_publishing::messages::Messages;

use crate::error::CliError;
use crate::logging;
use crate::output::Output;
use crate::settings::Settings;

/// Lists the editions; what is no usable edition is told, and the program then fails.
pub(crate) fn run(settings: &Settings, messages: &Messages, output: &mut Output) -> Result<(), CliError> {
    logging::start_quietly();
    let observatory = Observatory::open(&settings.evidence.options())?;
    for listed in observatory.editions() {
        let args = [
            ("identity", &*listed.identity),
            ("date", &listed.date),
            ("findings", &listed.observations.to_string()),
            ("title", &listed.title),
        ];
        output.line(&messages.with("cli-edition-listed", &args))?;
    }
    let refused = observatory.refused();
    for one in refused.iter() {
        let what = one.reason.to_string();
        output.remark(&messages.with("cli-problem", &[("what", &what)]))?;
    }
    if refused.is_empty() {
        Ok(())
    } else {
        Err(CliError::Problems)
    }
}
