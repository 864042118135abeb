//! Copies of the small world, and ways to break them.

use super::words::assert_worded;
use tidemark_evidence::text::{Problem, Reading, TextFile, read};

/// A copy of the small world.
pub(super) struct Copy(Vec<(String, Vec<u8>)>);

/// An intact copy.
pub(super) fn copy() -> Copy {
    Copy(
        tidemark_testkit::FILES
            .iter()
            .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
            .collect(),
    )
}

impl Copy {
    fn file(&mut self, path: &str) -> &mut Vec<u8> {
        let found = self.0.iter_mut().find(|(name, _)| name == path);
        &mut found.unwrap_or_else(|| panic!("no file {path}")).1
    }

    fn text(&mut self, path: &str) -> String {
        String::from_utf8(self.file(path).clone()).unwrap()
    }

    /// Replaces a text that stands in the file exactly once.
    pub(super) fn replace(mut self, path: &str, from: &str, to: &str) -> Self {
        let text = self.text(path);
        assert_eq!(text.matches(from).count(), 1, "`{from}` in {path}");
        *self.file(path) = text.replace(from, to).into_bytes();
        self
    }

    /// Replaces every byte of a file.
    pub(super) fn bytes(mut self, path: &str, change: impl FnOnce(Vec<u8>) -> Vec<u8>) -> Self {
        let bytes = std::mem::take(self.file(path));
        *self.file(path) = change(bytes);
        self
    }

    /// Puts lines after the line that begins with `after`.
    pub(super) fn insert(mut self, path: &str, after: &str, lines: &str) -> Self {
        let text = self.text(path);
        let start = text
            .find(&format!("\n{after}"))
            .unwrap_or_else(|| panic!("`{after}` in {path}"))
            + 1;
        let end = start + text[start..].find('\n').unwrap() + 1;
        *self.file(path) = format!("{}{lines}\n{}", &text[..end], &text[end..]).into_bytes();
        self
    }

    pub(super) fn remove(mut self, path: &str) -> Self {
        self.file(path);
        self.0.retain(|(name, _)| name != path);
        self
    }

    pub(super) fn add(mut self, path: &str, text: &str) -> Self {
        self.0.push((path.to_owned(), text.as_bytes().to_vec()));
        self
    }

    /// The line on which a text stands that is in the file exactly once.
    pub(super) fn line(&mut self, path: &str, text: &str) -> usize {
        let file = self.text(path);
        assert_eq!(file.matches(text).count(), 1, "`{text}` in {path}");
        1 + file[..file.find(text).unwrap()].matches('\n').count()
    }

    pub(super) fn read(&self) -> Reading {
        let files: Vec<TextFile<'_>> = self
            .0
            .iter()
            .map(|(path, bytes)| TextFile { path, bytes })
            .collect();
        read(&files)
    }

    /// Everything that is wrong, as `file:line id`.
    pub(super) fn problems(&self) -> Vec<String> {
        let problems = self.read().problems;
        problems.iter().for_each(assert_worded);
        problems.iter().map(shown).collect()
    }

    /// Asserts that exactly this is wrong, on the line where `spot` stands.
    #[track_caller]
    pub(super) fn breaks(mut self, path: &str, spot: &str, id: &str) {
        let line = self.line(path, spot);
        assert_eq!(self.problems(), [format!("{path}:{line} check-{id}")]);
    }
}

/// A problem as `file:line id`.
pub(super) fn shown(problem: &Problem) -> String {
    format!("{}:{} {}", problem.file, problem.line, problem.what.id)
}

impl Copy {
    /// The bytes of a file.
    pub(super) fn read_bytes(mut self, path: &str) -> Vec<u8> {
        std::mem::take(self.file(path))
    }
}
