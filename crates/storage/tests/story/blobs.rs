//! Blobs: what was put in comes out, in a directory and in a bucket alike.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use futures_util::TryStreamExt;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use tidemark_storage::blobs::{BlobError, BlobId, BlobKeys, BlobUrl, Blobs, Stored};

use crate::world::{Folder, folder};

const PREFIX: &str = "site/blobs";

/// A place of blobs, and the folder in which they can be found behind its back.
pub(crate) struct Shed {
    pub(crate) url: BlobUrl,
    pub(crate) blobs: Blobs,
    files: PathBuf,
    _folder: Folder,
}

fn keys() -> BlobKeys {
    BlobKeys::new("key", "hush")
}

/// A server that speaks S3, on the files of a folder, as long as the story is told.
async fn bucket(root: &std::path::Path) -> BlobUrl {
    fs::create_dir(root.join("evidence")).unwrap();
    let mut service = S3ServiceBuilder::new(s3s_fs::FileSystem::new(root).unwrap());
    service.set_auth(SimpleAuth::from_single("key", "hush"));
    let service = service.build();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            let io = hyper_util::rt::TokioIo::new(socket);
            let served = hyper::server::conn::http1::Builder::new().serve_connection(io, service.clone());
            tokio::spawn(served);
        }
    });
    format!("s3://evidence/{PREFIX}?endpoint=http://{host}")
        .parse()
        .unwrap()
}

pub(crate) async fn shed_in_folder() -> Shed {
    let folder = folder();
    let files = folder.0.join("blobs");
    let url = BlobUrl::Folder(files.clone());
    Shed {
        blobs: Blobs::open(&url).await.unwrap(),
        url,
        files,
        _folder: folder,
    }
}

async fn shed_in_bucket() -> Shed {
    let folder = folder();
    let url = bucket(&folder.0).await;
    Shed {
        blobs: Blobs::open_with(&url, Some(keys())).await.unwrap(),
        url,
        files: folder.0.join("evidence").join(PREFIX),
        _folder: folder,
    }
}

/// Tells a story in both places.
pub(crate) async fn in_both<F: Future<Output = ()>>(tell: impl Fn(Shed) -> F) {
    eprintln!("in a directory");
    tell(shed_in_folder().await).await;
    eprintln!("in a bucket");
    tell(shed_in_bucket().await).await;
}

impl Shed {
    fn file(&self, id: &BlobId) -> PathBuf {
        self.files.join(&id.as_str()[..2]).join(id.as_str())
    }

    pub(crate) fn damage(&self, id: &BlobId) {
        fs::write(self.file(id), "leaflEt").unwrap();
    }

    pub(crate) async fn all(&self) -> Vec<Stored> {
        self.blobs.list().try_collect().await.unwrap()
    }
}

