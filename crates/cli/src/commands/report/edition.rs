//! `tidemark report edition -o FILE`: all of an edition as a book.

use std::path::Path;

use tidemark_evidence::table::{self, Cell, Depth};
use tidemark_evidence::{Corpus, Table};
use tidemark_print::{Book, Illustration, RegionProfile, atlas, book};
use tidemark_publishing::messages::Messages;
use tidemark_publishing::{Words, presets, profile};
use tidemark_vocab::{AreaId, IndicatorCode, RegionId};

use super::Desk;
use crate::error::CliError;
use crate::file;
use crate::output::Output;

/// A chapter in the making.
struct Gathered {
    region: RegionId,
    table: Table,
    published: Vec<(IndicatorCode, Cell)>,
    maps: Vec<Illustration>,
}

/// Prints the book.
pub(super) fn run(desk: &Desk, messages: &Messages, output: &mut Output) -> Result<(), CliError> {
    let corpus = &*desk.corpus;
    let words = Words::new(corpus.catalogue(), &desk.spoken);
    let regions = regions(corpus);
    let mut gathered = Vec::new();
    for (at, region) in regions.iter().enumerate() {
        let args = [
            ("done", &*(at + 1).to_string()),
            ("all", &regions.len().to_string()),
            ("name", &words.region(region)),
        ];
        output.remark(&messages.with("cli-report-chapter", &args))?;
        gathered.push(Gathered {
            table: answer(profile::question_of_region(region, corpus.catalogue()), desk)?,
            published: profile::published(&AreaId::Region(region.clone()), corpus),
            maps: atlas::of_region(region, corpus, &desk.borders, &words),
            region: region.clone(),
        });
    }
    let chapters: Vec<RegionProfile<'_>> = gathered
        .iter()
        .map(|gathered| RegionProfile {
            region: &gathered.region,
            table: &gathered.table,
            published: &gathered.published,
            corpus,
            prose: &[],
            pictures: &gathered.maps,
        })
        .collect();
    let Some(question) = book::question(corpus.catalogue()) else {
        return Err(CliError::Nothing {
            written: "edition".to_owned(),
        });
    };
    let table = answer(question, desk)?;
    let world = AreaId::WORLD.parse::<AreaId>();
    let world = world
        .map(|world| profile::published(&world, corpus))
        .unwrap_or_default();
    let maps = atlas::of_world(corpus, &desk.borders, &words);
    output.remark(&messages.get("cli-report-setting"))?;
    let address = desk.address("/");
    let of = Book {
        corpus,
        prose: &[],
        world: &world,
        table: &table,
        chapters: &chapters,
        pictures: &maps,
    };
    let bytes = desk.press.book(&of, &desk.imprint(&address), &words)?;
    let path = desk.path.as_deref().unwrap_or_default();
    file::write(Path::new(path), &bytes)?;
    output.remark(&messages.with("cli-table-written", &[("path", path)]))?;
    Ok(())
}

/// A table in the language of the document.
pub(crate) fn answer(mut query: tidemark_evidence::TableQuery, desk: &Desk) -> Result<Table, CliError> {
    query.lang = Some(desk.spoken.lang().clone());
    let made = table::build_within(tidemark_print::MOST_CELLS, Depth::Face, &query, &*desk.corpus);
    Ok(made.map_err(tidemark_app::TableError::from)?)
}

/// The regions of the grouping by which places are parted, those that hold any.
fn regions(corpus: &dyn Corpus) -> Vec<RegionId> {
    let scheme = presets::grouping(corpus.catalogue());
    let regions = scheme.into_iter().flat_map(|scheme| {
        let holding = scheme.regions.iter().filter(|region| !region.members.is_empty());
        holding.map(|region| RegionId {
            scheme: scheme.code.clone(),
            region: region.code.clone(),
        })
    });
    regions.collect()
}
