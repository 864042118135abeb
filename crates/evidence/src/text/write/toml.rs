//! Keys, texts and lists as TOML writes them.

use std::fmt::{self, Write as _};

use tidemark_vocab::LocalizedText;

/// A text between quotation marks, with all that TOML wants escaped (TOML 1.0, "String").
pub(super) struct Quoted<'a>(pub(super) &'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        for c in self.0.chars() {
            match c {
                '"' => f.write_str("\\\"")?,
                '\\' => f.write_str("\\\\")?,
                '\n' => f.write_str("\\n")?,
                '\r' => f.write_str("\\r")?,
                '\t' => f.write_str("\\t")?,
                c if c.is_control() => write!(f, "\\u{:04X}", u32::from(c))?,
                c => f.write_char(c)?,
            }
        }
        f.write_char('"')
    }
}

/// A document as it grows.
#[derive(Default)]
pub(super) struct Document(String);

impl Document {
    /// Begins a table of a list: `[[theme]]`.
    pub(super) fn table(&mut self, name: &str) -> &mut Self {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.raw(&format!("[[{name}]]"))
    }

    /// A text.
    pub(super) fn text(&mut self, key: &str, text: &str) -> &mut Self {
        self.raw(&format!("{key} = {}", Quoted(text)))
    }

    /// A text, where there is one.
    pub(super) fn text_if<T: ToString>(&mut self, key: &str, text: Option<T>) -> &mut Self {
        if let Some(text) = text {
            self.text(key, &text.to_string());
        }
        self
    }

    /// A number or a flag.
    pub(super) fn plain(&mut self, key: &str, value: impl fmt::Display) -> &mut Self {
        self.raw(&format!("{key} = {value}"))
    }

    /// A text in its languages: `name.en = "…"`.
    pub(super) fn words(&mut self, key: &str, words: &LocalizedText) -> &mut Self {
        for line in self::words(key, words) {
            self.raw(&line);
        }
        self
    }

    /// A list of texts on one line.
    pub(super) fn list(&mut self, key: &str, texts: impl Iterator<Item = impl AsRef<str>>) -> &mut Self {
        let texts: Vec<String> = texts.map(|text| Quoted(text.as_ref()).to_string()).collect();
        self.raw(&format!("{key} = [{}]", texts.join(", ")))
    }

    /// A list of inline tables, a line each.
    pub(super) fn tables(&mut self, key: &str, tables: &[Vec<String>]) -> &mut Self {
        self.raw(&format!("{key} = ["));
        for table in tables {
            self.raw(&format!("  {{ {} }},", table.join(", ")));
        }
        self.raw("]")
    }

    /// The document.
    pub(super) fn finish(self) -> String {
        self.0
    }

    fn raw(&mut self, line: &str) -> &mut Self {
        self.0.push_str(line);
        self.0.push('\n');
        self
    }
}

/// The lines of a text in its languages, or its parts within an inline table.
pub(super) fn words(key: &str, words: &LocalizedText) -> Vec<String> {
    words
        .iter()
        .map(|(lang, text)| format!("{key}.{lang} = {}", Quoted(text)))
        .collect()
}

/// `key = "text"`, within an inline table.
pub(super) fn pair(key: &str, text: &str) -> String {
    format!("{key} = {}", Quoted(text))
}
