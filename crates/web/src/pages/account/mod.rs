//! `/account`: what is known of oneself, and what one can change.

pub(crate) mod confirm;
pub(crate) mod keys;

use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use tidemark_app::desk::{DeskError, PasskeyLine};
use tidemark_desk::{Action, Object, PersonName, Role};
use tidemark_publishing::Messages;

use crate::error::WebError;
use crate::form::{AtDesk, Form, done, on_to};
use crate::http::cookie;
use crate::link;
use crate::pages::desk::{Moment, RoleLine, when};
use crate::pages::{Page, html};

/// What may have been done just now, as addresses say it.
const DONE: &[(&str, &str)] = &[
    ("address", "desk-done-address"),
    ("address-asked", "desk-done-address-asked"),
    ("app", "desk-done-app"),
    ("app-removed", "desk-done-app-removed"),
    ("passkey", "desk-done-passkey"),
    ("passkey-removed", "desk-done-passkey-removed"),
    ("confirm-sent", "desk-done-confirm-sent"),
    ("confirmed", "desk-done-confirmed"),
    ("invitation", "desk-done-invitation"),
    ("name", "desk-done-name"),
    ("session", "desk-done-session"),
    ("welcome", "desk-done-welcome"),
];

struct SessionLine {
    id: String,
    is_this: bool,
    factor: String,
    begun: Moment,
    used: Moment,
}

struct PasskeyShown {
    id: String,
    label: String,
    made: Moment,
    used: Option<Moment>,
}

fn shown(line: PasskeyLine) -> PasskeyShown {
    PasskeyShown {
        id: line.id.to_string(),
        label: line.label,
        made: when(line.made_at),
        used: line.used_at.map(when),
    }
}

struct LangLine {
    tag: String,
    is_theirs: bool,
}

struct DeskLink {
    href: String,
    text: String,
}

#[derive(Template)]
#[template(path = "desk/account.html")]
struct Account {
    page: Page,
    form: String,
    done: Option<String>,
    name: String,
    email: Option<String>,
    langs: Vec<LangLine>,
    roles: Vec<RoleLine>,
    sessions: Vec<SessionLine>,
    has_app: bool,
    has_passkeys: bool,
    passkeys: Vec<PasskeyShown>,
    /// Their roles want a second factor, and they came in without one.
    lacks_factor: bool,
    links: Vec<DeskLink>,
}

#[derive(Template)]
#[template(path = "desk/address.html")]
struct Address {
    page: Page,
    form: String,
    token: String,
}

/// Shows the account.
pub(crate) async fn show(at: AtDesk) -> Result<Response, WebError> {
    let account = at.desk.account(&at.who).await?;
    let passkeys = at.desk.passkeys(&at.who).await?;
    let messages = &at.locale.messages;
    let page = Page::new(&at.site, &at.locale, &at.uri, &messages.get("desk-account-title"));
    let sessions = account.sessions.iter().map(|session| SessionLine {
        id: session.id.to_string(),
        is_this: session.id == at.who.session.id,
        factor: messages.get(&format!(
            "desk-factor-{}",
            session.factor.as_str().replace('_', "-")
        )),
        begun: when(session.begun_at),
        used: when(session.used_at),
    });
    let person = &at.who.person;
    let wants_factor = person
        .grants
        .iter()
        .any(|grant| matches!(grant.role, Role::Editor | Role::Administrator));
    html(&Account {
        form: at.who.form.reveal(),
        done: done(&at.uri, DONE).map(|done| messages.get(done)),
        name: person
            .name
            .as_ref()
            .map_or_else(String::new, |name| name.as_str().to_owned()),
        email: person.email.as_ref().map(|email| email.reveal().to_owned()),
        langs: langs(person.lang.as_str()),
        roles: RoleLine::all(&person.grants, &at.site, &at.locale),
        sessions: sessions.collect(),
        has_app: account.has_authenticator,
        has_passkeys: at.desk.passkeys_off().is_none(),
        passkeys: passkeys.into_iter().map(shown).collect(),
        lacks_factor: wants_factor && !at.who.actor.has_two_factors,
        links: links(&at, &page),
        page,
    })
}

