//! `/desk/audit`: what was done, by whom.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::Response;
use tidemark_app::Told;
use tidemark_desk::{PersonId, PersonName};

use super::{Moment, when};
use crate::error::WebError;
use crate::form::AtDesk;
use crate::link;
use crate::pages::{Page, html};

/// So many entries stand on a page.
const SHOWN: u32 = 100;

struct Line {
    number: Option<u64>,
    when: Moment,
    verb: String,
    actor: Option<Actor>,
    object: String,
    detail: String,
    words: String,
}

/// Who did it: a number, and a name where they are known.
struct Actor {
    id: String,
    name: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/audit.html")]
struct Audit {
    page: Page,
    lines: Vec<Line>,
    more: Option<String>,
}

fn line(told: &Told, names: &BTreeMap<PersonId, PersonName>, at: &AtDesk) -> Line {
    let entry = &told.entry;
    Line {
        number: told.link.as_ref().map(|link| link.number),
        when: when(entry.at),
        verb: at
            .locale
            .messages
            .get(&format!("desk-verb-{}", entry.verb.as_str().replace('_', "-"))),
        actor: entry.actor.map(|actor| Actor {
            id: actor.to_string(),
            name: names.get(&actor).map(|name| name.as_str().to_owned()),
        }),
        object: entry.object.clone(),
        detail: detail(&entry.detail, at),
        words: told.words.clone().unwrap_or_default(),
    }
}

/// Ways to sign in have words; roles and the like stand as they are written.
fn detail(detail: &str, at: &AtDesk) -> String {
    let factor = format!("desk-factor-{}", detail.replace('_', "-"));
    at.locale
        .messages
        .find(&factor)
        .unwrap_or_else(|| detail.to_owned())
}

/// Lists the entries, the newest first.
pub(crate) async fn list(at: AtDesk) -> Result<Response, WebError> {
    let given = link::pairs(at.uri.query().unwrap_or_default());
    let before = link::value(&given, "before").and_then(|before| before.parse().ok());
    let audit = at.desk.audit(&at.who, before, SHOWN).await?;
    let page = Page::new(
        &at.site,
        &at.locale,
        &at.uri,
        &at.locale.messages.get("desk-audit-title"),
    );
    let more = audit.before.map(|before| before.to_string());
    let actors = audit.entries.iter().filter_map(|told| told.entry.actor).collect();
    let names = at.desk.names(&at.who, actors).await?;
    html(&Audit {
        lines: audit.entries.iter().map(|told| line(told, &names, &at)).collect(),
        more: more.map(|before| page.href(&link::address("/desk/audit", [("before", before.as_str())]))),
        page,
    })
}
