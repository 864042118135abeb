//! Hands messages over: to a mail server over an encrypted connection, or to a folder.
//!
//! What is sent names people who may be at risk. So nothing goes out in plain text beyond this machine, the message says
//! nothing of the machine that made it, and no error repeats an address or a word of the message: errors go to logs.
//!
//! The clock is not read here and nothing is random: a message that is tried again is the same bytes.

mod address;
mod dkim;
mod error;
mod folder;
mod message;
mod relay;
mod settings;
mod words;

use std::fmt;
use std::sync::Arc;

use tidemark_vocab::{Lang, Moment};

pub use address::Address;
pub use dkim::{Dkim, DkimKey};
pub use error::{Lasting, MailError, Passing, Reply};
pub use settings::{Login, MailSettings, Security, SettingsError, Smtp, Transport};

use dkim::Signer;
use folder::Folder;
use message::Composer;
use relay::Relay;

/// A message that is to be sent.
#[derive(Clone, Copy)]
pub struct Outgoing<'a> {
    /// Its name: 1 to 64 letters, digits, `-`, `_` and `.`. The same message has the same one whenever it is tried again.
    pub id: &'a str,
    /// Whom it is for: an e-mail address.
    pub to: &'a str,
    /// What it is about.
    pub subject: &'a str,
    /// Its words.
    pub plain: &'a str,
    /// The same, marked up.
    pub html: &'a str,
    /// When it was made.
    pub at: Moment,
    /// The language it is in.
    pub lang: &'a Lang,
}

impl fmt::Debug for Outgoing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outgoing")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// Hands messages over. A copy is cheap, and works with the same settings.
#[derive(Clone)]
pub struct Mailer(Arc<Inner>);

struct Inner {
    composer: Composer,
    signer: Option<Signer>,
    carrier: Carrier,
}

/// What takes the finished message.
enum Carrier {
    Folder(Folder),
    Relay(Box<Relay>),
}

impl Mailer {
    /// A mailer by these settings. Makes the folder where messages go to one, and reads the file of authorities.
    ///
    /// No connection is made yet: the mail server may be away while the program starts.
    pub fn new(settings: MailSettings) -> Result<Self, SettingsError> {
        let carrier = match settings.transport {
            Transport::Folder(path) => Carrier::Folder(Folder::open(path)?),
            Transport::Smtp(smtp) => Carrier::Relay(Box::new(Relay::new(smtp, &settings.from)?)),
        };
        let signer = settings
            .dkim
            .map(|dkim| Signer::new(dkim, settings.from.host()))
            .transpose()?;
        Ok(Self(Arc::new(Inner {
            composer: Composer::new(settings.from, settings.reply_to),
            signer,
            carrier,
        })))
    }

    /// Hands a message over. When this returns, the mail server or the folder has it.
    ///
    /// After [`MailError::Passing`] the same message, with the same id and moment, may be tried again: where the first
    /// try had come through after all, receivers know the second by its `Message-ID`.
    pub async fn send(&self, letter: &Outgoing<'_>) -> Result<(), MailError> {
        let mut parcel = self.0.composer.compose(letter)?;
        if let Some(signer) = &self.0.signer {
            parcel.bytes = signer.signed(parcel.bytes, letter.at)?;
        }
        match &self.0.carrier {
            Carrier::Folder(folder) => folder.put(letter.at, letter.id, parcel.bytes).await,
            Carrier::Relay(relay) => relay.deliver(&parcel).await,
        }
    }
}

impl fmt::Debug for Mailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0.carrier {
            Carrier::Folder(_) => "Mailer(folder)",
            Carrier::Relay(_) => "Mailer(smtp)",
        })
    }
}
