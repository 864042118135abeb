//! Jobs: taken once, tried again, given up, stopped.

use std::time::Duration;

use tidemark_desk::id::JobId;
use tidemark_storage::{Job, JobState, NewJob, StoreError};
use tidemark_vocab::Moment;

use crate::world::{NOW, World, id, later, on_both};

const LEASE: Duration = Duration::from_secs(30);

/// What the version that is told of knows.
const KINDS: [&str; 2] = ["forget", "send"];

fn new(number: u8) -> NewJob {
    NewJob {
        id: id(number),
        kind: "send".to_owned(),
        payload: format!("mail {number}"),
        only_one: None,
        due_at: NOW,
        most_attempts: 3,
    }
}

async fn enqueue(world: &World, new: NewJob) -> bool {
    world
        .store
        .write(move |tx| Box::pin(async move { tx.enqueue(&new, NOW).await }))
        .await
        .unwrap()
}

async fn take(world: &World, worker: &'static str, now: Moment) -> Option<Job> {
    world
        .store
        .write(move |tx| Box::pin(async move { tx.take_job(worker, &KINDS, LEASE, now).await }))
        .await
        .unwrap()
}

async fn state(world: &World, number: u8) -> JobState {
    world.store.look().job(id(number)).await.unwrap().unwrap().state
}

#[tokio::test]
async fn a_job_of_a_kind_that_only_another_version_knows_is_left_to_that() {
    on_both(|world| async move {
        let later_kind = NewJob {
            kind: "digest".to_owned(),
            ..new(1)
        };
        enqueue(&world, later_kind).await;
        enqueue(&world, new(2)).await;
        assert_eq!(take(&world, "a", NOW).await.unwrap().id, id(2));
        assert!(take(&world, "a", NOW).await.is_none());
        let untouched = world.store.look().job(id(1)).await.unwrap().unwrap();
        assert_eq!((untouched.state, untouched.attempts), (JobState::Waiting, 0));
        let newer = world
            .store
            .write(|tx| Box::pin(async move { tx.take_job("b", &["digest"], LEASE, NOW).await }));
        assert_eq!(newer.await.unwrap().unwrap().id, id(1));
    })
    .await;
}

#[tokio::test]
async fn a_job_is_taken_by_one_when_it_is_due() {
    on_both(|world| async move {
        enqueue(
            &world,
            NewJob {
                due_at: later(10),
                ..new(1)
            },
        )
        .await;
        assert!(take(&world, "a", later(9)).await.is_none());
        let taken = take(&world, "a", later(10)).await.unwrap();
        assert_eq!(
            (taken.payload.as_str(), taken.attempts, taken.state),
            ("mail 1", 1, JobState::Running)
        );
        assert!(take(&world, "b", later(10)).await.is_none());
        let done = world
            .store
            .write(|tx| Box::pin(async move { tx.end_job(id(1), "a", JobState::Done, later(11)).await }))
            .await
            .unwrap();
        assert!(done);
        assert_eq!(state(&world, 1).await, JobState::Done);
    })
    .await;
}

#[tokio::test]
async fn many_that_ask_at_once_take_each_job_once() {
    on_both(|world| async move {
        for number in 1..=20 {
            enqueue(&world, new(number)).await;
        }
        let asked = (0..40).map(|_| take(&world, "a", later(1)));
        let mut taken: Vec<JobId> = futures_util::future::join_all(asked)
            .await
            .into_iter()
            .flatten()
            .map(|job| job.id)
            .collect();
        taken.sort();
        let all: Vec<JobId> = (1..=20).map(id).collect();
        assert_eq!(taken, all);
    })
    .await;
}

