//! Writes: whole or not at all, many at once, and none lost when the store is closed.

use std::time::Duration;

use tidemark_desk::Email;
use tidemark_storage::{Limit, Store, StoreError};

use crate::world::{NOW, id, keys, on_both, person};

#[tokio::test]
async fn many_writes_at_once_are_all_kept_but_those_that_failed() {
    on_both(|world| async move {
        let writes = (1_u8..=100).map(|number| {
            let store = world.store.clone();
            async move {
                store
                    .write(move |tx| {
                        Box::pin(async move {
                            let email: Email = format!("p{number}@example.org").parse().unwrap();
                            tx.add_person(
                                person(number),
                                &"P".parse().unwrap(),
                                Some(&email),
                                &"en".parse().unwrap(),
                                NOW,
                            )
                            .await?;
                            if number % 7 == 0 {
                                Err(StoreError::Taken("seven"))
                            } else {
                                Ok(())
                            }
                        })
                    })
                    .await
            }
        });
        let kept = futures_util::future::join_all(writes)
            .await
            .iter()
            .filter(|kept| kept.is_ok())
            .count();
        assert_eq!(kept, 86);
        assert_eq!(world.store.look().people(None, 200).await.unwrap().len(), 86);
    })
    .await;
}

fn store_is_well() -> bool {
    std::hint::black_box(false)
}

#[tokio::test]
async fn a_write_that_panics_hurts_nobody_else() {
    on_both(|world| async move {
        let store = world.store.clone();
        let panicked = tokio::spawn(async move {
            store
                .write(|_| {
                    Box::pin(async move {
                        assert!(store_is_well(), "a fault");
                        Ok::<(), StoreError>(())
                    })
                })
                .await
        });
        let other = world.add(1, "Ana");
        let (panicked, other) = tokio::join!(panicked, other);
        assert!(panicked.is_err() || panicked.is_ok_and(|answer| matches!(answer, Err(StoreError::Stopped))));
        other.unwrap();
        assert!(world.store.look().person(person(1)).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn work_that_panics_before_it_waits_hurts_nobody_else() {
    on_both(|world| async move {
        let store = world.store.clone();
        let panicked = tokio::spawn(async move {
            store
                .write(|_| {
                    assert!(store_is_well(), "a fault");
                    Box::pin(async { Ok::<(), StoreError>(()) })
                })
                .await
        });
        let panicked = panicked.await;
        assert!(panicked.is_err() || panicked.is_ok_and(|answer| matches!(answer, Err(StoreError::Stopped))));
        world.add(1, "Ana").await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn who_shares_the_moment_of_a_failure_is_told_to_try_again() {
    on_both(|world| async move {
        world.tamper("drop table limits").await;
        let (slow, is_begun) = (world.store.clone(), tokio::sync::Notify::new());
        let is_begun = std::sync::Arc::new(is_begun);
        let begun = is_begun.clone();
        // What comes while this is at work is kept together.
        let first = tokio::spawn(async move {
            slow.write(move |_| {
                Box::pin(async move {
                    begun.notify_one();
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    Ok::<_, StoreError>(())
                })
            })
            .await
        });
        is_begun.notified().await;
        let limit = Limit {
            what: "signs in",
            most: 1,
            within: Duration::from_secs(1),
        };
        let fails = world
            .store
            .write(move |tx| Box::pin(async move { tx.count_against(&limit, "Ana", NOW).await }));
        let (fails, beside) = tokio::join!(fails, world.add(1, "Ana"));
        first.await.unwrap().unwrap();
        assert!(!fails.unwrap_err().is_passing());
        match beside {
            Ok(_) => {}
            Err(error) => {
                assert!(error.is_passing(), "{error}");
                world.add(1, "Ana").await.unwrap();
            }
        }
        assert!(world.store.look().person(person(1)).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn what_does_not_fit_is_refused_alone() {
    on_both(|world| async move {
        let unknown = world.store.write(|tx| {
            Box::pin(async move { tx.give(person(9), &"editor".parse().unwrap(), None, NOW).await })
        });
        let known = world.add(1, "Ana");
        let (unknown, known) = tokio::join!(unknown, known);
        assert!(matches!(unknown, Err(StoreError::Conflict(_))), "{unknown:?}");
        known.unwrap();
    })
    .await;
}

#[tokio::test]
async fn whoever_leaves_before_the_answer_has_still_written() {
    on_both(|world| async move {
        let write = world.add(1, "Ana");
        let left = tokio::time::timeout(Duration::from_nanos(1), write).await;
        // Whether the write was begun at all is open; that it is whole is not.
        world.add(2, "Bo").await.unwrap();
        let ana = world.store.look().person(person(1)).await.unwrap();
        assert!(left.is_ok() || ana.is_none_or(|ana| ana.email.is_some()));
    })
    .await;
}

#[tokio::test]
async fn a_closed_store_keeps_what_it_was_given_and_takes_no_more() {
    on_both(|world| async move {
        world.add(1, "Ana").await.unwrap();
        world.store.clone().close().await;
        let refused = world
            .store
            .write(|tx| Box::pin(async move { tx.forget_mail(id(1)).await }))
            .await;
        assert!(refused.unwrap_err().is_passing());
        let again = Store::open(&world.settings, keys(&[1])).await.unwrap();
        assert!(again.look().person(person(1)).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn readers_cannot_write_and_do_not_wait() {
    on_both(|world| async move {
        world.add(1, "Ana").await.unwrap();
        let store = world.store.clone();
        let (begun, is_begun) = tokio::sync::oneshot::channel();
        let slow = tokio::spawn(async move {
            store
                .write(move |tx| {
                    Box::pin(async move {
                        let (name, lang) = ("Ana".parse().unwrap(), "fr".parse().unwrap());
                        tx.rename(person(1), &name, &lang).await?;
                        let _ = begun.send(());
                        tokio::time::sleep(Duration::from_millis(200)).await;
                        Ok::<_, StoreError>(())
                    })
                })
                .await
        });
        is_begun.await.unwrap();
        let seen = world.store.look().person(person(1)).await.unwrap().unwrap();
        assert_eq!(seen.lang.as_str(), "en", "what is not kept yet is not seen");
        slow.await.unwrap().unwrap();
        assert_eq!(
            world
                .store
                .look()
                .person(person(1))
                .await
                .unwrap()
                .unwrap()
                .lang
                .as_str(),
            "fr"
        );
    })
    .await;
}
