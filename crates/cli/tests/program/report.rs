//! `tidemark profile` and `tidemark report`.

use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::support::{Directory, Ended, program, run};

const QUERY: &str = "indicators=nsp_available&areas=XAA,XAB";

/// Runs in a folder of its own: what is written does not lie among the evidence.
fn within(folder: &Directory, arguments: &[&str]) -> Ended {
    let world = Directory::world();
    let settings = ["--data-dir", world.path().to_str().unwrap()];
    let all: Vec<&str> = arguments.iter().copied().chain(settings).collect();
    run(folder, &all)
}

fn bytes(folder: &Directory, name: &str) -> Vec<u8> {
    fs::read(folder.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn a_table_is_the_same_on_paper_by_either_command() {
    let folder = Directory::empty();
    for arguments in [
        &["report", QUERY, "-o", "report.pdf"] as &[&str],
        &["table", QUERY, "--format", "pdf", "-o", "table.pdf"],
    ] {
        let ended = within(&folder, arguments);
        assert_eq!((ended.code, ended.answer.as_str()), (0, ""), "{}", ended.remarks);
    }
    let report = bytes(&folder, "report.pdf");
    assert!(report.starts_with(b"%PDF-"));
    assert_eq!(report, bytes(&folder, "table.pdf"));
}

#[test]
fn profiles_are_the_same_alone_and_together() {
    let folder = Directory::empty();
    let alone = within(&folder, &["profile", "XAA", "--output", "alone.pdf"]);
    assert_eq!((alone.code, alone.answer.as_str()), (0, ""), "{}", alone.remarks);
    let together = within(&folder, &["report", "profiles", "-o", "profiles"]);
    assert_eq!(together.code, 0, "{}", together.remarks);
    assert!(together.remarks.contains("Arcadia"), "{}", together.remarks);
    assert_eq!(bytes(&folder, "alone.pdf"), bytes(&folder, "profiles/XAA.pdf"));
    let some = within(
        &folder,
        &["report", "profiles", "--areas", "region:OBS/SOUTH", "-o", "some"],
    );
    assert_eq!(some.code, 0, "{}", some.remarks);
    let mut names: Vec<String> = fs::read_dir(folder.path().join("some"))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort_unstable();
    assert_eq!(names, ["XAC.pdf", "XAE.pdf"]);
}

#[test]
fn a_whole_edition_is_a_book_and_its_progress_is_told() {
    let folder = Directory::empty();
    for area in ["region:OBS/NORTH", "world"] {
        let ended = within(&folder, &["profile", area, "-o", "region.pdf"]);
        assert_eq!(ended.code, 0, "{area}: {}", ended.remarks);
        assert!(bytes(&folder, "region.pdf").starts_with(b"%PDF-"));
    }
    let ended = within(
        &folder,
        &["report", "edition", "-o", "book.pdf", "--lang", "ar-XB"],
    );
    assert_eq!((ended.code, ended.answer.as_str()), (0, ""), "{}", ended.remarks);
    assert!(ended.remarks.contains("1 of 2"), "{}", ended.remarks);
    assert!(bytes(&folder, "book.pdf").starts_with(b"%PDF-"));
    assert!(!folder.path().join("book.pdf.part").exists());
}

#[test]
fn what_cannot_be_printed_is_refused_and_leaves_no_file() {
    let folder = Directory::empty();
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
        let ended = within(&folder, arguments);
        assert_eq!(ended.code, 2, "{arguments:?}: {}", ended.remarks);
        assert!(ended.remarks.contains(what), "{arguments:?}: {}", ended.remarks);
        assert!(!folder.path().join("no.pdf").is_file(), "{arguments:?}");
    }
    let ended = within(&folder, &["report", QUERY, "-o", "there/is/none.pdf"]);
    assert_eq!(ended.code, 1);
}

/// Whether a PDF is there to its end.
fn is_whole(pdf: &[u8]) -> bool {
    pdf.starts_with(b"%PDF-") && pdf.trim_ascii_end().ends_with(b"%%EOF")
}

#[cfg(unix)]
#[test]
fn whoever_interrupts_finds_whole_files_or_none() {
    let folder = Directory::empty();
    let mut interrupted = 0;
    for wait in [30, 150, 400, 900] {
        let mut printing = program(&folder)
            .args(["report", "profiles", "-o", "profiles"])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_millis(wait));
        let interrupt = ["-s", "INT", &printing.id().to_string()];
        assert!(Command::new("kill").args(interrupt).status().unwrap().success());
        // On a fast machine it may have ended before.
        interrupted += u32::from(!printing.wait().unwrap().success());
        for file in fs::read_dir(folder.path().join("profiles")).into_iter().flatten() {
            let path = file.unwrap().path();
            let is_named = path.extension().is_some_and(|end| end == "pdf");
            assert!(
                !is_named || is_whole(&fs::read(&path).unwrap()),
                "{}",
                path.display()
            );
        }
    }
    assert!(interrupted > 0, "it always ended before");
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_written_to_as_it_is() {
    let folder = Directory::empty();
    let ended = within(
        &folder,
        &["table", QUERY, "--format", "text", "-o", "/dev/stdout"],
    );
    assert_eq!(ended.code, 0, "{}", ended.remarks);
    assert!(ended.answer.contains("Arcadia"), "{}", ended.answer);
}
