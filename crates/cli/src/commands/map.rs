//! `tidemark map QUERY`: what a table of one column says, on a map.

use clap::ArgMatches;
use tidemark_app::{Observatory, borders};
use tidemark_evidence::Corpus as _;
use tidemark_publishing::Words;
use tidemark_publishing::messages::Messages;
use tidemark_publishing::picture::map::{Drawing, Map, MapQuery, Part, draw};
use tidemark_publishing::picture::{Px, Scene};
use tidemark_vocab::Lang;

use super::picture::Form;
use super::table::query_of;
use crate::arguments::{LANG, QUERY};
use crate::error::CliError;
use crate::logging;
use crate::output::Output;
use crate::progress::Progress;
use crate::settings::Settings;

/// Draws a map.
pub(crate) fn run(
    given: &ArgMatches,
    settings: &Settings,
    messages: &Messages,
    output: &mut Output,
) -> Result<(), CliError> {
    logging::start_quietly();
    let form = Form::of(given);
    let progress = Progress::start(messages);
    let scene = scene(given, form.width, settings, (messages, &progress))?;
    let bytes = form.bytes(&scene, settings)?;
    drop(progress);
    form.save(&bytes, messages, output)
}

/// The picture, before it has a form.
fn scene(
    given: &ArgMatches,
    width: Px,
    settings: &Settings,
    (messages, progress): (&Messages, &Progress<'_>),
) -> Result<Scene, CliError> {
    let observatory = Observatory::open(&settings.evidence.options())?;
    let text = given.get_one::<String>(QUERY).map_or("", String::as_str);
    let current = observatory.edition(None)?;
    let (mut query, _) = MapQuery::parse(query_of(text), current.catalogue())?;
    if let Some(lang) = given.get_one::<String>(LANG) {
        query.table.lang = Some(lang.parse::<Lang>().map_err(|_| CliError::Lang(lang.clone()))?);
    }
    let lang = query.table.lang.as_ref();
    let spoken = lang.map_or_else(|| messages.clone(), Messages::new);
    let edition = observatory.edition(query.table.edition.as_deref())?;
    progress.answering();
    let table = observatory.table(&query.table)?;
    progress.drawing();
    let words = Words::new(edition.catalogue(), &spoken);
    let map = Map::of(&table, &words, &query.classes(&words), &|_, _| None)?;
    let borders = borders::open(settings.pictures.borders.as_deref())?;
    let drawing = Drawing {
        id: "map",
        width,
        part: Part::Whole,
    };
    Ok(draw(&map, &borders, drawing, &words)?)
}
