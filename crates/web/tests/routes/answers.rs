//! What holds for every answer: headers, language, styles. How answers keep and are encoded: `keeping.rs`.

use axum::http::StatusCode;
use tidemark_evidence::Corpus as _;

use crate::support::Site;

const TABLE: &str = "/en/tables?indicators=nsp_available,oat_available&areas=XAA,XAB";

#[tokio::test]
async fn every_answer_allows_nothing_but_the_site_itself() {
    let site = Site::world();
    for address in [
        "/en/",
        TABLE,
        "/assets/none",
        "/api/v1/table",
        "/healthz",
        "/no/such",
    ] {
        let answer = site.get(address).await;
        let policy = answer.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; style-src 'self';"),
            "{address}: {policy}"
        );
        assert!(!policy.contains("unsafe"), "{address}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{address}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{address}");
        assert_eq!(
            answer.header("cross-origin-opener-policy"),
            "same-origin",
            "{address}"
        );
        assert!(answer.header("set-cookie").is_empty(), "{address}");
    }
}

#[tokio::test]
async fn pages_hold_nothing_inline_and_nothing_from_elsewhere() {
    let site = Site::world();
    for address in [
        "/en/",
        TABLE,
        "/en/tables/choose",
        "/en/sources",
        "/en/about",
        "/no/such",
    ] {
        let answer = site.get(address).await;
        let text = answer.text();
        assert!(!text.contains(" style="), "{address}");
        assert!(!text.contains("<style"), "{address}");
        assert!(!text.contains("<script>"), "{address}");
        assert!(!text.contains(" onclick"), "{address}");
        for loaded in ["src=\"http", "src=\"//", "stylesheet\" href=\"http"] {
            assert!(!text.contains(loaded), "{address}: {loaded}");
        }
    }
}

#[tokio::test]
async fn no_page_asks_for_a_text_there_is_not() {
    let site = Site::world();
    let fault = "/en/tables?indicators=nsp_availabel&areas=XAA";
    for address in [
        "/en/",
        TABLE,
        "/en/tables/choose",
        "/en/sources",
        "/en/sources?terms=unread",
        "/en/about",
        "/no/such",
        fault,
    ] {
        let answer = site.get(address).await;
        for family in ["[web-", "[query-", "[status-", "[terms-", "[remark-"] {
            assert!(!answer.text().contains(family), "{address}: {family}");
        }
    }
}

#[tokio::test]
async fn the_language_comes_from_the_address_or_else_from_the_browser() {
    let site = Site::world();
    let english = site.get_with("/", &[("accept-language", "xx, en;q=0.5")]).await;
    assert_eq!(english.header("location"), "/en/");
    assert_eq!(site.get("/en").await.header("location"), "/en/");
    let english = site.get("/en/").await;
    assert!(english.text().contains("<html lang=\"en\" dir=\"ltr\">"));
    let asked = site
        .get("/tables?indicators=nsp_available&lang=ar-XB&areas=XAA")
        .await;
    let location = asked.header("location");
    assert_eq!(location, "/ar-XB/tables?indicators=nsp_available&areas=XAA");
    let missing = site.get("/ar-XB/no/such").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert!(missing.text().contains("<html lang=\"ar-XB\""));
    let pseudo = site.get("/ar-XB/").await;
    assert!(pseudo.text().contains("<html lang=\"ar-XB\" dir=\"rtl\">"));
    assert!(pseudo.text().contains("href=\"/ar-XB/sources\""));
    let unknown = site.get("/?lang=tlh").await;
    assert_eq!(unknown.status, StatusCode::BAD_REQUEST);
    assert!(unknown.text().contains("href=\"/?lang=en\""));
}

#[tokio::test]
async fn health_names_the_edition_and_robots_leave_the_api_alone() {
    let site = Site::world();
    let edition = tidemark_app::Observatory::of(tidemark_testkit::world()).unwrap();
    let identity = edition.edition(None).unwrap().identity().to_owned();
    let health = site.get("/healthz").await;
    assert_eq!(health.text(), format!("ok\nedition {identity}\n"));
    assert_eq!(health.header("cache-control"), "no-store");
    assert!(site.get("/robots.txt").await.text().contains("Disallow: /api/"));
}

#[test]
fn styles_read_in_both_directions() {
    let style = include_str!("../../assets/site.css");
    for line in style.lines() {
        for physical in [
            "left",
            "right",
            "margin-top",
            "margin-bottom",
            "padding-top",
            "padding-bottom",
            "border-top",
            "border-bottom",
            " width:",
            " height:",
            "min-width:",
            "max-height:",
            " top:",
            " bottom:",
        ] {
            assert!(!line.contains(physical), "{physical} in: {line}");
        }
    }
    assert!(!style.contains("url("), "nothing is fetched from styles");
}
