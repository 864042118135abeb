//! What is written as text is read back to the same edition.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

use proptest::prelude::*;
use tidemark_columnar::identity;
use tidemark_evidence::Dataset;
use tidemark_evidence::text::{self, TextFile, WrittenFile};
use tidemark_testkit::world;

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
