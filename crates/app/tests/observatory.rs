//! What an opened observatory holds and refuses.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

use std::fs;
use std::path::PathBuf;

use tidemark_app::check::check_directory;
use tidemark_app::{EditionError, EvidenceOptions, Observatory, OpenError, TableError, UnreadTerms};
use tidemark_evidence::{Corpus, TableQuery};
use tidemark_vocab::Terms;

/// A directory with the small world, removed when dropped.
struct World(PathBuf);

impl World {
    fn new(name: &str) -> Self {
        let root = std::env::temp_dir().join(format!("tidemark-app-{name}-{}", std::process::id()));
        for (path, text) in tidemark_testkit::FILES {
            let file = root.join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        Self(root)
    }

    fn options(&self, unread_terms: UnreadTerms) -> EvidenceOptions {
        EvidenceOptions {
            data_dir: Some(self.0.clone()),
            unread_terms,
            ..EvidenceOptions::default()
        }
    }
}

impl Drop for World {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_directory_is_served_as_the_same_edition_as_the_data_set_in_it() {
    let world = World::new("same");
    let opened = Observatory::open(&world.options(UnreadTerms::Keep)).unwrap();
    let of = Observatory::of(tidemark_testkit::world()).unwrap();
    let identity = |observatory: &Observatory| observatory.edition(None).unwrap().identity().to_owned();
    assert_eq!(identity(&opened), identity(&of));
}

#[test]
fn figures_whose_terms_nobody_has_read_can_be_left_out() {
    let world = World::new("unread");
    let all = Observatory::open(&world.options(UnreadTerms::Keep))
        .unwrap()
        .edition(None)
        .unwrap();
    let some = Observatory::open(&world.options(UnreadTerms::LeaveOut))
        .unwrap()
        .edition(None)
        .unwrap();
    let unread = |o: &tidemark_evidence::Observation| {
        all.catalogue()
            .sources
            .get(&o.key.source)
            .is_some_and(|source| source.terms == Terms::Unread)
    };
    let left_out = all.beneath().iter().filter(&unread).count();
    assert!(left_out > 0, "the small world has such figures");
    assert_eq!(some.beneath().len(), all.beneath().len() - left_out);
    assert!(!some.beneath().iter().any(|o| unread(&o)));
    assert_ne!(some.identity(), all.identity(), "it is another edition");
}

#[test]
fn an_edition_is_found_by_the_beginning_of_its_identity() {
    let observatory = Observatory::of(tidemark_testkit::world()).unwrap();
    let identity = observatory.edition(None).unwrap().identity().to_owned();
    for asked in [
        None,
        Some("current"),
        Some(&identity[..8]),
        Some(identity.as_str()),
    ] {
        assert_eq!(observatory.edition(asked).unwrap().identity(), identity);
    }
    for asked in ["", "c", &identity[..7], "00000000", "currents"] {
        let refused = observatory.edition(Some(asked)).unwrap_err();
        let expected = EditionError::Unknown {
            asked: asked.to_owned(),
            current: identity.clone(),
        };
        assert_eq!(refused, expected);
    }
}

#[test]
fn a_table_of_an_edition_that_is_not_here_is_refused() {
    let observatory = Observatory::of(tidemark_testkit::world()).unwrap();
    let edition = observatory.edition(None).unwrap();
    let parsed = TableQuery::parse("indicators=nsp_available&areas=XAA", edition.catalogue()).unwrap();
    assert_eq!(
        observatory.table(&parsed.query).unwrap().edition,
        edition.identity()
    );
    let mut elsewhere = parsed.query;
    elsewhere.edition = Some("0123456789abcdef".to_owned());
    assert!(matches!(
        observatory.table(&elsewhere),
        Err(TableError::Edition(_))
    ));
}

#[test]
fn nothing_is_served_from_evidence_that_is_not_in_order() {
    let world = World::new("broken");
    let file = world.0.join("observations/services.csv");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replacen("obs_2022", "obs_2222", 2)).unwrap();
    let problems = check_directory(&world.0).unwrap();
    assert!(
        problems
            .iter()
            .all(|problem| problem.file == "observations/services.csv"),
        "{problems:?}"
    );
    assert!(!problems.is_empty());
    let refused = Observatory::open(&world.options(UnreadTerms::Keep)).unwrap_err();
    assert!(matches!(refused, OpenError::Problems(found) if found == problems));
}

#[test]
fn a_directory_that_is_not_there_is_named() {
    let options = EvidenceOptions {
        data_dir: Some(PathBuf::from("/no/such/evidence")),
        ..EvidenceOptions::default()
    };
    let refused = Observatory::open(&options).unwrap_err();
    assert!(refused.to_string().contains("/no/such/evidence"), "{refused}");
}

#[test]
fn how_the_evidence_was_compiled_and_settings_are_not_evidence() {
    let world = World::new("beside");
    for beside in [
        "compile/rules.csv",
        "ledger/facts.csv",
        "tidemark.toml",
        ".hidden/notes.txt",
    ] {
        let file = world.0.join(beside);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, "anything").unwrap();
    }
    assert_eq!(check_directory(&world.0).unwrap(), []);
    fs::write(world.0.join("notes.txt"), "anything").unwrap();
    assert_eq!(
        check_directory(&world.0).unwrap().len(),
        1,
        "an unknown file is a problem"
    );
}
