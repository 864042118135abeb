//! Documents of the small world. What other programs say of them is in `xtask/src/steps/paper.rs`.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use tidemark_evidence::table::{self, Depth};
use tidemark_evidence::{Corpus, MapCorpus, Table, TableQuery};
use tidemark_print::{
    Book, Illustration, Imprint, MOST_CELLS, PlaceProfile, Press, PrintError, RegionProfile, book, trends,
};
use tidemark_publishing::cite::Citing;
use tidemark_publishing::{Messages, Words, profile};
use tidemark_testkit::corpus;
use tidemark_vocab::{AreaId, IndicatorCode, PlaceCode};

static BUNDLED: LazyLock<MapCorpus> = LazyLock::new(|| {
    let data = tidemark_testkit::bundled();
    MapCorpus::new(data.catalogue, data.observations, "bundled".to_owned())
});

const IMPRINT_ADDRESS: &str = "https://data.example.org/en/tables?indicators=nsp_available";

fn imprint(corpus: &dyn Corpus) -> Imprint<'static> {
    Imprint {
        citing: Citing {
            site: "Tidemark",
            address: IMPRINT_ADDRESS,
            accessed: "2026-11-22",
        },
        date: corpus.catalogue().edition.date,
    }
}

fn answer(query: &TableQuery, corpus: &dyn Corpus) -> Table {
    table::build_within(usize::MAX, Depth::Face, query, corpus).unwrap()
}

fn table_of(query: &str, corpus: &dyn Corpus) -> Table {
    answer(
        &TableQuery::parse(query, corpus.catalogue()).unwrap().query,
        corpus,
    )
}

fn place(code: &str, corpus: &MapCorpus, messages: &Messages) -> Vec<u8> {
    let press = Press::new(Vec::new());
    let recorded = profile::told_of_places(corpus);
    place_by(&press, &code.parse().unwrap(), &recorded, corpus, messages)
}

fn place_by(
    press: &Press,
    code: &PlaceCode,
    recorded: &BTreeSet<IndicatorCode>,
    corpus: &MapCorpus,
    messages: &Messages,
) -> Vec<u8> {
    let words = Words::new(corpus.catalogue(), messages);
    let query = profile::question(code, corpus);
    let of = PlaceProfile {
        place: code,
        table: &answer(&query, corpus),
        corpus,
        recorded,
        pictures: &trends::of_place(&query, corpus, &words),
    };
    press.place(&of, &imprint(corpus), &words).unwrap()
}

/// How many pages a file has.
fn pages(pdf: &[u8]) -> usize {
    let page = b"/Type/Page/";
    pdf.windows(page.len()).filter(|part| part == page).count()
}

/// Whether a file is a PDF that says what it is for whom, uncompressed parts only.
fn is_accessible(pdf: &[u8]) -> bool {
    let has = |words: &[u8]| pdf.windows(words.len()).any(|part| part == words);
    pdf.starts_with(b"%PDF-1.7") && has(b"<pdfuaid:part>1</pdfuaid:part>") && has(b"/MarkInfo")
}

#[test]
fn tables_of_every_layout_are_printed_and_twice_the_same() {
    let corpus = corpus();
    let english = Messages::english();
    let words = Words::new(corpus.catalogue(), &english);
    for query in [
        "indicators=nsp_available,nsp_sites&areas=XAA,XAB,XAC&totals=shown",
        "indicators=nsp_available&areas=scheme:OBS&group=OBS&totals=shown",
        "indicators=nsp_available&areas=XAA,XAE&periods=all&layout=areas-periods",
        "indicators=nsp_available,nsp_sites&areas=XAA&periods=all&layout=indicators-periods",
        "indicators=nsp_available&areas=XAA&layout=long",
    ] {
        let table = table_of(query, &corpus);
        let print = || {
            Press::new(Vec::new())
                .table(&table, &[], &imprint(&corpus), &words)
                .unwrap()
        };
        let first = print();
        assert!(is_accessible(&first), "{query}");
        assert_eq!(first, print(), "{query}");
    }
}

#[test]
fn a_profile_is_printed_in_both_directions() {
    let corpus = corpus();
    for messages in [Messages::english(), Messages::pseudo()] {
        for code in ["XAA", "XAC", "XAE"] {
            assert!(is_accessible(&place(code, &corpus, &messages)), "{code}");
        }
    }
    assert_ne!(
        place("XAA", &corpus, &Messages::english()),
        place("XAB", &corpus, &Messages::english())
    );
}

