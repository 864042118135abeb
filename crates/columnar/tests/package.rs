//! An edition as files: what is written is read back the same, and nothing that was changed passes.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

use proptest::prelude::*;
use tidemark_columnar::{Edition, MANIFEST, Manifest, OBSERVATIONS, UnpackError, pack, unpack};
use tidemark_evidence::text::{TextFile, WrittenFile};
use tidemark_evidence::{Corpus, Dataset};
use tidemark_testkit::{bundled, world};

fn edition(dataset: Dataset) -> Edition {
    Edition::build(dataset).unwrap()
}

fn manifest(files: &[WrittenFile]) -> Manifest {
    let file = files.iter().find(|file| file.path == MANIFEST).unwrap();
    Manifest::parse(&file.bytes).unwrap()
}

fn read(files: &[WrittenFile]) -> Result<Edition, UnpackError> {
    let manifest = files.iter().find(|file| file.path == MANIFEST).unwrap();
    let manifest = Manifest::parse(&manifest.bytes)?;
    let as_read = |file: &WrittenFile| (file.path.clone(), file.bytes.clone());
    let owned: Vec<(String, Vec<u8>)> = files.iter().map(as_read).collect();
    let borrowed: Vec<TextFile<'_>> = owned
        .iter()
        .map(|(path, bytes)| TextFile { path, bytes })
        .collect();
    unpack(&manifest, &borrowed)
}

#[test]
fn what_is_packed_is_unpacked_the_same() {
    for dataset in [world(), bundled(), bundled().without_unread_terms()] {
        let edition = edition(dataset);
        let files = pack(&edition).unwrap();
        let again = read(&files).unwrap();
        assert_eq!(again.identity(), edition.identity());
        assert_eq!(again.dataset(), edition.dataset());
        assert_eq!(pack(&again).unwrap(), files, "the same bytes");
    }
}

#[test]
fn an_edition_without_observations_is_packed_too() {
    let mut dataset = world();
    dataset.observations.clear();
    let edition = edition(dataset);
    let files = pack(&edition).unwrap();
    assert_eq!(read(&files).unwrap().dataset(), edition.dataset());
}

#[test]
fn the_manifest_tells_what_each_indicator_has() {
    let edition = edition(bundled());
    let manifest = manifest(&pack(&edition).unwrap());
    assert_eq!(manifest.identity, edition.identity());
    assert_eq!(manifest.observations, edition.len());
    let listed: usize = manifest.indicators.iter().map(|one| one.observations).sum();
    assert_eq!(listed, edition.len());
    assert!(manifest.files.iter().any(|file| file.path == OBSERVATIONS));
}

#[test]
fn a_missing_file_is_named() {
    let files = pack(&edition(world())).unwrap();
    for missing in files.iter().filter(|file| file.path != MANIFEST) {
        let mut rest = files.clone();
        rest.retain(|file| file.path != missing.path);
        let error = read(&rest).unwrap_err();
        assert!(
            matches!(error, UnpackError::Missing(ref path) if *path == missing.path),
            "{error}"
        );
    }
}

#[test]
fn a_manifest_cannot_reach_out_of_its_edition() {
    let files = pack(&edition(world())).unwrap();
    let manifest = files.iter().find(|file| file.path == MANIFEST).unwrap();
    let text = String::from_utf8(manifest.bytes.clone()).unwrap();
    for path in ["../secret", "/etc/hostname", "catalogue//x", "catalogue/./x", ""] {
        let forged = text.replace(OBSERVATIONS, path);
        assert_ne!(forged, text);
        let error = Manifest::parse(forged.as_bytes()).unwrap_err();
        assert!(
            matches!(error, UnpackError::Outside(ref found) if found == path),
            "{path}: {error}"
        );
    }
}

proptest! {
    #[test]
    fn one_changed_bit_is_found_wherever_it_is(at in any::<prop::sample::Index>(), bit in 0_u8..8, which in any::<prop::sample::Index>()) {
        let mut files = pack(&edition(world())).unwrap();
        let file = which.get(&files).path.clone();
        let changed = files.iter_mut().find(|one| one.path == file).unwrap();
        let place = at.index(changed.bytes.len());
        changed.bytes[place] ^= 1 << bit;
        let error = read(&files).map(|_| "passes").unwrap_err().to_string();
        prop_assert!(error.contains(&file), "{}: {}", file, error);
    }

    #[test]
    fn a_truncated_file_is_found(keep in any::<prop::sample::Index>(), which in any::<prop::sample::Index>()) {
        let mut files = pack(&edition(world())).unwrap();
        let file = which.get(&files).path.clone();
        let changed = files.iter_mut().find(|one| one.path == file).unwrap();
        let kept = keep.index(changed.bytes.len());
        changed.bytes.truncate(kept);
        let error = read(&files).map(|_| "passes").unwrap_err().to_string();
        prop_assert!(error.contains(&file), "{}: {}", file, error);
    }
}
