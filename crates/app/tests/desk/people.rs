//! Who comes in, who may do what, what is sent, what is told.

use std::sync::atomic::Ordering;
use std::time::Duration;

use tidemark_app::desk::{DeskError, Invite};
use tidemark_desk::audit::Verb;
use tidemark_desk::session::Factor;
use tidemark_desk::{Denied, Grant, Id, PersonState};

use crate::world::{asker, link_in, token, world};

#[tokio::test]
async fn a_link_signs_in_once() {
    let world = world().await;
    let who = world.add("Ana", &["administrator"]).await;
    assert_eq!(who.session.factor, Factor::Link);
    assert_eq!(
        world.verbs().await,
        [Verb::PersonAdded, Verb::RoleGiven, Verb::SignedIn]
    );
    world
        .desk
        .ask_for_link("ANA@example.org", &"en".parse().unwrap(), &asker())
        .await
        .unwrap();
    world.work().await;
    let mails = world.mails();
    assert_eq!((mails.len(), mails[0].to.as_str()), (1, "Ana@example.org"));
    let token = token(&link_in(&mails[0]));
    assert!(!world.desk.offered(&token, &asker()).await.unwrap().wants_code);
    world.desk.sign_in_by_link(&token, None, &asker()).await.unwrap();
    let again = world.desk.sign_in_by_link(&token, None, &asker()).await;
    assert!(matches!(again, Err(DeskError::Over)), "{again:?}");
}

#[tokio::test]
async fn nobody_learns_whether_there_is_an_account() {
    let world = world().await;
    world.add("Ana", &["administrator"]).await;
    for address in ["ana@example.org", "nobody@example.org"] {
        world
            .desk
            .ask_for_link(address, &"en".parse().unwrap(), &asker())
            .await
            .unwrap();
    }
    // What waits is of one size, whoever it is about.
    let before = world.desk.store().look().jobs(9).await.unwrap();
    assert_eq!(before.len(), 2);
    assert_eq!(before[0].payload.len(), before[1].payload.len());
    world.work().await;
    let mails = world.mails();
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to, "Ana@example.org");
}

#[tokio::test]
async fn asking_too_often_is_refused_alike_for_those_who_are_here_and_those_who_are_not() {
    let world = world().await;
    world.add("Ana", &["administrator"]).await;
    for address in ["ana@example.org", "nobody@example.org"] {
        for _ in 0..5 {
            world
                .desk
                .ask_for_link(address, &"en".parse().unwrap(), &asker())
                .await
                .unwrap();
        }
        let refused = world
            .desk
            .ask_for_link(address, &"en".parse().unwrap(), &asker())
            .await;
        assert!(matches!(refused, Err(DeskError::TooOften)));
    }
    world.wait(Duration::from_hours(1));
    world
        .desk
        .ask_for_link("ana@example.org", &"en".parse().unwrap(), &asker())
        .await
        .unwrap();
}

#[tokio::test]
async fn a_message_that_does_not_go_is_tried_again_and_goes_once() {
    let world = world().await;
    world.add("Ana", &["administrator"]).await;
    world.sent.refusals.store(2, Ordering::Relaxed);
    world
        .desk
        .ask_for_link("ana@example.org", &"en".parse().unwrap(), &asker())
        .await
        .unwrap();
    world.work().await;
    assert!(world.mails().is_empty());
    for _ in 0..3 {
        world.wait(Duration::from_mins(1));
        world.work().await;
    }
    assert_eq!(world.mails().len(), 1);
    assert_eq!(world.desk.store().look().mails_waiting().await.unwrap().0, 0);
}

#[tokio::test]
async fn a_role_needs_a_second_factor_and_danger_a_fresh_one() {
    let world = world().await;
    let ana = world.add("Ana", &["administrator"]).await;
    let denied = world.desk.people(&ana, None, 9).await.unwrap_err();
    assert!(
        matches!(denied, DeskError::Denied(Denied::NeedsTwoFactors)),
        "{denied}"
    );
    let bo = world.add_with_app("Bo", &["administrator"]).await;
    assert_eq!(bo.session.factor, Factor::LinkAndCode);
    assert_eq!(world.desk.people(&bo, None, 9).await.unwrap().len(), 2);
    world.wait(Duration::from_mins(11));
    let denied = world
        .desk
        .suspend(&bo, ana.person.id, PersonState::Suspended)
        .await
        .unwrap_err();
    assert!(
        matches!(denied, DeskError::Denied(Denied::NeedsFresh)),
        "{denied}"
    );
}

