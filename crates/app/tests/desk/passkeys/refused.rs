//! What is not taken for a passkey, whoever says so.

use std::time::Duration;

use tidemark_app::desk::{Asker, DeskError};

use super::{HERE, is_wrong};
use crate::device::{Device, decoded, encoded};
use crate::world::world;

#[tokio::test]
async fn what_another_site_asked_for_is_refused() {
    let world = world().await;
    let ana = world.add("Ana", &[]).await;
    for origin in [
        "https://example.org.evil.test",
        "https://evil.example.org",
        "http://example.org",
        "https://example.org:8443",
        "null",
        "",
    ] {
        let mut device = Device::at(origin, 1);
        let ceremony = world.desk.begin_passkey(&ana).await.unwrap();
        let made = device.make(&ceremony);
        is_wrong(
            world
                .desk
                .end_passkey(&ana, &ceremony.challenge_token, &made, "Phone")
                .await,
        );
    }
    let mut device = Device::at(HERE, 1);
    world.add_passkey(&ana, &mut device).await;
    device.origin = "https://evil.example.org".to_owned();
    is_wrong(world.sign_in(&device).await);
}

#[tokio::test]
async fn a_question_is_answered_once() {
    let world = world().await;
    let ana = world.add("Ana", &[]).await;
    let mut device = Device::at(HERE, 1);
    world.add_passkey(&ana, &mut device).await;
    let ceremony = world.begin().await;
    let shown = device.show(&ceremony);
    world.end(&ceremony, &shown).await.unwrap();
    let again = world.end(&ceremony, &shown).await;
    assert!(matches!(again, Err(DeskError::Over)), "{again:?}");
    // Nor does an answer fit another question.
    let other = world.begin().await;
    is_wrong(world.end(&other, &shown).await);
    // An answer that was wrong is one, too.
    let spoilt = world.begin().await;
    is_wrong(world.end(&spoilt, "{}").await);
    let late = world.end(&spoilt, &device.show(&spoilt)).await;
    assert!(matches!(late, Err(DeskError::Over)), "{late:?}");
    let old = world.begin().await;
    world.wait(Duration::from_mins(5));
    let late = world.end(&old, &device.show(&old)).await;
    assert!(matches!(late, Err(DeskError::Over)), "{late:?}");
}

#[tokio::test]
async fn a_copy_of_a_passkey_is_noticed() {
    let world = world().await;
    let ana = world.add("Ana", &[]).await;
    let mut device = Device::at(HERE, 1);
    device.counter = 4;
    world.add_passkey(&ana, &mut device).await;
    let mut copy = device.clone();
    device.counter = 6;
    world.sign_in(&device).await.unwrap();
    for counter in [0, 4, 5, 6] {
        copy.counter = counter;
        let refused = world.sign_in(&copy).await;
        assert!(
            matches!(refused, Err(DeskError::CopiedPasskey)),
            "{counter}: {refused:?}"
        );
    }
    device.counter = 7;
    let opened = world.show_again(&ana, &device).await.unwrap();
    let who = world.who(&opened.token).await;
    let refused = world.show_again(&who, &device).await;
    assert!(
        matches!(refused, Err(DeskError::CopiedPasskey)),
        "what is shown again counts too: {refused:?}"
    );
}

#[tokio::test]
async fn a_question_to_somebody_is_answered_by_nobody_else() {
    let world = world().await;
    let ana = world.add("Ana", &[]).await;
    let bo = world.add("Bo", &[]).await;
    let mut device = Device::at(HERE, 1);
    let ceremony = world.desk.begin_passkey(&ana).await.unwrap();
    let made = device.make(&ceremony);
    let foreign = world
        .desk
        .end_passkey(&bo, &ceremony.challenge_token, &made, "Phone")
        .await;
    assert!(matches!(foreign, Err(DeskError::Over)), "{foreign:?}");
    assert!(world.desk.passkeys(&bo).await.unwrap().is_empty());

    let (mut anas, mut bos) = (Device::at(HERE, 2), Device::at(HERE, 3));
    world.add_passkey(&ana, &mut anas).await;
    world.add_passkey(&bo, &mut bos).await;
    let ceremony = world.desk.begin_show_again_by_passkey(&ana).await.unwrap();
    let foreign = world
        .desk
        .show_again_by_passkey(&bo, &ceremony.challenge_token, &bos.show(&ceremony))
        .await;
    assert!(matches!(foreign, Err(DeskError::Over)), "{foreign:?}");
    is_wrong(world.show_again(&ana, &bos).await);
    // A question for one purpose is none for another.
    let ceremony = world.begin().await;
    let mixed = world
        .desk
        .show_again_by_passkey(&ana, &ceremony.challenge_token, &anas.show(&ceremony))
        .await;
    assert!(matches!(mixed, Err(DeskError::Over)), "{mixed:?}");
}

