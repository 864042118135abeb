//! The schema: every column declared, every step safe.

use std::collections::BTreeSet;

use tidemark_storage::schema::{Kind, TABLES};
use tidemark_storage::{Store, StoreError};

use crate::world::{NOW, keys, on_both, on_both_empty};

#[tokio::test]
async fn every_column_says_who_may_see_it() {
    on_both(|world| async move {
        let found: BTreeSet<(String, String, Kind)> =
            world.store.look().columns().await.unwrap().into_iter().collect();
        let declared: BTreeSet<(String, String, Kind)> = TABLES
            .iter()
            .flat_map(|table| {
                table
                    .columns
                    .iter()
                    .map(|column| (table.name.to_owned(), column.name.to_owned(), column.kind))
            })
            .collect();
        assert_eq!(
            found, declared,
            "declare each column in crates/storage/src/schema/mod.rs"
        );
    })
    .await;
}

#[tokio::test]
async fn a_store_that_was_never_made_or_is_behind_is_refused_with_what_to_do() {
    on_both_empty(|settings| async move {
        let refused = |store: Result<Store, StoreError>| store.err().unwrap().to_string();
        let never = refused(Store::open(&settings, keys(&[1])).await);
        assert!(
            never.contains("tidemark migrate") || never.contains("there is no"),
            "{never}"
        );
        settings.migrate(Some(1), NOW, &|_, _| ()).await.unwrap();
        let behind = refused(Store::open(&settings, keys(&[1])).await);
        assert!(
            behind.contains("at step 1") && behind.contains("run `tidemark migrate`"),
            "{behind}"
        );
        let (before, after) = settings.migrate(None, NOW, &|_, _| ()).await.unwrap();
        assert_eq!((before.at, after.behind()), (1, 0));
        Store::open(&settings, keys(&[1])).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn of_many_that_migrate_at_once_each_step_is_taken_by_one() {
    on_both_empty(|settings| async move {
        let taken = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
        let all = (0..6).map(|_| {
            let (settings, taken) = (settings.clone(), taken.clone());
            async move {
                settings
                    .migrate(None, NOW, &move |number, _| taken.lock().unwrap().push(number))
                    .await
                    .unwrap()
                    .1
            }
        });
        let stand = futures_util::future::join_all(all).await;
        assert!(stand.iter().all(|one| one.behind() == 0));
        let mut taken = taken.lock().unwrap().clone();
        taken.sort_unstable();
        let steps: Vec<i64> = (1..=stand[0].known).collect();
        assert_eq!(taken, steps);
    })
    .await;
}

#[tokio::test]
async fn steps_of_a_later_version_are_borne_where_they_only_add() {
    on_both(|world| async move {
        world
            .tamper("insert into schema_steps (number, name, needs, taken_at) values (900, 'later', 0, 0)")
            .await;
        world.opened_with(&[1]).await;
        world
            .tamper("update schema_steps set needs = 900 where number = 900")
            .await;
        let refused = Store::open(&world.settings, keys(&[1])).await.err().unwrap();
        assert!(
            matches!(refused, StoreError::Ahead { found: 900, .. }),
            "{refused}"
        );
        world
            .tamper("update schema_steps set name = 'other' where number = 1")
            .await;
        let refused = Store::open(&world.settings, keys(&[1])).await.err().unwrap();
        assert!(
            matches!(refused, StoreError::Foreign { number: 1, .. }),
            "{refused}"
        );
    })
    .await;
}
