//! How answers are kept, recognised again and encoded.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use tidemark_web::router::{Asking, Route, routes};

use crate::support::{Answer, Site};

const TABLE: &str = "/en/tables?indicators=nsp_available,oat_available&areas=XAA,XAB";

#[tokio::test]
async fn an_answer_that_is_held_is_not_sent_again() {
    let site = Site::world();
    for address in ["/en/", TABLE, "/api/v1/table?indicators=nsp_available&areas=XAA"] {
        let first = site.get(address).await;
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with('"') && tag.len() > 20, "{address}: {tag}");
        assert_eq!(first.header("cache-control"), "no-cache", "{address}");
        let held = format!("\"other\", W/{tag}");
        let again = site.get_with(address, &[("if-none-match", &held)]).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{address}");
        assert!(again.bytes.is_empty(), "{address}");
        assert_eq!(again.header("etag"), tag, "{address}");
    }
}

#[tokio::test]
async fn answers_that_differ_have_tags_that_differ() {
    let site = Site::world();
    let mut tags = vec![
        site.get(TABLE).await.header("etag").to_owned(),
        site.get(&format!("{TABLE}&format=csv"))
            .await
            .header("etag")
            .to_owned(),
        site.get(TABLE.replace("/en/", "/ar-XB/").as_str())
            .await
            .header("etag")
            .to_owned(),
        site.get_with(TABLE, &[("accept-encoding", "gzip")])
            .await
            .header("etag")
            .to_owned(),
        site.get_with(TABLE, &[("accept-encoding", "zstd")])
            .await
            .header("etag")
            .to_owned(),
    ];
    tags.sort();
    tags.dedup();
    assert_eq!(tags.len(), 5);
    assert!(tags.iter().all(|tag| !tag.is_empty()));
}

#[tokio::test]
async fn a_tag_names_the_bytes_that_are_sent() {
    let site = Site::world();
    let plain = site.get(TABLE).await;
    let zipped = site.get_with(TABLE, &[("accept-encoding", "gzip")]).await;
    for (accepted, expected) in [
        ("gzip;q=0", &plain),
        ("GZIP", &zipped),
        ("*;q=0", &plain),
        ("*, zstd;q=0", &zipped),
    ] {
        let answer = site.get_with(TABLE, &[("accept-encoding", accepted)]).await;
        assert_eq!(answer.status, StatusCode::OK, "{accepted}");
        assert_eq!(answer.header("etag"), expected.header("etag"), "{accepted}");
        assert_eq!(
            answer.header("content-encoding"),
            expected.header("content-encoding"),
            "{accepted}"
        );
        assert_eq!(answer.bytes, expected.bytes, "{accepted}");
    }
    assert_ne!(plain.header("etag"), zipped.header("etag"));
}

