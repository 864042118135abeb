//! Forms of the desk, and who sends them.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::Uri;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use tidemark_app::desk::{Asker, Desk, SignedIn};

use crate::error::{Missing, WebError};
use crate::http::guard::{Somebody, asker};
use crate::link;
use crate::locale::Locale;
use crate::state::Site;

/// Somebody at the desk.
pub(crate) struct AtDesk {
    pub(crate) site: Site,
    pub(crate) desk: Desk,
    pub(crate) who: SignedIn,
    pub(crate) locale: Locale,
    pub(crate) uri: Uri,
    pub(crate) asker: Asker,
}

/// Anybody at its door.
pub(crate) struct AtDoor {
    pub(crate) site: Site,
    pub(crate) desk: Desk,
    pub(crate) who: Option<SignedIn>,
    pub(crate) locale: Locale,
    pub(crate) uri: Uri,
    pub(crate) asker: Asker,
}

/// What a form says.
pub(crate) struct Said(Vec<(String, String)>);

/// A form of somebody who is signed in: it brought back the token that its page had.
pub(crate) struct Form(pub(crate) AtDesk, pub(crate) Said);

/// A form of anybody.
pub(crate) struct OpenForm(pub(crate) AtDoor, pub(crate) Said);

/// The field that brings the token back.
pub(crate) const TOKEN: &str = "form";

impl Said {
    /// The first value of a field, without spaces around it; empty where it is not there.
    pub(crate) fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(field, _)| field == name);
        found.map_or("", |(_, value)| value.trim())
    }

    /// A field that must have a certain form, or its address is of nothing that is here.
    pub(crate) fn parsed<T: std::str::FromStr>(&self, name: &str) -> Result<T, WebError> {
        self.get(name)
            .parse()
            .map_err(|_| WebError::NotFound(Missing::Page))
    }
}

impl FromRequestParts<Site> for AtDoor {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, WebError> {
        let Ok(locale) = Locale::from_request_parts(parts, site).await;
        let who = parts
            .extensions
            .get::<Somebody>()
            .and_then(|somebody| somebody.0.clone());
        Ok(Self {
            desk: site.desk.clone().ok_or(WebError::NotFound(Missing::Desk))?,
            who,
            locale,
            uri: parts.uri.clone(),
            asker: asker(site, parts),
            site: site.clone(),
        })
    }
}

impl FromRequestParts<Site> for AtDesk {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, WebError> {
        let door = AtDoor::from_request_parts(parts, site).await?;
        Ok(Self {
            // The door lets nobody through who is not signed in: a route that is open to all has no such handler.
            who: door.who.ok_or(WebError::NotFound(Missing::Page))?,
            site: door.site,
            desk: door.desk,
            locale: door.locale,
            uri: door.uri,
            asker: door.asker,
        })
    }
}

async fn said(request: Request, site: &Site) -> Result<(Parts, Said), WebError> {
    let (parts, body) = request.into_parts();
    let whole = Request::from_parts(parts.clone(), body);
    let bytes = Bytes::from_request(whole, site)
        .await
        .map_err(|_| WebError::FormTooLong)?;
    let text = std::str::from_utf8(&bytes).map_err(|_| WebError::FormTooLong)?;
    Ok((parts, Said(link::pairs(text))))
}

impl FromRequest<Site> for Form {
    type Rejection = WebError;

    async fn from_request(request: Request, site: &Site) -> Result<Self, WebError> {
        let (mut parts, said) = said(request, site).await?;
        let at = AtDesk::from_request_parts(&mut parts, site).await?;
        let token = said.get(TOKEN).parse::<tidemark_desk::Token>();
        // Compared by their hashes, so that time tells nothing.
        let is_ours = token.is_ok_and(|token| token.hash() == at.who.form.hash());
        if is_ours {
            Ok(Self(at, said))
        } else {
            Err(WebError::Foreign)
        }
    }
}

impl FromRequest<Site> for OpenForm {
    type Rejection = WebError;

    async fn from_request(request: Request, site: &Site) -> Result<Self, WebError> {
        let (mut parts, said) = said(request, site).await?;
        Ok(Self(AtDoor::from_request_parts(&mut parts, site).await?, said))
    }
}

/// On to a page of the desk, which says what was done.
pub(crate) fn on_to(locale: &Locale, path: &str, done: &str) -> Response {
    let done = Some(("done", done)).filter(|(_, done)| !done.is_empty());
    Redirect::to(&locale.path(&link::address(path, done))).into_response()
}

/// What was done, as the address of a page says it: the message of one of a closed list.
pub(crate) fn done(uri: &Uri, known: &[(&str, &'static str)]) -> Option<&'static str> {
    let given = link::pairs(uri.query().unwrap_or_default());
    let asked = link::value(&given, "done")?;
    let found = known.iter().find(|(done, _)| *done == asked);
    found.map(|(_, message)| *message)
}
