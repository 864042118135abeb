//! A published edition as files: the manifest, the catalogue as text, the observations as Parquet.

mod manifest;

use std::collections::BTreeMap;
use std::sync::Arc;

use bytes::Bytes;
use parquet::errors::ParquetError;
use thiserror::Error;
use tidemark_evidence::text::{self, Problem, TextFile, WrittenFile};
use tidemark_evidence::{Catalogue, Corpus};
use tidemark_vocab::IndicatorCode;

pub use manifest::{LAYOUT, ListedFile, ListedIndicator, MANIFEST, Manifest};

use crate::edition::{BuildError, Edition};
use crate::file::{self, FileError, Observations};
use crate::identity::digest_of;
use crate::parallel;
use crate::segment::Segment;

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
    /// The manifest lists what does not lie within the edition.
    #[error("{MANIFEST} lists `{0}`, which is no path within an edition")]
    Outside(String),
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
    /// The observations do not stand as they should.
    #[error("{OBSERVATIONS} does not hold one row group an indicator, each in order of key")]
    Order,
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
    let observations = Observations::open(Bytes::copy_from_slice(observations.bytes))?;
    let groups: Vec<usize> = (0..observations.groups()).collect();
    let segments = parallel::map(&groups, |group| segment(&observations, *group, &catalogue));
    let segments = segments.into_iter().collect::<Result<Vec<_>, _>>()?;
    let count = segments.len();
    let segments: BTreeMap<IndicatorCode, Arc<Segment>> = segments
        .into_iter()
        .map(|segment| (segment.indicator().clone(), Arc::new(segment)))
        .collect();
    if segments.len() < count {
        return Err(UnpackError::Order);
    }
    let edition = Edition::of(catalogue, segments);
    agree(manifest, &edition)?;
    Ok(edition)
}

/// The segment of a row group, which holds the observations of one indicator in order of key.
fn segment(observations: &Observations, group: usize, catalogue: &Catalogue) -> Result<Segment, UnpackError> {
    let rows = observations.read(group, catalogue)?;
    let indicator = rows.first().map(|first| first.key.indicator.clone());
    let indicator = indicator.ok_or(UnpackError::Order)?;
    let is_in_order = rows.is_sorted_by(|a, b| a.key < b.key)
        && rows.last().is_some_and(|last| last.key.indicator == indicator);
    if !is_in_order {
        return Err(UnpackError::Order);
    }
    let digest = digest_of(rows.iter());
    Segment::build(&indicator, &rows, digest, catalogue).map_err(|full| UnpackError::Build(full.into()))
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
