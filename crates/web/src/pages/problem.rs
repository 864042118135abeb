//! The page for a request that went wrong: what, where, and the nearest that would be right.

use askama::Template;
use axum::http::{StatusCode, Uri};
use axum::response::{Html, IntoResponse, Response};
use tidemark_evidence::Corpus as _;
use tidemark_publishing::Words;

use crate::error::{Failure, Fault};
use crate::http::log::RequestNumber;
use crate::link;
use crate::locale::Locale;
use crate::pages::Page;
use crate::state::Site;

/// The reason of faults whose name, not value, is wrong.
const UNKNOWN_PARAMETER: &str = "query-error-unknown-parameter";

/// Something that would be right, and where it leads.
struct Choice {
    text: String,
    name: Option<String>,
    href: String,
}

/// A fault, with its part cut out of what was written.
struct Shown {
    parameter: String,
    before: String,
    part: String,
    after: String,
    position: usize,
    reason: String,
    choices: Vec<Choice>,
}

/// Another way to what was asked for.
struct Way {
    text: String,
    href: String,
}

#[derive(Template)]
#[template(path = "problem.html")]
struct Problem {
    page: Page,
    status: u16,
    heading: String,
    detail: String,
    faults: Vec<Shown>,
    ways: Vec<Way>,
    number: Option<u64>,
}

/// The page for a failure.
pub(crate) fn answer(
    failure: &Failure,
    site: &Site,
    locale: &Locale,
    uri: &Uri,
    number: Option<RequestNumber>,
) -> Response {
    let heading = locale.messages.text(&failure.title);
    let page = Page::new(site, locale, uri, &heading);
    let corpus = site.observatory.edition(None).ok();
    let words = corpus
        .as_ref()
        .map(|corpus| Words::new(corpus.catalogue(), &locale.messages));
    let problem = Problem {
        status: failure.status.as_u16(),
        detail: page.words(&failure.detail),
        faults: failure
            .faults
            .iter()
            .map(|fault| shown(fault, &page, words.as_ref(), uri))
            .collect(),
        ways: ways(failure, &page, uri),
        number: number.filter(|_| failure.status.is_server_error()).map(|n| n.0),
        heading,
        page,
    };
    match problem.render() {
        Ok(text) => Html(text).into_response(),
        Err(error) => {
            tracing::error!(target: "tidemark::http", %error, "the page of a problem failed");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

fn shown(fault: &Fault, page: &Page, words: Option<&Words<'_>>, uri: &Uri) -> Shown {
    let mut letters = fault.text.chars();
    let before: String = letters.by_ref().take(fault.position).collect();
    let part: String = letters.by_ref().take(fault.value.chars().count()).collect();
    let after: String = letters.collect();
    let choices = fault.suggestions.iter().map(|suggestion| Choice {
        text: suggestion.clone(),
        name: name_of(fault, suggestion, words),
        href: mended(fault, &format!("{before}{suggestion}{after}"), suggestion, uri),
    });
    Shown {
        choices: choices.collect(),
        parameter: fault.parameter.clone(),
        position: fault.position + 1,
        reason: page.words(&fault.reason),
        before,
        part,
        after,
    }
}

/// What a suggested code is called, where it is the code of something that has a name.
fn name_of(fault: &Fault, code: &str, words: Option<&Words<'_>>) -> Option<String> {
    let name = match fault.parameter.as_str() {
        "indicators" => words?.indicator(&code.parse().ok()?),
        "areas" => words?.area(&code.strip_prefix("region:").unwrap_or(code).parse().ok()?),
        "reporters" => words?.reporter(&code.parse().ok()?),
        _ => return None,
    };
    (name != code).then_some(name)
}

/// The same address with the part replaced.
fn mended(fault: &Fault, text: &str, suggestion: &str, uri: &Uri) -> String {
    let given = link::pairs(uri.query().unwrap_or_default());
    let mut pairs: Vec<(&str, &str)> = Vec::new();
    for (name, value) in &given {
        if name != &fault.parameter {
            pairs.push((name, value));
        } else if fault.reason.id == UNKNOWN_PARAMETER {
            pairs.push((suggestion, value));
        } else if !pairs.iter().any(|(known, _)| known == name) {
            // A repeated key was read as one text; the mended text stands for all of it.
            pairs.push((name, text));
        }
    }
    link::address(uri.path(), pairs)
}

/// Where to go on: to all of a large table as a file, to the form with what was chosen, or to the beginning.
fn ways(failure: &Failure, page: &Page, uri: &Uri) -> Vec<Way> {
    let way = |id: &str, href: String| Way {
        text: page.t(id),
        href,
    };
    let given = link::pairs(uri.query().unwrap_or_default());
    let kept = || given.iter().filter(|(name, _)| name != "format");
    let with = |path: &str, format: Option<&'static str>| {
        let pairs = kept().map(|(name, value)| (name.as_str(), value.as_str()));
        link::address(path, pairs.chain(format.map(|format| ("format", format))))
    };
    let asks_for_table = uri.path() == "/tables" && failure.status.is_client_error();
    let mut ways = Vec::new();
    if failure.kind == "too-large" && asks_for_table {
        ways.push(way("web-way-csv", with("/tables", Some("csv"))));
        ways.push(way("web-way-wide-csv", with("/tables", Some("wide-csv"))));
    }
    if asks_for_table && matches!(failure.kind, "too-large" | "query") {
        ways.push(way("web-way-change", with("/tables/choose", None)));
    }
    ways.push(way("web-way-choose", page.href("/tables/choose")));
    ways.push(way("web-way-home", page.href("/")));
    ways
}
