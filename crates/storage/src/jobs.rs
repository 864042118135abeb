//! Jobs: what is to be done, by whichever process comes first. A process takes one for a while; if it dies the lease ends, and another takes it.

use std::time::Duration;

use sea_orm::{FromQueryResult, Value};
use tidemark_desk::id::JobId;
use tidemark_vocab::{Moment, closed_list};

use crate::engine::Engine;
use crate::error::StoreError;
use crate::look::{Look, Tx};
use crate::people::read;

closed_list! {
    /// What has become of a job.
    JobState, "the state of a job", "waiting, running, done, failed or cancelled", {
        /// It waits for its time, or for a process.
        Waiting = "waiting",
        /// A process is at it.
        Running = "running",
        /// It was done.
        Done = "done",
        /// It was tried as often as may be.
        Failed = "failed",
        /// Somebody stopped it.
        Cancelled = "cancelled",
    }
}

/// A job that is to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewJob {
    /// Its name.
    pub id: JobId,
    /// What is to be done.
    pub kind: String,
    /// Ids that it needs; nothing personal.
    pub payload: String,
    /// Where one of a name is enough: while it waits or runs, another of the same name is not kept.
    pub only_one: Option<String>,
    /// Not before.
    pub due_at: Moment,
    /// How often it is tried.
    pub most_attempts: i64,
}

/// A job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Its name.
    pub id: JobId,
    /// What is to be done.
    pub kind: String,
    /// Ids that it needs.
    pub payload: String,
    /// What has become of it.
    pub state: JobState,
    /// Not before.
    pub due_at: Moment,
    /// How often it was tried, this time included.
    pub attempts: i64,
    /// How often it is tried.
    pub most_attempts: i64,
    /// So much is done …
    pub done: i64,
    /// … of so much, where that is known.
    pub whole: i64,
    /// Whether somebody wants it stopped.
    pub is_to_stop: bool,
    /// Why it failed when it was last tried.
    pub error: Option<String>,
    /// Since when it is there.
    pub made_at: Moment,
    /// When it came to an end.
    pub ended_at: Option<Moment>,
}

#[derive(FromQueryResult)]
struct Row {
    id: String,
    kind: String,
    payload: String,
    state: String,
    due_at: i64,
    attempts: i64,
    most_attempts: i64,
    done: i64,
    whole: i64,
    is_to_stop: i64,
    error: Option<String>,
    made_at: i64,
    ended_at: Option<i64>,
}

const COLUMNS: &str = "id, kind, payload, state, due_at, attempts, most_attempts, done, whole, is_to_stop, error, made_at, ended_at";

/// An error is kept no longer than this.
const MOST_OF_AN_ERROR: usize = 500;

fn job(row: Row) -> Result<Job, StoreError> {
    Ok(Job {
        id: read(&row.id, "the id of a job")?,
        kind: row.kind,
        payload: row.payload,
        state: read(&row.state, "the state of a job")?,
        due_at: Moment::from_millis(row.due_at),
        attempts: row.attempts,
        most_attempts: row.most_attempts,
        done: row.done,
        whole: row.whole,
        is_to_stop: row.is_to_stop != 0,
        error: row.error,
        made_at: Moment::from_millis(row.made_at),
        ended_at: row.ended_at.map(Moment::from_millis),
    })
}

impl Look<'_> {
    /// A job by its name.
    pub async fn job(&self, id: JobId) -> Result<Option<Job>, StoreError> {
        let sql = format!("select {COLUMNS} from jobs where id = $1");
        let row: Option<Row> = self.row(&sql, [id.to_string().into()]).await?;
        row.map(job).transpose()
    }

    /// The jobs that are not over, the next first, then those that ended last; at most so many.
    pub async fn jobs(&self, most: u32) -> Result<Vec<Job>, StoreError> {
        let most = i64::from(most);
        let mut rows: Vec<Row> = Vec::new();
        let left = |rows: &[Row]| most - i64::try_from(rows.len()).unwrap_or(0);
        for state in [JobState::Running, JobState::Waiting] {
            // One state at a time, in the order of the index: a list of both would be sorted whole.
            let sql = format!("select {COLUMNS} from jobs where state = $1 order by due_at, id limit $2");
            rows.extend(
                self.rows::<Row>(&sql, [state.as_str().into(), left(&rows).into()])
                    .await?,
            );
        }
        let sql = format!(
            "select {COLUMNS} from jobs where ended_at is not null order by ended_at desc, id limit $1"
        );
        rows.extend(self.rows::<Row>(&sql, [left(&rows).into()]).await?);
        rows.into_iter().map(job).collect()
    }
}