#[tokio::test]
async fn assets_are_named_by_their_content_and_keep_for_ever() {
    let site = Site::world();
    let home = site.get("/en/").await;
    let (_, rest) = home.text().split_once("/assets/site.").unwrap();
    let style = format!("/assets/site.{}", rest.split('"').next().unwrap());
    let answer = site.get(&style).await;
    assert_eq!(answer.header("content-type"), "text/css; charset=utf-8");
    assert!(answer.header("cache-control").ends_with("immutable"));
    assert_eq!(site.get("/assets/site.css").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn every_font_that_the_styles_name_is_served_as_it_is() {
    let site = Site::world();
    let sheet = site.get(&style(&site).await).await;
    let fonts: Vec<&str> = sheet
        .text()
        .split("url(")
        .skip(1)
        .map(|rest| rest.split(')').next().unwrap())
        .collect();
    assert!(fonts.len() >= 18, "{fonts:?}");
    for font in fonts {
        let answer = site
            .get_with(
                &format!("/assets/{font}"),
                &[("accept-encoding", "br, zstd, gzip")],
            )
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{font}");
        assert_eq!(answer.header("content-type"), "font/woff2");
        assert_eq!(answer.header("content-encoding"), "", "{font}");
        assert!(answer.header("cache-control").ends_with("immutable"), "{font}");
        assert!(answer.bytes.starts_with(b"wOF2"), "{font}");
    }
    let policy = sheet.header("content-security-policy").to_owned();
    assert!(policy.contains("font-src 'self'"), "{policy}");
}

#[tokio::test]
async fn head_is_answered_without_a_body() {
    let site = Site::world();
    let plain = |route: &&Route| !route.path.contains('{') && route.asking == Asking::Get;
    for route in routes().iter().filter(plain) {
        let request = Request::head(route.path).body(Body::empty()).unwrap();
        let answer = site.send(request).await;
        assert!(answer.bytes.is_empty(), "{}", route.path);
        assert_ne!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{}", route.path);
    }
}

#[tokio::test]
async fn pages_are_compressed_for_those_who_can_read_it() {
    let site = Site::world();
    let plain = site.get(TABLE).await;
    for encoding in ["zstd", "gzip"] {
        let answer = site.get_with(TABLE, &[("accept-encoding", encoding)]).await;
        assert_eq!(answer.header("content-encoding"), encoding);
        assert!(answer.bytes.len() * 2 < plain.bytes.len(), "{encoding}");
        assert!(answer.header("vary").contains("accept-encoding"));
    }
}

/// The address of the style sheet.
async fn style(site: &Site) -> String {
    let home = site.get("/en/").await;
    let (_, rest) = home.text().split_once("/assets/site.").unwrap();
    format!("/assets/site.{}", rest.split('"').next().unwrap())
}

async fn head(site: &Site, address: &str, encoding: &str) -> Answer {
    let request = Request::head(address).header("accept-encoding", encoding);
    site.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn what_a_held_answer_is_told_is_what_it_was_sent_with() {
    let site = Site::world();
    for encoding in ["identity", "gzip", "zstd"] {
        let asked = ("accept-encoding", encoding);
        let sent = site.get_with(TABLE, &[asked]).await;
        let held = ("if-none-match", sent.header("etag"));
        let again = site.get_with(TABLE, &[asked, held]).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{encoding}");
        for name in ["etag", "cache-control", "vary", "content-security-policy"] {
            assert_eq!(again.header(name), sent.header(name), "{encoding}: {name}");
            assert!(!again.header(name).is_empty(), "{encoding}: {name}");
        }
        assert!(again.header("content-encoding").is_empty(), "{encoding}");
        assert!(again.header("content-type").is_empty(), "{encoding}");
    }
}

#[tokio::test]
async fn a_condition_is_read_as_http_says() {
    let site = Site::world();
    let tag = site.get(TABLE).await.header("etag").to_owned();
    for (condition, expected) in [
        (tag.clone(), 304),
        (format!("W/{tag}"), 304),
        (format!("\"a\", \"b,c\" , {tag}"), 304),
        (format!("{tag},"), 304),
        ("*".to_owned(), 304),
        (" * ".to_owned(), 304),
        ("\"other\"".to_owned(), 200),
        ("W/\"other\", \"*\"".to_owned(), 200),
        (tag.trim_matches('"').to_owned(), 200),
        (format!("w/{tag}"), 200),
        (format!("W/W/{tag}"), 200),
        (format!("\"x,{}\"", tag.trim_matches('"')), 200),
        (String::new(), 200),
    ] {
        for method in ["GET", "HEAD"] {
            let request = Request::builder().method(method).uri(TABLE);
            let request = request.header("if-none-match", &condition).body(Body::empty());
            let answer = site.send(request.unwrap()).await;
            assert_eq!(answer.status.as_u16(), expected, "{method} {condition}");
        }
    }
}

#[tokio::test]
async fn several_lines_of_a_condition_are_one_list() {
    let site = Site::world();
    let tag = site.get(TABLE).await.header("etag").to_owned();
    let lines = [("if-none-match", "\"other\""), ("if-none-match", tag.as_str())];
    assert_eq!(
        site.get_with(TABLE, &lines).await.status,
        StatusCode::NOT_MODIFIED
    );
}

#[tokio::test]
async fn what_is_not_there_is_never_held() {
    let site = Site::world();
    let any = [("if-none-match", "*")];
    for (address, expected) in [
        ("/no/such", 404),
        ("/en/sources/none", 404),
        ("/en/tables?indicators=x&areas=XAA", 400),
        ("/api/v1/table", 400),
        ("/healthz", 200),
    ] {
        assert_eq!(
            site.get_with(address, &any).await.status.as_u16(),
            expected,
            "{address}"
        );
    }
}

#[tokio::test]
async fn who_would_change_something_is_never_told_that_it_is_unchanged() {
    let site = Site::world();
    let tag = site.get(TABLE).await.header("etag").to_owned();
    for condition in [tag.as_str(), "*"] {
        let request = Request::post(TABLE)
            .header("if-none-match", condition)
            .body(Body::empty());
        let answer = site.send(request.unwrap()).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{condition}");
    }
}

#[tokio::test]
async fn head_has_the_headers_of_get() {
    let site = Site::world();
    let style = style(&site).await;
    for address in [TABLE, "/api/v1/sources", "/favicon.svg", &style, "/no/such"] {
        for encoding in ["identity", "gzip", "zstd", "br", "br, zstd;q=0.5"] {
            let whole = site.get_with(address, &[("accept-encoding", encoding)]).await;
            let alone = head(&site, address, encoding).await;
            assert_eq!(alone.status, whole.status, "{address} {encoding}");
            assert!(alone.bytes.is_empty(), "{address} {encoding}");
            assert_eq!(alone.headers, whole.headers, "{address} {encoding}");
        }
    }
}

#[tokio::test]
async fn assets_lie_ready_in_brotli() {
    let site = Site::world();
    let style = style(&site).await;
    for address in [style.as_str(), "/favicon.svg"] {
        let plain = site.get(address).await;
        assert!(plain.header("content-encoding").is_empty(), "{address}");
        for (accepted, expected) in [
            ("gzip, deflate, br, zstd", "br"),
            ("br;q=0.5, gzip;q=0.1", "br"),
            ("identity;q=0, br;q=0.1", "br"),
            ("br;q=0, zstd", "zstd"),
            ("br;q=0.5, gzip", "gzip"),
            ("identity, br;q=0.5", ""),
        ] {
            let answer = site.get_with(address, &[("accept-encoding", accepted)]).await;
            assert_eq!(answer.status, StatusCode::OK, "{address} {accepted}");
            assert_eq!(
                answer.header("content-encoding"),
                expected,
                "{address} {accepted}"
            );
            assert!(answer.header("vary").contains("accept-encoding"), "{address}");
            assert_eq!(
                answer.header("content-type"),
                plain.header("content-type"),
                "{address}"
            );
        }
        let brotli = site.get_with(address, &[("accept-encoding", "br")]).await;
        assert_eq!(brotli.header("content-length"), brotli.bytes.len().to_string());
        assert!(brotli.bytes.len() * 10 < plain.bytes.len() * 7, "{address}");
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut brotli.bytes.as_slice(), &mut unpacked).unwrap();
        assert_eq!(unpacked, plain.bytes, "{address}");
    }
}

#[tokio::test]
async fn what_is_made_for_each_reader_is_never_brotli() {
    let site = Site::world();
    let answer = site.get_with(TABLE, &[("accept-encoding", "br")]).await;
    assert!(answer.header("content-encoding").is_empty());
    let answer = site
        .get_with(TABLE, &[("accept-encoding", "br, gzip;q=0.1")])
        .await;
    assert_eq!(answer.header("content-encoding"), "gzip");
}

#[tokio::test]
async fn the_picture_has_a_tag_for_each_encoding() {
    let site = Site::world();
    let mut tags = Vec::new();
    for encoding in ["identity", "gzip", "zstd", "br"] {
        let answer = site
            .get_with("/favicon.svg", &[("accept-encoding", encoding)])
            .await;
        tags.push(answer.header("etag").to_owned());
    }
    tags.sort();
    tags.dedup();
    assert_eq!(tags.len(), 4);
}
