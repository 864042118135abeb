//! The blobs of a backup.

use std::fs;
use std::path::{Path, PathBuf};

use futures_util::TryStreamExt;

use super::{BackupError, on};
use crate::blobs::{BlobId, BlobUrl, Blobs, Stored};

/// Where they lie in a backup.
const FOLDER: &str = "blobs";

/// Copies every blob that is there, while others come and go: what is removed meanwhile is not in it.
pub(super) async fn copy(blobs: &Blobs, beside: &Path) -> Result<Vec<Stored>, BackupError> {
    let folder = beside.join(FOLDER);
    let copies = Blobs::open(&BlobUrl::Folder(folder.clone()))
        .await?
        .with_most_bytes(u64::MAX);
    let mut taken = Vec::new();
    let mut list = blobs.list();
    while let Some(Stored { id, .. }) = list.try_next().await? {
        if let Some(bytes) = blobs.get(&id).await? {
            let size = bytes.len() as u64;
            copies.put(bytes).await?;
            taken.push(Stored { id, bytes: size });
        }
    }
    copies.close()?;
    // Not every server lists in order.
    taken.sort();
    Ok(taken)
}

fn path(from: &Path, id: &BlobId) -> PathBuf {
    from.join(FOLDER).join(id.drawer()).join(id.as_str())
}

fn read(from: &Path, blob: &Stored) -> Result<Vec<u8>, BackupError> {
    let path = path(from, &blob.id);
    let bytes = fs::read(&path).map_err(on(&path))?;
    let why = if bytes.len() as u64 != blob.bytes {
        format!("it has {} bytes, and had {}", bytes.len(), blob.bytes)
    } else if BlobId::of(&bytes) != blob.id {
        "its digest is another".to_owned()
    } else {
        return Ok(bytes);
    };
    Err(BackupError::Damaged { path, why })
}

/// Holds every blob against its name and its size.
pub(super) fn verify(from: &Path, blobs: &[Stored]) -> Result<(), BackupError> {
    blobs.iter().try_for_each(|blob| read(from, blob).map(drop))
}

/// Puts them where the store will look for them, and reads each there once more.
pub(super) async fn put_back(from: &Path, list: &[Stored], into: &Blobs) -> Result<(), BackupError> {
    let into = into.clone().with_most_bytes(u64::MAX);
    for blob in list {
        into.put(read(from, blob)?).await?;
        if into.get(&blob.id).await?.is_none() {
            let path = path(from, &blob.id);
            let why = "it was put in, and is not there".to_owned();
            return Err(BackupError::Damaged { path, why });
        }
    }
    Ok(())
}
