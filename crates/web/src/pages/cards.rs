//! Cards: the pictures by which other sites show pages of places, indicators and tables.

use axum::response::Response;
use tidemark_publishing::Words;
use tidemark_publishing::picture::Palette;
use tidemark_publishing::picture::card::{Card, draw};

use crate::error::WebError;
use crate::pages::maps::file::{CARD, painted};
use crate::state::Site;

/// A card as pixels.
pub(crate) async fn answer(card: &Card, site: &Site, words: &Words<'_>) -> Result<Response, WebError> {
    painted(site, draw(card, words), Palette::Light, CARD.into()).await
}
