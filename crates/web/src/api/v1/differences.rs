//! `/api/v1/differences`: what differs between two editions, by finding or by cell, as JSON or CSV.

use axum::extract::State;
use axum::http::{HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use tidemark_app::{Pinned, observations};
use tidemark_evidence::{Corpus as _, diff};
use tidemark_publishing::{csv, json};
use tidemark_vocab::{Message, closed_list};

use crate::api::v1::table::CSV;
use crate::asked::Asked;
use crate::error::{Fault, WebError};
use crate::link;
use crate::state::Site;

/// Where it is.
pub(crate) const ADDRESS: &str = "/api/v1/differences";

closed_list!(
    /// What is compared.
    By, "what is compared",
    "findings or cells", {
        /// Every finding.
        Findings = "findings",
        /// What cells of the newest figures show.
        Cells = "cells",
    }
);

closed_list!(
    /// As what the differences are wanted.
    As, "a format of differences",
    "json or csv", {
        /// JSON.
        Json = "json",
        /// CSV.
        Csv = "csv",
    }
);

/// Two editions to be compared.
pub(crate) struct Pair {
    pub(crate) before: Pinned,
    pub(crate) after: Pinned,
}

impl Pair {
    /// The editions that an address names: `after` is the current one, and `before` the newest other one, where they are not named.
    pub(crate) async fn of(site: &Site, uri: &Uri) -> Result<Self, WebError> {
        let after = Asked::by(site, uri, "after")
            .await
            .unwrap_or_else(|| Asked::current(site));
        let after = after.pinned()?;
        let before = match Asked::by(site, uri, "before").await {
            Some(named) => named.pinned()?,
            None => Self::other(site, &after).await.pinned()?,
        };
        Ok(Self { before, after })
    }

    async fn other(site: &Site, than: &Pinned) -> Asked {
        let editions = site.observatory.editions();
        let other = editions
            .iter()
            .find(|one| one.identity != than.edition.identity());
        match other {
            Some(one) => Asked::named(site, one.identity.clone()).await,
            None => Asked::current(site),
        }
    }
}

/// A parameter that takes one of a few words.
fn word<T: std::str::FromStr + Copy>(
    given: &[(String, String)],
    parameter: &str,
    default: T,
    choices: &[&str],
) -> Result<T, WebError> {
    let Some(text) = link::value(given, parameter) else {
        return Ok(default);
    };
    text.parse().map_err(|_| {
        let reason = Message::new("web-fault-word").with("value", text);
        let choices = choices.iter().map(|choice| (*choice).to_owned()).collect();
        WebError::Query(vec![Fault::whole(parameter, text, reason, choices)])
    })
}

/// Answers with the differences.
pub(crate) async fn answer(State(site): State<Site>, uri: Uri) -> Result<Response, WebError> {
    let given = link::pairs(uri.query().unwrap_or_default());
    let by = word(&given, "by", By::Findings, &By::ALL.map(By::as_str))?;
    let format = word(&given, "format", As::Json, &As::ALL.map(As::as_str))?;
    let pair = Pair::of(&site, &uri).await?;
    let making = move || written(&pair, by, format);
    let made = tokio::task::spawn_blocking(making).await;
    let body = made.map_err(|error| WebError::Internal(Box::new(error)))?;
    let kind = HeaderValue::from_static(match format {
        As::Json => "application/json",
        As::Csv => CSV,
    });
    Ok(([(header::CONTENT_TYPE, kind)], body).into_response())
}

fn written(pair: &Pair, by: By, format: As) -> Vec<u8> {
    let (before, after) = (&*pair.before.edition, &*pair.after.edition);
    let findings = || diff::observations(observations(before), observations(after));
    let names = (before.identity(), after.identity());
    match (by, format) {
        (By::Findings, As::Csv) => csv::differences(findings()),
        (By::Findings, As::Json) => json::differences(names.0, names.1, findings()),
        (By::Cells, As::Csv) => csv::cell_differences(&diff::cells(before, after)),
        (By::Cells, As::Json) => json::cell_differences(names.0, names.1, &diff::cells(before, after)),
    }
}
