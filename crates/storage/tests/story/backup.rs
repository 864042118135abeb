//! Backups: of one moment, whole or not there, restored to either engine, never over anything.

use std::fs;

use tidemark_storage::backup::{BackupError, back_up, restore, verify};
use tidemark_storage::{Finding, Store};

use crate::blobs::{in_both, shed_in_folder};
use crate::world::{NOW, World, elsewhere, keys, later, on_both, person};

async fn filled(world: &World) {
    for (number, name) in [(1, "Ana"), (2, "Bo"), (3, "Cy")] {
        world.add(number, name).await.unwrap();
    }
    world
        .store
        .write(|tx| {
            Box::pin(async move {
                tx.give(person(1), &"editor".parse().unwrap(), None, NOW).await?;
                tx.erase(person(3)).await
            })
        })
        .await
        .unwrap();
}

#[tokio::test]
async fn a_backup_is_restored_elsewhere_and_says_the_same() {
    on_both(|world| async move {
        filled(&world).await;
        let first = world.folder.join("first");
        let made = back_up(&world.store, None, &first, NOW, &|_, _| ())
            .await
            .unwrap();
        assert!(made.rows() > 5);
        // From each engine to each.
        for (settings, folder) in elsewhere() {
            restore(&settings, None, &first, later(1), &|_, _| ())
                .await
                .unwrap();
            let store = Store::open(&settings, keys(&[1])).await.unwrap();
            let ana = store.look().person(person(1)).await.unwrap();
            assert_eq!(ana, world.store.look().person(person(1)).await.unwrap());
            let second = folder.0.join("second");
            let again = back_up(&store, None, &second, NOW, &|_, _| ()).await.unwrap();
            assert_eq!(again, made);
            assert_eq!(verify(&second).unwrap(), made);
            let refused = restore(&settings, None, &first, later(1), &|_, _| ())
                .await
                .unwrap_err();
            assert!(matches!(refused, BackupError::NotEmpty(_)), "{refused}");
        }
    })
    .await;
}

