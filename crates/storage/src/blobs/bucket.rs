//! Blobs in a bucket.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::StreamExt;
use futures_util::stream::BoxStream;
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::path::Path;
use object_store::{ClientOptions, Error, ObjectMeta, ObjectStore, ObjectStoreExt, RetryConfig};

use super::url::BucketUrl;
use super::{BlobError, BlobId, BlobKeys, Stored};

/// For how long a bucket is asked again and again: somebody waits for the answer.
const PATIENCE: Duration = Duration::from_secs(20);

#[derive(Clone)]
pub(super) struct Bucket {
    store: Arc<AmazonS3>,
    address: BucketUrl,
}

impl fmt::Debug for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bucket({})", self.address)
    }
}

impl Bucket {
    /// Nothing is asked of it yet.
    pub(super) fn open(address: &BucketUrl, keys: Option<&BlobKeys>) -> Result<Self, BlobError> {
        let keys = keys.ok_or(BlobError::NoKey("AWS_ACCESS_KEY_ID"))?;
        // Whoever came first has chosen; a program that uses no other has not.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let is_plain = |endpoint: &String| endpoint.starts_with("http://");
        let retry = RetryConfig {
            max_retries: 4,
            retry_timeout: PATIENCE,
            ..RetryConfig::default()
        };
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(&address.bucket)
            .with_region(&address.region)
            .with_access_key_id(&keys.id)
            .with_secret_access_key(keys.secret.as_str())
            .with_client_options(
                ClientOptions::new().with_allow_http(address.endpoint.as_ref().is_some_and(is_plain)),
            )
            .with_retry(retry);
        if let Some(token) = &keys.token {
            builder = builder.with_token(token.as_str());
        }
        if let Some(endpoint) = &address.endpoint {
            builder = builder.with_endpoint(endpoint);
        }
        let store = builder.build().map_err(|error| failed(address, &error))?;
        Ok(Self {
            store: Arc::new(store),
            address: address.clone(),
        })
    }

    fn path(&self, id: &BlobId) -> Path {
        self.prefix().join(id.drawer()).join(id.as_str())
    }

    fn prefix(&self) -> Path {
        Path::from(self.address.prefix.as_str())
    }

    pub(super) async fn put(&self, id: &BlobId, bytes: Bytes) -> Result<(), BlobError> {
        let put = self.store.put(&self.path(id), bytes.into()).await;
        put.map(drop).map_err(|error| failed(&self.address, &error))
    }

    pub(super) async fn get(&self, id: &BlobId) -> Result<Option<Bytes>, BlobError> {
        let got = match self.store.get(&self.path(id)).await {
            Ok(got) => got.bytes().await,
            Err(error) => Err(error),
        };
        self.found(got)
    }

    pub(super) async fn has(&self, id: &BlobId) -> Result<bool, BlobError> {
        let head = self.store.head(&self.path(id)).await;
        Ok(self.found(head)?.is_some())
    }

    pub(super) async fn remove(&self, id: &BlobId) -> Result<(), BlobError> {
        let removed = self.store.delete(&self.path(id)).await;
        self.found(removed).map(drop)
    }

    pub(super) fn list(&self) -> BoxStream<'static, Result<Stored, BlobError>> {
        let (address, prefix) = (self.address.clone(), self.prefix());
        let found = self.store.list(Some(&prefix));
        let ours = found.filter_map(move |found| {
            let stored = match found {
                Ok(found) => stored(&found, &prefix).map(Ok),
                Err(error) => Some(Err(failed(&address, &error))),
            };
            std::future::ready(stored)
        });
        ours.boxed()
    }

    fn found<T>(&self, outcome: Result<T, Error>) -> Result<Option<T>, BlobError> {
        match outcome {
            Ok(found) => Ok(Some(found)),
            Err(error) if is_absent(&error) => Ok(None),
            Err(error) => Err(failed(&self.address, &error)),
        }
    }
}

/// Whether an object is not there; a bucket that is not there is another matter, which answers alike but for its words.
fn is_absent(error: &Error) -> bool {
    matches!(error, Error::NotFound { source, .. } if !source.to_string().contains("NoSuchBucket"))
}

fn stored(found: &ObjectMeta, prefix: &Path) -> Option<Stored> {
    let parts: Vec<_> = found.location.prefix_match(prefix)?.collect();
    let [drawer, name] = parts.as_slice() else {
        return None;
    };
    let id: BlobId = name.as_ref().parse().ok()?;
    (id.drawer() == drawer.as_ref()).then_some(Stored {
        id,
        bytes: found.size,
    })
}

fn failed(address: &BucketUrl, error: &Error) -> BlobError {
    let (bucket, why) = (address.bucket.clone(), error.to_string());
    match error {
        Error::PermissionDenied { .. } | Error::Unauthenticated { .. } => BlobError::Refused { bucket, why },
        _ => BlobError::Unreachable { bucket, why },
    }
}
