//! What is written: a person with a role and what is told of it; an entry of the audit; a message with the job that sends it; and the job, done.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tidemark_desk::audit::{Entry, Verb};
use tidemark_desk::id::{JobId, MailId};
use tidemark_desk::{Email, Id, PersonId};
use tidemark_storage::{Job, JobState, Letter, NewJob, Store, StoreError, vault};
use tokio::task::JoinSet;

use crate::acks::Acks;
use crate::{Fault, now, say};

const TASKS: u64 = 32;

/// A worker that was killed has its job for so long.
const LEASE: Duration = Duration::from_secs(2);

/// So many writes are refused before there is room again, and so many are kept then.
const REFUSED: u64 = 64;
const KEPT_AGAIN: u64 = 200;

#[derive(Clone)]
pub(crate) struct Hammer {
    store: Store,
    acks: Arc<Acks>,
    worker: Arc<str>,
    kept: Arc<AtomicU64>,
    refused: Arc<AtomicU64>,
}

fn new_id<K>() -> Result<Id<K>, Fault> {
    Ok(Id::new(vault::random()?))
}

fn entry(verb: Verb, object: String) -> Entry {
    Entry {
        at: now(),
        actor: None,
        verb,
        object,
        detail: String::new(),
        sealed: Vec::new(),
    }
}

impl Hammer {
    pub(crate) fn new(store: Store, acks: &Path) -> Result<Self, Fault> {
        Ok(Self {
            store,
            acks: Arc::new(Acks::open(acks)?),
            worker: new_id::<()>()?.to_string().into(),
            kept: Arc::default(),
            refused: Arc::default(),
        })
    }

    fn begin(&self) -> JoinSet<Fault> {
        let mut tasks = JoinSet::new();
        for task in 0..TASKS {
            let hammer = self.clone();
            tasks.spawn(async move { hammer.go_on(task).await });
        }
        let hammer = self.clone();
        tasks.spawn(async move { hammer.chain().await });
        tasks
    }

    pub(crate) async fn for_ever(&self) -> Result<(), Fault> {
        match self.begin().join_next().await {
            Some(Ok(fault)) => Err(fault),
            Some(Err(error)) => Err(error.into()),
            None => Ok(()),
        }
    }

    /// Until writes are refused for want of room, and kept again when there is some.
    pub(crate) async fn until_full(&self, ballast: &Path) -> Result<(), Fault> {
        let tasks = self.begin();
        self.reached(&self.refused, REFUSED).await?;
        fs::remove_file(ballast)?;
        let before = self.kept.load(Ordering::Relaxed);
        self.reached(&self.kept, before + KEPT_AGAIN).await?;
        drop(tasks);
        say(&format!(
            "{before} writes were kept, {} refused for want of room, and then some were kept again",
            self.refused.load(Ordering::Relaxed)
        ));
        self.store.clone().close().await;
        Ok(())
    }

