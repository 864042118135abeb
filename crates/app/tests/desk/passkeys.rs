//! Passkeys: made, shown, removed.

mod refused;

use std::time::Duration;

use tidemark_app::desk::{Ceremony, DeskError, Opened, PasskeysOff, SignedIn};
use tidemark_desk::audit::Verb;
use tidemark_desk::session::Factor;
use tidemark_desk::{Denied, PasskeyId, PersonState};

use crate::device::{Device, asked};
use crate::world::{World, asker, world, world_at};

const HERE: &str = "https://example.org";

impl World {
    /// Adds the passkey of a device.
    async fn add_passkey(&self, who: &SignedIn, device: &mut Device) -> PasskeyId {
        let ceremony = self.desk.begin_passkey(who).await.unwrap();
        let made = device.make(&ceremony);
        self.desk
            .end_passkey(who, &ceremony.challenge_token, &made, "Blue phone")
            .await
            .unwrap()
    }

    async fn begin(&self) -> Ceremony {
        self.desk.begin_passkey_sign_in(&asker()).await.unwrap()
    }

    async fn sign_in(&self, device: &Device) -> Result<Opened, DeskError> {
        let ceremony = self.begin().await;
        self.end(&ceremony, &device.show(&ceremony)).await
    }

    async fn end(&self, ceremony: &Ceremony, response: &str) -> Result<Opened, DeskError> {
        self.desk
            .sign_in_by_passkey(&ceremony.challenge_token, response, &asker())
            .await
    }

    async fn show_again(&self, who: &SignedIn, device: &Device) -> Result<Opened, DeskError> {
        let ceremony = self.desk.begin_show_again_by_passkey(who).await.unwrap();
        self.desk
            .show_again_by_passkey(who, &ceremony.challenge_token, &device.show(&ceremony))
            .await
    }
}

#[track_caller]
fn is_wrong<T: std::fmt::Debug>(result: Result<T, DeskError>) {
    let error = result.unwrap_err();
    assert!(matches!(error, DeskError::WrongPasskey), "{error:?}");
}

#[tokio::test]
async fn a_passkey_is_added_and_signs_in() {
    let world = world().await;
    let ana = world.add("Ana", &["administrator"]).await;
    let mut device = Device::at(HERE, 1);
    let id = world.add_passkey(&ana, &mut device).await;
    world.wait(Duration::from_secs(1));
    let opened = world.sign_in(&device).await.unwrap();
    let who = world.who(&opened.token).await;
    assert_eq!(
        (who.person.id, who.session.factor),
        (ana.person.id, Factor::Passkey)
    );
    assert!(
        world.desk.people(&who, None, 9).await.is_ok(),
        "it is two factors"
    );
    let lines = world.desk.passkeys(&who).await.unwrap();
    assert_eq!((lines[0].id, lines[0].label.as_str()), (id, "Blue phone"));
    assert!(lines[0].used_at.unwrap() > lines[0].made_at);
    assert_eq!(
        world.verbs().await[2..],
        [Verb::SignedIn, Verb::PasskeyAdded, Verb::SignedIn]
    );
    let page = world.desk.audit(&who, None, 9).await.unwrap();
    let added = page
        .entries
        .iter()
        .find(|told| told.entry.verb == Verb::PasskeyAdded);
    let added = added.unwrap();
    assert_eq!(added.words.as_deref(), Some("Blue phone"));
    assert_eq!(added.entry.object, id.to_string());
}

#[tokio::test]
async fn a_device_is_asked_for_a_passkey_that_needs_no_name() {
    let world = world().await;
    let ana = world.add("Ana", &[]).await;
    let mut device = Device::at(HERE, 1);
    world.add_passkey(&ana, &mut device).await;
    let again = world.who(&world.sign_in(&device).await.unwrap().token).await;
    let making = asked(&world.desk.begin_passkey(&again).await.unwrap());
    assert_eq!(making["rp"]["id"], "example.org");
    assert_eq!(making["rp"]["name"], "Desk");
    assert_eq!(making["user"]["name"], "Ana");
    assert_eq!(making["user"]["displayName"], "Ana");
    assert_eq!(device.handle, ana.person.id.bytes());
    assert_eq!(making["attestation"], "none");
    let wanted = &making["authenticatorSelection"];
    assert_eq!(wanted["residentKey"], "required");
    assert_eq!(wanted["requireResidentKey"], true);
    assert_eq!(wanted["userVerification"], "required");
    assert_eq!(making["excludeCredentials"][0]["id"], device.credential());

    let any = asked(&world.begin().await);
    assert_eq!(any["allowCredentials"].as_array().unwrap().len(), 0);
    assert_eq!(any["userVerification"], "required");
    let theirs = asked(&world.desk.begin_show_again_by_passkey(&ana).await.unwrap());
    assert_eq!(theirs["allowCredentials"][0]["id"], device.credential());
    assert_eq!(theirs["userVerification"], "required");
}

