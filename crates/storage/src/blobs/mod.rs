//! Blobs: files under the name of what is in them, in a directory or in a bucket that speaks S3.
//!
//! A blob never changes, and is read against its name: what comes out is what was put in. Both places lie alike (`ab/abcd…`), so that one can be copied to the
//! other with any tool. What a bucket is reached by is not seen outside.

mod bucket;
mod folder;
mod id;
mod keys;
mod url;

use std::io;
use std::path::PathBuf;

use bytes::Bytes;
use futures_util::stream::BoxStream;
use serde::{Deserialize, Serialize};

pub use id::{BlobId, BlobIdError};
pub use keys::BlobKeys;
pub use url::{BlobUrl, BlobUrlError};

use bucket::Bucket;
use folder::Folder;

/// What a blob may hold at most, unless told otherwise: it is read into memory.
const MOST_BYTES: u64 = 64 << 20;

/// A place of blobs. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Blobs {
    place: Place,
    most: u64,
}

#[derive(Debug, Clone)]
enum Place {
    Folder(Folder),
    Bucket(Bucket),
}

/// A blob that is there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Stored {
    /// Its name.
    pub id: BlobId,
    /// How many bytes it has.
    pub bytes: u64,
}

/// Why blobs did not do what they were asked.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// No key is given for the bucket.
    #[error("{0} is not set: a bucket is opened with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")]
    NoKey(&'static str),
    /// It holds too much.
    #[error("this has {bytes} bytes, and a blob may have {most}")]
    TooLarge {
        /// So much.
        bytes: u64,
        /// So much it may hold.
        most: u64,
    },
    /// It is not what was put in.
    #[error("the blob {0} is damaged: put it in once more, restore it from a backup, or remove it")]
    Damaged(BlobId),
    /// A file could not be read or written.
    #[error("{}: {error}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What went wrong.
        error: io::Error,
    },
    /// The bucket does not let us.
    #[error(
        "the bucket {bucket} refuses: {why}; see that the keys are right and may read, write, list and delete"
    )]
    Refused {
        /// Which.
        bucket: String,
        /// What it said.
        why: String,
    },
    /// The bucket is not there, or not well.
    #[error("the bucket {bucket} cannot be used: {why}; see that its address is right and that it runs")]
    Unreachable {
        /// Which.
        bucket: String,
        /// What it said.
        why: String,
    },
}

impl Blobs {
    /// Opens a place of blobs, with keys from the environment where it is a bucket. A directory is made where there is none; what interrupted writes left in it is removed.
    pub async fn open(url: &BlobUrl) -> Result<Self, BlobError> {
        match url {
            BlobUrl::Folder(_) => Self::open_with(url, None).await,
            BlobUrl::Bucket { .. } => Self::open_with(url, Some(BlobKeys::of_environment()?)).await,
        }
    }

    /// Opens one with these keys.
    pub async fn open_with(url: &BlobUrl, keys: Option<BlobKeys>) -> Result<Self, BlobError> {
        let place = match url {
            BlobUrl::Folder(path) => Place::Folder(Folder::open(path).await?),
            BlobUrl::Bucket(address) => Place::Bucket(Bucket::open(address, keys.as_ref())?),
        };
        Ok(Self {
            place,
            most: MOST_BYTES,
        })
    }

    /// The same, where a new blob may hold so many bytes at most. Those that are there can be read whatever they hold.
    #[must_use]
    pub const fn with_most_bytes(mut self, most: u64) -> Self {
        self.most = most;
        self
    }

    /// Puts in some bytes. When this returns well they are kept; to put in the same again changes nothing, and mends what was damaged.
    pub async fn put(&self, bytes: impl Into<Bytes> + Send) -> Result<BlobId, BlobError> {
        let bytes = bytes.into();
        let size = bytes.len() as u64;
        if size > self.most {
            return Err(BlobError::TooLarge {
                bytes: size,
                most: self.most,
            });
        }
        let id = BlobId::of(&bytes);
        match &self.place {
            Place::Folder(folder) => folder.put(&id, bytes).await?,
            Place::Bucket(bucket) => bucket.put(&id, bytes).await?,
        }
        Ok(id)
    }

    /// What is in a blob; `None` where there is none of that name.
    pub async fn get(&self, id: &BlobId) -> Result<Option<Bytes>, BlobError> {
        let found = match &self.place {
            Place::Folder(folder) => folder.get(id).await?,
            Place::Bucket(bucket) => bucket.get(id).await?,
        };
        match found {
            Some(bytes) if BlobId::of(&bytes) != *id => Err(BlobError::Damaged(id.clone())),
            found => Ok(found),
        }
    }

    /// Whether there is one of that name; it is not read.
    pub async fn has(&self, id: &BlobId) -> Result<bool, BlobError> {
        match &self.place {
            Place::Folder(folder) => folder.has(id).await,
            Place::Bucket(bucket) => bucket.has(id).await,
        }
    }

    /// Removes one, where it is there.
    pub async fn remove(&self, id: &BlobId) -> Result<(), BlobError> {
        match &self.place {
            Place::Folder(folder) => folder.remove(id).await,
            Place::Bucket(bucket) => bucket.remove(id).await,
        }
    }

    /// Removes what only a place in use needs.
    pub(crate) fn close(self) -> Result<(), BlobError> {
        match self.place {
            Place::Folder(folder) => folder.close(),
            Place::Bucket(_) => Ok(()),
        }
    }

    /// Every blob there is, in the order of their names. What comes or goes meanwhile may be among them or not; what is not ours is passed over.
    #[must_use]
    pub fn list(&self) -> BoxStream<'static, Result<Stored, BlobError>> {
        match &self.place {
            Place::Folder(folder) => folder.list(),
            Place::Bucket(bucket) => bucket.list(),
        }
    }
}
