//! The door of the desk: who asks, whether they may, and whether a form is one of ours. What a route allows is said in the route table and nowhere else.

use std::convert::Infallible;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use tidemark_app::desk::{Asker, Desk, SignedIn};
use tidemark_desk::{Action, Denied, Object, PersonId};
use tower::{Layer as _, ServiceExt as _, service_fn};
use tower_http::csrf::CsrfLayer;

use crate::error::{Missing, WebError};
use crate::http::cookie;
use crate::link;
use crate::locale::{self, Locale};
use crate::router::{Audience, On};
use crate::state::Site;

/// What the door of a route must know.
#[derive(Clone)]
pub(crate) struct Guarded {
    pub(crate) site: Site,
    pub(crate) audience: Audience,
}

/// Whoever is signed in, if anybody.
#[derive(Debug, Clone)]
pub(crate) struct Somebody(pub(crate) Option<SignedIn>);

/// Lets a request through to its handler, or says why not.
pub(crate) async fn admit(State(guarded): State<Guarded>, request: Request, next: Next) -> Response {
    if guarded.audience == Audience::Public {
        return next.run(request).await;
    }
    let shadow = shadow(&request);
    if is_from_elsewhere(shadow).await {
        return WebError::Foreign.into_response();
    }
    match known(&guarded, request).await {
        Ok(request) => next.run(request).await,
        Err(response) => response,
    }
}

/// A request without its body.
fn shadow(request: &Request) -> Request {
    let mut shadow = Request::new(Body::empty());
    *shadow.method_mut() = request.method().clone();
    *shadow.uri_mut() = request.uri().clone();
    *shadow.headers_mut() = request.headers().clone();
    shadow
}

/// Whether a form comes from another site: the browser says so (Sec-Fetch-Site, Origin).
async fn is_from_elsewhere(shadow: Request) -> bool {
    let passed = service_fn(|_: Request| async { Ok::<_, Infallible>(Response::new(Body::empty())) });
    match CsrfLayer::new().layer(passed).oneshot(shadow).await {
        Ok(response) => !response.status().is_success(),
        Err(never) => match never {},
    }
}

async fn known(guarded: &Guarded, mut request: Request) -> Result<Request, Response> {
    let desk = guarded
        .site
        .desk
        .as_ref()
        .ok_or_else(|| WebError::NotFound(Missing::Desk).into_response())?;
    let headers = request.headers().clone();
    let somebody = somebody(desk, &headers)
        .await
        .map_err(IntoResponse::into_response)?;
    if let Audience::May(action, on) = guarded.audience {
        let Some(who) = &somebody else {
            return Err(to_sign_in(&request));
        };
        let object =
            object(on, who, &request).ok_or_else(|| WebError::NotFound(Missing::Page).into_response())?;
        if let Some(refusal) = refusal(desk, who, (action, &object), &request) {
            return Err(refusal);
        }
    }
    request.extensions_mut().insert(Somebody(somebody));
    Ok(request)
}

async fn somebody(desk: &Desk, headers: &HeaderMap) -> Result<Option<SignedIn>, WebError> {
    match cookie::token(desk, headers) {
        None => Ok(None),
        Some(token) => Ok(desk.who(&token).await?),
    }
}

fn object(on: On, who: &SignedIn, request: &Request) -> Option<Object> {
    match on {
        On::Oneself => Some(who.own()),
        On::Site => Some(Object::Site),
        On::Person => {
            let (_, path) = locale::apart(request.uri().path());
            // `/desk/people/{person}` and what is beneath it.
            let person: PersonId = path.split('/').nth(3)?.parse().ok()?;
            Some(Object::Of(person))
        }
    }
}

/// Why they may not, as it is answered; `None` where they may.
fn refusal(
    desk: &Desk,
    who: &SignedIn,
    (action, object): (Action, &Object),
    request: &Request,
) -> Option<Response> {
    let denied = who.may(action, object, desk.now()).err()?;
    Some(match denied {
        // What is not theirs is not there, for all they know.
        Denied::NotSignedIn | Denied::NotYours => WebError::NotFound(Missing::Page).into_response(),
        Denied::NeedsTwoFactors => WebError::NeedsTwoFactors.into_response(),
        Denied::NeedsFresh if request.method() == Method::GET => to_confirm(request),
        Denied::NeedsFresh => WebError::NeedsFresh.into_response(),
    })
}

fn here(request: &Request) -> &str {
    request.uri().path_and_query().map_or("/", |path| path.as_str())
}

fn path(request: &Request, to: &str, back: Option<&str>) -> String {
    let (locale, _) = Locale::of(request.uri(), request.headers());
    locale.path(&link::address(to, back.map(|back| ("next", back))))
}

/// To the door; and back to where they wanted to go, where that is a page.
fn to_sign_in(request: &Request) -> Response {
    let back = (request.method() == Method::GET).then(|| here(request));
    Redirect::to(&path(request, "/sign-in", back)).into_response()
}

fn to_confirm(request: &Request) -> Response {
    Redirect::to(&path(request, "/account/confirm", Some(here(request)))).into_response()
}

/// A page of this site to go on to, as an address asked for it: nothing else, wherever a link was forged.
pub(crate) fn next_page(asked: Option<&str>) -> Option<String> {
    let asked = asked?;
    let is_path = asked.starts_with('/') && !asked.starts_with("//") && !asked.contains(['\\', '\r', '\n']);
    let (lang, rest) = locale::apart(asked.split('?').next().unwrap_or_default());
    let is_ours = lang.is_some() && (rest.starts_with("/account") || rest.starts_with("/desk/"));
    (is_path && is_ours).then(|| asked.to_owned())
}

/// Where a request comes from, for counting.
pub(crate) fn asker(site: &Site, request: &axum::http::request::Parts) -> Asker {
    let peer = site
        .settings
        .peer_address
        .key(&request.headers, &request.extensions);
    Asker::new(peer.to_string())
}

#[cfg(test)]
mod tests {
    use super::next_page;

    #[test]
    fn one_goes_on_to_pages_of_the_desk_alone() {
        for ours in ["/en/account", "/en/desk/people?after=x"] {
            assert_eq!(next_page(Some(ours)).as_deref(), Some(ours));
        }
        for other in [
            "",
            "//evil.example/en/account",
            "https://evil.example",
            "/en/tables",
            "/account",
            "/en/account\r\nx",
            "/\\evil",
        ] {
            assert_eq!(next_page(Some(other)), None, "{other}");
        }
        assert_eq!(next_page(None), None);
    }
}
