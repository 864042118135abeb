//! The files of published editions, which are given out only as they were published.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read as _};
use std::ops::Range;
use std::os::unix::fs::{FileExt as _, MetadataExt as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tidemark_columnar::{MANIFEST, Manifest, UnpackError};

use super::listed::{Listed, Place};
use crate::published::PublishedError;

/// A file of a published edition, open, and found to be what was published.
#[derive(Debug, Clone)]
pub struct PublishedFile {
    /// What names its content: the SHA-256 of its bytes; of a manifest, its seal.
    pub sha256: String,
    /// How many bytes it has.
    pub length: u64,
    content: Content,
}

/// Where the bytes are. A file is held open, so that all of an answer comes from it, whatever takes its place meanwhile.
#[derive(Debug, Clone)]
enum Content {
    OnDisk(Arc<File>),
    InProgram(&'static [u8]),
}

impl PublishedFile {
    /// These of its bytes.
    ///
    /// # Errors
    ///
    /// They cannot be read, or it does not have them.
    pub fn part(&self, range: Range<u64>) -> io::Result<Vec<u8>> {
        let at = |place: u64| usize::try_from(place).map_err(io::Error::other);
        match &self.content {
            Content::InProgram(bytes) => {
                let bytes = bytes.get(at(range.start)?..at(range.end)?);
                Ok(bytes.ok_or(io::ErrorKind::UnexpectedEof)?.to_vec())
            }
            Content::OnDisk(file) => {
                let mut bytes = vec![0; at(range.end.saturating_sub(range.start))?];
                file.read_exact_at(&mut bytes, range.start)?;
                Ok(bytes)
            }
        }
    }
}

/// Which file it is and when it was last written, as the system tells: device, number, length, seconds and their parts.
type Trace = (u64, u64, u64, i64, i64);

/// Files that were read and found to be what was published; they are not read again until they change.
#[derive(Debug, Default)]
pub(super) struct Checked(Mutex<BTreeMap<PathBuf, Trace>>);

impl Checked {
    fn knows(&self, path: &Path, trace: Trace) -> bool {
        let checked = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        checked.get(path) == Some(&trace)
    }

    fn remember(&self, path: PathBuf, trace: Trace) {
        let mut checked = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        checked.insert(path, trace);
    }

    /// Forgets all, so that what is no longer there takes no room.
    pub(super) fn clear(&self) {
        let mut checked = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        checked.clear();
    }
}

impl Listed {
    /// A file of the edition; `None` where it has no such file, or was not published as files.
    ///
    /// # Errors
    ///
    /// The file is not what was published, or cannot be read.
    pub(super) fn file(
        &self,
        path: &str,
        checked: &Checked,
    ) -> Result<Option<PublishedFile>, PublishedError> {
        let Some(manifest) = &self.manifest else {
            return Ok(None);
        };
        // The manifest does not list itself.
        let listed = manifest.files.iter().find(|file| file.path == path);
        if listed.is_none() && path != MANIFEST {
            return Ok(None);
        }
        let sha256 = listed.map_or_else(|| manifest.seal.clone(), |file| file.sha256.clone());
        let (content, length) = match &self.place {
            Place::Memory(_) => return Ok(None),
            Place::Bundled(bundled) => match bundled.file(path) {
                Some(bytes) => (
                    Content::InProgram(bytes),
                    u64::try_from(bytes.len()).unwrap_or(u64::MAX),
                ),
                None => return Ok(None),
            },
            Place::Directory(root) => {
                let check = |bytes: &[u8]| match listed {
                    Some(listed) => listed.check(bytes),
                    None => is_manifest(manifest, bytes),
                };
                let (file, length) = open(root, path, check, checked)?;
                (Content::OnDisk(Arc::new(file)), length)
            }
        };
        Ok(Some(PublishedFile {
            sha256,
            length,
            content,
        }))
    }
}

/// Refuses bytes that are not this manifest.
fn is_manifest(manifest: &Manifest, bytes: &[u8]) -> Result<(), UnpackError> {
    if Manifest::parse(bytes)?.seal == manifest.seal {
        return Ok(());
    }
    Err(UnpackError::Unsealed)
}

/// Opens a file, and reads it once to the end where it was not checked since it was written. Checked and given out is the same open
/// file.
fn open(
    root: &Path,
    inner: &str,
    check: impl FnOnce(&[u8]) -> Result<(), UnpackError>,
    checked: &Checked,
) -> Result<(File, u64), PublishedError> {
    let path = root.join(inner);
    let unusable = |reason| PublishedError::Unpack {
        path: root.to_owned(),
        reason,
    };
    let unreadable = |reason| PublishedError::Unreadable {
        path: path.clone(),
        reason,
    };
    let mut file = match File::open(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(unusable(UnpackError::Missing(inner.to_owned())));
        }
        opened => opened.map_err(unreadable)?,
    };
    let about = file.metadata().map_err(unreadable)?;
    let trace = (
        about.dev(),
        about.ino(),
        about.len(),
        about.mtime(),
        about.mtime_nsec(),
    );
    if !checked.knows(&path, trace) {
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(unreadable)?;
        check(&bytes).map_err(unusable)?;
        checked.remember(path, trace);
    }
    Ok((file, about.len()))
}
