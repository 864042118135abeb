//! `/places/…` and `/regions/…`: where the figures of tables lead.

use axum::http::StatusCode;

use crate::api::v1::{QUERIES, worldly};
use crate::support::Site;

#[tokio::test]
async fn every_figure_of_a_table_leads_to_the_finding_it_shows() {
    let site = Site::world();
    let mut followed = 0;
    for query in QUERIES.map(worldly) {
        let page = site.get(&format!("/en/tables?{query}")).await;
        for link in page.text().split("<a class=\"f\" href=\"").skip(1) {
            let (href, rest) = link.split_once('"').unwrap();
            let (path, period) = href.split_once('#').unwrap();
            let answer = site.get(&format!("/en/{}", path.replace("&#38;", "&"))).await;
            assert_eq!(answer.status, StatusCode::OK, "{href}");
            let text = answer.text();
            assert!(
                text.contains(&format!("<tbody id=\"{period}\">")),
                "{query} {href}"
            );
            // What the table shows stands among the findings, as it does in the table.
            let shown = rest.split_once('>').unwrap().1.split("</").next().unwrap();
            let shown = shown.rsplit('>').next().unwrap();
            let is_sentence =
                shown.contains(' ') && !shown.starts_with(|c: char| c.is_ascii_digit() || "≥<&~".contains(c));
            assert!(is_sentence || text.contains(shown), "{query} {href}: {shown}");
            followed += 1;
        }
    }
    assert!(followed > 40, "{followed}");
}

#[tokio::test]
async fn a_place_is_found_by_whatever_it_is_called() {
    let site = Site::world();
    for name in ["xaa", "arcadia", "ARCADIA"] {
        let answer = site
            .get(&format!("/en/places/{name}/nsp_available?edition=current"))
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{name}");
        assert_eq!(
            answer.header("location"),
            "/en/places/XAA/nsp_available?edition=current"
        );
    }
    for missing in [
        "/en/places/nowhere/nsp_available",
        "/en/places/%ff/nsp_available",
        "/en/places/XAA/needles",
        "/en/places/XAA/NSP%20",
        "/en/regions/GLOBAL/NOWHERE/nsp_available",
        "/en/regions/x/y/nsp_available",
    ] {
        assert_eq!(site.get(missing).await.status, StatusCode::NOT_FOUND, "{missing}");
    }
    let split = site.get("/en/places/XAA/nsp_available?dimensions=men").await;
    assert_eq!(split.status, StatusCode::BAD_REQUEST);
    assert!(split.text().contains("sex:men"), "{}", split.text());
}

#[tokio::test]
async fn all_that_is_said_is_told_with_its_source() {
    let site = Site::world();
    let page = site.get("/en/places/XAA/pwid_hiv_prevalence").await;
    let text = page.text();
    let csv = site
        .get("/api/v1/table?indicators=pwid_hiv_prevalence&areas=XAA&periods=all&layout=long&format=csv")
        .await;
    let rows = csv.text().trim().lines().count() - 1;
    assert!(rows > 1, "{}", csv.text());
    assert_eq!(
        text.matches("/en/sources/").count(),
        rows + 2,
        "each finding, the answer and its levels: {text}"
    );
    assert!(text.contains("under 5"), "{text}");
    assert_eq!(text.matches("class=\"shown\"").count(), 1);
    let none = site.get("/en/places/XAE-EAST/pwid_hiv_prevalence").await;
    assert_eq!(none.status, StatusCode::OK);
    assert!(none.text().contains("no record"), "{}", none.text());
}

#[tokio::test]
async fn a_place_has_the_figures_of_its_table() {
    let site = Site::world();
    for place in ["XAA", "XAB", "XAC", "XAD"] {
        let page = site.get(&format!("/en/places/{place}")).await;
        assert_eq!(page.status, StatusCode::OK);
        let text = page.text();
        let (_, rest) = text
            .split_once("class=\"button second\" href=\"/en/tables?")
            .unwrap();
        let query = rest.split('"').next().unwrap().replace("&#38;", "&");
        let table = site.get(&format!("/api/v1/table?{query}")).await.json();
        let cells = table["groups"][0]["rows"][0]["cells"].as_array().unwrap();
        assert!(!cells.is_empty());
        for cell in cells {
            let line = cell["text"].as_str().unwrap();
            let figure = line
                .split([' ', '?'])
                .next()
                .unwrap()
                .replace('<', "&#60;")
                .replace('>', "&#62;");
            assert!(text.contains(&figure), "{place}: {line}");
            if let Some(reporter) = cell["finding"]["reporter"].as_str() {
                assert!(text.contains(reporter), "{place}: {reporter}");
            }
        }
        assert_eq!(text.matches("<th scope=\"row\">").count(), cells.len(), "{place}");
    }
}

#[tokio::test]
async fn what_a_reporter_said_before_is_set_beside() {
    let site = Site::world();
    let page = site.get("/en/places/XAA").await;
    assert!(page.text().contains("before: "), "{}", page.text());
    // A place of which nothing is recorded says so.
    let silent = site.get("/en/places/XAE-EAST").await;
    assert_eq!(silent.status, StatusCode::OK);
}

