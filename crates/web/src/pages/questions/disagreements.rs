//! `/questions/disagreements`: where reporters contradict one another about the same place and year.

use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use tidemark_evidence::indicator::Kind;
use tidemark_evidence::questions::disagreements;
use tidemark_publishing::display::{Teller, Words};

use super::{Asking, QuestionPage, Row, Section, indicators, name_of, select_indicator};
use crate::asked::Asked;
use crate::error::WebError;
use crate::locale::Locale;
use crate::pages::html;
use crate::presets;
use crate::state::Site;

/// Shows the page.
pub(crate) async fn show(
    State(site): State<Site>,
    asked: Asked,
    locale: Locale,
    uri: Uri,
) -> Result<Response, WebError> {
    let asking = Asking::new(site, asked, locale, uri)?;
    let codes = indicators(&asking, &presets::REGIONAL, |kind| {
        matches!(kind, Kind::Availability | Kind::Level(_))
    });
    let chosen = asking.chosen("indicator", &codes, ToString::to_string)?;
    let words = Words::new(asking.catalogue(), &asking.locale.messages);
    let teller = Teller::new(words);
    let lede = asking.locale.messages.get("web-disagreements-lede");
    let page = asking.page(&asking.locale.messages.get("web-disagreements-title"), &lede);
    let mut sections = Vec::new();
    if let Some(indicator) = &chosen {
        let found = disagreements(&*asking.corpus, indicator);
        let rows = found.iter().map(|disagreement| {
            let told = disagreement.said.iter().map(|observation| {
                let record = teller.record(observation);
                let figure = record.words.unwrap_or(record.text);
                words.messages.with(
                    "web-disagreements-said",
                    &[
                        ("reporter", record.reporter.name),
                        ("figure", &figure),
                        ("period", &record.period),
                    ],
                )
            });
            let told: Vec<String> = told.collect();
            Row {
                name: name_of(&disagreement.area, indicator, &teller, &page),
                cells: vec![disagreement.year.to_string(), told.join("; ")],
            }
        });
        sections.push(Section {
            heading: page.t1("web-disagreements-count", "count", &found.len()),
            note: page.t("web-disagreements-note"),
            columns: vec![page.t("web-question-year"), page.t("web-disagreements-who")],
            rows: rows.collect(),
        });
    }
    html(&QuestionPage {
        heading: page.t("web-disagreements-title"),
        action: page.href("/questions/disagreements"),
        selects: vec![select_indicator(&codes, chosen.as_ref(), &teller, &page)],
        lede,
        sections,
        // A map shows what one reporter says.
        pictures: Vec::new(),
        page,
    })
}
