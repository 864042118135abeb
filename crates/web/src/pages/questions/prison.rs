//! `/questions/prison`: which places have a service in the community and not in prison.

use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use tidemark_evidence::query::PeriodSelector;
use tidemark_evidence::questions::beside;
use tidemark_publishing::display::{Teller, Words};
use tidemark_vocab::IndicatorCode;

use super::{Asking, QuestionPage, Row, Section, by_name, map_of, name_of, said, select_indicator};
use crate::asked::Asked;
use crate::error::WebError;
use crate::locale::Locale;
use crate::pages::html;
use crate::state::Site;

/// A service in the community, and the same in prison.
const PAIRS: [(&str, &str); 3] = [
    ("nsp_available", "nsp_prison_available"),
    ("oat_available", "prison_oat_available"),
    ("naloxone_take_home", "prison_naloxone_available"),
];

/// Shows the page.
pub(crate) async fn show(
    State(site): State<Site>,
    asked: Asked,
    locale: Locale,
    uri: Uri,
) -> Result<Response, WebError> {
    let asking = Asking::new(site, asked, locale, uri)?;
    let pairs: Vec<(IndicatorCode, IndicatorCode)> = PAIRS
        .iter()
        .filter_map(|(first, second)| Some((first.parse().ok()?, second.parse().ok()?)))
        .filter(|(first, second)| {
            let known = &asking.catalogue().indicators;
            known.contains_key(first) && known.contains_key(second)
        })
        .collect();
    let chosen = asking.chosen("indicator", &pairs, |(first, _)| first.to_string())?;
    let teller = Teller::new(Words::new(asking.catalogue(), &asking.locale.messages));
    let lede = asking.locale.messages.get("web-prison-lede");
    let page = asking.page(&asking.locale.messages.get("web-prison-title"), &lede);
    let codes: Vec<IndicatorCode> = pairs.iter().map(|(first, _)| first.clone()).collect();
    let select = select_indicator(&codes, chosen.as_ref().map(|(first, _)| first), &teller, &page);
    let (mut sections, mut pictures) = (Vec::new(), Vec::new());
    if let Some((first, second)) = &chosen {
        let found = beside(&*asking.corpus, first, second);
        let columns = [first, second]
            .map(|code| teller.words().indicator(code))
            .to_vec();
        for (code, name) in [first, second].into_iter().zip(&columns) {
            pictures.push(map_of(code, PeriodSelector::Latest, name, &asking, &page));
        }
        for (id, list) in [
            ("web-prison-without", &found.without),
            ("web-prison-with", &found.with),
            ("web-prison-not-known", &found.not_known),
        ] {
            let rows = list.iter().map(|(area, has, other)| Row {
                name: name_of(area, second, &teller, &page),
                cells: vec![said(has, first, &teller), said(other, second, &teller)],
            });
            sections.push(Section {
                heading: page.t1(id, "count", &list.len()),
                note: String::new(),
                columns: columns.clone(),
                rows: by_name(rows.collect()),
            });
        }
        let rows = found.silent.iter().map(|(area, has)| Row {
            name: name_of(area, first, &teller, &page),
            cells: vec![said(has, first, &teller)],
        });
        sections.push(Section {
            heading: page.t1("web-prison-silent", "count", &found.silent.len()),
            note: String::new(),
            columns: columns.into_iter().take(1).collect(),
            rows: by_name(rows.collect()),
        });
    }
    html(&QuestionPage {
        heading: page.t("web-prison-title"),
        action: page.href("/questions/prison"),
        selects: vec![select],
        lede,
        sections,
        pictures,
        page,
    })
}
