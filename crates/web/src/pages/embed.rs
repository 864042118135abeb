//! `/embed/charts`: a chart alone, for frames in pages of other sites; and what other sites ask to learn how to show it (oEmbed 1.0,
//! <https://oembed.com/>).

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde_json::json;
use tidemark_evidence::Corpus as _;
use tidemark_publishing::display::Words;
use tidemark_publishing::picture::chart::Reading;
use tidemark_vocab::Message;

use super::charts::{Asking, Picture, picture, plan, table};
use super::{Page, html};
use crate::asked::Asked;
use crate::error::{Fault, Missing, WebError};
use crate::http::headers::Framable;
use crate::link;
use crate::locale::{self, Locale};
use crate::settings::BaseAddress;
use crate::state::Site;

/// Where charts stand, and where they stand alone.
const CHARTS: &str = "/charts";
pub(crate) const ALONE: &str = "/embed/charts";

/// What stands in a frame beside the picture: its title, and where it is from.
const AROUND: i32 = 150;
/// Frames are so wide where nobody says otherwise.
const USUAL: i32 = 760;
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
    let mut response = html(&EmbedPage {
        title: reading.title.clone(),
        picture: picture(&plan, &reading, page),
        whole: page.href(&asking.path(CHARTS)),
        edition: words.edition(&table.edition),
        page,
    })?;
    response.extensions_mut().insert(Framable);
    Ok(response)
}

/// Says how a chart of this site is shown in pages of others.
pub(crate) async fn oembed(State(site): State<Site>, uri: Uri) -> Result<Response, WebError> {
    let given = link::pairs(uri.query().unwrap_or_default());
    if let Some(format) = link::value(&given, "format").filter(|format| *format != "json") {
        let reason = Message::new("query-error-unknown-choice").with("value", format);
        return Err(WebError::Query(vec![Fault::whole(
            "format",
            format,
            reason,
            vec!["json".to_owned()],
        )]));
    }
    let address = link::value(&given, "url").unwrap_or_default();
    let chart = own(address, site.settings.base_address.as_ref()).ok_or(WebError::NotFound(Missing::Page))?;
    let (tag, _) = locale::apart(chart.path());
    let locale = Locale::of(&chart, &HeaderMap::new()).0;
    if tag.is_none() {
        return Err(WebError::NotFound(Missing::Page));
    }
    let asked = Asked::of(&site, &chart).await;
    let corpus = asked.edition()?;
    let asking = Asking::read(&chart, corpus.catalogue())?;
    let table = table(&site, &corpus, &locale, &asking).await?;
    let reading = Reading::new(&table, Words::new(corpus.catalogue(), &locale.messages));
    let plan = plan(&asking, &reading)?;
    let page = Page::new(&site, &locale, &chart, &reading.title).of(&asked);
    let most = |name: &str, usual: i32| {
        let asked = link::value(&given, name).and_then(|text| text.parse().ok());
        asked.map_or(usual, |most: i32| usual.min(most.max(1)))
    };
    let width = most("maxwidth", USUAL);
    let drawn = picture(&plan, &reading, &page);
    let height = most("maxheight", drawn.height(width));
    let told = json!({
        "version": "1.0",
        "type": "rich",
        "title": reading.title,
        "provider_name": site.settings.site_name,
        "provider_url": page.absolute("/"),
        "width": width,
        "height": height,
        "html": frame(&page.absolute(&locale.path(&asking.path(ALONE))), &reading.title, (width, height)),
    });
    let kind = (header::CONTENT_TYPE, "application/json");
    Ok(([kind], told.to_string()).into_response())
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

/// The chart that an address of this site shows.
fn own(address: &str, base: Option<&BaseAddress>) -> Option<Uri> {
    let path = match base {
        Some(base) if !address.starts_with('/') => address.strip_prefix(&base.join(""))?,
        _ => address,
    };
    let uri: Uri = path.parse().ok()?;
    let (_, rest) = locale::apart(uri.path());
    (uri.authority().is_none() && rest == CHARTS).then_some(uri)
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
    fn only_charts_of_this_site_are_shown_elsewhere() {
        let base: BaseAddress = "https://data.example.org".parse().unwrap();
        let path = |address: &str| own(address, Some(&base)).map(|uri| uri.to_string());
        let chart = "/en/charts?indicators=a&areas=B";
        assert_eq!(path(chart).as_deref(), Some(chart));
        assert_eq!(
            path(&format!("https://data.example.org{chart}")).as_deref(),
            Some(chart)
        );
        for other in [
            "https://elsewhere.example/en/charts?x=1",
            "/en/tables?indicators=a",
            "",
            "//elsewhere.example/en/charts",
        ] {
            assert_eq!(path(other), None, "{other}");
        }
    }

    #[test]
    fn a_title_cannot_end_its_attribute() {
        let frame = frame("/en/charts?a=1&b=2", "\"><script>", (10, 20));
        assert!(!frame.contains("\"><script>"), "{frame}");
    }
}
