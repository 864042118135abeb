//! `/desk/invitations`: who was asked in, and asking.

use std::time::Duration;

use askama::Template;
use axum::response::Response;
use tidemark_app::desk::{DeskError, Invite};
use tidemark_desk::invitation::OPEN_FOR;
use tidemark_desk::{Email, Role};

use super::people::grant;
use super::{Moment, RoleLine, when};
use crate::error::WebError;
use crate::form::{AtDesk, Form, done, on_to};
use crate::pages::{Page, html};

/// So many stand on the page.
const SHOWN: u32 = 200;

/// What may have been done just now.
const DONE: &[(&str, &str)] = &[("revoked", "desk-done-revoked")];

struct Line {
    id: String,
    roles: Vec<RoleLine>,
    state: String,
    is_open: bool,
    made: Moment,
    until: Moment,
}

struct Choice {
    code: &'static str,
    name: String,
}

#[derive(Template)]
#[template(path = "desk/invitations.html")]
struct Invitations {
    page: Page,
    form: String,
    done: Option<String>,
    lines: Vec<Line>,
    choices: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "desk/invited.html")]
struct Made {
    page: Page,
    link: String,
    is_sent: bool,
}

/// Lists them.
pub(crate) async fn list(at: AtDesk) -> Result<Response, WebError> {
    let now = at.desk.now();
    let messages = &at.locale.messages;
    let rows = at.desk.invitations(&at.who, SHOWN).await?;
    let lines = rows.iter().map(|row| {
        let state = row.invitation.state(now);
        Line {
            id: row.invitation.id.to_string(),
            roles: RoleLine::all(&row.invitation.grants, &at.site, &at.locale),
            is_open: state == tidemark_desk::invitation::InvitationState::Open,
            state: messages.get(&format!("desk-invitation-{state}")),
            made: when(row.invitation.made_at),
            until: when(row.invitation.until),
        }
    });
    let choices = Role::ALL.into_iter().map(|role| Choice {
        code: role.as_str(),
        name: messages.get(&format!("desk-role-{role}")),
    });
    html(&Invitations {
        page: Page::new(
            &at.site,
            &at.locale,
            &at.uri,
            &messages.get("desk-invitations-title"),
        ),
        form: at.who.form.reveal(),
        done: done(&at.uri, DONE).map(|done| messages.get(done)),
        lines: lines.collect(),
        choices: choices.collect(),
    })
}

/// Makes one, and shows its link: it is shown once.
pub(crate) async fn make(Form(at, said): Form) -> Result<Response, WebError> {
    let days: u64 = said.get("days").parse().unwrap_or(0);
    let email = Some(said.get("email")).filter(|email| !email.is_empty());
    let email: Option<Email> = email.map(str::parse).transpose().map_err(DeskError::from)?;
    let lang = at.locale.messages.lang().clone();
    let is_sent = email.is_some();
    let invite = Invite {
        grants: vec![grant(&said)?],
        open_for: if days == 0 {
            OPEN_FOR
        } else {
            Duration::from_hours(days.min(90) * 24)
        },
        to: email.map(|email| (email, lang)),
    };
    let invited = at.desk.invite(&at.who, invite).await?;
    html(&Made {
        page: Page::new(
            &at.site,
            &at.locale,
            &at.uri,
            &at.locale.messages.get("desk-invited-title"),
        ),
        link: invited.link,
        is_sent,
    })
}

/// Takes one back.
pub(crate) async fn revoke(Form(at, said): Form) -> Result<Response, WebError> {
    at.desk
        .revoke_invitation(&at.who, said.parsed("invitation")?)
        .await?;
    Ok(on_to(&at.locale, "/desk/invitations", "revoked"))
}
