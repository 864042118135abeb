//! Signatures, checked by a reading of the standard of their own (RFC 6376, 6.1), which itself is checked by the
//! standard's own message (RFC 8463, A).

use std::collections::BTreeMap;
use std::fs;

use data_encoding::BASE64;
use ring::signature::{
    ED25519, Ed25519KeyPair, KeyPair, RSA_PKCS1_2048_8192_SHA256, RsaKeyPair, UnparsedPublicKey,
};
use rustls_pki_types::PrivatePkcs1KeyDer;
use rustls_pki_types::pem::PemObject;
use sha2::{Digest, Sha256};
use tidemark_mailer::{Dkim, DkimKey, MailSettings, Mailer, SettingsError, Transport};

use crate::letters::{Place, TO, letter, russian, sender};

/// RFC 8463, A.1, as `openssl` writes such a key.
const ED25519_KEY: &str = "-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
-----END PRIVATE KEY-----";

/// RFC 8463, A.2.
const ED25519_PUBLIC: &str = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

/// Made for these tests alone.
const RSA_KEY: &str = include_str!("rsa.pem");

/// RFC 8463, A.3, without its second signature.
const SIGNED: &str = "DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;\r
 d=football.example.com; i=@football.example.com;\r
 q=dns/txt; s=brisbane; t=1528637909; h=from : to :\r
 subject : date : message-id : from : subject : date;\r
 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r
 b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus\r
 Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==\r
From: Joe SixPack <joe@football.example.com>\r
To: Suzie Q <suzie@shopping.example.net>\r
Subject: Is dinner ready?\r
Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)\r
Message-ID: <20030712040037.46341.5F8J@football.example.com>\r
\r
Hi.\r
\r
We lost the game.  Are you hungry yet?\r
\r
Joe.\r
";

fn squeezed(text: &str) -> String {
    text.split([' ', '\t'])
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn relaxed_header(header: &str) -> (String, String) {
    let (name, value) = header.split_once(':').unwrap();
    let name = name.trim().to_lowercase();
    let line = format!("{name}:{}", squeezed(value));
    (name, line)
}

fn relaxed_body(body: &str) -> String {
    let keep_first = |line: &str| if line.starts_with([' ', '\t']) { " " } else { "" };
    let lines = body.split("\r\n").map(|line| match squeezed(line).as_str() {
        "" => "\r\n".to_owned(),
        words => format!("{}{words}\r\n", keep_first(line)),
    });
    let text = lines.collect::<String>();
    format!("{}\r\n", text.trim_end_matches("\r\n"))
}

/// Whether the first signature of a message is right.
fn verifies(message: &str, check: impl Fn(&[u8], &[u8]) -> bool) -> bool {
    let (head, body) = message.split_once("\r\n\r\n").unwrap();
    let mut headers: Vec<String> = Vec::new();
    for line in head.split("\r\n") {
        match headers.last_mut() {
            Some(last) if line.starts_with(' ') => last.push_str(line),
            _ => headers.push(line.to_owned()),
        }
    }
    let mut headers: Vec<_> = headers.iter().map(|header| relaxed_header(header)).collect();
    let (_, signature) = headers.remove(0);
    let tags: BTreeMap<&str, String> = signature["dkim-signature:".len()..]
        .split(';')
        .map(|tag| tag.split_once('=').unwrap())
        .map(|(name, value)| (name.trim(), value.replace(' ', "")))
        .collect();
    let mut text = String::new();
    for name in tags["h"].split(':') {
        if let Some(at) = headers.iter().rposition(|(of, _)| of == name) {
            text += &headers.remove(at).1;
            text += "\r\n";
        }
    }
    text += &signature[..signature.rfind("b=").unwrap() + 2];
    let body_hash = BASE64.encode(&Sha256::digest(relaxed_body(body)));
    let signature = BASE64.decode(tags["b"].as_bytes()).unwrap();
    tags["bh"] == body_hash && check(text.as_bytes(), &signature)
}

fn by_ed25519(text: &[u8], signature: &[u8]) -> bool {
    let key = UnparsedPublicKey::new(&ED25519, BASE64.decode(ED25519_PUBLIC.as_bytes()).unwrap());
    key.verify(&Sha256::digest(text), signature).is_ok()
}

fn by_rsa(text: &[u8], signature: &[u8]) -> bool {
    let der = PrivatePkcs1KeyDer::from_pem_slice(RSA_KEY.as_bytes()).unwrap();
    let pair = RsaKeyPair::from_der(der.secret_pkcs1_der()).unwrap();
    let key = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, pair.public_key().as_ref());
    key.verify(text, signature).is_ok()
}

