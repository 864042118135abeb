//! Texts for people in the reader's language.
//!
//! Message files are `locales/LANGUAGE/*.ftl` at the root of the repository; they are embedded when the crate is built.
//! A language tag that has no folder is shortened from its end (`pt-BR`, `pt`), and English stands in for what is then
//! still missing: the language as a whole, or one message of it.

mod bundle;
mod names;
mod pseudo;

use std::borrow::Cow;
use std::sync::Arc;

use fluent_bundle::{FluentArgs, FluentValue};
use tidemark_vocab::{Lang, Message};

use bundle::Bundle;
pub use pseudo::PSEUDO_TAG;

/// Which way a language is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

impl Direction {
    /// The value of HTML's `dir`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// The messages of one language, English standing in. Cheap to clone.
#[derive(Clone)]
pub struct Messages {
    lang: Lang,
    direction: Direction,
    bundle: Arc<Bundle>,
    english: Arc<Bundle>,
    marking: Marking,
}

/// Whether texts are marked as having come from here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marking {
    /// As they are.
    Plain,
    /// Between white square brackets, so that text which bypasses Fluent stands out.
    Bracketed,
}

impl std::fmt::Debug for Messages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Messages")
            .field("lang", &self.lang)
            .finish_non_exhaustive()
    }
}

impl Messages {
    /// The messages of a language, of the nearest shorter tag, or of English; the pseudo-locale where its tag is asked for.
    #[must_use]
    pub fn new(lang: &Lang) -> Self {
        if lang.as_str() == PSEUDO_TAG {
            return Self::pseudo();
        }
        let english = Bundle::english();
        let (lang, bundle) = Bundle::nearest(lang);
        Self {
            direction: bundle::direction(lang.as_str()),
            lang,
            bundle,
            english,
            marking: Marking::Plain,
        }
    }

    /// English.
    #[must_use]
    pub fn english() -> Self {
        Self::new(&bundle::lang("en"))
    }

    /// The pseudo-locale `ar-XB`: English with accents, about a third longer, in brackets, from right to left.
    /// It shows text that bypasses Fluent and layouts that break; it is never listed to readers.
    #[must_use]
    pub fn pseudo() -> Self {
        Self {
            lang: bundle::lang(PSEUDO_TAG),
            direction: Direction::Rtl,
            bundle: Bundle::pseudo(),
            english: Bundle::english(),
            marking: Marking::Bracketed,
        }
    }

    /// The languages that can be offered to readers, in order of tag.
    #[must_use]
    pub fn available() -> Vec<Lang> {
        bundle::languages()
    }

    /// The language that is spoken, which may be shorter than the one asked for.
    #[must_use]
    pub fn lang(&self) -> &Lang {
        &self.lang
    }

    /// Which way it is written.
    #[must_use]
    pub fn dir(&self) -> Direction {
        self.direction
    }

    /// Whether there is a message of this id, in English at least.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.english.has(id)
    }

    /// Every id of the English messages, in order.
    pub fn ids() -> impl Iterator<Item = &'static str> {
        bundle::english_ids().iter().copied()
    }

    /// The text of a message without arguments.
    #[must_use]
    pub fn get(&self, id: &str) -> String {
        self.word(id).into_owned()
    }

    /// The text of a message without arguments, borrowed where it stands in its file as it reads.
    #[must_use]
    pub fn word(&self, id: &str) -> Cow<'_, str> {
        let fixed = match self.marking {
            Marking::Plain => self.bundle.fixed(id),
            Marking::Bracketed => None,
        };
        fixed.map_or_else(|| Cow::Owned(self.format(id, &FluentArgs::new())), Cow::Borrowed)
    }

    /// The text of a message without arguments; `None` where there is none, for ids made of codes of the data.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<String> {
        self.has(id).then(|| self.get(id))
    }

    /// The text of a message with arguments. A whole number chooses the plural form and is printed as it was given.
    #[must_use]
    pub fn with(&self, id: &str, args: &[(&str, &str)]) -> String {
        // Whole numbers print as they were given, and so does everything else: nothing is lost where nothing is formatted.
        if self.marking == Marking::Plain
            && let Some(text) = self.bundle.joined(id, args)
        {
            return text;
        }
        let mut values = FluentArgs::new();
        for (name, value) in args {
            values.set((*name).to_owned(), argument(value));
        }
        self.format(id, &values)
    }

    /// The text of a message that was named elsewhere.
    #[must_use]
    pub fn text(&self, message: &Message) -> String {
        let args: Vec<(&str, &str)> = message
            .args
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        self.with(message.id, &args)
    }

    /// A sign that stands inside figures (the mark between thousands): never marked by the pseudo-locale, nor isolated.
    #[must_use]
    pub fn bare(&self, id: &str) -> Cow<'_, str> {
        if let Some(fixed) = self.bundle.fixed(id) {
            return Cow::Borrowed(fixed);
        }
        let none = FluentArgs::new();
        let text = self.bundle.format(id, &none);
        text.or_else(|| self.english.format(id, &none))
            .map_or_else(|| self.word(id), Cow::Owned)
    }

    /// A missing message shows its id in brackets, so that the page still stands and the gap is seen.
    fn format(&self, id: &str, args: &FluentArgs<'_>) -> String {
        let text = self
            .bundle
            .format(id, args)
            .or_else(|| self.english.format(id, args));
        match (text, self.marking) {
            (Some(text), Marking::Plain) => text,
            (Some(text), Marking::Bracketed) => format!("⟦{text}⟧"),
            (None, _) => {
                tracing::error!(message.id = id, "there is no such message");
                format!("[{id}]")
            }
        }
    }
}

/// Numbers are passed as numbers only where they print unchanged: `2020` and `3`, not `007` and `4.50`.
fn argument(text: &str) -> FluentValue<'_> {
    const EXACT_IN_A_FLOAT: u64 = 1 << 53;
    match text.parse::<i64>() {
        Ok(number) if number.unsigned_abs() <= EXACT_IN_A_FLOAT && number.to_string() == text => {
            FluentValue::from(number)
        }
        _ => FluentValue::String(Cow::Borrowed(text)),
    }
}

#[cfg(test)]
mod tests;
