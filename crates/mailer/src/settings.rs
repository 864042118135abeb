//! What the operator says of mail.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::path::PathBuf;
use std::time::Duration;

use thiserror::Error;

use crate::address::{Address, host_in_ascii};
use crate::dkim::Dkim;

/// How messages are made and where they go.
#[derive(Debug, Clone)]
pub struct MailSettings {
    /// Whom they are from.
    pub from: Address,
    /// Where answers go, if elsewhere.
    pub reply_to: Option<Address>,
    /// What takes them.
    pub transport: Transport,
    /// How they are signed, if they are signed here.
    pub dkim: Option<Dkim>,
}

impl MailSettings {
    /// Settings with the least: answers go to the sender, and the mail server signs.
    #[must_use]
    pub const fn new(from: Address, transport: Transport) -> Self {
        Self {
            from,
            reply_to: None,
            transport,
            dkim: None,
        }
    }
}

/// What takes the messages.
#[derive(Debug, Clone)]
pub enum Transport {
    /// A folder that gets one `.eml` file a message: to try things, or for a program that fetches them.
    Folder(PathBuf),
    /// A mail server.
    Smtp(Smtp),
}

/// A mail server.
#[derive(Debug, Clone)]
pub struct Smtp {
    /// Its name or number; its certificate must be for it.
    pub host: String,
    /// Its port: usually 465 for TLS and 587 for STARTTLS.
    pub port: u16,
    /// How the connection is encrypted.
    pub security: Security,
    /// Who we are to it.
    pub login: Option<Login>,
    /// A file of certificates (PEM) of the authorities that are trusted, instead of those that browsers trust.
    pub ca_file: Option<PathBuf>,
    /// How we call ourselves; the host of the sender's address where there is none. Never the name of the machine.
    pub hello: Option<String>,
    /// How long the whole handing over of one message may take.
    pub timeout: Duration,
}

impl Smtp {
    /// A mail server with the usual port of such a connection, without a login, and with a minute for each message.
    #[must_use]
    pub fn new(host: impl Into<String>, security: Security) -> Self {
        Self {
            host: host.into(),
            port: security.usual_port(),
            security,
            login: None,
            ca_file: None,
            hello: None,
            timeout: Duration::from_mins(1),
        }
    }

    /// Refuses what cannot be meant.
    pub(crate) fn check(&self) -> Result<(), SettingsError> {
        if self.host.parse::<IpAddr>().is_err() && host_in_ascii(&self.host).is_none() {
            return Err(SettingsError::Host);
        }
        if self.security == Security::None && self.loopback().is_none() {
            return Err(SettingsError::PlainText);
        }
        if self.timeout.is_zero() {
            return Err(SettingsError::Timeout);
        }
        Ok(())
    }

    /// The addresses of this machine that the host stands for; `None` where it is another one.
    ///
    /// `localhost` is not looked up: a name server could send it elsewhere.
    pub(crate) fn loopback(&self) -> Option<Vec<IpAddr>> {
        if self.host.eq_ignore_ascii_case("localhost") {
            return Some(vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()]);
        }
        let number: IpAddr = self.host.parse().ok()?;
        number.is_loopback().then(|| vec![number])
    }
}

/// How the connection to a mail server is encrypted. There is no "if it can".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// From the first byte.
    Tls,
    /// After the server was asked for it; a server that refuses gets nothing.
    StartTls,
    /// Not at all: to a mail server on this machine only.
    None,
}

impl Security {
    /// The port where servers usually offer it (RFC 8314, 3.3 and 3.1; RFC 5321, 4.5.4.2).
    #[must_use]
    pub const fn usual_port(self) -> u16 {
        match self {
            Self::Tls => 465,
            Self::StartTls => 587,
            Self::None => 25,
        }
    }
}

/// Who we are to a mail server. `Debug` hides it.
#[derive(Clone)]
pub struct Login {
    /// The name.
    pub user: String,
    /// The password.
    pub password: String,
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Login(hidden)")
    }
}

