//! The desk over HTTP: the door, the forms, and every route as every role.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use tidemark_app::Observatory;
use tidemark_app::desk::{Asker, Desk, DeskSettings, NewPerson};
use tidemark_app::vault::{MasterKey, MasterKeys};
use tidemark_app::{Store, StoreSettings, StoreUrl};
use tidemark_desk::access::{By, RULES};
use tidemark_desk::{PersonId, Role, Token};
use tidemark_vocab::Moment;
use tidemark_web::router::{Asking, Audience, On, routes};
use tidemark_web::{RateLimits, WebSettings};

use crate::support::{Answer, Site};

static WORLDS: AtomicU32 = AtomicU32::new(0);

struct World {
    site: Site,
    desk: Desk,
    clock: Arc<AtomicI64>,
    folder: PathBuf,
}

impl Drop for World {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Somebody with a session.
struct Somebody {
    person: PersonId,
    token: Token,
}

impl Somebody {
    fn cookie(&self) -> String {
        format!("tidemark={}", self.token.reveal())
    }

    fn form(&self) -> String {
        self.token.derived("form").reveal()
    }
}

async fn world() -> World {
    let number = WORLDS.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("desk_web_{}_{number}", std::process::id()));
    let settings = StoreSettings::new(StoreUrl::Sqlite(folder.join("store.db")));
    settings
        .migrate(None, Moment::from_millis(0), &|_, _| ())
        .await
        .unwrap();
    let store = Store::open(&settings, MasterKeys::new(MasterKey::new([1; 32]), []))
        .await
        .unwrap();
    let clock = Arc::new(AtomicI64::new(1_800_000_000_000));
    let ticking = clock.clone();
    let now = Arc::new(move || Moment::from_millis(ticking.load(Ordering::Relaxed)));
    let about = DeskSettings {
        site: "the desk".to_owned(),
        base: "http://127.0.0.1".to_owned(),
    };
    let desk = Desk::new(store, now, about);
    let observatory = Observatory::of(tidemark_testkit::world()).unwrap();
    // Every route as every role is more than one address may ask in a minute.
    let rate_limits = RateLimits {
        pages: None,
        tables: None,
    };
    let settings = WebSettings {
        rate_limits,
        ..WebSettings::default()
    };
    let site = Site::with_desk(observatory, settings, desk.clone());
    World {
        site,
        desk,
        clock,
        folder,
    }
}

impl World {
    /// Somebody with these roles, who came in with two factors just now.
    async fn somebody(&self, roles: &[&str]) -> Somebody {
        let mut who = self.by_link(roles).await;
        let signed_in = self.desk.who(&who.token).await.unwrap().unwrap();
        let app = self.desk.begin_authenticator(&signed_in).await.unwrap();
        self.desk
            .confirm_authenticator(&signed_in, &self.code(&app.secret))
            .await
            .unwrap();
        self.clock.fetch_add(30_000, Ordering::Relaxed);
        who.token = self
            .desk
            .show_again_by_code(&signed_in, &self.code(&app.secret))
            .await
            .unwrap()
            .token;
        who
    }

    /// Somebody with these roles, who came in by a link.
    async fn by_link(&self, roles: &[&str]) -> Somebody {
        let new = NewPerson {
            name: "Blue Heron".parse().unwrap(),
            email: None,
            lang: "en".parse().unwrap(),
            grants: roles.iter().map(|role| role.parse().unwrap()).collect(),
        };
        let added = self.desk.add_person(new).await.unwrap();
        let token = added.link.rsplit_once("token=").unwrap().1.parse().unwrap();
        let asker = Asker::new(format!("test {}", WORLDS.fetch_add(1, Ordering::Relaxed)));
        let opened = self.desk.sign_in_by_link(&token, None, &asker).await.unwrap();
        Somebody {
            person: added.person,
            token: opened.token,
        }
    }

