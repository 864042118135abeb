//! `/desk/jobs`: what the site is working at.

use askama::Template;
use axum::response::Response;
use tidemark_app::{Job, JobState};
use tidemark_desk::{Action, Object};

use super::{Moment, when};
use crate::error::WebError;
use crate::form::{AtDesk, Form, done, on_to};
use crate::pages::{Page, html};

/// So many jobs stand on the page.
const SHOWN: u32 = 200;

/// What may have been done just now.
const DONE: &[(&str, &str)] = &[
    ("cancelled", "desk-done-cancelled"),
    ("retried", "desk-done-retried"),
];

/// What the kinds of jobs are called.
const KINDS: [(&str, &str); 3] = [
    ("forget", "desk-job-forget"),
    ("link_asked", "desk-job-link-asked"),
    ("send_mail", "desk-job-send-mail"),
];

fn state(of: JobState) -> &'static str {
    match of {
        JobState::Waiting => "desk-job-state-waiting",
        JobState::Running => "desk-job-state-running",
        JobState::Done => "desk-job-state-done",
        JobState::Failed => "desk-job-state-failed",
        JobState::Cancelled => "desk-job-state-cancelled",
    }
}

struct Line {
    id: String,
    kind: String,
    state: String,
    due: Moment,
    attempts: i64,
    most: i64,
    progress: Option<(i64, i64)>,
    error: Option<String>,
    can_stop: bool,
    can_retry: bool,
}

#[derive(Template)]
#[template(path = "desk/jobs.html")]
struct Jobs {
    page: Page,
    form: String,
    done: Option<String>,
    lines: Vec<Line>,
    may_change: bool,
}

fn line(job: Job, at: &AtDesk) -> Line {
    let messages = &at.locale.messages;
    Line {
        id: job.id.to_string(),
        kind: KINDS
            .iter()
            .find(|(kind, _)| *kind == job.kind)
            .map_or(job.kind, |(_, name)| messages.get(name)),
        state: messages.get(state(job.state)),
        due: when(job.ended_at.unwrap_or(job.due_at)),
        attempts: job.attempts,
        most: job.most_attempts,
        progress: (job.whole > 0).then_some((job.done, job.whole)),
        error: job.error,
        can_stop: matches!(job.state, JobState::Waiting | JobState::Running) && !job.is_to_stop,
        can_retry: matches!(job.state, JobState::Failed | JobState::Cancelled),
    }
}

/// Lists the jobs.
pub(crate) async fn list(at: AtDesk) -> Result<Response, WebError> {
    let jobs = at.desk.jobs(&at.who, SHOWN).await?;
    let messages = &at.locale.messages;
    html(&Jobs {
        page: Page::new(&at.site, &at.locale, &at.uri, &messages.get("desk-jobs-title")),
        form: at.who.form.reveal(),
        done: done(&at.uri, DONE).map(|done| messages.get(done)),
        lines: jobs.into_iter().map(|job| line(job, &at)).collect(),
        may_change: at
            .who
            .may(Action::ChangeJobs, &Object::Site, at.desk.now())
            .is_ok(),
    })
}

/// Stops one.
pub(crate) async fn cancel(Form(at, said): Form) -> Result<Response, WebError> {
    at.desk.cancel_job(&at.who, said.parsed("job")?).await?;
    Ok(on_to(&at.locale, "/desk/jobs", "cancelled"))
}

/// Has one done once more.
pub(crate) async fn retry(Form(at, said): Form) -> Result<Response, WebError> {
    at.desk.retry_job(&at.who, said.parsed("job")?).await?;
    Ok(on_to(&at.locale, "/desk/jobs", "retried"))
}
