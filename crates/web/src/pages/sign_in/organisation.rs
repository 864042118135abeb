//! `/sign-in/organisation`: coming in by way of the organisation that one works for (OpenID Connect).

use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use tidemark_app::desk::DeskError;

use super::signed_in;
use crate::error::WebError;
use crate::form::AtDoor;
use crate::http::cookie;
use crate::link;

/// Sends somebody there. Who comes back must bring the cookie that is set here.
pub(crate) async fn go(at: AtDoor) -> Result<Response, WebError> {
    let way = at.desk.begin_organisation_sign_in(&at.asker).await?;
    let cookie = cookie::set_way(&at.desk, &way.challenge_token);
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(&way.address)).into_response())
}

/// Signs in who comes back.
pub(crate) async fn back(at: AtDoor, headers: axum::http::HeaderMap) -> Result<Response, WebError> {
    let token = cookie::way(&at.desk, &headers).ok_or(WebError::Desk(DeskError::Over))?;
    let given = link::pairs(at.uri.query().unwrap_or_default());
    let value = |name| link::value(&given, name).unwrap_or_default();
    let opened = at
        .desk
        .sign_in_by_organisation(&token, value("state"), value("code"), &at.asker)
        .await?;
    Ok(signed_in(&at, &opened, "/account", ""))
}
