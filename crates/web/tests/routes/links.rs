//! Every link of every page leads somewhere, and says of itself what search engines need.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use axum::http::StatusCode;
use tidemark_web::{RateLimits, WebSettings};

use crate::support::Site;

/// The addresses on the site that a page links to, without what stands behind `#`.
fn links(page: &str, path: &str) -> BTreeSet<String> {
    let hrefs = page
        .split(" href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    hrefs
        .map(|href| href.replace("&#38;", "&").replace("&amp;", "&"))
        .map(|href| href.strip_prefix(BASE).map_or(href.clone(), str::to_owned))
        .filter(|href| !href.starts_with('#') && !href.contains("://"))
        .map(|href| resolved(href.split('#').next().unwrap(), path))
        .collect()
}

/// An address as seen from a page.
fn resolved(href: &str, path: &str) -> String {
    if href.starts_with('/') {
        return href.to_owned();
    }
    let path = path.split('?').next().unwrap();
    let mut folders: Vec<&str> = path.split('/').collect();
    folders.pop();
    let mut rest = href;
    while let Some(further) = rest.strip_prefix("../") {
        folders.pop();
        rest = further;
    }
    format!("{}/{rest}", folders.join("/"))
}

/// What kind of page an address is of: its first folder.
fn kind(path: &str) -> String {
    let path = path.split('?').next().unwrap();
    path.split('/').take(3).collect::<Vec<_>>().join("/")
}

/// Where the site says that it is found.
const BASE: &str = "https://data.example.org";

/// The small world for who asks much.
fn unlimited() -> Site {
    Site::with(WebSettings {
        base_address: Some(BASE.parse().unwrap()),
        rate_limits: RateLimits {
            pages: None,
            tables: None,
        },
        ..WebSettings::default()
    })
}

#[tokio::test]
async fn every_link_leads_to_a_page() {
    let site = unlimited();
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    let mut waiting: VecDeque<String> = VecDeque::from(["/en/".to_owned()]);
    let mut of_kind: BTreeMap<String, usize> = BTreeMap::new();
    while let Some(path) = waiting.pop_front() {
        // A few of each kind are read; what they link to is asked for all the same.
        let read = of_kind.entry(kind(&path)).or_default();
        *read += 1;
        let answer = site.get(&path).await;
        let from = seen.get(&path).cloned().unwrap_or_default();
        assert_eq!(answer.status, StatusCode::OK, "{path}, from {from}");
        if *read > 12 || !answer.header("content-type").starts_with("text/html") {
            continue;
        }
        for link in links(answer.text(), &path) {
            if !seen.contains_key(&link) {
                seen.insert(link.clone(), path.clone());
                waiting.push_back(link);
            }
        }
    }
    for kind in [
        "/en/places",
        "/en/regions",
        "/en/indicators",
        "/en/themes",
        "/en/sources",
        "/en/editions",
        "/en/tables",
    ] {
        assert!(of_kind.contains_key(kind), "no link leads to {kind}: {of_kind:?}");
    }
}

#[tokio::test]
async fn every_page_of_the_map_is_there_and_describes_itself() {
    let site = unlimited();
    let map = site.get("/sitemap.xml").await;
    let pages: Vec<&str> = map
        .text()
        .split(&format!("<loc>{BASE}"))
        .skip(1)
        .map(|rest| rest.split("</loc>").next().unwrap())
        .collect();
    assert!(pages.len() > 30, "{}", map.text());
    let mut titles = BTreeSet::new();
    for path in pages {
        let answer = site.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        let text = answer.text();
        let part = |start: &str, end: &str| {
            text.split_once(start)
                .map(|(_, rest)| rest.split(end).next().unwrap())
        };
        let known = format!("{BASE}{path}");
        assert_eq!(
            part("<link rel=\"canonical\" href=\"", "\""),
            Some(known.as_str())
        );
        let description = part("<meta name=\"description\" content=\"", "\"").unwrap_or_default();
        assert!(description.len() > 5, "{path}: {description}");
        let title = part("<title>", "</title>").unwrap();
        assert!(
            titles.insert(title.to_owned()) || path.contains("/regions/"),
            "{path}: {title}"
        );
        if let Some(about) = part("<script type=\"application/ld+json\">", "</script>") {
            let about: serde_json::Value = serde_json::from_str(about).unwrap();
            assert_eq!(about["url"], known.as_str());
        }
    }
    let robots = site.get("/robots.txt").await;
    assert!(
        robots
            .text()
            .contains("Sitemap: https://data.example.org/sitemap.xml")
    );
}
