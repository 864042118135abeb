//! `/desk/people`: who works here.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use tidemark_app::Person;
use tidemark_desk::{Action, Grant, Object, PersonId, PersonState, Role};

use super::{Moment, RoleLine, when};
use crate::error::{Missing, WebError};
use crate::form::{AtDesk, Form, Said, done, on_to};
use crate::link;
use crate::pages::{Page, html};

/// So many people stand on a page.
const SHOWN: u32 = 100;

/// What may have been done just now.
const DONE: &[(&str, &str)] = &[
    ("erased", "desk-done-erased"),
    ("restored", "desk-done-restored"),
    ("role-given", "desk-done-role-given"),
    ("role-taken", "desk-done-role-taken"),
    ("suspended", "desk-done-suspended"),
];

struct PersonLine {
    id: String,
    name: Option<String>,
    state: String,
    roles: Vec<RoleLine>,
    since: Moment,
}

#[derive(Template)]
#[template(path = "desk/people.html")]
struct People {
    page: Page,
    lines: Vec<PersonLine>,
    /// Where the next ones are.
    more: Option<String>,
    /// Whether these are not the first ones.
    is_later: bool,
}

struct Choice {
    code: &'static str,
    name: String,
}

#[derive(Template)]
#[template(path = "desk/person.html")]
struct Shown {
    page: Page,
    form: String,
    done: Option<String>,
    person: PersonLine,
    may_change: bool,
    is_active: bool,
    is_erased: bool,
    choices: Vec<Choice>,
}

fn line(person: &Person, at: &AtDesk) -> PersonLine {
    PersonLine {
        id: person.id.to_string(),
        name: person.name.as_ref().map(|name| name.as_str().to_owned()),
        state: at.locale.messages.get(&format!("desk-state-{}", person.state)),
        roles: RoleLine::all(&person.grants, &at.site, &at.locale),
        since: when(person.made_at),
    }
}

/// Lists them.
pub(crate) async fn list(at: AtDesk) -> Result<Response, WebError> {
    let given = link::pairs(at.uri.query().unwrap_or_default());
    let after = link::value(&given, "after").map(str::parse::<PersonId>);
    let after = after.transpose().map_err(|_| WebError::NotFound(Missing::Page))?;
    let people = at.desk.people(&at.who, after, SHOWN).await?;
    let is_full = people.len() >= usize::try_from(SHOWN).unwrap_or(usize::MAX);
    let last = people
        .last()
        .filter(|_| is_full)
        .map(|person| person.id.to_string());
    let page = Page::new(
        &at.site,
        &at.locale,
        &at.uri,
        &at.locale.messages.get("desk-people-title"),
    );
    html(&People {
        lines: people.iter().map(|person| line(person, &at)).collect(),
        more: last.map(|last| page.href(&link::address("/desk/people", [("after", last.as_str())]))),
        is_later: after.is_some(),
        page,
    })
}

/// Shows one of them.
pub(crate) async fn show(at: AtDesk, Path(person): Path<String>) -> Result<Response, WebError> {
    let person = at.desk.person(&at.who, id(&person)?).await?;
    let messages = &at.locale.messages;
    let may_change = at
        .who
        .may(Action::ChangeRoles, &Object::Of(person.id), at.desk.now());
    let choices = Role::ALL.into_iter().map(|role| Choice {
        code: role.as_str(),
        name: messages.get(&format!("desk-role-{role}")),
    });
    html(&Shown {
        page: Page::new(&at.site, &at.locale, &at.uri, &messages.get("desk-person-title")),
        form: at.who.form.reveal(),
        done: done(&at.uri, DONE).map(|done| messages.get(done)),
        person: line(&person, &at),
        // Who may but not at this moment is asked to show once more who they are.
        may_change: !matches!(may_change, Err(tidemark_desk::Denied::NotYours)),
        is_active: person.state == PersonState::Active,
        is_erased: person.state == PersonState::Erased,
        choices: choices.collect(),
    })
}

fn id(text: &str) -> Result<PersonId, WebError> {
    text.parse().map_err(|_| WebError::NotFound(Missing::Page))
}

fn back(at: &AtDesk, person: PersonId, done: &str) -> Response {
    on_to(&at.locale, &format!("/desk/people/{person}"), done)
}

/// The role that a form names, with its place.
pub(super) fn grant(said: &Said) -> Result<Grant, WebError> {
    let (role, place) = (said.get("role"), said.get("place"));
    let text = if place.is_empty() {
        role.to_owned()
    } else {
        format!("{role}:{}", place.to_uppercase())
    };
    text.parse().map_err(|_| WebError::Role)
}

/// Gives a role.
pub(crate) async fn give(Path(person): Path<String>, Form(at, said): Form) -> Result<Response, WebError> {
    let person = id(&person)?;
    at.desk.give_role(&at.who, person, grant(&said)?).await?;
    Ok(back(&at, person, "role-given"))
}

/// Takes a role.
pub(crate) async fn take(Path(person): Path<String>, Form(at, said): Form) -> Result<Response, WebError> {
    let person = id(&person)?;
    let grant = said.get("grant").parse().map_err(|_| WebError::Role)?;
    at.desk.take_role(&at.who, person, grant).await?;
    Ok(back(&at, person, "role-taken"))
}

/// Keeps somebody out.
pub(crate) async fn suspend(Path(person): Path<String>, Form(at, _): Form) -> Result<Response, WebError> {
    let person = id(&person)?;
    at.desk.suspend(&at.who, person, PersonState::Suspended).await?;
    Ok(back(&at, person, "suspended"))
}

/// Lets somebody in again.
pub(crate) async fn restore(Path(person): Path<String>, Form(at, _): Form) -> Result<Response, WebError> {
    let person = id(&person)?;
    at.desk.suspend(&at.who, person, PersonState::Active).await?;
    Ok(back(&at, person, "restored"))
}

/// Erases all that is known of somebody.
pub(crate) async fn erase(Path(person): Path<String>, Form(at, _): Form) -> Result<Response, WebError> {
    let person = id(&person)?;
    at.desk.erase(&at.who, person).await?;
    Ok(back(&at, person, "erased"))
}
