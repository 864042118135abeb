//! `/tables/card.png`: the first rows and columns of a table, as other sites show its page.

use axum::response::Response;
use tidemark_evidence::table::Depth;
use tidemark_evidence::{Corpus as _, TableQuery};
use tidemark_publishing::display::{TableView, Words};
use tidemark_publishing::picture::card::Card;

use super::{answer, question};
use crate::error::WebError;
use crate::pages::cards;
use crate::visit::Visit;

/// The card as pixels.
pub(crate) async fn show(visit: Visit) -> Result<Response, WebError> {
    let Visit {
        site,
        asked,
        locale,
        uri,
    } = visit;
    let corpus = asked.edition()?;
    let query = TableQuery::parse(&question(&uri), corpus.catalogue())?.query;
    let depth = (Depth::Face, site.settings.page_cells);
    let table = answer(&corpus, &locale, query, depth).await?;
    let words = Words::new(corpus.catalogue(), &locale.messages);
    let card = {
        let view = TableView::new(&table, &words);
        Card::of_table(&table, &view, &site.settings.site_name, &words)
    };
    cards::answer(&card, &site, &words).await
}
