//! The pages: a file a page, in folders as in their addresses.

pub(crate) mod about;
pub(crate) mod account;
pub(crate) mod cards;
pub(crate) mod charts;
pub(crate) mod compare;
pub(crate) mod desk;
pub(crate) mod editions;
pub(crate) mod embed;
pub(crate) mod figures;
pub(crate) mod home;
pub(crate) mod indicators;
pub(crate) mod maps;
pub(crate) mod places;
pub(crate) mod problem;
pub(crate) mod questions;
pub(crate) mod rank;
pub(crate) mod reporters;
pub(crate) mod search;
pub(crate) mod sign_in;
pub(crate) mod sources;
pub(crate) mod structured;
pub(crate) mod tables;

use std::sync::Arc;

use askama::Template;
use axum::http::Uri;
use axum::response::{Html, IntoResponse, Redirect, Response};
use tidemark_evidence::{Corpus, TableQuery};
use tidemark_publishing::Messages;
use tidemark_vocab::Message;

use crate::asked::Asked;
use crate::error::WebError;
use crate::link;
use crate::locale::{self, Locale};
use crate::settings::BaseAddress;
use crate::state::Site;

/// An edition with all that it says.
pub(crate) type Edition = Arc<tidemark_app::Reading>;

/// Digits of an edition's identity that are shown, linked and put into names of files: enough to tell editions apart for good, few
/// enough to copy.
pub(crate) const EDITION_DIGITS: usize = 12;

/// An edition, at the foot of a page.
#[derive(Debug, Clone)]
pub(crate) struct EditionLine {
    pub(crate) title: String,
    pub(crate) date: String,
    pub(crate) identity: String,
}

impl EditionLine {
    pub(crate) fn of(corpus: &dyn Corpus) -> Self {
        let info = &corpus.catalogue().edition;
        Self {
            title: info.title.clone(),
            date: info.date.to_string(),
            identity: corpus.identity().to_owned(),
        }
    }

    /// As much of the identity as a person compares.
    pub(crate) fn short(&self) -> &str {
        self.identity.get(..EDITION_DIGITS).unwrap_or(&self.identity)
    }
}

/// A page to go on to.
#[derive(Debug, Clone)]
pub(crate) struct Link {
    pub(crate) text: String,
    pub(crate) href: String,
}

/// The same page in another language.
pub(crate) struct OtherLanguage {
    pub(crate) tag: String,
    pub(crate) href: String,
}

/// What every page has around its own part, and the words of its language.
pub(crate) struct Page {
    pub(crate) title: String,
    pub(crate) site_name: String,
    /// Whether somebody can sign in here.
    pub(crate) has_desk: bool,
    pub(crate) edition: Option<EditionLine>,
    pub(crate) messages: Messages,
    /// Set where the page is about an edition that is not the current one.
    pub(crate) older: Option<Older>,
    /// What the page says, in a sentence, for those who have not opened it.
    pub(crate) description: Option<String>,
    /// The path under which the page is known: without what only chooses how it is shown.
    pub(crate) canonical: String,
    /// What it is about, for search engines, as it stands in the page.
    pub(crate) structured: Option<String>,
    /// The picture by which other sites show the page.
    card: Option<Shown>,
    base: Option<BaseAddress>,
    locale: Locale,
    uri: Uri,
}

/// A picture by which other sites show a page.
struct Shown {
    /// Its path on this site.
    path: String,
    /// What it says, for who does not see it.
    alt: String,
}

/// As much of what a picture says as sites show, in letters.
const ALT: usize = 420;

/// That a page is about another edition than the current one.
pub(crate) struct Older {
    /// How that edition came to be, where that needs saying.
    pub(crate) note: String,
    /// The same page about the current edition.
    pub(crate) current: String,
}

