//! An edition as files: what is written is read back the same, and nothing that was changed passes.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

use proptest::prelude::*;
use sha2::{Digest, Sha256};
use tidemark_columnar::{
    COLUMNS, Edition, MANIFEST, Manifest, OBSERVATIONS, UnpackError, pack, unpack, verify,
};
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
    read_by(files, unpack)
}

/// How an edition is made from its manifest and files.
type Unpack = fn(&Manifest, &[TextFile<'_>]) -> Result<Edition, UnpackError>;

fn read_by(files: &[WrittenFile], unpack: Unpack) -> Result<Edition, UnpackError> {
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

fn hexadecimal(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest
        .iter()
        .fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

/// The files with a manifest that lists them as they are: as if they had been published so.
fn sealed_again(mut files: Vec<WrittenFile>) -> Vec<WrittenFile> {
    let mut manifest = manifest(&files);
    files.retain(|file| file.path != MANIFEST);
    manifest
        .files
        .retain(|listed| files.iter().any(|file| file.path == listed.path));
    for listed in &mut manifest.files {
        let file = files.iter().find(|file| file.path == listed.path).unwrap();
        listed.bytes = file.bytes.len().try_into().unwrap();
        listed.sha256 = hexadecimal(&file.bytes);
    }
    let bytes = |manifest: &Manifest| {
        let mut bytes = serde_json::to_vec_pretty(manifest).unwrap();
        bytes.push(b'\n');
        bytes
    };
    manifest.seal = String::new();
    manifest.seal = hexadecimal(&bytes(&manifest));
    files.push(WrittenFile {
        path: MANIFEST.to_owned(),
        bytes: bytes(&manifest),
    });
    files
}

fn columns(files: &mut [WrittenFile]) -> &mut Vec<u8> {
    let file = files.iter_mut().find(|file| file.path == COLUMNS).unwrap();
    &mut file.bytes
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
        assert_eq!(sealed_again(files.clone()), files);
        let from_observations = read_by(&files, verify).unwrap();
        assert_eq!(from_observations.dataset(), edition.dataset());
    }
}

#[test]
fn columns_that_are_not_known_or_not_there_are_left_for_the_observations() {
    let edition = edition(bundled());
    let files = pack(&edition).unwrap();
    let mut unknown = files.clone();
    let version = columns(&mut unknown)
        .iter_mut()
        .find(|byte| byte.is_ascii_digit())
        .unwrap();
    *version = b'0';
    let mut without = files.clone();
    without.retain(|file| file.path != COLUMNS);
    let mut broken = files;
    columns(&mut broken).pop();
    for files in [unknown, without, broken] {
        let read = read(&sealed_again(files)).unwrap();
        assert_eq!(read.dataset(), edition.dataset());
    }
}

/// Who changes the form of the columns, or the order in which rows stand, gives them another version; then this digest changes too. Where
/// only the evidence of the tests has changed, only the digest does.
#[test]
fn a_version_of_the_columns_is_one_form_and_one_order() {
    let mut files = pack(&edition(world())).unwrap();
    let columns = columns(&mut files);
    let version = columns.split(|byte| *byte == b'\n').next().unwrap();
    assert_eq!(String::from_utf8_lossy(version), "tidemark-columns-1");
    assert_eq!(
        hexadecimal(columns),
        "3d5d4efabbe8e73ffb6a2319fd2f82800a37cd2be2171dfb11e584c1fd01c750"
    );
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
    fn columns_that_say_something_else_are_found(at in any::<prop::sample::Index>(), bit in 0_u8..8) {
        let mut files = pack(&edition(world())).unwrap();
        let columns = columns(&mut files);
        let place = at.index(columns.len());
        columns[place] ^= 1 << bit;
        let is_known = place >= "tidemark-columns-1\n".len();
        let files = sealed_again(files);
        // Whatever they say, reading them ends; and where they say something else, that is found out.
        if let Ok(edition) = read(&files) {
            prop_assert!(edition.prove().is_err() || edition.dataset() == self::edition(world()).dataset());
        }
        match read_by(&files, verify) {
            Ok(_) => prop_assert!(!is_known),
            Err(error) => prop_assert!(is_known && matches!(error, UnpackError::Columns), "{}", error),
        }
    }

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
