//! The site's table of contents: every route, who may use it, how long its answers keep, how often it may be asked.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{MethodRouter, any, get};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};

use crate::error::{Missing, WebError};
use crate::http::{cache, encoding, frame, headers, log};
use crate::state::{Inner, Site, WebState};
use crate::{api, assets, locale, oembed, pages, wellknown};

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Everyone.
    Public,
}

/// How long an answer keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CacheClass {
    /// It may be kept, and is asked for again by its `ETag`.
    Revalidate,
    /// Its address names its content: it never changes.
    Immutable,
    /// It is about this moment.
    Never,
}

/// How often a route may be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RateClass {
    /// Pages and small answers.
    Page,
    /// Tables.
    Table,
    /// Without limit.
    Free,
}

/// A route: where it is, and what holds for it. All are asked with GET (and HEAD).
pub struct Route {
    /// The pattern of its path.
    pub path: &'static str,
    /// Who may use it.
    pub audience: Audience,
    /// How long its answers keep.
    pub cache: CacheClass,
    /// How often it may be asked.
    pub rate: RateClass,
    /// Whether it is a page: the language stands before its path, and without one the reader is sent to theirs.
    pub is_page: bool,
    handler: MethodRouter<Site>,
}

impl Route {
    fn public<H, T>(path: &'static str, cache: CacheClass, rate: RateClass, handler: H) -> Self
    where
        H: Handler<T, Site>,
        T: 'static,
    {
        Self {
            path,
            audience: Audience::Public,
            cache,
            rate,
            is_page: false,
            handler: get(handler).fallback(method_not_allowed),
        }
    }

    fn page<H, T>(path: &'static str, rate: RateClass, handler: H) -> Self
    where
        H: Handler<T, Site>,
        T: 'static,
    {
        Self {
            is_page: true,
            ..Self::public(path, CacheClass::Revalidate, rate, handler)
        }
    }
}

/// Every route of the site.
#[must_use]
#[rustfmt::skip]
pub fn routes() -> Vec<Route> {
    use CacheClass::{Immutable, Never, Revalidate};
    use RateClass::{Free, Page, Table};
    vec![
        Route::page("/",                      Page,  pages::home::show),
        Route::page("/search",                Page,  pages::search::show),
        Route::page("/tables",                Table, pages::tables::show),
        Route::page("/tables/choose",         Page,  pages::tables::choose::show),
        Route::page("/tables/card.png",       Table, pages::tables::card::show),
        Route::page("/tables/codebook.csv",   Table, pages::tables::codebook),
        Route::page("/tables/sources.csv",    Table, pages::tables::sources),
        Route::page("/maps",                  Table, pages::maps::show),
        Route::page("/maps.svg",              Table, pages::maps::svg),
        Route::page("/maps.png",              Table, pages::maps::png),
        Route::page("/charts",                Table, pages::charts::show),
        Route::page("/charts.svg",            Table, pages::charts::svg),
        Route::page("/charts.png",            Table, pages::charts::png),
        Route::page("/embed/charts",          Table, pages::embed::chart),
        Route::page("/embed/maps",            Table, pages::embed::map),
        Route::page("/places",                Page,  pages::places::list::show),
        Route::page("/places/{place}",        Page,  pages::places::place::show),
        Route::page("/tables/citation.bib",   Table, pages::tables::citation_bibtex),
        Route::page("/tables/citation.ris",   Table, pages::tables::citation_ris),
        Route::page("/tables/citation.json",  Table, pages::tables::citation_csl),
        Route::page("/places/{place}/card.png", Table, pages::places::card::show),
        Route::page("/places/{place}/profile.pdf", Table, pages::places::profile::of_place),
        Route::page("/places/{place}/{indicator}", Page, pages::places::indicator::of_place),
        Route::page("/regions/{scheme}/{region}", Page, pages::places::region::show),
        Route::page("/regions/{scheme}/{region}/profile.pdf", Table, pages::places::profile::of_region),
        Route::page("/regions/{scheme}/{region}/{indicator}", Page, pages::places::indicator::of_region),
        Route::page("/indicators",            Page,  pages::indicators::list),
        Route::page("/indicators/{indicator}", Page, pages::indicators::indicator::show),
        Route::page("/indicators/{indicator}/card.png", Table, pages::indicators::card::show),
        Route::page("/themes/{theme}",        Page,  pages::indicators::theme),
        Route::page("/questions",             Page,  pages::questions::list),
        Route::page("/questions/changes",     Table, pages::questions::changes::show),
        Route::page("/questions/prison",      Table, pages::questions::prison::show),
        Route::page("/questions/disagreements", Table, pages::questions::disagreements::show),
        Route::page("/questions/old",         Table, pages::questions::old::show),
        Route::page("/questions/rank",        Table, pages::questions::rank::show),
        Route::page("/compare",               Table, pages::compare::show),
        Route::page("/reporters/{reporter}",  Page,  pages::reporters::show),
        Route::page("/sources",               Page,  pages::sources::list),
        Route::page("/sources/{source}",      Page,  pages::sources::source::show),
        Route::page("/editions",              Page,  pages::editions::list),
        Route::page("/editions/compare",      Table, pages::editions::compare::show),
        Route::page("/editions/{edition}",    Page,  pages::editions::edition::show),
        Route::page("/about",                 Page,  pages::about::show),

        Route::public("/api/v1/table",          Revalidate, Table, api::v1::table::answer),
        Route::public("/api/v1/observations.csv", Revalidate, Table, api::v1::observations::all),
        Route::public("/api/v1/search",         Revalidate, Page,  api::v1::search::answer),
        Route::public("/api/v1/indicators",     Revalidate, Page,  api::v1::indicators::list),
        Route::public("/api/v1/areas",          Revalidate, Page,  api::v1::areas::list),
        Route::public("/api/v1/sources",        Revalidate, Page,  api::v1::sources::list),
        Route::public("/api/v1/editions",       Revalidate, Page,  api::v1::editions::list),
        Route::public("/api/v1/editions/{edition}/{*path}", Revalidate, Table, api::v1::editions::file::show),
        Route::public("/api/v1/differences",    Revalidate, Table, api::v1::differences::answer),
        Route::public("/api/v1/openapi.json",   Revalidate, Page,  api::v1::openapi::document),

        Route::public("/oembed",                Revalidate, Table, oembed::answer),

        Route::public("/assets/{file}",         Immutable,  Free,  assets::file),
        Route::public("/favicon.svg",           Revalidate, Free,  assets::favicon),
        Route::public("/robots.txt",            Revalidate, Free,  wellknown::robots),
        Route::public("/sitemap.xml",           Revalidate, Page,  wellknown::sitemap),
        Route::public("/healthz",               Never,      Free,  wellknown::healthz),
        Route::public("/metrics",               Never,      Free,  wellknown::metrics),
    ]
}

/// The site.
pub fn router(state: WebState) -> Router {
    let site = Inner::new(state);
    let nothing = layered(
        &site,
        "(none)",
        RateClass::Page,
        CacheClass::Never,
        any(not_found),
    );
    // A route, since a fallback loses the body of HEAD too early to be told what GET would be; the fallback is for what is no path.
    let mut router = Router::new()
        .route("/{*nothing}", nothing.clone())
        .fallback_service(nothing);
    for route in routes() {
        let framed = |handler, cache| layered(&site, route.path, route.rate, cache, handler);
        if !route.is_page {
            router = router.route(route.path, framed(route.handler, route.cache));
            continue;
        }
        for lang in locale::all() {
            let path = format!("/{lang}{}", route.path);
            router = router.route(&path, framed(route.handler.clone(), route.cache));
        }
        let to_language = get(pages::in_language).fallback(method_not_allowed);
        router = router.route(route.path, framed(to_language, CacheClass::Revalidate));
    }
    for lang in locale::all() {
        let to_home = get(pages::in_language).fallback(method_not_allowed);
        let handler = layered(&site, "/", RateClass::Page, CacheClass::Revalidate, to_home);
        router = router.route(&format!("/{lang}"), handler);
    }
    router
        .layer(DefaultBodyLimit::max(0))
        .layer(CompressionLayer::new().compress_when(packable()))
        .layer(from_fn(encoding::settle))
        .layer(from_fn(headers::add))
}

/// A handler within what holds for its route; the last layer is the outermost.
fn layered(
    site: &Site,
    path: &'static str,
    rate: RateClass,
    class: CacheClass,
    handler: MethodRouter<Site>,
) -> MethodRouter {
    let cached = cache::Cached {
        site: site.clone(),
        class,
    };
    let framed = frame::Framed {
        site: site.clone(),
        rate,
    };
    let observed = log::Observed {
        route: path,
        numbers: site.numbers.clone(),
    };
    handler
        .layer(CatchPanicLayer::custom(|cause: Box<dyn std::any::Any + Send>| {
            frame::broken(&*cause)
        }))
        .layer(from_fn_with_state(cached, cache::keep))
        .layer(from_fn_with_state(framed, frame::frame))
        .layer(from_fn_with_state(observed, log::observe))
        .with_state(site.clone())
}

/// What is worth packing: not Parquet, which is packed within, and of which parts are asked for by their bytes.
fn packable() -> impl Predicate {
    DefaultPredicate::new().and(NotForContentType::const_new(api::v1::editions::file::PARQUET))
}

async fn not_found() -> WebError {
    WebError::NotFound(Missing::Page)
}

async fn method_not_allowed() -> WebError {
    WebError::MethodNotAllowed
}