#[tokio::test]
async fn a_passkey_says_whose_it_is_and_nobody_elses() {
    let world = world().await;
    let ana = world.add("Ana", &[]).await;
    let bo = world.add("Bo", &[]).await;
    let mut device = Device::at(HERE, 1);
    world.add_passkey(&ana, &mut device).await;
    device.handle = bo.person.id.bytes().to_vec();
    is_wrong(world.sign_in(&device).await);
    is_wrong(world.show_again(&ana, &device).await);
    let ceremony = world.begin().await;
    let shown = device.show(&ceremony);
    let mut nameless: serde_json::Value = serde_json::from_str(&shown).unwrap();
    nameless["response"]["userHandle"] = serde_json::Value::Null;
    is_wrong(world.end(&ceremony, &nameless.to_string()).await);
}

#[tokio::test]
async fn a_device_that_does_not_ask_who_holds_it_is_refused() {
    let world = world().await;
    let ana = world.add("Ana", &[]).await;
    let mut device = Device::at(HERE, 1);
    device.verifies = false;
    let ceremony = world.desk.begin_passkey(&ana).await.unwrap();
    let made = device.make(&ceremony);
    is_wrong(
        world
            .desk
            .end_passkey(&ana, &ceremony.challenge_token, &made, "Phone")
            .await,
    );
    device.verifies = true;
    world.add_passkey(&ana, &mut device).await;
    device.verifies = false;
    is_wrong(world.sign_in(&device).await);
}

#[tokio::test]
async fn anything_may_be_said_and_nothing_breaks() {
    let world = world().await;
    let ana = world.add("Ana", &[]).await;
    let mut device = Device::at(HERE, 1);
    world.add_passkey(&ana, &mut device).await;
    let right = device.show(&world.begin().await);
    let cut: serde_json::Value = serde_json::from_str(&right).unwrap();
    let with = |pointer: &str, text: &str| {
        let mut changed = cut.clone();
        *changed.pointer_mut(pointer).unwrap() = text.into();
        changed.to_string()
    };
    for wrong in [
        String::new(),
        "null".to_owned(),
        "[]".to_owned(),
        right[..right.len() / 2].to_owned(),
        "[".repeat(100_000),
        with("/rawId", ""),
        with("/rawId", "!"),
        with("/response/authenticatorData", ""),
        with("/response/authenticatorData", "AAAA"),
        with("/response/clientDataJSON", ""),
        with("/response/clientDataJSON", "e30"),
        with("/response/signature", ""),
        with("/response/signature", "MAYCAQECAQE"),
    ] {
        let ceremony = world.begin().await;
        is_wrong(world.end(&ceremony, &wrong).await);
    }
    let data = device_data(&right);
    for (length, from) in (0..data.len()).zip(10_u32..) {
        let from = Asker::new(from.to_string());
        let ceremony = world.desk.begin_passkey_sign_in(&from).await.unwrap();
        let cut = with("/response/authenticatorData", &encoded(&data[..length]));
        is_wrong(
            world
                .desk
                .sign_in_by_passkey(&ceremony.challenge_token, &cut, &from)
                .await,
        );
    }
}

/// What a device signed of what it says of itself.
fn device_data(shown: &str) -> Vec<u8> {
    let shown: serde_json::Value = serde_json::from_str(shown).unwrap();
    decoded(&shown["response"]["authenticatorData"])
}

#[tokio::test]
async fn asking_and_trying_without_end_is_refused() {
    let world = world().await;
    let far = Asker::new("192.0.2.77");
    let token = world.begin().await.challenge_token;
    for _ in 0..60 {
        let _ = world.desk.sign_in_by_passkey(&token, "{}", &far).await;
    }
    let tried = world.desk.sign_in_by_passkey(&token, "{}", &far).await;
    assert!(matches!(tried, Err(DeskError::TooOften)), "{tried:?}");
    for _ in 0..120 {
        world.desk.begin_passkey_sign_in(&far).await.unwrap();
    }
    let asked = world.desk.begin_passkey_sign_in(&far).await;
    assert!(matches!(asked, Err(DeskError::TooOften)), "{asked:?}");
    world.begin().await;
}
