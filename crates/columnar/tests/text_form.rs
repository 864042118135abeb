//! What is written as text is read back to the same edition.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

use proptest::prelude::*;
use tidemark_columnar::identity;
use tidemark_evidence::redefinition::Ground;
use tidemark_evidence::text::{self, TextFile, WrittenFile};
use tidemark_evidence::{Dataset, Redefinition};
use tidemark_testkit::world;
use tidemark_vocab::LocalizedText;

fn read_back(files: &[WrittenFile]) -> Dataset {
    let files: Vec<TextFile<'_>> = files
        .iter()
        .map(|file| TextFile {
            path: &file.path,
            bytes: &file.bytes,
        })
        .collect();
    text::read(&files).into_result().unwrap()
}

fn survives(dataset: &Dataset) {
    let files = text::write(dataset);
    let back = read_back(&files);
    assert_eq!(back.catalogue, dataset.catalogue);
    assert_eq!(identity(&back), identity(dataset));
    assert_eq!(text::write(&back), files, "there is one way of writing it");
}

#[test]
fn a_world_with_every_status_survives() {
    survives(&world());
}

#[test]
fn the_bundled_evidence_survives() {
    survives(&tidemark_testkit::bundled());
}

#[test]
fn the_bundled_evidence_survives_without_unread_terms() {
    survives(&tidemark_testkit::bundled().without_unread_terms());
}

/// The small world in which the definition of a figure changed: for one reporter, as a document says, and later for all.
fn redefined() -> Dataset {
    let mut dataset = world();
    let note = |text: &str| {
        let told = [("en", text), ("fr", "« Tout »")];
        LocalizedText::new(told.map(|(lang, text)| (lang.parse().unwrap(), text.to_owned())))
    };
    let hiv = dataset
        .catalogue
        .indicators
        .get_mut("pwid_hiv_prevalence")
        .unwrap();
    hiv.redefinitions = vec![
        Redefinition {
            reporter: Some("AGENCY".parse().unwrap()),
            from: 2014,
            note: note("People in prison are counted: \"all\"."),
            ground: Some(Ground {
                source: "agency_2023".parse().unwrap(),
                locator: "box 2".to_owned(),
            }),
        },
        Redefinition {
            reporter: None,
            from: 2019,
            note: note("Smokers are counted."),
            ground: None,
        },
    ];
    dataset
}

#[test]
fn changes_of_definitions_survive() {
    survives(&redefined());
}

#[test]
fn a_definition_has_changed_also_where_the_document_that_says_so_is_left_out() {
    let mut dataset = redefined();
    let source = dataset.catalogue.sources.get_mut("agency_2023").unwrap();
    source.terms = tidemark_vocab::Terms::Unread;
    let without = dataset.without_unread_terms();
    let changes = &without.catalogue.indicators["pwid_hiv_prevalence"].redefinitions;
    assert_eq!(changes.len(), 2);
    assert!(changes.iter().all(|change| change.ground.is_none()));
    survives(&without);
}

proptest! {
    #[test]
    fn any_words_survive(words in "[\\p{L}\\p{N}\\p{P}\\p{S}]([\\p{L}\\p{N}\\p{P}\\p{S} ]{0,20}[\\p{L}\\p{N}\\p{P}\\p{S}])?") {
        let mut dataset = world();
        dataset.catalogue.edition.title.clone_from(&words);
        for observation in &mut dataset.observations {
            observation.note = words.as_str().into();
        }
        for source in dataset.catalogue.sources.values_mut() {
            source.title.clone_from(&words);
        }
        survives(&dataset);
    }
}
