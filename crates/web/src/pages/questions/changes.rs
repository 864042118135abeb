//! `/questions/changes`: who gained or lost a service between two rounds of the same reporter.

use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use tidemark_evidence::indicator::Kind;
use tidemark_evidence::query::PeriodSelector;
use tidemark_evidence::questions::{Change, changes, rounds_with};
use tidemark_publishing::display::{Teller, Words};
use tidemark_vocab::{IndicatorCode, RoundId};

use super::{
    Asking, Choice, QuestionPage, Row, Section, Select, by_name, indicators, map_of, name_of,
    select_indicator,
};
use crate::asked::Asked;
use crate::error::WebError;
use crate::locale::Locale;
use crate::pages::{Page, html};
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
    let corpus = &*asking.corpus;
    let codes = indicators(&asking, &presets::REGIONAL, |kind| *kind == Kind::Availability);
    let comparable: Vec<IndicatorCode> = codes
        .into_iter()
        .filter(|code| rounds(code, &asking).len() > 1)
        .collect();
    let indicator = asking.chosen("indicator", &comparable, ToString::to_string)?;
    let words = Words::new(asking.catalogue(), &asking.locale.messages);
    let teller = Teller::new(words);
    let lede = asking.locale.messages.get("web-changes-lede");
    let page = asking.page(&asking.locale.messages.get("web-changes-title"), &lede);
    let mut selects = vec![select_indicator(&comparable, indicator.as_ref(), &teller, &page)];
    let (mut sections, mut pictures) = (Vec::new(), Vec::new());
    if let Some(indicator) = &indicator {
        let rounds = rounds(indicator, &asking);
        let (before, after) = pair(&rounds, &asking)?;
        for (name, chosen) in [("before", &before), ("after", &after)] {
            selects.push(select_round(name, &rounds, chosen.as_ref(), &words, &page));
        }
        if let (Some(before), Some(after)) = (before, after) {
            let found = changes(corpus, indicator, &before, &after);
            let lists = [
                ("web-changes-gained", &found.gained),
                ("web-changes-lost", &found.lost),
                ("web-changes-open", &found.open),
                ("web-changes-kept", &found.kept),
                ("web-changes-without", &found.without),
            ];
            let columns = [&before, &after].map(|round| words.round(round));
            pictures.extend([&before, &after].map(|round| {
                let period = PeriodSelector::Round(round.clone());
                map_of(indicator, period, &words.round(round), &asking, &page)
            }));
            for (id, list) in lists {
                sections.push(section(id, list, &columns, indicator, &teller, &page));
            }
            let one_sided = page.t1("web-changes-one-sided", "count", &found.one_sided.len());
            if let Some(first) = sections.first_mut() {
                first.note = one_sided;
            }
        }
    }
    html(&QuestionPage {
        heading: page.t("web-changes-title"),
        action: page.href("/questions/changes"),
        lede,
        selects,
        sections,
        pictures,
        page,
    })
}

/// The rounds in which the indicator can be compared, of every reporter with more than one.
fn rounds(indicator: &IndicatorCode, asking: &Asking) -> Vec<RoundId> {
    let reporters = asking.catalogue().reporters.keys();
    let of_each = reporters.map(|reporter| rounds_with(&*asking.corpus, indicator, reporter));
    of_each.filter(|rounds| rounds.len() > 1).flatten().collect()
}

/// The rounds that are asked for: of the same reporter, the earlier first. Where none is named, the last two of the reporter with most rounds.
fn pair(rounds: &[RoundId], asking: &Asking) -> Result<(Option<RoundId>, Option<RoundId>), WebError> {
    let most = rounds.iter().max_by_key(|round| {
        rounds
            .iter()
            .filter(|other| other.reporter == round.reporter)
            .count()
    });
    let last: Vec<RoundId> = most
        .map(|most| {
            let mut own = rounds
                .iter()
                .filter(|round| round.reporter == most.reporter)
                .cloned()
                .rev();
            own.by_ref().take(2).collect()
        })
        .unwrap_or_default();
    let named = |name: &str| match asking.value(name) {
        Some(_) => asking.chosen(name, rounds, ToString::to_string),
        None => Ok(None),
    };
    let after = named("after")?.or_else(|| last.first().cloned());
    let before = named("before")?.or_else(|| last.get(1).cloned());
    let of_one = before.as_ref().map(|round| &round.reporter) == after.as_ref().map(|round| &round.reporter);
    let place = |round: &Option<RoundId>| rounds.iter().position(|other| Some(other) == round.as_ref());
    Ok(match (of_one, place(&before) <= place(&after)) {
        (true, true) => (before, after),
        (true, false) => (after, before),
        (false, _) => (None, None),
    })
}

fn select_round(
    name: &'static str,
    rounds: &[RoundId],
    chosen: Option<&RoundId>,
    words: &Words<'_>,
    page: &Page,
) -> Select {
    let choices = rounds.iter().map(|round| Choice {
        value: round.to_string(),
        label: words.round(round),
        chosen: Some(round) == chosen,
    });
    Select {
        name,
        label: page.t(if name == "before" {
            "web-changes-before"
        } else {
            "web-changes-after"
        }),
        choices: choices.collect(),
    }
}

fn section(
    id: &str,
    list: &[Change],
    columns: &[String],
    indicator: &IndicatorCode,
    teller: &Teller<'_>,
    page: &Page,
) -> Section {
    let told = |observation| {
        let record = teller.record(observation);
        let figure = record.words.unwrap_or(record.text);
        let doubt = if record.questioned.is_some() {
            page.t("web-cell-doubtful")
        } else {
            String::new()
        };
        format!("{figure} {doubt}").trim_end().to_owned()
    };
    let rows = list.iter().map(|change| Row {
        name: name_of(&change.area, indicator, teller, page),
        cells: vec![told(&change.before), told(&change.after)],
    });
    Section {
        heading: page.t1(id, "count", &list.len()),
        note: String::new(),
        columns: columns.to_vec(),
        rows: by_name(rows.collect()),
    }
}