#[tokio::test]
async fn mail_alone_takes_no_account_over_that_has_an_app() {
    let world = world().await;
    let bo = world.add_with_app("Bo", &["administrator"]).await;
    world
        .desk
        .ask_for_link("bo@example.org", &"en".parse().unwrap(), &asker())
        .await
        .unwrap();
    world.work().await;
    let token = token(&link_in(&world.mails()[0]));
    for wrong in [None, Some("000000"), Some("")] {
        let refused = world.desk.sign_in_by_link(&token, wrong, &asker()).await;
        assert!(matches!(refused, Err(DeskError::WrongCode)), "{refused:?}");
    }
    // A session of a link alone, from before there was an app, does not change keys either.
    let mut old = bo.clone();
    old.actor.has_two_factors = false;
    let refused = world.desk.remove_authenticator(&old).await;
    assert!(
        matches!(refused, Err(DeskError::Denied(Denied::NeedsTwoFactors))),
        "{refused:?}"
    );
    world.desk.remove_authenticator(&bo).await.unwrap();
    world.desk.sign_in_by_link(&token, None, &asker()).await.unwrap();
}

#[tokio::test]
async fn a_number_counts_once_and_cannot_be_guessed() {
    let world = world().await;
    let who = world.add("Bo", &["administrator"]).await;
    let app = world.desk.begin_authenticator(&who).await.unwrap();
    let code = world.code(&app.secret);
    world.desk.confirm_authenticator(&who, &code).await.unwrap();
    let again = world.desk.show_again_by_code(&who, &code).await;
    assert!(matches!(again, Err(DeskError::WrongCode)), "{again:?}");
    for _ in 0..9 {
        let _ = world.desk.show_again_by_code(&who, "000000").await;
    }
    world.wait(Duration::from_secs(30));
    let right = world
        .desk
        .show_again_by_code(&who, &world.code(&app.secret))
        .await;
    assert!(matches!(right, Err(DeskError::TooOften)), "{right:?}");
}

#[tokio::test]
async fn somebody_is_asked_in_and_comes_under_any_name() {
    let world = world().await;
    let editor = world.add_with_app("Ed", &["editor"]).await;
    let grants: Vec<Grant> = vec!["correspondent:KGZ".parse().unwrap()];
    let to = Some(("far@example.org".parse().unwrap(), "en".parse().unwrap()));
    let invite = Invite {
        grants: grants.clone(),
        open_for: Duration::from_hours(24),
        to,
    };
    let invited = world.desk.invite(&editor, invite.clone()).await.unwrap();
    world.work().await;
    assert_eq!(link_in(&world.mails()[0]), invited.link);
    let token = token(&invited.link);
    assert_eq!(
        world.desk.invitation(&token, &asker()).await.unwrap().grants,
        grants
    );
    let opened = world
        .desk
        .accept(
            &token,
            "Blue Heron".parse().unwrap(),
            "ru".parse().unwrap(),
            &asker(),
        )
        .await
        .unwrap();
    let heron = world.who(&opened.token).await;
    assert_eq!(
        (heron.person.grants.clone(), heron.person.email.clone()),
        (grants, None)
    );
    let again = world
        .desk
        .accept(&token, "Other".parse().unwrap(), "en".parse().unwrap(), &asker())
        .await;
    assert!(matches!(again, Err(DeskError::Over)));
    // Who failed to come in left nobody behind.
    assert_eq!(world.desk.people(&editor, None, 9).await.unwrap().len(), 2);
    // An editor asks nobody in to what is not theirs to give.
    let higher = Invite {
        grants: vec!["administrator".parse().unwrap()],
        ..invite
    };
    let refused = world.desk.invite(&editor, higher).await;
    assert!(
        matches!(refused, Err(DeskError::Denied(Denied::NotYours))),
        "{refused:?}"
    );
}

#[tokio::test]
async fn an_invitation_that_is_old_or_taken_back_opens_nothing() {
    let world = world().await;
    let editor = world.add_with_app("Ed", &["editor"]).await;
    let invite = || Invite {
        grants: vec!["reviewer".parse().unwrap()],
        open_for: Duration::from_hours(1),
        to: None,
    };
    let revoked = world.desk.invite(&editor, invite()).await.unwrap();
    let old = world.desk.invite(&editor, invite()).await.unwrap();
    world.desk.revoke_invitation(&editor, revoked.id).await.unwrap();
    assert!(world.desk.invitation(&token(&old.link), &asker()).await.is_ok());
    world.wait(Duration::from_hours(1));
    for link in [revoked.link, old.link] {
        assert!(matches!(
            world.desk.invitation(&token(&link), &asker()).await,
            Err(DeskError::Over)
        ));
    }
}

