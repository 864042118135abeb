//! `/maps`: the map of a table, its legend, its ways on, and its file.

use axum::http::StatusCode;

use tidemark_web::WebSettings;

use crate::support::Site;

const MAP: &str = "/en/maps?indicators=nsp_available&areas=XAA,XAB,XAC,XAD,XAE";

/// What stands in an attribute, wherever it is.
fn attributes<'t>(text: &'t str, name: &str) -> Vec<&'t str> {
    let opening = format!(" {name}=\"");
    let parts = text.split(opening.as_str()).skip(1);
    parts.filter_map(|part| part.split('"').next()).collect()
}

#[tokio::test]
async fn every_place_is_drawn_told_and_led_on() {
    let site = Site::world();
    let page = site.get(MAP).await;
    assert_eq!(page.status, StatusCode::OK);
    let text = page.text();
    let (_, svg) = text.split_once("<figure class=\"pictures map\"").unwrap();
    let (svg, after) = svg.split_once("</svg>").unwrap();
    let links = attributes(svg, "href");
    assert_eq!(links.len(), 5, "{links:?}");
    for link in links {
        let answer = site
            .get(&format!(
                "/en/{}",
                link.trim_start_matches("/en/").replace("&amp;", "&")
            ))
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{link}");
    }
    // What is pointed at in the picture stands as text beneath it.
    for title in svg
        .split("<title>")
        .skip(1)
        .filter_map(|part| part.split("</title>").next())
    {
        let as_text = title
            .replace("&gt;", "&#62;")
            .replace("&lt;", "&#60;")
            .replace("&amp;", "&#38;");
        assert!(after.contains(&as_text), "{title}");
    }
}

#[tokio::test]
async fn every_class_of_the_picture_is_in_the_legend() {
    let site = Site::world();
    for indicator in [
        "nsp_available",
        "pwid_population_size",
        "dp_category",
        "oat_medicines",
        "currency",
    ] {
        let page = site
            .get(&format!(
                "/en/maps?indicators={indicator}&areas=XAA,XAB,XAC,XAD,XAE"
            ))
            .await;
        let text = page.text();
        let keys = attributes(text, "data-key");
        let classes = attributes(text, "data-class");
        assert!(!classes.is_empty(), "{indicator}");
        for class in classes {
            assert!(keys.contains(&class), "{indicator}: {class}");
        }
    }
}

#[tokio::test]
async fn a_map_has_one_canonical_address() {
    let site = Site::world();
    for (given, canonical) in [
        (
            "areas=XAA&indicators=nsp_available",
            "indicators=nsp_available&areas=XAA",
        ),
        (
            "indicators=nsp_available&areas=XAA&classes=proposed",
            "indicators=nsp_available&areas=XAA",
        ),
        (
            "indicators=nsp_available&areas=XAA&lang=en",
            "indicators=nsp_available&areas=XAA",
        ),
        (
            "indicators=nsp_available",
            "indicators=nsp_available&areas=scheme:OBS",
        ),
        (
            "indicators=nsp_sites&areas=XAA&classes=quantiles-3&periods=",
            "indicators=nsp_sites&areas=XAA&classes=quantiles-3",
        ),
    ] {
        let answer = site.get(&format!("/en/maps?{given}")).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{given}");
        assert_eq!(
            answer.header("location"),
            format!("/en/maps?{canonical}"),
            "{given}"
        );
        let there = site.get(answer.header("location")).await;
        assert_eq!(there.status, StatusCode::OK, "{canonical}");
    }
}

#[tokio::test]
async fn what_is_asked_wrongly_is_named() {
    let site = Site::world();
    for (query, part) in [
        ("indicators=needles&areas=XAA", "needles"),
        ("indicators=nsp_sites&areas=XAA&classes=12", "12"),
        ("areas=XAA", "indicators"),
    ] {
        let answer = site.get(&format!("/en/maps?{query}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query}");
        assert!(answer.text().contains(part), "{query}");
    }
    for query in ["look=blue", "width=20", "width=wide"] {
        let answer = site
            .get(&format!("/en/maps.svg?indicators=nsp_sites&areas=XAA&{query}"))
            .await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query}");
    }
}

#[tokio::test]
async fn a_table_of_several_columns_leads_to_the_map_of_each() {
    let site = Site::world();
    let answer = site
        .get("/en/maps?indicators=nsp_available,nsp_sites&areas=XAA,XAB")
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(!answer.text().contains("<figure"));
    for indicator in ["nsp_available", "nsp_sites"] {
        let link = format!("/en/maps?indicators={indicator}&#38;areas=XAA,XAB");
        assert!(answer.text().contains(&link), "{link}");
    }
}

#[tokio::test]
async fn tables_and_indicators_lead_to_maps_and_back() {
    let site = Site::world();
    let table = site.get("/en/tables?indicators=nsp_available&areas=XAA").await;
    assert!(
        table
            .text()
            .contains("/en/maps?indicators=nsp_available&#38;areas=XAA")
    );
    let periods = site
        .get("/en/tables?indicators=nsp_available&areas=XAA&periods=all&layout=long")
        .await;
    assert!(!periods.text().contains("/en/maps?"));
    let indicator = site.get("/en/indicators/nsp_available").await;
    assert!(indicator.text().contains("/en/maps?indicators=nsp_available"));
    let map = site.get(MAP).await;
    assert!(
        map.text()
            .contains("/en/tables?indicators=nsp_available&#38;areas=XAA")
    );
    assert!(map.text().contains("/en/indicators/nsp_available"));
}