    fn code(&self, secret: &str) -> String {
        let secret = totp_rs::Secret::try_from_base32(secret).unwrap();
        let totp = totp_rs::Builder::new()
            .with_secret(secret)
            .with_account_name("a")
            .with_issuer(None::<String>)
            .build()
            .unwrap();
        totp.generate(u64::try_from(self.clock.load(Ordering::Relaxed) / 1_000).unwrap())
            .to_string()
    }

    fn wait(&self, duration: Duration) {
        self.clock
            .fetch_add(i64::try_from(duration.as_millis()).unwrap(), Ordering::Relaxed);
    }

    async fn get(&self, path: &str, who: Option<&Somebody>) -> Answer {
        let cookie = who.map(Somebody::cookie).unwrap_or_default();
        self.site
            .get_with(
                &format!("/en{path}"),
                &[("cookie", &cookie), ("host", "127.0.0.1")],
            )
            .await
    }

    async fn post(&self, path: &str, who: Option<&Somebody>, fields: &[(&str, &str)]) -> Answer {
        let mut body: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", value.replace('@', "%40")))
            .collect();
        body.extend(who.map(|who| format!("form={}", who.form())));
        let mut request = Request::post(format!("/en{path}"))
            .header("host", "127.0.0.1")
            .header("origin", "http://127.0.0.1");
        if let Some(who) = who {
            request = request.header("cookie", who.cookie());
        }
        self.site
            .send(request.body(Body::from(body.join("&"))).unwrap())
            .await
    }
}

/// A route of the desk as a path about somebody.
fn path(pattern: &str, person: PersonId) -> String {
    pattern.replace("{person}", &person.to_string())
}

#[tokio::test]
async fn every_route_lets_in_whom_the_table_lets_in_and_nobody_else() {
    let world = world().await;
    let other = world.somebody(&["librarian"]).await;
    let mut people = BTreeMap::new();
    for role in Role::ALL {
        let grant = if role == Role::Correspondent {
            format!("{role}:BGR")
        } else {
            role.to_string()
        };
        people.insert(Some(role), world.somebody(&[&grant]).await);
    }
    people.insert(None, world.somebody(&[]).await);
    let mut seen = 0;
    for route in routes() {
        let Audience::May(action, on) = route.audience else {
            continue;
        };
        for (role, who) in &people {
            let owner = on == On::Oneself
                && RULES
                    .iter()
                    .any(|rule| rule.action == action && rule.by == By::Owner);
            let held = role.is_some_and(|role| {
                RULES
                    .iter()
                    .any(|rule| rule.action == action && rule.by == By::Has(role))
            });
            let is_allowed = owner || (on != On::Oneself && held);
            let path = path(route.path, other.person);
            let status = match route.asking {
                Asking::Get => world.get(&path, Some(who)).await.status,
                // A form without its token: whoever may is told that, whoever may not that there is no such page.
                Asking::Post => {
                    let request = Request::post(format!("/en{path}"))
                        .header("host", "127.0.0.1")
                        .header("cookie", who.cookie());
                    world.site.send(request.body(Body::empty()).unwrap()).await.status
                }
            };
            let expected = match (is_allowed, route.asking) {
                (false, _) => StatusCode::NOT_FOUND,
                (true, Asking::Get) => StatusCode::OK,
                (true, Asking::Post) => StatusCode::FORBIDDEN,
            };
            assert_eq!(status, expected, "{role:?} at {}", route.path);
            seen += 1;
        }
        let nobody = match route.asking {
            Asking::Get => world.get(&path(route.path, other.person), None).await,
            Asking::Post => world.post(&path(route.path, other.person), None, &[]).await,
        };
        assert_eq!(nobody.status, StatusCode::SEE_OTHER, "{}", route.path);
        assert!(
            nobody.header("location").starts_with("/en/sign-in"),
            "{}",
            route.path
        );
    }
    assert!(seen > 100);
}