impl Tx<'_> {
    /// Keeps a job. Whether it is a new one: not where another of its name waits or runs.
    pub async fn enqueue(&self, new: &NewJob, now: Moment) -> Result<bool, StoreError> {
        let sql = "insert into jobs (id, kind, only_one, payload, state, due_at, attempts, most_attempts, is_to_stop, done, whole, made_at)
            values ($1, $2, $3, $4, 'waiting', $5, 0, $6, 0, 0, 0, $7) on conflict (only_one) do nothing";
        let values = [
            new.id.to_string().into(),
            new.kind.as_str().into(),
            new.only_one.clone().into(),
            new.payload.as_str().into(),
            new.due_at.as_millis().into(),
            new.most_attempts.max(1).into(),
            now.as_millis().into(),
        ];
        Ok(self.run(sql, values).await? > 0)
    }

    /// Takes the next job of these kinds that is due, or whose lease has ended, for so long: a kind that only another version knows is left to that. A job that
    /// was taken as often as may be fails here: whoever had it died.
    pub async fn take_job(
        &self,
        worker: &str,
        kinds: &[&str],
        lease: Duration,
        now: Moment,
    ) -> Result<Option<Job>, StoreError> {
        let at = now.as_millis();
        let gone = "update jobs set state = 'failed', ended_at = $1, only_one = null, worker = null, leased_until = null,
                error = coalesce(error, 'the process that did it ended')
            where state = 'running' and leased_until <= $1 and attempts >= most_attempts";
        self.run(gone, [at.into()]).await?;
        // Others look past what one has in hand.
        let lock = match self.engine {
            Engine::Sqlite => "",
            Engine::Postgres => "for update skip locked",
        };
        let places: Vec<String> = (4..4 + kinds.len()).map(|place| format!("${place}")).collect();
        let kinds = kinds.iter().map(|kind| Value::from(*kind));
        let of_kinds = places.join(", ");
        let sql = format!(
            "update jobs set state = 'running', worker = $1, leased_until = $2, attempts = attempts + 1
            where id = coalesce(
                (select id from jobs where state = 'running' and leased_until <= $3 and kind in ({of_kinds}) order by due_at, id limit 1 {lock}),
                (select id from jobs where state = 'waiting' and due_at <= $3 and kind in ({of_kinds}) order by due_at, id limit 1 {lock}))
            returning {COLUMNS}"
        );
        let until = (now + lease).as_millis();
        let values = [worker.into(), until.into(), at.into()].into_iter().chain(kinds);
        let row: Option<Row> = self.row(&sql, values).await?;
        row.map(job).transpose()
    }

    /// Says how far a job is and keeps it for longer. Whether it is still ours, and nobody wants it stopped.
    pub async fn keep_job(
        &self,
        id: JobId,
        worker: &str,
        (done, whole): (i64, i64),
        until: Moment,
    ) -> Result<bool, StoreError> {
        let sql = "update jobs set leased_until = $1, done = $2, whole = $3
            where id = $4 and worker = $5 and state = 'running' and is_to_stop = 0";
        let values = [
            until.as_millis().into(),
            done.into(),
            whole.into(),
            id.to_string().into(),
            worker.into(),
        ];
        Ok(self.run(sql, values).await? > 0)
    }

    /// Says that a job was done, or that it stopped as was wanted. Whether it was still ours: where not, what was done in this transaction must not be kept.
    pub async fn end_job(
        &self,
        id: JobId,
        worker: &str,
        state: JobState,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let sql = "update jobs set state = $1, ended_at = $2, only_one = null, worker = null, leased_until = null, error = null
            where id = $3 and worker = $4 and state = 'running'";
        let values = [
            state.as_str().into(),
            now.as_millis().into(),
            id.to_string().into(),
            worker.into(),
        ];
        Ok(self.run(sql, values).await? > 0)
    }

    /// Says that a job failed: it is tried again at a moment, unless it was tried as often as may be.
    pub async fn fail_job(
        &self,
        id: JobId,
        worker: &str,
        error: &str,
        again_at: Moment,
        now: Moment,
    ) -> Result<(), StoreError> {
        let error: String = error.chars().take(MOST_OF_AN_ERROR).collect();
        let sql = "update jobs set error = $1, worker = null, leased_until = null,
                state = case when attempts >= most_attempts then 'failed' else 'waiting' end,
                ended_at = case when attempts >= most_attempts then $2 else null end,
                only_one = case when attempts >= most_attempts then null else only_one end,
                due_at = $3
            where id = $4 and worker = $5 and state = 'running'";
        let values = [
            error.into(),
            now.as_millis().into(),
            again_at.as_millis().into(),
            id.to_string().into(),
            worker.into(),
        ];
        self.run(sql, values).await?;
        Ok(())
    }

    /// Says that a job will never be done, however often it is tried.
    pub async fn give_up_job(
        &self,
        id: JobId,
        worker: &str,
        error: &str,
        now: Moment,
    ) -> Result<(), StoreError> {
        let error: String = error.chars().take(MOST_OF_AN_ERROR).collect();
        let sql = "update jobs set state = 'failed', error = $1, ended_at = $2, worker = null, leased_until = null, only_one = null
            where id = $3 and worker = $4 and state = 'running'";
        let values = [
            error.into(),
            now.as_millis().into(),
            id.to_string().into(),
            worker.into(),
        ];
        self.run(sql, values).await?;
        Ok(())
    }

    /// Gives a job back that was not begun, or not finished when its process was asked to end: it counts as not tried.
    pub async fn return_job(&self, id: JobId, worker: &str) -> Result<(), StoreError> {
        let sql =
            "update jobs set state = 'waiting', worker = null, leased_until = null, attempts = attempts - 1
            where id = $1 and worker = $2 and state = 'running'";
        self.run(sql, [id.to_string().into(), worker.into()]).await?;
        Ok(())
    }

    /// Stops a job: at once where it waits, as soon as it says how far it is where it runs. Whether it was not over.
    pub async fn cancel_job(&self, id: JobId, now: Moment) -> Result<bool, StoreError> {
        let waiting = "update jobs set state = 'cancelled', ended_at = $1, only_one = null where id = $2 and state = 'waiting'";
        if self
            .run(waiting, [now.as_millis().into(), id.to_string().into()])
            .await?
            > 0
        {
            return Ok(true);
        }
        let running = "update jobs set is_to_stop = 1 where id = $1 and state = 'running'";
        Ok(self.run(running, [id.to_string().into()]).await? > 0)
    }

    /// Has a job that failed or was stopped done once more. Whether it was one.
    pub async fn retry_job(&self, id: JobId, now: Moment) -> Result<bool, StoreError> {
        let sql = "update jobs set state = 'waiting', attempts = 0, due_at = $1, ended_at = null, is_to_stop = 0, done = 0
            where id = $2 and state in ('failed', 'cancelled')";
        Ok(self
            .run(sql, [now.as_millis().into(), id.to_string().into()])
            .await?
            > 0)
    }

    /// Forgets jobs that ended before a moment.
    pub async fn forget_jobs(&self, before: Moment) -> Result<u64, StoreError> {
        self.run(
            "delete from jobs where ended_at <= $1",
            [before.as_millis().into()],
        )
        .await
    }
}
