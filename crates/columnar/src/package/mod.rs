//! A published edition as files: the manifest, the catalogue as text, the observations as Parquet; and made from these, its columns as
//! they lie in memory, for a fast start.

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
use crate::stored;

/// The path of the observations.
pub const OBSERVATIONS: &str = "observations.parquet";

/// The path of the columns: what the observations say, in the form of the program that wrote them.
pub const COLUMNS: &str = "columns.bin";

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
    /// The columns are not those of the observations.
    #[error("{COLUMNS} does not say what {OBSERVATIONS} says")]
    Columns,
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
        path: COLUMNS.to_owned(),
        bytes: stored::write(edition),
    });
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

/// The edition of these files, each of which is checked against the manifest. It is made from its columns where their version is that of
/// this program, and from its observations where not. Columns are taken at their word: [`Edition::prove`] holds what they say against the
/// digests in the manifest.
///
/// # Errors
///
/// A file is missing or was changed, or they say something else than the manifest; the error names which.
pub fn unpack(manifest: &Manifest, files: &[TextFile<'_>]) -> Result<Edition, UnpackError> {
    if !manifest.files.iter().any(|file| file.path == OBSERVATIONS) {
        return Err(UnpackError::Missing(OBSERVATIONS.to_owned()));
    }
    let read = || -> Result<Edition, UnpackError> {
        let catalogue = catalogue(files)?;
        let columns = find(files, COLUMNS).and_then(|columns| stored::read(columns, &catalogue));
        Ok(match columns {
            Some(segments) => Edition::of(catalogue, segments).unproved(),
            None => made(files, catalogue)?,
        })
    };
    // What a changed file says is of no interest.
    let (checked, edition) = parallel::both(|| check(manifest, files), read);
    checked?;
    let edition = edition?;
    agree(manifest, &edition)?;
    Ok(edition)
}

/// The same, made from the observations; the columns must say the same.
///
/// # Errors
///
/// As [`unpack`] has; or the columns say something else.
pub fn verify(manifest: &Manifest, files: &[TextFile<'_>]) -> Result<Edition, UnpackError> {
    check(manifest, files)?;
    let edition = made(files, catalogue(files)?)?;
    agree(manifest, &edition)?;
    let columns = find(files, COLUMNS).filter(|columns| stored::is_known(columns));
    if columns.is_some_and(|columns| columns != stored::write(&edition)) {
        return Err(UnpackError::Columns);
    }
    Ok(edition)
}

/// Refuses files that are not those of the manifest.
fn check(manifest: &Manifest, files: &[TextFile<'_>]) -> Result<(), UnpackError> {
    let check = |listed: &ListedFile| {
        let bytes = find(files, &listed.path).ok_or_else(|| UnpackError::Missing(listed.path.clone()))?;
        listed.check(bytes)
    };
    parallel::map(&manifest.files, check).into_iter().collect()
}

fn find<'a>(files: &[TextFile<'a>], path: &str) -> Option<&'a [u8]> {
    files.iter().find(|file| file.path == path).map(|file| file.bytes)
}

fn catalogue(files: &[TextFile<'_>]) -> Result<Catalogue, UnpackError> {
    let catalogue: Vec<TextFile<'_>> = files
        .iter()
        .filter_map(|file| {
            let path = file.path.strip_prefix(CATALOGUE)?;
            Some(TextFile { path, ..*file })
        })
        .collect();
    text::read_catalogue(&catalogue).map_err(UnpackError::Catalogue)
}

/// The edition of the observations.
fn made(files: &[TextFile<'_>], catalogue: Catalogue) -> Result<Edition, UnpackError> {
    let segments = segments_of(files, &catalogue)?;
    Ok(Edition::of(catalogue, segments))
}

/// The segments of the observations.
fn segments_of(
    files: &[TextFile<'_>],
    catalogue: &Catalogue,
) -> Result<BTreeMap<IndicatorCode, Arc<Segment>>, UnpackError> {
    let bytes = find(files, OBSERVATIONS).ok_or_else(|| UnpackError::Missing(OBSERVATIONS.to_owned()))?;
    let observations = Observations::open(Bytes::copy_from_slice(bytes))?;
    let groups: Vec<usize> = (0..observations.groups()).collect();
    let segments = parallel::map(&groups, |group| segment(&observations, *group, catalogue));
    let mut read = BTreeMap::new();
    for segment in segments {
        let segment = segment?;
        let twin = read.insert(segment.indicator().clone(), Arc::new(segment));
        if twin.is_some() {
            return Err(UnpackError::Order);
        }
    }
    Ok(read)
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
