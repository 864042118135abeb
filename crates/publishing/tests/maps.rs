//! Maps: every indicator of the bundled evidence over the world and over each region, and those of the small world to be read.
//!
//! With `TIDEMARK_PICTURES=DIR` in the environment they are written there, to be looked at.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what it does not expect"
)]

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use tidemark_evidence::query::AreaSelector;
use tidemark_evidence::table::{Depth, build_within};
use tidemark_evidence::{Corpus, MapCorpus, TableQuery};
use tidemark_publishing::picture::checks::faults;
use tidemark_publishing::picture::map::{
    Borders, Classes, Drawing, Map, MapQuery, NoMap, Part, Sign, Thresholds, draw,
};
use tidemark_publishing::picture::{NARROW, Palette, Px, Scene, WIDE, write};
use tidemark_publishing::{Messages, Words};
use tidemark_vocab::{IndicatorCode, RegionId};

static WORLD: LazyLock<Borders> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../borders/world.json");
    Borders::read(&std::fs::read(path).unwrap()).unwrap()
});

static SMALL: LazyLock<Borders> = LazyLock::new(|| Borders::read(tidemark_testkit::BORDERS).unwrap());

static BUNDLED: LazyLock<MapCorpus> = LazyLock::new(|| {
    let data = tidemark_testkit::bundled();
    MapCorpus::new(data.catalogue, data.observations, "bundled".to_owned())
});

const FIVE: Classes = Classes::Quantiles(5);

fn map(corpus: &MapCorpus, query: &TableQuery, classes: &Classes, messages: &Messages) -> Result<Map, NoMap> {
    let table = build_within(100_000, Depth::Face, query, corpus).unwrap();
    let words = Words::new(corpus.catalogue(), messages);
    Map::of(&table, &words, classes, &|place, _| {
        Some(format!("/en/places/{place}"))
    })
}

fn small_map(query: &str, classes: &Classes) -> Map {
    let corpus = tidemark_testkit::corpus();
    let query = TableQuery::parse(query, corpus.catalogue()).unwrap().query;
    map(&corpus, &query, classes, &Messages::english()).unwrap()
}

fn scene(
    map: &Map,
    borders: &Borders,
    width: Px,
    part: Part,
    corpus: &MapCorpus,
    messages: &Messages,
) -> Scene {
    let words = Words::new(corpus.catalogue(), messages);
    let drawing = Drawing {
        id: "map",
        width,
        part,
    };
    draw(map, borders, drawing, &words).unwrap()
}

fn keep(name: &str, scene: &Scene) {
    if let Ok(folder) = std::env::var("TIDEMARK_PICTURES") {
        for (palette, end) in [
            (Palette::Light, "light"),
            (Palette::Dark, "dark"),
            (Palette::Print, "print"),
        ] {
            let path = Path::new(&folder).join(format!("{name}.{end}.svg"));
            std::fs::write(path, write(scene, palette)).unwrap();
        }
    }
}

/// The whole world, and each region of each scheme.
fn areas(corpus: &MapCorpus) -> Vec<(String, Vec<AreaSelector>)> {
    let catalogue = corpus.catalogue();
    let places = catalogue
        .places
        .keys()
        .cloned()
        .map(AreaSelector::Place)
        .collect();
    let regions = catalogue.schemes.iter().flat_map(|scheme| {
        scheme.regions.iter().map(|region| RegionId {
            scheme: scheme.code.clone(),
            region: region.code.clone(),
        })
    });
    let regions = regions.map(|region| {
        let name = region.to_string().replace('/', "-");
        (name, vec![AreaSelector::Region(region)])
    });
    std::iter::once(("world".to_owned(), places))
        .chain(regions)
        .collect()
}

fn assert_sound(name: &str, scene: &Scene) {
    let found: Vec<String> = faults(scene).iter().map(ToString::to_string).collect();
    assert_eq!(found, Vec::<String>::new(), "{name}");
    let svg = write(scene, Palette::Light);
    for wrong in ["NaN", "inf\"", "inf "] {
        assert!(!svg.contains(wrong), "{name}: {wrong}");
    }
}

#[test]
fn every_indicator_is_mapped_over_the_world_and_its_regions() {
    let indicators = &BUNDLED.catalogue().indicator_order;
    let areas = areas(&BUNDLED);
    let drawn: usize = std::thread::scope(|scope| {
        let workers = std::thread::available_parallelism().map_or(1, usize::from);
        let shares = indicators.chunks(indicators.len().div_ceil(workers));
        let running: Vec<_> = shares
            .map(|share| {
                scope.spawn(|| {
                    share
                        .iter()
                        .map(|indicator| draw_everywhere(indicator, &areas))
                        .sum::<usize>()
                })
            })
            .collect();
        running.into_iter().map(|share| share.join().unwrap()).sum()
    });
    assert!(drawn > 1000, "{drawn}");
}

