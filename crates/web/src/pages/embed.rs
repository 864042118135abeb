//! `/embed/charts` and `/embed/maps`: a picture alone, for frames in pages of other sites.

use askama::Template;
use axum::extract::State;
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect, Response};
use tidemark_evidence::Corpus as _;
use tidemark_publishing::display::{Words, title_of};
use tidemark_publishing::picture::chart::Reading;

use super::charts::{Asking, Picture, picture, plan, table};
use super::{Page, html, maps};
use crate::asked::Asked;
use crate::error::WebError;
use crate::http::headers::Framable;
use crate::locale::Locale;
use crate::state::Site;

/// Where charts stand, and where they stand alone.
pub(crate) const CHARTS: &str = "/charts";
pub(crate) const CHARTS_ALONE: &str = "/embed/charts";
/// Where maps stand, and where they stand alone.
pub(crate) const MAPS: &str = "/maps";
pub(crate) const MAPS_ALONE: &str = "/embed/maps";

/// What stands in a frame beside the picture: its title, and where it is from.
const AROUND: i32 = 190;
/// Frames are so wide where nobody says otherwise.
pub(crate) const USUAL: i32 = 800;
/// Below this the picture for narrow screens is shown.
const NARROW_BELOW: i32 = 776;

#[derive(Template)]
#[template(path = "embed.html")]
struct EmbedPage<'e> {
    page: &'e Page,
    title: String,
    /// How the title looks: a map has it within.
    heading: &'static str,
    picture: Picture,
    /// The page of the picture, and the words that lead there.
    whole: String,
    to_whole: String,
    edition: String,
}

/// Shows a chart alone. What cannot be drawn is refused.
pub(crate) async fn chart(
    State(site): State<Site>,
    asked: Asked,
    locale: Locale,
    uri: Uri,
) -> Result<Response, WebError> {
    let corpus = asked.edition()?;
    let asking = Asking::read(&uri, corpus.catalogue())?;
    if !asking.is_canonical() {
        return Ok(Redirect::to(&locale.path(&asking.path(CHARTS_ALONE))).into_response());
    }
    let table = table(&site, &corpus, &locale, &asking).await?;
    let words = Words::new(corpus.catalogue(), &locale.messages);
    let reading = Reading::new(&table, words);
    let plan = plan(&asking, &reading)?;
    let canonical = locale.path(&asking.path(CHARTS));
    let page = &Page::new(&site, &locale, &uri, &reading.title)
        .of(&asked)
        .known_as(canonical);
    framed(&EmbedPage {
        title: reading.title.clone(),
        heading: "data",
        picture: picture(&plan, &reading, page).opening_windows(),
        whole: page.href(&asking.path(CHARTS)),
        to_whole: page.t("web-chart-whole"),
        edition: words.edition(&table.edition),
        page,
    })
}

/// Shows a map alone. What is no map is refused.
pub(crate) async fn map(
    State(site): State<Site>,
    asked: Asked,
    locale: Locale,
    uri: Uri,
) -> Result<Response, WebError> {
    let corpus = asked.edition()?;
    let (query, is_canonical) = maps::asked(&uri, corpus.catalogue())?;
    if !is_canonical {
        let path = format!("{MAPS_ALONE}?{}", query.to_query_string());
        return Ok(Redirect::to(&locale.path(&path)).into_response());
    }
    let table = maps::table(&site, &corpus, &locale, &query).await?;
    let words = Words::new(corpus.catalogue(), &locale.messages);
    let title = title_of(&table, &words);
    let page = &Page::new(&site, &locale, &uri, &title)
        .of(&asked)
        .known_as(locale.path(&maps::path_of(&query)));
    framed(&EmbedPage {
        heading: "vh",
        picture: maps::picture((&query, &table), &site, page, &words)?.opening_windows(),
        whole: page.href(&maps::path_of(&query)),
        to_whole: page.t("web-map-whole"),
        edition: words.edition(&table.edition),
        title,
        page,
    })
}

/// A page that other sites may frame.
fn framed(page: &EmbedPage<'_>) -> Result<Response, WebError> {
    let mut response = html(page)?;
    response.extensions_mut().insert(Framable);
    Ok(response)
}

impl Picture {
    /// The picture with links that leave the frame, in which no other page of this site may stand. Its words hold no `<`.
    fn opening_windows(self) -> Self {
        let opening = |svg: &str| svg.replace("<a href=", "<a target=\"_blank\" rel=\"noopener\" href=");
        Self {
            wide: opening(&self.wide),
            narrow: opening(&self.narrow),
            ..self
        }
    }

    /// How high a frame of a width is.
    pub(crate) fn height(&self, width: i32) -> i32 {
        let of_picture = if width < NARROW_BELOW {
            self.narrow_height
        } else {
            self.wide_height
        };
        // The narrow picture grows with the frame, up to a size.
        let shown = if width < NARROW_BELOW {
            of_picture * width.min(480) / 320
        } else {
            of_picture
        };
        around(shown)
    }
}

/// How high a frame is around a picture.
pub(crate) const fn around(picture: i32) -> i32 {
    picture + AROUND
}

/// A frame, as it is pasted into a page of another site.
pub(crate) fn frame(address: &str, title: &str, (width, height): (i32, i32)) -> String {
    let (address, title) = (escaped(address), escaped(title));
    format!(
        "<iframe src=\"{address}\" title=\"{title}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\" frameborder=\"0\"></iframe>"
    )
}

/// A frame of the usual width.
pub(crate) fn usual_frame(address: &str, title: &str, picture: &Picture) -> String {
    frame(address, title, (USUAL, picture.height(USUAL)))
}

fn escaped(text: &str) -> String {
    let Ok(safe) = askama::filters::escape(text, askama::filters::Html);
    safe.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_cannot_end_its_attribute() {
        let frame = frame("/en/charts?a=1&b=2", "\"><script>", (10, 20));
        assert!(!frame.contains("\"><script>"), "{frame}");
    }
}