#[tokio::test]
async fn blobs_are_part_of_a_backup() {
    on_both(|world| async move {
        let shed = shed_in_folder().await;
        let leaflet = shed.blobs.put("leaflet").await.unwrap();
        shed.blobs.put(vec![3; 70_000]).await.unwrap();
        let into = world.folder.join("backup");
        let made = back_up(&world.store, Some(&shed.blobs), &into, NOW, &|_, _| ())
            .await
            .unwrap();
        assert_eq!((&made.blobs, made.blob_bytes()), (&shed.all().await, 70_007));
        assert_eq!(verify(&into).unwrap(), made);
        assert!(!into.join("blobs/.unfinished").exists());
        in_both(|other| {
            let (into, made) = (into.clone(), made.clone());
            async move {
                for (settings, _folder) in elsewhere() {
                    let homeless = restore(&settings, None, &into, NOW, &|_, _| ()).await;
                    assert!(matches!(homeless, Err(BackupError::Homeless(2))));
                    restore(&settings, Some(&other.blobs), &into, NOW, &|_, _| ())
                        .await
                        .unwrap();
                    assert_eq!(other.all().await, made.blobs);
                }
            }
        })
        .await;
        let copy = into
            .join("blobs")
            .join(&leaflet.as_str()[..2])
            .join(leaflet.as_str());
        for (bytes, why) in [("leaflEt", "digest"), ("lea", "bytes")] {
            fs::write(&copy, bytes).unwrap();
            let refused = verify(&into).unwrap_err().to_string();
            assert!(
                refused.contains(leaflet.as_str()) && refused.contains(why),
                "{refused}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_damaged_blob_is_not_taken_into_a_backup() {
    on_both(|world| async move {
        let shed = shed_in_folder().await;
        let id = shed.blobs.put("leaflet").await.unwrap();
        shed.damage(&id);
        let into = world.folder.join("backup");
        let refused = back_up(&world.store, Some(&shed.blobs), &into, NOW, &|_, _| ()).await;
        assert!(matches!(refused, Err(BackupError::Blobs(_))));
        assert!(!into.exists());
    })
    .await;
}

#[tokio::test]
async fn a_backup_overwrites_nothing_and_leaves_nothing_half_done() {
    on_both(|world| async move {
        filled(&world).await;
        let into = world.folder.join("backup");
        // What an interrupted one left is in nobody's way.
        fs::create_dir_all(world.folder.join("backup.unfinished/tables")).unwrap();
        back_up(&world.store, None, &into, NOW, &|_, _| ()).await.unwrap();
        assert!(!world.folder.join("backup.unfinished").exists());
        let again = back_up(&world.store, None, &into, NOW, &|_, _| ())
            .await
            .unwrap_err();
        assert!(matches!(again, BackupError::Exists(_)), "{again}");
    })
    .await;
}

#[tokio::test]
async fn a_damaged_backup_is_refused_by_the_name_of_the_file() {
    on_both(|world| async move {
        filled(&world).await;
        let into = world.folder.join("backup");
        back_up(&world.store, None, &into, NOW, &|_, _| ()).await.unwrap();
        let people = into.join("tables/people.jsonl");
        let whole = fs::read(&people).unwrap();
        let mut changed = whole.clone();
        changed[40] ^= 1;
        for (bytes, why) in [
            (changed, "digest"),
            (whole[..whole.len() / 2].to_vec(), "rows"),
            (Vec::new(), "rows"),
        ] {
            fs::write(&people, bytes).unwrap();
            let refused = verify(&into).unwrap_err().to_string();
            assert!(
                refused.contains("people.jsonl") && refused.contains(why),
                "{refused}"
            );
        }
        fs::write(into.join("manifest.json"), "{}").unwrap();
        assert!(matches!(verify(&into), Err(BackupError::NoBackup { .. })));
    })
    .await;
}

#[tokio::test]
async fn a_backup_from_before_the_last_step_is_brought_up_to_date() {
    on_both(|world| async move {
        filled(&world).await;
        let into = world.folder.join("backup");
        back_up(&world.store, None, &into, NOW, &|_, _| ()).await.unwrap();
        // As the version of the first step would have written it.
        let path = into.join("manifest.json");
        let mut manifest: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        manifest["step"] = 1.into();
        manifest["tables"]
            .as_array_mut()
            .unwrap()
            .retain(|table| table["name"] != "jobs" && table["name"] != "outbox");
        fs::write(&path, manifest.to_string()).unwrap();
        for (settings, _folder) in elsewhere() {
            restore(&settings, None, &into, later(1), &|_, _| ())
                .await
                .unwrap();
            let store = Store::open(&settings, keys(&[1])).await.unwrap();
            assert_eq!(store.look().people(None, 9).await.unwrap().len(), 3);
        }
        manifest["step"] = 999.into();
        fs::write(&path, manifest.to_string()).unwrap();
        for (settings, _folder) in elsewhere() {
            let refused = restore(&settings, None, &into, later(1), &|_, _| ())
                .await
                .unwrap_err();
            assert!(
                matches!(refused, BackupError::Later { found: 999, .. }),
                "{refused}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn the_doctor_says_what_is_wrong_and_what_to_do() {
    on_both(|world| async move {
        filled(&world).await;
        let wrong = |findings: Vec<Finding>| -> Vec<String> {
            let wrong = findings.into_iter().filter_map(|finding| match finding {
                Finding::Well { .. } => None,
                Finding::Wrong { what, why, to_do } => Some(format!("{what}: {why}: {to_do}")),
            });
            wrong.collect()
        };
        assert_eq!(
            wrong(world.store.examine(NOW).await.unwrap()),
            Vec::<String>::new()
        );
        let without = world.opened_with(&[2]).await;
        let said = wrong(without.examine(NOW).await.unwrap());
        assert!(
            said.len() == 1 && said[0].starts_with("the keys: these are needed"),
            "{said:?}"
        );
        world
            .tamper("update people set name = email where state = 'active'")
            .await;
        let said = wrong(world.store.examine(NOW).await.unwrap());
        assert!(
            said.len() == 1 && said[0].contains("cannot be opened"),
            "{said:?}"
        );
    })
    .await;
}
