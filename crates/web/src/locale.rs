//! The reader's language: the first part of a page's address; where it names none, preferred by the browser, else English. The API has a
//! parameter for it.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri, header};
use tidemark_publishing::Messages;
use tidemark_publishing::messages::PSEUDO_TAG;
use tidemark_vocab::{Lang, Message};

use crate::error::Fault;
use crate::link::pairs;

/// The language of an answer.
#[derive(Debug, Clone)]
pub(crate) struct Locale {
    /// Its messages.
    pub(crate) messages: Messages,
}

/// A path of the site without the language before it, and that language.
pub(crate) fn apart(path: &str) -> (Option<Lang>, &str) {
    let Some(rest) = path.strip_prefix('/') else {
        return (None, path);
    };
    let end = rest.find('/').unwrap_or(rest.len());
    match rest.split_at_checked(end) {
        Some((tag, rest)) => match offered(tag) {
            Some(lang) => (Some(lang), if rest.is_empty() { "/" } else { rest }),
            None => (None, path),
        },
        None => (None, path),
    }
}

/// Every language that pages exist in, the pseudo-locale with them.
pub(crate) fn all() -> Vec<Lang> {
    let mut all = Messages::available();
    all.extend(PSEUDO_TAG.parse::<Lang>());
    all
}

impl Locale {
    /// The language of a request. An address that asks for a language there is not is a fault, told in the browser's language.
    pub(crate) fn of(uri: &Uri, headers: &HeaderMap) -> (Self, Option<Fault>) {
        if let (Some(lang), _) = apart(uri.path()) {
            let messages = Messages::new(&lang);
            return (Self { messages }, None);
        }
        let asked = pairs(uri.query().unwrap_or_default())
            .into_iter()
            .find(|(name, value)| name == "lang" && !value.is_empty());
        match asked.map(|(_, value)| (offered(&value), value)) {
            Some((Some(lang), _)) => (
                Self {
                    messages: Messages::new(&lang),
                },
                None,
            ),
            Some((None, value)) => (Self::preferred(headers), Some(no_such_language(&value))),
            None => (Self::preferred(headers), None),
        }
    }

    fn preferred(headers: &HeaderMap) -> Self {
        let wanted = headers
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let messages = by_preference(wanted)
            .into_iter()
            .find_map(|tag| nearest(&tag))
            .map_or_else(Messages::english, |lang| Messages::new(&lang));
        Self { messages }
    }

    /// A page's path, in this language.
    pub(crate) fn path(&self, path: &str) -> String {
        format!("/{}{path}", self.tag())
    }

    /// The tag of the language.
    pub(crate) fn tag(&self) -> &str {
        self.messages.lang().as_str()
    }
}

/// A language that pages exist in; the pseudo-locale is one for those who know its name.
fn offered(tag: &str) -> Option<Lang> {
    let lang: Lang = tag.parse().ok()?;
    (tag == PSEUDO_TAG || Messages::available().contains(&lang)).then_some(lang)
}

/// The language of a tag, or of what remains when its end is cut off: `fr-CA`, `fr`.
fn nearest(tag: &str) -> Option<Lang> {
    if tag == PSEUDO_TAG {
        return None;
    }
    offered(tag).or_else(|| nearest(tag.rsplit_once('-')?.0))
}

/// The tags of `Accept-Language`, best first (RFC 9110, 12.5.4); those with a weight of 0 are left out.
fn by_preference(header: &str) -> Vec<String> {
    let mut tags: Vec<(u16, String)> = header
        .split(',')
        .filter_map(|part| {
            let (tag, weight) = part.split_once(';').map_or((part, "q=1"), |(t, w)| (t, w.trim()));
            let weight: f32 = weight.strip_prefix("q=").unwrap_or("0").parse().ok()?;
            let thousandths = (1..=1000_u16).rev().find(|n| f32::from(*n) <= weight * 1000.0)?;
            Some((thousandths, tag.trim().to_owned()))
        })
        .collect();
    tags.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    tags.into_iter().map(|(_, tag)| tag).collect()
}

fn no_such_language(value: &str) -> Fault {
    let reason = Message::new("web-fault-lang").with("value", value);
    let choices = Messages::available().iter().map(ToString::to_string).collect();
    Fault::whole("lang", value, reason, choices)
}

impl<S: Sync> FromRequestParts<S> for Locale {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let known = parts.extensions.get::<Self>().cloned();
        Ok(known.unwrap_or_else(|| Self::of(&parts.uri, &parts.headers).0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locale(uri: &str, accept: &str) -> (Locale, Option<Fault>) {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, accept.parse().unwrap());
        Locale::of(&uri.parse().unwrap(), &headers)
    }

    #[test]
    fn weights_decide_and_zero_means_never() {
        assert_eq!(
            by_preference("fr;q=0.4, en-GB, ar;q=0.9, zh;q=0"),
            ["en-GB", "ar", "fr"]
        );
        assert_eq!(by_preference(""), [""]);
    }

    #[test]
    fn english_stands_in_and_the_pseudo_locale_must_be_asked_for() {
        assert_eq!(locale("/", "xx, ar-XB").0.tag(), "en");
        assert_eq!(locale("/ar-XB/about?lang=en", "en").0.tag(), "ar-XB");
        assert_eq!(locale("/api/v1/table?lang=ar-XB", "en").0.tag(), "ar-XB");
    }

    #[test]
    fn a_language_stands_before_the_path() {
        let tag = |path| apart(path).0.map(|lang| lang.to_string());
        assert_eq!(apart("/en/tables/choose").1, "/tables/choose");
        assert_eq!((tag("/en/"), apart("/en/").1), (Some("en".to_owned()), "/"));
        assert_eq!((tag("/en"), apart("/en").1), (Some("en".to_owned()), "/"));
        for none in ["/", "/tables", "/english/tables", "/tlh/", "//en/", "*", "/é"] {
            assert_eq!((tag(none), apart(none).1), (None, none));
        }
    }

    #[test]
    fn a_language_there_is_not_is_a_fault_with_choices() {
        let (locale, fault) = locale("/tables?lang=tlh", "en");
        let fault = fault.unwrap();
        assert_eq!(locale.tag(), "en");
        assert_eq!((fault.parameter.as_str(), fault.value.as_str()), ("lang", "tlh"));
        assert!(fault.suggestions.contains(&"en".to_owned()));
    }
}
