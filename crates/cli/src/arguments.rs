//! The command line: commands, flags, and their help in the reader's language.

use std::ffi::OsString;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command};
use tidemark_evidence::query::Format;
use tidemark_publishing::messages::Messages;
use tidemark_publishing::picture::chart::Kind;

use crate::arguments_desk;
use crate::commands::picture::FORMS;
use crate::settings::{self, CONFIG_FLAG, Declared, Scope, Settings};

/// Names of arguments that commands ask for.
pub(crate) const QUERY: &str = "query";
/// The format of a table.
pub(crate) const FORMAT: &str = "format";
/// The kind of a chart.
pub(crate) const KIND: &str = "kind";
/// The colours of a picture.
pub(crate) const LOOK: &str = "look";
/// The language of a table.
pub(crate) const LANG: &str = "lang";
/// How wide a picture is, in pixels.
pub(crate) const WIDTH: &str = "width";
/// The file a table is written to.
pub(crate) const OUTPUT: &str = "output";
/// The place or region of a profile.
pub(crate) const AREA: &str = "area";
/// What is reported on.
pub(crate) const WHAT: &str = "what";
/// The places that profiles are made of.
pub(crate) const AREAS: &str = "areas";
/// The directory that is checked.
pub(crate) const DIRECTORY: &str = "directory";
/// Whether figures of unread terms are left out of the edition that is shown.
pub(crate) const WITHOUT_UNREAD: &str = "without-unread-terms";

/// The earlier of two editions.
pub(crate) const BEFORE: &str = "before";
/// The later of two editions.
pub(crate) const AFTER: &str = "after";
/// The edition that is meant, by its identity or the beginning of it.
pub(crate) const EDITION: &str = "edition";
/// The description of an edition of the past.
pub(crate) const RECONSTRUCT: &str = "reconstruct";
/// What a person is called.
pub(crate) const NAME: &str = "name";
/// Where messages reach a person.
pub(crate) const EMAIL: &str = "email";
/// The roles of a person.
pub(crate) const ROLES: &str = "roles";
/// The id of a person.
pub(crate) const PERSON: &str = "person";
/// Whether cells are compared rather than findings.
pub(crate) const CELLS: &str = "cells";

/// The command that is meant where none is named.
const DEFAULT_COMMAND: &str = "serve";

/// Reads the arguments; asking for help or the version is an "error" that is printed and means success.
pub(crate) fn parse(arguments: Vec<OsString>, messages: &Messages) -> Result<ArgMatches, clap::Error> {
    program(messages).try_get_matches_from(with_command(arguments))
}

/// `tidemark` and `tidemark --listen …` serve.
fn with_command(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let about_program = ["-h", "--help", "-V", "--version"];
    let names_command = arguments
        .get(1)
        .and_then(|first| first.to_str())
        .is_some_and(|first| !first.starts_with('-') || about_program.contains(&first));
    if !names_command {
        let at = arguments.len().min(1);
        arguments.insert(at, OsString::from(DEFAULT_COMMAND));
    }
    arguments
}

fn program(messages: &Messages) -> Command {
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version)
        .help(messages.get("cli-version"))
        .help_heading(messages.get("cli-heading-options"));
    let command = framed("tidemark", "cli-about", "cli-usage", messages)
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .subcommand_help_heading(messages.get("cli-heading-commands"))
        .arg(version)
        .subcommand(serve(messages))
        .subcommand(table(messages))
        .subcommand(map(messages))
        .subcommand(chart(messages))
        .subcommand(profile(messages))
        .subcommand(report(messages))
        .subcommand(check(messages))
        .subcommand(edition(messages))
        .subcommands(arguments_desk::commands(messages));
    with_help(command, messages)
}