#[tokio::test]
async fn pages_keep_the_edition_that_is_asked_for() {
    let site = Site::world();
    let healthz = site.get("/healthz").await;
    let (_, identity) = healthz.text().trim().rsplit_once(' ').unwrap();
    // The current edition under its name is not another one.
    let page = site
        .get(&format!("/en/places/XAA?edition={}", &identity[..12]))
        .await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.text().contains("class=\"older\""));
    let none = site.get("/en/places/XAA?edition=00000000").await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn places_stand_side_by_side_with_the_figures_of_their_tables() {
    let site = Site::world();
    let page = site.get("/en/compare?areas=XAB,XAA").await;
    assert_eq!(page.status, StatusCode::OK);
    let text = page.text();
    let json = site
        .get("/api/v1/table?indicators=nsp_available,oat_available&areas=XAB,XAA&sort=asked")
        .await
        .json();
    let rows = json["groups"][0]["rows"].as_array().unwrap();
    for (at, name) in [(0, "nsp_available"), (1, "oat_available")] {
        let (_, row) = text.split_once(&format!("/en/indicators/{name}\"")).unwrap();
        let row = row.split("</tr>").next().unwrap();
        let cells: Vec<&str> = row.split("<td class=\"").skip(1).collect();
        assert_eq!(cells.len(), 2);
        for (cell, place) in cells.iter().zip(rows) {
            let status = place["cells"][at]["status"].as_str().unwrap();
            assert!(cell.starts_with(&format!("s-{status}")), "{name}: {cell}");
        }
    }
    // No column names who says so: every figure does, with its period or alone.
    let told = text.matches("<a class=\"f\"").count();
    assert!(
        told > 4 && text.matches("<span class=\"p\" data-content>").count() >= told,
        "{text}"
    );
    let added = site.get("/en/compare?areas=XAA&add=XAB").await;
    assert_eq!(added.header("location"), "/en/compare?areas=XAA,XAB");
    assert_eq!(site.get("/en/compare").await.status, StatusCode::OK);
    for bad in [
        "areas=XAA,NOWHERE",
        "areas=XAA&add=x",
        "areas=XAA,XAB,XAC,XAD,XAE,XAE-EAST,XAF",
    ] {
        assert_eq!(
            site.get(&format!("/en/compare?{bad}")).await.status,
            StatusCode::BAD_REQUEST,
            "{bad}"
        );
    }
}

#[tokio::test]
async fn questions_refuse_what_cannot_be_chosen() {
    let site = Site::world();
    for question in ["changes", "prison", "disagreements", "old", "rank"] {
        let page = site.get(&format!("/en/questions/{question}")).await;
        assert_eq!(page.status, StatusCode::OK, "{question}");
        let bad = site
            .get(&format!("/en/questions/{question}?indicator=nothing"))
            .await;
        assert_eq!(bad.status, StatusCode::BAD_REQUEST, "{question}");
    }
}

#[tokio::test]
async fn what_nobody_says_is_not_told_as_a_no() {
    let site = Site::world();
    let prison = site.get("/en/questions/prison").await;
    assert!(!prison.text().contains("No place has it"), "{}", prison.text());
    let world = site.get("/en/regions/GLOBAL/WORLD").await;
    assert!(!world.text().contains("No place"), "{}", world.text());
    // Themes stand in the order of the edition, as on the page of a place.
    let order = |text: &str, start: &str| -> Vec<String> {
        let parts = text.split(start).skip(1);
        parts
            .map(|part| {
                part.split('<')
                    .next()
                    .unwrap()
                    .rsplit('>')
                    .next()
                    .unwrap()
                    .to_owned()
            })
            .collect()
    };
    let place = site.get("/en/places/XAA").await;
    let compared = site.get("/en/compare?areas=XAA").await;
    let of_place = order(place.text(), "<caption class=\"vh\" data-content>");
    let themes: Vec<String> = of_place
        .iter()
        .map(|name| name.split(": ").next().unwrap().to_owned())
        .collect();
    assert_eq!(
        order(
            compared.text(),
            "scope=\"rowgroup\" colspan=\"2\"><span data-content>"
        ),
        themes
    );
}

#[tokio::test]
async fn a_profile_comes_on_paper_and_as_a_page() {
    let site = Site::world();
    for (page, name) in [
        ("/en/places/XAA", "tidemark_profile_XAA_"),
        ("/en/regions/OBS/NORTH", "tidemark_profile_OBS-NORTH_"),
        ("/en/regions/GLOBAL/WORLD", "tidemark_profile_GLOBAL-WORLD_"),
    ] {
        let address = format!("{page}/profile.pdf");
        let html = site.get(page).await;
        // Links are relative to the page.
        assert!(html.text().contains("profile.pdf\""), "{page}");
        let answer = site.get(&address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        assert_eq!(answer.header("content-type"), "application/pdf");
        let disposition = answer.header("content-disposition");
        assert!(
            disposition.starts_with(&format!("inline; filename=\"{name}")) && disposition.ends_with(".pdf\""),
            "{disposition}"
        );
        assert!(answer.bytes.starts_with(b"%PDF-"), "{address}");
        assert_eq!(site.get(&address).await.bytes, answer.bytes, "{address}");
    }
    let elsewhere = site.get("/en/places/arcadia/profile.pdf").await;
    assert_eq!(elsewhere.status, StatusCode::SEE_OTHER);
    assert_eq!(elsewhere.header("location"), "/en/places/XAA/profile.pdf");
    for missing in [
        "/en/places/nowhere/profile.pdf",
        "/en/regions/OBS/WEST/profile.pdf",
    ] {
        assert_eq!(site.get(missing).await.status, StatusCode::NOT_FOUND, "{missing}");
    }
}
