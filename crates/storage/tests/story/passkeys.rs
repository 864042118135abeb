//! Passkeys: kept for one person, used as they were read, removed, erased.

use tidemark_desk::PersonId;
use tidemark_storage::{CredentialHash, NewPasskey, Store, StoreError};

use crate::world::{NOW, id, later, on_both};

fn credential(number: u8) -> CredentialHash {
    CredentialHash::of(&[number; 16])
}

/// Keeps a passkey that the device names by a number. Whether it was kept.
async fn keep(store: &Store, number: u8, person: PersonId, label: &str) -> bool {
    let new = NewPasskey {
        id: id(number),
        person,
        credential: credential(number),
        label: label.to_owned(),
        passkey: format!("public part of {number}").into_bytes().into(),
    };
    store
        .write(move |tx| Box::pin(async move { tx.add_passkey(&new, later(number.into())).await }))
        .await
        .unwrap()
}

#[tokio::test]
async fn a_passkey_is_found_by_what_its_device_calls_it() {
    on_both(|world| async move {
        let ana = world.add(1, "Ana").await.unwrap();
        let bo = world.add(2, "Bo").await.unwrap();
        let look = world.store.look();
        assert!(!look.has_second_factor(ana).await.unwrap());
        assert!(keep(&world.store, 5, ana, "Blue phone").await);
        assert!(keep(&world.store, 4, ana, "Key").await);
        assert!(keep(&world.store, 6, bo, "Laptop").await);
        let found = look.passkey(&credential(5)).await.unwrap().unwrap();
        assert_eq!((found.id, found.person), (id(5), ana));
        assert_eq!(&**found.passkey, b"public part of 5");
        assert!(look.passkey(&credential(9)).await.unwrap().is_none());
        assert!(look.has_second_factor(ana).await.unwrap());
        let lines = look.passkey_lines(ana).await.unwrap();
        let lines: Vec<_> = lines
            .iter()
            .map(|line| (line.label.as_str(), line.made_at, line.used_at))
            .collect();
        assert_eq!(
            lines,
            [("Key", later(4), None), ("Blue phone", later(5), None)],
            "the older first"
        );
        let ids: Vec<_> = look
            .passkeys_of(ana)
            .await
            .unwrap()
            .iter()
            .map(|one| one.id)
            .collect();
        assert_eq!(ids, [id(4), id(5)]);
        let all = world.everything().await;
        assert!(all.contains(&ana.to_string()), "the dump holds what is there");
        for secret in ["Blue phone", "public part"] {
            assert!(!all.contains(secret), "{secret}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_passkey_belongs_to_one_person() {
    on_both(|world| async move {
        let ana = world.add(1, "Ana").await.unwrap();
        let bo = world.add(2, "Bo").await.unwrap();
        assert!(keep(&world.store, 5, ana, "Phone").await);
        let new = NewPasskey {
            id: id(6),
            person: bo,
            credential: credential(5),
            label: "Mine".to_owned(),
            passkey: Vec::new().into(),
        };
        let kept = world
            .store
            .write(move |tx| Box::pin(async move { tx.add_passkey(&new, NOW).await }))
            .await
            .unwrap();
        assert!(!kept);
        let found = world.store.look().passkey(&credential(5)).await.unwrap();
        assert_eq!(found.unwrap().person, ana);
        assert!(world.store.look().passkey_lines(bo).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_changed_of_a_passkey_is_kept_once() {
    on_both(|world| async move {
        let ana = world.add(1, "Ana").await.unwrap();
        keep(&world.store, 5, ana, "Phone").await;
        let look = world.store.look();
        let (first, second) = (
            look.passkey(&credential(5)).await.unwrap().unwrap(),
            look.passkey(&credential(5)).await.unwrap().unwrap(),
        );
        let used = world
            .store
            .write(move |tx| {
                Box::pin(async move {
                    Ok::<_, StoreError>([
                        tx.use_passkey(&first, None, later(10)).await?,
                        tx.use_passkey(&first, Some(b"counted 2"), later(20)).await?,
                        tx.use_passkey(&second, Some(b"counted 2 too"), later(30)).await?,
                        tx.use_passkey(&second, None, later(30)).await?,
                    ])
                })
            })
            .await
            .unwrap();
        assert_eq!(used, [true, true, false, false]);
        let kept = look.passkey(&credential(5)).await.unwrap().unwrap();
        assert_eq!(&**kept.passkey, b"counted 2");
        let lines = look.passkey_lines(ana).await.unwrap();
        assert_eq!(lines[0].used_at, Some(later(20)));
    })
    .await;
}

#[tokio::test]
async fn a_passkey_is_removed_by_whose_it_is() {
    on_both(|world| async move {
        let ana = world.add(1, "Ana").await.unwrap();
        let bo = world.add(2, "Bo").await.unwrap();
        keep(&world.store, 5, ana, "Phone").await;
        let read = world.store.look().passkey(&credential(5)).await.unwrap().unwrap();
        let removed = world
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let removed = [
                        tx.remove_passkey(bo, id(5)).await?,
                        tx.remove_passkey(ana, id(5)).await?,
                        tx.remove_passkey(ana, id(5)).await?,
                    ];
                    assert!(!tx.use_passkey(&read, None, NOW).await?, "it is gone");
                    Ok::<_, StoreError>(removed)
                })
            })
            .await
            .unwrap();
        assert_eq!(removed, [None, Some("Phone".to_owned()), None]);
        assert!(!world.store.look().has_second_factor(ana).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn passkeys_of_who_is_erased_are_gone() {
    on_both(|world| async move {
        let ana = world.add(1, "Ana").await.unwrap();
        keep(&world.store, 5, ana, "Phone").await;
        let read = world.store.look().passkey(&credential(5)).await.unwrap().unwrap();
        let used = world
            .store
            .write(move |tx| {
                Box::pin(async move {
                    tx.erase(ana).await?;
                    tx.use_passkey(&read, None, NOW).await
                })
            })
            .await
            .unwrap();
        assert!(!used);
        let look = world.store.look();
        assert!(look.passkey(&credential(5)).await.unwrap().is_none());
        assert!(look.passkeys_of(ana).await.unwrap().is_empty());
        assert!(look.passkey_lines(ana).await.unwrap().is_empty());
        assert!(!keep(&world.store, 6, ana, "Other").await, "nor is another kept");
    })
    .await;
}
