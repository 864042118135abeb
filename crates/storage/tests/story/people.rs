//! People: added, found, sealed, erased.

use tidemark_desk::session::{Factor, Session};
use tidemark_desk::{PersonState, Role, Token};
use tidemark_storage::vault::VaultError;
use tidemark_storage::{Letter, Limit, NewInvitation, Purpose, SignInLink, StoreError};

use crate::world::{NOW, id, later, on_both, person};

#[tokio::test]
async fn a_person_is_found_by_their_address_in_any_case() {
    on_both(|world| async move {
        let ana = world.add(1, "Ana").await.unwrap();
        let look = world.store.look();
        let found = look
            .person_by_email(&"ANA@Example.org".parse().unwrap())
            .await
            .unwrap()
            .unwrap();
        assert_eq!(found.id, ana);
        assert_eq!(found.name.unwrap().as_str(), "Ana");
        assert_eq!(found.state, PersonState::Active);
        assert!(
            look.person_by_email(&"bo@example.org".parse().unwrap())
                .await
                .unwrap()
                .is_none()
        );
        assert!(look.person(person(9)).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn an_address_belongs_to_one_person() {
    on_both(|world| async move {
        world.add(1, "Ana").await.unwrap();
        assert!(matches!(world.add(2, "ANA").await, Err(StoreError::Taken(_))));
        assert!(
            world.store.look().person(person(2)).await.unwrap().is_none(),
            "nothing is left of who was refused"
        );
    })
    .await;
}

#[tokio::test]
async fn nothing_personal_can_be_read_in_the_database() {
    on_both(|world| async move {
        let ana = world.add(1, "Marisol").await.unwrap();
        let mail = Letter::new(
            &"marisol@example.org".parse().unwrap(),
            &"fa".parse().unwrap(),
            "Quokka".to_owned(),
            "Wombat".to_owned(),
            String::new(),
        );
        let other = Letter::new(
            &"stranger@example.org".parse().unwrap(),
            &"fa".parse().unwrap(),
            "Numbat".to_owned(),
            String::new(),
            String::new(),
        );
        world
            .store
            .write(move |tx| {
                Box::pin(async move {
                    tx.keep_mail(id(1), Some(ana), &mail, NOW).await?;
                    tx.keep_mail(id(2), None, &other, NOW).await?;
                    let limit = Limit {
                        what: "sign_in",
                        most: 5,
                        within: std::time::Duration::from_mins(1),
                    };
                    tx.count_against(&limit, "marisol@example.org", NOW).await?;
                    Ok::<_, StoreError>(())
                })
            })
            .await
            .unwrap();
        let all = world.everything().await.to_lowercase();
        assert!(all.contains(&ana.to_string()), "the dump holds what is there");
        for secret in ["marisol", "stranger", "quokka", "wombat", "numbat", "example.org"] {
            assert!(!all.contains(secret), "{secret}");
        }
        let look = world.store.look();
        assert_eq!(look.mail(id(1)).await.unwrap().unwrap().letter.plain, "Wombat");
        assert_eq!(
            look.mail(id(2)).await.unwrap().unwrap().letter.to,
            "stranger@example.org"
        );
    })
    .await;
}

#[tokio::test]
async fn who_is_erased_is_gone_everywhere() {
    on_both(|world| async move {
        let ana = world.add(1, "Ana").await.unwrap();
        world.add(2, "Bo").await.unwrap();
        let mail = Letter::new(
            &"ana@example.org".parse().unwrap(),
            &"fa".parse().unwrap(),
            String::new(),
            String::new(),
            String::new(),
        );
        let erased = world
            .store
            .write(move |tx| {
                Box::pin(async move {
                    tx.give(ana, &"editor".parse().unwrap(), None, NOW).await?;
                    tx.keep_mail(id(1), Some(ana), &mail, NOW).await?;
                    tx.erase(ana).await
                })
            })
            .await
            .unwrap();
        assert!(erased);
        let look = world.store.look();
        let left = look.person(ana).await.unwrap().unwrap();
        assert_eq!(
            (left.name, left.email, left.state),
            (None, None, PersonState::Erased)
        );
        assert!(left.grants.is_empty());
        assert!(look.mail(id(1)).await.unwrap().is_none());
        assert!(
            look.person_by_email(&"ana@example.org".parse().unwrap())
                .await
                .unwrap()
                .is_none()
        );
        assert_eq!(
            look.person(person(2))
                .await
                .unwrap()
                .unwrap()
                .name
                .unwrap()
                .as_str(),
            "Bo"
        );
        // The address is free again; and nobody is erased twice.
        world.add(3, "Ana").await.unwrap();
        let again = world
            .store
            .write(move |tx| Box::pin(async move { tx.erase(ana).await }))
            .await
            .unwrap();
        assert!(!again);
    })
    .await;
}

#[tokio::test]
async fn keys_are_changed_while_people_are_there() {
    on_both(|world| async move {
        let ana = world.add(1, "Ana").await.unwrap();
        let both = world.opened_with(&[2, 1]).await;
        assert!(
            both.look()
                .person_by_email(&"ana@example.org".parse().unwrap())
                .await
                .unwrap()
                .is_some()
        );
        let moved = both
            .write(|tx| Box::pin(async move { tx.rotate_some().await }))
            .await
            .unwrap();
        assert_eq!(moved, 1);
        let left = both
            .write(|tx| Box::pin(async move { tx.rotate_some().await }))
            .await
            .unwrap();
        assert_eq!(left, 0);
        let new = world.opened_with(&[2]).await;
        let found = new
            .look()
            .person_by_email(&"ana@example.org".parse().unwrap())
            .await
            .unwrap()
            .unwrap();
        assert_eq!(found.name.unwrap().as_str(), "Ana");
        let without = world.store.look().person(ana).await.unwrap_err();
        assert!(
            matches!(without, StoreError::Vault(VaultError::Missing(_))),
            "{without}"
        );
    })
    .await;
}

#[tokio::test]
async fn roles_are_given_and_taken() {
    on_both(|world| async move {
        let ana = world.add(1, "Ana").await.unwrap();
        let changes = world
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let bulgaria = "correspondent:BGR".parse().unwrap();
                    let editor = "editor".parse().unwrap();
                    Ok::<_, StoreError>([
                        tx.give(ana, &bulgaria, None, NOW).await?,
                        tx.give(ana, &bulgaria, Some(ana), NOW).await?,
                        tx.give(ana, &editor, Some(ana), NOW).await?,
                        tx.take(ana, &bulgaria).await?,
                        tx.take(ana, &bulgaria).await?,
                    ])
                })
            })
            .await
            .unwrap();
        assert_eq!(changes, [true, false, true, true, false]);
        let look = world.store.look();
        let grants: Vec<String> = look
            .person(ana)
            .await
            .unwrap()
            .unwrap()
            .grants
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(grants, ["editor"]);
        assert_eq!(
            (
                look.holders(Role::Editor).await.unwrap(),
                look.holders(Role::Reviewer).await.unwrap()
            ),
            (1, 0)
        );
    })
    .await;
}