#[tokio::test]
async fn a_site_without_a_store_has_no_desk() {
    let site = Site::world();
    for route in routes() {
        if route.audience == Audience::Public {
            continue;
        }
        let address = format!("/en{}", path(route.path, PersonId::new([1; 16])));
        let request = match route.asking {
            Asking::Get => Request::get(&address),
            Asking::Post => Request::post(&address),
        };
        let answer = site
            .send(request.header("host", "127.0.0.1").body(Body::empty()).unwrap())
            .await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", route.path);
    }
    assert!(!site.get("/en/").await.text().contains("/en/account"));
}

#[tokio::test]
async fn nothing_of_the_desk_is_kept_by_anybody() {
    let world = world().await;
    let who = world.somebody(&["administrator"]).await;
    for route in routes() {
        if let (Audience::May(..) | Audience::Guest, Asking::Get) = (route.audience, route.asking) {
            let answer = world.get(&path(route.path, who.person), Some(&who)).await;
            assert_eq!(answer.header("cache-control"), "no-store", "{}", route.path);
            assert_eq!(answer.header("etag"), "", "{}", route.path);
        }
    }
}

#[tokio::test]
async fn the_answer_is_the_same_whether_there_is_an_account_or_not() {
    let world = world().await;
    let new = NewPerson {
        name: "Ana".parse().unwrap(),
        email: Some("ana@example.org".parse().unwrap()),
        lang: "en".parse().unwrap(),
        grants: Vec::new(),
    };
    world.desk.add_person(new).await.unwrap();
    let mut answers = Vec::new();
    for email in ["ana@example.org", "nobody@example.org"] {
        let answer = world.post("/sign-in/ask", None, &[("email", email)]).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.header("set-cookie"), "");
        answers.push(answer.text().to_owned());
    }
    assert_eq!(answers[0], answers[1]);
    assert!(
        !answers[0].contains("example.org"),
        "what was typed is not repeated"
    );
    assert_eq!(
        world.post("/sign-in/ask", None, &[("email", "ana")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

#[tokio::test]
async fn a_link_needs_a_button_and_sets_a_cookie_that_scripts_do_not_see() {
    let world = world().await;
    let who = world.by_link(&["editor"]).await;
    let link = world.desk.link_for(who.person).await.unwrap();
    let path = link.strip_prefix("http://127.0.0.1/en").unwrap();
    for _ in 0..3 {
        // What looks into messages follows links; it presses no button.
        let looked = world.get(path, None).await;
        assert_eq!((looked.status, looked.header("set-cookie")), (StatusCode::OK, ""));
    }
    let token = path.rsplit_once("token=").unwrap().1;
    let used = world.post("/sign-in/use", None, &[("token", token)]).await;
    assert_eq!(used.status, StatusCode::SEE_OTHER);
    let cookie = used.header("set-cookie");
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"),
        "{cookie}"
    );
    let again = world.post("/sign-in/use", None, &[("token", token)]).await;
    assert_eq!(again.status, StatusCode::GONE);
}

#[tokio::test]
async fn a_form_from_elsewhere_is_refused() {
    let world = world().await;
    let (who, other) = (world.somebody(&[]).await, world.somebody(&[]).await);
    let ours = || {
        Request::post("/en/account/name")
            .header("host", "127.0.0.1")
            .header("cookie", who.cookie())
    };
    let body = |form: &str| Body::from(format!("name=New&lang=en&form={form}"));
    let status = async |request: Request<Body>| world.site.send(request).await.status;
    let right = who.form();
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("origin", "https://evil.example"),
    ] {
        assert_eq!(
            status(ours().header(name, value).body(body(&right)).unwrap()).await,
            StatusCode::FORBIDDEN
        );
    }
    for wrong in ["", "abc", &other.form(), &who.token.reveal()] {
        assert_eq!(
            status(ours().body(body(wrong)).unwrap()).await,
            StatusCode::FORBIDDEN,
            "{wrong}"
        );
    }
    assert_eq!(
        status(
            ours()
                .header("sec-fetch-site", "same-origin")
                .body(body(&right))
                .unwrap()
        )
        .await,
        StatusCode::SEE_OTHER
    );
    let long = Body::from(format!("form={right}&name={}", "a".repeat(70_000)));
    assert_eq!(
        status(ours().body(long).unwrap()).await,
        StatusCode::PAYLOAD_TOO_LARGE
    );
}

#[tokio::test]
async fn a_role_without_a_second_factor_is_told_to_add_one() {
    let world = world().await;
    let who = world.by_link(&["administrator"]).await;
    assert_eq!(
        world.get("/desk/people", Some(&who)).await.status,
        StatusCode::FORBIDDEN
    );
    assert!(
        world
            .get("/account", Some(&who))
            .await
            .text()
            .contains("need a second factor")
    );
}

#[tokio::test]
async fn what_is_dangerous_asks_once_more_who_it_is() {
    let world = world().await;
    let (admin, other) = (
        world.somebody(&["administrator"]).await,
        world.somebody(&["editor"]).await,
    );
    let erase = format!("/desk/people/{}/erase", other.person);
    world.wait(Duration::from_mins(11));
    assert_eq!(
        world.post(&erase, Some(&admin), &[]).await.status,
        StatusCode::FORBIDDEN
    );
    let show = format!("/desk/people/{}", other.person);
    assert!(world.get(&show, Some(&admin)).await.text().contains("Blue Heron"));
}

#[tokio::test]
async fn people_are_invited_given_roles_and_erased() {
    let world = world().await;
    let admin = world.somebody(&["administrator"]).await;
    let made = world
        .post(
            "/desk/invitations/make",
            Some(&admin),
            &[("role", "correspondent"), ("place", "xaa"), ("days", "3")],
        )
        .await;
    assert_eq!(made.status, StatusCode::OK);
    let token = made.text().rsplit_once("token=").unwrap().1[..52].to_owned();
    let accepted = world
        .post(
            "/invitation/accept",
            None,
            &[("token", &token), ("name", "Night+Owl")],
        )
        .await;
    assert_eq!(accepted.status, StatusCode::SEE_OTHER, "{}", accepted.text());
    let list = world.get("/desk/people", Some(&admin)).await;
    assert!(list.text().contains("Night Owl"));
    let owl = list
        .text()
        .split("/desk/people/")
        .skip(1)
        .map(|rest| rest[..26].parse::<PersonId>().unwrap())
        .last()
        .unwrap();
    for (act, fields, done) in [
        ("give", vec![("role", "reviewer")], "role-given"),
        ("take", vec![("grant", "reviewer")], "role-taken"),
        ("suspend", vec![], "suspended"),
        ("restore", vec![], "restored"),
        ("erase", vec![], "erased"),
    ] {
        let answer = world
            .post(&format!("/desk/people/{owl}/{act}"), Some(&admin), &fields)
            .await;
        assert_eq!(
            answer.header("location"),
            format!("/en/desk/people/{owl}?done={done}"),
            "{}",
            answer.text()
        );
    }
    assert!(
        !world
            .get("/desk/people", Some(&admin))
            .await
            .text()
            .contains("Night Owl")
    );
    let wrong = world
        .post(
            &format!("/desk/people/{owl}/give"),
            Some(&admin),
            &[("role", "correspondent")],
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let audit = world.get("/desk/audit", Some(&admin)).await;
    assert!(audit.text().contains("person erased") && !audit.text().contains("Night Owl"));
}

#[tokio::test]
async fn who_signs_out_is_out_and_sessions_of_others_are_not_touched() {
    let world = world().await;
    let (who, other) = (world.somebody(&[]).await, world.somebody(&[]).await);
    let foreign = world
        .desk
        .who(&other.token)
        .await
        .unwrap()
        .unwrap()
        .session
        .id
        .to_string();
    assert_eq!(
        world
            .post("/account/sessions/end", Some(&who), &[("session", &foreign)])
            .await
            .status,
        StatusCode::NOT_FOUND
    );
    let out = world.post("/sign-out", Some(&who), &[]).await;
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(
        world.get("/account", Some(&who)).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(world.get("/account", Some(&other)).await.status, StatusCode::OK);
}
