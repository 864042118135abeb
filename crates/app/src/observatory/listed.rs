//! The editions that are there at one moment.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tidemark_columnar::{Edition, Manifest};
use tidemark_evidence::{Catalogue, Corpus};

use super::error::OpenError;
use super::options::{EvidenceOptions, Proof, UnreadTerms};
use crate::bundled::{self, Bundled};
use crate::directory::Directory;
use crate::published::{self, PublishedError};

/// Where an edition is kept.
#[derive(Debug, Clone)]
pub(super) enum Place {
    /// In memory, for as long as the program runs.
    Memory(Arc<Edition>),
    /// In a directory.
    Directory(PathBuf),
    /// In the program.
    Bundled(Bundled),
}

/// An edition that is served.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Its identity.
    pub identity: String,
    /// Its title.
    pub title: String,
    /// The day it speaks of.
    pub date: String,
    /// What a reader must know of how it came to be; empty where nothing.
    pub note: String,
    /// How many observations it has.
    pub observations: usize,
    /// What it consists of, where it was published as files.
    pub manifest: Option<Arc<Manifest>>,
    pub(super) place: Place,
}

impl Listed {
    fn published(manifest: Manifest, place: Place) -> Self {
        Self {
            identity: manifest.identity.clone(),
            title: manifest.title.clone(),
            date: manifest.date.clone(),
            note: manifest.note.clone(),
            observations: manifest.observations,
            manifest: Some(Arc::new(manifest)),
            place,
        }
    }

    pub(super) fn in_memory(edition: Edition) -> Self {
        let Catalogue { edition: info, .. } = edition.catalogue();
        Self {
            identity: edition.identity().to_owned(),
            title: info.title.clone(),
            date: info.date.to_string(),
            note: info.note.clone(),
            observations: edition.len(),
            manifest: None,
            place: Place::Memory(Arc::new(edition)),
        }
    }

    /// Reads it; every byte is checked, and where it is proved at once, that its columns say what was published. What the program carries is
    /// proved by its tests.
    pub(super) fn read(&self, proof: Proof) -> Result<Arc<Edition>, OpenError> {
        Ok(match &self.place {
            Place::Memory(edition) => Arc::clone(edition),
            Place::Directory(path) => {
                let edition = published::read(path)?;
                if proof == Proof::AtOnce {
                    published::prove(path, &edition)?;
                }
                Arc::new(edition)
            }
            Place::Bundled(bundled) => Arc::new(bundled.read()?),
        })
    }
}

/// A directory among those of editions that cannot be used.
#[derive(Debug)]
pub struct Refused {
    /// The directory.
    pub path: PathBuf,
    /// What is wrong with it.
    pub reason: PublishedError,
}

/// What is there: usable editions, the current one first, then from the newest to the oldest; and what is not usable.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) listed: Vec<Listed>,
    pub(super) refused: Vec<Refused>,
}

impl Found {
    /// Looks for everything that the options name. `held` is the edition of their directory of evidence, where it was read before: it
    /// does not change while the program runs.
    pub(super) fn of(options: &EvidenceOptions, held: Option<&Listed>) -> Result<Self, OpenError> {
        let mut found = Self::default();
        if let Some(editions) = &options.editions_dir {
            found.look_into(editions)?;
        }
        if found.listed.is_empty() && found.refused.is_empty() && options.data_dir.is_none() {
            for bundled in bundled::editions() {
                let manifest = bundled.manifest()?;
                found
                    .listed
                    .push(Listed::published(manifest, Place::Bundled(bundled)));
            }
        }
        found
            .listed
            .sort_by(|a, b| (&b.date, &a.identity).cmp(&(&a.date, &b.identity)));
        if options.unread_terms == UnreadTerms::LeaveOut {
            found.leave_out_unread()?;
        }
        if let Some(root) = &options.data_dir {
            found.put_first(match held {
                Some(held) => held.clone(),
                None => Listed::in_memory(super::open_edition(root, options.unread_terms)?),
            });
        }
        Ok(found)
    }

    fn look_into(&mut self, editions: &Path) -> Result<(), OpenError> {
        for path in published::directories(editions)? {
            match listed(&path) {
                Ok(listed) => self.listed.push(listed),
                Err(reason) => self.refused.push(Refused { path, reason }),
            }
        }
        Ok(())
    }

    fn put_first(&mut self, listed: Listed) {
        self.listed.retain(|other| other.identity != listed.identity);
        self.listed.insert(0, listed);
    }

    /// Without the figures whose terms nobody has read, each edition is another, which has to be made to know its name.
    fn leave_out_unread(&mut self) -> Result<(), OpenError> {
        for listed in std::mem::take(&mut self.listed) {
            match (listed.read(Proof::AtOnce), listed.place) {
                (Ok(read), _) => {
                    let dataset = read.dataset().without_unread_terms();
                    self.listed.push(Listed::in_memory(Edition::build(dataset)?));
                }
                (Err(OpenError::Published(reason)), Place::Directory(path)) => {
                    self.refused.push(Refused { path, reason });
                }
                (Err(other), _) => return Err(other),
            }
        }
        Ok(())
    }
}

fn listed(path: &Path) -> Result<Listed, PublishedError> {
    let manifest = published::manifest(path)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if name != manifest.identity.as_str() {
        return Err(PublishedError::Misnamed {
            path: path.to_owned(),
            identity: manifest.identity,
        });
    }
    Ok(Listed::published(manifest, Place::Directory(path.to_owned())))
}

/// The edition of a directory: published, or in the text form.
pub(super) fn open(root: &Path) -> Result<Edition, OpenError> {
    if published::is_published(root) {
        let edition = published::read(root)?;
        published::prove(root, &edition)?;
        return Ok(edition);
    }
    let files = Directory::read(root)?;
    let reading = tidemark_evidence::text::read(&files.text_files());
    // They are as large as what was read of them.
    drop(files);
    Ok(Edition::build(
        reading.into_result().map_err(OpenError::Problems)?,
    )?)
}
