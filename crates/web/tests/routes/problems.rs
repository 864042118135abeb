//! What a request that goes wrong is answered with.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use tidemark_web::{Rate, RateLimits, WebSettings};

use crate::support::Site;

#[tokio::test]
async fn a_part_that_is_not_understood_is_shown_with_its_place_and_the_nearest_choices() {
    let site = Site::world();
    let answer = site
        .get("/en/tables?indicators=oat_available,nsp_availabel&areas=XAA")
        .await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert_eq!(answer.header("cache-control"), "no-store");
    let text = answer.text();
    assert!(
        text.contains("indicators=oat_available,<mark>nsp_availabel</mark>"),
        "{text}"
    );
    assert!(text.contains("at character 15"), "{text}");
    let mended = "href=\"/en/tables?indicators=oat_available,nsp_available&amp;areas=XAA\"";
    assert!(
        text.contains(mended) || text.contains(&mended.replace("&amp;", "&#38;")),
        "{text}"
    );
}

#[tokio::test]
async fn an_unknown_parameter_leads_to_the_one_that_was_meant() {
    let site = Site::world();
    let answer = site
        .get("/en/tables?indicator=nsp_available&areas=XAA&indicators=nsp_available")
        .await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(
        answer
            .text()
            .contains("<a href=\"/en/tables?indicators=nsp_available"),
        "{}",
        answer.text()
    );
}

#[tokio::test]
async fn a_query_that_is_all_wrong_is_answered_in_a_few_lines() {
    let site = Site::world();
    let codes: Vec<String> = (0..490).map(|number| format!("nsp_avail_{number}")).collect();
    let query = format!("indicators={}&areas=XAA", codes.join(","));
    let page = site.get(&format!("/en/tables?{query}")).await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    assert!(page.bytes.len() < 120_000, "{} bytes", page.bytes.len());
    assert_eq!(page.text().matches("<mark>").count(), 20);
    assert!(
        page.text().contains("470 more parts are not understood"),
        "{}",
        page.text()
    );
    assert!(page.text().contains("…"), "what stands around a part is cut");

    let form = site.get(&format!("/en/tables/choose?{query}")).await;
    assert!(form.text().contains("470 more parts are not understood"));

    let problem = site.get(&format!("/api/v1/table?{query}")).await.json();
    assert_eq!(problem["errors"].as_array().unwrap().len(), 100);
    assert!(problem["detail"].as_str().unwrap().contains("390 more parts"));
}

#[tokio::test]
async fn terms_there_are_not_lead_to_those_there_are_by_name() {
    let site = Site::world();
    let answer = site.get("/en/sources?terms=zzz").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    let name = tidemark_publishing::Messages::english().terms(tidemark_vocab::Terms::Open);
    let link = format!("<a href=\"/en/sources?terms=open\" data-content>{name}");
    assert!(answer.text().contains(&link), "{}", answer.text());
}

#[tokio::test]
async fn a_parameter_there_is_not_is_no_empty_question() {
    let site = Site::world();
    let answer = site.get("/en/tables?layuot=long").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(
        answer.text().contains("href=\"/en/tables?layout=long\""),
        "{}",
        answer.text()
    );
}

#[tokio::test]
async fn programs_get_a_problem_with_the_same_parts() {
    let site = Site::world();
    let answer = site
        .get("/api/v1/table?indicators=oat_available,nsp_availabel&areas=XAA")
        .await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let problem = answer.json();
    assert_eq!(problem["status"], 400);
    assert_eq!(problem["type"], "/about#problem-query");
    let error = &problem["errors"][0];
    assert_eq!(error["parameter"], "indicators");
    assert_eq!(error["value"], "nsp_availabel");
    assert_eq!(error["position"], 14);
    assert_eq!(error["suggestions"][0], "nsp_available");
    assert!(error["reason"].as_str().unwrap().contains("nsp_availabel"));
}

#[tokio::test]
async fn every_kind_of_problem_is_explained_where_its_type_leads() {
    let site = Site::world();
    let about = site.get("/en/about").await;
    let long = format!("/api/v1/table?areas={}", "X".repeat(9_000));
    for address in [
        "/api/v1/table?areas=XAA",
        "/api/no",
        "/api/v1/table?indicators=nsp_available&areas=XAA&edition=00000000",
        &long,
    ] {
        let problem = site.get(address).await.json();
        let kind = problem["type"]
            .as_str()
            .unwrap()
            .strip_prefix("/about#")
            .unwrap()
            .to_owned();
        assert!(about.text().contains(&format!("id=\"{kind}\"")), "{kind}");
    }
}

#[tokio::test]
async fn what_is_written_is_never_taken_for_markup() {
    let site = Site::world();
    let evil = "%3Cscript%3Ealert(1)%3C/script%3E%22%3E%3Cimg%20src=x%3E";
    for address in [
        format!("/en/tables?indicators={evil}&areas=XAA"),
        format!("/en/tables?{evil}=1&areas=XAA&indicators=nsp_available"),
        format!("/en/tables/choose?q={evil}"),
        format!("/en/sources?terms={evil}"),
        format!("/en/sources/{evil}"),
        format!("/?lang={evil}"),
    ] {
        let answer = site.get(&address).await;
        let text = answer.text();
        assert!(!text.contains("<script>alert"), "{address}");
        assert!(!text.contains("<img"), "{address}");
    }
}

#[tokio::test]
async fn a_page_that_is_not_here_says_so() {
    let site = Site::world();
    for address in [
        "/no/such",
        "/en/sources/no_such_source",
        "/en/sources/NO",
        "/assets/x.js",
        "/en/sources/%ff",
        "/assets/%ff",
    ] {
        let answer = site.get(address).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        assert!(answer.text().contains("<h1>"), "{address}");
    }
    let edition = site
        .get("/en/tables?indicators=nsp_available&areas=XAA&edition=0123456789")
        .await;
    assert_eq!(edition.status, StatusCode::NOT_FOUND);
    assert!(edition.text().contains("0123456789"));
}

#[tokio::test]
async fn addresses_are_only_read() {
    let site = Site::world();
    for method in ["POST", "PUT", "DELETE", "PATCH"] {
        let request = Request::builder()
            .method(method)
            .uri("/en/tables")
            .body(Body::empty())
            .unwrap();
        let answer = site.send(request).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
        assert!(
            answer.header("allow").contains("GET"),
            "{method}: {}",
            answer.header("allow")
        );
    }
    let request = Request::get("/en/")
        .header("content-length", "4")
        .body(Body::from("body"))
        .unwrap();
    assert_eq!(site.send(request).await.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn whoever_asks_too_often_is_told_when_to_come_back() {
    let limits = RateLimits {
        pages: Some(Rate {
            burst: 2,
            per_minute: 1,
        }),
        tables: None,
    };
    let site = Site::with(WebSettings {
        rate_limits: limits,
        ..WebSettings::default()
    });
    assert_eq!(site.get("/en/about").await.status, StatusCode::OK);
    assert_eq!(site.get("/en/").await.status, StatusCode::OK);
    let refused = site.get("/api/v1/sources").await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    let seconds: u64 = refused.header("retry-after").parse().unwrap();
    assert!((1..=61).contains(&seconds), "{seconds}");
    assert_eq!(refused.json()["status"], 429);
    assert_eq!(site.get("/en/tables").await.status, StatusCode::OK);
    assert_eq!(site.get("/healthz").await.status, StatusCode::OK);
}
