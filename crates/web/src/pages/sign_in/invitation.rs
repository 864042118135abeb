//! `/invitation`: what one is asked to do, and coming in.

use askama::Template;
use axum::response::Response;
use tidemark_desk::PersonName;

use super::{signed_in, token_in};
use crate::error::WebError;
use crate::form::{AtDoor, OpenForm, TOKEN, on_to};
use crate::pages::desk::{Moment, RoleLine, when};
use crate::pages::{Page, html};
use tidemark_app::desk::DeskError;

#[derive(Template)]
#[template(path = "desk/invitation.html")]
struct Invitation {
    page: Page,
    token: String,
    form: String,
    /// What they are called here already.
    known_as: Option<String>,
    roles: Vec<RoleLine>,
    until: Moment,
}

/// Shows what an invitation is for.
pub(crate) async fn show(at: AtDoor) -> Result<Response, WebError> {
    let token = token_in(&at)?;
    let invitation = at.desk.invitation(&token, &at.asker).await?;
    let page = Page::new(
        &at.site,
        &at.locale,
        &at.uri,
        &at.locale.messages.get("desk-invitation-title"),
    );
    html(&Invitation {
        roles: RoleLine::all(&invitation.grants, &at.site, &at.locale),
        token: token.reveal(),
        form: at.who.as_ref().map(|who| who.form.reveal()).unwrap_or_default(),
        known_as: at.who.map(|who| {
            who.person
                .name
                .map_or_else(String::new, |name| name.as_str().to_owned())
        }),
        until: when(invitation.until),
        page,
    })
}

/// Takes it up: as somebody new, or with the account that is there.
pub(crate) async fn accept(OpenForm(at, said): OpenForm) -> Result<Response, WebError> {
    let token = said
        .get("token")
        .parse()
        .map_err(|_| WebError::Desk(DeskError::Over))?;
    if let Some(who) = &at.who {
        let form = said.get(TOKEN).parse::<tidemark_desk::Token>();
        if form.is_ok_and(|form| form.hash() == who.form.hash()) {
            at.desk.accept_too(who, &token, &at.asker).await?;
            return Ok(on_to(&at.locale, "/account", "invitation"));
        }
        return Err(WebError::Foreign);
    }
    let name: PersonName = said.get("name").parse().map_err(DeskError::from)?;
    let lang = at.locale.messages.lang().clone();
    let opened = at.desk.accept(&token, name, lang, &at.asker).await?;
    Ok(signed_in(&at, &opened, "/account", "welcome"))
}
