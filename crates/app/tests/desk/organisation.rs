//! Coming in by way of an organisation.

use std::time::Duration;

use serde_json::{Value, json};
use tidemark_app::desk::{Desk, DeskError, Opened, OrganisationError, OrganisationSettingsError, Way};
use tidemark_desk::audit::Verb;
use tidemark_desk::session::Factor;
use tidemark_desk::{Denied, PersonState};

use crate::provider::{Back, Provider, Signs};
use crate::world::{World, asker, world};

/// A desk by way of an organisation.
struct Site {
    world: World,
    desk: Desk,
    provider: Provider,
}

async fn site() -> Site {
    let (world, provider) = (world().await, Provider::new().await);
    let desk = world.desk.clone().with_organisation(provider.settings());
    Site {
        desk: desk.unwrap(),
        world,
        provider,
    }
}

impl Site {
    async fn begin(&self) -> Way {
        self.desk.begin_organisation_sign_in(&asker()).await.unwrap()
    }

    async fn end(&self, way: &Way, back: &Back) -> Result<Opened, DeskError> {
        self.desk
            .sign_in_by_organisation(&way.challenge_token, &back.state, &back.code, &asker())
            .await
    }

    /// Why nobody is sent there.
    async fn refused(&self) -> OrganisationError {
        match self.desk.begin_organisation_sign_in(&asker()).await.unwrap_err() {
            DeskError::Organisation(why) => why,
            other => panic!("{other}"),
        }
    }

    /// Goes there and back, as whom the organisation says.
    async fn come(&self, claims: &[(&str, Value)]) -> Result<Opened, DeskError> {
        let way = self.begin().await;
        let back = self.provider.visit(&way, claims);
        self.end(&way, &back).await
    }
}

#[tokio::test]
async fn whom_the_organisation_vouches_for_comes_in_with_one_factor() {
    let site = site().await;
    let ana = site.world.add("Ana", &["administrator"]).await;
    assert_eq!(site.desk.organisation(), Some("An organisation"));
    let opened = site.come(&[("email", json!("ANA@example.org"))]).await.unwrap();
    let who = site.world.who(&opened.token).await;
    assert_eq!(
        (who.person.id, who.session.factor),
        (ana.person.id, Factor::Organisation)
    );
    let denied = site.desk.people(&who, None, 9).await;
    assert!(
        matches!(denied, Err(DeskError::Denied(Denied::NeedsTwoFactors))),
        "{denied:?}"
    );
    assert_eq!(*site.world.verbs().await.last().unwrap(), Verb::SignedIn);
}