#[tokio::test]
async fn the_file_stands_alone() {
    let site = Site::world();
    let light = site
        .get("/en/maps.svg?indicators=nsp_available&areas=XAA,XAB,XAC")
        .await;
    assert_eq!(light.header("content-type"), "image/svg+xml");
    assert!(
        light
            .text()
            .starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\"")
    );
    assert!(light.text().contains("Arcadia") && light.text().contains("width=\"720\""));
    assert!(!light.text().contains(" class=\""));
    let print = site
        .get("/en/maps.svg?indicators=nsp_available&areas=XAA,XAB,XAC&look=print&width=340")
        .await;
    assert!(print.text().contains("width=\"340\"") && print.text() != light.text());
}

#[tokio::test]
async fn times_and_editions_are_a_step_away() {
    let site = Site::world();
    let page = site.get(MAP).await;
    assert!(page.text().contains("rel=\"prev\""), "{}", page.text());
    let round = site.get(&format!("{MAP}&periods=round:OBS/2020")).await;
    let steps: Vec<&str> = attributes(round.text(), "href")
        .into_iter()
        .filter(|href| href.contains("periods=round:"))
        .collect();
    assert!(steps.iter().any(|href| href.contains("round:OBS/")), "{steps:?}");
}

/// Width and height as a PNG says them (PNG, "IHDR").
fn size(png: &[u8]) -> (u32, u32) {
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[tokio::test]
async fn pictures_come_as_pixels_of_the_size_that_is_asked_for() {
    let site = Site::world();
    for file in [
        MAP.replace("/maps", "/maps.png"),
        MAP.replace("/maps", "/charts.png") + "&kind=units",
    ] {
        let whole = site.get(&format!("{file}&width=1440")).await;
        assert_eq!(whole.status, StatusCode::OK, "{file}");
        assert_eq!(whole.header("content-type"), "image/png");
        let (width, height) = size(&whole.bytes);
        assert_eq!(width, 1440, "{file}");
        let half = size(&site.get(&format!("{file}&width=720")).await.bytes);
        assert_eq!(
            half,
            (720, height / 2),
            "twice the pixels, the same picture: {file}"
        );
        let dark = site.get(&format!("{file}&width=1440&look=dark")).await;
        assert_ne!(dark.bytes, whole.bytes, "{file}");
        for wrong in ["width=100", "width=9000", "width=wide", "look=pink"] {
            let refused = site.get(&format!("{file}&{wrong}")).await;
            assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{file} {wrong}");
        }
    }
}

#[tokio::test]
async fn other_sites_show_a_map_by_its_picture() {
    let settings = WebSettings {
        base_address: Some("https://data.example.org".parse().unwrap()),
        ..WebSettings::default()
    };
    let site = Site::with(settings);
    let page = site.get(MAP).await;
    let picture = attributes(page.text(), "content")
        .into_iter()
        .find_map(|content| content.strip_prefix("https://data.example.org"))
        .unwrap()
        .replace("&amp;", "&")
        .replace("&#38;", "&");
    let answer = site.get(&picture).await;
    assert_eq!(answer.header("content-type"), "image/png", "{picture}");
    assert_eq!(size(&answer.bytes).0, 1200);
    assert!(
        !Site::world().get(MAP).await.text().contains("og:image"),
        "a path alone leads nowhere"
    );
}

#[tokio::test]
async fn a_map_stands_alone_in_frames_of_other_sites() {
    let site = Site::world();
    let address = MAP.replace("/maps", "/embed/maps");
    let alone = site.get(&address).await;
    assert_eq!(alone.status, StatusCode::OK);
    assert!(
        alone
            .header("content-security-policy")
            .contains("frame-ancestors *")
    );
    let text = alone.text();
    assert!(!text.contains("<script"), "{text}");
    assert_eq!(
        text.matches("target=\"_blank\"").count(),
        text.matches("<a ").count()
    );
    let pages = site.get(MAP).await;
    assert!(
        pages
            .header("content-security-policy")
            .contains("frame-ancestors 'none'")
    );
    assert!(
        pages.text().contains("/en/embed/maps?"),
        "the page tells what to paste"
    );
    let redirected = site
        .get("/en/embed/maps?areas=XAA,XAB&indicators=nsp_available")
        .await;
    assert_eq!(redirected.status, StatusCode::SEE_OTHER);
    let refused = site
        .get("/en/embed/maps?indicators=nsp_available,oat_available&areas=XAA")
        .await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    assert_eq!(refused.header("x-frame-options"), "DENY");
    let told = site
        .get(&format!("/oembed?url={}", MAP.replace('&', "%26")))
        .await;
    assert_eq!(told.status, StatusCode::OK);
    let html = told.json()["html"].as_str().unwrap().to_owned();
    assert!(html.starts_with("<iframe src=\"/en/embed/maps?"), "{html}");
}
