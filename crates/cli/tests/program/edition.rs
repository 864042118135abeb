//! `tidemark edition show` and `tidemark edition export`.

use crate::support::{Directory, run};

fn identity(answer: &str) -> &str {
    let line = answer.lines().next().unwrap();
    let identity = line.strip_prefix("Edition: ").unwrap();
    assert_eq!(identity.len(), 64);
    identity
}

#[test]
fn an_edition_says_what_it_is_made_of() {
    let world = Directory::world();
    let ended = run(&world, &["edition", "show", "--data-dir", "."]);
    assert_eq!((ended.code, ended.remarks.as_str()), (0, ""));
    identity(&ended.answer);
    let rows = |file: &str| world.read(file).lines().count() - 1;
    let findings: usize = ["law", "people", "services"]
        .iter()
        .map(|theme| rows(&format!("observations/{theme}.csv")))
        .sum();
    for line in [
        "Title: A small world".to_owned(),
        "Date: 2024-06-30".to_owned(),
        format!("Places: {}", rows("areas/places.csv")),
        format!("Sources: {}", rows("sources.csv")),
        format!("Findings: {findings}"),
        "  Terms nobody has read: sources 1, findings 1".to_owned(),
    ] {
        assert!(
            ended.answer.lines().any(|l| l == line),
            "{line} in {}",
            ended.answer
        );
    }
}

#[test]
fn without_unread_terms_it_is_another_edition() {
    let world = Directory::world();
    let whole = run(&world, &["edition", "show", "--data-dir", "."]);
    let flag = run(
        &world,
        &["edition", "show", "--data-dir", ".", "--without-unread-terms"],
    );
    let setting = run(
        &world,
        &[
            "edition",
            "show",
            "--data-dir",
            ".",
            "--unread-terms",
            "leave_out",
        ],
    );
    assert_ne!(identity(&whole.answer), identity(&flag.answer));
    assert_eq!(flag.answer, setting.answer);
    let rests = |answer: &str| {
        answer
            .lines()
            .any(|l| l.contains("Terms nobody has read") && !l.ends_with("findings 0"))
    };
    assert!(rests(&whole.answer) && !rests(&flag.answer));
}

#[test]
fn the_edition_answers_by_its_identity() {
    let world = Directory::world();
    let shown = run(&world, &["edition", "show", "--data-dir", "."]);
    let query = format!(
        "indicators=nsp_available&areas=XAA&edition={}",
        &identity(&shown.answer)[..8]
    );
    assert_eq!(run(&world, &["table", "--data-dir", ".", &query]).code, 0);
}

#[test]
fn an_exported_edition_builds_to_the_same_identity_and_is_in_order() {
    let world = Directory::world();
    let exported = run(&world, &["edition", "export", "copy", "--data-dir", "."]);
    assert_eq!((exported.code, exported.answer.as_str()), (0, ""), "{exported:?}");
    assert!(exported.remarks.contains("copy"), "{}", exported.remarks);
    assert_eq!(run(&world, &["check", "copy"]).code, 0);
    let copy = run(&world, &["edition", "show", "--data-dir", "copy"]);
    let bundled = run(&world, &["edition", "export", "bundled"]);
    assert_eq!(bundled.code, 0, "{bundled:?}");
    let original = run(&Directory::world(), &["edition", "show", "--data-dir", "."]);
    assert_eq!(copy.answer, original.answer);
    let carried = run(&world, &["edition", "show"]);
    let rebuilt = run(&world, &["edition", "show", "--data-dir", "bundled"]);
    assert_eq!(rebuilt.answer, carried.answer);
}

#[test]
fn an_export_overwrites_nothing_and_leaves_nothing_half_done() {
    let world = Directory::world();
    let before = world.read("sources.csv");
    let refused = run(&world, &["edition", "export", "sources.csv", "--data-dir", "."]);
    assert_eq!(refused.code, 1, "{refused:?}");
    assert!(refused.remarks.contains("nothing is overwritten"), "{refused:?}");
    assert_eq!(world.read("sources.csv"), before);
    let nowhere = run(&world, &["edition", "export", "missing/copy", "--data-dir", "."]);
    assert_eq!(nowhere.code, 1, "{nowhere:?}");
    let hidden = std::fs::read_dir(world.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name());
    assert!(
        hidden
            .into_iter()
            .all(|name| !name.to_string_lossy().ends_with(".draft"))
    );
}

#[test]
fn a_finding_that_changed_is_told_by_finding_and_by_cell() {
    let (world, later) = (Directory::world(), Directory::world());
    let later_path = later.path().to_str().unwrap();
    let same = run(&world, &["edition", "diff", ".", later_path]);
    assert_eq!((same.code, same.answer.lines().count()), (0, 1), "{same:?}");
    let file = "observations/services.csv";
    let text = world.read(file);
    let mut row = text
        .lines()
        .find(|line| {
            line.starts_with("nsp_available,") && line.contains(",OBS/2022,") && line.contains(",yes,")
        })
        .unwrap()
        .to_owned();
    let old = row.clone();
    row = row.replacen(",yes,", ",no,", 1);
    std::fs::write(later.path().join(file), text.replacen(&old, &row, 1)).unwrap();
    for flags in [&[][..], &["--cells"][..]] {
        let arguments = [&["edition", "diff", ".", later_path], flags].concat();
        let told = run(&world, &arguments);
        let lines: Vec<&str> = told.answer.lines().skip(1).collect();
        assert_eq!(lines.len(), 1, "{told:?}");
        assert!(lines[0].contains("nsp_available"), "{told:?}");
    }
}
