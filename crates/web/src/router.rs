//! The site's table of contents: every route, who may use it, how long its answers keep, how often it may be asked.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{MethodRouter, any, get, post};
use tidemark_desk::Action;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};

use crate::error::{Missing, WebError};
use crate::http::{cache, encoding, frame, guard, headers, log};
use crate::state::{Inner, Site, WebState};
use crate::{api, assets, locale, oembed, pages, wellknown};

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Everyone.
    Public,
    /// Everyone, at the door of the desk: who is signed in already is known too.
    Guest,
    /// Those who may do this, on that.
    May(Action, On),
}

/// On what a route acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    /// On what belongs to whoever asks.
    Oneself,
    /// On the person whom the path names.
    Person,
    /// On the site as a whole.
    Site,
}

/// How a route is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asking {
    /// With GET or HEAD: it changes nothing.
    Get,
    /// With POST, from a form of ours.
    Post,
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

/// A route: where it is, and what holds for it.
pub struct Route {
    /// The pattern of its path.
    pub path: &'static str,
    /// How it is asked.
    pub asking: Asking,
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
            asking: Asking::Get,
            audience: Audience::Public,
            cache,
            rate,
            is_page: false,
            handler: get(handler).fallback(method_not_allowed),
        }
    }

    /// A page of the desk.
    fn desk<H, T>(path: &'static str, audience: Audience, handler: H) -> Self
    where
        H: Handler<T, Site>,
        T: 'static,
    {
        Self {
            audience,
            cache: CacheClass::Never,
            ..Self::page(path, RateClass::Page, handler)
        }
    }

    /// What a form of the desk is sent to.
    fn form<H, T>(path: &'static str, audience: Audience, handler: H) -> Self
    where
        H: Handler<T, Site>,
        T: 'static,
    {
        Self {
            path,
            asking: Asking::Post,
            audience,
            cache: CacheClass::Never,
            rate: RateClass::Page,
            is_page: true,
            handler: post(handler)
                .layer(DefaultBodyLimit::max(LONGEST_FORM))
                .fallback(method_not_allowed),
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

/// The longest form, in bytes.
const LONGEST_FORM: usize = 64 * 1024;

/// Every route of the site.
#[must_use]
#[rustfmt::skip]
pub fn routes() -> Vec<Route> {
    use CacheClass::{Immutable, Never, Revalidate};
    use RateClass::{Free, Page, Table};
    let mut routes = vec![
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
    ];
    routes.extend(desk_routes());
    routes
}

/// The routes of the desk: each says what one must be allowed to do there (docs/permissions.md).
#[rustfmt::skip]
fn desk_routes() -> Vec<Route> {
    use Action::{
        ChangeAccount, ChangeJobs, ChangeKeys, ChangeRoles, EndSession, EraseOneself, ErasePerson, InviteContributor, ReadAudit, RevokeInvitation,
        SeeAccount, SeeJobs, SeePeople, SuspendPerson,
    };
    use Audience::{Guest, May};
    use On::{Oneself, Person, Site};
    use pages::{account, desk, sign_in};
    vec![
        Route::desk("/sign-in",                        Guest,                            sign_in::show),
        Route::form("/sign-in/ask",                    Guest,                            sign_in::ask),
        Route::desk("/sign-in/link",                   Guest,                            sign_in::link),
        Route::form("/sign-in/use",                    Guest,                            sign_in::use_link),
        Route::form("/sign-in/passkey/begin",          Guest,                            sign_in::passkey::begin),
        Route::form("/sign-in/passkey",                Guest,                            sign_in::passkey::sign_in),
        Route::desk("/sign-in/organisation/go",        Guest,                            sign_in::organisation::go),
        Route { is_page: false, ..Route::desk("/sign-in/organisation", Guest,             sign_in::organisation::back) },
        Route::desk("/invitation",                     Guest,                            sign_in::invitation::show),
        Route::form("/invitation/accept",              Guest,                            sign_in::invitation::accept),

        Route::desk("/account",                        May(SeeAccount, Oneself),         account::show),
        Route::form("/account/name",                   May(ChangeAccount, Oneself),      account::rename),
        Route::form("/account/address/ask",            May(ChangeKeys, Oneself),         account::ask_for_address),
        Route::desk("/account/address",                May(ChangeAccount, Oneself),      account::address),
        Route::form("/account/address/confirm",        May(ChangeAccount, Oneself),      account::confirm_address),
        Route::form("/account/sessions/end",           May(EndSession, Oneself),         account::end_session),
        Route::form("/account/sessions/end-all",       May(EndSession, Oneself),         account::end_all_sessions),
        Route::form("/sign-out",                       May(EndSession, Oneself),         account::sign_out),
        Route::form("/account/app/begin",              May(ChangeKeys, Oneself),         account::keys::begin_app),
        Route::form("/account/app/confirm",            May(ChangeKeys, Oneself),         account::keys::confirm_app),
        Route::form("/account/app/remove",             May(ChangeKeys, Oneself),         account::keys::remove_app),
        Route::form("/account/passkeys/begin",         May(ChangeKeys, Oneself),         account::keys::begin_passkey),
        Route::form("/account/passkeys/add",           May(ChangeKeys, Oneself),         account::keys::add_passkey),
        Route::form("/account/passkeys/remove",        May(ChangeKeys, Oneself),         account::keys::remove_passkey),
        Route::desk("/account/confirm",                May(SeeAccount, Oneself),         account::confirm::show),
        Route::form("/account/confirm/code",           May(SeeAccount, Oneself),         account::confirm::by_code),
        Route::form("/account/confirm/send",           May(SeeAccount, Oneself),         account::confirm::send),
        Route::form("/account/confirm/link",           May(SeeAccount, Oneself),         account::confirm::by_link),
        Route::form("/account/confirm/passkey/begin",  May(SeeAccount, Oneself),         account::confirm::begin_passkey),
        Route::form("/account/confirm/passkey",        May(SeeAccount, Oneself),         account::confirm::by_passkey),
        Route::form("/account/erase",                  May(EraseOneself, Oneself),       account::erase),

        Route::desk("/desk/people",                    May(SeePeople, Site),             desk::people::list),
        Route::desk("/desk/people/{person}",           May(SeePeople, Person),           desk::people::show),
        Route::form("/desk/people/{person}/give",      May(ChangeRoles, Person),         desk::people::give),
        Route::form("/desk/people/{person}/take",      May(ChangeRoles, Person),         desk::people::take),
        Route::form("/desk/people/{person}/suspend",   May(SuspendPerson, Person),       desk::people::suspend),
        Route::form("/desk/people/{person}/restore",   May(SuspendPerson, Person),       desk::people::restore),
        Route::form("/desk/people/{person}/erase",     May(ErasePerson, Person),         desk::people::erase),
        Route::desk("/desk/invitations",               May(RevokeInvitation, Site),      desk::invitations::list),
        Route::form("/desk/invitations/make",          May(InviteContributor, Site),     desk::invitations::make),
        Route::form("/desk/invitations/revoke",        May(RevokeInvitation, Site),      desk::invitations::revoke),
        Route::desk("/desk/audit",                     May(ReadAudit, Site),             desk::audit::list),
        Route::desk("/desk/jobs",                      May(SeeJobs, Site),               desk::jobs::list),
        Route::form("/desk/jobs/cancel",               May(ChangeJobs, Site),            desk::jobs::cancel),
        Route::form("/desk/jobs/retry",                May(ChangeJobs, Site),            desk::jobs::retry),
    ]
}

/// The site.
pub fn router(state: WebState) -> Router {
    let site = Inner::new(state);
    let around = |path, rate, cache| Around {
        path,
        rate,
        cache,
        audience: Audience::Public,
        asking: Asking::Get,
    };
    let nothing = around("(none)", RateClass::Page, CacheClass::Never).layered(&site, any(not_found));
    // A route, since a fallback loses the body of HEAD too early to be told what GET would be; the fallback is for what is no path.
    let mut router = Router::new()
        .route("/{*nothing}", nothing.clone())
        .fallback_service(nothing);
    for route in routes() {
        let own = Around::of(&route);
        if !route.is_page {
            router = router.route(route.path, own.layered(&site, route.handler));
            continue;
        }
        for lang in locale::all() {
            let path = format!("/{lang}{}", route.path);
            router = router.route(&path, own.layered(&site, route.handler.clone()));
        }
        if route.asking == Asking::Get {
            let to_language = get(pages::in_language).fallback(method_not_allowed);
            let plain = around(route.path, route.rate, CacheClass::Revalidate);
            router = router.route(route.path, plain.layered(&site, to_language));
        }
    }
    for lang in locale::all() {
        let to_home = get(pages::in_language).fallback(method_not_allowed);
        let handler = around("/", RateClass::Page, CacheClass::Revalidate).layered(&site, to_home);
        router = router.route(&format!("/{lang}"), handler);
    }
    router
        .layer(DefaultBodyLimit::max(0))
        .layer(CompressionLayer::new().compress_when(packable()))
        .layer(from_fn(encoding::settle))
        .layer(from_fn(headers::add))
}

/// What holds around a handler.
#[derive(Debug, Clone, Copy)]
struct Around {
    path: &'static str,
    rate: RateClass,
    cache: CacheClass,
    audience: Audience,
    asking: Asking,
}

impl Around {
    fn of(route: &Route) -> Self {
        Self {
            path: route.path,
            rate: route.rate,
            cache: route.cache,
            audience: route.audience,
            asking: route.asking,
        }
    }

    /// A handler within what holds for its route; the last layer is the outermost.
    fn layered(self, site: &Site, handler: MethodRouter<Site>) -> MethodRouter {
        let cached = cache::Cached {
            site: site.clone(),
            class: self.cache,
        };
        let guarded = guard::Guarded {
            site: site.clone(),
            audience: self.audience,
        };
        let framed = frame::Framed {
            site: site.clone(),
            rate: self.rate,
            asking: self.asking,
        };
        let observed = log::Observed {
            route: self.path,
            numbers: site.numbers.clone(),
        };
        handler
            .layer(CatchPanicLayer::custom(|cause: Box<dyn std::any::Any + Send>| {
                frame::broken(&*cause)
            }))
            .layer(from_fn_with_state(cached, cache::keep))
            .layer(from_fn_with_state(guarded, guard::admit))
            .layer(from_fn_with_state(framed, frame::frame))
            .layer(from_fn_with_state(observed, log::observe))
            .with_state(site.clone())
    }
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
