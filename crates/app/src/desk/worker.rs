//! What is done when nobody waits for it. Several processes share the work: each takes a job for a while, and says that it is still at it.

use std::sync::Arc;
use std::time::Duration;

use data_encoding::HEXLOWER;
use futures_util::FutureExt;
use tidemark_desk::id::MailId;
use tidemark_publishing::messages::Messages;
use tidemark_storage::{Job, JobState, NewJob, StoreError, vault};
use tokio::time::{Instant, sleep, timeout};

use super::mail::{Outgoing, Post, PostError, SEND};
use super::sign_in::LINK_ASKED;
use super::{Desk, new_id};

/// A job is taken for so long; half of it later, the process says that it is still at it.
const LEASE: Duration = Duration::from_mins(1);

/// Where there is nothing to do, it is looked again after so long.
const IDLE: Duration = Duration::from_millis(250);

/// Entries of the audit get their places so often.
const CHAIN: Duration = Duration::from_secs(1);

/// What is over is forgotten so often.
const FORGET_EVERY: Duration = Duration::from_hours(1);

/// Jobs that ended are kept for so long.
const JOBS_KEPT: Duration = Duration::from_hours(24 * 30);

/// When the process is asked to end, the job in hand may take so long; then it is given back.
const LAST: Duration = Duration::from_secs(10);

/// The job that forgets what is over.
const FORGET: &str = "forget";

/// What this version knows how to do. Of a store that a later version uses too, the rest is left to that.
const KINDS: [&str; 3] = [LINK_ASKED, SEND, FORGET];

/// Does the jobs of a store, one after another.
pub struct Worker {
    desk: Desk,
    post: Arc<dyn Post>,
    name: String,
}

/// Why a job was not done.
enum Failed {
    /// It may be done another time.
    Passing(String),
    /// It never will.
    Lasting(String),
}

impl From<StoreError> for Failed {
    fn from(error: StoreError) -> Self {
        Self::Passing(error.to_string())
    }
}

/// How long after so many attempts it is tried again: from five seconds, each time three times as long, to two hours.
fn wait(attempts: i64) -> Duration {
    let tripled = 3_u64.saturating_pow(u32::try_from(attempts.clamp(1, 20) - 1).unwrap_or(0));
    Duration::from_secs(tripled.saturating_mul(5).min(7_200))
}

fn is_due(last: Option<Instant>, every: Duration) -> bool {
    last.is_none_or(|last| last.elapsed() >= every)
}

impl Worker {
    /// A worker of this process.
    pub fn new(desk: Desk, post: Arc<dyn Post>) -> Result<Self, StoreError> {
        let name = HEXLOWER.encode(&vault::random::<8>()?);
        Ok(Self { desk, post, name })
    }

    /// Works until it is asked to stop; then it ends the job in hand, or gives it back.
    pub async fn run(&self, stop: impl Future<Output = ()>) {
        // It is asked for in several places, also after it came.
        let stop = stop.shared();
        let (mut chained, mut planned) = (None, None);
        // Taking a job is never broken off: it would be in the hands of nobody until its lease ends.
        while stop.clone().now_or_never().is_none() {
            if is_due(chained, CHAIN) {
                self.chain().await;
                // Counted from its end: where it is slow, jobs have their turn in between.
                chained = Some(Instant::now());
            }
            if is_due(planned, FORGET_EVERY) {
                planned = Some(Instant::now());
                self.plan().await;
            }
            let idle = match self.take().await {
                Ok(Some(job)) => {
                    self.work(job, stop.clone()).await;
                    continue;
                }
                Ok(None) => IDLE,
                Err(error) => {
                    tracing::warn!("no job could be taken: {error}");
                    IDLE * 20
                }
            };
            tokio::select! {
                () = stop.clone() => return,
                () = sleep(idle) => {}
            }
        }
    }

