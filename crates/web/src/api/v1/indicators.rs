//! `/api/v1/indicators`: what is observed, by theme, with how much there is of it.

use axum::extract::State;
use axum::response::Response;
use serde_json::{Value, json};
use tidemark_evidence::Corpus as _;
use tidemark_evidence::Indicator;
use tidemark_publishing::Words;

use crate::api;
use crate::asked::Asked;
use crate::error::WebError;
use crate::holdings::Holdings;
use crate::locale::Locale;
use crate::state::Site;

/// Lists them in the order of the page.
pub(crate) async fn list(
    State(site): State<Site>,
    asked: Asked,
    locale: Locale,
) -> Result<Response, WebError> {
    let corpus = asked.edition()?;
    let catalogue = corpus.catalogue();
    let holdings = site.holdings.of(&*corpus);
    let words = Words::new(catalogue, &locale.messages);
    let known = catalogue
        .indicator_order
        .iter()
        .filter_map(|code| catalogue.indicators.get(code));
    let indicators: Vec<Value> = known
        .map(|indicator| entry(indicator, &holdings, &words))
        .collect();
    Ok(api::json(
        &json!({ "edition": corpus.identity(), "indicators": indicators }),
    ))
}

fn entry(indicator: &Indicator, holdings: &Holdings, words: &Words<'_>) -> Value {
    json!({
        "indicator": indicator.code.as_str(),
        "theme": indicator.theme.as_str(),
        "name": words.indicator(&indicator.code),
        "definition": words.localized(&indicator.definition),
        "unit": indicator.unit.as_str(),
        "observations": holdings.indicator(&indicator.code),
    })
}
