//! `/questions`: what the evidence answers over all places, each question with a page of its own.

pub(crate) mod changes;
pub(crate) mod disagreements;
pub(crate) mod old;
pub(crate) mod prison;
pub(crate) mod rank;

use askama::Template;
use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use tidemark_evidence::indicator::Kind;
use tidemark_evidence::query::PeriodSelector;
use tidemark_evidence::table::Cell;
use tidemark_evidence::{Catalogue, Corpus as _};
use tidemark_publishing::display::Teller;
use tidemark_vocab::{AreaId, IndicatorCode, Message};

use crate::asked::Asked;
use crate::error::{Fault, WebError};
use crate::link;
use crate::locale::Locale;
use crate::pages::places::path_of;
use crate::pages::{Edition, Link, Page, html, maps};
use crate::state::Site;

/// The questions: path, and the messages of their name and of what they tell.
const QUESTIONS: [(&str, &str, &str); 6] = [
    ("/questions/changes", "web-changes-title", "web-changes-lede"),
    ("/questions/prison", "web-prison-title", "web-prison-lede"),
    (
        "/questions/disagreements",
        "web-disagreements-title",
        "web-disagreements-lede",
    ),
    ("/questions/old", "web-old-title", "web-old-lede"),
    ("/questions/rank", "web-rank-title", "web-rank-lede"),
    ("/compare", "web-side-title", "web-side-lede"),
];

/// A question.
struct Entry {
    link: Link,
    lede: String,
}

#[derive(Template)]
#[template(path = "questions.html")]
struct QuestionsPage {
    page: Page,
    entries: Vec<Entry>,
}

/// One thing to choose.
struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

/// A list to choose from.
struct Select {
    name: &'static str,
    label: String,
    choices: Vec<Choice>,
}

/// A place with what is said of it.
struct Row {
    name: Link,
    cells: Vec<String>,
}

/// Places that have one answer.
struct Section {
    heading: String,
    /// What must be known of it; empty where nothing.
    note: String,
    columns: Vec<String>,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "question.html")]
struct QuestionPage {
    page: Page,
    heading: String,
    lede: String,
    action: String,
    selects: Vec<Select>,
    sections: Vec<Section>,
    /// The same to be looked at.
    pictures: Vec<Link>,
}

/// Shows the list.
pub(crate) async fn list(
    State(site): State<Site>,
    asked: Asked,
    locale: Locale,
    uri: Uri,
) -> Result<Response, WebError> {
    let lede = locale.messages.get("web-questions-lede");
    let page = Page::new(&site, &locale, &uri, &locale.messages.get("web-questions-title"))
        .of(&asked)
        .saying(&lede);
    let entries = QUESTIONS.iter().map(|(path, title, lede)| Entry {
        link: Link {
            text: page.t(title),
            href: page.here(path),
        },
        lede: page.t(lede),
    });
    html(&QuestionsPage {
        entries: entries.collect(),
        page,
    })
}

/// What a question needs to be answered.
struct Asking {
    site: Site,
    asked: Asked,
    corpus: Edition,
    locale: Locale,
    uri: Uri,
    given: Vec<(String, String)>,
}

impl Asking {
    fn new(site: Site, asked: Asked, locale: Locale, uri: Uri) -> Result<Self, WebError> {
        Ok(Self {
            corpus: asked.edition()?,
            given: link::pairs(uri.query().unwrap_or_default()),
            site,
            asked,
            locale,
            uri,
        })
    }

    fn catalogue(&self) -> &Catalogue {
        self.corpus.catalogue()
    }

    fn page(&self, title: &str, lede: &str) -> Page {
        Page::new(&self.site, &self.locale, &self.uri, title)
            .of(&self.asked)
            .saying(lede)
    }

    fn value(&self, name: &str) -> Option<&str> {
        link::value(&self.given, name)
    }

    /// The one that is asked for, else the first; a value that is not among them is a fault.
    fn chosen<T: Clone>(
        &self,
        name: &str,
        among: &[T],
        code: impl Fn(&T) -> String,
    ) -> Result<Option<T>, WebError> {
        let Some(value) = self.value(name) else {
            return Ok(among.first().cloned());
        };
        if let Some(one) = among.iter().find(|one| code(one) == value) {
            return Ok(Some(one.clone()));
        }
        let reason = Message::new("web-question-fault").with("value", value);
        let choices = among.iter().map(code).collect();
        Err(WebError::Query(vec![Fault::whole(name, value, reason, choices)]))
    }
}

/// The indicators of a kind that are recorded of places, in the order of the edition; those of the first list before all.
fn indicators(asking: &Asking, first: &[&str], fits: impl Fn(&Kind) -> bool) -> Vec<IndicatorCode> {
    let catalogue = asking.catalogue();
    let holdings = asking.site.holdings.of(&*asking.corpus);
    let recorded = catalogue.indicator_order.iter().filter(|code| {
        let known = catalogue.indicators.get(*code);
        known.is_some_and(|known| fits(&known.kind)) && holdings.places.contains_key(*code)
    });
    let mut codes: Vec<IndicatorCode> = recorded.cloned().collect();
    codes.sort_by_key(|code| {
        let place = first.iter().position(|wanted| *wanted == code.as_str());
        place.unwrap_or(first.len())
    });
    codes
}

/// A list of indicators to choose from.
fn select_indicator(
    codes: &[IndicatorCode],
    chosen: Option<&IndicatorCode>,
    teller: &Teller<'_>,
    page: &Page,
) -> Select {
    let choices = codes.iter().map(|code| Choice {
        value: code.to_string(),
        label: teller.words().indicator(code),
        chosen: Some(code) == chosen,
    });
    Select {
        name: "indicator",
        label: page.t("web-table-indicator"),
        choices: choices.collect(),
    }
}

/// The map of an indicator in all places at a time, named by what it shows.
fn map_of(code: &IndicatorCode, period: PeriodSelector, name: &str, asking: &Asking, page: &Page) -> Link {
    Link {
        text: page.t1("web-question-map", "name", &name),
        href: maps::of_indicator(code, period, (asking.catalogue(), &asking.site.borders), page),
    }
}

/// A place, leading to all that is said of an indicator there.
fn name_of(area: &AreaId, indicator: &IndicatorCode, teller: &Teller<'_>, page: &Page) -> Link {
    Link {
        text: teller.words().area(area),
        href: page.here(&format!("{}/{indicator}", path_of(area))),
    }
}

/// A cell in words: figure, period, reporter. Signs are said, since they stand in running text.
fn said(cell: &Cell, indicator: &IndicatorCode, teller: &Teller<'_>) -> String {
    let view = teller.cell(cell, indicator);
    let words = teller.words();
    let figure = view.words.clone().into_owned();
    let Some(reporter) = view.reporter else {
        return figure;
    };
    if view.last.is_some() {
        return figure;
    }
    let period = view.period.as_deref().unwrap_or_default();
    let by = if period.contains(reporter.short) {
        period.to_owned()
    } else {
        words.messages.with(
            "reporter-period",
            &[("reporter", reporter.short), ("period", period)],
        )
    };
    words
        .messages
        .with("cell-period", &[("figure", &figure), ("period", &by)])
}

fn by_name(mut rows: Vec<Row>) -> Vec<Row> {
    rows.sort_by(|a, b| a.name.text.cmp(&b.name.text));
    rows
}
