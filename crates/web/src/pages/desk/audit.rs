//! `/desk/audit`: what was done, by whom.

use askama::Template;
use axum::response::Response;
use tidemark_app::Told;

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
    actor: Option<String>,
    object: String,
    detail: String,
    words: String,
}

#[derive(Template)]
#[template(path = "desk/audit.html")]
struct Audit {
    page: Page,
    lines: Vec<Line>,
    more: Option<String>,
}

fn line(told: &Told, at: &AtDesk) -> Line {
    let entry = &told.entry;
    Line {
        number: told.link.as_ref().map(|link| link.number),
        when: when(entry.at),
        verb: at
            .locale
            .messages
            .get(&format!("desk-verb-{}", entry.verb.as_str().replace('_', "-"))),
        actor: entry.actor.map(|actor| actor.to_string()),
        object: entry.object.clone(),
        detail: entry.detail.clone(),
        words: told.words.clone().unwrap_or_default(),
    }
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
    html(&Audit {
        lines: audit.entries.iter().map(|told| line(told, &at)).collect(),
        more: more.map(|before| page.href(&link::address("/desk/audit", [("before", before.as_str())]))),
        page,
    })
}