/// A command in which every word comes from the messages, none from clap.
pub(crate) fn framed(name: &'static str, about: &str, usage: &str, messages: &Messages) -> Command {
    Command::new(name)
        .about(messages.get(about))
        .override_usage(messages.get(usage))
        .help_template(format!(
            "{{about}}\n\n{}\n  {{usage}}\n\n{{all-args}}{{after-help}}",
            messages.get("cli-heading-usage")
        ))
        .disable_help_flag(true)
}

/// Adds the flag that shows the help: after the command's own options, since headings come in the order of their first argument.
pub(crate) fn with_help(command: Command, messages: &Messages) -> Command {
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help(messages.get("cli-help"))
        .help_heading(messages.get("cli-heading-options"));
    command.arg(help)
}

/// A flag with a value, or a value by its place where `short` and `long` are not set afterwards.
pub(crate) fn valued(name: &'static str, value: &str, about: &str, messages: &Messages) -> Arg {
    Arg::new(name)
        .value_name(messages.get(value))
        .help(messages.get(about))
        .help_heading(messages.get("cli-heading-options"))
        .hide_possible_values(true)
}

pub(crate) fn positional(arg: Arg, messages: &Messages) -> Arg {
    arg.required(true)
        .help_heading(messages.get("cli-heading-arguments"))
}

fn serve(messages: &Messages) -> Command {
    let command = framed("serve", "cli-serve-about", "cli-serve-usage", messages);
    with_settings(
        with_help(command, messages),
        &[Scope::Evidence, Scope::Pictures, Scope::Store, Scope::Serve],
        messages,
    )
}

fn table(messages: &Messages) -> Command {
    let formats: Vec<&str> = Format::ALL
        .iter()
        .filter(|format| **format != Format::Html)
        .map(|format| format.as_str())
        .collect();
    let command = framed("table", "cli-table-about", "cli-table-usage", messages)
        .arg(positional(
            valued(QUERY, "cli-value-query", "cli-table-query", messages),
            messages,
        ))
        .arg(
            valued(FORMAT, "cli-value-format", "cli-table-format", messages)
                .long(FORMAT)
                .value_parser(PossibleValuesParser::new(formats)),
        )
        .arg(valued(LANG, "cli-value-lang", "cli-table-lang", messages).long(LANG))
        .arg(output_file("cli-table-output", messages))
        .after_help(messages.get("cli-table-more"));
    with_settings(with_help(command, messages), &[Scope::Evidence], messages)
}

fn map(messages: &Messages) -> Command {
    let command = framed("map", "cli-map-about", "cli-map-usage", messages).arg(positional(
        valued(QUERY, "cli-value-query", "cli-map-query", messages),
        messages,
    ));
    let command = drawing(command, messages).after_help(messages.get("cli-map-more"));
    with_settings(
        with_help(command, messages),
        &[Scope::Evidence, Scope::Pictures],
        messages,
    )
}

fn chart(messages: &Messages) -> Command {
    let kinds = PossibleValuesParser::new(Kind::ALL.map(Kind::as_str));
    let kind = valued(KIND, "cli-value-kind", "cli-chart-kind", messages).long(KIND);
    let command = framed("chart", "cli-chart-about", "cli-chart-usage", messages)
        .arg(positional(
            valued(QUERY, "cli-value-query", "cli-chart-query", messages),
            messages,
        ))
        .arg(kind.value_parser(kinds));
    let command = drawing(command, messages).after_help(messages.get("cli-chart-more"));
    with_settings(with_help(command, messages), &[Scope::Evidence], messages)
}

/// A command that draws: its form, colours, width and language, and where the picture goes.
fn drawing(command: Command, messages: &Messages) -> Command {
    let flag = |name, value, about| valued(name, value, about, messages).long(name);
    let form = flag(FORMAT, "cli-value-format", "cli-map-format");
    let look = flag(LOOK, "cli-value-look", "cli-picture-look");
    let width = flag(WIDTH, "cli-value-number", "cli-picture-width");
    command
        .arg(form.value_parser(PossibleValuesParser::new(FORMS)))
        .arg(look.value_parser(PossibleValuesParser::new(["light", "dark", "print"])))
        .arg(width.value_parser(clap::value_parser!(u16).range(320..=2400)))
        .arg(flag(LANG, "cli-value-lang", "cli-picture-lang"))
        .arg(flag(OUTPUT, "cli-value-file", "cli-table-output").short('o'))
}

