//! What a document costs, on the bundled evidence: `cargo bench --package tidemark-print`.

#![expect(clippy::unwrap_used, reason = "a bench")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use divan::{Bencher, black_box};
use tidemark_evidence::table::{self, Depth};
use tidemark_evidence::{Corpus, MapCorpus, Table, TableQuery};
use tidemark_print::{Imprint, PlaceProfile, Press, trends};
use tidemark_publishing::cite::Citing;
use tidemark_publishing::picture::map::{Borders, Classes, Drawing, Map, Part, draw};
use tidemark_publishing::picture::{Palette, WIDE};
use tidemark_publishing::{Messages, Words, profile};
use tidemark_vocab::{IndicatorCode, PlaceCode};

static BUNDLED: LazyLock<MapCorpus> = LazyLock::new(|| {
    let dataset = tidemark_testkit::bundled();
    MapCorpus::new(dataset.catalogue, dataset.observations, "bundled".to_owned())
});
static RECORDED: LazyLock<BTreeSet<IndicatorCode>> = LazyLock::new(|| profile::told_of_places(&*BUNDLED));
static PRESS: LazyLock<Press> = LazyLock::new(|| Press::new(Vec::new()));

fn main() {
    divan::main();
}

fn imprint() -> Imprint<'static> {
    Imprint {
        citing: Citing {
            site: "Tidemark",
            address: "https://data.example.org/",
            accessed: "2026-11-22",
        },
        date: BUNDLED.catalogue().edition.date,
    }
}

fn answer(query: &TableQuery) -> Table {
    table::build_within(usize::MAX, Depth::Face, query, &*BUNDLED).unwrap()
}

fn print(place: &PlaceCode, press: &Press) -> Vec<u8> {
    let english = Messages::english();
    let words = Words::new(BUNDLED.catalogue(), &english);
    let query = profile::question(place, &*BUNDLED);
    let of = PlaceProfile {
        place,
        table: &answer(&query),
        corpus: &*BUNDLED,
        recorded: &RECORDED,
        pictures: &trends::of_place(&query, &*BUNDLED, &words),
    };
    press.place(&of, &imprint(), &words).unwrap()
}

/// One profile with fonts and templates read anew.
#[divan::bench(sample_count = 10)]
fn the_first_profile(bencher: Bencher<'_, '_>) {
    let place: PlaceCode = "BGR".parse().unwrap();
    bencher.bench(|| print(black_box(&place), &Press::new(Vec::new())));
}

/// One place after another, so that no document is the last one again.
#[divan::bench(sample_count = 200)]
fn another_profile(bencher: Bencher<'_, '_>) {
    let mut places = BUNDLED.catalogue().places.keys().cycle();
    bencher.bench_local(|| print(places.next().unwrap(), &PRESS));
}

/// A table of a region on paper.
#[divan::bench(sample_count = 20)]
fn a_table(bencher: Bencher<'_, '_>) {
    let query = "indicators=nsp_available,oat_available,nsp_sites&areas=region:HRI/EURASIA&totals=shown";
    let table = answer(&TableQuery::parse(query, BUNDLED.catalogue()).unwrap().query);
    let english = Messages::english();
    let words = Words::new(BUNDLED.catalogue(), &english);
    bencher.bench(|| PRESS.table(black_box(&table), &[], &imprint(), &words).unwrap());
}

/// A map of the world as pixels, a thousand of them across: laid out, drawn, painted and packed.
#[divan::bench(sample_count = 40)]
fn the_world_as_pixels(bencher: Bencher<'_, '_>) {
    let query = "indicators=pwid_hiv_prevalence&areas=scheme:M49";
    let table = answer(&TableQuery::parse(query, BUNDLED.catalogue()).unwrap().query);
    let english = Messages::english();
    let words = Words::new(BUNDLED.catalogue(), &english);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../borders/world.json");
    let borders = Borders::read(&fs::read(path).unwrap()).unwrap();
    let drawing = Drawing {
        id: "map",
        width: WIDE,
        part: Part::Whole,
    };
    bencher.bench(|| {
        let map = Map::of(black_box(&table), &words, &Classes::Quantiles(5), &|_, _| None).unwrap();
        let scene = draw(&map, &borders, drawing, &words).unwrap();
        PRESS.png(&scene, Palette::Light, 1_000).unwrap()
    });
}
