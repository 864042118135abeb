//! The text form, written: what [`super::read`] reads back to the same evidence.
//!
//! Comments and the way a table is laid out are not part of the evidence; what is written has one form only.

mod lists;
mod sheets;
mod toml;

use crate::dataset::Dataset;

/// A file of the text form, to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenFile {
    /// Its path within the directory, with `/` between the parts.
    pub path: String,
    /// Its bytes: UTF-8, line feeds.
    pub bytes: Vec<u8>,
}

impl WrittenFile {
    fn new(path: impl Into<String>, text: impl Into<Vec<u8>>) -> Self {
        Self {
            path: path.into(),
            bytes: text.into(),
        }
    }
}

/// Every file of the text form, in order of path; observations in a file a theme.
#[must_use]
pub fn write(dataset: &Dataset) -> Vec<WrittenFile> {
    let mut files = write_catalogue(&dataset.catalogue);
    files.extend(sheets::observations(dataset));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// The files that hold everything but the observations, in order of path.
#[must_use]
pub fn write_catalogue(catalogue: &crate::Catalogue) -> Vec<WrittenFile> {
    let mut files = vec![
        WrittenFile::new("edition.toml", lists::edition(&catalogue.edition)),
        WrittenFile::new("themes.toml", lists::themes(&catalogue.themes)),
        WrittenFile::new("scales.toml", lists::scales(catalogue)),
        WrittenFile::new("dimensions.toml", lists::dimensions(catalogue)),
        WrittenFile::new("reporters.toml", lists::reporters(catalogue)),
        WrittenFile::new("ranks.toml", lists::ranks(catalogue)),
        WrittenFile::new("schemes.toml", lists::schemes(&catalogue.schemes)),
        WrittenFile::new("indicators/indicators.toml", lists::indicators(catalogue)),
        WrittenFile::new("areas/places.csv", sheets::places(catalogue)),
        WrittenFile::new("areas/members.csv", sheets::members(&catalogue.schemes)),
        WrittenFile::new("sources.csv", sheets::sources(catalogue)),
        WrittenFile::new("sets.csv", sheets::sets(catalogue)),
    ];
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}
