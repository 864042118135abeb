//! Pictures by which other sites show pages of places, indicators and tables.

use axum::http::StatusCode;
use tidemark_web::WebSettings;

use crate::support::Site;

const BASE: &str = "https://data.example.org";
const TABLE: &str = "/en/tables?indicators=nsp_available,oat_available&areas=XAA,XAB";
const PAGES: [&str; 5] = [
    "/en/places/XAA",
    "/en/indicators/nsp_available",
    TABLE,
    "/en/regions/OBS/NORTH",
    "/en/compare?areas=XAA,XAB",
];

fn known() -> Site {
    Site::with(WebSettings {
        base_address: Some(BASE.parse().unwrap()),
        ..WebSettings::default()
    })
}

/// What the page says of a property: that of its picture, as a path, or what the picture says.
fn property(page: &str, name: &str) -> Option<String> {
    let (_, after) = page.split_once(&format!("<meta property=\"{name}\" content=\""))?;
    let (content, _) = after.split_once('"')?;
    Some(content.replace("&amp;", "&").replace("&#38;", "&"))
}

/// Width and height as the file says them (PNG, IHDR).
fn size(png: &[u8]) -> (u32, u32) {
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[tokio::test]
async fn every_such_page_names_a_card_that_says_what_it_says() {
    let site = known();
    for address in PAGES {
        let page = site.get(address).await;
        let picture = property(page.text(), "og:image").unwrap();
        let answer = site.get(picture.strip_prefix(BASE).unwrap()).await;
        assert_eq!(answer.header("content-type"), "image/png", "{picture}");
        assert_eq!(size(&answer.bytes), (1200, 630), "{picture}");
        assert!(page.text().contains("content=\"summary_large_image\""));
        let alt = property(page.text(), "og:image:alt").unwrap();
        assert!(alt.contains(';') && alt.chars().count() <= 421, "{alt}");
    }
    let place = site.get(PAGES[0]).await;
    let alt = property(place.text(), "og:image:alt").unwrap();
    assert!(alt.contains("yes (30 sites; OBS 2022)"), "{alt}");
}

#[tokio::test]
async fn a_site_that_does_not_know_its_address_names_no_card() {
    let site = Site::world();
    for address in PAGES {
        let page = site.get(address).await;
        assert!(
            !page.text().contains("og:image"),
            "a path alone leads nowhere: {address}"
        );
    }
}

#[tokio::test]
async fn a_card_is_about_the_edition_of_its_page_and_in_its_language() {
    let site = known();
    let card = site.get("/en/places/XAA/card.png").await;
    let other = site.get("/ar-XB/places/XAA/card.png").await;
    assert_eq!(other.status, StatusCode::OK);
    assert_ne!(card.bytes, other.bytes);
    let again = site.get("/en/places/XAA/card.png").await;
    assert_eq!(card.bytes, again.bytes);
}

#[tokio::test]
async fn what_has_no_page_has_no_card() {
    let site = Site::world();
    for nothing in ["/en/places/ZZZ/card.png", "/en/indicators/nothing/card.png"] {
        assert_eq!(site.get(nothing).await.status, StatusCode::NOT_FOUND, "{nothing}");
    }
    let refused = site.get("/en/tables/card.png?indicators=nothing&areas=XAA").await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    let named = site.get("/en/places/Arcadia/card.png").await;
    assert_eq!(named.header("location"), "/en/places/XAA/card.png");
}