#[test]
fn the_profile_of_every_place_has_two_pages() {
    let corpus = &*BUNDLED;
    let recorded = profile::told_of_places(corpus);
    let press = Press::new(Vec::new());
    let english = Messages::english();
    let places: Vec<&PlaceCode> = corpus.catalogue().places.keys().collect();
    let halves = places.chunks(places.len().div_ceil(2));
    let longer: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = halves
            .map(|half| {
                let print = |code: &&PlaceCode| pages(&place_by(&press, code, &recorded, corpus, &english));
                scope.spawn(move || {
                    let counts = half.iter().map(|code| (code, print(code)));
                    let wrong = counts.filter(|(_, pages)| !(1..=2).contains(pages));
                    wrong
                        .map(|(code, pages)| format!("{code}: {pages}"))
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap())
            .collect()
    });
    assert!(longer.is_empty(), "{longer:?}");
}

#[test]
fn trends_of_a_profile_are_told_and_stand_on_white() {
    let corpus = &*BUNDLED;
    let english = Messages::english();
    let words = Words::new(corpus.catalogue(), &english);
    let query = profile::question(&"BGR".parse().unwrap(), corpus);
    let pictures = trends::of_place(&query, corpus, &words);
    assert!(!pictures.is_empty());
    for picture in pictures {
        assert!(
            picture.alt.contains(" from ") && !picture.caption.is_empty(),
            "{}",
            picture.alt
        );
        assert!(picture.svg.contains("#ffffff") && !picture.svg.contains("#fdfcf9"));
    }
}

#[test]
fn a_region_and_a_whole_edition_are_printed() {
    let corpus = corpus();
    let messages = Messages::english();
    let words = Words::new(corpus.catalogue(), &messages);
    let region = "OBS/NORTH".parse().unwrap();
    let published = profile::published(&AreaId::Region("OBS/NORTH".parse().unwrap()), &corpus);
    let picture = Illustration {
        svg: r#"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>"#.to_owned(),
        alt: "A bar".to_owned(),
        caption: "Bars".to_owned(),
    };
    let chapter = RegionProfile {
        region: &region,
        table: &answer(&profile::question_of_region(&region, corpus.catalogue()), &corpus),
        published: &published,
        corpus: &corpus,
        prose: &["What editors say.".to_owned()],
        pictures: std::slice::from_ref(&picture),
    };
    let press = Press::new(Vec::new());
    assert!(is_accessible(
        &press.region(&chapter, &imprint(&corpus), &words).unwrap()
    ));
    let question = book::question(corpus.catalogue()).unwrap();
    let of = Book {
        corpus: &corpus,
        prose: &[],
        world: &[],
        table: &answer(&question, &corpus),
        chapters: &[chapter],
        pictures: std::slice::from_ref(&picture),
    };
    assert!(is_accessible(
        &press.book(&of, &imprint(&corpus), &words).unwrap()
    ));
}

#[test]
fn what_is_too_large_is_refused_before_it_is_set() {
    let corpus = corpus();
    let mut table = table_of("indicators=nsp_available&areas=XAA", &corpus);
    let row = table.groups[0].rows[0].clone();
    table.groups[0].rows = vec![row; MOST_CELLS + 1];
    let english = Messages::english();
    let words = Words::new(corpus.catalogue(), &english);
    let refused = Press::new(Vec::new()).table(&table, &[], &imprint(&corpus), &words);
    assert!(matches!(refused, Err(PrintError::TooLarge { cells, .. }) if cells > MOST_CELLS));
}

#[test]
fn texts_are_texts_whatever_they_look_like() {
    let world = tidemark_testkit::world();
    let (mut catalogue, observations) = (world.catalogue, world.observations);
    let hostile =
        "#panic() *b* $x$ `r` @label <label> \\ // /* */ #image(\"/etc/passwd\") [ ] { } \u{10ffff}";
    for source in catalogue.sources.values_mut() {
        source.title = hostile.to_owned();
        source.address = "javascript:alert(1)".to_owned();
    }
    catalogue.edition.title = hostile.to_owned();
    let corpus = MapCorpus::new(catalogue, observations, "hostile".to_owned());
    let pdf = place("XAA", &corpus, &Messages::english());
    assert!(is_accessible(&pdf));
    let links = b"javascript:";
    assert!(!pdf.windows(links.len()).any(|part| part == links));
}
