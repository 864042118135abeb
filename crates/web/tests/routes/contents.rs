//! The table of contents.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use tidemark_web::router::{Asking, Audience, CacheClass, RateClass, routes};

use crate::support::Site;

const DOCUMENTED: &str = include_str!("../../../../docs/http.md");

fn documented_line(path: &str) -> Option<&'static str> {
    DOCUMENTED
        .lines()
        .find(|line| line.starts_with(&format!("| `{path}` |")))
}

#[test]
fn every_route_is_declared_once_and_documented_with_its_classes() {
    let mut seen = BTreeSet::new();
    for route in routes() {
        assert!(seen.insert(route.path), "{} is declared twice", route.path);
        let line = documented_line(route.path)
            .unwrap_or_else(|| panic!("docs/http.md does not speak of {}", route.path));
        let cache = match route.cache {
            CacheClass::Revalidate => "| revalidate |",
            CacheClass::Immutable => "| immutable |",
            CacheClass::Never => "| never |",
        };
        let rate = match route.rate {
            RateClass::Page => "| page |",
            RateClass::Table => "| table |",
            RateClass::Free => "| free |",
        };
        assert!(line.contains(cache) && line.contains(rate), "{line}");
        let who = match route.audience {
            Audience::Public => continue,
            Audience::Guest => "anybody".to_owned(),
            Audience::May(action, _) => format!("`{action}`"),
        };
        let asking = match route.asking {
            Asking::Get => "GET",
            Asking::Post => "POST",
        };
        assert!(line.contains(&format!("| {asking} | {who} |")), "{line}");
    }
    let documented = DOCUMENTED.lines().filter(|line| line.starts_with("| `/")).count();
    assert_eq!(documented, seen.len());
}

#[tokio::test]
async fn every_route_answers() {
    let site = Site::world();
    let style = style_of(&site).await;
    for route in routes()
        .into_iter()
        .filter(|route| route.audience == Audience::Public)
    {
        let path = match route.path {
            "/assets/{file}" => style.clone(),
            "/sources/{source}" => {
                let source = tidemark_testkit::world()
                    .catalogue
                    .sources
                    .keys()
                    .next()
                    .unwrap()
                    .clone();
                format!("/sources/{source}")
            }
            "/tables/card.png"
            | "/tables/codebook.csv"
            | "/tables/sources.csv"
            | "/tables/citation.bib"
            | "/tables/citation.ris"
            | "/tables/citation.json"
            | "/maps.svg"
            | "/maps.png"
            | "/charts"
            | "/charts.svg"
            | "/charts.png"
            | "/embed/charts"
            | "/embed/maps"
            | "/api/v1/table" => {
                format!("{}?indicators=nsp_available&areas=XAA", route.path)
            }
            "/oembed" => "/oembed?url=/en/charts?indicators=nsp_available%26areas=XAA".to_owned(),
            // The small world was not published as files: see `editions.rs`.
            "/api/v1/editions/{edition}/{*path}" => continue,
            "/places/{place}" => "/places/XAA".to_owned(),
            "/places/{place}/card.png" => "/places/XAA/card.png".to_owned(),
            "/indicators/{indicator}/card.png" => "/indicators/nsp_available/card.png".to_owned(),
            "/places/{place}/profile.pdf" => "/places/XAA/profile.pdf".to_owned(),
            "/regions/{scheme}/{region}/profile.pdf" => "/regions/OBS/NORTH/profile.pdf".to_owned(),
            "/regions/{scheme}/{region}" => "/regions/GLOBAL/WORLD".to_owned(),
            "/indicators/{indicator}" => "/indicators/nsp_available".to_owned(),
            "/themes/{theme}" => {
                let themes = tidemark_testkit::world().catalogue.themes;
                format!("/themes/{}", themes[0].code)
            }
            "/editions/{edition}" => {
                let healthz = site.get("/healthz").await;
                let (_, identity) = healthz.text().trim().rsplit_once(' ').unwrap();
                format!("/editions/{}", &identity[..12])
            }
            "/reporters/{reporter}" => "/reporters/OBS".to_owned(),
            "/places/{place}/{indicator}" => "/places/XAA/nsp_available".to_owned(),
            "/regions/{scheme}/{region}/{indicator}" => "/regions/GLOBAL/WORLD/nsp_available".to_owned(),
            path => path.to_owned(),
        };
        let address = if route.is_page {
            let bare = site.get(&path).await;
            assert_eq!(bare.status, StatusCode::TEMPORARY_REDIRECT, "{path}");
            assert_eq!(bare.header("location"), format!("/en{path}"));
            format!("/en{path}")
        } else {
            path
        };
        let answer = site.get(&address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.text());
        assert!(!answer.bytes.is_empty(), "{address}");
    }
}

async fn style_of(site: &Site) -> String {
    let home = site.get("/en/").await;
    let (_, rest) = home.text().split_once("href=\"/assets/").unwrap();
    format!("/assets/{}", rest.split('"').next().unwrap())
}

#[tokio::test]
async fn what_can_be_looked_at_is_linked_where_it_is_asked() {
    let site = Site::world();
    for (page, pictures) in [
        (
            "/en/indicators/nsp_available",
            &["/en/maps?", "/en/charts?"] as &[&str],
        ),
        ("/en/questions/rank", &["/en/maps?", "/en/charts?"]),
        ("/en/questions/changes", &["/en/maps?"]),
        ("/en/questions/old", &["/en/maps?"]),
    ] {
        let answer = site.get(page).await;
        for picture in pictures {
            let opening = format!("href=\"{picture}");
            let (_, rest) = answer
                .text()
                .split_once(&opening)
                .unwrap_or_else(|| panic!("{page}: {picture}"));
            let query = rest
                .split('"')
                .next()
                .unwrap()
                .replace("&#38;", "&")
                .replace("&amp;", "&");
            let shown = site.get(&format!("{picture}{query}")).await;
            assert_eq!(shown.status, StatusCode::OK, "{page}: {picture}{query}");
            assert!(
                shown.text().contains("<svg class=\"picture"),
                "{page}: {picture}{query}"
            );
        }
    }
}