#[tokio::test]
async fn an_address_is_taken_when_its_link_was_followed() {
    let world = world().await;
    let ana = world.add("Ana", &["administrator"]).await;
    world.add("Bo", &[]).await;
    for address in ["new@example.org", "bo@example.org"] {
        world.desk.ask_for_address(&ana, address).await.unwrap();
    }
    world.work().await;
    let mails = world.mails();
    let new = mails.iter().find(|mail| mail.to == "new@example.org").unwrap();
    let taken = mails.iter().find(|mail| mail.to == "bo@example.org").unwrap();
    world
        .desk
        .confirm_address(&ana, &token(&link_in(new)))
        .await
        .unwrap();
    let person = world
        .desk
        .store()
        .look()
        .person(ana.person.id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(person.email.unwrap().reveal(), "new@example.org");
    let refused = world.desk.confirm_address(&ana, &token(&link_in(taken))).await;
    assert!(matches!(refused, Err(DeskError::Taken)), "{refused:?}");
}

#[tokio::test]
async fn the_last_administrator_stays() {
    let world = world().await;
    let ana = world.add_with_app("Ana", &["administrator"]).await;
    for refused in [
        world
            .desk
            .take_role(&ana, ana.person.id, "administrator".parse().unwrap())
            .await,
        world
            .desk
            .suspend(&ana, ana.person.id, PersonState::Suspended)
            .await,
        world.desk.erase(&ana, ana.person.id).await,
    ] {
        assert!(
            matches!(refused, Err(DeskError::LastAdministrator)),
            "{refused:?}"
        );
    }
    let left = world.who_is_left(&ana).await;
    assert!(left, "nothing was changed");
    world.add("Bo", &["administrator"]).await;
    world.desk.erase(&ana, ana.person.id).await.unwrap();
    assert!(!world.who_is_left(&ana).await);
    assert_eq!(*world.verbs().await.last().unwrap(), Verb::PersonErased);
}

#[tokio::test]
async fn nobody_is_said_to_be_erased_who_is_not() {
    let world = world().await;
    let bo = world.add_with_app("Bo", &["administrator"]).await;
    let ana = world.add("Ana", &[]).await;
    let refused = world.desk.suspend(&bo, ana.person.id, PersonState::Erased).await;
    assert!(matches!(refused, Err(DeskError::Unknown)), "{refused:?}");
    assert!(world.who_is_left(&ana).await);
    world.desk.erase(&bo, ana.person.id).await.unwrap();
    assert_eq!(*world.verbs().await.last().unwrap(), Verb::PersonErased);
}

#[tokio::test]
async fn sessions_end_when_they_are_ended_or_old() {
    let world = world().await;
    let ana = world.add("Ana", &["administrator"]).await;
    let link = world.desk.link_for(ana.person.id).await.unwrap();
    let other = world
        .desk
        .sign_in_by_link(&token(&link), None, &asker())
        .await
        .unwrap();
    let account = world.desk.account(&ana).await.unwrap();
    assert_eq!(account.sessions.len(), 2);
    let second = world.who(&other.token).await;
    world.desk.end_session(&ana, second.session.id).await.unwrap();
    assert!(world.desk.who(&other.token).await.unwrap().is_none());
    let bo = world.add("Bo", &[]).await;
    let foreign = world.desk.end_session(&bo, ana.session.id).await;
    assert!(matches!(foreign, Err(DeskError::Unknown)), "{foreign:?}");
    world.desk.end_all_sessions(&ana).await.unwrap();
    assert!(world.desk.account(&ana).await.unwrap().sessions.is_empty());
}

#[tokio::test]
async fn the_audit_is_chained_and_whole() {
    let world = world().await;
    let editor = world.add_with_app("Ed", &["editor"]).await;
    world.work().await;
    let page = world.desk.audit(&editor, None, 50).await.unwrap();
    assert!(page.entries.iter().all(|told| told.link.is_some()));
    assert!(
        page.entries
            .iter()
            .any(|told| told.words.as_deref() == Some("Ed"))
    );
    assert!(world.desk.store().look().follow_audit().await.unwrap().is_ok());
    let bo = world.add("Bo", &[]).await;
    assert!(matches!(
        world.desk.audit(&bo, None, 9).await,
        Err(DeskError::Denied(Denied::NotYours))
    ));
}

#[tokio::test]
async fn who_has_lost_their_app_is_let_in_again_by_command() {
    let world = world().await;
    let bo = world.add_with_app("Bo", &["administrator"]).await;
    let link = world.desk.reset(bo.person.id).await.unwrap();
    assert!(world.desk.account(&bo).await.unwrap().sessions.is_empty());
    let opened = world
        .desk
        .sign_in_by_link(&token(&link), None, &asker())
        .await
        .unwrap();
    let again = world.who(&opened.token).await;
    assert_eq!(again.session.factor, Factor::Link);
    // And can add another one.
    world.desk.begin_authenticator(&again).await.unwrap();
    assert!(world.verbs().await.contains(&Verb::FactorsReset));
    let unknown = world.desk.reset(Id::new([9; 16])).await;
    assert!(matches!(unknown, Err(DeskError::Unknown)), "{unknown:?}");
}
