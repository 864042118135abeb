//! `/search` and `/api/v1/search`.

use axum::http::StatusCode;
use serde_json::Value;

use crate::support::Site;

fn texts<'a>(answer: &'a Value, list: &str, field: &str) -> Vec<&'a str> {
    let all = answer[list].as_array().unwrap();
    all.iter().map(|one| one[field].as_str().unwrap()).collect()
}

#[tokio::test]
async fn what_is_found_leads_to_its_page_in_the_language_of_the_reader() {
    let site = Site::world();
    let answer = site.get("/api/v1/search?q=arcad&lang=ar-XB").await.json();
    assert_eq!(texts(&answer, "hits", "page")[0], "/ar-XB/places/XAA");
    assert_eq!(texts(&answer, "hits", "kind")[0], "place");
    let page = site.get("/en/search?q=methadone").await;
    assert!(
        page.text().contains("href=\"/en/indicators/oat_available\""),
        "{}",
        page.text()
    );
    assert!(page.text().contains("found as “methadone”"), "{}", page.text());
}

#[tokio::test]
async fn an_indicator_and_a_place_together_lead_to_what_is_said_of_both() {
    let site = Site::world();
    for words in [
        "needle exchange arcadia",
        "Arkadia needle exchange",
        "needle exchagne in arcadia",
    ] {
        let query = words.replace(' ', "+");
        let answer = site
            .get(&format!("/api/v1/search?q={query}&lang=en"))
            .await
            .json();
        let first = texts(&answer, "figures", "page")[0];
        assert_eq!(first, "/en/places/XAA/nsp_available", "{words}");
        assert_eq!(site.get(first).await.status, StatusCode::OK);
        assert_eq!(texts(&answer, "hits", "code")[0], "XAA", "{words}");
        let page = site.get(&format!("/en/search?q={query}")).await;
        let text = page.text().split("<main").nth(1).unwrap();
        let links: Vec<&str> = text.split("<li><a href=\"").skip(1).collect();
        assert!(
            links[0].starts_with("/en/places/XAA/nsp_available\""),
            "{words}: {}",
            links[0]
        );
    }
}

#[tokio::test]
async fn nothing_asked_is_a_form_and_nothing_found_is_said_so() {
    let site = Site::world();
    for empty in ["/en/search", "/en/search?q=", "/en/search?q=++"] {
        let page = site.get(empty).await;
        assert_eq!(page.status, StatusCode::OK, "{empty}");
        assert!(!page.text().contains("<h2"), "{empty}: {}", page.text());
    }
    let none = site.get("/en/search?q=zzzzzz").await;
    assert_eq!(none.status, StatusCode::OK);
    assert!(
        none.text().contains("Nothing is found for “zzzzzz”"),
        "{}",
        none.text()
    );
    let answer = site.get("/api/v1/search?q=zzzzzz").await.json();
    assert!(texts(&answer, "hits", "code").is_empty() && texts(&answer, "figures", "page").is_empty());
}

#[tokio::test]
async fn long_words_are_cut_and_others_than_numbers_refused() {
    let site = Site::world();
    let long = format!("arcadia+{}", "x".repeat(4000));
    let answer = site.get(&format!("/api/v1/search?q={long}")).await.json();
    assert_eq!(answer["words"].as_str().unwrap().chars().count(), 200);
    assert_eq!(texts(&answer, "hits", "code")[0], "XAA");
    let junk = site.get("/en/search?q=%ff%00%3Cscript%3E").await;
    assert_eq!(junk.status, StatusCode::OK);
    assert!(!junk.text().contains("<script>"), "{}", junk.text());
    let two = site.get("/api/v1/search?q=e&limit=2").await.json();
    assert_eq!(texts(&two, "hits", "code").len(), 2);
    for wrong in ["0", "51", "-1", "many"] {
        let refused = site.get(&format!("/api/v1/search?q=e&limit={wrong}")).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{wrong}");
        assert_eq!(refused.json()["errors"][0]["parameter"], "limit");
    }
}

#[tokio::test]
async fn the_edition_that_is_searched_is_the_one_whose_pages_are_told() {
    let site = Site::world();
    let identity = site.get("/api/v1/search").await.json()["edition"]
        .as_str()
        .unwrap()
        .to_owned();
    let answer = site
        .get(&format!("/api/v1/search?q=arcadia&lang=en&edition={identity}"))
        .await
        .json();
    assert_eq!(
        texts(&answer, "hits", "page")[0],
        format!("/en/places/XAA?edition={identity}")
    );
    let unknown = site.get("/api/v1/search?q=arcadia&edition=00000000").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}
