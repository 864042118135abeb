//! `/charts`, its files, and charts in pages of other sites.

use axum::http::StatusCode;
use tidemark_web::WebSettings;

use crate::support::Site;

const SITES: &str = "indicators=nsp_sites&areas=XAA,XAB,XAE";

#[tokio::test]
async fn the_kind_that_fits_best_is_shown_with_all_its_figures() {
    let site = Site::world();
    let answer = site.get(&format!("/en/charts?{SITES}")).await;
    assert_eq!(answer.status, StatusCode::OK);
    let page = answer.text();
    for told in [
        "Arcadia: 30 sites (OBS 2022)",
        "Erewhon: more than 12 sites (OBS 2022)",
    ] {
        assert_eq!(
            page.matches(&format!("<title>{told}</title>")).count(),
            2,
            "{told}: {page}"
        );
    }
    // A figure leads to its page, and the table is one step away.
    assert!(
        page.contains("<a href=\"/en/places/XAA/nsp_sites#OBS/2022\">"),
        "{page}"
    );
    assert!(
        page.contains(&format!("href=\"/en/tables?{SITES}\"").replace('&', "&#38;")),
        "{page}"
    );
    assert!(page.contains("aria-current=\"page\">Bar chart</a>"), "{page}");
}

#[tokio::test]
async fn a_table_leads_to_its_chart() {
    let site = Site::world();
    let table = site.get(&format!("/en/tables?{SITES}")).await;
    let chart = format!("/en/charts?{SITES}");
    assert!(
        table
            .text()
            .contains(&format!("href=\"{}\"", chart.replace('&', "&#38;"))),
        "{}",
        table.text()
    );
    assert_eq!(site.get(&chart).await.status, StatusCode::OK);
}

#[tokio::test]
async fn other_spellings_lead_to_the_canonical_address() {
    let site = Site::world();
    for spelt in [
        "/en/charts?areas=XAA,XAB,XAE&indicators=nsp_sites&kind=dots",
        "/en/charts?kind=dots&indicators=nsp_sites&areas=XAA,XAB,XAE",
        "/en/charts?indicators=nsp_sites&areas=XAA,XAB,XAE&kind=dots&format=csv",
    ] {
        let answer = site.get(spelt).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{spelt}");
        assert_eq!(
            answer.header("location"),
            format!("/en/charts?{SITES}&kind=dots"),
            "{spelt}"
        );
    }
    assert_eq!(
        site.get(&format!("/en/charts?{SITES}&kind=dots")).await.status,
        StatusCode::OK
    );
    assert_eq!(
        site.get("/en/charts").await.header("location"),
        "/en/tables/choose"
    );
}

#[tokio::test]
async fn what_would_mislead_is_refused_with_the_reason_and_what_fits() {
    let site = Site::world();
    let answer = site
        .get("/en/charts?indicators=nsp_available&areas=XAA,XAB&kind=bar")
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    let page = answer.text();
    assert!(page.contains("A yes has no length"), "{page}");
    assert!(!page.contains("<svg class=\"picture\""), "{page}");
    assert!(page.contains(">Places by answer</a>"), "{page}");
    let line = site.get(&format!("/en/charts?{SITES}&kind=line")).await;
    let instead = "/en/charts?indicators=nsp_sites&#38;areas=XAA,XAB,XAE&#38;periods=all&#38;layout=areas-periods&#38;kind=line";
    assert!(line.text().contains(instead), "{}", line.text());
}

#[tokio::test]
async fn nothing_is_drawn_of_words_and_the_table_is_offered() {
    let site = Site::world();
    let answer = site.get("/en/charts?indicators=currency&areas=XAD").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(
        answer.text().contains("No kind of chart fits these figures."),
        "{}",
        answer.text()
    );
    assert!(
        answer.text().contains("/en/tables?indicators=currency"),
        "{}",
        answer.text()
    );
}

#[tokio::test]
async fn an_unknown_kind_is_refused_with_those_there_are() {
    let site = Site::world();
    let answer = site.get(&format!("/en/charts?{SITES}&kind=pie")).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(answer.text().contains("scatter"), "{}", answer.text());
}

