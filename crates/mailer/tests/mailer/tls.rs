//! Encryption: none is forced upon a server that has none, and nothing goes out without it.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use tidemark_mailer::{MailError, MailSettings, Mailer, Passing, Security, SettingsError, Smtp, Transport};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;

use crate::letters::{Place, TO, letter, mailer, relay, russian, sender};
use crate::server::{Answer, Server};

const OFFERS_STARTTLS: (&str, Answer) = ("EHLO", Answer::Say("250-mail.test\r\n250 STARTTLS\r\n"));
const ENCRYPTS: (&str, Answer) = ("STARTTLS", Answer::Encrypt("220 go on\r\n"));

/// A certificate for a host that nobody but its own file vouches for.
struct Certificate {
    acceptor: TlsAcceptor,
    pem: String,
}

fn certificate(host: &str) -> Certificate {
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed([host.to_owned()]).unwrap();
    let pem = cert.pem();
    let chain = vec![CertificateDer::from_pem_slice(pem.as_bytes()).unwrap()];
    let key = PrivateKeyDer::from_pem_slice(signing_key.serialize_pem().as_bytes()).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    Certificate { acceptor, pem }
}

/// A file of authorities in a place.
fn kept(place: &Place, name: &str, pem: &str) -> PathBuf {
    let path = place.0.join(name);
    fs::write(&path, pem).unwrap();
    path
}

async fn sent(smtp: Smtp) -> Result<(), MailError> {
    mailer(smtp).send(&letter(TO, &russian())).await
}

/// Nothing of the message, and no address, was heard in plain text.
fn nothing_in_plain_text(server: &Server) {
    for heard in server.heard().iter().filter(|heard| !heard.encrypted) {
        let line = heard.line.as_str();
        // The third is how encryption begins, which a server that only claims to encrypt hears as a line.
        let may_be = line == "STARTTLS" || line.starts_with("EHLO ") || line.starts_with('\u{16}');
        assert!(may_be || line == "QUIT", "{line:?} in plain text");
    }
}

#[tokio::test]
async fn a_certificate_that_is_trusted_works() {
    let certificate = certificate("localhost");
    let place = Place::new("trusted");
    let server = Server::tls(vec![], certificate.acceptor).await;
    sent(Smtp {
        ca_file: Some(kept(&place, "ca.pem", &certificate.pem)),
        ..relay(&server, Security::Tls)
    })
    .await
    .unwrap();
    assert!(server.heard().iter().all(|heard| heard.encrypted));
    assert!(server.message().contains("Message-ID"));
}

#[tokio::test]
async fn after_starttls_all_is_encrypted() {
    let certificate = certificate("localhost");
    let place = Place::new("starttls");
    let server = Server::starttls(vec![OFFERS_STARTTLS, ENCRYPTS], certificate.acceptor).await;
    sent(Smtp {
        ca_file: Some(kept(&place, "ca.pem", &certificate.pem)),
        ..relay(&server, Security::StartTls)
    })
    .await
    .unwrap();
    let lines = server.heard();
    let plain: Vec<_> = lines
        .iter()
        .filter(|heard| !heard.encrypted)
        .map(|heard| &heard.line)
        .collect();
    assert_eq!(plain, ["EHLO example.org", "STARTTLS"]);
    assert!(server.message().contains("Message-ID"));
}

#[tokio::test]
async fn a_certificate_that_is_not_trusted_is_refused() {
    let mine = certificate("localhost");
    let of_another_host = certificate("mail.example.net");
    let place = Place::new("untrusted");
    for (acceptor, ca_file) in [
        (mine.acceptor.clone(), None),
        (
            mine.acceptor,
            Some(kept(&place, "other.pem", &certificate("localhost").pem)),
        ),
        (
            of_another_host.acceptor,
            Some(kept(&place, "host.pem", &of_another_host.pem)),
        ),
    ] {
        let tls = Server::tls(vec![], acceptor.clone()).await;
        let starttls = Server::starttls(vec![OFFERS_STARTTLS, ENCRYPTS], acceptor).await;
        for (server, security) in [(&tls, Security::Tls), (&starttls, Security::StartTls)] {
            let smtp = Smtp {
                ca_file: ca_file.clone(),
                ..relay(server, security)
            };
            assert_eq!(sent(smtp).await, Err(MailError::Passing(Passing::Untrusted)));
            nothing_in_plain_text(server);
        }
    }
}

#[tokio::test]
async fn a_server_without_starttls_gets_nothing() {
    let silent_about_it = Server::plain(vec![]).await;
    let error = sent(relay(&silent_about_it, Security::StartTls))
        .await
        .unwrap_err();
    assert_eq!(error, MailError::Passing(Passing::NoStartTls));
    nothing_in_plain_text(&silent_about_it);
    let refuses = ("STARTTLS", Answer::Say("554 5.7.3 not today\r\n"));
    let refusing = Server::plain(vec![OFFERS_STARTTLS, refuses]).await;
    let error = sent(relay(&refusing, Security::StartTls)).await.unwrap_err();
    assert_eq!(error, MailError::Passing(Passing::NoStartTls));
    nothing_in_plain_text(&refusing);
}

#[tokio::test]
async fn a_server_that_only_claims_to_encrypt_gets_nothing() {
    let claims = ("STARTTLS", Answer::Say("220 go on\r\n"));
    let server = Server::plain(vec![OFFERS_STARTTLS, claims]).await;
    let error = sent(relay(&server, Security::StartTls)).await.unwrap_err();
    assert!(!error.lasts(), "{error:?}");
    nothing_in_plain_text(&server);
}

#[tokio::test]
async fn a_reply_slipped_in_before_the_encryption_does_not_count() {
    let certificate = certificate("localhost");
    let place = Place::new("slipped");
    let slipped = Answer::Encrypt("220 go on\r\n250 all is well, whatever the server says\r\n");
    let server = Server::starttls(vec![OFFERS_STARTTLS, ("STARTTLS", slipped)], certificate.acceptor).await;
    let error = sent(Smtp {
        ca_file: Some(kept(&place, "ca.pem", &certificate.pem)),
        ..relay(&server, Security::StartTls)
    })
    .await
    .unwrap_err();
    assert_eq!(error, MailError::Passing(Passing::NoEncryption));
    nothing_in_plain_text(&server);
}

#[tokio::test]
async fn plain_text_to_another_machine_is_refused_at_once() {
    let smtp = Smtp::new("mail.example.org", Security::None);
    let refused = Mailer::new(MailSettings::new(sender(), Transport::Smtp(smtp))).unwrap_err();
    assert_eq!(refused, SettingsError::PlainText);
}

#[tokio::test]
async fn a_file_of_authorities_is_read_at_the_start() {
    let place = Place::new("authorities");
    let settings = |ca_file| {
        let smtp = Smtp {
            ca_file,
            ..Smtp::new("mail.example.org", Security::Tls)
        };
        Mailer::new(MailSettings::new(sender(), Transport::Smtp(smtp))).map(|_| ())
    };
    let missing = place.0.join("nowhere.pem");
    assert!(matches!(
        settings(Some(missing)),
        Err(SettingsError::CaFile { .. })
    ));
    for wrong in [
        "",
        "hello",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
    ] {
        let refused = settings(Some(kept(&place, "wrong.pem", wrong)));
        assert!(
            matches!(refused, Err(SettingsError::NoCertificate(_))),
            "{wrong}: {refused:?}"
        );
    }
    settings(Some(kept(&place, "ca.pem", &certificate("localhost").pem))).unwrap();
}
