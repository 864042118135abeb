//! `/sign-in`: the door of the desk.

pub(crate) mod invitation;
pub(crate) mod organisation;
pub(crate) mod passkey;

use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use tidemark_app::Purpose;
use tidemark_app::desk::{DeskError, Opened};
use tidemark_desk::Token;

use crate::error::WebError;
use crate::form::{AtDoor, OpenForm, on_to};
use crate::http::cookie;
use crate::http::guard::next_page;
use crate::link;
use crate::pages::{Page, html};

#[derive(Template)]
#[template(path = "desk/sign-in.html")]
struct SignIn {
    page: Page,
    /// Whether something was asked for just now.
    is_asked: bool,
    next: String,
    has_passkeys: bool,
    /// What the organisation is called by way of which people may come in.
    organisation: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/link.html")]
struct FollowedLink {
    page: Page,
    token: String,
    /// The token of the form, where they are signed in and show once more who they are.
    form: String,
    wants_code: bool,
    is_sign_in: bool,
    action: &'static str,
}

/// Shows the door; whoever is in already goes on.
pub(crate) async fn show(at: AtDoor) -> Result<Response, WebError> {
    let given = link::pairs(at.uri.query().unwrap_or_default());
    let next = next_page(link::value(&given, "next"));
    if at.who.is_some() {
        return Ok(match next {
            Some(next) => axum::response::Redirect::to(&next).into_response(),
            None => on_to(&at.locale, "/account", ""),
        });
    }
    door(&at, false, next.unwrap_or_default())
}

fn door(at: &AtDoor, is_asked: bool, next: String) -> Result<Response, WebError> {
    html(&SignIn {
        page: Page::new(
            &at.site,
            &at.locale,
            &at.uri,
            &at.locale.messages.get("desk-sign-in-title"),
        ),
        is_asked,
        next,
        has_passkeys: at.desk.passkeys_off().is_none(),
        organisation: at.desk.organisation().map(str::to_owned),
    })
}

/// Asks for a link. The answer is the same whoever asks.
pub(crate) async fn ask(OpenForm(at, said): OpenForm) -> Result<Response, WebError> {
    at.desk
        .ask_for_link(said.get("email"), at.locale.messages.lang(), &at.asker)
        .await?;
    door(&at, true, String::new())
}

fn token_in(at: &AtDoor) -> Result<Token, WebError> {
    let given = link::pairs(at.uri.query().unwrap_or_default());
    let token = link::value(&given, "token").and_then(|token| token.parse().ok());
    token.ok_or(WebError::Desk(DeskError::Over))
}

/// What a link offers, behind a button: what looks into messages presses none.
pub(crate) async fn link(at: AtDoor) -> Result<Response, WebError> {
    let token = token_in(&at)?;
    let offered = at.desk.offered(&token, &at.asker).await?;
    let is_sign_in = offered.purpose == Purpose::SignIn;
    html(&FollowedLink {
        page: Page::new(
            &at.site,
            &at.locale,
            &at.uri,
            &at.locale.messages.get("desk-link-title"),
        ),
        token: token.reveal(),
        form: at.who.map(|who| who.form.reveal()).unwrap_or_default(),
        wants_code: offered.wants_code,
        is_sign_in,
        action: if is_sign_in {
            "/sign-in/use"
        } else {
            "/account/confirm/link"
        },
    })
}

/// Signs in by a link.
pub(crate) async fn use_link(OpenForm(at, said): OpenForm) -> Result<Response, WebError> {
    let token = said
        .get("token")
        .parse()
        .map_err(|_| WebError::Desk(DeskError::Over))?;
    let code = Some(said.get("code")).filter(|code| !code.is_empty());
    let opened = at.desk.sign_in_by_link(&token, code, &at.asker).await?;
    Ok(signed_in(&at, &opened, "/account", ""))
}

/// On to a page, with the cookie.
pub(crate) fn signed_in(at: &AtDoor, opened: &Opened, path: &str, done: &str) -> Response {
    let cookie = cookie::set(&at.desk, &opened.token);
    ([(header::SET_COOKIE, cookie)], on_to(&at.locale, path, done)).into_response()
}
