//! A message, and those who send it.

use std::path::PathBuf;
use std::time::Duration;

use tidemark_mailer::{Address, MailSettings, Mailer, Outgoing, Security, Smtp, Transport};
use tidemark_vocab::{Lang, Moment};

use crate::server::Server;

pub(crate) const TO: &str = "ana.secret@example.net";
pub(crate) const SUBJECT: &str = "Три ответа ждут вас";
pub(crate) const PLAIN: &str = "Здравствуйте.\n.\nThe word is swordfish.\n";

/// What no error may say: the address, its parts, words of the message.
pub(crate) const SECRETS: [&str; 6] = [
    "ana",
    "secret",
    "example.net",
    "swordfish",
    "ответа",
    "Здравствуйте",
];

/// The message, for an address.
pub(crate) fn letter<'a>(to: &'a str, lang: &'a Lang) -> Outgoing<'a> {
    Outgoing {
        id: "01jdq2v9",
        to,
        subject: SUBJECT,
        plain: PLAIN,
        html: "<p>Здравствуйте. <b>swordfish</b></p>",
        at: Moment::from_millis(1_795_771_800_250),
        lang,
    }
}

pub(crate) fn russian() -> Lang {
    "ru".parse().unwrap()
}

pub(crate) fn sender() -> Address {
    Address::new("desk@example.org", Some("Tidemark")).unwrap()
}

/// A mail server as the settings name it.
pub(crate) fn relay(server: &Server, security: Security) -> Smtp {
    Smtp {
        port: server.port,
        timeout: Duration::from_secs(10),
        ..Smtp::new("localhost", security)
    }
}

pub(crate) fn mailer(smtp: Smtp) -> Mailer {
    Mailer::new(MailSettings::new(sender(), Transport::Smtp(smtp))).unwrap()
}

/// A place of the test's own, gone when it ends.
pub(crate) struct Place(pub(crate) PathBuf);

impl Place {
    pub(crate) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("tidemark-mailer-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
