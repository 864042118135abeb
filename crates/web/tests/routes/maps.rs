//! `/maps`: the map of a table, its legend, its ways on, and its file.

use axum::http::StatusCode;

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
