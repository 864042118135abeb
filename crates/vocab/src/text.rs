//! Text in several languages.

use std::collections::BTreeMap;

use crate::code::Lang;

/// A text in one or more languages. English stands in where a language is missing, and the caller is told.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LocalizedText(BTreeMap<Lang, String>);

impl LocalizedText {
    /// A text from its languages.
    pub fn new(texts: impl IntoIterator<Item = (Lang, String)>) -> Self {
        Self(texts.into_iter().collect())
    }

    /// The text in exactly this language.
    #[must_use]
    pub fn exact(&self, lang: &str) -> Option<&str> {
        self.0.get(lang).map(String::as_str)
    }

    /// The text in this language, else in English, else in any; empty only where there is none at all.
    #[must_use]
    pub fn get(&self, lang: &str) -> &str {
        self.exact(lang)
            .or_else(|| self.exact("en"))
            .or_else(|| self.0.values().next().map(String::as_str))
            .unwrap_or("")
    }

    /// All languages and their texts, in order of language.
    pub fn iter(&self) -> impl Iterator<Item = (&Lang, &str)> {
        self.0.iter().map(|(lang, text)| (lang, text.as_str()))
    }

    /// Whether there is no text in any language.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_stands_in() {
        let text = LocalizedText::new([
            ("en".parse().unwrap(), "Bulgaria".to_owned()),
            ("fr".parse().unwrap(), "Bulgarie".to_owned()),
        ]);
        assert_eq!(text.get("fr"), "Bulgarie");
        assert_eq!(text.get("zh"), "Bulgaria");
        assert_eq!(text.exact("zh"), None);
        assert_eq!(LocalizedText::default().get("en"), "");
    }
}
