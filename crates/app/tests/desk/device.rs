//! A device that holds passkeys: written from the standard alone, so that it does not share the faults of what it tests, and so that it can do what a
//! real one would not.

use data_encoding::BASE64URL_NOPAD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tidemark_app::desk::Ceremony;

/// A device with at most one passkey, in a browser that stands at an origin.
#[derive(Clone)]
pub(crate) struct Device {
    /// Where its browser is, or says it is.
    pub(crate) origin: String,
    /// Whether it asks for a finger, a face or a number.
    pub(crate) verifies: bool,
    /// How often its passkey was used; one that does not count stays at nought.
    pub(crate) counter: u32,
    /// Whose its passkey is, as it was told.
    pub(crate) handle: Vec<u8>,
    id: Vec<u8>,
    secret: Vec<u8>,
}

/// "User present", and "user verified", among the flags (6.1).
const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
/// "Attested credential data included".
const ATTESTED: u8 = 0x40;

/// As bytes stand in JSON.
pub(crate) fn encoded(bytes: &[u8]) -> String {
    BASE64URL_NOPAD.encode(bytes)
}

/// And back.
pub(crate) fn decoded(text: &Value) -> Vec<u8> {
    BASE64URL_NOPAD.decode(text.as_str().unwrap().as_bytes()).unwrap()
}

/// What is asked, without what is around it.
pub(crate) fn asked(ceremony: &Ceremony) -> Value {
    serde_json::from_str::<Value>(&ceremony.options).unwrap()["publicKey"].clone()
}

/// A string of bytes in CBOR (RFC 8949, 3.1), of less than 65,536.
fn cbor_bytes(bytes: &[u8]) -> Vec<u8> {
    let mut all = vec![0x59];
    all.extend(u16::try_from(bytes.len()).unwrap().to_be_bytes());
    all.extend(bytes);
    all
}

impl Device {
    /// A new one, at an origin.
    pub(crate) fn at(origin: &str, id: u8) -> Self {
        let secret = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &SystemRandom::new());
        Self {
            origin: origin.to_owned(),
            verifies: true,
            counter: 0,
            handle: Vec::new(),
            id: vec![id; 20],
            secret: secret.unwrap().as_ref().to_vec(),
        }
    }

    fn key(&self) -> EcdsaKeyPair {
        let random = SystemRandom::new();
        EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &self.secret, &random).unwrap()
    }

    fn client_data(&self, kind: &str, asked: &Value) -> Vec<u8> {
        let data = json!({
            "type": kind,
            "challenge": asked["challenge"],
            "origin": self.origin,
            "crossOrigin": false,
        });
        data.to_string().into_bytes()
    }

    /// What stands at the beginning of what it signs (6.1).
    fn data(&self, relying_party: &Value, flags: u8) -> Vec<u8> {
        let verified = if self.verifies { VERIFIED } else { 0 };
        let mut data = Sha256::digest(relying_party.as_str().unwrap()).to_vec();
        data.push(PRESENT | verified | flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// Its public key (6.5.1.1, RFC 9053): {1: 2, 3: -7, -1: 1, -2: x, -3: y}.
    fn cose(&self) -> Vec<u8> {
        let key = self.key();
        let point = key.public_key().as_ref();
        let mut cose = vec![0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21];
        cose.extend(cbor_bytes(&point[1..33]));
        cose.push(0x22);
        cose.extend(cbor_bytes(&point[33..65]));
        cose
    }

    /// Makes a passkey as it was asked, and keeps whose it is.
    pub(crate) fn make(&mut self, ceremony: &Ceremony) -> String {
        let asked = asked(ceremony);
        self.handle = decoded(&asked["user"]["id"]);
        let mut data = self.data(&asked["rp"]["id"], ATTESTED);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        data.extend(self.cose());
        // {"fmt": "none", "attStmt": {}, "authData": data}
        let mut object = vec![0xa3];
        object.extend(b"\x63fmt\x64none\x67attStmt\xa0\x68authData");
        object.extend(cbor_bytes(&data));
        json!({
            "id": encoded(&self.id),
            "rawId": encoded(&self.id),
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": { "credProps": { "rk": true } },
            "response": {
                "attestationObject": encoded(&object),
                "clientDataJSON": encoded(&self.client_data("webauthn.create", &asked)),
                "transports": ["internal", "hybrid"],
            },
        })
        .to_string()
    }

    /// Shows its passkey as it was asked.
    pub(crate) fn show(&self, ceremony: &Ceremony) -> String {
        let asked = asked(ceremony);
        let client_data = self.client_data("webauthn.get", &asked);
        let data = self.data(&asked["rpId"], 0);
        let mut signed = data.clone();
        signed.extend(Sha256::digest(&client_data));
        let signature = self.key().sign(&SystemRandom::new(), &signed).unwrap();
        json!({
            "id": encoded(&self.id),
            "rawId": encoded(&self.id),
            "type": "public-key",
            "clientExtensionResults": {},
            "response": {
                "authenticatorData": encoded(&data),
                "clientDataJSON": encoded(&client_data),
                "signature": encoded(signature.as_ref()),
                "userHandle": encoded(&self.handle),
            },
        })
        .to_string()
    }

    /// The name it gave its passkey, as it stands in lists.
    pub(crate) fn credential(&self) -> String {
        encoded(&self.id)
    }
}
