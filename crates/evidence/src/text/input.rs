//! The files of a directory, sorted into those the format knows and the others.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::encoding;
use super::keyed::Document;
use super::nearest::nearest;
use super::problem::{At, Problems, Rule};
use super::rows::Sheet;

/// A file as it lies in the directory.
#[derive(Debug, Clone, Copy)]
pub struct TextFile<'a> {
    /// Its path within the directory, with `/` between the parts.
    pub path: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// How much of the text form there must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// All of it.
    Whole,
    /// Everything but observations.
    Catalogue,
}

const OBSERVATIONS: &str = "observations/";

const SINGLE: [&str; 11] = [
    "edition.toml",
    "themes.toml",
    "scales.toml",
    "dimensions.toml",
    "reporters.toml",
    "ranks.toml",
    "schemes.toml",
    "sets.csv",
    "areas/places.csv",
    "areas/members.csv",
    "sources.csv",
];
const SEVERAL: [(&str, &str); 2] = [("indicators/", ".toml"), (OBSERVATIONS, ".csv")];
/// What a directory holds besides the evidence itself.
const IGNORED: [&str; 2] = ["compile/", "ledger/"];

/// The readable files by name.
pub(super) struct Input<'a> {
    files: BTreeMap<Arc<str>, Option<Cow<'a, str>>>,
    problems: &'a Problems,
}

impl<'a> Input<'a> {
    /// Sorts the files; unknown and missing ones are noted.
    pub(super) fn open(files: &[TextFile<'a>], extent: Extent, problems: &'a Problems) -> Self {
        let mut known = BTreeMap::new();
        for file in files.iter().filter(|file| !is_ignored(file.path)) {
            let path: Arc<str> = Arc::from(file.path);
            if is_known(file.path) {
                let text = encoding::text(&path, file.bytes, problems);
                known.insert(path, text);
            } else {
                let nearest = nearest(file.path, SINGLE);
                problems.note(
                    &At { file: path, line: 1 },
                    Rule::UnknownFile,
                    &[("nearest", &nearest)],
                );
            }
        }
        let input = Self {
            files: known,
            problems,
        };
        input.note_missing(extent);
        input
    }

    fn note_missing(&self, extent: Extent) {
        let singles = SINGLE
            .iter()
            .filter(|name| !self.files.contains_key(**name))
            .map(|name| (*name).to_owned());
        let several = SEVERAL
            .iter()
            .filter(|(folder, _)| extent == Extent::Whole || *folder != OBSERVATIONS)
            .filter(|(folder, _)| !self.files.keys().any(|path| path.starts_with(folder)))
            .map(|(folder, ending)| format!("{folder}*{ending}"));
        for name in singles.chain(several) {
            let at = At {
                file: Arc::from(name),
                line: 1,
            };
            self.problems.note(&at, Rule::MissingFile, &[]);
        }
    }

    /// Whether every file of this name or folder is there and could be read, so that nothing it declares is missed.
    pub(super) fn is_whole(&self, name: &str) -> bool {
        let mut files = self.matching(name).peekable();
        files.peek().is_some()
            && files.all(|(path, text)| text.is_some() && !self.problems.has_form_error(path))
    }

    /// The beginning of a file, where it is there and could be read as text.
    pub(super) fn start_of(&self, name: &str) -> Option<At> {
        let (file, _) = self.matching(name).find(|(_, text)| text.is_some())?;
        Some(At {
            file: Arc::clone(file),
            line: 1,
        })
    }

    fn matching(&self, name: &str) -> impl Iterator<Item = (&Arc<str>, Option<&str>)> {
        let folder = name.ends_with('/');
        self.files
            .iter()
            .filter(move |(path, _)| {
                if folder {
                    path.starts_with(name)
                } else {
                    ***path == *name
                }
            })
            .map(|(path, text)| (path, text.as_deref()))
    }

    /// The TOML documents of a name or folder, in order of name.
    pub(super) fn documents(&self, name: &str) -> Vec<Document<'_>> {
        self.matching(name)
            .filter_map(|(path, text)| {
                text.map(|text| Document::parse(Arc::clone(path), text, self.problems))
            })
            .collect()
    }

    /// The CSV files of a name or folder, in order of name.
    pub(super) fn sheets(&self, name: &str, columns: &'static [&'static str]) -> Vec<Sheet<'_>> {
        self.matching(name)
            .filter_map(|(file, text)| {
                text.map(|text| Sheet {
                    file,
                    text,
                    columns,
                    problems: self.problems,
                })
            })
            .collect()
    }
}

fn is_ignored(path: &str) -> bool {
    IGNORED.iter().any(|folder| path.starts_with(folder))
}

fn is_known(path: &str) -> bool {
    let several = |(folder, ending): &(&str, &str)| {
        path.strip_prefix(folder)
            .and_then(|name| name.strip_suffix(ending))
            .is_some_and(|name| !name.is_empty() && !name.contains('/'))
    };
    SINGLE.contains(&path) || SEVERAL.iter().any(several)
}