/// Draws an indicator over each of these areas; says how many pictures these are.
fn draw_everywhere(indicator: &IndicatorCode, areas: &[(String, Vec<AreaSelector>)]) -> usize {
    let (corpus, english) = (&*BUNDLED, Messages::english());
    let mut drawn = 0;
    // Land is the same for all indicators: regions that pages do not lead to are drawn of every seventh.
    let order = &corpus.catalogue().indicator_order;
    let is_seventh = order.iter().step_by(7).any(|other| other == indicator);
    for (name, areas) in areas {
        let is_leading = name == "world" || name.starts_with("HRI");
        if !is_leading && !is_seventh {
            continue;
        }
        let query = TableQuery::new(vec![indicator.clone()], areas.clone());
        let map = match map(corpus, &query, &FIVE, &english) {
            Ok(map) => map,
            Err(NoMap::NoPlaces) => continue,
            Err(other) => panic!("{indicator} {name}: {other}"),
        };
        let counted: usize = map.legend.iter().map(|entry| entry.places).sum();
        assert_eq!(counted, map.places.len(), "{indicator} {name}");
        let widths: &[Px] = if is_leading { &[WIDE, NARROW] } else { &[WIDE] };
        for width in widths {
            let picture = scene(&map, &WORLD, *width, Part::Whole, corpus, &english);
            assert_sound(&format!("{indicator} {name} {width}"), &picture);
            keep(&format!("{indicator}-{name}-{width}"), &picture);
            drawn += 1;
        }
    }
    drawn
}

#[test]
fn every_place_of_the_evidence_is_drawn_and_antarctica_is_not() {
    let known: BTreeSet<_> = BUNDLED.catalogue().places.keys().collect();
    let drawn: BTreeSet<_> = WORLD.places().collect();
    let without: Vec<String> = known.difference(&drawn).map(ToString::to_string).collect();
    assert_eq!(without, ["ATA"]);
    assert_eq!(drawn.difference(&known).count(), 0);
}

#[test]
fn other_directions_and_lengths_of_words_fit() {
    let corpus = &*BUNDLED;
    let pseudo = Messages::pseudo();
    for indicator in ["nsp_available", "pwid_population_size", "dp_category"] {
        for (name, areas) in areas(corpus)
            .into_iter()
            .filter(|(name, _)| name == "world" || name.starts_with("HRI"))
        {
            let query = TableQuery::new(vec![indicator.parse().unwrap()], areas);
            let map = map(corpus, &query, &FIVE, &pseudo).unwrap();
            for width in [WIDE, NARROW, Px::whole(320), Px::whole(1200)] {
                let picture = scene(&map, &WORLD, width, Part::Whole, corpus, &pseudo);
                assert_sound(&format!("{indicator} {name} {width}"), &picture);
                keep(&format!("pseudo-{indicator}-{name}-{width}"), &picture);
            }
        }
    }
}

