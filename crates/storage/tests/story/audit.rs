//! The audit: told, chained, followed, and still whole when a person is erased.

use tidemark_desk::audit::{Broken, Entry, Verb};
use tidemark_storage::StoreError;

use crate::world::{World, later, on_both, person};

async fn tell(world: &World, seconds: u64, words: Option<&'static str>) {
    world
        .store
        .write(move |tx| {
            Box::pin(async move {
                let entry = Entry {
                    at: later(seconds),
                    actor: Some(person(1)),
                    verb: Verb::RoleGiven,
                    object: person(2).to_string(),
                    detail: "editor".to_owned(),
                    sealed: Vec::new(),
                };
                tx.tell(entry, words.map(|words| (person(2), words))).await
            })
        })
        .await
        .unwrap();
}

async fn chain(world: &World) -> u64 {
    world
        .store
        .write(|tx| Box::pin(async move { tx.chain_audit().await }))
        .await
        .unwrap()
}

#[tokio::test]
async fn what_is_told_gets_its_place_in_the_chain() {
    on_both(|world| async move {
        world.add(2, "Bo").await.unwrap();
        for seconds in 0..5 {
            tell(&world, seconds, None).await;
        }
        assert_eq!(
            world.store.look().audit_unchained().await.unwrap(),
            (5, Some(later(0)))
        );
        assert_eq!((chain(&world).await, chain(&world).await), (5, 0));
        tell(&world, 9, None).await;
        let page = world.store.look().audit(None, 3).await.unwrap();
        let numbers: Vec<Option<u64>> = page
            .entries
            .iter()
            .map(|told| told.link.as_ref().map(|link| link.number))
            .collect();
        assert_eq!(numbers, [None, Some(5), Some(4)]);
        assert_eq!(page.before, Some(4));
        let rest = world.store.look().audit(page.before, 3).await.unwrap();
        assert_eq!((rest.entries.len(), rest.before), (3, None));
        chain(&world).await;
        assert_eq!(
            world
                .store
                .look()
                .follow_audit()
                .await
                .unwrap()
                .unwrap()
                .last()
                .number,
            6
        );
    })
    .await;
}

#[tokio::test]
async fn the_chain_holds_when_the_words_of_a_person_are_gone() {
    on_both(|world| async move {
        let bo = world.add(2, "Bo").await.unwrap();
        tell(&world, 0, Some("she is called Wallaby")).await;
        chain(&world).await;
        let words = world.store.look().audit(None, 1).await.unwrap().entries[0]
            .words
            .clone();
        assert_eq!(words.as_deref(), Some("she is called Wallaby"));
        assert!(!world.everything().await.contains("Wallaby"));
        world
            .store
            .write(move |tx| Box::pin(async move { tx.erase(bo).await }))
            .await
            .unwrap();
        let told = world.store.look().audit(None, 1).await.unwrap().entries[0].clone();
        assert_eq!((told.words, told.entry.detail.as_str()), (None, "editor"));
        assert!(world.store.look().follow_audit().await.unwrap().is_ok());
    })
    .await;
}

#[tokio::test]
async fn what_is_changed_in_the_database_is_seen() {
    on_both(|world| async move {
        world.add(2, "Bo").await.unwrap();
        for seconds in 0..4 {
            tell(&world, seconds, None).await;
        }
        chain(&world).await;
        world
            .tamper("update audit set detail = 'administrator' where number = 3")
            .await;
        assert_eq!(
            world.store.look().follow_audit().await.unwrap().unwrap_err(),
            Broken::Changed(3)
        );
        world.tamper("delete from audit where number = 3").await;
        assert_eq!(
            world.store.look().follow_audit().await.unwrap().unwrap_err(),
            Broken::Number { after: 2, found: 4 }
        );
    })
    .await;
}

#[tokio::test]
async fn what_failed_is_not_told() {
    on_both(|world| async move {
        let failed: Result<(), StoreError> = world
            .store
            .write(|tx| {
                Box::pin(async move {
                    let entry = Entry {
                        at: later(0),
                        actor: None,
                        verb: Verb::PersonAdded,
                        object: String::new(),
                        detail: String::new(),
                        sealed: Vec::new(),
                    };
                    tx.tell(entry, None).await?;
                    Err(StoreError::Taken("it"))
                })
            })
            .await;
        assert!(failed.is_err());
        assert!(
            world
                .store
                .look()
                .audit(None, 9)
                .await
                .unwrap()
                .entries
                .is_empty()
        );
    })
    .await;
}
