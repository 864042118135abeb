//! Published editions: bundled, picked up while running, refused where they are broken, and what was decided since.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use sha2::{Digest, Sha256};
use tidemark_app::{
    EditionError, EvidenceOptions, Observatory, OpenError, Proof, Publication, PublishError, UnreadTerms,
    publish, published,
};
use tidemark_evidence::reconstruction::Reconstruction;
use tidemark_evidence::{Corpus, Dataset, Status, TableQuery};

/// An empty directory, removed when dropped.
struct Room(PathBuf);

impl Room {
    fn new(name: &str) -> Self {
        let root = std::env::temp_dir().join(format!("tidemark-editions-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(&root).unwrap();
        Self(root)
    }

    fn options(&self) -> EvidenceOptions {
        EvidenceOptions {
            editions_dir: Some(self.0.join("editions")),
            overlay: Some(self.0.join("overlay.toml")),
            ..EvidenceOptions::default()
        }
    }

    fn publish(&self, dataset: Dataset) -> PathBuf {
        let edition = Observatory::of(dataset).unwrap().edition(None).unwrap();
        let publication = publish(edition.beneath(), &self.0.join("editions")).unwrap();
        publication.path().to_owned()
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The small world, as of a day.
fn world_of(date: &str) -> Dataset {
    let mut world = tidemark_testkit::world();
    world.catalogue.edition.date = date.parse().unwrap();
    world
}

fn files(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.insert(
                    path.strip_prefix(root).unwrap().to_owned(),
                    fs::read(&path).unwrap(),
                );
            }
        }
    }
    files
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

#[test]
fn the_bundled_editions_are_those_that_the_evidence_builds_to() {
    let checked_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../editions");
    let description = fs::read_to_string(checked_in.join("2020.toml")).unwrap();
    let reconstruction = Reconstruction::parse(&description).unwrap();
    let room = Room::new("bundled");
    let current = room.publish(tidemark_testkit::bundled());
    let past = room.publish(reconstruction.of(tidemark_testkit::bundled()));
    let bundled: Vec<PathBuf> = published::directories(&checked_in).unwrap();
    let mut built = vec![name(&current), name(&past)];
    built.sort();
    assert_eq!(
        bundled.iter().map(|path| name(path)).collect::<Vec<_>>(),
        built,
        "data/ has changed: remove the old directories under editions/, then run `tidemark edition build editions --data-dir data` \
         without and with `--reconstruct editions/2020.toml` (docs/editions.md)"
    );
    for path in [&current, &past] {
        let same = files(path) == files(&checked_in.join(name(path)));
        assert!(same, "{} has other bytes", name(path));
    }
}

#[test]
fn the_edition_of_2020_holds_what_was_published_by_then() {
    let observatory = Observatory::open(&EvidenceOptions::default()).unwrap();
    let listed = observatory.editions();
    let past = listed
        .iter()
        .find(|one| one.title.contains("2020 (reconstructed)"))
        .unwrap();
    let past = observatory.edition(Some(&past.identity)).unwrap();
    let catalogue = past.catalogue();
    assert!(catalogue.edition.note.contains("Reconstructed"));
    let mut references = 0;
    for observation in tidemark_app::observations(&past) {
        let key = &observation.key;
        let is_reference =
            catalogue.indicators[&key.indicator].role == tidemark_evidence::indicator::Role::Reference;
        let published = catalogue.sources[&key.source].year;
        references += usize::from(is_reference);
        assert!(
            is_reference || published.is_none_or(|year| year <= 2020),
            "{key:?}"
        );
    }
    assert!(references > 1000, "{references} figures of reference series");
    // In 2020 a figure of 2014 was not yet too old; today it is.
    let query = "indicators=nsp_available&areas=scheme:HRI&format=json";
    let rows = |edition: &str| {
        let query = format!("{query}&edition={edition}");
        let current = observatory.edition(None).unwrap();
        let query = TableQuery::parse(&query, current.catalogue()).unwrap().query;
        let table = observatory.table(&query).unwrap();
        let cells = table
            .groups
            .iter()
            .flat_map(|group| &group.rows)
            .flat_map(|row| &row.cells);
        cells.filter(|cell| cell.status == Status::Yes).count()
    };
    let (then, now) = (rows(past.identity()), rows("current"));
    assert!(then > now, "{then} then, {now} now");
}

#[test]
fn an_edition_is_published_once_and_never_written_again() {
    let room = Room::new("once");
    let path = room.publish(world_of("2024-06-30"));
    let before = files(&path);
    let edition = Observatory::of(world_of("2024-06-30"))
        .unwrap()
        .edition(None)
        .unwrap();
    let again = publish(edition.beneath(), &room.0.join("editions")).unwrap();
    assert_eq!(again, Publication::There(path.clone()));
    assert_eq!(files(&path), before);
    fs::write(path.join("observations.parquet"), "changed").unwrap();
    let refused = publish(edition.beneath(), &room.0.join("editions")).unwrap_err();
    assert!(matches!(refused, PublishError::Broken { .. }), "{refused}");
    assert!(refused.to_string().contains("observations.parquet"), "{refused}");
}

#[test]
fn what_a_killed_process_left_behind_is_no_edition_and_is_swept() {
    let room = Room::new("sweep");
    let editions = room.0.join("editions");
    // No process has this number: it is beyond the largest that Linux gives.
    let draft = editions.join(".0123.4194305.draft");
    fs::create_dir_all(&draft).unwrap();
    fs::write(draft.join("manifest.json"), "{").unwrap();
    assert!(published::directories(&editions).unwrap().is_empty());
    room.publish(world_of("2024-06-30"));
    assert!(!draft.exists());
}

#[test]
fn new_editions_are_picked_up_and_the_newest_is_current() {
    let room = Room::new("pickup");
    let first = room.publish(world_of("2023-06-30"));
    let observatory = Observatory::open(&room.options()).unwrap();
    assert_eq!(observatory.edition(None).unwrap().identity(), name(&first));
    assert!(observatory.refresh().unwrap().arrived.is_empty());
    let newest = room.publish(world_of("2025-06-30"));
    let refreshed = observatory.refresh().unwrap();
    assert_eq!(refreshed.current, Some(name(&newest)));
    assert_eq!(observatory.edition(None).unwrap().identity(), name(&newest));
    let oldest = room.publish(world_of("2021-06-30"));
    let refreshed = observatory.refresh().unwrap();
    assert_eq!(
        (refreshed.current, refreshed.arrived),
        (None, vec![name(&oldest)])
    );
    let order: Vec<String> = observatory
        .editions()
        .into_iter()
        .map(|one| one.identity)
        .collect();
    assert_eq!(order, [name(&newest), name(&first), name(&oldest)]);
    for identity in &order {
        let found = observatory.edition(Some(&identity[..12])).unwrap();
        assert_eq!(found.identity(), identity);
    }
}

#[test]
fn editions_that_say_the_same_of_an_indicator_share_it_in_memory() {
    let room = Room::new("share");
    let first = room.publish(world_of("2023-06-30"));
    room.publish(world_of("2025-06-30"));
    let observatory = Observatory::open(&room.options()).unwrap();
    let (current, old) = (
        observatory.edition(None).unwrap(),
        observatory.edition(Some(&name(&first))).unwrap(),
    );
    let pairs: Vec<_> = current
        .beneath()
        .segments()
        .zip(old.beneath().segments())
        .collect();
    assert!(pairs.len() > 3);
    for (one, other) in pairs {
        assert!(std::ptr::eq(one, other), "{}", one.indicator());
    }
}

#[test]
fn old_editions_are_let_go_where_memory_is_short() {
    let room = Room::new("memory");
    let first = room.publish(world_of("2023-06-30"));
    room.publish(world_of("2025-06-30"));
    let of = |memory| {
        Observatory::open(&EvidenceOptions {
            memory,
            ..room.options()
        })
        .unwrap()
    };
    let twice = |observatory: &Observatory| {
        let ask = || observatory.edition(Some(&name(&first))).unwrap();
        Arc::ptr_eq(ask().beneath(), ask().beneath())
    };
    assert!(twice(&of(1 << 20)), "kept");
    assert!(!twice(&of(0)), "read again");
}

#[test]
fn a_broken_edition_is_refused_by_name_while_the_old_one_is_served_on() {
    let room = Room::new("broken");
    let first = room.publish(world_of("2023-06-30"));
    let observatory = Observatory::open(&room.options()).unwrap();
    let newest = room.publish(world_of("2025-06-30"));
    let parquet = newest.join("observations.parquet");
    let mut bytes = fs::read(&parquet).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&parquet, bytes).unwrap();
    let refreshed = observatory.refresh().unwrap();
    let told = refreshed.refused.first().unwrap().reason.to_string();
    assert!(
        told.contains(&name(&newest)) && told.contains("observations.parquet"),
        "{told}"
    );
    assert_eq!(observatory.edition(None).unwrap().identity(), name(&first));
    let unknown = observatory.edition(Some(&name(&newest))).unwrap_err();
    assert!(matches!(unknown, EditionError::Unknown { .. }), "{unknown}");
    // A start finds the same.
    let started = Observatory::open(&room.options()).unwrap();
    assert_eq!(started.edition(None).unwrap().identity(), name(&first));
    assert_eq!(started.refused().len(), 1);
}

#[test]
fn an_old_edition_that_breaks_later_is_unusable_and_says_so() {
    let room = Room::new("later");
    let first = room.publish(world_of("2023-06-30"));
    room.publish(world_of("2025-06-30"));
    let observatory = Observatory::open(&room.options()).unwrap();
    fs::write(first.join("catalogue/edition.toml"), "title = \"forged\"").unwrap();
    let told = observatory.edition(Some(&name(&first))).unwrap_err();
    assert!(
        matches!(&told, EditionError::Unusable { identity, reason } if *identity == name(&first) && reason.contains("edition.toml")),
        "{told}"
    );
    observatory.edition(None).unwrap();
}

#[test]
fn a_directory_with_another_name_is_refused() {
    let room = Room::new("misnamed");
    let path = room.publish(world_of("2023-06-30"));
    fs::rename(&path, path.with_file_name("0".repeat(64))).unwrap();
    let told = Observatory::open(&room.options()).unwrap_err();
    assert!(told.to_string().contains(&name(&path)), "{told}");
}

#[test]
fn a_file_that_does_not_belong_to_an_edition_is_found() {
    let room = Room::new("surplus");
    let path = room.publish(world_of("2023-06-30"));
    published::verify(&path).unwrap();
    fs::write(path.join("catalogue/areas/more.csv"), "x").unwrap();
    let told = published::verify(&path).unwrap_err();
    assert!(told.to_string().contains("more.csv"), "{told}");
}

fn hexadecimal(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest
        .iter()
        .fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

/// What stands in a text between two others.
fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    let (_, rest) = text.split_once(before).unwrap();
    rest.split_once(after).unwrap().0
}

/// Puts columns into an edition that say something else than its observations and claim that they do not, under a manifest that lists them.
fn forge(path: &Path) {
    let room = Room::new("forged");
    let date = published::manifest(path).unwrap().date;
    let mut other = world_of(&date);
    let indicator = other.observations[0].key.indicator.to_string();
    other.observations[0].note = "Nobody said so.".into();
    let other = room.publish(other);
    let digest = |path: &Path| {
        let indicators = published::manifest(path).unwrap().indicators;
        let one = indicators.into_iter().find(|one| one.code == indicator).unwrap();
        one.sha256.into_bytes()
    };
    let (said, claimed) = (digest(&other), digest(path));
    let mut columns = fs::read(other.join("columns.bin")).unwrap();
    let at = columns.windows(said.len()).position(|part| part == said).unwrap();
    columns[at..at + said.len()].copy_from_slice(&claimed);
    fs::write(path.join("columns.bin"), &columns).unwrap();
    let text = fs::read_to_string(path.join("manifest.json")).unwrap();
    let of_columns = between(&text, "\"columns.bin\"", "}");
    let listed = of_columns
        .replace(
            between(of_columns, "\"bytes\": ", ","),
            &columns.len().to_string(),
        )
        .replace(
            between(of_columns, "\"sha256\": \"", "\""),
            &hexadecimal(&columns),
        );
    let seal = between(&text, "\"seal\": \"", "\"").to_owned();
    let unsealed = text.replace(of_columns, &listed).replace(&seal, "");
    let sealed = unsealed.replace(
        "\"seal\": \"\"",
        &format!("\"seal\": \"{}\"", hexadecimal(unsealed.as_bytes())),
    );
    fs::write(path.join("manifest.json"), sealed).unwrap();
}

#[test]
fn columns_that_claim_to_be_what_was_published_are_found_out() {
    let room = Room::new("claims");
    let past = room.publish(world_of("2020-06-30"));
    let path = room.publish(world_of("2024-06-30"));
    forge(&path);
    // Every byte is as listed: what the columns say is another question.
    let told = published::verify(&path).unwrap_err().to_string();
    assert!(told.contains("columns.bin"), "{told}");

    let at_once = Observatory::open(&room.options()).unwrap();
    assert_eq!(at_once.edition(None).unwrap().identity(), name(&past));
    assert_eq!(at_once.refused().len(), 1);

    let later = EvidenceOptions {
        proof: Proof::Later,
        ..room.options()
    };
    let observatory = Observatory::open(&later).unwrap();
    assert_eq!(observatory.edition(None).unwrap().identity(), name(&path));
    let refreshed = observatory.prove().unwrap();
    assert_eq!(refreshed.current, Some(name(&past)));
    assert!(refreshed.refused[0].reason.to_string().contains(&name(&path)));
    assert_eq!(observatory.edition(None).unwrap().identity(), name(&past));
    assert!(observatory.edition(Some(&name(&path))).is_err());
    assert!(
        observatory.prove().unwrap().current.is_none(),
        "that one is honest"
    );

    fs::remove_dir_all(&past).unwrap();
    let observatory = Observatory::open(&later).unwrap();
    assert!(observatory.prove().is_err(), "there is none that can be believed");
}

#[test]
fn readers_meet_one_edition_or_the_other_and_never_a_mixture() {
    let room = Room::new("swap");
    room.publish(world_of("2020-06-30"));
    let observatory = Observatory::open(&room.options()).unwrap();
    let is_over = AtomicBool::new(false);
    let read = || {
        let mut read = 0;
        while !is_over.load(Ordering::Relaxed) {
            let edition = observatory.edition(None).unwrap();
            let date = edition.catalogue().edition.date.to_string();
            let listed = observatory.listed(Some(edition.identity())).unwrap();
            assert_eq!(listed.date, date);
            read += 1;
        }
        read
    };
    thread::scope(|scope| {
        let readers = [scope.spawn(read), scope.spawn(read)];
        for year in 2021..2031 {
            let path = room.publish(world_of(&format!("{year}-06-30")));
            observatory.refresh().unwrap();
            assert_eq!(observatory.edition(None).unwrap().identity(), name(&path));
        }
        is_over.store(true, Ordering::Relaxed);
        for reader in readers {
            assert!(reader.join().unwrap() > 0);
        }
    });
}

#[test]
fn a_withdrawn_figure_is_withdrawn_everywhere_and_at_once() {
    let room = Room::new("overlay");
    room.publish(world_of("2025-06-30"));
    let observatory = Observatory::open(&room.options()).unwrap();
    let edition = observatory.edition(None).unwrap();
    let withdrawn = tidemark_app::observations(&edition)
        .find(|o| o.finding.status() == Status::Yes && o.key.period.round().is_some())
        .unwrap();
    let key = &withdrawn.key;
    let reference = key
        .period
        .reference()
        .map(|r| format!("reference = \"{r}\"\n"))
        .unwrap_or_default();
    let overlay = format!(
        "[[withdrawn]]\nindicator = \"{}\"\narea = \"{}\"\n{reference}round = \"{}\"\ndimensions = \"{}\"\nreporter = \"{}\"\n\
         source = \"{}\"\ndate = \"2026-11-01\"\nreason = \"It was never so.\"\n",
        key.indicator,
        key.area,
        key.period.round().unwrap(),
        key.dimensions,
        key.reporter,
        key.source,
    );
    fs::write(room.0.join("overlay.toml"), overlay).unwrap();
    observatory.refresh().unwrap();
    let edition = observatory.edition(None).unwrap();
    let found = edition.observations(&key.indicator, &key.area);
    let found = found.iter().find(|o| o.key == *key).unwrap();
    assert_eq!(
        (found.finding.status(), &*found.note),
        (Status::Withdrawn, "It was never so.")
    );
    assert!(!observatory.decided().version().is_empty());
    // What cannot be read keeps what was decided, and keeps the site from starting.
    fs::write(room.0.join("overlay.toml"), "[[withdrawn]]\nindicator = 1").unwrap();
    assert!(matches!(observatory.refresh(), Err(OpenError::Overlay(_))));
    let edition = observatory.edition(None).unwrap();
    let found = edition.observations(&key.indicator, &key.area);
    assert!(found.iter().any(|o| o.finding.status() == Status::Withdrawn));
    assert!(matches!(
        Observatory::open(&room.options()),
        Err(OpenError::Overlay(_))
    ));
}

#[test]
fn without_unread_terms_every_edition_is_another() {
    let room = Room::new("unread");
    let path = room.publish(world_of("2025-06-30"));
    let options = EvidenceOptions {
        unread_terms: UnreadTerms::LeaveOut,
        ..room.options()
    };
    let observatory = Observatory::open(&options).unwrap();
    let edition = observatory.edition(None).unwrap();
    assert_ne!(edition.identity(), name(&path));
    assert_eq!(observatory.editions()[0].identity, edition.identity());
}

#[test]
fn a_broken_edition_is_refused_by_name_also_where_unread_terms_are_left_out() {
    let room = Room::new("unread-broken");
    let first = room.publish(world_of("2023-06-30"));
    let newest = room.publish(world_of("2025-06-30"));
    fs::write(newest.join("observations.parquet"), "x").unwrap();
    let options = EvidenceOptions {
        unread_terms: UnreadTerms::LeaveOut,
        ..room.options()
    };
    let observatory = Observatory::open(&options).unwrap();
    assert_eq!(observatory.refused().len(), 1);
    assert_eq!(observatory.editions()[0].date, "2023-06-30");
    assert_ne!(observatory.editions()[0].identity, name(&first));
}

#[test]
fn beside_evidence_of_ones_own_the_bundled_editions_never_appear() {
    let room = Room::new("own");
    let own = room.publish(world_of("2023-06-30"));
    let options = EvidenceOptions {
        data_dir: Some(own.clone()),
        editions_dir: Some(room.0.join("more")),
        ..room.options()
    };
    fs::create_dir_all(room.0.join("more")).unwrap();
    let observatory = Observatory::open(&options).unwrap();
    let identities = || {
        observatory
            .editions()
            .into_iter()
            .map(|one| one.identity)
            .collect::<Vec<_>>()
    };
    assert_eq!(identities(), [name(&own)]);
    fs::write(room.0.join("overlay.toml"), "# nothing yet\n").unwrap();
    observatory.refresh().unwrap();
    assert!(!observatory.decided().version().is_empty(), "it was looked again");
    assert_eq!(identities(), [name(&own)]);
}

#[test]
fn a_lost_overlay_takes_no_withdrawal_back() {
    let room = Room::new("lost");
    room.publish(world_of("2025-06-30"));
    let overlay = room.0.join("overlay.toml");
    fs::write(&overlay, "# decided\n").unwrap();
    let observatory = Observatory::open(&room.options()).unwrap();
    let version = observatory.decided().version().to_owned();
    fs::remove_file(&overlay).unwrap();
    // It is told as long as it is so.
    for _ in 0..2 {
        let told = observatory.refresh().unwrap_err();
        assert!(told.to_string().contains("stays withdrawn"), "{told}");
    }
    assert_eq!(observatory.decided().version(), version);
    fs::write(&overlay, "").unwrap();
    observatory.refresh().unwrap();
    assert_ne!(observatory.decided().version(), version);
}
