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
        rows + 1,
        "each finding and the answer: {text}"
    );
    assert_eq!(text.matches("class=\"shown\"").count(), 1);
    let none = site.get("/en/places/XAE-EAST/pwid_hiv_prevalence").await;
    assert_eq!(none.status, StatusCode::OK);
    assert!(none.text().contains("no record"), "{}", none.text());
}
