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

/// A directory of editions apart from the evidence, which knows every file beside its own as a mistake.
fn editions(elsewhere: &Directory) -> String {
    elsewhere.path().join("editions").to_str().unwrap().to_owned()
}

#[test]
fn an_edition_is_published_listed_and_checked() {
    let (world, elsewhere) = (Directory::world(), Directory::empty());
    let editions = editions(&elsewhere);
    let build = ["edition", "build", &editions, "--data-dir", "."];
    let first = run(&world, &build);
    assert_eq!(first.code, 0, "{first:?}");
    let published = first.answer.trim();
    let again = run(&world, &build);
    assert_eq!((again.code, again.answer.trim()), (0, published));
    assert!(again.remarks.contains("already"), "{again:?}");
    let listed = run(&world, &["edition", "list", "--editions-dir", &editions]);
    assert!(listed.answer.starts_with(published), "{listed:?}");
    assert_eq!(listed.answer.lines().count(), 1, "{listed:?}");
    let shown = run(
        &world,
        &[
            "edition",
            "show",
            "--editions-dir",
            &editions,
            "--edition",
            &published[..10],
        ],
    );
    assert_eq!(identity(&shown.answer), published);
    let verified = run(&world, &["edition", "verify", &editions]);
    assert_eq!(
        (verified.code, verified.remarks.as_str()),
        (0, ""),
        "{verified:?}"
    );
    let same = run(
        &world,
        &["edition", "diff", ".", &format!("{editions}/{published}")],
    );
    assert_eq!((same.code, same.answer.lines().count()), (0, 1), "{same:?}");
}

#[test]
fn one_changed_byte_is_found() {
    let (world, elsewhere) = (Directory::world(), Directory::empty());
    let editions = editions(&elsewhere);
    let published = run(&world, &["edition", "build", &editions, "--data-dir", "."]);
    let path = elsewhere.path().join("editions").join(published.answer.trim());
    for file in ["manifest.json", "observations.parquet", "catalogue/sources.csv"] {
        let sound = std::fs::read(path.join(file)).unwrap();
        let mut bytes = sound.clone();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 4;
        std::fs::write(path.join(file), bytes).unwrap();
        let told = run(&world, &["edition", "verify", &editions]);
        assert_eq!((told.code, told.answer.as_str()), (1, ""), "{told:?}");
        assert!(told.remarks.contains(file), "{told:?}");
        std::fs::write(path.join(file), sound).unwrap();
    }
    assert_eq!(run(&world, &["edition", "verify", &editions]).code, 0);
    let nothing = run(&world, &["edition", "verify", "observations"]);
    assert_eq!(nothing.code, 1, "{nothing:?}");
}

#[test]
fn an_edition_of_the_past_is_described_in_a_file() {
    let (world, elsewhere) = (Directory::world(), Directory::empty());
    let editions = editions(&elsewhere);
    elsewhere.write(
        "past.toml",
        "title = \"Then\"\ndate = \"2021-12-31\"\nnote = \"Reconstructed.\"\npublished_until = 2021\n",
    );
    let description = elsewhere.path().join("past.toml");
    let description = description.to_str().unwrap();
    let past = [
        "edition",
        "build",
        &editions,
        "--data-dir",
        ".",
        "--reconstruct",
        description,
    ];
    let published = run(&world, &past);
    assert_eq!(published.code, 0, "{published:?}");
    let shown = run(&world, &["edition", "show", "--editions-dir", &editions]);
    assert!(shown.answer.contains("Title: Then"), "{shown:?}");
    assert!(shown.answer.contains("Reconstructed."), "{shown:?}");
    elsewhere.write("past.toml", "title = \"Then\"\n");
    let refused = run(&world, &past);
    assert_eq!(refused.code, 1);
    assert!(
        refused.remarks.contains("published_until") || refused.remarks.contains("date"),
        "{refused:?}"
    );
}
