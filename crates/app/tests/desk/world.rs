//! A desk to tell a story at, with a clock that is set by hand and a postman who keeps everything.

use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::future::BoxFuture;
use tidemark_app::desk::{
    Asker, Desk, DeskSettings, NewPerson, Outgoing, Post, PostError, PostResult, SignedIn, Worker,
};
use tidemark_desk::audit::Verb;
use tidemark_desk::{PersonState, Token};
use tidemark_storage::vault::{MasterKey, MasterKeys};
use tidemark_storage::{Job, JobState, Settings, Store, StoreUrl};
use tidemark_vocab::Moment;

pub(crate) struct World {
    pub(crate) desk: Desk,
    pub(crate) clock: Arc<AtomicI64>,
    pub(crate) sent: Arc<Sent>,
    pub(crate) folder: PathBuf,
}

impl Drop for World {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Keeps what is sent, after refusing so many times.
#[derive(Default)]
pub(crate) struct Sent {
    pub(crate) mails: Mutex<Vec<Outgoing>>,
    pub(crate) refusals: AtomicU32,
}

impl Post for Sent {
    fn send(&self, mail: Outgoing) -> BoxFuture<'_, PostResult> {
        Box::pin(async move {
            if self.refusals.load(Ordering::Relaxed) > 0 {
                self.refusals.fetch_sub(1, Ordering::Relaxed);
                return Err(PostError::Passing("no answer".into()));
            }
            self.mails.lock().unwrap().push(mail);
            Ok(())
        })
    }
}

static WORLDS: AtomicU32 = AtomicU32::new(0);

pub(crate) fn asker() -> Asker {
    Asker::new("192.0.2.1")
}

pub(crate) async fn world() -> World {
    world_at("https://example.org").await
}

/// A desk of a site at an address.
pub(crate) async fn world_at(base: &str) -> World {
    let number = WORLDS.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("desk_{}_{number}", std::process::id()));
    let settings = Settings::new(StoreUrl::Sqlite(folder.join("store.db")));
    let clock = Arc::new(AtomicI64::new(1_800_000_000_000));
    settings
        .migrate(None, Moment::from_millis(0), &|_, _| ())
        .await
        .unwrap();
    let store = Store::open(&settings, MasterKeys::new(MasterKey::new([1; 32]), []))
        .await
        .unwrap();
    let ticking = clock.clone();
    let now = Arc::new(move || Moment::from_millis(ticking.load(Ordering::Relaxed)));
    let site = DeskSettings {
        site: "Desk".to_owned(),
        base: base.to_owned(),
    };
    World {
        desk: Desk::new(store, now, site),
        clock,
        sent: Arc::default(),
        folder,
    }
}

/// The token of a link.
pub(crate) fn token(link: &str) -> Token {
    link.rsplit_once("token=").unwrap().1.parse().unwrap()
}

impl World {
    pub(crate) fn wait(&self, duration: Duration) {
        self.clock
            .fetch_add(i64::try_from(duration.as_millis()).unwrap(), Ordering::Relaxed);
    }

    pub(crate) async fn who(&self, token: &Token) -> SignedIn {
        self.desk.who(token).await.unwrap().unwrap()
    }

    pub(crate) async fn add(&self, name: &str, grants: &[&str]) -> SignedIn {
        let new = NewPerson {
            name: name.parse().unwrap(),
            email: Some(format!("{name}@example.org").parse().unwrap()),
            lang: "en".parse().unwrap(),
            grants: grants.iter().map(|grant| grant.parse().unwrap()).collect(),
        };
        let added = self.desk.add_person(new).await.unwrap();
        let opened = self
            .desk
            .sign_in_by_link(&token(&added.link), None, &asker())
            .await
            .unwrap();
        self.who(&opened.token).await
    }

    /// Somebody who has an authenticator app and came in with it.
    pub(crate) async fn add_with_app(&self, name: &str, grants: &[&str]) -> SignedIn {
        let who = self.add(name, grants).await;
        let app = self.desk.begin_authenticator(&who).await.unwrap();
        self.desk
            .confirm_authenticator(&who, &self.code(&app.secret))
            .await
            .unwrap();
        self.wait(Duration::from_secs(30));
        let opened = self
            .desk
            .show_again_by_code(&who, &self.code(&app.secret))
            .await
            .unwrap();
        self.who(&opened.token).await
    }

    pub(crate) fn code(&self, secret: &str) -> String {
        let secret = totp_rs::Secret::try_from_base32(secret).unwrap();
        let totp = totp_rs::Builder::new()
            .with_secret(secret)
            .with_account_name("a")
            .with_issuer(None::<String>)
            .build()
            .unwrap();
        let seconds = u64::try_from(self.clock.load(Ordering::Relaxed) / 1_000).unwrap();
        totp.generate(seconds).to_string()
    }

    /// Has all that is due done.
    pub(crate) async fn work(&self) {
        let worker = Worker::new(self.desk.clone(), self.sent.clone()).unwrap();
        worker.run(self.nothing_is_due()).await;
    }

    /// Comes when no job is due or in hand, and the audit is chained.
    pub(crate) async fn nothing_is_due(&self) {
        let now = self.desk.now();
        let look = self.desk.store().look();
        let is_due = |job: &Job| match job.state {
            JobState::Waiting => job.due_at <= now,
            other => other == JobState::Running,
        };
        loop {
            tokio::time::sleep(Duration::from_millis(20)).await;
            let is_chained = look.audit_unchained().await.unwrap().0 == 0;
            if is_chained && !look.jobs(99).await.unwrap().iter().any(is_due) {
                return;
            }
        }
    }

    pub(crate) fn mails(&self) -> Vec<Outgoing> {
        self.sent.mails.lock().unwrap().clone()
    }

    pub(crate) async fn who_is_left(&self, who: &SignedIn) -> bool {
        let person = self
            .desk
            .store()
            .look()
            .person(who.person.id)
            .await
            .unwrap()
            .unwrap();
        person.state == PersonState::Active && person.name.is_some()
    }

    pub(crate) async fn verbs(&self) -> Vec<Verb> {
        let page = self.desk.store().look().audit(None, 100).await.unwrap();
        page.entries.iter().rev().map(|told| told.entry.verb).collect()
    }
}

pub(crate) fn link_in(mail: &Outgoing) -> String {
    mail.plain
        .lines()
        .find(|line| line.starts_with("https://"))
        .unwrap()
        .to_owned()
}
