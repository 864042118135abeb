//! A published edition as files: the manifest, the catalogue as text, the observations as Parquet.

mod manifest;

use bytes::Bytes;
use parquet::errors::ParquetError;
use thiserror::Error;
use tidemark_evidence::text::{self, Problem, TextFile, WrittenFile};
use tidemark_evidence::{Corpus, Dataset};

pub use manifest::{LAYOUT, ListedFile, ListedIndicator, MANIFEST, Manifest};

use crate::edition::{BuildError, Edition};
use crate::file::{self, FileError};

/// The path of the observations.
pub const OBSERVATIONS: &str = "observations.parquet";

/// The folder of the catalogue.
const CATALOGUE: &str = "catalogue/";

/// Why an edition cannot be written as files.
#[derive(Debug, Error)]
pub enum PackError {
    /// The observations cannot be written.
    #[error("the observations cannot be written as Parquet: {0}")]
    Parquet(#[from] ParquetError),
    /// The manifest cannot be written.
    #[error("the manifest cannot be written: {0}")]
    Manifest(#[from] serde_json::Error),
}

/// Why files are not an edition.
#[derive(Debug, Error)]
pub enum UnpackError {
    /// The manifest cannot be read.
    #[error("{MANIFEST} is no manifest of an edition: {0}")]
    Manifest(String),
    /// The manifest is of a version that this program does not know.
    #[error("{MANIFEST} is of the version `{found}`; this program reads `{known}`")]
    Version {
        /// What was found.
        found: String,
        /// What is known.
        known: &'static str,
    },
    /// The manifest is not as it was published.
    #[error("{MANIFEST} is not what was published: its seal does not fit its bytes")]
    Unsealed,
    /// A file that the manifest lists is missing.
    #[error("{0} is missing: the manifest lists it")]
    Missing(String),
    /// A file is not what was published.
    #[error("{path} is not what was published: its SHA-256 is {found}, and the manifest says {published}")]
    Changed {
        /// Which.
        path: String,
        /// The digest of its bytes.
        found: String,
        /// The digest in the manifest.
        published: String,
    },
    /// The catalogue cannot be read.
    #[error("the catalogue has {} problem(s), the first of them in {}", .0.len(), .0.first().map_or("no file", |problem| &problem.file))]
    Catalogue(Vec<Problem>),
    /// The observations cannot be read.
    #[error("{OBSERVATIONS} {0}")]
    Observations(#[from] FileError),
    /// The observations do not become an edition.
    #[error(transparent)]
    Build(#[from] BuildError),
    /// An indicator's observations are not those that the manifest lists.
    #[error("the observations of {0} are not those that the manifest lists")]
    Indicator(String),
    /// What the edition says has another identity.
    #[error("the edition says what has the identity {found}, and the manifest says {published}")]
    Identity {
        /// The identity of what it says.
        found: String,
        /// The identity in the manifest.
        published: String,
    },
}

/// Every file of an edition, the manifest last: where it lies, all others lie already.
///
/// # Errors
///
/// The observations or the manifest cannot be written; neither happens for want of room, since all is kept in memory.
pub fn pack(edition: &Edition) -> Result<Vec<WrittenFile>, PackError> {
    let mut files: Vec<WrittenFile> = text::write_catalogue(edition.catalogue())
        .into_iter()
        .map(|file| WrittenFile {
            path: format!("{CATALOGUE}{}", file.path),
            ..file
        })
        .collect();
    files.push(WrittenFile {
        path: OBSERVATIONS.to_owned(),
        bytes: file::write(edition)?,
    });
    let manifest = Manifest::of(edition, &files)?;
    files.push(WrittenFile {
        path: MANIFEST.to_owned(),
        bytes: manifest.to_bytes()?,
    });
    Ok(files)
}

/// The edition of these files, each of which is checked against the manifest, as is what they say.
///
/// # Errors
///
/// A file is missing or was changed, or they say something else than the manifest; the error names which.
pub fn unpack(manifest: &Manifest, files: &[TextFile<'_>]) -> Result<Edition, UnpackError> {
    for listed in &manifest.files {
        let file = files.iter().find(|file| file.path == listed.path);
        let file = file.ok_or_else(|| UnpackError::Missing(listed.path.clone()))?;
        listed.check(file.bytes)?;
    }
    let catalogue: Vec<TextFile<'_>> = files
        .iter()
        .filter_map(|file| {
            let path = file.path.strip_prefix(CATALOGUE)?;
            Some(TextFile { path, ..*file })
        })
        .collect();
    let catalogue = text::read_catalogue(&catalogue).map_err(UnpackError::Catalogue)?;
    let observations = files.iter().find(|file| file.path == OBSERVATIONS);
    let observations = observations.ok_or_else(|| UnpackError::Missing(OBSERVATIONS.to_owned()))?;
    let groups = file::read(Bytes::copy_from_slice(observations.bytes), &catalogue)?;
    let edition = Edition::build(Dataset {
        catalogue,
        observations: groups.into_iter().flatten().collect(),
    })?;
    agree(manifest, &edition)?;
    Ok(edition)
}

/// Refuses an edition that does not say what its manifest does.
fn agree(manifest: &Manifest, edition: &Edition) -> Result<(), UnpackError> {
    let mut listed = manifest.indicators.iter();
    for segment in edition.segments() {
        let agrees = listed.next().is_some_and(|one| {
            one.code == segment.indicator().as_str()
                && one.observations == segment.len()
                && one.sha256 == segment.digest()
        });
        if !agrees {
            return Err(UnpackError::Indicator(segment.indicator().to_string()));
        }
    }
    if let Some(surplus) = listed.next() {
        return Err(UnpackError::Indicator(surplus.code.clone()));
    }
    let info = &edition.catalogue().edition;
    let date = info.date.to_string();
    let is_named_so = manifest.observations == edition.len()
        && manifest.title == info.title
        && manifest.date == date
        && manifest.note == info.note;
    if edition.identity() == manifest.identity && is_named_so {
        return Ok(());
    }
    Err(UnpackError::Identity {
        found: edition.identity().to_owned(),
        published: manifest.identity.clone(),
    })
}
