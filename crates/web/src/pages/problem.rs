//! The page for a request that went wrong: what, where, and the nearest that would be right.

use askama::Template;
use axum::http::{StatusCode, Uri};
use axum::response::{Html, IntoResponse, Response};
use tidemark_evidence::Corpus as _;
use tidemark_publishing::Words;

use crate::api::v1::observations;
use crate::error::{Failure, Fault};
use crate::http::log::RequestNumber;
use crate::link;
use crate::locale::{self, Locale};
use crate::pages::Page;
use crate::state::Site;

/// The most faults that are shown: who made more has made one of a kind, many times.
const SHOWN: usize = 20;

/// Letters that are shown on either side of a fault.
const AROUND: usize = 60;

/// The most bytes that go into links to mended addresses; each holds the whole address.
const LINKED: usize = 48 * 1024;

/// The reason of faults whose name, not value, is wrong.
const UNKNOWN_PARAMETER: &str = "query-error-unknown-parameter";

/// Something that would be right, and where it leads.
struct Choice {
    text: String,
    name: Option<String>,
    href: Option<String>,
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
    heading: String,
    detail: String,
    faults: Vec<Shown>,
    more: usize,
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
    let mut room = LINKED;
    let problem = Problem {
        detail: page.words(&failure.detail),
        faults: failure
            .faults
            .iter()
            .take(SHOWN)
            .map(|fault| shown(fault, &page, words.as_ref(), uri, &mut room))
            .collect(),
        more: failure.faults.len().saturating_sub(SHOWN),
        ways: ways(failure, &page, uri, site.settings.file_cells),
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

fn shown(fault: &Fault, page: &Page, words: Option<&Words<'_>>, uri: &Uri, room: &mut usize) -> Shown {
    let mut letters = fault.text.chars();
    let before: String = letters.by_ref().take(fault.position).collect();
    let part: String = letters.by_ref().take(fault.value.chars().count()).collect();
    let after: String = letters.collect();
    let choices = fault.suggestions.iter().map(|suggestion| Choice {
        text: suggestion.clone(),
        name: name_of(fault, suggestion, words),
        href: within(
            mended(fault, &format!("{before}{suggestion}{after}"), suggestion, uri),
            room,
        ),
    });
    Shown {
        choices: choices.collect(),
        parameter: fault.parameter.clone(),
        position: fault.position + 1,
        reason: page.words(&fault.reason),
        before: end_of(&before),
        part: start_of(&part),
        after: start_of(&after),
    }
}

/// A link, while there is room for it.
fn within(href: String, room: &mut usize) -> Option<String> {
    *room = room.checked_sub(href.len())?;
    Some(href)
}

/// The start of a text.
fn start_of(text: &str) -> String {
    match text.char_indices().nth(AROUND) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// The end of a text.
fn end_of(text: &str) -> String {
    match text.char_indices().rev().nth(AROUND) {
        Some((at, letter)) => format!("…{}", &text[at + letter.len_utf8()..]),
        None => text.to_owned(),
    }
}

/// What a suggested code is called, where it is the code of something that has a name.
fn name_of(fault: &Fault, code: &str, words: Option<&Words<'_>>) -> Option<String> {
    let name = match fault.parameter.as_str() {
        "indicators" => words?.indicator(&code.parse().ok()?),
        "areas" => words?.area(&code.strip_prefix("region:").unwrap_or(code).parse().ok()?),
        "reporters" => words?.reporter(&code.parse().ok()?),
        "terms" => words?.messages.terms(code.parse().ok()?),
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
fn ways(failure: &Failure, page: &Page, uri: &Uri, file_cells: usize) -> Vec<Way> {
    let way = |id: &str, href: String| Way {
        text: page.t(id),
        href,
    };
    let given = link::pairs(uri.query().unwrap_or_default());
    let kept = || given.iter().filter(|(name, _)| name != "format");
    let with = |path: &str, format: Option<&'static str>| {
        let pairs = kept().map(|(name, value)| (name.as_str(), value.as_str()));
        page.href(&link::address(
            path,
            pairs.chain(format.map(|format| ("format", format))),
        ))
    };
    let asks_for_table = locale::apart(uri.path()).1 == "/tables" && failure.status.is_client_error();
    let mut ways = Vec::new();
    if asks_for_table && failure.size.is_some_and(|size| size.cells <= file_cells) {
        ways.push(way("web-way-csv", with("/tables", Some("csv"))));
        ways.push(way("web-way-wide-csv", with("/tables", Some("wide-csv"))));
    }
    if asks_for_table && matches!(failure.kind, "too-large" | "query") {
        ways.push(way("web-way-change", with("/tables/choose", None)));
    }
    if failure.size.is_some() {
        ways.push(way(
            "web-way-everything",
            page.file(&observations::of_the_edition_in(uri)),
        ));
    }
    ways.push(way("web-way-choose", page.href("/tables/choose")));
    ways.push(way("web-way-home", page.href("/")));
    ways
}
