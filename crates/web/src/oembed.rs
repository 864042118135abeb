//! `/oembed`: what other sites ask to learn how a chart of this one is shown in their pages (oEmbed 1.0, <https://oembed.com/>).

use axum::extract::State;
use axum::http::{HeaderMap, Uri, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use tidemark_evidence::Corpus as _;
use tidemark_publishing::display::Words;
use tidemark_publishing::picture::chart::Reading;
use tidemark_vocab::Message;

use crate::asked::Asked;
use crate::error::{Fault, Missing, WebError};
use crate::link;
use crate::locale::{self, Locale};
use crate::pages::Page;
use crate::pages::charts::{Asking, picture, plan, table};
use crate::pages::embed::{ALONE, CHARTS, USUAL, frame};
use crate::settings::BaseAddress;
use crate::state::Site;

/// Says how a chart of this site is shown in pages of others.
pub(crate) async fn answer(State(site): State<Site>, uri: Uri) -> Result<Response, WebError> {
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
}
