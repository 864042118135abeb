//! `/sign-in/passkey`: coming in with a key that a device holds. Nobody is named before: it tells nothing of who is here.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use tidemark_app::desk::{Ceremony, DeskError};

use super::signed_in;
use crate::error::WebError;
use crate::form::OpenForm;

/// A question for the device, as the script of the page takes it.
pub(crate) fn question(ceremony: &Ceremony) -> Result<Response, WebError> {
    let options: serde_json::Value =
        serde_json::from_str(&ceremony.options).map_err(|error| WebError::Internal(Box::new(error)))?;
    let token = ceremony.challenge_token.reveal();
    let json = json!({ "token": token, "options": options }).to_string();
    Ok(([(header::CONTENT_TYPE, "application/json")], json).into_response())
}

/// Asks.
pub(crate) async fn begin(OpenForm(at, _): OpenForm) -> Result<Response, WebError> {
    question(&at.desk.begin_passkey_sign_in(&at.asker).await?)
}

/// Takes the answer.
pub(crate) async fn sign_in(OpenForm(at, said): OpenForm) -> Result<Response, WebError> {
    let token = said
        .get("token")
        .parse()
        .map_err(|_| WebError::Desk(DeskError::Over))?;
    let opened = at
        .desk
        .sign_in_by_passkey(&token, said.get("response"), &at.asker)
        .await?;
    Ok(signed_in(&at, &opened, "/account", ""))
}
