//! Small answers at fixed addresses, for machines.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, header};
use axum::response::IntoResponse;
use tidemark_evidence::Corpus as _;
use tidemark_publishing::Messages;
use tidemark_vocab::AreaId;

use crate::error::{Missing, WebError};
use crate::pages::places::{path_of, regions};
use crate::settings::BaseAddress;
use crate::state::Site;

const TEXT: (HeaderName, &str) = (header::CONTENT_TYPE, "text/plain; charset=utf-8");

/// Everything may be indexed but the API, which says the same as pages. Of tables only those are found that something links to, and each is known
/// by the address without its order.
pub(crate) async fn robots(State(site): State<Site>, headers: HeaderMap) -> impl IntoResponse {
    let mut text = "User-agent: *\nDisallow: /api/\n".to_owned();
    if let Some(base) = base(&site, &headers) {
        text.push_str("Sitemap: ");
        text.push_str(&base.join("/sitemap.xml"));
        text.push('\n');
    }
    ([TEXT], text)
}

/// Whether the site can answer: it holds an edition.
pub(crate) async fn healthz(State(site): State<Site>) -> Result<impl IntoResponse, WebError> {
    let edition = site.observatory.edition(None)?;
    Ok(([TEXT], format!("ok\nedition {}\n", edition.identity())))
}

/// What the site has counted, for Prometheus.
pub(crate) async fn metrics(State(site): State<Site>) -> impl IntoResponse {
    let kind = (header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");
    ([kind], site.numbers.render())
}

/// The most addresses of one map (sitemaps.org).
const MAP: usize = 50_000;

/// Every page that has an address of its own, in every language; tables are left out, of which there are more than stars.
pub(crate) async fn sitemap(
    State(site): State<Site>,
    headers: HeaderMap,
) -> Result<impl IntoResponse, WebError> {
    let corpus = site.observatory.edition(None)?;
    let catalogue = corpus.catalogue();
    let base = base(&site, &headers).ok_or(WebError::NotFound(Missing::Page))?;
    let mut paths: Vec<String> = [
        "/",
        "/places",
        "/indicators",
        "/questions",
        "/sources",
        "/editions",
        "/about",
    ]
    .map(str::to_owned)
    .into();
    let places = catalogue.places.keys().cloned().map(AreaId::Place);
    let regions = catalogue.schemes.iter().flat_map(regions);
    paths.extend(places.chain(regions).map(|area| path_of(&area)));
    paths.extend(
        catalogue
            .themes
            .iter()
            .map(|theme| format!("/themes/{}", theme.code)),
    );
    paths.extend(
        catalogue
            .indicator_order
            .iter()
            .map(|code| format!("/indicators/{code}")),
    );
    paths.extend(
        catalogue
            .reporters
            .keys()
            .map(|code| format!("/reporters/{code}")),
    );
    paths.extend(catalogue.sources.keys().map(|id| format!("/sources/{id}")));
    let mut map = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let langs = Messages::available();
    let in_languages = paths
        .iter()
        .flat_map(|path| langs.iter().map(move |lang| format!("/{lang}{path}")));
    for path in in_languages.take(MAP) {
        // Codes and ids have nothing that XML would read otherwise.
        map.push_str("<url><loc>");
        map.push_str(&base.join(&path).replace('&', "&amp;"));
        map.push_str("</loc></url>\n");
    }
    map.push_str("</urlset>\n");
    let kind = (header::CONTENT_TYPE, "application/xml; charset=utf-8");
    Ok(([kind], map))
}

/// Where the site is found: as its operator says, else as it was asked.
fn base(site: &Site, headers: &HeaderMap) -> Option<BaseAddress> {
    if let Some(base) = &site.settings.base_address {
        return Some(base.clone());
    }
    let host = headers.get(header::HOST)?.to_str().ok()?;
    format!("http://{host}").parse().ok()
}