impl Page {
    pub(crate) fn new(site: &Site, locale: &Locale, uri: &Uri, title: &str) -> Self {
        let current = site.observatory.edition(None).ok();
        Self {
            title: format!("{title} · {}", site.settings.site_name),
            site_name: site.settings.site_name.clone(),
            has_desk: site.desk.is_some(),
            edition: current.map(|corpus| EditionLine::of(corpus.as_ref())),
            messages: locale.messages.clone(),
            older: None,
            description: None,
            canonical: uri.path().to_owned(),
            structured: None,
            card: None,
            base: site.settings.base_address.clone(),
            locale: locale.clone(),
            uri: uri.clone(),
        }
    }

    /// The page with what it says in a sentence.
    pub(crate) fn saying(mut self, description: &str) -> Self {
        // Search engines show no more.
        let short: String = description.chars().take(300).collect();
        self.description = Some(short).filter(|short| !short.is_empty());
        self
    }

    /// The page known under this path.
    pub(crate) fn known_as(mut self, path: String) -> Self {
        self.canonical = path;
        self
    }

    /// The page with what it is about, for search engines.
    pub(crate) fn about(mut self, value: &serde_json::Value) -> Self {
        self.structured = Some(structured::embedded(value));
        self
    }

    /// The page with the picture by which other sites show it, a path of the site, and what it says. Nothing where the site does not know its own
    /// address, without which nobody finds the picture.
    pub(crate) fn shown_by(mut self, path: String, alt: impl FnOnce() -> String) -> Self {
        if self.base.is_none() {
            return self;
        }
        let alt = alt();
        let mut letters = alt.chars();
        let mut alt: String = letters.by_ref().take(ALT).collect();
        if letters.next().is_some() {
            alt.push('…');
        }
        self.card = Some(Shown { path, alt });
        self
    }

    /// The address of that picture.
    pub(crate) fn card_address(&self) -> Option<String> {
        let (base, card) = (self.base.as_ref()?, self.card.as_ref()?);
        Some(base.join(&card.path))
    }

    /// What that picture says.
    pub(crate) fn card_alt(&self) -> &str {
        self.card.as_ref().map_or("", |card| &card.alt)
    }

    /// A path of the site as seen from outside; the path alone where the site does not know its address.
    pub(crate) fn absolute(&self, path: &str) -> String {
        self.base
            .as_ref()
            .map_or_else(|| path.to_owned(), |base| base.join(path))
    }

    /// The address under which the page is known; `None` where the site does not know its own.
    pub(crate) fn canonical_address(&self) -> Option<String> {
        let base = self.base.as_ref()?;
        Some(base.join(&self.canonical))
    }

    /// The page about the edition that is asked for.
    pub(crate) fn of(mut self, asked: &Asked) -> Self {
        let Ok(pinned) = asked.pinned() else {
            return self;
        };
        self.edition = Some(EditionLine::of(&*pinned.edition));
        self.older = (!pinned.is_current).then(|| Older {
            note: pinned.edition.catalogue().edition.note.clone(),
            current: self.here_but("edition"),
        });
        self
    }

    /// This address without a parameter.
    fn here_but(&self, without: &str) -> String {
        let given = link::pairs(self.uri.query().unwrap_or_default());
        let rest = given.iter().filter(|(name, _)| name != without);
        link::address(
            self.uri.path(),
            rest.map(|(name, value)| (name.as_str(), value.as_str())),
        )
    }

    /// A text of the page's language.
    pub(crate) fn t(&self, id: &str) -> String {
        self.messages.get(id)
    }

    /// A text with one argument.
    pub(crate) fn t1(&self, id: &str, name: &str, value: &impl ToString) -> String {
        self.messages.with(id, &[(name, &value.to_string())])
    }

