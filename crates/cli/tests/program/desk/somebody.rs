//! Somebody at the desk, with what their browser would keep.

use std::fs;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use super::waiting::until;
use crate::site::{Answer, Site};

pub(super) struct Somebody<'s> {
    site: &'s Site,
    cookie: String,
}

/// The path that a link of ours leads to.
pub(super) fn path(link: &str) -> &str {
    let (_, path) = link.trim().split_once("/en/").unwrap();
    path
}

/// A text as a form sends it.
pub(super) fn escaped(text: &str) -> String {
    let escape = |byte: u8| {
        if byte.is_ascii_alphanumeric() {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    text.bytes().map(escape).collect()
}

/// Messages in a folder.
pub(super) fn mails(folder: &Path) -> Vec<String> {
    let Ok(files) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mails = files.map(|file| file.unwrap().path());
    let mails = mails.filter(|path| path.extension().is_some_and(|end| end == "eml"));
    mails.map(|path| fs::read_to_string(path).unwrap()).collect()
}

/// The link of the first message that comes into a folder.
pub(super) fn mailed_link(folder: &Path) -> String {
    let mail = until("a message", || mails(folder).into_iter().next());
    let plain = mail.replace("=\n", "").replace("=\r\n", "").replace("=3D", "=");
    let link = plain.lines().find(|line| line.starts_with("http"));
    link.unwrap_or_else(|| panic!("{mail}")).to_owned()
}

/// Asks for a link, and says how that was answered.
pub(super) fn ask(site: &Site, email: &str) -> u16 {
    let body = format!("email={}", escaped(email));
    site.ask("POST", "/en/sign-in/ask", "", &body).status
}

impl<'s> Somebody<'s> {
    /// Follows a link and presses its button.
    pub(super) fn sign_in(site: &'s Site, link: &str) -> Self {
        let page = site.get(&format!("/en/{}", path(link)));
        assert_eq!(page.status, 200, "{page:?}");
        let token = link.trim().rsplit_once("token=").unwrap().1;
        let answer = site.ask("POST", "/en/sign-in/use", "", &format!("token={token}"));
        assert_eq!(answer.status, 303, "{answer:?}");
        Self {
            site,
            cookie: answer.cookie().to_owned(),
        }
    }

    pub(super) fn get(&self, path: &str) -> Answer {
        self.site.ask("GET", &format!("/en{path}"), &self.cookie, "")
    }

    /// Sends a form of the account.
    pub(super) fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let page = self.get("/account");
        let form = page.between("name=\"form\" value=\"", "\"");
        let mut body = format!("form={form}");
        for (name, value) in fields {
            body = format!("{body}&{name}={}", escaped(value));
        }
        let answer = self.site.ask("POST", &format!("/en{path}"), &self.cookie, &body);
        assert!(answer.status < 400, "{path}: {answer:?}");
        answer
    }

    /// Adds an authenticator app, and shows its number.
    pub(super) fn with_two_factors(mut self) -> Self {
        let page = self.post("/account/app/begin", &[]);
        let secret = page
            .between("<code dir=\"ltr\" data-content>", "</code>")
            .replace(' ', "");
        // Each number counts once: that of the step before is taken too.
        self.post("/account/app/confirm", &[("code", &code(&secret, 30))]);
        let answer = self.post("/account/confirm/code", &[("code", &code(&secret, 0))]);
        answer.cookie().clone_into(&mut self.cookie);
        self
    }
}

/// The number that an app showed so many seconds ago.
fn code(secret: &str, ago: u64) -> String {
    let totp = totp_rs::Builder::new()
        .with_secret(totp_rs::Secret::try_from_base32(secret).unwrap())
        .with_account_name("account")
        .with_issuer(None::<String>)
        .build()
        .unwrap();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    totp.generate(now - ago).to_string()
}
