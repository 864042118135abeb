//! `/questions/old`: what is older than two rounds of its reporter.

use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use tidemark_evidence::query::PeriodSelector;
use tidemark_evidence::questions::outdated;
use tidemark_publishing::display::{Teller, Words};

use super::{Asking, QuestionPage, Row, Section, by_name, indicators, map_of, name_of, select_indicator};
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
    let codes = indicators(&asking, &presets::REGIONAL, |_| true);
    let chosen = asking.chosen("indicator", &codes, ToString::to_string)?;
    let teller = Teller::new(Words::new(asking.catalogue(), &asking.locale.messages));
    let lede = asking.locale.messages.get("web-old-lede");
    let page = asking.page(&asking.locale.messages.get("web-old-title"), &lede);
    let mut sections = Vec::new();
    if let Some(indicator) = &chosen {
        let found = outdated(&*asking.corpus, indicator);
        let rows = found.iter().map(|outdated| {
            let view = teller.cell(&outdated.cell, indicator);
            let last = view.last.as_ref();
            let reporter = view
                .reporter
                .map_or(String::new(), |reporter| reporter.name.to_owned());
            Row {
                name: name_of(&outdated.area, indicator, &teller, &page),
                cells: vec![
                    last.map_or_else(String::new, |last| last.figure.clone()),
                    last.map_or_else(String::new, |last| last.period.clone()),
                    reporter,
                ],
            }
        });
        sections.push(Section {
            heading: page.t1("web-old-count", "count", &found.len()),
            note: String::new(),
            columns: vec![
                page.t("web-old-last"),
                page.t("web-finding-period"),
                page.t("web-table-reporter"),
            ],
            rows: by_name(rows.collect()),
        });
    }
    html(&QuestionPage {
        heading: page.t("web-old-title"),
        action: page.href("/questions/old"),
        selects: vec![select_indicator(&codes, chosen.as_ref(), &teller, &page)],
        lede,
        sections,
        pictures: chosen
            .iter()
            .map(|code| {
                let name = teller.words().indicator(code);
                map_of(code, PeriodSelector::Latest, &name, &asking, &page)
            })
            .collect(),
        page,
    })
}
