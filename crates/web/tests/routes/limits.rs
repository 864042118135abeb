//! How much one question may ask for, and how the rest is had.

use std::time::Instant;

use axum::http::StatusCode;
use tidemark_web::WebSettings;

use crate::support::{Answer, Site};

const QUERY: &str = "indicators=nsp_available,oat_available&areas=XAA,XAB,XAC";

fn small(page_cells: usize, file_cells: usize) -> Site {
    Site::with(WebSettings {
        page_cells,
        file_cells,
        ..WebSettings::default()
    })
}

fn too_large(answer: &Answer, what: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}");
    assert_eq!(answer.header("cache-control"), "no-store", "{what}");
}

#[tokio::test]
async fn a_query_has_at_most_eight_kibibytes() {
    let site = Site::world();
    for path in ["/en/tables", "/en/tables/choose", "/en/sources", "/en/"] {
        let answer = site.get(&format!("{path}?areas={}", "X".repeat(8_187))).await;
        assert_eq!(answer.status, StatusCode::URI_TOO_LONG, "{path}");
        assert!(answer.text().contains("8192"), "{path}");
    }
    let long = "/api/v1/table?areas=".to_owned() + &"X,".repeat(4_100);
    let problem = site.get(&long).await;
    assert_eq!(problem.status, StatusCode::URI_TOO_LONG);
    assert_eq!(problem.json()["type"], "/about#problem-query-too-long");
}

#[tokio::test]
async fn a_list_that_is_too_long_is_refused_in_one_sentence() {
    let site = Site::world();
    let list = "XAA,".repeat(501);
    let query = format!("indicators=nsp_available&areas={list}");
    let page = site.get(&format!("/en/tables?{query}")).await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    assert!(page.text().contains("500 are read"), "{}", page.text());
    let problem = site.get(&format!("/api/v1/table?{query}")).await;
    assert_eq!(problem.status, StatusCode::BAD_REQUEST);
    let problem = problem.json();
    assert_eq!(problem["errors"].as_array().unwrap().len(), 1);
    assert!(problem["errors"][0]["reason"].as_str().unwrap().contains("500"));
}

#[tokio::test]
async fn a_table_too_large_for_a_page_is_offered_as_a_file() {
    let site = small(3, 8);
    let page = site.get(&format!("/en/tables?{QUERY}")).await;
    too_large(&page, "page");
    let text = page.text();
    assert!(
        text.contains("It would have at least 6 cells; 3 is the most"),
        "{text}"
    );
    assert!(text.contains("format=csv"), "{text}");
    assert!(
        text.contains("href=\"/api/v1/observations.csv?lang=en\""),
        "{text}"
    );
    assert!(text.contains("href=\"/en/tables/choose?indicators="), "{text}");
    for format in ["csv", "wide-csv", "json", "text"] {
        let file = site.get(&format!("/en/tables?{QUERY}&format={format}")).await;
        assert_eq!(file.status, StatusCode::OK, "{format}");
    }
}

#[tokio::test]
async fn a_table_too_large_for_a_file_is_not_offered_as_one() {
    let site = small(3, 5);
    let page = site.get(&format!("/en/tables?{QUERY}")).await;
    too_large(&page, "page");
    assert!(!page.text().contains("format=csv"), "{}", page.text());
    assert!(page.text().contains("/api/v1/observations.csv"));
    for format in ["csv", "wide-csv", "json", "text"] {
        let page = site.get(&format!("/en/tables?{QUERY}&format={format}")).await;
        too_large(&page, format);
        assert!(
            page.text().contains("at least 6 cells; 5 is the most"),
            "{format}"
        );
        let answer = site.get(&format!("/api/v1/table?{QUERY}&format={format}")).await;
        too_large(&answer, format);
        assert_eq!(
            answer.header("content-type"),
            "application/problem+json",
            "{format}"
        );
        let problem = answer.json();
        assert_eq!(problem["type"], "/about#problem-too-large");
        assert_eq!(problem["size"]["cells"], 6);
        assert_eq!(problem["size"]["limit"], 5);
        assert_eq!(problem["size"]["everything"], "/api/v1/observations.csv");
    }
    let identity = site.get("/api/v1/editions").await.json()["current"].clone();
    let pinned = format!("/api/v1/table?{QUERY}&edition={}", identity.as_str().unwrap());
    let everything = site.get(&pinned).await.json()["size"]["everything"].clone();
    assert_eq!(
        everything,
        format!("/api/v1/observations.csv?edition={}", identity.as_str().unwrap())
    );
    for beside in ["/en/tables/codebook.csv", "/en/tables/sources.csv"] {
        too_large(&site.get(&format!("{beside}?{QUERY}")).await, beside);
    }
}

