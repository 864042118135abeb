//! An organisation on this machine, which says what it is told to say: rightly, or not.

use std::sync::{Arc, Mutex};

use data_encoding::{BASE64, BASE64URL_NOPAD};
use ring::hmac;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tidemark_app::desk::{OrganisationSettings, Way};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const CLIENT: &str = "site";
const SECRET: &str = "quokka";

/// How the organisation signs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signs {
    Rightly,
    WithAnotherKey,
    WithTheSecret,
    NotAtAll,
}

/// What it says, and what it was asked.
pub(crate) struct Says {
    /// What it says of itself.
    pub(crate) metadata: Value,
    /// With which status; 302 leads to itself, by another name.
    pub(crate) status: u16,
    /// What it says of whoever comes.
    pub(crate) claims: Value,
    pub(crate) signs: Signs,
    /// The code it gave, with the digest that proves who asked.
    code: Option<(String, String)>,
}

pub(crate) struct Provider {
    pub(crate) issuer: String,
    pub(crate) says: Arc<Mutex<Says>>,
}

/// What comes back with somebody.
pub(crate) struct Back {
    pub(crate) state: String,
    pub(crate) code: String,
}

fn new_key() -> EcdsaKeyPair {
    let random = SystemRandom::new();
    let secret = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, secret.as_ref(), &random).unwrap()
}

fn encoded(bytes: &[u8]) -> String {
    BASE64URL_NOPAD.encode(bytes)
}

impl Provider {
    /// One that is asked from now on.
    pub(crate) async fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let metadata = json!({
            "issuer": issuer,
            "authorization_endpoint": format!("{issuer}/authorize"),
            "token_endpoint": format!("{issuer}/token"),
            "jwks_uri": format!("{issuer}/keys"),
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["ES256", "HS256", "none"],
        });
        let says = Arc::new(Mutex::new(Says {
            metadata,
            status: 200,
            claims: json!({}),
            signs: Signs::Rightly,
            code: None,
        }));
        let asked = says.clone();
        let key = new_key();
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                answer(stream, &key, &asked).await;
            }
        });
        Self { issuer, says }
    }

    /// What was agreed with it.
    pub(crate) fn settings(&self) -> OrganisationSettings {
        OrganisationSettings {
            issuer: self.issuer.clone(),
            client_id: CLIENT.to_owned(),
            client_secret: SECRET.to_owned(),
            name: "An organisation".to_owned(),
        }
    }

    /// Somebody comes there, shows who they are, and is sent back.
    pub(crate) fn visit(&self, way: &Way, claims: &[(&str, Value)]) -> Back {
        assert!(way.address.starts_with(&format!("{}/authorize?", self.issuer)));
        let part = |name: &str| {
            let asked = way.address.split(['?', '&']);
            let mut parts = asked.filter_map(|part| part.split_once('='));
            parts.find(|(key, _)| *key == name).unwrap().1.to_owned()
        };
        assert_eq!(part("client_id"), CLIENT);
        assert_eq!(part("response_type"), "code");
        assert_eq!(part("scope"), "openid+email");
        assert_eq!(part("code_challenge_method"), "S256");
        assert_eq!(
            part("redirect_uri"),
            "https%3A%2F%2Fexample.org%2Fsign-in%2Forganisation"
        );
        let mut says = self.says.lock().unwrap();
        let code = format!("code-{}", part("state"));
        says.code = Some((code.clone(), part("code_challenge")));
        says.claims = json!({
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "1",
            "iat": 1_800_000_000,
            "exp": 1_800_000_600,
            "nonce": part("nonce"),
            "email": "ana@example.org",
            "email_verified": true,
        });
        for (name, value) in claims {
            says.claims[*name] = value.clone();
        }
        Back {
            state: part("state"),
            code,
        }
    }
}

/// Answers one question.
async fn answer(mut stream: TcpStream, key: &EcdsaKeyPair, says: &Mutex<Says>) {
    let (head, body) = question(&mut stream).await;
    let path = head.split(' ').nth(1).unwrap().to_owned();
    let (status, said) = {
        let mut says = says.lock().unwrap();
        match path.as_str() {
            "/.well-known/openid-configuration" => (says.status, says.metadata.clone()),
            "/elsewhere" => (200, says.metadata.clone()),
            "/keys" => (200, keys(key)),
            "/token" => token(&mut says, key, &head, &body),
            _ => (404, json!({})),
        }
    };
    let said = said.to_string();
    let answer = format!(
        "HTTP/1.1 {status} said\r\ncontent-type: application/json\r\nlocation: /elsewhere\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{said}",
        said.len()
    );
    let _ = stream.write_all(answer.as_bytes()).await;
}

async fn question(stream: &mut TcpStream) -> (String, String) {
    let mut read = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&read).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .filter_map(|line| line.split_once(": "))
                .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
                .map_or(0, |(_, length)| length.parse().unwrap());
            if body.len() >= length {
                return (head.to_owned(), body.to_owned());
            }
        }
        if stream.read_buf(&mut read).await.unwrap() == 0 {
            return (text, String::new());
        }
    }
}

fn keys(key: &EcdsaKeyPair) -> Value {
    let point = key.public_key().as_ref();
    json!({ "keys": [{
        "kty": "EC", "use": "sig", "alg": "ES256", "crv": "P-256", "kid": "1",
        "x": encoded(&point[1..33]),
        "y": encoded(&point[33..65]),
    }]})
}

/// Gives a token for the code, once, to whoever knows the secret and asked first.
fn token(says: &mut Says, key: &EcdsaKeyPair, head: &str, body: &str) -> (u16, Value) {
    let knows = format!("Basic {}", BASE64.encode(format!("{CLIENT}:{SECRET}").as_bytes()));
    if !head.contains(&knows) {
        return (401, json!({ "error": "invalid_client" }));
    }
    let part = |name: &str| {
        let mut parts = body.split('&').filter_map(|part| part.split_once('='));
        parts
            .find(|(key, _)| *key == name)
            .map_or("", |(_, value)| value)
            .to_owned()
    };
    let proof = encoded(&Sha256::digest(part("code_verifier")));
    if says.code.take() != Some((part("code"), proof)) {
        return (
            400,
            json!({ "error": "invalid_grant", "error_description": "Ana" }),
        );
    }
    let says = json!({
        "access_token": "a",
        "token_type": "Bearer",
        "id_token": signed(&says.claims, says.signs, key),
    });
    (200, says)
}

fn signed(claims: &Value, signs: Signs, key: &EcdsaKeyPair) -> String {
    let algorithm = match signs {
        Signs::Rightly | Signs::WithAnotherKey => "ES256",
        Signs::WithTheSecret => "HS256",
        Signs::NotAtAll => "none",
    };
    let head = json!({ "alg": algorithm, "kid": "1" }).to_string();
    let words = format!(
        "{}.{}",
        encoded(head.as_bytes()),
        encoded(claims.to_string().as_bytes())
    );
    let by = |key: &EcdsaKeyPair| {
        let signature = key.sign(&SystemRandom::new(), words.as_bytes()).unwrap();
        encoded(signature.as_ref())
    };
    let signature = match signs {
        Signs::Rightly => by(key),
        Signs::WithAnotherKey => by(&new_key()),
        Signs::WithTheSecret => {
            let secret = hmac::Key::new(hmac::HMAC_SHA256, SECRET.as_bytes());
            encoded(hmac::sign(&secret, words.as_bytes()).as_ref())
        }
        Signs::NotAtAll => String::new(),
    };
    format!("{words}.{signature}")
}
