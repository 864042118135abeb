//! `/editions`: what was published, and how to get all of it.

pub(crate) mod compare;
pub(crate) mod edition;

use askama::Template;
use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use tidemark_app::Listed;

use crate::api::v1::{editions::file, observations};
use crate::asked::Asked;
use crate::error::WebError;
use crate::link;
use crate::locale::Locale;
use crate::pages::{EDITION_DIGITS, Page, html};
use crate::state::Site;

/// An edition of the list.
struct Line {
    title: String,
    href: String,
    date: String,
    note: String,
    observations: usize,
    identity: String,
    tables: String,
    csv: String,
    /// Of an edition that was published as files.
    files: Option<Files>,
    /// Its differences from the current one; of the current one, none.
    compare: Option<String>,
}

struct Files {
    parquet: String,
    kilobytes: u64,
    manifest: String,
}

#[derive(Template)]
#[template(path = "editions.html")]
struct Editions {
    page: Page,
    lines: Vec<Line>,
    withdrawn: usize,
}

/// Shows the page.
pub(crate) async fn list(
    State(site): State<Site>,
    asked: Asked,
    locale: Locale,
    uri: Uri,
) -> Result<Response, WebError> {
    let page = Page::new(&site, &locale, &uri, &locale.messages.get("web-editions-title"))
        .saying(&locale.messages.get("web-editions-lede"));
    let editions = site.observatory.editions();
    let withdrawn = asked.pinned()?.decided.overlay().withdrawals().count();
    let lines = editions
        .iter()
        .zip(0..)
        .map(|(listed, place)| line(listed, place, &page));
    html(&Editions {
        lines: lines.collect(),
        withdrawn,
        page,
    })
}

fn line(listed: &Listed, place: usize, page: &Page) -> Line {
    let short: String = listed.identity.chars().take(EDITION_DIGITS).collect();
    let of = |path: &str| link::address(path, [("edition", &*short)]);
    let files = listed.manifest.as_ref().and_then(|manifest| {
        let parquet = manifest
            .files
            .iter()
            .find(|file| file.path.ends_with(".parquet"))?;
        Some(Files {
            parquet: file::address(&listed.identity, &parquet.path),
            kilobytes: parquet.bytes.div_ceil(1000),
            manifest: file::address(&listed.identity, "manifest.json"),
        })
    });
    Line {
        title: listed.title.clone(),
        href: page.href(&format!("/editions/{short}")),
        date: listed.date.clone(),
        note: listed.note.clone(),
        observations: listed.observations,
        tables: page.href(&of("/tables/choose")),
        csv: page.file(&of(observations::ADDRESS)),
        compare: (place > 0).then(|| page.href(&link::address("/editions/compare", [("before", &*short)]))),
        identity: listed.identity.clone(),
        files,
    }
}
