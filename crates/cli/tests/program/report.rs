//! `tidemark profile` and `tidemark report`.

use std::fs;

use crate::support::{Directory, Ended, run};

const QUERY: &str = "indicators=nsp_available&areas=XAA,XAB";

fn within(world: &Directory, arguments: &[&str]) -> Ended {
    let settings = ["--data-dir", "."];
    let all: Vec<&str> = arguments.iter().copied().chain(settings).collect();
    run(world, &all)
}

fn bytes(world: &Directory, name: &str) -> Vec<u8> {
    fs::read(world.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn a_table_is_the_same_on_paper_by_either_command() {
    let world = Directory::world();
    for arguments in [
        &["report", QUERY, "-o", "report.pdf"] as &[&str],
        &["table", QUERY, "--format", "pdf", "-o", "table.pdf"],
    ] {
        let ended = within(&world, arguments);
        assert_eq!((ended.code, ended.answer.as_str()), (0, ""), "{}", ended.remarks);
    }
    let report = bytes(&world, "report.pdf");
    assert!(report.starts_with(b"%PDF-"));
    assert_eq!(report, bytes(&world, "table.pdf"));
}

#[test]
fn profiles_are_the_same_alone_and_together() {
    let world = Directory::world();
    let alone = within(&world, &["profile", "XAA", "--output", "alone.pdf"]);
    assert_eq!((alone.code, alone.answer.as_str()), (0, ""), "{}", alone.remarks);
    let together = within(&world, &["report", "profiles", "-o", "profiles"]);
    assert_eq!(together.code, 0, "{}", together.remarks);
    assert!(together.remarks.contains("Arcadia"), "{}", together.remarks);
    assert_eq!(bytes(&world, "alone.pdf"), bytes(&world, "profiles/XAA.pdf"));
    let some = within(
        &world,
        &["report", "profiles", "--areas", "region:OBS/SOUTH", "-o", "some"],
    );
    assert_eq!(some.code, 0, "{}", some.remarks);
    let mut names: Vec<String> = fs::read_dir(world.path().join("some"))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort_unstable();
    assert_eq!(names, ["XAC.pdf", "XAE.pdf"]);
}

#[test]
fn a_whole_edition_is_a_book_and_its_progress_is_told() {
    let world = Directory::world();
    for area in ["region:OBS/NORTH", "world"] {
        let ended = within(&world, &["profile", area, "-o", "region.pdf"]);
        assert_eq!(ended.code, 0, "{area}: {}", ended.remarks);
        assert!(bytes(&world, "region.pdf").starts_with(b"%PDF-"));
    }
    let ended = within(
        &world,
        &["report", "edition", "-o", "book.pdf", "--lang", "ar-XB"],
    );
    assert_eq!((ended.code, ended.answer.as_str()), (0, ""), "{}", ended.remarks);
    assert!(ended.remarks.contains("1 of 2"), "{}", ended.remarks);
    assert!(bytes(&world, "book.pdf").starts_with(b"%PDF-"));
    assert!(!world.path().join("book.pdf.part").exists());
}

#[test]
fn what_cannot_be_printed_is_refused_and_leaves_no_file() {
    let world = Directory::world();
    for (arguments, what) in [
        (
            &["profile", "XAA,XAB", "-o", "no.pdf"] as &[&str],
            "names no place or region",
        ),
        (&["profile", "ZZZ", "-o", "no.pdf"], "ZZZ"),
        (
            &["report", "indicators=needles&areas=XAA", "-o", "no.pdf"],
            "needles",
        ),
        (
            &["report", "profiles", "--areas", "nowhere", "-o", "no.pdf"],
            "nowhere",
        ),
        (&["report", QUERY], "An argument is missing"),
    ] {
        let ended = within(&world, arguments);
        assert_eq!(ended.code, 2, "{arguments:?}: {}", ended.remarks);
        assert!(ended.remarks.contains(what), "{arguments:?}: {}", ended.remarks);
        assert!(!world.path().join("no.pdf").is_file(), "{arguments:?}");
    }
    let ended = within(&world, &["report", QUERY, "-o", "there/is/none.pdf"]);
    assert_eq!(ended.code, 1);
}
