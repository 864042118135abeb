//! Tables of TOML files, read key by key; a key that nobody asks for is a problem.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;
use std::sync::Arc;

use tidemark_vocab::{Lang, LocalizedText};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::encoding::line_of;
use super::nearest::nearest;
use super::problem::{At, Problems, Rule};

/// A TOML file, parsed as far as it can be.
pub(super) struct Document<'a> {
    file: Arc<str>,
    text: &'a str,
    root: DeTable<'a>,
    problems: &'a Problems,
}

impl<'a> Document<'a> {
    /// Parses a file; every error of form is noted, and the rest is read nevertheless.
    pub(super) fn parse(file: Arc<str>, text: &'a str, problems: &'a Problems) -> Self {
        let (root, errors) = DeTable::parse_recoverable(text);
        for error in &errors {
            let line = error
                .span()
                .map_or(1, |span| line_of(text.as_bytes(), span.start));
            let at = At {
                file: Arc::clone(&file),
                line,
            };
            problems.note(&at, Rule::Toml, &[("detail", &error.message())]);
        }
        Self {
            file,
            text,
            root: root.into_inner(),
            problems,
        }
    }

    /// The file's top level.
    pub(super) fn root(&self) -> Keys<'_> {
        Keys::new(self, &self.root, 1)
    }

    fn at(&self, position: usize) -> At {
        At {
            file: Arc::clone(&self.file),
            line: line_of(self.text.as_bytes(), position),
        }
    }
}

/// A table, read key by key.
pub(super) struct Keys<'a> {
    document: &'a Document<'a>,
    table: BTreeMap<&'a str, &'a Spanned<DeValue<'a>>>,
    asked: RefCell<Vec<&'static str>>,
    at: At,
}

impl<'a> Keys<'a> {
    fn new(document: &'a Document<'a>, table: &'a DeTable<'a>, line: usize) -> Self {
        let at = At {
            file: Arc::clone(&document.file),
            line,
        };
        let table = table
            .iter()
            .map(|(key, value)| (key.get_ref().as_ref(), value))
            .collect();
        Self {
            document,
            table,
            asked: RefCell::default(),
            at,
        }
    }

    /// Where the table begins.
    pub(super) fn at(&self) -> At {
        self.at.clone()
    }

    /// Where a key's value stands; the table's beginning where it has no such key.
    pub(super) fn at_key(&self, key: &str) -> At {
        self.table
            .get(key)
            .map_or_else(|| self.at(), |value| self.document.at(value.span().start))
    }