    async fn reached(&self, count: &AtomicU64, wanted: u64) -> Result<(), Fault> {
        for _ in 0..6_000 {
            if count.load(Ordering::Relaxed) >= wanted {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        Err(format!(
            "after a minute {} writes were kept and {} refused",
            self.kept.load(Ordering::Relaxed),
            self.refused.load(Ordering::Relaxed)
        )
        .into())
    }

    /// Writes one thing after another; ends with what no write may end with.
    async fn go_on(&self, task: u64) -> Fault {
        let mut turn = task;
        loop {
            turn += 1;
            let written = match turn % 4 {
                0 => self.add_person().await,
                1 => self.tell().await,
                2 => self.send().await,
                _ => self.work().await.map(drop),
            };
            match written.map_err(<dyn std::error::Error + Send + Sync>::downcast::<StoreError>) {
                Ok(()) => {}
                Err(Ok(error)) if error.is_passing() => self.refuse(&error).await,
                Err(Ok(error)) => return error,
                Err(Err(fault)) => return fault,
            }
        }
    }

    async fn refuse(&self, error: &StoreError) {
        if matches!(error, StoreError::Full(_)) {
            self.refused.fetch_add(1, Ordering::Relaxed);
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }

    fn acknowledge(&self, kind: &str, id: &str) -> Result<(), Fault> {
        self.kept.fetch_add(1, Ordering::Relaxed);
        self.acks.append(kind, id)
    }

    async fn add_person(&self) -> Result<(), Fault> {
        let person: PersonId = new_id()?;
        let email: Email = format!("{person}@example.org").parse()?;
        let (name, lang, role) = ("Blue Heron".parse()?, "en".parse()?, "editor".parse()?);
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    tx.add_person(person, &name, Some(&email), &lang, now()).await?;
                    tx.give(person, &role, None, now()).await?;
                    tx.tell(
                        entry(Verb::PersonAdded, person.to_string()),
                        Some((person, "she is known as Blue Heron")),
                    )
                    .await
                })
            })
            .await?;
        self.acknowledge("person", &person.to_string())
    }

    async fn tell(&self) -> Result<(), Fault> {
        let object = new_id::<()>()?.to_string();
        let told = entry(Verb::AccountChanged, object.clone());
        self.store
            .write(move |tx| Box::pin(async move { tx.tell(told, None).await }))
            .await?;
        self.acknowledge("told", &object)
    }

    async fn send(&self) -> Result<(), Fault> {
        let (mail, job): (MailId, JobId) = (new_id()?, new_id()?);
        let to: Email = "somebody@example.org".parse()?;
        let letter = Letter::new(
            &to,
            &"en".parse()?,
            "Hello".to_owned(),
            "Hello.".to_owned(),
            "<p>Hello.".to_owned(),
        );
        let new = NewJob {
            id: job,
            kind: "send".to_owned(),
            payload: mail.to_string(),
            only_one: None,
            due_at: now(),
            most_attempts: 1_000,
        };
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    tx.keep_mail(mail, None, &letter, now()).await?;
                    tx.enqueue(&new, now()).await
                })
            })
            .await?;
        self.acknowledge("job", &job.to_string())
    }

    /// Does the next job. What it does is kept with its end, or not at all.
    async fn work(&self) -> Result<bool, Fault> {
        let worker = self.worker.clone();
        let taken: Result<Option<Job>, StoreError> = self
            .store
            .write(move |tx| Box::pin(async move { tx.take_job(&worker, &["send"], LEASE, now()).await }))
            .await;
        let Some(job) = taken? else { return Ok(false) };
        let (id, mail, worker): (_, MailId, _) = (job.id, job.payload.parse()?, self.worker.clone());
        let ended: Result<bool, StoreError> = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let is_ours = tx.end_job(id, &worker, JobState::Done, now()).await?;
                    if is_ours {
                        tx.tell(entry(Verb::JobRetried, id.to_string()), None).await?;
                        tx.forget_mail(mail).await?;
                    }
                    Ok(is_ours)
                })
            })
            .await;
        if ended? {
            self.acknowledge("done", &id.to_string())?;
        }
        Ok(true)
    }

    async fn chain(&self) -> Fault {
        loop {
            let chained = self
                .store
                .write(|tx| Box::pin(async move { tx.chain_audit().await }))
                .await;
            match chained {
                Ok(_) => {}
                Err(error) if StoreError::is_passing(&error) => {}
                Err(error) => return error.into(),
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Does every job that is left, and gives every entry its place.
    pub(crate) async fn finish(&self) -> Result<(), Fault> {
        // What those who were killed had in hand is free after this.
        tokio::time::sleep(LEASE).await;
        while self.work().await? {}
        loop {
            let chained: Result<u64, StoreError> = self
                .store
                .write(|tx| Box::pin(async move { tx.chain_audit().await }))
                .await;
            if chained? == 0 {
                return Ok(());
            }
        }
    }
}