#[tokio::test]
async fn the_job_of_a_process_that_died_is_taken_by_another() {
    on_both(|world| async move {
        enqueue(&world, new(1)).await;
        take(&world, "a", NOW).await.unwrap();
        assert!(take(&world, "b", later(29)).await.is_none());
        assert_eq!(take(&world, "b", later(30)).await.unwrap().attempts, 2);
        let too_late = world
            .store
            .write(|tx| Box::pin(async move { tx.end_job(id(1), "a", JobState::Done, later(31)).await }))
            .await
            .unwrap();
        assert!(!too_late, "it is not the first one's any more");
        assert_eq!(take(&world, "c", later(60)).await.unwrap().attempts, 3);
        assert!(take(&world, "d", later(90)).await.is_none());
        let job = world.store.look().job(id(1)).await.unwrap().unwrap();
        assert_eq!(
            (job.state, job.error.as_deref()),
            (JobState::Failed, Some("the process that did it ended"))
        );
    })
    .await;
}

#[tokio::test]
async fn what_fails_is_tried_again_later_and_given_up_in_the_end() {
    on_both(|world| async move {
        enqueue(&world, new(1)).await;
        for attempt in 1..=3 {
            let now = later(attempt * 100);
            assert_eq!(
                take(&world, "a", now).await.unwrap().attempts,
                i64::try_from(attempt).unwrap()
            );
            world
                .store
                .write(move |tx| {
                    Box::pin(async move {
                        tx.fail_job(id(1), "a", "no answer", now + Duration::from_mins(1), now)
                            .await
                    })
                })
                .await
                .unwrap();
            assert!(take(&world, "a", now + Duration::from_secs(59)).await.is_none());
        }
        let job = world.store.look().job(id(1)).await.unwrap().unwrap();
        assert_eq!(
            (job.state, job.error.as_deref(), job.ended_at),
            (JobState::Failed, Some("no answer"), Some(later(300)))
        );
        let again = world
            .store
            .write(|tx| Box::pin(async move { tx.retry_job(id(1), later(400)).await }))
            .await
            .unwrap();
        assert!(again && take(&world, "a", later(400)).await.is_some());
    })
    .await;
}

#[tokio::test]
async fn one_of_a_name_is_enough() {
    on_both(|world| async move {
        let named = |number| NewJob {
            only_one: Some("chain".to_owned()),
            ..new(number)
        };
        assert!(enqueue(&world, named(1)).await);
        assert!(!enqueue(&world, named(2)).await);
        take(&world, "a", NOW).await.unwrap();
        assert!(!enqueue(&world, named(3)).await);
        world
            .store
            .write(|tx| Box::pin(async move { tx.end_job(id(1), "a", JobState::Done, NOW).await }))
            .await
            .unwrap();
        assert!(enqueue(&world, named(4)).await);
    })
    .await;
}

#[tokio::test]
async fn a_job_can_be_stopped() {
    on_both(|world| async move {
        enqueue(&world, new(1)).await;
        take(&world, "a", NOW).await.unwrap();
        enqueue(&world, new(2)).await;
        let (kept, stopped) = world
            .store
            .write(|tx| {
                Box::pin(async move {
                    let kept = tx.keep_job(id(1), "a", (3, 9), later(60)).await?;
                    assert!(tx.cancel_job(id(1), later(1)).await? && tx.cancel_job(id(2), later(1)).await?);
                    Ok::<_, StoreError>((kept, tx.keep_job(id(1), "a", (4, 9), later(90)).await?))
                })
            })
            .await
            .unwrap();
        assert_eq!((kept, stopped), (true, false));
        assert_eq!(
            (state(&world, 1).await, state(&world, 2).await),
            (JobState::Running, JobState::Cancelled)
        );
        let job = world.store.look().job(id(1)).await.unwrap().unwrap();
        assert_eq!((job.done, job.whole, job.is_to_stop), (3, 9, true));
        let over = world
            .store
            .write(|tx| Box::pin(async move { tx.cancel_job(id(2), later(2)).await }))
            .await
            .unwrap();
        assert!(!over);
    })
    .await;
}

#[tokio::test]
async fn a_job_that_is_given_back_counts_as_not_tried() {
    on_both(|world| async move {
        enqueue(&world, new(1)).await;
        take(&world, "a", NOW).await.unwrap();
        world
            .store
            .write(|tx| Box::pin(async move { tx.return_job(id(1), "a").await }))
            .await
            .unwrap();
        assert_eq!(take(&world, "b", NOW).await.unwrap().attempts, 1);
    })
    .await;
}
