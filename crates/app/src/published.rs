//! Published editions, read from their directories.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;
use tidemark_columnar::{Edition, ListedFile, MANIFEST, Manifest, UnpackError, unpack};
use tidemark_evidence::parallel;
use tidemark_evidence::text::TextFile;

/// Why a directory holds no published edition.
#[derive(Debug, Error)]
pub enum PublishedError {
    /// A file cannot be read.
    #[error("cannot read {path}: {reason}")]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// What the system said.
        reason: io::Error,
    },
    /// The files are not the edition that was published.
    #[error("the edition in {path} cannot be used: {reason}")]
    Unpack {
        /// Its directory.
        path: PathBuf,
        /// What is wrong.
        reason: UnpackError,
    },
    /// There is a file that does not belong to the edition.
    #[error("{path} does not belong to the edition: its manifest does not list it")]
    Surplus {
        /// Which.
        path: PathBuf,
    },
    /// The directory is named as another edition.
    #[error("{path} holds the edition {identity}: a directory of editions names each by its identity")]
    Misnamed {
        /// The directory.
        path: PathBuf,
        /// The identity of the edition in it.
        identity: String,
    },
}

/// Whether a directory is meant to be a published edition.
#[must_use]
pub fn is_published(root: &Path) -> bool {
    root.join(MANIFEST).is_file()
}

/// The manifest of a published edition; its files are not looked at.
pub fn manifest(root: &Path) -> Result<Manifest, PublishedError> {
    let bytes = read_file(&root.join(MANIFEST))?;
    Manifest::parse(&bytes).map_err(unusable(root))
}

/// A published edition, checked byte by byte against its manifest.
pub fn read(root: &Path) -> Result<Edition, PublishedError> {
    read_by(root, unpack)
}

/// Holds what an edition of a directory says against the digests that it was published with.
pub fn prove(root: &Path, edition: &Edition) -> Result<(), PublishedError> {
    edition.prove().map_err(unusable(root))
}

/// How an edition is made from its manifest and files.
type Unpack = fn(&Manifest, &[TextFile<'_>]) -> Result<Edition, UnpackError>;

fn read_by(root: &Path, unpack: Unpack) -> Result<Edition, PublishedError> {
    let manifest = manifest(root)?;
    let read = |listed: &ListedFile| {
        let path = root.join(&listed.path);
        if !path.exists() {
            return Err(unusable(root)(UnpackError::Missing(listed.path.clone())));
        }
        read_file(&path)
    };
    // Two of them are large.
    let read = parallel::map(&manifest.files, read);
    let read = read.into_iter().collect::<Result<Vec<_>, _>>()?;
    let files = manifest
        .files
        .iter()
        .map(|listed| listed.path.as_str())
        .zip(&read);
    let files: Vec<TextFile<'_>> = files.map(|(path, bytes)| TextFile { path, bytes }).collect();
    unpack(&manifest, &files).map_err(unusable(root))
}

/// Checks a published edition as [`read`] does, and besides that its columns say what its observations do, and that nothing else lies
/// in its directory; returns its manifest.
pub fn verify(root: &Path) -> Result<Manifest, PublishedError> {
    read_by(root, tidemark_columnar::verify)?;
    let manifest = manifest(root)?;
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for path in entries(&folder)? {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let inner = path.strip_prefix(root).unwrap_or(&path);
            let is_listed = manifest.files.iter().any(|file| Path::new(&file.path) == inner);
            if !is_listed && inner != Path::new(MANIFEST) {
                return Err(PublishedError::Surplus { path });
            }
        }
    }
    Ok(manifest)
}

/// The directories of a directory of editions that hold one, hidden ones left out, in order of name.
pub fn directories(editions: &Path) -> Result<Vec<PathBuf>, PublishedError> {
    let is_hidden = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default();
        name.to_string_lossy().starts_with('.')
    };
    let mut found = entries(editions)?;
    found.retain(|path| !is_hidden(path) && is_published(path));
    found.sort();
    Ok(found)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, PublishedError> {
    let unreadable = |reason| PublishedError::Unreadable {
        path: folder.to_owned(),
        reason,
    };
    let entries = fs::read_dir(folder).map_err(unreadable)?;
    entries
        .map(|entry| entry.map(|entry| entry.path()).map_err(unreadable))
        .collect()
}

fn read_file(path: &Path) -> Result<Vec<u8>, PublishedError> {
    fs::read(path).map_err(|reason| PublishedError::Unreadable {
        path: path.to_owned(),
        reason,
    })
}

fn unusable(root: &Path) -> impl FnOnce(UnpackError) -> PublishedError {
    let path = root.to_owned();
    move |reason| PublishedError::Unpack { path, reason }
}