#[tokio::test]
async fn a_file_stands_alone_and_has_its_own_colours() {
    let site = Site::world();
    let light = site.get(&format!("/en/charts.svg?{SITES}")).await;
    assert_eq!(
        (light.status, light.header("content-type")),
        (StatusCode::OK, "image/svg+xml")
    );
    assert!(
        light.text().starts_with("<svg ") && light.text().contains("fill=\"#"),
        "{}",
        light.text()
    );
    assert!(light.text().contains("Source: OBS"), "{}", light.text());
    let dark = site
        .get(&format!("/en/charts.svg?{SITES}&kind=bar&look=dark"))
        .await;
    assert_ne!(dark.text(), light.text());
    let refused = site.get(&format!("/en/charts.svg?{SITES}&kind=units")).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    assert_eq!(
        site.get(&format!("/en/charts.svg?{SITES}")).await.bytes,
        light.bytes
    );
}

#[tokio::test]
async fn times_are_stepped_through_by_links() {
    let site = Site::world();
    let page = site
        .get("/en/charts?indicators=nsp_sites&areas=XAA,XAB&periods=round:OBS/2020")
        .await;
    for round in ["OBS/2019", "OBS/2022"] {
        let step = format!("/en/charts?indicators=nsp_sites&#38;areas=XAA,XAB&#38;periods=round:{round}");
        assert!(page.text().contains(&step), "{step}: {}", page.text());
    }
}

#[tokio::test]
async fn only_a_chart_alone_may_stand_in_frames() {
    let site = Site::world();
    let alone = site.get(&format!("/en/embed/charts?{SITES}")).await;
    assert_eq!(alone.status, StatusCode::OK);
    assert!(
        alone
            .header("content-security-policy")
            .contains("frame-ancestors *")
    );
    assert_eq!(alone.header("x-frame-options"), "");
    assert!(!alone.text().contains("<script"), "{}", alone.text());
    // No other page of the site may stand in the frame.
    let links = alone.text().matches("<a ").count();
    assert_eq!(
        alone.text().matches("target=\"_blank\"").count(),
        links,
        "{}",
        alone.text()
    );
    assert!(
        alone
            .text()
            .contains("<title>Arcadia: 30 sites (OBS 2022)</title>"),
        "{}",
        alone.text()
    );
    for other in ["/en/charts", "/en/tables", "/en/charts.svg"] {
        let answer = site.get(&format!("{other}?{SITES}")).await;
        assert!(
            answer
                .header("content-security-policy")
                .contains("frame-ancestors 'none'"),
            "{other}"
        );
        assert_eq!(answer.header("x-frame-options"), "DENY", "{other}");
    }
    let refused = site
        .get("/en/embed/charts?indicators=nsp_available&areas=XAA&kind=bar")
        .await;
    assert_eq!(
        (refused.status, refused.header("x-frame-options")),
        (StatusCode::BAD_REQUEST, "DENY")
    );
}

#[tokio::test]
async fn other_sites_learn_how_a_chart_is_shown() {
    let site = Site::with(WebSettings {
        base_address: Some("https://data.example.org".parse().unwrap()),
        ..WebSettings::default()
    });
    let chart = format!("/en/charts?{SITES}&kind=dots");
    let page = site.get(&chart).await;
    let (_, rest) = page
        .text()
        .split_once("type=\"application/json+oembed\" href=\"")
        .unwrap();
    let address = rest
        .split('"')
        .next()
        .unwrap()
        .replace("&#38;", "&")
        .replace("&#39;", "'");
    let told = site
        .get(address.strip_prefix("https://data.example.org").unwrap())
        .await;
    assert_eq!(told.status, StatusCode::OK);
    let told = told.json();
    assert_eq!((&told["version"], &told["type"]), (&"1.0".into(), &"rich".into()));
    let html = told["html"].as_str().unwrap();
    let src = html.split('"').nth(1).unwrap().replace("&#38;", "&");
    assert_eq!(
        src,
        format!("https://data.example.org/en/embed/charts?{SITES}&kind=dots")
    );
    // The same stands on the page for people to paste.
    assert!(page.text().contains("&#60;iframe src="), "{}", page.text());
    let narrow = site
        .get(&format!(
            "{}&maxwidth=300",
            address.strip_prefix("https://data.example.org").unwrap()
        ))
        .await;
    assert_eq!(narrow.json()["width"], 300);
    for other in [
        "/oembed",
        "/oembed?url=https://elsewhere.example/en/charts?x=1",
        "/oembed?url=/en/tables?a=b",
    ] {
        assert_eq!(site.get(other).await.status, StatusCode::NOT_FOUND, "{other}");
    }
    let xml = site
        .get(&format!(
            "{}&format=xml",
            address.strip_prefix("https://data.example.org").unwrap()
        ))
        .await;
    assert_eq!(xml.status, StatusCode::BAD_REQUEST);
}