    /// A number with its thousands set apart, as in tables.
    pub(crate) fn number(&self, number: &impl ToString) -> String {
        let digits = number.to_string();
        let separator = self.messages.bare("number-group");
        let mut text = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push_str(&separator);
            }
            text.push(digit);
        }
        text
    }

    /// A text that was named elsewhere.
    pub(crate) fn words(&self, message: &Message) -> String {
        self.messages.text(message)
    }

    pub(crate) fn lang(&self) -> &str {
        self.locale.tag()
    }

    pub(crate) fn dir(&self) -> &'static str {
        self.messages.dir().as_str()
    }

    /// A page of the site, in the language of this one.
    pub(crate) fn href(&self, path: &str) -> String {
        self.locale.path(path)
    }

    /// A file of the API, with names in the language of this page.
    pub(crate) fn file(&self, path: &str) -> String {
        let separator = if path.contains('?') { '&' } else { '?' };
        format!("{path}{separator}lang={}", self.lang())
    }

    /// The page of a source.
    pub(crate) fn source(&self, id: &str) -> String {
        // A source is looked up in the edition that cites it.
        self.here(&format!("/sources/{id}"))
    }

    /// What leads from this page to the beginning of its language: `../` for each folder between.
    pub(crate) fn up(&self) -> String {
        let (_, path) = locale::apart(self.uri.path());
        "../".repeat(path.matches('/').count().saturating_sub(1))
    }

    /// A page of the site, in the language of this one, about the same edition.
    pub(crate) fn here(&self, path: &str) -> String {
        let edition = self.named_edition().map(|edition| ("edition", edition));
        self.href(&link::address(path, edition))
    }

    /// The page of a table, about the same edition.
    pub(crate) fn table(&self, query: TableQuery) -> String {
        let named = || self.named_edition().map(str::to_owned);
        let query = TableQuery {
            edition: query.edition.or_else(named),
            ..query
        };
        self.href(&format!("/tables?{}", query.to_query_string()))
    }

    /// The edition that this page is about, where links must name it: it is not the current one.
    pub(crate) fn named_edition(&self) -> Option<&str> {
        let edition = self.edition.as_ref().filter(|_| self.older.is_some());
        edition.map(EditionLine::short)
    }

    /// The attribute that marks the part of the site a page belongs to.
    pub(crate) fn current(&self, path: &str) -> askama::filters::Safe<&'static str> {
        let (_, here) = locale::apart(self.uri.path());
        let within = here == path || here.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
        askama::filters::Safe(if within { " aria-current=\"true\"" } else { "" })
    }

    /// The same page in the other languages there are.
    pub(crate) fn others(&self) -> Vec<OtherLanguage> {
        let kept = self
            .uri
            .query()
            .map(|query| format!("?{query}"))
            .unwrap_or_default();
        let (_, path) = locale::apart(self.uri.path());
        let here = |tag: &str| format!("/{tag}{path}{kept}");
        Messages::available()
            .into_iter()
            .filter(|lang| lang.as_str() != self.lang())
            .map(|lang| OtherLanguage {
                href: here(lang.as_str()),
                tag: lang.to_string(),
            })
            .collect()
    }
}

/// A page, written out.
pub(crate) fn html(template: &impl Template) -> Result<Response, WebError> {
    html_of(template, 0)
}

/// A page that takes so many bytes, about: a long text that grows is copied again and again.
pub(crate) fn html_of(template: &impl Template, bytes: usize) -> Result<Response, WebError> {
    let mut text = String::with_capacity(bytes.max(16 * 1024));
    template.render_into(&mut text)?;
    Ok(Html(text).into_response())
}

/// Sends the reader of an address without a language to the page in theirs; `lang` in the query names it too.
pub(crate) async fn in_language(locale: Locale, uri: Uri) -> Redirect {
    let given = link::pairs(uri.query().unwrap_or_default());
    let rest = given.iter().filter(|(name, _)| name != "lang");
    let (_, path) = locale::apart(uri.path());
    let rest = rest.map(|(name, value)| (name.as_str(), value.as_str()));
    Redirect::temporary(&locale.path(&link::address(path, rest)))
}
