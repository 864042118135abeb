//! The pages: a file a page, in folders as in their addresses.

pub(crate) mod about;
pub(crate) mod home;
pub(crate) mod problem;
pub(crate) mod sources;
pub(crate) mod tables;

use std::sync::Arc;

use askama::Template;
use axum::http::Uri;
use axum::response::{Html, IntoResponse, Response};
use tidemark_evidence::Corpus;
use tidemark_publishing::Messages;
use tidemark_vocab::Message;

use crate::error::WebError;
use crate::link;
use crate::locale::Locale;
use crate::state::Site;

/// An edition with all that it says.
pub(crate) type Edition = Arc<dyn Corpus + Send + Sync>;

/// The edition that is asked for; the current one where none is.
pub(crate) fn edition(site: &Site, asked: Option<&str>) -> Result<Edition, WebError> {
    Ok(site.observatory.edition(asked)?)
}

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

/// The same page in another language.
pub(crate) struct OtherLanguage {
    pub(crate) tag: String,
    pub(crate) href: String,
}

/// What every page has around its own part, and the words of its language.
pub(crate) struct Page {
    pub(crate) title: String,
    pub(crate) site_name: String,
    pub(crate) edition: Option<EditionLine>,
    pub(crate) messages: Messages,
    locale: Locale,
    uri: Uri,
}

impl Page {
    pub(crate) fn new(site: &Site, locale: &Locale, uri: &Uri, title: &str) -> Self {
        let current = site.observatory.edition(None).ok();
        Self {
            title: format!("{title} · {}", site.settings.site_name),
            site_name: site.settings.site_name.clone(),
            edition: current.map(|corpus| EditionLine::of(corpus.as_ref())),
            messages: locale.messages.clone(),
            locale: locale.clone(),
            uri: uri.clone(),
        }
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

    /// The language that links and forms keep.
    pub(crate) fn asked_lang(&self) -> Option<&str> {
        self.locale.asked.as_ref().map(AsRef::as_ref)
    }

    /// A path of the site, in the language that was asked for.
    pub(crate) fn href(&self, path: &str) -> String {
        match self.asked_lang() {
            Some(lang) => {
                let separator = if path.contains('?') { '&' } else { '?' };
                format!("{path}{separator}lang={lang}")
            }
            None => path.to_owned(),
        }
    }

    /// The page of a source.
    pub(crate) fn source(&self, id: &str) -> String {
        self.href(&format!("/sources/{id}"))
    }

    /// The attribute that marks the part of the site a page belongs to.
    pub(crate) fn current(&self, path: &str) -> askama::filters::Safe<&'static str> {
        let here = self.uri.path();
        let within = here == path || here.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
        askama::filters::Safe(if within { " aria-current=\"true\"" } else { "" })
    }

    /// The same page in the other languages there are.
    pub(crate) fn others(&self) -> Vec<OtherLanguage> {
        let kept = link::pairs(self.uri.query().unwrap_or_default());
        let here = |tag: &str| {
            let rest = kept.iter().filter(|(name, _)| name != "lang");
            let pairs = rest.map(|(name, value)| (name.as_str(), value.as_str()));
            link::address(self.uri.path(), pairs.chain([("lang", tag)]))
        };
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
    Ok(Html(template.render()?).into_response())
}