/// The message as a folder gets it, signed with a key.
async fn signed(name: &str, pem: &str) -> String {
    let place = Place::new(name);
    let mut settings = MailSettings::new(sender(), Transport::Folder(place.0.join("mail")));
    settings.dkim = Some(Dkim {
        selector: "2026a".into(),
        domain: "example.org".into(),
        key: DkimKey::from_pem(pem).unwrap(),
    });
    Mailer::new(settings)
        .unwrap()
        .send(&letter(TO, &russian()))
        .await
        .unwrap();
    let file = fs::read_dir(place.0.join("mail"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap();
    fs::read_to_string(file.path()).unwrap()
}

#[test]
fn the_check_is_that_of_the_standard() {
    assert!(verifies(SIGNED, by_ed25519));
    assert!(!verifies(&SIGNED.replace("hungry", "angry"), by_ed25519));
    assert!(!verifies(&SIGNED.replace("dinner", "supper"), by_ed25519));
}

#[tokio::test]
async fn signatures_hold_and_break_where_they_must() {
    let ed25519 = signed("ed25519", ED25519_KEY).await;
    let rsa = signed("rsa", RSA_KEY).await;
    assert!(ed25519.starts_with("DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed; q=dns/txt;\r\n d=example.org; s=2026a; t=1795771800;\r\n"));
    assert!(rsa.starts_with("DKIM-Signature: v=1; a=rsa-sha256;"));
    for (message, check) in [(&ed25519, by_ed25519 as fn(&[u8], &[u8]) -> bool), (&rsa, by_rsa)] {
        assert!(verifies(message, check), "{message}");
        // Mail servers add lines before the message, fold headers anew, and lengthen its end.
        assert!(verifies(
            &message.replace("Content-Language: ru", "content-language:   ru "),
            check
        ));
        assert!(verifies(&format!("{message}\r\n\r\n"), check));
        for (was, is) in [
            ("swordfish", "catfish"),
            ("To: ana", "To: eve"),
            ("Date: ", "Date: Mon, "),
            ("\r\nTo: ", "\r\nFrom: eve@example.com\r\nTo: "),
            ("\r\nTo: ", "\r\nReply-To: eve@example.com\r\nTo: "),
            ("\r\nTo: ", "\r\nSubject: another\r\nTo: "),
        ] {
            assert!(!verifies(&message.replacen(was, is, 1), check), "{was} as {is}");
        }
    }
    assert_eq!(signed("again", RSA_KEY).await, rsa);
    assert!(ed25519.split("\r\n").all(|line| line.len() <= 78));
}

#[test]
fn only_a_private_key_that_signs_is_taken() {
    let pair = Ed25519KeyPair::generate_pkcs8(&ring::rand::SystemRandom::new()).unwrap();
    let with_public_half = format!(
        "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n",
        BASE64.encode(pair.as_ref())
    );
    DkimKey::from_pem(&with_public_half).unwrap();
    let key = DkimKey::from_pem(RSA_KEY).unwrap();
    assert_eq!(format!("{key:?}"), "DkimKey(hidden)");
    for wrong in [
        "",
        "hello",
        &ED25519_KEY.replace("MC4C", "MC5C"),
        &RSA_KEY.replace("RSA PRIVATE", "PUBLIC"),
    ] {
        assert_eq!(
            DkimKey::from_pem(wrong).unwrap_err(),
            SettingsError::DkimKey,
            "{wrong}"
        );
    }
}
