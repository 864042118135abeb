//! What a published edition consists of: its files and their digests, its indicators and theirs.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tidemark_evidence::Corpus;
use tidemark_evidence::text::WrittenFile;

use super::UnpackError;
use crate::edition::Edition;
use crate::file::ENCODER;
use crate::identity::{FORMAT, hexadecimal};

/// The version of the layout of an edition's files.
pub const LAYOUT: &str = "tidemark-edition-1";

/// The manifest's own path.
pub const MANIFEST: &str = "manifest.json";

/// A file of an edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListedFile {
    /// Its path within the edition, with `/` between the parts.
    pub path: String,
    /// How long it is.
    pub bytes: u64,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// What an edition says of one indicator, in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListedIndicator {
    /// Its code.
    pub code: String,
    /// How many observations it has.
    pub observations: usize,
    /// The SHA-256 of their canonical records, in hexadecimal.
    pub sha256: String,
}

/// What a published edition consists of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The version of this layout: [`LAYOUT`].
    pub layout: String,
    /// The version of the canonical records: [`FORMAT`].
    pub records: String,
    /// The edition's identity.
    pub identity: String,
    /// Its title.
    pub title: String,
    /// The day it speaks of.
    pub date: String,
    /// What a reader must know of how it came to be; empty where nothing.
    pub note: String,
    /// How many observations it has.
    pub observations: usize,
    /// What wrote the files.
    pub encoder: String,
    /// Every file but this one, in order of path.
    pub files: Vec<ListedFile>,
    /// Every indicator that has observations, in order of code.
    pub indicators: Vec<ListedIndicator>,
    /// The SHA-256 of this file's bytes with an empty seal, in hexadecimal.
    pub seal: String,
}

impl Manifest {
    /// The manifest of an edition that is written as these files.
    pub(super) fn of(edition: &Edition, files: &[WrittenFile]) -> Result<Self, serde_json::Error> {
        let info = &edition.catalogue().edition;
        let unsealed = Self {
            layout: LAYOUT.to_owned(),
            records: FORMAT.to_owned(),
            identity: edition.identity().to_owned(),
            title: info.title.clone(),
            date: info.date.to_string(),
            note: info.note.clone(),
            observations: edition.len(),
            encoder: ENCODER.to_owned(),
            files: files.iter().map(listed).collect(),
            indicators: edition
                .segments()
                .map(|segment| ListedIndicator {
                    code: segment.indicator().to_string(),
                    observations: segment.len(),
                    sha256: segment.digest().to_owned(),
                })
                .collect(),
            seal: String::new(),
        };
        let seal = unsealed.seal()?;
        Ok(Self { seal, ..unsealed })
    }

    /// Reads a manifest.
    ///
    /// # Errors
    ///
    /// It is no manifest, or one of a version that this program does not know.
    pub fn parse(bytes: &[u8]) -> Result<Self, UnpackError> {
        let unreadable = |error: serde_json::Error| UnpackError::Manifest(error.to_string());
        let manifest: Self = serde_json::from_slice(bytes).map_err(unreadable)?;
        for (known, found) in [(LAYOUT, &manifest.layout), (FORMAT, &manifest.records)] {
            if known != found {
                return Err(UnpackError::Version {
                    found: found.clone(),
                    known,
                });
            }
        }
        if let Some(file) = manifest.files.iter().find(|file| !is_within(&file.path)) {
            return Err(UnpackError::Outside(file.path.clone()));
        }
        let is_as_sealed = manifest.seal().map_err(unreadable)? == manifest.seal
            && manifest.to_bytes().map_err(unreadable)? == bytes;
        is_as_sealed.then_some(manifest).ok_or(UnpackError::Unsealed)
    }

    fn seal(&self) -> Result<String, serde_json::Error> {
        let unsealed = Self {
            seal: String::new(),
            ..self.clone()
        };
        Ok(hexadecimal(&Sha256::digest(unsealed.to_bytes()?)))
    }

    /// The manifest as the bytes of its file.
    pub(super) fn to_bytes(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

/// Whether a path stays within its edition: plain names, parted by `/`. A manifest may come from anybody.
fn is_within(path: &str) -> bool {
    path.split('/')
        .all(|part| !matches!(part, "" | "." | "..") && !part.contains(['\\', '\0']))
}

fn listed(file: &WrittenFile) -> ListedFile {
    ListedFile {
        path: file.path.clone(),
        bytes: u64::try_from(file.bytes.len()).unwrap_or(u64::MAX),
        sha256: hexadecimal(&Sha256::digest(&file.bytes)),
    }
}

impl ListedFile {
    /// Refuses bytes that are not those that were published.
    ///
    /// # Errors
    ///
    /// [`UnpackError::Changed`], which names the file.
    pub fn check(&self, bytes: &[u8]) -> Result<(), UnpackError> {
        let found = hexadecimal(&Sha256::digest(bytes));
        if found == self.sha256 {
            return Ok(());
        }
        Err(UnpackError::Changed {
            path: self.path.clone(),
            found,
            published: self.sha256.clone(),
        })
    }
}
