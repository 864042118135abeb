//! `tidemark user add`: somebody who may sign in, before anybody can invite.

use clap::ArgMatches;
use tidemark_app::desk::NewPerson;
use tidemark_desk::{Email, Grant, PersonId, PersonName};
use tidemark_publishing::messages::Messages;

use super::open::{desk, keys, keys_or_new, open_with, store_settings};
use super::runtime;
use crate::arguments::{EMAIL, NAME, PERSON, ROLES};
use crate::clock;
use crate::error::CliError;
use crate::logging;
use crate::output::Output;
use crate::settings::Settings;

/// Adds somebody, and prints the link by which they sign in. Makes the store where there is none.
pub(crate) fn add(
    given: &ArgMatches,
    settings: &Settings,
    messages: &Messages,
    output: &mut Output,
) -> Result<(), CliError> {
    logging::start_quietly();
    let name: PersonName = text(given, NAME).parse().map_err(CliError::Name)?;
    let email: Option<Email> = given
        .get_one::<String>(EMAIL)
        .map(|email| email.parse())
        .transpose()
        .map_err(CliError::Email)?;
    let roles = given.get_many::<String>(ROLES).unwrap_or_default();
    let grants: Vec<Grant> = roles
        .map(|role| role.parse())
        .collect::<Result<_, _>>()
        .map_err(CliError::Role)?;
    let store = store_settings(settings);
    let new = NewPerson {
        name,
        email,
        lang: messages.lang().clone(),
        grants,
    };
    let runtime = runtime()?;
    let added = runtime.block_on(async {
        let keys = keys_or_new(settings).await?;
        store.migrate(None, clock::now(), &|_, _| ()).await?;
        let desk = desk(open_with(settings, keys).await?, settings);
        let added = desk.add_person(new).await?;
        desk.store().clone().close().await;
        Ok::<_, CliError>(added)
    })?;
    output.remark(&messages.with("cli-user-added", &[("person", &added.person.to_string())]))?;
    output.line(&added.link)?;
    Ok(())
}

/// Prints a new link for somebody who cannot come in.
pub(crate) fn link(given: &ArgMatches, settings: &Settings, output: &mut Output) -> Result<(), CliError> {
    logging::start_quietly();
    let person: PersonId = text(given, PERSON).parse().map_err(CliError::Role)?;
    let runtime = runtime()?;
    let link = runtime.block_on(async {
        let desk = desk(open_with(settings, keys(settings)?).await?, settings);
        let link = desk.link_for(person).await?;
        desk.store().clone().close().await;
        Ok::<_, CliError>(link)
    })?;
    output.line(&link)?;
    Ok(())
}

/// Removes what somebody has lost, and prints a new link.
pub(crate) fn reset(given: &ArgMatches, settings: &Settings, output: &mut Output) -> Result<(), CliError> {
    logging::start_quietly();
    let person: PersonId = text(given, PERSON).parse().map_err(CliError::Role)?;
    let runtime = runtime()?;
    let link = runtime.block_on(async {
        let desk = desk(open_with(settings, keys(settings)?).await?, settings);
        let link = desk.reset(person).await?;
        desk.store().clone().close().await;
        Ok::<_, CliError>(link)
    })?;
    output.line(&link)?;
    Ok(())
}

fn text<'a>(given: &'a ArgMatches, name: &str) -> &'a str {
    given.get_one::<String>(name).map_or("", String::as_str)
}