    /// Has what is over forgotten, by whichever process comes first.
    async fn plan(&self) {
        let now = self.desk.now();
        let planned = self
            .desk
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let job = NewJob {
                        id: new_id()?,
                        kind: FORGET.to_owned(),
                        payload: String::new(),
                        only_one: Some(FORGET.to_owned()),
                        due_at: now,
                        most_attempts: 3,
                    };
                    tx.enqueue(&job, now).await
                })
            })
            .await;
        if let Err(error) = planned {
            tracing::warn!("forgetting what is over could not be planned: {error}");
        }
    }

    /// Gives entries of the audit their places, until it has caught up or other work has waited for long enough.
    async fn chain(&self) {
        let begun = Instant::now();
        while begun.elapsed() < CHAIN {
            let chained = self
                .desk
                .store
                .write(|tx| Box::pin(async move { tx.chain_audit().await }))
                .await;
            match chained {
                Ok(0) => return,
                Ok(_) => {}
                Err(error) => {
                    tracing::warn!("the audit could not be chained: {error}");
                    return;
                }
            }
        }
    }

    async fn take(&self) -> Result<Option<Job>, StoreError> {
        let (name, now) = (self.name.clone(), self.desk.now());
        self.desk
            .store
            .write(move |tx| Box::pin(async move { tx.take_job(&name, &KINDS, LEASE, now).await }))
            .await
    }

    /// Does a job, and says all the while that it is still at it.
    async fn work(&self, job: Job, stop: impl Future<Output = ()>) {
        let done = async {
            tokio::select! {
                done = self.perform(&job) => Some(done),
                () = self.hold(&job) => None,
            }
        };
        tokio::pin!(done);
        let done = tokio::select! {
            done = &mut done => Ok(done),
            () = stop => timeout(LAST, &mut done).await,
        };
        let result = match done {
            Ok(Some(Ok(()))) => Ok(()),
            Ok(Some(Err(failed))) => self.fail(&job, failed).await,
            // Somebody wants it stopped, or another process has it.
            Ok(None) => self.end(&job, JobState::Cancelled).await,
            Err(_) => self.give_back(&job).await,
        };
        if let Err(error) = result {
            tracing::warn!(job = %job.id, "what became of a job could not be kept: {error}");
        }
    }

    /// Says that the job is still in hand, until somebody wants it stopped.
    async fn hold(&self, job: &Job) {
        loop {
            sleep(LEASE / 2).await;
            let (id, name, until) = (job.id, self.name.clone(), self.desk.now() + LEASE);
            let progress = (job.done, job.whole);
            let kept = self
                .desk
                .store
                .write(move |tx| Box::pin(async move { tx.keep_job(id, &name, progress, until).await }))
                .await;
            match kept {
                Ok(true) => {}
                Ok(false) => return,
                Err(error) => tracing::warn!(job = %id, "a job could not be kept in hand: {error}"),
            }
        }
    }

    async fn perform(&self, job: &Job) -> Result<(), Failed> {
        match job.kind.as_str() {
            LINK_ASKED => self.link_asked(job).await,
            SEND => self.send(job).await,
            FORGET => self.forget(job).await,
            // Of a later version: it is left for a process of that.
            other => Err(Failed::Passing(format!("this version knows no job `{other}`"))),
        }
    }

    /// Within the transaction that ends the job, so that it is done once however often it is tried.
    async fn link_asked(&self, job: &Job) -> Result<(), Failed> {
        let (desk, job, name, now) = (self.desk.clone(), job.clone(), self.name.clone(), self.desk.now());
        self.desk
            .store
            .write(move |tx| {
                Box::pin(async move {
                    if tx.end_job(job.id, &name, JobState::Done, now).await? {
                        desk.link_was_asked(tx, &job.payload, now).await?;
                    }
                    Ok::<_, StoreError>(())
                })
            })
            .await?;
        Ok(())
    }

    async fn forget(&self, job: &Job) -> Result<(), Failed> {
        let (id, name, now) = (job.id, self.name.clone(), self.desk.now());
        self.desk
            .store
            .write(move |tx| {
                Box::pin(async move {
                    if tx.end_job(id, &name, JobState::Done, now).await? {
                        tx.forget_what_is_over(now).await?;
                        tx.forget_jobs(now - JOBS_KEPT).await?;
                    }
                    Ok::<_, StoreError>(())
                })
            })
            .await?;
        Ok(())
    }

    /// A message may go twice where the process dies between sending and keeping that: it has one name, by which receivers tell.
    async fn send(&self, job: &Job) -> Result<(), Failed> {
        let mail: MailId = job
            .payload
            .parse()
            .map_err(|_| Failed::Lasting("its payload is no message".to_owned()))?;
        if let Some(waiting) = self.desk.look().mail(mail).await? {
            let outgoing = Outgoing {
                id: mail.to_string(),
                to: waiting.letter.to,
                subject: waiting.letter.subject,
                plain: waiting.letter.plain,
                html: waiting.letter.html,
                lang: waiting
                    .letter
                    .lang
                    .parse()
                    .unwrap_or_else(|_| Messages::english().lang().clone()),
                at: waiting.made_at,
            };
            match self.post.send(outgoing).await {
                Ok(()) => {}
                Err(error @ PostError::Passing(_)) => return Err(Failed::Passing(error.to_string())),
                Err(error @ PostError::Lasting(_)) => return Err(Failed::Lasting(error.to_string())),
            }
        }
        let (id, name, now) = (job.id, self.name.clone(), self.desk.now());
        self.desk
            .store
            .write(move |tx| {
                Box::pin(async move {
                    if tx.end_job(id, &name, JobState::Done, now).await? {
                        tx.forget_mail(mail).await?;
                    }
                    Ok::<_, StoreError>(())
                })
            })
            .await?;
        Ok(())
    }

    async fn fail(&self, job: &Job, failed: Failed) -> Result<(), StoreError> {
        let (id, name, now) = (job.id, self.name.clone(), self.desk.now());
        let again = now + wait(job.attempts);
        let (Failed::Passing(error) | Failed::Lasting(error)) = &failed;
        tracing::warn!(job = %job.id, kind = job.kind, attempt = job.attempts, "a job failed: {error}");
        self.desk
            .store
            .write(move |tx| {
                Box::pin(async move {
                    match failed {
                        Failed::Passing(error) => tx.fail_job(id, &name, &error, again, now).await,
                        Failed::Lasting(error) => tx.give_up_job(id, &name, &error, now).await,
                    }
                })
            })
            .await
    }

    async fn end(&self, job: &Job, state: JobState) -> Result<(), StoreError> {
        let (id, name, now) = (job.id, self.name.clone(), self.desk.now());
        self.desk
            .store
            .write(move |tx| Box::pin(async move { tx.end_job(id, &name, state, now).await }))
            .await
            .map(|_| ())
    }

    async fn give_back(&self, job: &Job) -> Result<(), StoreError> {
        let (id, name) = (job.id, self.name.clone());
        self.desk
            .store
            .write(move |tx| Box::pin(async move { tx.return_job(id, &name).await }))
            .await
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::wait;

    #[test]
    fn each_wait_is_longer_up_to_two_hours() {
        assert_eq!([1, 2, 3].map(wait), [5, 15, 45].map(Duration::from_secs));
        assert_eq!(wait(99), Duration::from_hours(2));
        // All attempts of a message take about a day.
        let all: Duration = (1..12).map(wait).sum();
        assert!(
            all > Duration::from_hours(8) && all < Duration::from_hours(48),
            "{all:?}"
        );
    }
}
