//! `/account/confirm`: showing once more who one is, before something dangerous.

use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use tidemark_app::desk::{DeskError, Opened};

use crate::error::WebError;
use crate::form::{AtDesk, Form, on_to};
use crate::http::cookie;
use crate::http::guard::next_page;
use crate::link;
use crate::pages::sign_in::passkey::question;
use crate::pages::{Page, html};

#[derive(Template)]
#[template(path = "desk/confirm.html")]
struct Confirm {
    page: Page,
    form: String,
    next: String,
    has_app: bool,
    has_passkeys: bool,
    has_email: bool,
}

/// Asks for it.
pub(crate) async fn show(at: AtDesk) -> Result<Response, WebError> {
    let given = link::pairs(at.uri.query().unwrap_or_default());
    let account = at.desk.account(&at.who).await?;
    html(&Confirm {
        page: Page::new(
            &at.site,
            &at.locale,
            &at.uri,
            &at.locale.messages.get("desk-confirm-title"),
        ),
        form: at.who.form.reveal(),
        next: next_page(link::value(&given, "next")).unwrap_or_default(),
        has_app: account.has_authenticator,
        has_passkeys: !at.desk.passkeys(&at.who).await?.is_empty(),
        has_email: at.who.person.email.is_some(),
    })
}

/// By the number of the authenticator app.
pub(crate) async fn by_code(Form(at, said): Form) -> Result<Response, WebError> {
    let opened = at.desk.show_again_by_code(&at.who, said.get("code")).await?;
    Ok(confirmed(&at, &opened, next_page(Some(said.get("next")))))
}

/// Asks the device.
pub(crate) async fn begin_passkey(Form(at, _): Form) -> Result<Response, WebError> {
    question(&at.desk.begin_show_again_by_passkey(&at.who).await?)
}

/// By a passkey.
pub(crate) async fn by_passkey(Form(at, said): Form) -> Result<Response, WebError> {
    let token = said
        .get("token")
        .parse()
        .map_err(|_| WebError::Desk(DeskError::Over))?;
    let opened = at
        .desk
        .show_again_by_passkey(&at.who, &token, said.get("response"))
        .await?;
    Ok(confirmed(&at, &opened, next_page(Some(said.get("next")))))
}

/// Sends a link.
pub(crate) async fn send(Form(at, _): Form) -> Result<Response, WebError> {
    at.desk
        .ask_to_show_again(&at.who, at.locale.messages.lang())
        .await?;
    Ok(on_to(&at.locale, "/account", "confirm-sent"))
}

/// By that link.
pub(crate) async fn by_link(Form(at, said): Form) -> Result<Response, WebError> {
    let token = said
        .get("token")
        .parse()
        .map_err(|_| WebError::Desk(DeskError::Over))?;
    let opened = at.desk.show_again_by_link(&at.who, &token, &at.asker).await?;
    Ok(confirmed(&at, &opened, None))
}

fn confirmed(at: &AtDesk, opened: &Opened, next: Option<String>) -> Response {
    let cookie = cookie::set(&at.desk, &opened.token);
    let on = match next {
        Some(next) => Redirect::to(&next).into_response(),
        None => on_to(&at.locale, "/account", "confirmed"),
    };
    ([(header::SET_COOKIE, cookie)], on).into_response()
}