#[tokio::test]
async fn nobody_comes_in_who_was_not_here_or_whose_address_it_may_not_be() {
    let site = site().await;
    let bo = site.world.add_with_app("Bo", &["administrator"]).await;
    let ana = site.world.add("Ana", &[]).await;
    let mut told = Vec::new();
    for claims in [
        vec![("email", json!("stranger@example.org"))],
        vec![("email_verified", json!(false))],
        vec![("email_verified", Value::Null)],
        vec![("email", Value::Null)],
        vec![("email", json!("no address"))],
    ] {
        told.push(site.come(&claims).await.unwrap_err());
    }
    site.desk
        .suspend(&bo, ana.person.id, PersonState::Suspended)
        .await
        .unwrap();
    told.push(site.come(&[]).await.unwrap_err());
    assert!(
        told.iter().all(|one| matches!(one, DeskError::NotVouched)),
        "{told:?}"
    );
    assert_eq!(site.desk.people(&bo, None, 9).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_token_that_does_not_hold_opens_nothing() {
    let site = site().await;
    site.world.add("Ana", &[]).await;
    let is_unproven = |result: &Result<Opened, DeskError>| {
        matches!(result, Err(DeskError::Organisation(OrganisationError::NotProven)))
    };
    for claim in [
        ("nonce", json!("another")),
        ("nonce", Value::Null),
        ("aud", json!("another")),
        ("aud", json!(["site", "another"])),
        ("iss", json!("https://login.example.org")),
        ("exp", json!(1_800_000_000)),
    ] {
        let said = claim.clone();
        let result = site.come(&[claim]).await;
        assert!(is_unproven(&result), "{said:?}: {result:?}");
    }
    for signs in [Signs::WithAnotherKey, Signs::WithTheSecret, Signs::NotAtAll] {
        site.provider.says.lock().unwrap().signs = signs;
        let result = site.come(&[]).await;
        assert!(is_unproven(&result), "{result:?}");
    }
    site.provider.says.lock().unwrap().signs = Signs::Rightly;
    site.come(&[]).await.unwrap();
}

#[tokio::test]
async fn the_way_back_is_of_whoever_went_and_is_gone_once() {
    let site = site().await;
    site.world.add("Ana", &[]).await;
    let (mine, theirs) = (site.begin().await, site.begin().await);
    let back = site.provider.visit(&mine, &[]);
    // A link that somebody else sends leads nowhere: the browser does not hold what belongs to it.
    for (way, state) in [
        (&theirs, back.state.as_str()),
        (&mine, ""),
        (&mine, mine.address.as_str()),
    ] {
        let state = state.to_owned();
        let code = back.code.clone();
        let over = site.end(way, &Back { state, code }).await;
        assert!(matches!(over, Err(DeskError::Over)), "{over:?}");
    }
    // A code that was given to somebody else is of no use.
    let others = site.provider.visit(&theirs, &[]);
    let mixed = Back {
        state: back.state.clone(),
        code: others.code,
    };
    let refused = site.end(&mine, &mixed).await;
    assert!(
        matches!(refused, Err(DeskError::Organisation(OrganisationError::Refused))),
        "{refused:?}"
    );
    let way = site.begin().await;
    let back = site.provider.visit(&way, &[]);
    site.end(&way, &back).await.unwrap();
    let again = site.end(&way, &back).await;
    assert!(matches!(again, Err(DeskError::Over)), "{again:?}");
    let old = site.begin().await;
    let back = site.provider.visit(&old, &[]);
    site.world.wait(Duration::from_mins(5));
    let late = site.end(&old, &back).await;
    assert!(matches!(late, Err(DeskError::Over)), "{late:?}");
}

#[tokio::test]
async fn an_organisation_that_answers_otherwise_is_not_asked_further() {
    let site = site().await;
    let as_it_was = site.provider.says.lock().unwrap().metadata.clone();
    for (name, value) in [
        ("issuer", json!("https://login.example.org")),
        ("issuer", Value::Null),
        ("jwks_uri", json!("http://192.0.2.1/keys")),
        ("jwks_uri", json!(format!("{}/nowhere", site.provider.issuer))),
        ("padding", json!("x".repeat(2 << 20))),
    ] {
        site.provider.says.lock().unwrap().metadata[name] = value;
        assert_eq!(site.refused().await, OrganisationError::NotUnderstood, "{name}");
        site.provider.says.lock().unwrap().metadata = as_it_was.clone();
    }
    // It is not followed elsewhere: a code and a secret are for it alone.
    for (status, why) in [
        (503, OrganisationError::Unreachable),
        (302, OrganisationError::NotUnderstood),
    ] {
        site.provider.says.lock().unwrap().status = status;
        assert_eq!(site.refused().await, why, "{status}");
    }
}

#[tokio::test]
async fn a_site_that_the_organisation_does_not_know_gets_no_token() {
    let mut site = site().await;
    let mut settings = site.provider.settings();
    settings.client_secret = "wombat".to_owned();
    site.desk = site.desk.with_organisation(settings).unwrap();
    let way = site.begin().await;
    let back = site.provider.visit(&way, &[]);
    let refused = site.end(&way, &back).await;
    assert!(
        matches!(
            refused,
            Err(DeskError::Organisation(OrganisationError::NotUnderstood))
        ),
        "{refused:?}"
    );
}

#[tokio::test]
async fn where_no_organisation_is_asked_nobody_comes_in_by_it() {
    let world = world().await;
    assert_eq!(world.desk.organisation(), None);
    let none = world.desk.begin_organisation_sign_in(&asker()).await;
    assert!(matches!(none, Err(DeskError::NoOrganisation)), "{none:?}");
    let provider = Provider::new().await;
    let mut settings = provider.settings();
    settings.issuer = "http://login.example.org".to_owned();
    let wrong = world.desk.clone().with_organisation(settings.clone()).err();
    assert_eq!(wrong, Some(OrganisationSettingsError::NotEncrypted));
    // Nobody listens there.
    settings.issuer = "http://127.0.0.1:9".to_owned();
    let desk = world.desk.clone().with_organisation(settings).unwrap();
    let none = desk.begin_organisation_sign_in(&asker()).await;
    assert!(
        matches!(none, Err(DeskError::Organisation(OrganisationError::Unreachable))),
        "{none:?}"
    );
}
