//! The mailer, as the desk wants it.

use std::borrow::Cow;
use std::fs;

use futures_util::future::BoxFuture;
use tidemark_app::desk::{Outgoing, Post, PostError, PostResult};
use tidemark_mailer::{
    Address, Dkim, DkimKey, Login, MailError, MailSettings, Mailer, Security, Smtp, Transport,
};

use crate::error::CliError;
use crate::settings::Settings;

/// Hands messages to the mailer.
pub(crate) struct ByMailer {
    mailer: Mailer,
}

impl Post for ByMailer {
    fn send(&self, mail: Outgoing) -> BoxFuture<'_, PostResult> {
        Box::pin(async move {
            let outgoing = tidemark_mailer::Outgoing {
                id: &mail.id,
                to: &mail.to,
                subject: &mail.subject,
                plain: &mail.plain,
                html: &mail.html,
                at: mail.at,
                lang: &mail.lang,
            };
            self.mailer.send(&outgoing).await.map_err(|error| match error {
                MailError::Passing(why) => PostError::Passing(Box::new(why)),
                MailError::Lasting(why) => PostError::Lasting(Box::new(why)),
            })
        })
    }
}

/// The mailer as the settings want it.
pub(crate) fn mailer(settings: &Settings) -> Result<ByMailer, CliError> {
    let mail = &settings.mail;
    let from = Address::new(&mail.from, None)?;
    let transport = if mail.smtp.0.is_empty() {
        let folder = mail
            .folder
            .clone()
            .unwrap_or_else(|| settings.store.folder().join("mail"));
        Transport::Folder(folder)
    } else {
        let mut smtp = server(&mail.smtp.0).ok_or(CliError::Smtp)?;
        smtp.ca_file.clone_from(&mail.ca_file);
        Transport::Smtp(smtp)
    };
    let mut wanted = MailSettings::new(from, transport);
    if let Some(path) = &mail.dkim_key_file {
        let failed = |cause| CliError::KeysFile {
            path: path.clone(),
            cause,
        };
        let pem = fs::read_to_string(path).map_err(failed)?;
        let domain = mail.from.rsplit_once('@').map_or("", |(_, domain)| domain);
        wanted.dkim = Some(Dkim {
            selector: mail.dkim_selector.clone(),
            domain: domain.to_owned(),
            key: DkimKey::from_pem(&pem)?,
        });
    }
    Ok(ByMailer {
        mailer: Mailer::new(wanted)?,
    })
}

/// `smtps://USER:PASSWORD@HOST:PORT`, `smtp://` for STARTTLS, `smtp+plain://` for a server on this machine.
fn server(url: &str) -> Option<Smtp> {
    let (scheme, rest) = url.split_once("://")?;
    let security = match scheme {
        "smtps" => Security::Tls,
        "smtp" => Security::StartTls,
        "smtp+plain" => Security::None,
        _ => return None,
    };
    let (login, host) = rest
        .rsplit_once('@')
        .map_or((None, rest), |(login, host)| (Some(login), host));
    let host = host.trim_end_matches('/');
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => (name, Some(port.parse().ok()?)),
        _ => (host, None),
    };
    if name.is_empty() {
        return None;
    }
    let mut smtp = Smtp::new(name.trim_matches(['[', ']']), security);
    if let Some(port) = port {
        smtp.port = port;
    }
    if let Some(login) = login {
        let (user, password) = login.split_once(':')?;
        let decoded = |text: &str| {
            percent_encoding::percent_decode_str(text)
                .decode_utf8()
                .ok()
                .map(Cow::into_owned)
        };
        smtp.login = Some(Login {
            user: decoded(user)?,
            password: decoded(password)?,
        });
    }
    Some(smtp)
}

#[cfg(test)]
mod tests {
    use super::server;

    #[test]
    fn a_server_is_an_address() {
        let full = server("smtps://desk%40example.org:p%3Aw@mail.example.org:4650/").unwrap();
        assert_eq!((full.host.as_str(), full.port), ("mail.example.org", 4650));
        assert!(full.login.is_some());
        assert_eq!(server("smtp://mail.example.org").unwrap().port, 587);
        assert_eq!(server("smtp+plain://127.0.0.1:2525").unwrap().port, 2525);
        for wrong in [
            "",
            "mail.example.org",
            "http://x",
            "smtp://",
            "smtp://a@",
            "smtp://user@host",
            "smtp://host:port",
        ] {
            assert!(server(wrong).is_none(), "{wrong}");
        }
    }
}
