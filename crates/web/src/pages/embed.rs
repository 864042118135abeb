//! `/embed/charts`: a chart alone, for frames in pages of other sites.

use askama::Template;
use axum::extract::State;
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect, Response};
use tidemark_evidence::Corpus as _;
use tidemark_publishing::display::Words;
use tidemark_publishing::picture::chart::Reading;

use super::charts::{Asking, Picture, picture, plan, table};
use super::{Page, html};
use crate::asked::Asked;
use crate::error::WebError;
use crate::http::headers::Framable;
use crate::locale::Locale;
use crate::state::Site;

/// Where charts stand, and where they stand alone.
pub(crate) const CHARTS: &str = "/charts";
pub(crate) const ALONE: &str = "/embed/charts";

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
    picture: Picture,
    /// The page of the chart.
    whole: String,
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
        return Ok(Redirect::to(&locale.path(&asking.path(ALONE))).into_response());
    }
    let table = table(&site, &corpus, &locale, &asking).await?;
    let words = Words::new(corpus.catalogue(), &locale.messages);
    let reading = Reading::new(&table, words);
    let plan = plan(&asking, &reading)?;
    let canonical = locale.path(&asking.path(CHARTS));
    let page = &Page::new(&site, &locale, &uri, &reading.title)
        .of(&asked)
        .known_as(canonical);
    let drawn = picture(&plan, &reading, page);
    let mut response = html(&EmbedPage {
        title: reading.title.clone(),
        picture: Picture {
            wide: opening_windows(&drawn.wide),
            narrow: opening_windows(&drawn.narrow),
            ..drawn
        },
        whole: page.href(&asking.path(CHARTS)),
        edition: words.edition(&table.edition),
        page,
    })?;
    response.extensions_mut().insert(Framable);
    Ok(response)
}

/// A picture whose links leave the frame, in which no other page of this site may stand. Its words hold no `<`.
fn opening_windows(svg: &str) -> String {
    svg.replace("<a href=", "<a target=\"_blank\" rel=\"noopener\" href=")
}

impl Picture {
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
        shown + AROUND
    }
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
