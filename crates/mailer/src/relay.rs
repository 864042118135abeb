//! The conversation with a mail server (RFC 5321), step by step: what a refusal means depends on where it comes.

mod fault;
mod line;

use std::fs;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{
    AsyncSmtpConnection, Certificate, CertificateStore, TlsParameters, TlsParametersBuilder,
};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::address::{Address, host_in_ascii};
use crate::error::{Lasting, MailError, Passing};
use crate::message::Parcel;
use crate::settings::{Security, SettingsError, Smtp};
use fault::Step;
use line::Lines;

/// How long we wait to take leave: the message is with the server by then, or will not be.
const LEAVE: Duration = Duration::from_secs(2);

/// A mail server that messages are handed to, each over a connection of its own.
pub(crate) struct Relay {
    smtp: Smtp,
    hello: ClientId,
    credentials: Option<Credentials>,
    encryption: Encryption,
}

/// How the connection is encrypted, ready to use.
enum Encryption {
    Tls(TlsParameters),
    StartTls(TlsParameters),
    /// To these addresses of this machine only.
    None(Vec<IpAddr>),
}

impl Relay {
    pub(crate) fn new(smtp: Smtp, from: &Address) -> Result<Self, SettingsError> {
        smtp.check()?;
        let hello = match &smtp.hello {
            Some(name) => host_in_ascii(name).ok_or(SettingsError::Hello)?,
            None => from.host().to_owned(),
        };
        let encryption = match smtp.security {
            Security::Tls => Encryption::Tls(tls(&smtp)?),
            Security::StartTls => Encryption::StartTls(tls(&smtp)?),
            Security::None => Encryption::None(smtp.loopback().ok_or(SettingsError::PlainText)?),
        };
        let login = smtp.login.clone();
        Ok(Self {
            hello: ClientId::Domain(hello),
            credentials: login.map(|login| Credentials::new(login.user, login.password)),
            encryption,
            smtp,
        })
    }

    /// Hands a message to the server.
    pub(crate) async fn deliver(&self, parcel: &Parcel) -> Result<(), MailError> {
        let done = timeout(self.smtp.timeout, async {
            let mut connection = self.connect().await?;
            let handed = self.hand_over(&mut connection, parcel).await;
            Ok::<_, MailError>((connection, handed))
        });
        let (mut connection, handed) = done.await.map_err(|_| Passing::TimedOut)??;
        // Outside the time that is counted: a server that has the message must not get it again for a slow farewell.
        let _ = timeout(LEAVE, connection.abort()).await;
        handed
    }

    /// A connection that is as safe as it was asked to be, or none.
    async fn connect(&self) -> Result<AsyncSmtpConnection, MailError> {
        let Smtp { host, port, .. } = &self.smtp;
        let opened = Step::Opening;
        match &self.encryption {
            Encryption::Tls(tls) => {
                let server = (host.as_str(), *port);
                AsyncSmtpConnection::connect_tokio1(server, None, &self.hello, Some(tls.clone()), None)
                    .await
                    .map_err(|error| opened.fault(&error))
            }
            Encryption::StartTls(tls) => {
                let stream = TcpStream::connect((host.as_str(), *port)).await;
                let mut connection = self.greet(stream).await?;
                if !connection.can_starttls() {
                    return Err(Passing::NoStartTls.into());
                }
                let secured = connection.starttls(tls.clone(), &self.hello).await;
                secured.map_err(|error| Step::Securing.fault(&error))?;
                // What follows is private: better to ask once too often.
                if connection.is_encrypted() {
                    Ok(connection)
                } else {
                    Err(Passing::NoStartTls.into())
                }
            }
            Encryption::None(here) => {
                let here: Vec<_> = here.iter().map(|&ip| SocketAddr::new(ip, *port)).collect();
                self.greet(TcpStream::connect(&here[..]).await).await
            }
        }
    }

    /// Greets the server over a connection in plain text.
    async fn greet(&self, stream: std::io::Result<TcpStream>) -> Result<AsyncSmtpConnection, MailError> {
        let stream = stream.map_err(|_| Passing::NoConnection)?;
        AsyncSmtpConnection::connect_with_transport(Box::new(Lines::new(stream)), &self.hello)
            .await
            .map_err(|error| Step::Opening.fault(&error))
    }

    async fn hand_over(&self, to: &mut AsyncSmtpConnection, parcel: &Parcel) -> Result<(), MailError> {
        if let Some(credentials) = &self.credentials {
            if to.server_info().get_auth_mechanism(DEFAULT_MECHANISMS).is_none() {
                return Err(Passing::NoLogin.into());
            }
            let login = to.auth(DEFAULT_MECHANISMS, credentials).await;
            login.map_err(|error| Step::Login.fault(&error))?;
        }
        let mail = Mail::new(Some(parcel.from.clone()), parameters(to, parcel)?);
        let mail = to.command(mail).await;
        mail.map_err(|error| Step::Sender.fault(&error))?;
        let recipient = to.command(Rcpt::new(parcel.to.clone(), Vec::new())).await;
        recipient.map_err(|error| Step::Recipient.fault(&error))?;
        let data = to.command(Data).await;
        data.map_err(|error| Step::Message.fault(&error))?;
        let message = to.message(&parcel.bytes).await;
        message.map_err(|error| Step::Message.fault(&error))?;
        Ok(())
    }
}

/// What is said of a message beforehand: only an address beyond ASCII needs anything (RFC 6531), all else is ASCII.
fn parameters(to: &AsyncSmtpConnection, parcel: &Parcel) -> Result<Vec<MailParameter>, MailError> {
    if parcel.bytes.is_ascii() {
        return Ok(Vec::new());
    }
    if !to.server_info().supports_feature(Extension::SmtpUtfEight) {
        return Err(Lasting::AsciiOnly.into());
    }
    Ok(vec![
        MailParameter::SmtpUtfEight,
        MailParameter::Body(MailBodyParameter::EightBitMime),
    ])
}

/// Who is trusted: the authorities that browsers trust, or those of the operator's file alone.
///
/// The cryptography is ring, unless the program has chosen another one for the whole process.
fn tls(smtp: &Smtp) -> Result<TlsParameters, SettingsError> {
    let host = host_in_ascii(&smtp.host).unwrap_or_else(|| smtp.host.clone());
    let mut builder = TlsParameters::builder(host);
    if let Some(path) = &smtp.ca_file {
        let pem = fs::read(path).map_err(|error| SettingsError::CaFile {
            path: path.clone(),
            kind: error.kind(),
        })?;
        builder = trusting(&pem, builder).ok_or_else(|| SettingsError::NoCertificate(path.clone()))?;
        return builder
            .build_rustls()
            .map_err(|_| SettingsError::NoCertificate(path.clone()));
    }
    builder.build_rustls().map_err(|_| SettingsError::Host)
}

/// Trust in the certificates of a file alone; `None` where it has none or something else.
fn trusting(pem: &[u8], builder: TlsParametersBuilder) -> Option<TlsParametersBuilder> {
    let certificates: Vec<CertificateDer<'_>> = CertificateDer::pem_slice_iter(pem)
        .collect::<Result<_, _>>()
        .ok()?;
    let mut builder = builder.certificate_store(CertificateStore::None);
    for certificate in &certificates {
        builder = builder.add_root_certificate(Certificate::from_der(certificate.to_vec()).ok()?);
    }
    (!certificates.is_empty()).then_some(builder)
}
