//! The codes that a file declares, to find what refers to nothing.

use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::atomic::{AtomicBool, Ordering};

use super::encoding::UNREADABLE;
use super::nearest::nearest;
use super::problem::{At, Problems, Rule};

/// Declared codes. What is declared badly is declared all the same, so that one mistake makes one problem.
#[derive(Debug)]
pub(super) struct Names<T> {
    /// What they are, as the messages name it.
    what: &'static str,
    /// The file that declares them.
    file: &'static str,
    declared: BTreeMap<String, Declaration<T>>,
    /// Whether all declarations could be read; otherwise nothing can be called unknown.
    whole: bool,
    /// Whether a reference could not be read; it may be to any of them, so none can be called unused.
    unclear: AtomicBool,
}

#[derive(Debug)]
struct Declaration<T> {
    name: T,
    at: At,
    used: AtomicBool,
}

impl<T: FromStr + Clone + ToString> Names<T> {
    pub(super) fn new(what: &'static str, file: &'static str) -> Self {
        Self {
            what,
            file,
            declared: BTreeMap::new(),
            whole: true,
            unclear: AtomicBool::new(false),
        }
    }

    /// Says whether all declarations could be read; where they could not, nothing can be called unknown.
    pub(super) fn whole_if(&mut self, whole: bool) {
        self.whole &= whole;
    }

    /// Adds a declaration and notes it where the code has one already. `None` is a declaration whose code cannot be read.
    pub(super) fn declare(&mut self, name: Option<&T>, at: &At, problems: &Problems) {
        let Some(name) = name else {
            self.whole = false;
            return;
        };
        let text = name.to_string();
        if let Some(Declaration { at: first, .. }) = self.declared.get(&text) {
            let first = format!("{}:{}", first.file, first.line);
            problems.note(
                at,
                Rule::Duplicate,
                &[("what", &self.what), ("name", &text), ("first", &first)],
            );
        } else {
            self.declared.insert(
                text,
                Declaration {
                    name: name.clone(),
                    at: at.clone(),
                    used: AtomicBool::new(false),
                },
            );
        }
    }

    /// The declared code; one that cannot be called unknown is read as it is.
    pub(super) fn find(&self, text: &str) -> Option<T> {
        match self.declared.get(text) {
            Some(declaration) => {
                declaration.used.store(true, Ordering::Relaxed);
                Some(declaration.name.clone())
            }
            None if self.whole => None,
            None => text.parse().ok(),
        }
    }

    /// Finds a code, and notes where it refers to nothing.
    pub(super) fn find_or_note(&self, text: &str, at: &At, problems: &Problems) -> Option<T> {
        let found = self.find(text);
        if text.contains(UNREADABLE) {
            self.unclear.store(true, Ordering::Relaxed);
        }
        if found.is_none() && self.whole {
            let nearest = self.nearest(text);
            let args: [(&'static str, &dyn ToString); 4] = [
                ("what", &self.what),
                ("name", &text),
                ("nearest", &nearest),
                ("file", &self.file),
            ];
            problems.note(at, Rule::Unknown, &args);
        }
        found
    }

    /// The declared code nearest to a text.
    pub(super) fn nearest(&self, text: &str) -> &str {
        nearest(text, self.declared.keys().map(String::as_str))
    }

    /// Notes every declaration that nothing refers to.
    pub(super) fn note_unused(&self, problems: &Problems) {
        if self.unclear.load(Ordering::Relaxed) {
            return;
        }
        for (name, declaration) in self
            .declared
            .iter()
            .filter(|(_, declaration)| !declaration.used.load(Ordering::Relaxed))
        {
            problems.note(
                &declaration.at,
                Rule::Unused,
                &[("what", &self.what), ("name", name)],
            );
        }
    }
}