#[test]
fn statuses_are_classes_of_their_own() {
    let map = small_map(
        "indicators=nsp_available&areas=XAA,XAB,XAC,XAD,XAE,XAE-EAST",
        &FIVE,
    );
    let legend: Vec<String> = map
        .legend
        .iter()
        .map(|entry| format!("{} {} {}", entry.key.0, entry.ink, entry.places))
        .collect();
    insta::assert_snapshot!(legend.join("\n"));
    let told: Vec<String> = map.places.iter().map(|place| place.title.clone()).collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn a_map_says_what_its_table_says() {
    let corpus = tidemark_testkit::corpus();
    let english = Messages::english();
    let words = Words::new(corpus.catalogue(), &english);
    for indicator in &corpus.catalogue().indicator_order {
        let text = format!("indicators={indicator}&areas=XAA,XAB,XAC,XAD,XAE");
        let query = TableQuery::parse(&text, corpus.catalogue()).unwrap().query;
        let table = build_within(1000, Depth::Whole, &query, &corpus).unwrap();
        let view = tidemark_publishing::TableView::new(&table, &words);
        let map = Map::of(&table, &words, &FIVE, &|_, _| None).unwrap();
        for (cell, place) in view.cells().zip(&map.places) {
            assert!(
                place.title.contains(cell.words.as_ref()),
                "{}: {}",
                place.title,
                cell.words
            );
            if let Some(period) = &cell.period {
                assert!(place.title.contains(period.as_str()), "{}: {period}", place.title);
            }
        }
    }
}

#[test]
fn minimum_figures_are_marked() {
    let map = small_map(
        "indicators=dp_executions&areas=XAA,XAB,XAC,XAD,XAE&periods=all",
        &FIVE,
    );
    let marked: Vec<&str> = map
        .places
        .iter()
        .filter(|place| place.signs.contains(&Sign::AtLeast))
        .map(|place| place.title.as_str())
        .collect();
    assert!(
        !marked.is_empty()
            && marked
                .iter()
                .all(|title| title.contains("at least") || title.contains("more than")),
        "{marked:?}"
    );
}

#[test]
fn thresholds_are_named_with_who_set_them() {
    let thresholds = Classes::Thresholds(Thresholds {
        limits: ["5", "20"].map(|limit| limit.parse().unwrap()).to_vec(),
        names: Vec::new(),
        cited: "the observatory's guide of 2012".to_owned(),
    });
    let map = small_map(
        "indicators=pwid_hiv_prevalence&areas=XAA,XAB,XAC,XAD,XAE",
        &thresholds,
    );
    let labels: Vec<&str> = map
        .legend
        .iter()
        .map(|entry| entry.label.as_str())
        .take(3)
        .collect();
    assert_eq!(labels, ["below 5", "5 to below 20", "20 or more"]);
    assert!(
        map.notes
            .iter()
            .any(|note| note.contains("the observatory's guide of 2012")),
        "{:?}",
        map.notes
    );
}

#[test]
fn the_levels_of_an_indicator_are_its_classes_and_keep_their_names() {
    let corpus = tidemark_testkit::corpus();
    let messages = Messages::english();
    let words = Words::new(corpus.catalogue(), &messages);
    let labels = |text: &str| {
        let (query, _) = MapQuery::parse(text, corpus.catalogue()).unwrap();
        let table = build_within(1_000, Depth::Face, &query.table, &corpus).unwrap();
        let map = Map::of(&table, &words, &query.classes(&words), &|_, _| None).unwrap();
        map.legend
            .into_iter()
            .map(|entry| entry.label)
            .collect::<Vec<_>>()
    };
    let all = "indicators=pwid_hiv_prevalence&areas=XAA,XAB,XAC,XAD,XAE";
    assert_eq!(labels(all)[..2], ["low: below 5", "concentrated: 5 or more"]);
    let quantiles = labels(&format!("{all}&classes=quantiles-3"));
    assert!(!quantiles[0].contains("low"), "{quantiles:?}");
    let men = labels(&format!("{all}&dimensions=sex:men"));
    assert!(
        !men.iter().any(|label| label.contains("low")),
        "levels are set for everyone: {men:?}"
    );
}

#[test]
fn what_is_no_map_is_refused_with_its_reason() {
    let corpus = tidemark_testkit::corpus();
    let refused = |text: &str| {
        let query = TableQuery::parse(text, corpus.catalogue()).unwrap().query;
        let table = build_within(1000, Depth::Face, &query, &corpus).unwrap();
        let english = Messages::english();
        let words = Words::new(corpus.catalogue(), &english);
        Map::of(&table, &words, &FIVE, &|_, _| None).unwrap_err()
    };
    assert_eq!(
        refused("indicators=nsp_available,nsp_sites&areas=XAA"),
        NoMap::Columns(2)
    );
    assert_eq!(refused("indicators=nsp_available&areas=world"), NoMap::NoPlaces);
}

#[test]
fn pictures_of_the_small_world() {
    let corpus = tidemark_testkit::corpus();
    let english = Messages::english();
    for (name, query, palette) in [
        (
            "services",
            "indicators=nsp_available&areas=XAA,XAB,XAC,XAD,XAE,XAE-EAST",
            Palette::Light,
        ),
        (
            "numbers",
            "indicators=pwid_population_size&areas=region:OBS/NORTH",
            Palette::Print,
        ),
        ("levels", "indicators=dp_category&areas=scheme:OBS", Palette::Page),
    ] {
        let map = small_map(query, &FIVE);
        let picture = scene(&map, &SMALL, WIDE, Part::Whole, &corpus, &english);
        assert_sound(name, &picture);
        keep(&format!("small-{name}"), &picture);
        insta::assert_snapshot!(name, write(&picture, palette).replace("><", ">\n<"));
    }
}

#[test]
fn a_map_of_the_world_says_so() {
    let title = |areas: &str| {
        let text = format!("indicators=nsp_available&areas={areas}");
        let query = TableQuery::parse(&text, BUNDLED.catalogue()).unwrap().query;
        map(&BUNDLED, &query, &FIVE, &Messages::english()).unwrap().title
    };
    for world in ["scheme:M49", "scheme:M49,XKX,ATA", "scheme:M49_SUB"] {
        assert!(title(world).contains("— the world —"), "{}", title(world));
    }
    let part = title("scheme:HRI,XKX");
    assert!(
        part.contains("— all places in Regions of Harm Reduction International, Kosovo —"),
        "{part}"
    );
}
