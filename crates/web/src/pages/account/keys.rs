//! What one shows who one is with, besides an address.

use askama::Template;
use axum::response::Response;

use tidemark_app::desk::DeskError;

use crate::error::WebError;
use crate::form::{Form, on_to};
use crate::pages::sign_in::passkey::question;
use crate::pages::{Page, html};

#[derive(Template)]
#[template(path = "desk/app.html")]
struct App {
    page: Page,
    form: String,
    /// The secret, in groups of four, as it is typed.
    secret: String,
    address: String,
}

/// Shows what an authenticator app must know. It counts once a number of it was given.
pub(crate) async fn begin_app(Form(at, _): Form) -> Result<Response, WebError> {
    let app = at.desk.begin_authenticator(&at.who).await?;
    let letters: Vec<char> = app.secret.chars().collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    html(&App {
        page: Page::new(
            &at.site,
            &at.locale,
            &at.uri,
            &at.locale.messages.get("desk-app-title"),
        ),
        form: at.who.form.reveal(),
        secret: groups.join(" "),
        address: app.address,
    })
}

/// Has the app count.
pub(crate) async fn confirm_app(Form(at, said): Form) -> Result<Response, WebError> {
    at.desk.confirm_authenticator(&at.who, said.get("code")).await?;
    Ok(on_to(&at.locale, "/account", "app"))
}

/// Removes the app.
pub(crate) async fn remove_app(Form(at, _): Form) -> Result<Response, WebError> {
    at.desk.remove_authenticator(&at.who).await?;
    Ok(on_to(&at.locale, "/account", "app-removed"))
}

/// Asks the device for a passkey.
pub(crate) async fn begin_passkey(Form(at, _): Form) -> Result<Response, WebError> {
    question(&at.desk.begin_passkey(&at.who).await?)
}

/// Keeps it.
pub(crate) async fn add_passkey(Form(at, said): Form) -> Result<Response, WebError> {
    let token = said
        .get("token")
        .parse()
        .map_err(|_| WebError::Desk(DeskError::Over))?;
    at.desk
        .end_passkey(&at.who, &token, said.get("response"), said.get("label"))
        .await?;
    Ok(on_to(&at.locale, "/account", "passkey"))
}

/// Removes one.
pub(crate) async fn remove_passkey(Form(at, said): Form) -> Result<Response, WebError> {
    at.desk.remove_passkey(&at.who, said.parsed("passkey")?).await?;
    Ok(on_to(&at.locale, "/account", "passkey-removed"))
}
