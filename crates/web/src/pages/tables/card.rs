//! `/tables/card.png`: the first rows and columns of a table, as other sites show its page.

use axum::response::Response;
use tidemark_evidence::query::Format;
use tidemark_evidence::table::Depth;
use tidemark_evidence::{Corpus as _, Table, TableQuery};
use tidemark_publishing::display::{TableView, Words};
use tidemark_publishing::picture::card::Card;

use super::{answer, question};
use crate::error::WebError;
use crate::pages::{Page, cards};
use crate::state::Site;
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

/// A page that shows a table, with the card of that table.
pub(crate) fn shown_by(page: Page, table: &Table, site: &Site, words: &Words<'_>) -> Page {
    let named = page.named_edition().map(str::to_owned);
    let query = TableQuery {
        edition: table.query.edition.clone().or(named),
        format: Format::Html,
        ..table.query.clone()
    };
    let picture = page.href(&format!("/tables/card.png?{}", query.to_query_string()));
    page.shown_by(picture, || {
        let view = TableView::new(table, words);
        Card::of_table(table, &view, &site.settings.site_name, words).description(words)
    })
}
