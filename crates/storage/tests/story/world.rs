//! A store to tell a story on.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use tidemark_desk::{Id, PersonId};
use tidemark_storage::backup::back_up;
use tidemark_storage::vault::{MasterKey, MasterKeys};
use tidemark_storage::{Engine, Settings, Store, StoreError, StoreUrl};
use tidemark_vocab::Moment;

pub(crate) const NOW: Moment = Moment::from_millis(1_800_000_000_000);

pub(crate) fn later(seconds: u64) -> Moment {
    NOW + Duration::from_secs(seconds)
}

pub(crate) fn id<K>(number: u8) -> Id<K> {
    Id::new([number; 16])
}

pub(crate) fn person(number: u8) -> PersonId {
    id(number)
}

pub(crate) fn keys(numbers: &[u8]) -> MasterKeys {
    let mut keys = numbers.iter().map(|number| MasterKey::new([*number; 32]));
    MasterKeys::new(keys.next().unwrap(), keys)
}

/// A store of its own for each story.
pub(crate) struct World {
    pub(crate) settings: Settings,
    pub(crate) store: Store,
    pub(crate) folder: PathBuf,
}

pub(crate) struct Folder(pub(crate) PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

static STORIES: AtomicU32 = AtomicU32::new(0);

fn new_name() -> String {
    let number = STORIES.fetch_add(1, Ordering::Relaxed);
    format!("story_{}_{number}", std::process::id())
}

/// An empty folder.
pub(crate) fn folder() -> Folder {
    let folder = std::env::temp_dir().join(new_name());
    std::fs::create_dir_all(&folder).unwrap();
    Folder(folder)
}

/// An address where no store is yet.
fn empty(engine: Engine) -> Option<(StoreUrl, Folder)> {
    let kept = folder();
    let folder = &kept.0;
    let url = match engine {
        Engine::Sqlite => StoreUrl::Sqlite(folder.join("store.db")),
        Engine::Postgres => {
            let Ok(server) = std::env::var("TEST_POSTGRES_URL") else {
                eprintln!(
                    "SKIPPED on PostgreSQL: TEST_POSTGRES_URL does not name a server; `cargo xtask test` starts one"
                );
                return None;
            };
            let name = new_name();
            make_schema(&server, &name);
            let sign = if server.contains('?') { '&' } else { '?' };
            StoreUrl::Postgres(format!("{server}{sign}options[search_path]={name}"))
        }
    };
    Some((url, kept))
}

fn make_schema(server: &str, name: &str) {
    let status = std::process::Command::new("psql")
        .args([server, "-q", "-c", &format!("create schema {name}")])
        .status()
        .expect("psql comes with PostgreSQL's packages");
    assert!(status.success(), "no schema could be made at {server}");
}

/// An address on each engine where no store is yet.
pub(crate) fn elsewhere() -> Vec<(Settings, Folder)> {
    let both = [Engine::Sqlite, Engine::Postgres].into_iter();
    both.filter_map(empty)
        .map(|(url, folder)| (Settings::new(url), folder))
        .collect()
}

/// An address where no store is yet, and what removes it again.
pub(crate) async fn on_both_empty<F: Future<Output = ()>>(story: impl Fn(Settings) -> F) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if let Some((url, _folder)) = empty(engine) {
            eprintln!("on {engine:?}");
            story(Settings::new(url)).await;
        }
    }
}

/// Tells a story on both engines.
pub(crate) async fn on_both<F: Future<Output = ()>>(tell: impl Fn(World) -> F) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if let Some((url, folder)) = empty(engine) {
            eprintln!("on {engine:?}");
            let settings = Settings::new(url);
            settings.migrate(None, NOW, &|_, _| ()).await.unwrap();
            let store = Store::open(&settings, keys(&[1])).await.unwrap();
            // A story takes of its world what it needs: the folder stays until it is told.
            tell(World {
                settings,
                store,
                folder: folder.0.clone(),
            })
            .await;
        }
    }
}

impl World {
    /// The same store, opened with other keys.
    pub(crate) async fn opened_with(&self, numbers: &[u8]) -> Store {
        Store::open(&self.settings, keys(numbers)).await.unwrap()
    }

    /// Adds a person who is called so, at the address `NAME@example.org`.
    pub(crate) async fn add(&self, number: u8, name: &str) -> Result<PersonId, StoreError> {
        let name = name.to_owned();
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let email = format!("{}@example.org", name.to_lowercase()).parse().unwrap();
                    let lang = "en".parse().unwrap();
                    tx.add_person(person(number), &name.parse().unwrap(), Some(&email), &lang, NOW)
                        .await?;
                    Ok(person(number))
                })
            })
            .await
    }

    /// Every value of every column: what a backup holds, and what the file of the database holds.
    pub(crate) async fn everything(&self) -> String {
        let into = self
            .folder
            .join(format!("everything-{}", STORIES.fetch_add(1, Ordering::Relaxed)));
        back_up(&self.store, None, &into, NOW, &|_, _| ()).await.unwrap();
        let tables = std::fs::read_dir(into.join("tables")).unwrap();
        let mut all: Vec<u8> = tables
            .flat_map(|table| std::fs::read(table.unwrap().path()).unwrap())
            .collect();
        if let StoreUrl::Sqlite(path) = &self.settings.url {
            all.extend(std::fs::read(path).unwrap());
            all.extend(std::fs::read(path.with_extension("db-wal")).unwrap());
        }
        String::from_utf8_lossy(&all).into_owned()
    }

    /// Does something to the database behind the store's back.
    pub(crate) async fn tamper(&self, sql: &str) {
        let url = match &self.settings.url {
            StoreUrl::Sqlite(path) => format!("sqlite:{}", path.display()),
            StoreUrl::Postgres(url) => url.clone(),
        };
        let on = sea_orm::Database::connect(url).await.unwrap();
        sea_orm::ConnectionTrait::execute_unprepared(&on, sql)
            .await
            .unwrap();
        on.close().await.unwrap();
    }
}