fn profile(messages: &Messages) -> Command {
    let area = valued(AREA, "cli-value-area", "cli-profile-area", messages);
    let command = framed("profile", "cli-profile-about", "cli-profile-usage", messages)
        .arg(positional(area, messages))
        .arg(which_edition(messages))
        .arg(valued(LANG, "cli-value-lang", "cli-report-lang", messages).long(LANG))
        .arg(output_file("cli-report-output", messages))
        .after_help(messages.get("cli-report-more"));
    with_settings(
        with_help(command, messages),
        &[Scope::Evidence, Scope::Pictures],
        messages,
    )
}

fn report(messages: &Messages) -> Command {
    let what = valued(WHAT, "cli-value-what", "cli-report-what", messages);
    let command = framed("report", "cli-report-about", "cli-report-usage", messages)
        .arg(positional(what, messages))
        .arg(valued(AREAS, "cli-value-areas", "cli-report-areas", messages).long(AREAS))
        .arg(which_edition(messages))
        .arg(valued(LANG, "cli-value-lang", "cli-report-lang", messages).long(LANG))
        .arg(output_file("cli-report-output-of", messages).required(true))
        .after_help(messages.get("cli-report-more"));
    with_settings(
        with_help(command, messages),
        &[Scope::Evidence, Scope::Pictures],
        messages,
    )
}

fn output_file(about: &str, messages: &Messages) -> Arg {
    valued(OUTPUT, "cli-value-file", about, messages)
        .short('o')
        .long(OUTPUT)
}

fn check(messages: &Messages) -> Command {
    let command = framed("check", "cli-check-about", "cli-check-usage", messages)
        .arg(positional(
            valued(DIRECTORY, "cli-value-directory", "cli-check-directory", messages),
            messages,
        ))
        .after_help(messages.get("cli-check-more"));
    with_help(command, messages)
}

fn edition(messages: &Messages) -> Command {
    let command = framed("edition", "cli-edition-about", "cli-edition-usage", messages)
        .subcommand_required(true)
        .subcommand_help_heading(messages.get("cli-heading-commands"))
        .subcommand(edition_list(messages))
        .subcommand(edition_show(messages))
        .subcommand(edition_build(messages))
        .subcommand(edition_verify(messages))
        .subcommand(edition_export(messages))
        .subcommand(edition_diff(messages));
    with_help(command, messages)
}

fn without_unread(messages: &Messages) -> Arg {
    Arg::new(WITHOUT_UNREAD)
        .long(WITHOUT_UNREAD)
        .action(ArgAction::SetTrue)
        .help(messages.get("cli-edition-without-unread"))
        .help_heading(messages.get("cli-heading-options"))
}

fn which_edition(messages: &Messages) -> Arg {
    valued(EDITION, "cli-value-edition", "cli-edition-which", messages)
        .long(EDITION)
        .help_heading(messages.get("cli-heading-options"))
}

fn a_directory(name: &'static str, about: &str, messages: &Messages) -> Arg {
    positional(valued(name, "cli-value-directory", about, messages), messages)
}

fn edition_list(messages: &Messages) -> Command {
    let list = framed(
        "list",
        "cli-edition-list-about",
        "cli-edition-list-usage",
        messages,
    );
    with_settings(with_help(list, messages), &[Scope::Evidence], messages)
}

fn edition_show(messages: &Messages) -> Command {
    let show = framed(
        "show",
        "cli-edition-show-about",
        "cli-edition-show-usage",
        messages,
    )
    .arg(which_edition(messages))
    .arg(without_unread(messages));
    with_settings(with_help(show, messages), &[Scope::Evidence], messages)
}

