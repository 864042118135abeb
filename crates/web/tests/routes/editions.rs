//! Editions: the list, their files, what differs between them, and that each answer is made from one.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use axum::http::StatusCode;
use sha2::{Digest, Sha256};
use tidemark_app::{EvidenceOptions, Observatory, publish};
use tidemark_evidence::Dataset;
use tidemark_web::{WebSettings, WebState, router};

use crate::support::Site;

/// A directory of editions, removed when dropped, and a site that serves it.
struct Shelf {
    root: PathBuf,
    observatory: Arc<Observatory>,
    site: Site,
}

impl Shelf {
    fn new(name: &str) -> Self {
        let root = std::env::temp_dir().join(format!("tidemark-web-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        place(&root, world_of("2023-06-30"));
        place(&root, world_of("2025-06-30"));
        let options = EvidenceOptions {
            editions_dir: Some(root.join("editions")),
            overlay: Some(root.join("overlay.toml")),
            ..EvidenceOptions::default()
        };
        let observatory = Arc::new(Observatory::open(&options).unwrap());
        let site = Site(router(WebState {
            observatory: Arc::clone(&observatory),
            press: Arc::new(tidemark_print::Press::new(Vec::new())),
            settings: WebSettings::default(),
            borders: crate::support::borders(),
            clock: Arc::new(|| "2026-11-22".parse().unwrap()),
            desk: None,
        }));
        Self {
            root,
            observatory,
            site,
        }
    }

    /// The identities, the current one first.
    fn identities(&self) -> Vec<String> {
        let editions = self.observatory.editions();
        editions.into_iter().map(|one| one.identity).collect()
    }
}

impl Drop for Shelf {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

fn place(root: &std::path::Path, dataset: Dataset) {
    let edition = Observatory::of(dataset).unwrap().edition(None).unwrap();
    publish(edition.beneath(), &root.join("editions")).unwrap();
}

/// The small world as of a day; what it says of one place changes from 2025 on.
fn world_of(date: &str) -> Dataset {
    let mut world = tidemark_testkit::world();
    world.catalogue.edition.date = date.parse().unwrap();
    world.catalogue.edition.title = format!("A small world of {date}");
    if date > "2025" {
        world.observations.remove(0);
    }
    world
}

#[tokio::test]
async fn every_edition_is_listed_with_its_files() {
    let shelf = Shelf::new("list");
    let page = shelf.site.get("/en/editions").await;
    let answer = shelf.site.get("/api/v1/editions").await.json();
    let listed = answer["editions"].as_array().unwrap();
    assert_eq!(listed.len(), 2);
    assert_eq!(answer["current"], *shelf.identities()[0]);
    for (identity, listed) in shelf.identities().iter().zip(listed) {
        assert_eq!(listed["edition"], **identity);
        assert!(page.text().contains(identity));
        for file in listed["files"].as_array().unwrap() {
            let address = file["address"].as_str().unwrap();
            let sent = shelf.site.get(address).await;
            assert_eq!(sent.status, StatusCode::OK, "{address}");
            assert_eq!(
                sent.bytes.len(),
                usize::try_from(file["bytes"].as_u64().unwrap()).unwrap()
            );
            let digest = Sha256::digest(&sent.bytes);
            let digest = digest
                .iter()
                .fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
            assert_eq!(file["sha256"], digest, "{address}");
            assert_eq!(sent.header("etag"), format!("\"{digest}\""));
        }
        let manifest = shelf.site.get(listed["manifest"].as_str().unwrap()).await.json();
        assert_eq!(manifest["identity"], **identity);
    }
}

#[tokio::test]
async fn a_file_is_answered_in_parts() {
    let shelf = Shelf::new("parts");
    let address = "/api/v1/editions/current/observations.parquet";
    let whole = shelf.site.get(address).await;
    assert_eq!(whole.header("accept-ranges"), "bytes");
    let length = whole.bytes.len();
    for (range, expected) in [
        ("bytes=0-3".to_owned(), 0..4),
        ("bytes=-8".to_owned(), length - 8..length),
        (format!("bytes={}-", length - 100), length - 100..length),
    ] {
        let part = shelf
            .site
            .get_with(address, &[("range", &range), ("accept-encoding", "zstd, gzip")])
            .await;
        assert_eq!(part.status, StatusCode::PARTIAL_CONTENT, "{range}");
        assert_eq!(part.header("content-encoding"), "");
        let covers = format!("bytes {}-{}/{length}", expected.start, expected.end - 1);
        assert_eq!(part.header("content-range"), covers);
        assert_eq!(part.bytes, whole.bytes[expected]);
    }
    let beyond = shelf
        .site
        .get_with(address, &[("range", &format!("bytes={length}-"))])
        .await;
    assert_eq!(beyond.status, StatusCode::RANGE_NOT_SATISFIABLE);
    assert_eq!(beyond.header("content-range"), format!("bytes */{length}"));
    let tag = whole.header("etag");
    let held = shelf.site.get_with(address, &[("if-none-match", tag)]).await;
    assert_eq!(
        (held.status, held.header("etag")),
        (StatusCode::NOT_MODIFIED, tag)
    );
    let other = shelf
        .site
        .get_with(address, &[("range", "bytes=0-3"), ("if-range", "\"other\"")])
        .await;
    assert_eq!((other.status, other.bytes.len()), (StatusCode::OK, length));
    let same = shelf
        .site
        .get_with(address, &[("range", "bytes=0-3"), ("if-range", tag)])
        .await;
    assert_eq!(same.status, StatusCode::PARTIAL_CONTENT);
}

#[tokio::test]
async fn only_files_that_the_manifest_lists_are_answered() {
    let shelf = Shelf::new("listed");
    let identity = shelf.identities()[0].clone();
    fs::write(shelf.root.join("editions").join(&identity).join("secret"), "x").unwrap();
    for path in [
        "secret",
        "catalogue",
        "..%2f..%2foverlay.toml",
        "catalogue/%2e%2e/manifest.json",
        "",
    ] {
        let answer = shelf
            .site
            .get(&format!("/api/v1/editions/{identity}/{path}"))
            .await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    for edition in ["0000000000", "x", "current%00"] {
        let answer = shelf
            .site
            .get(&format!("/api/v1/editions/{edition}/manifest.json"))
            .await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{edition}");
    }
}

#[tokio::test]
async fn pages_of_an_older_edition_say_so_and_lead_to_the_current_one() {
    let shelf = Shelf::new("older");
    let older = &shelf.identities()[1][..12];
    let page = shelf
        .site
        .get(&format!(
            "/en/tables?indicators=nsp_available&areas=XAA&edition={older}"
        ))
        .await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    assert!(
        page.text()
            .contains("not the current one: A small world of 2023-06-30"),
        "{}",
        page.text()
    );
    assert!(
        page.text()
            .contains("href=\"/en/tables?indicators=nsp_available&#38;areas=XAA\"")
            || page
                .text()
                .contains("href=\"/en/tables?indicators=nsp_available&amp;areas=XAA\""),
        "{}",
        page.text()
    );
    let sources = shelf.site.get(&format!("/en/sources?edition={older}")).await;
    assert!(sources.text().contains("not the current one"));
    let current = shelf
        .site
        .get("/en/tables?indicators=nsp_available&areas=XAA")
        .await;
    assert!(!current.text().contains("not the current one"));
    for address in [
        "/en/sources?edition=x",
        "/api/v1/indicators?edition=x",
        "/en/editions/compare?before=x",
        "/api/v1/differences?by=x",
    ] {
        assert_eq!(
            shelf.site.get(address).await.status,
            StatusCode::BAD_REQUEST,
            "{address}"
        );
    }
    assert_eq!(
        shelf.site.get("/en/sources?edition=00000000").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn what_differs_is_the_same_on_the_page_and_in_files() {
    let shelf = Shelf::new("differs");
    let [after, before] = &shelf.identities()[..] else {
        panic!("two editions")
    };
    let pair = format!("before={before}&after={after}");
    let gone = tidemark_testkit::world().observations[0].clone();
    let json = shelf
        .site
        .get(&format!("/api/v1/differences?{pair}"))
        .await
        .json();
    assert_eq!(
        (&json["before"], &json["after"]),
        (&(**before).into(), &(**after).into())
    );
    let rows = json["differences"].as_array().unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(
        (&rows[0]["change"], &rows[0]["after_status"]),
        (&"disappeared".into(), &serde_json::Value::Null)
    );
    assert_eq!(rows[0]["area"], gone.key.area.to_string());
    let csv = shelf
        .site
        .get(&format!("/api/v1/differences?{pair}&format=csv"))
        .await;
    assert_eq!(csv.text().lines().count(), 2, "{}", csv.text());
    let cells = shelf
        .site
        .get(&format!("/api/v1/differences?{pair}&by=cells"))
        .await
        .json();
    let count = cells["differences"].as_array().unwrap().len();
    let page = shelf.site.get("/en/editions/compare").await;
    let shown = page.text().matches("<tr><th scope=\"row\"").count();
    assert_eq!(shown, count);
    let same = shelf
        .site
        .get(&format!("/en/editions/compare?before={after}&after={after}"))
        .await;
    assert!(same.text().contains("No cell reads otherwise."));
}

#[tokio::test]
async fn what_is_held_is_asked_for_again_when_the_edition_or_a_decision_is_another() {
    let shelf = Shelf::new("held");
    let older = shelf.identities()[1].clone();
    let address = "/api/v1/table?indicators=nsp_available&areas=XAA";
    let pinned = format!("{address}&edition={older}");
    let (current, old) = (shelf.site.get(address).await, shelf.site.get(&pinned).await);
    let status = async |address: &str, tag: &str| {
        shelf
            .site
            .get_with(address, &[("if-none-match", tag)])
            .await
            .status
    };
    assert_eq!(
        status(address, current.header("etag")).await,
        StatusCode::NOT_MODIFIED
    );
    assert_eq!(
        status(&pinned, old.header("etag")).await,
        StatusCode::NOT_MODIFIED
    );
    // A decision changes every answer, also that of a pinned edition.
    fs::write(shelf.root.join("overlay.toml"), "# nothing yet\n").unwrap();
    shelf.observatory.refresh().unwrap();
    assert_eq!(status(&pinned, old.header("etag")).await, StatusCode::OK);
    let old = shelf.site.get(&pinned).await;
    place(&shelf.root, world_of("2026-06-30"));
    assert_eq!(shelf.observatory.refresh().unwrap().arrived.len(), 1);
    let newest = shelf.site.get(address).await;
    assert_ne!(newest.json()["edition"], current.json()["edition"]);
    assert_eq!(
        shelf.site.get(&pinned).await.json()["edition"],
        old.json()["edition"]
    );
}

#[tokio::test]
async fn a_broken_edition_is_unusable_and_the_others_answer() {
    let shelf = Shelf::new("broken");
    let older = shelf.identities()[1].clone();
    fs::write(
        shelf
            .root
            .join("editions")
            .join(&older)
            .join("observations.parquet"),
        "x",
    )
    .unwrap();
    let address = "/api/v1/table?indicators=nsp_available&areas=XAA";
    let refused = shelf.site.get(&format!("{address}&edition={older}")).await;
    assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE);
    let problem = refused.json();
    assert!(
        problem["type"].as_str().unwrap().ends_with("edition-unusable"),
        "{problem}"
    );
    assert!(problem["detail"].as_str().unwrap().contains(&older), "{problem}");
    assert_eq!(shelf.site.get(address).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_file_that_is_not_what_was_published_is_refused_and_its_neighbours_are_not() {
    let shelf = Shelf::new("damaged");
    for identity in shelf.identities() {
        let path = shelf
            .root
            .join("editions")
            .join(&identity)
            .join("observations.parquet");
        let address = format!("/api/v1/editions/{identity}/observations.parquet");
        let sound = shelf.site.get(&address).await;
        assert_eq!(sound.status, StatusCode::OK);
        let mut bytes = fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(&path, &bytes).unwrap();
        assert_eq!(
            shelf.site.get(&address).await.status,
            StatusCode::SERVICE_UNAVAILABLE
        );
        fs::write(&path, &bytes[..middle]).unwrap();
        assert_eq!(
            shelf.site.get(&address).await.status,
            StatusCode::SERVICE_UNAVAILABLE
        );
        fs::remove_file(&path).unwrap();
        assert_eq!(
            shelf.site.get(&address).await.status,
            StatusCode::SERVICE_UNAVAILABLE
        );
        let neighbour = format!("/api/v1/editions/{identity}/catalogue/sources.csv");
        assert_eq!(shelf.site.get(&neighbour).await.status, StatusCode::OK);
        bytes[middle] ^= 1;
        fs::write(&path, &bytes).unwrap();
        assert_eq!(shelf.site.get(&address).await.bytes, sound.bytes);
    }
}
