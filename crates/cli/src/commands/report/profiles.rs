//! `tidemark report profiles -o DIRECTORY`: the profile of every place, on all processors.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use clap::ArgMatches;
use tidemark_evidence::Corpus;
use tidemark_evidence::query::{AreaSelector, TableQuery};
use tidemark_publishing::messages::Messages;
use tidemark_publishing::{Words, profile};
use tidemark_vocab::{AreaId, IndicatorCode, PlaceCode};

use super::Desk;
use crate::arguments::AREAS;
use crate::commands::profile::place;
use crate::error::CliError;
use crate::file;
use crate::output::Output;

/// Prints them, each to a file of its own that is named by the place's code.
pub(super) fn run(
    given: &ArgMatches,
    desk: &Desk,
    messages: &Messages,
    output: &mut Output,
) -> Result<(), CliError> {
    let directory = desk.path.as_deref().unwrap_or_default();
    let folder = Path::new(directory);
    std::fs::create_dir_all(folder).map_err(|cause| CliError::File {
        path: folder.to_owned(),
        cause,
    })?;
    let places = places(given, &*desk.corpus)?;
    let recorded = profile::told_of_places(&*desk.corpus);
    let print = |code: &PlaceCode| {
        let bytes = place(code, &recorded, desk)?;
        file::write(&folder.join(format!("{code}.pdf")), &bytes)
    };
    on_all_processors(&places, &print, |done, code| {
        let name = Words::new(desk.corpus.catalogue(), messages).area(&AreaId::Place(code.clone()));
        let (done, all) = (done.to_string(), places.len().to_string());
        let args = [("done", &*done), ("all", &all), ("name", &name)];
        Ok(output.remark(&messages.with("cli-report-chapter", &args))?)
    })?;
    let args = [("count", &*places.len().to_string()), ("directory", directory)];
    output.remark(&messages.with("cli-report-written", &args))?;
    Ok(())
}

/// Does the work for every place, as many at a time as there are processors, and tells each that is done. The first fault ends it.
fn on_all_processors(
    places: &[PlaceCode],
    work: &(dyn Fn(&PlaceCode) -> Result<(), CliError> + Sync),
    mut told: impl FnMut(usize, &PlaceCode) -> Result<(), CliError>,
) -> Result<(), CliError> {
    let next = &AtomicUsize::new(0);
    let threads = thread::available_parallelism()
        .map_or(1, usize::from)
        .min(places.len().max(1));
    thread::scope(|scope| {
        let (send, done) = mpsc::channel();
        for _ in 0..threads {
            let send = send.clone();
            scope.spawn(move || {
                while let Some(place) = places.get(next.fetch_add(1, Ordering::Relaxed)) {
                    // Nobody listens any more once there was a fault.
                    if send.send((place, work(place))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        for (at, (place, outcome)) in done.iter().enumerate() {
            outcome?;
            told(at + 1, place)?;
        }
        Ok(())
    })
}

/// The places that the arguments name; where they name none, every place of which anything is recorded.
fn places(given: &ArgMatches, corpus: &dyn Corpus) -> Result<Vec<PlaceCode>, CliError> {
    let catalogue = corpus.catalogue();
    let Some(areas) = given.get_one::<String>(AREAS) else {
        let all = catalogue.places.keys().cloned();
        let told = |code: &PlaceCode| profile::findings(&AreaId::Place(code.clone()), corpus) > 0;
        return Ok(all.filter(told).collect());
    };
    let selected = areas_of(areas, corpus)?;
    let places: BTreeSet<PlaceCode> = selected
        .into_iter()
        .flat_map(|selector| profile::places_of(&selector, catalogue))
        .collect();
    Ok(places.into_iter().collect())
}

/// Areas as a query names them, with the same faults and suggestions.
pub(crate) fn areas_of(areas: &str, corpus: &dyn Corpus) -> Result<Vec<AreaSelector>, CliError> {
    let any = corpus
        .catalogue()
        .indicator_order
        .first()
        .map(IndicatorCode::as_str);
    let query = format!("indicators={}&areas={areas}", any.unwrap_or_default());
    Ok(TableQuery::parse(&query, corpus.catalogue())?.query.areas)
}
