//! `/indicators/{indicator}/card.png`: an indicator, as other sites show its page.

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::response::Response;
use tidemark_evidence::Corpus as _;
use tidemark_publishing::display::Words;
use tidemark_publishing::picture::card::Card;

use super::indicator::{named, recorded};
use crate::error::{Missing, WebError};
use crate::pages::cards;
use crate::visit::Visit;

/// The card as pixels.
pub(crate) async fn show(
    path: Result<Path<String>, PathRejection>,
    visit: Visit,
) -> Result<Response, WebError> {
    let Path(text) = path.map_err(|_| WebError::NotFound(Missing::Page))?;
    let Visit {
        site, asked, locale, ..
    } = visit;
    let corpus = asked.edition()?;
    let indicator = named(&text, corpus.catalogue())?;
    let table = recorded(&indicator.code, &site, &locale, &corpus).await?;
    let words = Words::new(corpus.catalogue(), &locale.messages);
    let site_name = &site.settings.site_name;
    let card = Card::of_indicator(indicator, table.as_ref(), &*corpus, site_name, &words);
    cards::answer(&card, &site, &words).await
}
