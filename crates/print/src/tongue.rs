//! The language of a document, as Typst takes it.

use serde::Serialize;
use tidemark_publishing::Messages;

/// A language tag in its parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Tongue {
    /// The language: `ar`.
    lang: String,
    /// The country or area: `XB`.
    region: Option<String>,
    /// `ltr` or `rtl`.
    dir: &'static str,
}

impl Tongue {
    /// The language that messages are in.
    pub(crate) fn of(messages: &Messages) -> Self {
        let tag = messages.lang().as_str();
        let mut parts = tag.split('-');
        let lang = parts.next().unwrap_or(tag).to_ascii_lowercase();
        let is_region = |part: &&str| part.len() == 2 && part.chars().all(|c| c.is_ascii_alphabetic());
        Self {
            lang,
            region: parts.find(is_region).map(str::to_ascii_uppercase),
            dir: messages.dir().as_str(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_taken_apart() {
        let tongue = Tongue::of(&Messages::pseudo());
        assert_eq!((tongue.lang.as_str(), tongue.dir), ("ar", "rtl"));
        assert_eq!(tongue.region.as_deref(), Some("XB"));
        let english = Tongue::of(&Messages::english());
        assert_eq!(
            (english.lang.as_str(), english.region, english.dir),
            ("en", None, "ltr")
        );
    }
}