/// Why settings of mail cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SettingsError {
    /// The sender or the address for answers is none.
    #[error("this is not an e-mail address: it looks like desk@example.org")]
    Address,
    /// A name would break its line.
    #[error("the name beside the address has line breaks or characters that cannot be seen: type it anew")]
    Name,
    /// The host is none.
    #[error(
        "the host of the mail server is not a name such as mail.example.org, nor a number such as 192.0.2.1"
    )]
    Host,
    /// How we call ourselves is no host.
    #[error("what we call ourselves to the mail server is not a name such as example.org")]
    Hello,
    /// Messages would travel in plain text.
    #[error(
        "mail without encryption is sent to this machine only (localhost, 127.0.0.1, ::1): use TLS or STARTTLS for any other mail server"
    )]
    PlainText,
    /// No time at all.
    #[error("the time for handing a message over is nought: allow some, such as 60 seconds")]
    Timeout,
    /// The file of authorities cannot be read.
    #[error("the file of trusted certificates {} cannot be read ({kind}): see that it is there and readable", path.display())]
    CaFile {
        /// Which.
        path: PathBuf,
        /// Why not.
        kind: io::ErrorKind,
    },
    /// The file of authorities has none.
    #[error("the file {} has no certificate: it holds one or more in PEM, each from BEGIN CERTIFICATE to END CERTIFICATE", .0.display())]
    NoCertificate(PathBuf),
    /// The folder cannot be made.
    #[error("the folder for messages {} cannot be made or read ({kind}): see that it may be written", path.display())]
    Folder {
        /// Which.
        path: PathBuf,
        /// Why not.
        kind: io::ErrorKind,
    },
    /// Others can look into the folder.
    #[error("others on this machine can look into the folder for messages {}: close it to them (chmod 700)", .0.display())]
    OpenFolder(PathBuf),
    /// The key is no private key that signs.
    #[error(
        "the key for DKIM is not a private key in PEM, Ed25519 or RSA of 2048 bits or more: make one with `openssl genpkey -algorithm ed25519`"
    )]
    DkimKey,
    /// The selector is none.
    #[error("the selector for DKIM is not letters, digits, `-` and `.`, such as 2026a")]
    DkimSelector,
    /// The domain is not the sender's.
    #[error(
        "the domain for DKIM is not that of the sender's address: receivers would not count the signature"
    )]
    DkimDomain,
}

#[cfg(test)]
mod tests {
    use super::{Login, Security, SettingsError, Smtp};

    fn checked(host: &str, security: Security) -> Result<(), SettingsError> {
        Smtp::new(host, security).check()
    }

    #[test]
    fn plain_text_stays_on_this_machine() {
        for here in ["localhost", "LOCALHOST", "127.0.0.1", "127.8.8.8", "::1"] {
            assert_eq!(checked(here, Security::None), Ok(()), "{here}");
        }
        for elsewhere in [
            "mail.example.org",
            "10.0.0.1",
            "192.168.1.2",
            "::2",
            "localhost.example.org",
        ] {
            let refused = checked(elsewhere, Security::None).unwrap_err();
            assert_eq!(refused, SettingsError::PlainText, "{elsewhere}");
            assert!(refused.to_string().contains("this machine only"));
            assert_eq!(checked(elsewhere, Security::StartTls), Ok(()), "{elsewhere}");
        }
    }

    #[test]
    fn a_host_is_a_name_or_a_number() {
        for wrong in [
            "",
            "mail example.org",
            "mail.example.org:465",
            "https://mail.example.org",
            "a\r\nb",
        ] {
            assert_eq!(checked(wrong, Security::Tls), Err(SettingsError::Host), "{wrong}");
        }
        let hasty = Smtp {
            timeout: std::time::Duration::ZERO,
            ..Smtp::new("mail.example.org", Security::Tls)
        };
        assert_eq!(hasty.check(), Err(SettingsError::Timeout));
    }

    #[test]
    fn a_login_is_not_shown() {
        let login = Login {
            user: "desk".into(),
            password: "swordfish".into(),
        };
        assert_eq!(format!("{login:?}"), "Login(hidden)");
    }
}
