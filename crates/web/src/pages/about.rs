//! `/about`: how to read the tables, and what the problems of the API mean.

use askama::Template;
use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use tidemark_evidence::{Bound, Status};

use crate::error::WebError;
use crate::locale::Locale;
use crate::pages::{Page, html};
use crate::state::Site;

/// A sign, what it is called and what it tells.
struct Entry {
    sign: String,
    name: String,
    meaning: String,
    code: String,
}

/// A sign beside a figure, and what it tells.
struct Sign {
    sign: String,
    meaning: String,
}

/// The signs that stand beside figures: an example of each, and what it tells.
const SIGNS: [(&str, &str); 11] = [
    ("legend-questioned-sign", "legend-questioned"),
    ("legend-range-sign", "legend-range"),
    ("web-about-old-sign", "legend-old"),
    ("web-about-note-sign", "web-about-note"),
    ("web-about-source-sign", "web-about-source"),
    ("web-about-others-sign", "web-about-others"),
    ("web-about-part-sign", "web-about-part"),
    ("web-about-fiscal-sign", "web-about-fiscal"),
    ("web-about-cumulative-sign", "web-about-cumulative"),
    ("web-about-coverage-sign", "web-about-coverage"),
    ("web-about-published-sign", "web-about-published"),
];

/// A kind of problem, as `type` names it in answers of the API.
struct ProblemKind {
    anchor: &'static str,
    status: u16,
    title: String,
}

/// The kinds of problems: name, status, title.
const PROBLEMS: [(&str, u16, &str); 10] = [
    ("query", 400, "web-problem-query"),
    ("not-found", 404, "web-problem-not-found"),
    ("method", 405, "web-problem-method"),
    ("body", 413, "web-problem-body"),
    ("query-too-long", 414, "web-problem-too-long"),
    ("too-large", 422, "web-problem-too-large"),
    ("too-many", 429, "web-problem-too-many"),
    ("internal", 500, "web-problem-internal"),
    ("too-slow", 503, "web-problem-too-slow"),
    ("edition-unusable", 503, "web-problem-unusable"),
];

#[derive(Template)]
#[template(path = "about.html")]
struct About {
    page: Page,
    statuses: Vec<Entry>,
    signs: Vec<Sign>,
    bounds: Vec<Entry>,
    problems: Vec<ProblemKind>,
}

/// Shows the page.
pub(crate) async fn show(State(site): State<Site>, locale: Locale, uri: Uri) -> Result<Response, WebError> {
    let page = Page::new(&site, &locale, &uri, &locale.messages.get("web-about-title"))
        .saying(&locale.messages.get("web-about-lede"));
    let messages = &locale.messages;
    let statuses = Status::ALL.map(|status| Entry {
        sign: messages.symbol(status),
        name: messages.status(status),
        meaning: messages.meaning(status),
        code: status.to_string(),
    });
    let bounds = Bound::ALL.map(|bound| Entry {
        sign: format!("{}5", bound.sign()),
        name: messages.bound(bound),
        meaning: String::new(),
        code: bound.to_string(),
    });
    let problems = PROBLEMS.map(|(anchor, status, title)| ProblemKind {
        anchor,
        status,
        title: messages.get(title),
    });
    let signs = SIGNS.map(|(sign, meaning)| Sign {
        sign: messages.get(sign),
        meaning: messages.get(meaning),
    });
    html(&About {
        signs: signs.into(),
        statuses: statuses.into(),
        bounds: bounds.into(),
        problems: problems.into(),
        page,
    })
}
