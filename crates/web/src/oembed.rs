//! `/oembed`: what other sites ask to learn how a chart or map of this one is shown in their pages (oEmbed 1.0, <https://oembed.com/>).

use axum::extract::State;
use axum::http::{HeaderMap, Uri, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use tidemark_evidence::Corpus as _;
use tidemark_publishing::display::{Words, title_of};
use tidemark_publishing::picture::chart::Reading;
use tidemark_vocab::Message;

use crate::asked::Asked;
use crate::error::{Fault, Missing, WebError};
use crate::link;
use crate::locale::{self, Locale};
use crate::pages::Page;
use crate::pages::charts::{self, Asking, Picture, plan};
use crate::pages::embed::{CHARTS, CHARTS_ALONE, MAPS, MAPS_ALONE, USUAL, frame};
use crate::pages::maps;
use crate::settings::BaseAddress;
use crate::state::Site;

/// Says how a chart or map of this site is shown in pages of others.
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
    let picture =
        own(address, site.settings.base_address.as_ref()).ok_or(WebError::NotFound(Missing::Page))?;
    let (tag, path) = locale::apart(picture.path());
    let locale = Locale::of(&picture, &HeaderMap::new()).0;
    if tag.is_none() {
        return Err(WebError::NotFound(Missing::Page));
    }
    let asked = Asked::of(&site, &picture).await;
    let shown = if path == MAPS {
        map(&site, &asked, &locale, &picture).await?
    } else {
        chart(&site, &asked, &locale, &picture).await?
    };
    let page = Page::new(&site, &locale, &picture, &shown.title).of(&asked);
    let most = |name: &str, usual: i32| {
        let asked = link::value(&given, name).and_then(|text| text.parse().ok());
        asked.map_or(usual, |most: i32| usual.min(most.max(1)))
    };
    let width = most("maxwidth", USUAL);
    let height = most("maxheight", shown.picture.height(width));
    let told = json!({
        "version": "1.0",
        "type": "rich",
        "title": shown.title,
        "provider_name": site.settings.site_name,
        "provider_url": page.absolute("/"),
        "width": width,
        "height": height,
        "html": frame(&page.absolute(&locale.path(&shown.alone)), &shown.title, (width, height)),
    });
    let kind = (header::CONTENT_TYPE, "application/json");
    Ok(([kind], told.to_string()).into_response())
}

/// A picture as other sites show it.
struct Shown {
    title: String,
    picture: Picture,
    /// The path at which it stands alone.
    alone: String,
}

async fn chart(site: &Site, asked: &Asked, locale: &Locale, uri: &Uri) -> Result<Shown, WebError> {
    let corpus = asked.edition()?;
    let asking = Asking::read(uri, corpus.catalogue())?;
    let table = charts::table(site, &corpus, locale, &asking).await?;
    let reading = Reading::new(&table, Words::new(corpus.catalogue(), &locale.messages));
    let plan = plan(&asking, &reading)?;
    let page = Page::new(site, locale, uri, &reading.title).of(asked);
    Ok(Shown {
        picture: charts::picture(&plan, &reading, &page),
        title: reading.title.clone(),
        alone: asking.path(CHARTS_ALONE),
    })
}

async fn map(site: &Site, asked: &Asked, locale: &Locale, uri: &Uri) -> Result<Shown, WebError> {
    let corpus = asked.edition()?;
    let (query, _) = maps::asked(uri, corpus.catalogue())?;
    let table = maps::table(site, &corpus, locale, &query).await?;
    let words = Words::new(corpus.catalogue(), &locale.messages);
    let title = title_of(&table, &words);
    let page = Page::new(site, locale, uri, &title).of(asked);
    Ok(Shown {
        picture: maps::picture((&query, &table), site, &page, &words)?,
        title,
        alone: format!("{MAPS_ALONE}?{}", query.to_query_string()),
    })
}

/// The chart or map that an address of this site shows.
fn own(address: &str, base: Option<&BaseAddress>) -> Option<Uri> {
    let path = match base {
        Some(base) if !address.starts_with('/') => address.strip_prefix(&base.join(""))?,
        _ => address,
    };
    let uri: Uri = path.parse().ok()?;
    let (_, rest) = locale::apart(uri.path());
    (uri.authority().is_none() && matches!(rest, CHARTS | MAPS)).then_some(uri)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pictures_of_this_site_are_shown_elsewhere() {
        let base: BaseAddress = "https://data.example.org".parse().unwrap();
        let path = |address: &str| own(address, Some(&base)).map(|uri| uri.to_string());
        let chart = "/en/charts?indicators=a&areas=B";
        assert_eq!(path(chart).as_deref(), Some(chart));
        let map = "/en/maps?indicators=a&areas=B";
        assert_eq!(path(map).as_deref(), Some(map));
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