#[tokio::test]
async fn who_may_not_come_in_is_told_what_strangers_are() {
    let world = world().await;
    let bo = world.add_with_app("Bo", &["administrator"]).await;
    let ana = world.add("Ana", &[]).await;
    let cy = world.add("Cy", &[]).await;
    let (mut anas, mut cys) = (Device::at(HERE, 1), Device::at(HERE, 2));
    world.add_passkey(&ana, &mut anas).await;
    world.add_passkey(&cy, &mut cys).await;
    world
        .desk
        .suspend(&bo, ana.person.id, PersonState::Suspended)
        .await
        .unwrap();
    world.desk.erase(&bo, cy.person.id).await.unwrap();
    let mut stranger = Device::at(HERE, 9);
    stranger.handle = ana.person.id.bytes().to_vec();
    let mut told = Vec::new();
    for device in [&stranger, &anas, &cys] {
        told.push(world.sign_in(device).await.unwrap_err().to_string());
    }
    assert!(told.iter().all(|one| *one == told[0]), "{told:?}");
    world
        .desk
        .suspend(&bo, ana.person.id, PersonState::Active)
        .await
        .unwrap();
    world.sign_in(&anas).await.unwrap();
}

#[tokio::test]
async fn a_passkey_that_was_removed_opens_nothing() {
    let world = world().await;
    let ana = world.add("Ana", &[]).await;
    let bo = world.add("Bo", &[]).await;
    let mut device = Device::at(HERE, 1);
    let id = world.add_passkey(&ana, &mut device).await;
    // Who came in by mail alone does not take away what guards against that.
    let refused = world.desk.remove_passkey(&ana, id).await;
    assert!(
        matches!(refused, Err(DeskError::Denied(Denied::NeedsTwoFactors))),
        "{refused:?}"
    );
    let who = world
        .who(&world.show_again(&ana, &device).await.unwrap().token)
        .await;
    assert_eq!(who.session.factor, Factor::Passkey);
    let foreign = world.desk.remove_passkey(&bo, id).await;
    assert!(matches!(foreign, Err(DeskError::Unknown)), "{foreign:?}");
    world.desk.remove_passkey(&who, id).await.unwrap();
    is_wrong(world.sign_in(&device).await);
    let again = world.desk.remove_passkey(&who, id).await;
    assert!(matches!(again, Err(DeskError::Unknown)), "{again:?}");
    let none = world.desk.begin_show_again_by_passkey(&who).await;
    assert!(matches!(none, Err(DeskError::Unknown)), "{none:?}");
    assert_eq!(*world.verbs().await.last().unwrap(), Verb::PasskeyRemoved);
}

#[tokio::test]
async fn a_passkey_is_added_once_and_by_whoever_has_shown_who_they_are() {
    let world = world().await;
    let ana = world.add("Ana", &[]).await;
    let bo = world.add("Bo", &[]).await;
    let mut device = Device::at(HERE, 1);
    world.add_passkey(&ana, &mut device).await;
    let ceremony = world.desk.begin_passkey(&bo).await.unwrap();
    let made = device.clone().make(&ceremony);
    is_wrong(
        world
            .desk
            .end_passkey(&bo, &ceremony.challenge_token, &made, "Phone")
            .await,
    );
    world.wait(Duration::from_mins(11));
    let late = world.desk.begin_passkey(&bo).await;
    assert!(
        matches!(late, Err(DeskError::Denied(Denied::NeedsFresh))),
        "{late:?}"
    );
}

#[tokio::test]
async fn a_site_without_a_name_has_links_alone() {
    let world = world_at("http://192.0.2.1:8080").await;
    let ana = world.add("Ana", &[]).await;
    assert_eq!(world.desk.passkeys_off(), Some(PasskeysOff::NoName));
    let off = world.desk.begin_passkey(&ana).await;
    assert!(
        matches!(off, Err(DeskError::PasskeysOff(PasskeysOff::NoName))),
        "{off:?}"
    );
    let off = world.desk.begin_passkey_sign_in(&asker()).await;
    assert!(matches!(off, Err(DeskError::PasskeysOff(_))), "{off:?}");
    assert!(world.desk.passkeys(&ana).await.unwrap().is_empty());
}
