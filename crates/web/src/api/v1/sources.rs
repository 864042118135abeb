//! `/api/v1/sources`: every source, with its terms and what rests on it.

use axum::extract::State;
use axum::response::Response;
use serde_json::{Map, Value, json};
use tidemark_vocab::Source;

use crate::api;
use crate::asked::Asked;
use crate::error::WebError;
use crate::holdings::Holdings;
use crate::state::Site;
use tidemark_evidence::Corpus as _;

/// Lists them in order of id.
pub(crate) async fn list(State(site): State<Site>, asked: Asked) -> Result<Response, WebError> {
    let corpus = asked.edition()?;
    let holdings = site.holdings.of(&*corpus);
    let sources = corpus.catalogue().sources.values();
    let sources: Vec<Value> = sources.map(|source| entry(source, &holdings)).collect();
    Ok(api::json(
        &json!({ "edition": corpus.identity(), "sources": sources }),
    ))
}

fn entry(source: &Source, holdings: &Holdings) -> Value {
    let resting = holdings.source(&source.id);
    let indicators: Map<String, Value> = resting
        .iter()
        .map(|(code, count)| (code.to_string(), json!(count)))
        .collect();
    json!({
        "source": source.id.as_str(),
        "reporter": source.reporter.as_str(),
        "title": source.title,
        "publisher": source.publisher,
        "year": source.year,
        "address": source.address,
        "licence": source.licence,
        "terms": source.terms.as_str(),
        "observations": resting.values().sum::<usize>(),
        "indicators": indicators,
    })
}
