//! What an answer costs without a server around it: `cargo bench`.
//!
//! Measured is the bundled edition; `TIDEMARK_BENCH_EDITION=DIR` names another published one.

#![expect(clippy::unwrap_used, reason = "a bench stops at what it does not expect")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use divan::Bencher;
use tidemark_columnar::{Edition, MANIFEST, Manifest, pack, unpack, verify};
use tidemark_evidence::table::{Depth, build, build_within};
use tidemark_evidence::text::TextFile;
use tidemark_evidence::{Corpus, Table, TableQuery};
use tidemark_publishing::json::{Detail, Grid};
use tidemark_publishing::picture::map::{Borders, Classes, Drawing, Map, Part, draw};
use tidemark_publishing::picture::{Palette, WIDE, chart, write};
use tidemark_publishing::{Messages, Words, csv, xlsx};

fn main() {
    divan::main();
}

/// A published edition as its files.
struct Published {
    manifest: Manifest,
    files: Vec<(String, Vec<u8>)>,
}

impl Published {
    fn read(root: &Path) -> Self {
        let manifest = Manifest::parse(&fs::read(root.join(MANIFEST)).unwrap()).unwrap();
        let read = |path: &String| (path.clone(), fs::read(root.join(path)).unwrap());
        let files = manifest.files.iter().map(|file| read(&file.path)).collect();
        Self { manifest, files }
    }

    fn texts(&self) -> Vec<TextFile<'_>> {
        let files = self.files.iter();
        files.map(|(path, bytes)| TextFile { path, bytes }).collect()
    }
}

static PUBLISHED: LazyLock<Published> = LazyLock::new(|| {
    let named = std::env::var_os("TIDEMARK_BENCH_EDITION").map(PathBuf::from);
    let root = named.unwrap_or_else(|| {
        let editions = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../editions");
        let manifests = fs::read_dir(editions).unwrap().map(|entry| entry.unwrap().path());
        let dated = manifests
            .filter(|path| path.is_dir())
            .map(|path| (Published::read(&path).manifest.date, path));
        dated.max().unwrap().1
    });
    Published::read(&root)
});

static EDITION: LazyLock<Edition> =
    LazyLock::new(|| unpack(&PUBLISHED.manifest, &PUBLISHED.texts()).unwrap());

/// The indicators with the most observations, so many.
fn indicators(count: usize) -> String {
    let mut sizes: Vec<(usize, &str)> = EDITION
        .segments()
        .map(|segment| (segment.len(), segment.indicator().as_str()))
        .collect();
    sizes.sort_unstable();
    let largest = sizes.iter().rev().take(count).map(|(_, code)| *code);
    largest.collect::<Vec<_>>().join(",")
}

/// Every place.
fn places() -> String {
    let places = EDITION.catalogue().places.keys();
    places.map(ToString::to_string).collect::<Vec<_>>().join(",")
}

/// The small JSON of the cells that answer a query.
fn cells(bencher: Bencher<'_, '_>, query: &str, detail: Detail) {
    let edition = &*EDITION;
    let query = TableQuery::parse(query, edition.catalogue()).unwrap().query;
    bencher.bench(|| {
        let mut sink = Grid::new(edition.identity(), detail);
        edition.grid(&query, usize::MAX, &mut sink).unwrap();
        sink.finish()
    });
}

#[divan::bench(args = [Detail::Compact, Detail::Full])]
fn newest_of_twelve_indicators(bencher: Bencher<'_, '_>, detail: Detail) {
    let query = format!("indicators={}&areas={}", indicators(12), places());
    cells(bencher, &query, detail);
}

#[divan::bench(args = [Detail::Compact, Detail::Full])]
fn series_of_an_indicator(bencher: Bencher<'_, '_>, detail: Detail) {
    let query = format!(
        "indicators={}&areas={}&periods=1990..2025&layout=areas-periods",
        indicators(1),
        places()
    );
    cells(bencher, &query, detail);
}