#[tokio::test]
async fn what_is_put_in_comes_out_under_its_own_name() {
    in_both(|shed| async move {
        let id = shed.blobs.put("leaflet").await.unwrap();
        assert_eq!(id, BlobId::of(b"leaflet"));
        assert_eq!(shed.blobs.put("leaflet").await.unwrap(), id);
        assert_eq!(shed.blobs.get(&id).await.unwrap().unwrap(), "leaflet");
        assert!(shed.blobs.has(&id).await.unwrap());
        // Where anybody looks for it who copies one place to the other.
        assert_eq!(fs::read(shed.file(&id)).unwrap(), b"leaflet");
        let nothing = shed.blobs.put("").await.unwrap();
        assert_eq!(shed.blobs.get(&nothing).await.unwrap().unwrap(), "");
        shed.blobs.remove(&id).await.unwrap();
        shed.blobs.remove(&id).await.unwrap();
        assert_eq!(shed.blobs.get(&id).await.unwrap(), None);
        assert!(!shed.blobs.has(&id).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn every_blob_is_listed_in_order_and_nothing_else() {
    in_both(|shed| async move {
        assert_eq!(shed.all().await, []);
        let mut wanted = Vec::new();
        for number in 0..40 {
            let id = shed.blobs.put("x".repeat(number)).await.unwrap();
            wanted.push(Stored {
                id,
                bytes: number as u64,
            });
        }
        wanted.sort();
        fs::write(shed.files.join("README"), "not ours").unwrap();
        fs::write(shed.file(&wanted[0].id).with_file_name("notes.txt"), "nor this").unwrap();
        assert_eq!(shed.all().await, wanted);
    })
    .await;
}

#[tokio::test]
async fn damage_is_seen_and_mended() {
    in_both(|shed| async move {
        let id = shed.blobs.put("leaflet").await.unwrap();
        for damaged in ["leaflet!", "lea", "leaflEt"] {
            fs::write(shed.file(&id), damaged).unwrap();
            let refused = shed.blobs.get(&id).await.unwrap_err();
            assert!(
                matches!(&refused, BlobError::Damaged(which) if *which == id),
                "{refused}"
            );
            shed.blobs.put("leaflet").await.unwrap();
            assert_eq!(shed.blobs.get(&id).await.unwrap().unwrap(), "leaflet");
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_too_large_is_refused_and_what_is_there_can_be_read() {
    in_both(|shed| async move {
        let id = shed.blobs.put(vec![1; 100]).await.unwrap();
        let blobs = shed.blobs.clone().with_most_bytes(10);
        let refused = blobs.put(vec![2; 11]).await.unwrap_err();
        assert_eq!(refused.to_string(), "this has 11 bytes, and a blob may have 10");
        blobs.put(vec![2; 10]).await.unwrap();
        assert_eq!(blobs.get(&id).await.unwrap().unwrap().len(), 100);
        assert_eq!(shed.all().await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn many_that_put_in_the_same_at_once_put_it_in_once() {
    in_both(|shed| async move {
        let all = (0..20).map(|number: u8| {
            let blobs = shed.blobs.clone();
            async move { blobs.put(vec![number % 3; 5_000]).await }
        });
        for put in futures_util::future::join_all(all).await {
            put.unwrap();
        }
        assert_eq!(shed.all().await.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn what_an_interrupted_write_left_is_no_blob_and_goes() {
    let shed = shed_in_folder().await;
    let id = BlobId::of(b"leaflet");
    let unfinished = shed.files.join(".unfinished");
    let (dead, alive) = (
        unfinished.join(format!("{id}.00")),
        unfinished.join(format!("{id}.01")),
    );
    fs::write(&dead, "lea").unwrap();
    // As of a process that is at it.
    let at_it = fs::File::create(&alive).unwrap();
    at_it.lock().unwrap();
    assert_eq!(shed.blobs.get(&id).await.unwrap(), None);
    assert_eq!(shed.all().await, []);
    Blobs::open(&shed.url).await.unwrap();
    assert!(!dead.exists() && alive.exists());
    drop(at_it);
    let again = Blobs::open(&shed.url).await.unwrap();
    assert!(!alive.exists());
    again.put("leaflet").await.unwrap();
    assert_eq!(fs::read_dir(&unfinished).unwrap().count(), 0);
}

#[tokio::test]
async fn nobody_else_on_the_machine_reads_them() {
    let shed = shed_in_folder().await;
    let id = shed.blobs.put("leaflet").await.unwrap();
    let file = shed.file(&id);
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&file), mode(file.parent().unwrap())), (0o600, 0o700));
}

#[tokio::test]
async fn a_bucket_that_cannot_be_used_is_an_error_that_says_what_to_do() {
    let shed = shed_in_bucket().await;
    let strange = Some(BlobKeys::new("key", "guessed"));
    let refused = Blobs::open_with(&shed.url, strange).await.unwrap();
    let said = refused.put("leaflet").await.unwrap_err().to_string();
    assert!(said.contains("the keys are right"), "{said}");
    let elsewhere: BlobUrl = "s3://evidence?endpoint=http://127.0.0.1:1".parse().unwrap();
    let missing = Blobs::open_with(&elsewhere, Some(keys())).await.unwrap();
    let said = missing.get(&BlobId::of(b"")).await.unwrap_err().to_string();
    assert!(said.contains("evidence cannot be used"), "{said}");
    let said = format!("{:?} {:?} {:?}", shed.blobs, shed.url, keys());
    assert!(!said.contains("hush"), "{said}");
}
