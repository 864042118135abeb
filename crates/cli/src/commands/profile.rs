//! `tidemark profile AREA`: the profile of a place, or the overview of a region.

use std::collections::BTreeSet;
use std::path::Path;

use clap::ArgMatches;
use tidemark_evidence::Corpus as _;
use tidemark_evidence::query::AreaSelector;
use tidemark_print::{PlaceProfile, RegionProfile, atlas, trends};
use tidemark_publishing::messages::Messages;
use tidemark_publishing::{Words, profile};
use tidemark_vocab::{AreaId, IndicatorCode, PlaceCode, RegionId};

use super::report::{Desk, answer, areas_of};
use crate::arguments::AREA;
use crate::error::CliError;
use crate::file;
use crate::logging;
use crate::output::Output;
use crate::progress::Progress;
use crate::settings::Settings;

/// Prints it.
pub(crate) fn run(
    given: &ArgMatches,
    settings: &Settings,
    messages: &Messages,
    output: &mut Output,
) -> Result<(), CliError> {
    logging::start_quietly();
    let progress = Progress::start(messages);
    let desk = Desk::open(given, settings, messages)?;
    progress.setting();
    let written = given.get_one::<String>(AREA).map_or("", String::as_str);
    let bytes = match areas_of(written, &*desk.corpus)?.as_slice() {
        [AreaSelector::Place(code)] => place(code, &profile::told_of_places(&*desk.corpus), &desk)?,
        [AreaSelector::Region(id)] => region(id, &desk)?,
        [AreaSelector::World] => match AreaId::WORLD.parse() {
            Ok(AreaId::Region(id)) => region(&id, &desk)?,
            _ => return Err(nothing(written)),
        },
        _ => return Err(nothing(written)),
    };
    drop(progress);
    let Some(path) = &desk.path else {
        return Ok(output.bytes(&bytes)?);
    };
    file::write(Path::new(path), &bytes)?;
    output.remark(&messages.with("cli-table-written", &[("path", path)]))?;
    Ok(())
}

fn nothing(written: &str) -> CliError {
    CliError::Nothing {
        written: written.to_owned(),
    }
}

/// The profile of a place.
pub(super) fn place(
    code: &PlaceCode,
    recorded: &BTreeSet<IndicatorCode>,
    desk: &Desk,
) -> Result<Vec<u8>, CliError> {
    let corpus = &*desk.corpus;
    let table = answer(profile::question(code, corpus), desk)?;
    let address = desk.address(&format!("/places/{code}"));
    let words = Words::new(corpus.catalogue(), &desk.spoken);
    let pictures = trends::of_place(&table.query, corpus, &words);
    let of = PlaceProfile {
        place: code,
        table: &table,
        corpus,
        recorded,
        pictures: &pictures,
    };
    Ok(desk.press.place(&of, &desk.imprint(&address), &words)?)
}

/// The overview of a region.
fn region(id: &RegionId, desk: &Desk) -> Result<Vec<u8>, CliError> {
    let corpus = &*desk.corpus;
    let table = answer(profile::question_of_region(id, corpus.catalogue()), desk)?;
    let published = profile::published(&AreaId::Region(id.clone()), corpus);
    let address = desk.address(&format!("/regions/{id}"));
    let words = Words::new(corpus.catalogue(), &desk.spoken);
    let maps = atlas::of_region(id, corpus, &desk.borders, &words);
    let of = RegionProfile {
        region: id,
        table: &table,
        published: &published,
        corpus,
        prose: &[],
        pictures: &maps,
    };
    Ok(desk.press.region(&of, &desk.imprint(&address), &words)?)
}