#[divan::bench(args = [Detail::Compact, Detail::Full])]
fn a_year_of_men(bencher: Bencher<'_, '_>, detail: Detail) {
    let query = format!(
        "indicators={}&areas={}&periods=2015&dimensions=sex:men",
        indicators(12),
        places()
    );
    cells(bencher, &query, detail);
}

#[divan::bench]
fn every_observation_as_csv(bencher: Bencher<'_, '_>) {
    let edition = &*EDITION;
    let messages = Messages::english();
    let words = Words::new(edition.catalogue(), &messages);
    bencher.bench(|| {
        let indicators = edition.catalogue().indicators.keys();
        let lines = indicators.map(|indicator| {
            let mut rows = csv::Rows::new(edition.identity(), &words);
            edition.rows_of(indicator, &mut rows);
            rows.finish().len()
        });
        lines.sum::<usize>()
    });
}

/// Every finding of every place, one a row.
static FINDINGS: LazyLock<Table> = LazyLock::new(|| {
    let edition = &*EDITION;
    let all = edition.catalogue().indicators.keys();
    let all: Vec<String> = all.map(ToString::to_string).collect();
    let query = format!(
        "indicators={}&areas={}&periods=all&layout=long",
        all.join(","),
        places()
    );
    let query = TableQuery::parse(&query, edition.catalogue()).unwrap().query;
    build(&query, edition).unwrap()
});

#[divan::bench(sample_count = 10)]
fn findings_as_a_workbook(bencher: Bencher<'_, '_>) {
    let (table, messages) = (&*FINDINGS, Messages::english());
    let words = Words::new(EDITION.catalogue(), &messages);
    bencher.bench(|| xlsx::workbook(table, &words).unwrap());
}

#[divan::bench(sample_count = 10)]
fn findings_as_csv(bencher: Bencher<'_, '_>) {
    let (table, messages) = (&*FINDINGS, Messages::english());
    let words = Words::new(EDITION.catalogue(), &messages);
    bencher.bench(|| csv::long(table, &words));
}

#[divan::bench(sample_count = 10)]
fn reading_from_columns(bencher: Bencher<'_, '_>) {
    let published = &*PUBLISHED;
    let files = published.texts();
    bencher.bench(|| unpack(&published.manifest, &files).unwrap());
}

#[divan::bench(sample_count = 10)]
fn reading_from_observations(bencher: Bencher<'_, '_>) {
    let published = &*PUBLISHED;
    let files = published.texts();
    bencher.bench(|| verify(&published.manifest, &files).unwrap());
}

#[divan::bench(sample_count = 10)]
fn writing_an_edition(bencher: Bencher<'_, '_>) {
    let edition = &*EDITION;
    bencher.bench(|| pack(edition).unwrap());
}

static BORDERS: LazyLock<Borders> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../borders/world.json");
    Borders::read(&fs::read(path).unwrap()).unwrap()
});

/// A table of one indicator, as maps are drawn from it.
fn mapped(areas: &str) -> Table {
    let query = format!("indicators=pwid_hiv_prevalence&areas={areas}");
    let query = TableQuery::parse(&query, EDITION.catalogue()).unwrap().query;
    build_within(usize::MAX, Depth::Face, &query, &*EDITION).unwrap()
}

/// A map from its table: its classes, its picture, its bytes.
fn map(bencher: Bencher<'_, '_>, areas: &str) {
    let (table, messages) = (mapped(areas), Messages::english());
    let words = Words::new(EDITION.catalogue(), &messages);
    let drawing = Drawing {
        id: "map",
        width: WIDE,
        part: Part::Land,
    };
    bencher.bench(|| {
        let map = Map::of(&table, &words, &Classes::Quantiles(5), &|place, _| {
            Some(format!("places/{place}"))
        })
        .unwrap();
        write(&draw(&map, &BORDERS, drawing, &words).unwrap(), Palette::Page)
    });
}

