//! The program `tidemark`.

mod arguments;
mod arguments_desk;
mod clock;
mod commands;
mod error;
mod file;
mod logging;
mod output;
mod progress;
mod settings;
mod terminal;
mod usage;
mod words;

use std::ffi::OsString;
use std::process::ExitCode;

use tidemark_publishing::messages::Messages;

use crate::error::CliError;
use crate::output::Output;

fn main() -> ExitCode {
    let environment: Vec<(OsString, OsString)> = std::env::vars_os().collect();
    let messages = Messages::new(&words::language(&environment));
    let mut output = Output::standard();
    match run(
        std::env::args_os().collect(),
        &environment,
        &messages,
        &mut output,
    ) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => error.report(&messages, &mut output),
    }
}

/// Reads the arguments and does what they say.
fn run(
    arguments: Vec<OsString>,
    environment: &[(OsString, OsString)],
    messages: &Messages,
    output: &mut Output,
) -> Result<(), CliError> {
    let matches = arguments::parse(arguments, messages)?;
    let Some((name, given)) = matches.subcommand() else {
        return Ok(());
    };
    // Commands stand one below another: `edition show`, `user add`.
    let (group, name, given) = match given.subcommand() {
        Some((below, given)) => (name, below, given),
        None => ("", name, given),
    };
    let settings = settings::load(given, environment)?;
    match (group, name) {
        ("", "table") => commands::table::run(given, &settings, messages, output),
        ("", "map") => commands::map::run(given, &settings, messages, output),
        ("", "chart") => commands::chart::run(given, &settings, messages, output),
        ("", "profile") => commands::profile::run(given, &settings, messages, output),
        ("", "report") => commands::report::run(given, &settings, messages, output),
        ("", "check") => commands::check::run(given, messages, output),
        ("edition", "list") => commands::edition::list::run(&settings, messages, output),
        ("edition", "show") => commands::edition::show::run(given, &settings, messages, output),
        ("edition", "build") => commands::edition::build::run(given, &settings, messages, output),
        ("edition", "verify") => commands::edition::verify::run(given, messages, output),
        ("edition", "export") => commands::edition::export::run(given, &settings, messages, output),
        ("edition", "diff") => commands::edition::diff::run(given, &settings, output),
        ("user", "add") => commands::desk::user::add(given, &settings, messages, output),
        ("user", "link") => commands::desk::user::link(given, &settings, output),
        ("user", "reset") => commands::desk::user::reset(given, &settings, output),
        ("keys", "new") => commands::desk::keys::new(output),
        ("keys", "rotate") => commands::desk::keys::rotate(&settings, messages, output),
        ("", "migrate") => commands::desk::migrate::run(&settings, messages, output),
        ("", "backup") => commands::desk::backup::run(given, &settings, messages, output),
        ("", "restore") => commands::desk::restore::run(given, &settings, messages, output),
        ("", "doctor") => commands::desk::doctor::run(&settings, messages, output),
        _ => commands::serve::run(&settings, messages, output),
    }
}
