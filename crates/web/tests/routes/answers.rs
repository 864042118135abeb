//! What holds for every answer: headers, keeping, encodings, language.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use tidemark_evidence::Corpus as _;
use tidemark_web::router::routes;

use crate::support::Site;

const TABLE: &str = "/tables?indicators=nsp_available,oat_available&areas=XAA,XAB";

#[tokio::test]
async fn every_answer_allows_nothing_but_the_site_itself() {
    let site = Site::world();
    for address in [
        "/",
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
    for address in ["/", TABLE, "/tables/choose", "/sources", "/about", "/no/such"] {
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
    let fault = "/tables?indicators=nsp_availabel&areas=XAA";
    for address in [
        "/",
        TABLE,
        "/tables/choose",
        "/sources",
        "/sources?terms=unread",
        "/about",
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
async fn an_answer_that_is_held_is_not_sent_again() {
    let site = Site::world();
    for address in ["/", TABLE, "/api/v1/table?indicators=nsp_available&areas=XAA"] {
        let first = site.get(address).await;
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with('"') && tag.len() > 20, "{address}: {tag}");
        assert_eq!(first.header("cache-control"), "no-cache", "{address}");
        let held = format!("\"other\", W/{tag}");
        let again = site.get_with(address, &[("if-none-match", &held)]).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{address}");
        assert!(again.bytes.is_empty(), "{address}");
        assert_eq!(again.header("etag"), tag, "{address}");
    }
}

#[tokio::test]
async fn answers_that_differ_have_tags_that_differ() {
    let site = Site::world();
    let mut tags = vec![
        site.get(TABLE).await.header("etag").to_owned(),
        site.get(&format!("{TABLE}&format=csv"))
            .await
            .header("etag")
            .to_owned(),
        site.get(&format!("{TABLE}&lang=ar-XB"))
            .await
            .header("etag")
            .to_owned(),
        site.get_with(TABLE, &[("accept-encoding", "gzip")])
            .await
            .header("etag")
            .to_owned(),
        site.get_with(TABLE, &[("accept-encoding", "zstd")])
            .await
            .header("etag")
            .to_owned(),
    ];
    tags.sort();
    tags.dedup();
    assert_eq!(tags.len(), 5);
    assert!(tags.iter().all(|tag| !tag.is_empty()));
}

#[tokio::test]
async fn a_tag_names_the_bytes_that_are_sent() {
    let site = Site::world();
    let plain = site.get(TABLE).await;
    let zipped = site.get_with(TABLE, &[("accept-encoding", "gzip")]).await;
    for (accepted, expected) in [
        ("gzip;q=0", &plain),
        ("GZIP", &zipped),
        ("*;q=0", &plain),
        ("*, zstd;q=0", &zipped),
    ] {
        let answer = site.get_with(TABLE, &[("accept-encoding", accepted)]).await;
        assert_eq!(answer.status, StatusCode::OK, "{accepted}");
        assert_eq!(answer.header("etag"), expected.header("etag"), "{accepted}");
        assert_eq!(
            answer.header("content-encoding"),
            expected.header("content-encoding"),
            "{accepted}"
        );
        assert_eq!(answer.bytes, expected.bytes, "{accepted}");
    }
    assert_ne!(plain.header("etag"), zipped.header("etag"));
}

#[tokio::test]
async fn assets_are_named_by_their_content_and_keep_for_ever() {
    let site = Site::world();
    let home = site.get("/").await;
    let (_, rest) = home.text().split_once("/assets/site.").unwrap();
    let style = format!("/assets/site.{}", rest.split('"').next().unwrap());
    let answer = site.get(&style).await;
    assert_eq!(answer.header("content-type"), "text/css; charset=utf-8");
    assert!(answer.header("cache-control").ends_with("immutable"));
    assert_eq!(site.get("/assets/site.css").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn head_is_answered_without_a_body() {
    let site = Site::world();
    for route in routes().iter().filter(|route| !route.path.contains('{')) {
        let request = Request::head(route.path).body(Body::empty()).unwrap();
        let answer = site.send(request).await;
        assert!(answer.bytes.is_empty(), "{}", route.path);
        assert_ne!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{}", route.path);
    }
}

#[tokio::test]
async fn pages_are_compressed_for_those_who_can_read_it() {
    let site = Site::world();
    let plain = site.get(TABLE).await;
    for encoding in ["zstd", "gzip"] {
        let answer = site.get_with(TABLE, &[("accept-encoding", encoding)]).await;
        assert_eq!(answer.header("content-encoding"), encoding);
        assert!(answer.bytes.len() * 2 < plain.bytes.len(), "{encoding}");
        assert!(answer.header("vary").contains("accept-encoding"));
    }
}

#[tokio::test]
async fn the_language_comes_from_the_address_or_else_from_the_browser() {
    let site = Site::world();
    let english = site.get_with("/", &[("accept-language", "xx, en;q=0.5")]).await;
    assert!(english.text().contains("<html lang=\"en\" dir=\"ltr\">"));
    let pseudo = site.get("/?lang=ar-XB").await;
    assert!(pseudo.text().contains("<html lang=\"ar-XB\" dir=\"rtl\">"));
    assert!(pseudo.text().contains("href=\"/sources?lang=ar-XB\""));
    let unknown = site.get("/?lang=tlh").await;
    assert_eq!(unknown.status, StatusCode::BAD_REQUEST);
    assert!(unknown.text().contains("href=\"/?lang=en\""));
}

#[tokio::test]
async fn health_names_the_edition_and_robots_leave_tables_alone() {
    let site = Site::world();
    let edition = tidemark_app::Observatory::of(tidemark_testkit::world()).unwrap();
    let identity = edition.edition(None).unwrap().identity().to_owned();
    let health = site.get("/healthz").await;
    assert_eq!(health.text(), format!("ok\nedition {identity}\n"));
    assert_eq!(health.header("cache-control"), "no-store");
    assert!(
        site.get("/robots.txt")
            .await
            .text()
            .contains("Disallow: /tables?")
    );
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
