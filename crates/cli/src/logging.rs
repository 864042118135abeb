//! The log, on standard error, with times in UTC.

use std::io::{self, IsTerminal};

use tracing_subscriber::filter::LevelFilter;

use crate::settings::log::{Log, LogFormat};

/// Logs as the settings say: for the server.
pub(crate) fn start(settings: Log) {
    let builder = tracing_subscriber::fmt()
        .with_max_level(settings.level.filter())
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal());
    match settings.format {
        LogFormat::Text => builder.init(),
        LogFormat::Json => builder.json().init(),
    }
}

/// Logs only what went wrong: for commands that are done when they have answered.
pub(crate) fn start_quietly() {
    tracing_subscriber::fmt()
        .with_max_level(LevelFilter::WARN)
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal())
        .init();
}
