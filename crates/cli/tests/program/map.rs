//! `tidemark map`.

use crate::support::{Directory, Ended, run};

const QUERY: &str = "indicators=nsp_available&areas=XAA,XAB,XAC";

/// The small world, and its borders in a directory of their own: a directory of evidence holds nothing else.
struct Mapped {
    world: Directory,
    beside: Directory,
}

fn world() -> Mapped {
    let (world, beside) = (Directory::world(), Directory::empty());
    beside.write(
        "borders.json",
        std::str::from_utf8(tidemark_testkit::BORDERS).unwrap(),
    );
    Mapped { world, beside }
}

fn map(mapped: &Mapped, arguments: &[&str]) -> Ended {
    let borders = mapped.beside.path().join("borders.json").display().to_string();
    let all: Vec<&str> = ["map", "--data-dir", ".", "--borders", &borders]
        .into_iter()
        .chain(arguments.iter().copied())
        .collect();
    run(&mapped.world, &all)
}

#[test]
fn a_map_is_printed_or_written() {
    let world = world();
    let printed = map(&world, &[QUERY]);
    assert_eq!((printed.code, printed.remarks.as_str()), (0, ""));
    assert!(printed.answer.starts_with("<svg xmlns=") && printed.answer.ends_with("</svg>\n"));
    assert!(
        printed.answer.contains("Arcadia: yes, 30 sites (OBS 2022)"),
        "{}",
        printed.answer
    );
    let path = world.beside.path().join("map.svg").display().to_string();
    let written = map(&world, &[QUERY, "--format", "svg", "-o", &path]);
    assert_eq!((written.code, written.answer.as_str()), (0, ""));
    assert_eq!(world.beside.read("map.svg"), printed.answer);
}

#[test]
fn colours_and_width_are_asked_for() {
    let world = world();
    let print = map(&world, &[QUERY, "--look", "print", "--width", "400"]);
    assert!(
        print.answer.contains("width=\"400\"") && print.answer.contains("fill=\"#ffffff\""),
        "{}",
        print.answer
    );
    let address = format!("https://data.example.org/en/maps?{QUERY}&classes=quantiles-3");
    assert_eq!(map(&world, &[&address]).code, 0);
}

#[test]
fn what_is_no_map_is_refused() {
    let world = world();
    let two = map(&world, &["indicators=nsp_available,nsp_sites&areas=XAA"]);
    assert_eq!(two.code, 2);
    assert!(
        two.remarks.contains("one indicator at one time"),
        "{}",
        two.remarks
    );
    let classes = map(&world, &["indicators=nsp_sites&areas=XAA&classes=9"]);
    assert_eq!(classes.code, 2);
    assert!(classes.remarks.contains("quantiles-5"), "{}", classes.remarks);
}

#[test]
fn borders_that_cannot_be_used_are_named_with_what_is_wrong() {
    let world = world();
    world.beside.write(
        "borders.json",
        "{\"type\":\"Topology\",\"objects\":{},\"arcs\":[]}",
    );
    let ended = map(&world, &[QUERY]);
    assert_eq!(ended.code, 1);
    assert!(
        ended
            .remarks
            .contains("borders.json: there is no `objects.places`"),
        "{}",
        ended.remarks
    );
}

#[test]
fn a_map_is_saved_as_pixels_where_its_file_says_so() {
    let mapped = world();
    let saved = |name: &str, rest: &[&str]| {
        let path = mapped.beside.path().join(name);
        let text = path.display().to_string();
        let written = map(&mapped, &[&[QUERY, "-o", &text], rest].concat());
        assert_eq!((written.code, written.answer.as_str()), (0, ""));
        let png = std::fs::read(path).unwrap();
        assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
        u32::from_be_bytes(png[16..20].try_into().unwrap())
    };
    assert_eq!(saved("map.png", &["--width", "1000"]), 1000);
    assert_eq!(saved("map.picture", &["--format", "png"]), 720);
}
