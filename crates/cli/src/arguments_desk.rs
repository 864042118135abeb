//! The commands of the store on the command line.

use clap::{ArgAction, Command};
use tidemark_publishing::messages::Messages;

use crate::arguments::{
    DIRECTORY, EMAIL, NAME, PERSON, ROLES, framed, positional, valued, with_help, with_settings,
};
use crate::settings::Scope;

/// Every command of the store.
pub(crate) fn commands(messages: &Messages) -> Vec<Command> {
    let directory = || {
        positional(
            valued(DIRECTORY, "cli-value-directory", "cli-backup-directory", messages),
            messages,
        )
    };
    let finished = |command| with_settings(with_help(command, messages), &[Scope::Store], messages);
    vec![
        user(messages),
        finished(framed(
            "migrate",
            "cli-migrate-about",
            "cli-migrate-usage",
            messages,
        )),
        finished(framed("backup", "cli-backup-about", "cli-backup-usage", messages).arg(directory())),
        finished(framed("restore", "cli-restore-about", "cli-restore-usage", messages).arg(directory())),
        finished(framed("doctor", "cli-doctor-about", "cli-doctor-usage", messages)),
        keys(messages),
    ]
}

fn user(messages: &Messages) -> Command {
    let add = framed("add", "cli-user-add-about", "cli-user-add-usage", messages)
        .arg(positional(
            valued(NAME, "cli-value-name", "cli-user-name", messages),
            messages,
        ))
        .arg(valued(EMAIL, "cli-value-email", "cli-user-email", messages).long(EMAIL))
        .arg(
            valued(ROLES, "cli-value-role", "cli-user-role", messages)
                .long("role")
                .action(ArgAction::Append),
        );
    let person = || {
        positional(
            valued(PERSON, "cli-value-person", "cli-user-person", messages),
            messages,
        )
    };
    let link = framed("link", "cli-user-link-about", "cli-user-link-usage", messages).arg(person());
    let reset = framed("reset", "cli-user-reset-about", "cli-user-reset-usage", messages).arg(person());
    let finished = |command| {
        with_settings(
            with_help(command, messages),
            &[Scope::Store, Scope::Serve],
            messages,
        )
    };
    let command = framed("user", "cli-user-about", "cli-user-usage", messages)
        .subcommand_required(true)
        .subcommand_help_heading(messages.get("cli-heading-commands"))
        .subcommand(finished(add))
        .subcommand(finished(link))
        .subcommand(finished(reset));
    with_help(command, messages)
}

fn keys(messages: &Messages) -> Command {
    let new = framed("new", "cli-keys-new-about", "cli-keys-new-usage", messages);
    let rotate = framed(
        "rotate",
        "cli-keys-rotate-about",
        "cli-keys-rotate-usage",
        messages,
    );
    let command = framed("keys", "cli-keys-about", "cli-keys-usage", messages)
        .subcommand_required(true)
        .subcommand_help_heading(messages.get("cli-heading-commands"))
        .subcommand(with_help(new, messages))
        .subcommand(with_settings(
            with_help(rotate, messages),
            &[Scope::Store],
            messages,
        ));
    with_help(command, messages)
}