/// The fewest cells that a query is said to have, under rising limits, until it is answered.
async fn sizes(query: &str) -> Vec<usize> {
    let mut sizes = vec![0];
    loop {
        let limit = *sizes.last().unwrap();
        let answer = small(6_000, limit).get(&format!("/api/v1/table?{query}")).await;
        if answer.status == StatusCode::OK {
            return sizes;
        }
        too_large(&answer, query);
        let told = usize::try_from(answer.json()["size"]["cells"].as_u64().unwrap()).unwrap();
        assert!(told > limit, "{query}: {told} cells are no more than {limit}");
        sizes.push(told);
    }
}

#[tokio::test]
async fn every_layout_and_split_counts_and_what_is_told_suffices() {
    for (query, expected) in [
        ("indicators=nsp_available,nsp_sites&areas=XAA,XAB,XAC", vec![0, 6]),
        // Areas by indicators are known at once; how many periods or splits there are must be looked up.
        (
            "indicators=nsp_available&areas=XAA,XAB,XAC&periods=2001,2002,2003&layout=areas-periods",
            vec![0, 3, 9],
        ),
        (
            "indicators=nsp_available,nsp_sites&areas=XAA&periods=2001,2002&layout=indicators-periods",
            vec![0, 2, 4],
        ),
    ] {
        assert_eq!(sizes(query).await, expected, "{query}");
    }
    for query in [
        "indicators=nsp_available,pwid_hiv_prevalence&areas=XAA,XAB,XAC&periods=all&layout=long",
        "indicators=pwid_hiv_prevalence&areas=XAA,XAB,XAC&dimensions=sex",
    ] {
        assert!(sizes(query).await.len() > 2, "{query}");
    }
}

#[tokio::test]
async fn a_limit_above_the_usual_one_is_kept_too() {
    let site = small(usize::MAX, usize::MAX);
    assert_eq!(
        site.get(&format!("/en/tables?{QUERY}")).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_refusal_costs_little() {
    let site = Site::of(
        tidemark_app::Observatory::open(&tidemark_app::EvidenceOptions::default()).unwrap(),
        WebSettings::default(),
    );
    let listed = site.get("/api/v1/indicators").await.json();
    let codes: Vec<&str> = listed["indicators"]
        .as_array()
        .unwrap()
        .iter()
        .map(|indicator| indicator["indicator"].as_str().unwrap())
        .collect();
    let indicators = codes.join(",");
    for rest in [
        "areas=region:GLOBAL/WORLD,scheme:HRI",
        "areas=scheme:HRI&totals=shown&group=HRI",
        "areas=scheme:HRI&periods=all&layout=long",
        "areas=scheme:HRI&dimensions=sex,age",
    ] {
        let began = Instant::now();
        let page = site
            .get(&format!("/en/tables?indicators={indicators}&{rest}"))
            .await;
        // Some of these are written canonically in another way, which is told first.
        let page = match page.header("location") {
            "" => page,
            canonical => site.get(canonical).await,
        };
        too_large(&page, rest);
        assert!(
            began.elapsed().as_millis() < 1_000,
            "{rest}: {:?}",
            began.elapsed()
        );
    }
}

#[tokio::test]
async fn the_whole_edition_is_one_file() {
    let site = Site::world();
    let file = site.get("/api/v1/observations.csv").await;
    assert_eq!(file.status, StatusCode::OK);
    assert_eq!(
        file.header("content-type"),
        "text/csv; charset=utf-8; header=present"
    );
    assert!(
        file.header("content-disposition")
            .contains("tidemark_observations_")
    );
    let lines = file.text().lines().count();
    assert_eq!(lines, 1 + tidemark_testkit::world().observations.len());
    for encoding in ["gzip", "zstd"] {
        let packed = site
            .get_with("/api/v1/observations.csv", &[("accept-encoding", encoding)])
            .await;
        assert_eq!(packed.header("content-encoding"), encoding);
        assert!(packed.bytes.len() * 4 < file.bytes.len(), "{encoding}");
    }
    let long = site
        .get("/api/v1/table?indicators=nsp_available&areas=XAA&periods=all&layout=long&format=csv")
        .await;
    // What a table prints beside a cell is a row like the others here.
    for line in long.text().lines().filter(|line| line.contains(",cell,")) {
        assert!(file.text().contains(line), "{line}");
    }
}

#[tokio::test]
async fn the_whole_edition_is_had_by_its_identity() {
    let site = Site::world();
    let editions = site.get("/api/v1/editions").await.json();
    let identity = editions["current"].as_str().unwrap();
    let address = "/api/v1/observations.csv?edition=";
    let current = site.get("/api/v1/observations.csv").await;
    for edition in [
        "",
        "current",
        identity,
        &identity[..8],
        &identity[..8].to_uppercase(),
    ] {
        let file = site.get(&format!("{address}{edition}")).await;
        assert_eq!(file.status, StatusCode::OK, "{edition}");
        assert_eq!(file.bytes, current.bytes, "{edition}");
    }
    let other = site.get(&format!("{address}00000000")).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
    let bad = site.get(&format!("{address}12")).await;
    assert_eq!(bad.status, StatusCode::BAD_REQUEST);
    assert_eq!(bad.json()["errors"][0]["suggestions"][0], "current");
}
