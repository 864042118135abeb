//! Which sites have passkeys; what is taken for one; how it is kept.

use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use serde_json::json;
use sha2::{Digest, Sha256};
use tidemark_desk::{Id, PersonId};

use super::{Begun, DeskError, DeskSettings, Made, PasskeysOff, RelyingParty};

const PERSON: PersonId = Id::new([1; 16]);

fn party(base: &str) -> Result<RelyingParty, PasskeysOff> {
    RelyingParty::new(&DeskSettings {
        site: "A site".to_owned(),
        base: base.to_owned(),
    })
}

fn off(base: &str) -> Option<PasskeysOff> {
    party(base).err()
}

/// An attestation (6.5.4) of a passkey whose public key is the generator of P-256 (SP 800-186, 3.2.1.3).
fn attestation() -> Vec<u8> {
    let x = b"6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296";
    let y = b"4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";
    let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58\x94".to_vec();
    object.extend(Sha256::digest("example.org"));
    object.extend([0x45, 0, 0, 0, 1]);
    object.extend([0; 16]);
    object.extend([0, 16]);
    object.extend([9; 16]);
    object.extend(b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20");
    object.extend(HEXLOWER.decode(x).unwrap());
    object.extend(b"\x22\x58\x20");
    object.extend(HEXLOWER.decode(y).unwrap());
    object
}

/// A question that was put, and its answer with an attestation.
struct Asked {
    party: RelyingParty,
    begun: Begun,
    client_data: String,
}

fn asked() -> Asked {
    let party = party("https://example.org").unwrap();
    let begun = party.ask_to_make(PERSON, "Ana", &[]).unwrap();
    let options: serde_json::Value = serde_json::from_str(&begun.options).unwrap();
    let client_data = json!({
        "type": "webauthn.create",
        "challenge": options["publicKey"]["challenge"],
        "origin": "https://example.org",
    });
    Asked {
        party,
        begun,
        client_data: BASE64URL_NOPAD.encode(client_data.to_string().as_bytes()),
    }
}

impl Asked {
    fn made(&self, object: &[u8]) -> Result<Made, DeskError> {
        let object = BASE64URL_NOPAD.encode(object);
        let response = json!({
            "id": "AA", "rawId": "AA", "type": "public-key",
            "response": { "clientDataJSON": self.client_data, "attestationObject": object },
        });
        self.party.made(&self.begun.state, PERSON, &response.to_string())
    }
}

#[test]
fn a_passkey_is_refused_wherever_it_breaks_off_and_taken_whole() {
    let (asked, whole) = (asked(), attestation());
    assert!(asked.made(&whole).is_ok());
    for length in 0..whole.len() {
        let made = asked.made(&whole[..length]);
        assert!(matches!(made, Err(DeskError::WrongPasskey)), "{length}");
    }
    // A byte that is another may be taken (a count) or not; it breaks nothing.
    for at in 0..whole.len() {
        for byte in [0x00, 0x1f, 0x59, 0x7f, 0x9b, 0xbb, 0xff] {
            let mut changed = whole.clone();
            changed[at] = byte;
            let _ = asked.made(&changed);
        }
    }
}

#[test]
fn a_site_with_a_name_and_encryption_has_passkeys() {
    for base in [
        "https://example.org",
        "https://desk.example.org:8443",
        "http://localhost:8080",
        "http://localhost",
    ] {
        assert_eq!(off(base), None, "{base}");
    }
    for (base, why) in [
        ("", PasskeysOff::NoAddress),
        ("example.org", PasskeysOff::NoAddress),
        ("ftp://example.org", PasskeysOff::NoAddress),
        ("https://", PasskeysOff::NoAddress),
        ("https://192.0.2.1", PasskeysOff::NoName),
        ("http://127.0.0.1:8080", PasskeysOff::NoName),
        ("http://[::1]:8080", PasskeysOff::NoName),
        ("http://example.org", PasskeysOff::NotEncrypted),
        ("http://localhost.example.org", PasskeysOff::NotEncrypted),
    ] {
        assert_eq!(off(base), Some(why), "{base}");
    }
}

/// The passkey above, as the first version that had passkeys kept it.
const KEPT: &str = concat!(
    r#"{"cred":{"cred_id":"CQkJCQkJCQkJCQkJCQkJCQ","cred":{"type_":"ES256","key":{"EC_EC2":{"curve":"SECP256R1","#,
    r#""x":"axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY","y":"T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU"}}},"#,
    r#""counter":1,"transports":null,"user_verified":true,"backup_eligible":false,"backup_state":false,"#,
    r#""registration_policy":"required","extensions":{"cred_protect":"Ignored","hmac_create_secret":"NotRequested","#,
    r#""appid":"NotRequested","cred_props":"Ignored"},"attestation":{"data":"None","metadata":"None"},"#,
    r#""attestation_format":"none"}}"#,
);

#[test]
fn passkeys_that_were_kept_are_read_by_later_versions() {
    let kept = [KEPT.as_bytes().to_vec().into()];
    let party = party("https://example.org").unwrap();
    let begun = party.ask_for_theirs(PERSON, &kept).unwrap();
    let options: serde_json::Value = serde_json::from_str(&begun.options).unwrap();
    assert_eq!(
        options["publicKey"]["allowCredentials"][0]["id"],
        "CQkJCQkJCQkJCQkJCQkJCQ"
    );
}
