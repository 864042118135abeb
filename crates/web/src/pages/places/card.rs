//! `/places/{place}/card.png`: a place at a glance, as other sites show its page.

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::response::{IntoResponse, Redirect, Response};
use tidemark_evidence::Corpus as _;
use tidemark_evidence::table::Depth;
use tidemark_publishing::display::{TableView, Teller, Words};
use tidemark_publishing::picture::card::Card;
use tidemark_publishing::profile;

use super::{Named, named};
use crate::error::{Missing, WebError};
use crate::pages::cards;
use crate::pages::tables::answer;
use crate::visit::Visit;

/// The card as pixels. A place that is named otherwise than by its code is answered by its code, as its page is.
pub(crate) async fn show(
    path: Result<Path<String>, PathRejection>,
    visit: Visit,
) -> Result<Response, WebError> {
    let Path(text) = path.map_err(|_| WebError::NotFound(Missing::Page))?;
    let Visit {
        site,
        asked,
        locale,
        uri,
    } = visit;
    let corpus = asked.edition()?;
    let place = match named(&text, corpus.catalogue())? {
        Named::Code(code) => code,
        Named::Otherwise(code) => {
            let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
            let path = locale.path(&format!("/places/{code}/card.png{query}"));
            return Ok(Redirect::to(&path).into_response());
        }
    };
    let query = profile::question(&place, &*corpus);
    let table = answer(&corpus, &locale, query, (Depth::Face, usize::MAX)).await?;
    let words = Words::new(corpus.catalogue(), &locale.messages);
    let card = {
        let view = TableView::new(&table, &words);
        let teller = Teller::new(words);
        let rows = profile::rows(&table, view.cells(), &*corpus, &teller);
        Card::of_place(&place, &rows, &table, &site.settings.site_name, &words)
    };
    cards::answer(&card, &site, &words).await
}