#[tokio::test]
async fn people_are_listed_page_by_page() {
    on_both(|world| async move {
        for (number, name) in [(3, "Cy"), (1, "Ana"), (2, "Bo")] {
            world.add(number, name).await.unwrap();
        }
        let look = world.store.look();
        let first = look.people(None, 2).await.unwrap();
        let rest = look
            .people(first.last().map(|person| person.id), 2)
            .await
            .unwrap();
        let names: Vec<String> = first
            .iter()
            .chain(&rest)
            .map(|person| person.name.clone().unwrap().as_str().to_owned())
            .collect();
        assert_eq!(names, ["Ana", "Bo", "Cy"]);
    })
    .await;
}

#[tokio::test]
async fn who_is_suspended_is_signed_out() {
    on_both(|world| async move {
        let ana = world.add(1, "Ana").await.unwrap();
        let token = Token::new([5; 32]);
        let hash = token.hash();
        let session = Session {
            id: id(7),
            person: ana,
            factor: Factor::Passkey,
            begun_at: NOW,
            shown_at: NOW,
            used_at: NOW,
        };
        let kept = session.clone();
        world
            .store
            .write(move |tx| Box::pin(async move { tx.begin_session(&kept, &hash).await }))
            .await
            .unwrap();
        let found = world.store.look().session(&token.hash()).await.unwrap().unwrap();
        assert_eq!((found.0, found.1.state), (session, PersonState::Active));
        assert!(
            world
                .store
                .look()
                .session(&Token::new([6; 32]).hash())
                .await
                .unwrap()
                .is_none()
        );
        let changed = world
            .store
            .write(move |tx| Box::pin(async move { tx.set_state(ana, PersonState::Suspended).await }))
            .await
            .unwrap();
        assert!(changed);
        assert!(world.store.look().session(&token.hash()).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn a_link_is_good_once_and_not_for_long() {
    on_both(|world| async move {
        let ana = world.add(1, "Ana").await.unwrap();
        let (now, late) = (Token::new([1; 32]).hash(), Token::new([2; 32]).hash());
        let link = SignInLink {
            person: ana,
            purpose: Purpose::SignIn,
            until: later(60),
            used_at: None,
        };
        let (first, second) = (now.clone(), late.clone());
        let used = world
            .store
            .write(move |tx| {
                Box::pin(async move {
                    tx.add_link(&first, &link, NOW).await?;
                    tx.add_link(&second, &link, NOW).await?;
                    Ok::<_, StoreError>([
                        tx.use_link(&first, later(1)).await?.is_some(),
                        tx.use_link(&first, later(2)).await?.is_some(),
                        tx.use_link(&second, later(60)).await?.is_some(),
                    ])
                })
            })
            .await
            .unwrap();
        assert_eq!(used, [true, false, false]);
        assert_eq!(
            world.store.look().link(&now).await.unwrap().unwrap().used_at,
            Some(later(1))
        );
    })
    .await;
}

#[tokio::test]
async fn an_invitation_is_taken_up_once_or_taken_back() {
    on_both(|world| async move {
        let ana = world.add(1, "Ana").await.unwrap();
        let bo = world.add(2, "Bo").await.unwrap();
        let accepted = world
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let tokens = [1, 2, 3].map(|number| Token::new([number; 32]).hash());
                    for (number, token) in (1..).zip(&tokens) {
                        let grants = vec!["correspondent:BGR".parse().unwrap(), "reviewer".parse().unwrap()];
                        let new = NewInvitation {
                            id: id(number),
                            by: ana,
                            grants,
                            until: later(60),
                        };
                        tx.invite(&new, token, NOW).await?;
                    }
                    let first = tx.accept(&tokens[0], bo, later(1)).await?.unwrap();
                    assert_eq!((first.accepted_by, first.invitation.grants.len()), (Some(bo), 2));
                    assert!(tx.revoke_invitation(id(2), later(1)).await?);
                    Ok::<_, StoreError>([
                        tx.accept(&tokens[0], ana, later(2)).await?.is_some(),
                        tx.accept(&tokens[1], bo, later(2)).await?.is_some(),
                        tx.accept(&tokens[2], bo, later(60)).await?.is_some(),
                        tx.revoke_invitation(id(1), later(2)).await?,
                    ])
                })
            })
            .await
            .unwrap();
        assert_eq!(accepted, [false; 4]);
        assert_eq!(world.store.look().invitations(9).await.unwrap().len(), 3);
    })
    .await;
}

#[tokio::test]
async fn what_is_done_too_often_is_counted_in_the_store() {
    on_both(|world| async move {
        let limit = Limit {
            what: "sign_in",
            most: 3,
            within: std::time::Duration::from_mins(1),
        };
        let store = world.store.clone();
        let may = |who: &'static str, seconds: u64| {
            let store = store.clone();
            async move {
                store
                    .write(move |tx| {
                        Box::pin(async move { tx.count_against(&limit, who, later(seconds)).await })
                    })
                    .await
                    .unwrap()
            }
        };
        for _ in 0..3 {
            assert!(may("ana", 0).await);
        }
        assert!(!may("ana", 1).await);
        assert!(may("bo", 1).await, "another is counted apart");
        assert!(may("ana", 60).await, "and a later minute too");
    })
    .await;
}
