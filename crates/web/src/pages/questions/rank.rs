//! `/questions/rank`: places in order of a figure; ranges that overlap share their ranks.

use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use tidemark_evidence::indicator::Kind;
use tidemark_evidence::query::PeriodSelector;
use tidemark_evidence::questions::ranking;
use tidemark_publishing::display::{Teller, Words};
use tidemark_vocab::IndicatorCode;

use super::{
    Asking, QuestionPage, Row, Section, by_name, indicators, map_of, name_of, said, select_indicator,
};
use crate::asked::Asked;
use crate::error::WebError;
use crate::locale::Locale;
use crate::pages::{Link, Page, charts, html};
use crate::state::Site;

/// What people rank by first.
const FIRST: [&str; 4] = [
    "pwid_hiv_prevalence",
    "pwid_hcv_prevalence",
    "pwid_population_size",
    "prison_population_rate",
];

/// Shows the page.
pub(crate) async fn show(
    State(site): State<Site>,
    asked: Asked,
    locale: Locale,
    uri: Uri,
) -> Result<Response, WebError> {
    let asking = Asking::new(site, asked, locale, uri)?;
    let codes = indicators(&asking, &FIRST, |kind| matches!(kind, Kind::Quantity(_)));
    let chosen = asking.chosen("indicator", &codes, ToString::to_string)?;
    let teller = Teller::new(Words::new(asking.catalogue(), &asking.locale.messages));
    let lede = asking.locale.messages.get("web-rank-lede");
    let page = asking.page(&asking.locale.messages.get("web-rank-title"), &lede);
    let mut sections = Vec::new();
    if let Some(indicator) = &chosen {
        let found = ranking(&*asking.corpus, indicator);
        let rows = found.ranked.iter().map(|ranked| {
            let rank = if ranked.first == ranked.last {
                ranked.first.to_string()
            } else {
                page.messages.with(
                    "web-rank-range",
                    &[
                        ("first", &ranked.first.to_string()),
                        ("last", &ranked.last.to_string()),
                    ],
                )
            };
            Row {
                name: name_of(&ranked.area, indicator, &teller, &page),
                cells: vec![rank, said(&ranked.cell, indicator, &teller)],
            }
        });
        sections.push(Section {
            heading: page.t1("web-rank-count", "count", &found.ranked.len()),
            note: page.t("web-rank-note"),
            columns: vec![page.t("web-rank-rank"), page.t("web-table-finding")],
            rows: rows.collect(),
        });
        let rows = found.open.iter().map(|(area, cell)| Row {
            name: name_of(area, indicator, &teller, &page),
            cells: vec![said(cell, indicator, &teller)],
        });
        sections.push(Section {
            heading: page.t1("web-rank-open", "count", &found.open.len()),
            note: String::new(),
            columns: vec![page.t("web-table-finding")],
            rows: by_name(rows.collect()),
        });
    }
    html(&QuestionPage {
        heading: page.t("web-rank-title"),
        action: page.href("/questions/rank"),
        selects: vec![select_indicator(&codes, chosen.as_ref(), &teller, &page)],
        lede,
        sections,
        pictures: chosen
            .as_ref()
            .map_or_else(Vec::new, |code| pictures(code, &asking, &teller, &page)),
        page,
    })
}

/// All places as a chart and on a map.
fn pictures(code: &IndicatorCode, asking: &Asking, teller: &Teller<'_>, page: &Page) -> Vec<Link> {
    let name = teller.words().indicator(code);
    vec![
        Link {
            text: page.t1("web-question-chart", "name", &name),
            href: charts::everywhere(code, asking.catalogue(), page),
        },
        map_of(code, PeriodSelector::Latest, &name, asking, page),
    ]
}