    /// Whether the table has a key, of whatever type.
    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Notes a problem at a key.
    pub(super) fn note(&self, key: &str, rule: Rule, args: &[(&'static str, &dyn ToString)]) {
        self.document.problems.note(&self.at_key(key), rule, args);
    }

    fn ask(&self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.asked.borrow_mut().push(key);
        self.table.get(key).copied()
    }

    fn wrong_type(&self, key: &str, wanted: &'static str) {
        self.note(key, Rule::WrongType, &[("field", &key), ("wanted", &wanted)]);
    }

    fn required<T>(&self, key: &'static str, found: Option<T>) -> Option<T> {
        if found.is_none() && !self.table.contains_key(key) {
            self.note(key, Rule::MissingField, &[("field", &key)]);
        }
        found
    }

    /// A text that may be missing.
    pub(super) fn text_if(&self, key: &'static str) -> Option<&'a str> {
        if let DeValue::String(text) = self.ask(key)?.get_ref() {
            Some(self.tidy(key, text))
        } else {
            self.wrong_type(key, "text");
            None
        }
    }

    fn tidy<'t>(&self, key: &str, text: &'t str) -> &'t str {
        let trimmed = text.trim();
        if trimmed.len() != text.len() {
            self.note(key, Rule::SurroundingSpace, &[("field", &key)]);
        } else if text.is_empty() {
            self.note(key, Rule::MissingField, &[("field", &key)]);
        }
        trimmed
    }

    /// A text.
    pub(super) fn text(&self, key: &'static str) -> Option<&'a str> {
        self.required(key, self.text_if(key))
    }

    /// A code or other parsed text that may be missing; `form` names its form in the message.
    pub(super) fn parsed_if<T: FromStr>(&self, key: &'static str, form: &'static str) -> Option<T> {
        let text = self.text_if(key)?;
        self.parse(key, text, form)
    }

    fn parse<T: FromStr>(&self, key: &str, text: &str, form: &'static str) -> Option<T> {
        let parsed = text.parse().ok();
        if parsed.is_none() && !text.is_empty() {
            self.note(
                key,
                Rule::Malformed,
                &[("text", &text), ("field", &key), ("form", &form)],
            );
        }
        parsed
    }

    /// A parsed text that prints exactly as it is written, and may be missing.
    pub(super) fn canonical_if<T: FromStr + Display>(
        &self,
        key: &'static str,
        form: &'static str,
    ) -> Option<T> {
        let value: T = self.parsed_if(key, form)?;
        let (text, canonical) = (self.text_if(key).unwrap_or_default(), value.to_string());
        if text != canonical {
            self.note(
                key,
                Rule::NotCanonical,
                &[("text", &text), ("canonical", &canonical)],
            );
        }
        Some(value)
    }

    /// A code or other parsed text.
    pub(super) fn parsed<T: FromStr>(&self, key: &'static str, form: &'static str) -> Option<T> {
        self.required(key, self.parsed_if(key, form))
    }

    /// Several codes; none where the key is missing.
    pub(super) fn list<T: FromStr>(&self, key: &'static str, form: &'static str) -> Vec<(At, T)> {
        let Some(value) = self.ask(key) else {
            return Vec::new();
        };
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong_type(key, "list");
            return Vec::new();
        };
        let mut list = Vec::new();
        for item in &**items {
            match item.get_ref() {
                DeValue::String(text) => {
                    let at = self.document.at(item.span().start);
                    list.extend(
                        self.parse(key, self.tidy(key, text), form)
                            .map(|value| (at, value)),
                    );
                }
                _ => self.wrong_type(key, "list"),
            }
        }
        list
    }

    /// True or false, where it is given.
    pub(super) fn flag_if(&self, key: &'static str) -> Option<bool> {
        if let DeValue::Boolean(flag) = self.ask(key)?.get_ref() {
            Some(*flag)
        } else {
            self.wrong_type(key, "flag");
            None
        }
    }

    /// True or false.
    pub(super) fn flag(&self, key: &'static str) -> Option<bool> {
        self.required(key, self.flag_if(key))
    }

    /// A whole number, where it is given.
    pub(super) fn number_if<T: FromStr>(&self, key: &'static str) -> Option<T> {
        let number = match self.ask(key)?.get_ref() {
            DeValue::Integer(number) if number.radix() == 10 => number.as_str().parse().ok(),
            _ => None,
        };
        if number.is_none() {
            self.wrong_type(key, "number");
        }
        number
    }

    /// A whole number.
    pub(super) fn number<T: FromStr>(&self, key: &'static str) -> Option<T> {
        self.required(key, self.number_if(key))
    }

    /// A text in several languages, English among them, where it is given.
    pub(super) fn words_if(&self, key: &'static str) -> Option<LocalizedText> {
        let DeValue::Table(table) = self.ask(key)?.get_ref() else {
            self.wrong_type(key, "words");
            return None;
        };
        let mut words = Vec::new();
        for (lang, text) in table {
            match (lang.get_ref().parse::<Lang>(), text.get_ref()) {
                (Ok(lang), DeValue::String(text)) => words.push((lang, self.tidy(key, text).to_owned())),
                (Err(_), _) => {
                    let lang = lang.get_ref();
                    self.note(
                        key,
                        Rule::Malformed,
                        &[("text", lang), ("field", &key), ("form", &"lang")],
                    );
                }
                _ => self.wrong_type(key, "words"),
            }
        }
        let words = LocalizedText::new(words);
        if !table.iter().any(|(lang, _)| lang.get_ref() == "en") {
            let field = format!("{key}.en");
            self.note(key, Rule::MissingField, &[("field", &field)]);
        }
        Some(words)
    }

    /// A text in several languages, English among them.
    pub(super) fn words(&self, key: &'static str) -> Option<LocalizedText> {
        self.required(key, self.words_if(key))
    }

    /// A table within this one, where it is given.
    pub(super) fn table_if(&self, key: &'static str) -> Option<Keys<'a>> {
        let value = self.ask(key)?;
        if let DeValue::Table(table) = value.get_ref() {
            Some(Keys::new(self.document, table, self.at_key(key).line))
        } else {
            self.wrong_type(key, "table");
            None
        }
    }

    /// The tables of an array; none where the key is missing.
    pub(super) fn tables(&self, key: &'static str) -> Vec<Keys<'a>> {
        let Some(value) = self.ask(key) else {
            return Vec::new();
        };
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong_type(key, "tables");
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in &**items {
            match item.get_ref() {
                DeValue::Table(table) => {
                    let line = self.document.at(item.span().start).line;
                    tables.push(Keys::new(self.document, table, line));
                }
                _ => self.wrong_type(key, "tables"),
            }
        }
        tables
    }

    /// Notes every key that nobody asked for.
    pub(super) fn finish(self) {
        let asked = self.asked.borrow();
        for key in self.table.keys().filter(|key| !asked.contains(key)) {
            let nearest = nearest(key, asked.iter().copied());
            self.note(key, Rule::UnknownKey, &[("key", key), ("nearest", &nearest)]);
        }
    }
}
