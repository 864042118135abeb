//! `/api/v1/observations.csv`: a whole edition as one file, for whom a table would be too large.

use std::iter;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt as _, stream};
use tidemark_publishing::{Messages, Words, csv};
use tidemark_vocab::IndicatorCode;

use crate::api::v1::table::CSV;
use crate::asked::Asked;
use crate::error::WebError;
use crate::link;
use crate::locale::Locale;
use crate::pages::{EDITION_DIGITS, Edition};
use tidemark_evidence::Corpus as _;

/// Where it is.
pub(crate) const ADDRESS: &str = "/api/v1/observations.csv";

/// Where the whole edition is that an address asks about.
pub(crate) fn of_the_edition_in(uri: &Uri) -> String {
    let given = link::pairs(uri.query().unwrap_or_default());
    let edition = link::value(&given, "edition").map(|edition| ("edition", edition));
    link::address(ADDRESS, edition)
}

/// Answers with every observation, an indicator after another.
pub(crate) async fn all(asked: Asked, locale: Locale) -> Result<Response, WebError> {
    let corpus = asked.edition()?;
    let digits: String = corpus.identity().chars().take(EDITION_DIGITS).collect();
    let disposition = format!("attachment; filename=\"tidemark_observations_{digits}.csv\"");
    let disposition =
        HeaderValue::from_str(&disposition).map_err(|error| WebError::Internal(Box::new(error)))?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(CSV)),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, body(corpus, locale.messages)).into_response())
}

/// How many parts are made before they are taken.
const AHEAD: usize = 2;

/// Parts are made a few at a time as they are taken, so that neither a large edition fills the memory nor a slow reader holds a thread.
fn body(corpus: Edition, messages: Messages) -> Body {
    let indicators: Vec<IndicatorCode> = corpus.catalogue().indicators.keys().cloned().collect();
    let parts = iter::once(None).chain(indicators.into_iter().map(Some));
    let making = Arc::new((corpus, messages));
    let stream = stream::iter(parts).map(move |part| {
        let making = Arc::clone(&making);
        tokio::task::spawn_blocking(move || written(part.as_ref(), &making))
    });
    // Whoever compresses it asks once more after its end.
    Body::from_stream(stream.buffered(AHEAD).fuse())
}

/// The names of the columns, or the observations of an indicator.
fn written(part: Option<&IndicatorCode>, (corpus, messages): &(Edition, Messages)) -> Vec<u8> {
    match part {
        None => csv::observations_head(),
        Some(indicator) => {
            let words = Words::new(corpus.catalogue(), messages);
            let mut rows = csv::Rows::new(corpus.identity(), &words);
            if tidemark_app::rows(corpus, indicator, &mut rows) {
                return rows.finish();
            }
            csv::observations(&**corpus, indicator, &words)
        }
    }
}