fn edition_build(messages: &Messages) -> Command {
    let reconstruct = valued(RECONSTRUCT, "cli-value-file", "cli-edition-reconstruct", messages)
        .long(RECONSTRUCT)
        .help_heading(messages.get("cli-heading-options"));
    let build = framed(
        "build",
        "cli-edition-build-about",
        "cli-edition-build-usage",
        messages,
    )
    .arg(a_directory(DIRECTORY, "cli-edition-editions", messages))
    .arg(reconstruct)
    .arg(without_unread(messages));
    with_settings(with_help(build, messages), &[Scope::Evidence], messages)
}

fn edition_verify(messages: &Messages) -> Command {
    let verify = framed(
        "verify",
        "cli-edition-verify-about",
        "cli-edition-verify-usage",
        messages,
    )
    .arg(a_directory(DIRECTORY, "cli-edition-verified-directory", messages));
    with_help(verify, messages)
}

fn edition_export(messages: &Messages) -> Command {
    let export = framed(
        "export",
        "cli-edition-export-about",
        "cli-edition-export-usage",
        messages,
    )
    .arg(a_directory(DIRECTORY, "cli-edition-directory", messages))
    .arg(which_edition(messages))
    .arg(without_unread(messages));
    with_settings(with_help(export, messages), &[Scope::Evidence], messages)
}

fn edition_diff(messages: &Messages) -> Command {
    let cells = Arg::new(CELLS)
        .long(CELLS)
        .action(ArgAction::SetTrue)
        .help(messages.get("cli-diff-cells"))
        .help_heading(messages.get("cli-heading-options"));
    let diff = framed("diff", "cli-diff-about", "cli-diff-usage", messages)
        .arg(a_directory(BEFORE, "cli-diff-before", messages))
        .arg(a_directory(AFTER, "cli-diff-after", messages))
        .arg(cells);
    with_settings(with_help(diff, messages), &[Scope::Evidence], messages)
}

/// Adds the flags of settings, with their variables and defaults in the help.
pub(crate) fn with_settings(command: Command, scopes: &[Scope], messages: &Messages) -> Command {
    let heading = messages.get("cli-heading-settings");
    let config = valued(CONFIG_FLAG, "cli-value-file", "cli-setting-config", messages)
        .long(CONFIG_FLAG)
        .help_heading(heading.clone());
    settings::declared()
        .filter(|setting| scopes.contains(&setting.scope))
        .fold(command.arg(config), |command, setting| {
            let arg = Arg::new(setting.flag)
                .long(setting.flag)
                .value_name(messages.get(setting.value))
                .help(setting_help(setting, messages))
                .help_heading(heading.clone());
            command.arg(arg)
        })
}

fn setting_help(setting: &Declared, messages: &Messages) -> String {
    let default = (setting.show)(&Settings::default());
    let about = messages.get(setting.about);
    let place = if default.is_empty() {
        messages.with("cli-setting-place", &[("variable", setting.variable)])
    } else {
        let args = [("variable", setting.variable), ("default", &*default)];
        messages.with("cli-setting-place-default", &args)
    };
    format!("{about} {place}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command_of(arguments: &[&str]) -> Vec<String> {
        let arguments = arguments.iter().map(OsString::from).collect();
        with_command(arguments)
            .into_iter()
            .map(|a| a.into_string().unwrap())
            .collect()
    }

    #[test]
    fn serving_is_meant_where_no_command_is_named() {
        assert_eq!(command_of(&["tidemark"]), ["tidemark", "serve"]);
        assert_eq!(
            command_of(&["tidemark", "--listen", "x"]),
            ["tidemark", "serve", "--listen", "x"]
        );
        assert_eq!(command_of(&["tidemark", "table"]), ["tidemark", "table"]);
        assert_eq!(command_of(&["tidemark", "--help"]), ["tidemark", "--help"]);
    }

    #[test]
    fn the_command_line_is_well_formed() {
        program(&Messages::english()).debug_assert();
    }
}
