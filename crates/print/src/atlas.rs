//! Maps for documents: the same maps as on the site, drawn for paper.

use tidemark_evidence::query::AreaSelector;
use tidemark_evidence::table::{self, Depth};
use tidemark_evidence::{Corpus, TableQuery};
use tidemark_publishing::Words;
use tidemark_publishing::picture::map::{Borders, Drawing, Map, MapQuery, Part, Wanted, draw};
use tidemark_publishing::picture::{Palette, WIDE, write};
use tidemark_publishing::presets;
use tidemark_vocab::RegionId;

use crate::document::Illustration;
use crate::table::MOST_CELLS;

/// What regions are shown by.
const OF_REGION: [&str; 2] = ["nsp_available", "oat_available"];
/// What the world is shown by.
const OF_WORLD: [&str; 4] = [
    "nsp_available",
    "oat_available",
    "dcr_available",
    "dp_hri_category",
];

/// Maps of a region: where there are needle programmes, and where opioid agonist therapy. What the edition does not know is left out, and
/// what lies nowhere on the borders, too.
#[must_use]
pub fn of_region(
    region: &RegionId,
    corpus: &dyn Corpus,
    borders: &Borders,
    words: &Words<'_>,
) -> Vec<Illustration> {
    maps(
        &OF_REGION,
        &AreaSelector::Region(region.clone()),
        (corpus, borders),
        words,
    )
}

/// Maps of the world: services, and the use of the death penalty. Nothing where the edition groups no places.
#[must_use]
pub fn of_world(corpus: &dyn Corpus, borders: &Borders, words: &Words<'_>) -> Vec<Illustration> {
    let scheme = presets::grouping(corpus.catalogue());
    let areas = scheme.map(|scheme| AreaSelector::Scheme(scheme.code.clone()));
    areas
        .map(|areas| maps(&OF_WORLD, &areas, (corpus, borders), words))
        .unwrap_or_default()
}

fn maps(
    codes: &[&str],
    areas: &AreaSelector,
    (corpus, borders): (&dyn Corpus, &Borders),
    words: &Words<'_>,
) -> Vec<Illustration> {
    let known = presets::known(codes, corpus.catalogue()).into_iter();
    let queries = known.map(|code| MapQuery {
        table: TableQuery {
            lang: Some(words.messages.lang().clone()),
            ..TableQuery::new(vec![code], vec![areas.clone()])
        },
        classes: Wanted::default(),
    });
    queries
        .filter_map(|query| map(&query, corpus, borders, words))
        .collect()
}

fn map(query: &MapQuery, corpus: &dyn Corpus, borders: &Borders, words: &Words<'_>) -> Option<Illustration> {
    let table = table::build_within(MOST_CELLS, Depth::Face, &query.table, corpus).ok()?;
    let map = Map::of(&table, words, &query.classes(words), &|_, _| None).ok()?;
    let drawing = Drawing {
        id: "map",
        width: WIDE,
        part: Part::Whole,
    };
    let scene = draw(&map, borders, drawing, words).ok()?;
    Some(Illustration {
        svg: write(&scene, Palette::White),
        alt: format!("{} {}", scene.title, scene.description),
        caption: String::new(),
    })
}