fn langs(theirs: &str) -> Vec<LangLine> {
    let all = Messages::available().into_iter();
    all.map(|lang| LangLine {
        is_theirs: lang.as_str() == theirs,
        tag: lang.to_string(),
    })
    .collect()
}

/// The pages of the desk that they may see.
fn links(at: &AtDesk, page: &Page) -> Vec<DeskLink> {
    let pages = [
        (Action::SeePeople, "/desk/people", "desk-people-title"),
        (
            Action::RevokeInvitation,
            "/desk/invitations",
            "desk-invitations-title",
        ),
        (Action::ReadAudit, "/desk/audit", "desk-audit-title"),
        (Action::SeeJobs, "/desk/jobs", "desk-jobs-title"),
    ];
    let now = at.desk.now();
    let may = |action| at.who.may(action, &Object::Site, now).is_ok();
    let pages = pages.into_iter().filter(|(action, ..)| may(*action));
    pages
        .map(|(_, path, title)| DeskLink {
            href: page.href(path),
            text: page.t(title),
        })
        .collect()
}

/// Changes the name and the language.
pub(crate) async fn rename(Form(at, said): Form) -> Result<Response, WebError> {
    let name: PersonName = said.get("name").parse().map_err(DeskError::from)?;
    let lang = said.parsed("lang")?;
    at.desk.change_account(&at.who, name, lang).await?;
    Ok(on_to(&at.locale, "/account", "name"))
}

/// Asks for another address.
pub(crate) async fn ask_for_address(Form(at, said): Form) -> Result<Response, WebError> {
    at.desk.ask_for_address(&at.who, said.get("email")).await?;
    Ok(on_to(&at.locale, "/account", "address-asked"))
}

/// A button behind the link that was sent.
pub(crate) async fn address(at: AtDesk) -> Result<Response, WebError> {
    let given = link::pairs(at.uri.query().unwrap_or_default());
    html(&Address {
        page: Page::new(
            &at.site,
            &at.locale,
            &at.uri,
            &at.locale.messages.get("desk-address-title"),
        ),
        form: at.who.form.reveal(),
        token: link::value(&given, "token").unwrap_or_default().to_owned(),
    })
}

/// Takes the address.
pub(crate) async fn confirm_address(Form(at, said): Form) -> Result<Response, WebError> {
    let token = said
        .get("token")
        .parse()
        .map_err(|_| WebError::Desk(DeskError::Over))?;
    at.desk.confirm_address(&at.who, &token).await?;
    Ok(on_to(&at.locale, "/account", "address"))
}

/// Ends a session.
pub(crate) async fn end_session(Form(at, said): Form) -> Result<Response, WebError> {
    at.desk.end_session(&at.who, said.parsed("session")?).await?;
    Ok(on_to(&at.locale, "/account", "session"))
}

/// Ends all sessions, this one too.
pub(crate) async fn end_all_sessions(Form(at, _): Form) -> Result<Response, WebError> {
    at.desk.end_all_sessions(&at.who).await?;
    Ok(out(&at))
}

/// Signs out.
pub(crate) async fn sign_out(Form(at, _): Form) -> Result<Response, WebError> {
    at.desk.end_session(&at.who, at.who.session.id).await?;
    Ok(out(&at))
}

/// Erases all that is known of them.
pub(crate) async fn erase(Form(at, _): Form) -> Result<Response, WebError> {
    at.desk.erase(&at.who, at.who.person.id).await?;
    Ok(out(&at))
}

fn out(at: &AtDesk) -> Response {
    let cookie = cookie::clear(&at.desk);
    ([(header::SET_COOKIE, cookie)], on_to(&at.locale, "/sign-in", "")).into_response()
}