#[divan::bench]
fn world_map(bencher: Bencher<'_, '_>) {
    map(bencher, "scheme:M49");
}

#[divan::bench]
fn region_map(bencher: Bencher<'_, '_>) {
    map(bencher, "region:HRI/SUB_SAHARAN_AFRICA");
}

/// The picture alone: of a map that is known, its bytes.
#[divan::bench]
fn world_map_svg(bencher: Bencher<'_, '_>) {
    let (table, messages) = (mapped("scheme:M49"), Messages::english());
    let words = Words::new(EDITION.catalogue(), &messages);
    let map = Map::of(&table, &words, &Classes::Quantiles(5), &|place, _| {
        Some(format!("places/{place}"))
    })
    .unwrap();
    let drawing = Drawing {
        id: "map",
        width: WIDE,
        part: Part::Land,
    };
    bencher.bench(|| write(&draw(&map, &BORDERS, drawing, &words).unwrap(), Palette::Page));
}

/// The borders from their file.
#[divan::bench]
fn read_borders(bencher: Bencher<'_, '_>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../borders/world.json");
    let bytes = fs::read(path).unwrap();
    bencher.bench(|| Borders::read(&bytes).unwrap());
}

/// A chart, from its question to the text of the picture; the table is not made anew.
fn charted(bencher: Bencher<'_, '_>, kind: &str, query: &str) {
    let edition = &*EDITION;
    let query = TableQuery::parse(query, edition.catalogue()).unwrap().query;
    let table = build(&chart::question(&query), edition).unwrap();
    let messages = Messages::english();
    let looks = chart::Looks {
        id: "chart",
        width: WIDE,
        framing: chart::Framing::Page,
        href: &|subject, anchor| {
            Some(format!(
                "/en/places/{}/{}#{anchor}",
                subject.area, subject.indicator
            ))
        },
        direction: chart::direction_of(&messages),
    };
    bencher.bench_local(|| {
        let reading = chart::Reading::new(&table, Words::new(edition.catalogue(), &messages));
        let plan = chart::Plan::of(kind.parse().unwrap(), &reading).unwrap();
        write(&chart::draw(&plan, &reading, &looks), Palette::Page)
    });
}

#[divan::bench]
fn bars_of_a_region(bencher: Bencher<'_, '_>) {
    charted(
        bencher,
        "bar",
        "indicators=pwid_population_size&areas=region:HRI/EURASIA",
    );
}

#[divan::bench]
fn lines_over_years(bencher: Bencher<'_, '_>) {
    charted(
        bencher,
        "line",
        "indicators=pwid_hiv_prevalence&areas=UKR,KAZ,MMR,EST,CHN&periods=all&layout=areas-periods",
    );
}

#[divan::bench]
fn scatter_of_all_places(bencher: Bencher<'_, '_>) {
    charted(
        bencher,
        "scatter",
        "indicators=pwid_hiv_prevalence,pwid_hcv_prevalence,pwid_population_size&areas=scheme:HRI",
    );
}

/// How all figures of a place ran, table included.
#[divan::bench]
fn trends_of_a_place(bencher: Bencher<'_, '_>) {
    let edition = &*EDITION;
    let indicators = edition.indicators_of(&"UKR".parse().unwrap());
    let codes: Vec<String> = indicators.into_iter().map(|(code, _)| code.to_string()).collect();
    let text = format!(
        "indicators={}&areas=UKR&periods=all&layout=indicators-periods",
        codes.join(",")
    );
    let query = TableQuery::parse(&text, edition.catalogue()).unwrap().query;
    let messages = Messages::english();
    bencher.bench(|| {
        let table = build_within(usize::MAX, Depth::Face, &query, edition).unwrap();
        let words = Words::new(edition.catalogue(), &messages);
        let drawn = chart::trends(&table, &words);
        drawn
            .iter()
            .map(|trend| write(&trend.draw("trend", &words), Palette::Page).len())
            .sum::<usize>()
    });
}
