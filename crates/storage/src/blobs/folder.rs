//! Blobs in a directory: written beside, flushed, named in one step; the name is flushed too.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use bytes::Bytes;
use data_encoding::HEXLOWER;
use futures_util::stream::BoxStream;
use futures_util::{StreamExt, TryStreamExt, stream};
use tokio::task::spawn_blocking;

use super::{BlobError, BlobId, Stored};
use crate::vault;

/// Where blobs lie while they are written.
const UNFINISHED: &str = ".unfinished";

/// Another process that cleans up may take a file for a dead one's in the moment before it is locked; so often it is written again.
const TRIES: u32 = 5;

#[derive(Debug, Clone)]
pub(super) struct Folder {
    root: PathBuf,
}

fn on(path: &Path) -> impl FnOnce(io::Error) -> BlobError + use<> {
    let path = path.to_owned();
    move |error| BlobError::File { path, error }
}

fn made(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Without it a name may be gone after a loss of power, though the file is on the disk.
fn flushed(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// What the file system does is waited for elsewhere, so that nobody else waits.
async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, BlobError> + Send + 'static,
) -> Result<T, BlobError> {
    match spawn_blocking(work).await {
        Ok(done) => done,
        Err(error) => Err(BlobError::File {
            path: PathBuf::new(),
            error: io::Error::other(error),
        }),
    }
}

impl Folder {
    pub(super) async fn open(root: &Path) -> Result<Self, BlobError> {
        let folder = Self {
            root: root.to_owned(),
        };
        let at = folder.clone();
        aside(move || {
            let unfinished = at.root.join(UNFINISHED);
            made(&unfinished).map_err(on(&unfinished))?;
            flushed(&at.root).map_err(on(&at.root))?;
            at.clean()
        })
        .await?;
        Ok(folder)
    }

    pub(super) fn close(&self) -> Result<(), BlobError> {
        let unfinished = self.root.join(UNFINISHED);
        fs::remove_dir(&unfinished)
            .and_then(|()| flushed(&self.root))
            .map_err(on(&unfinished))
    }

    fn path(&self, id: &BlobId) -> PathBuf {
        self.root.join(id.drawer()).join(id.as_str())
    }

    /// Removes what was left unfinished. What another process is writing is locked, and stays.
    fn clean(&self) -> Result<(), BlobError> {
        let unfinished = self.root.join(UNFINISHED);
        for entry in fs::read_dir(&unfinished).map_err(on(&unfinished))? {
            let path = entry.map_err(on(&unfinished))?.path();
            let file = match OpenOptions::new().append(true).open(&path) {
                Ok(file) => file,
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(on(&path)(error)),
            };
            match file.try_lock() {
                Ok(()) => gone(&path).map_err(on(&path))?,
                // Somebody is at it; and where files cannot be locked, nobody knows.
                Err(TryLockError::WouldBlock | TryLockError::Error(_)) => {}
            }
        }
        Ok(())
    }

    pub(super) async fn put(&self, id: &BlobId, bytes: Bytes) -> Result<(), BlobError> {
        let (folder, id) = (self.clone(), id.clone());
        aside(move || {
            let path = folder.path(&id);
            let drawer = folder.root.join(id.drawer());
            if !drawer.is_dir() {
                made(&drawer).map_err(on(&drawer))?;
                flushed(&folder.root).map_err(on(&folder.root))?;
            }
            // What is damaged is not there: it is written anew.
            if fs::read(&path).is_ok_and(|there| there == bytes) {
                // Whoever named it may not have flushed the name yet.
                return flushed(&drawer).map_err(on(&drawer));
            }
            let mut tried = 1;
            while let Err(error) = folder.written(&id, &bytes) {
                if error.kind() != io::ErrorKind::NotFound || tried == TRIES {
                    return Err(on(&path)(error));
                }
                tried += 1;
            }
            flushed(&drawer).map_err(on(&drawer))
        })
        .await
    }

    fn written(&self, id: &BlobId, bytes: &[u8]) -> io::Result<()> {
        let random: [u8; 8] = vault::random().map_err(io::Error::other)?;
        let name = format!("{id}.{}", HEXLOWER.encode(&random));
        let beside = self.root.join(UNFINISHED).join(name);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&beside)?;
        // Where files cannot be locked, what is left unfinished stays.
        let _ = file.try_lock();
        let written = file
            .write_all(bytes)
            .and_then(|()| file.sync_all())
            .and_then(|()| fs::rename(&beside, self.path(id)));
        if written.is_err() {
            let _ = gone(&beside);
        }
        written
    }

    pub(super) async fn get(&self, id: &BlobId) -> Result<Option<Bytes>, BlobError> {
        let path = self.path(id);
        aside(move || match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes.into())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(on(&path)(error)),
        })
        .await
    }

    pub(super) async fn has(&self, id: &BlobId) -> Result<bool, BlobError> {
        let path = self.path(id);
        aside(move || path.try_exists().map_err(on(&path))).await
    }

    pub(super) async fn remove(&self, id: &BlobId) -> Result<(), BlobError> {
        let (path, drawer) = (self.path(id), self.root.join(id.drawer()));
        aside(move || {
            gone(&path).map_err(on(&path))?;
            match flushed(&drawer) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
                outcome => outcome.map_err(on(&drawer)),
            }
        })
        .await
    }

    /// One drawer after another, so that no more than one is held in memory.
    pub(super) fn list(&self) -> BoxStream<'static, Result<Stored, BlobError>> {
        let root = self.root.clone();
        stream::iter(0..=u8::MAX)
            .then(move |number| {
                let drawer = root.join(HEXLOWER.encode(&[number]));
                aside(move || in_drawer(&drawer))
            })
            .map_ok(|stored| stream::iter(stored.into_iter().map(Ok)))
            .try_flatten()
            .boxed()
    }
}

fn gone(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        outcome => outcome,
    }
}

fn in_drawer(drawer: &Path) -> Result<Vec<Stored>, BlobError> {
    let entries = match fs::read_dir(drawer) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(on(drawer))?,
    };
    let mut stored = Vec::new();
    for entry in entries {
        let entry = entry.map_err(on(drawer))?;
        let Some(id) = entry.file_name().to_str().and_then(|name| name.parse().ok()) else {
            continue;
        };
        match entry.metadata() {
            Ok(found) if found.is_file() => stored.push(Stored {
                id,
                bytes: found.len(),
            }),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(on(&entry.path())(error)),
        }
    }
    stored.sort();
    Ok(stored)
}
